"""The window: the only part of the game that knows pygame; it shows views and sends actions, nothing more."""
