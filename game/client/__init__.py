"""The window: the only part of the game that knows pygame; it shows views and sends actions, nothing more."""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # or pygame greets in the terminal
