"""One run: a session steps through actions, keeps its log, and shows each observer what it may know."""
