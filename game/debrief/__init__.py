"""Debrief: what happened and why, told from what a table remembers."""
