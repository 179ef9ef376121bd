"""Scenes: what stands on the screen in each part of a session, made from the view alone."""
