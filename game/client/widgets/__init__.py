"""Widgets: what can be seen, pressed and typed in; each owns its place, its state and what it asks for."""
