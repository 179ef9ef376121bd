"""The debrief as a scene: one thing at a time, the screen almost still, numbers only after the stories."""
