"""The server: many screens at one table. It leans on `game`; the client never leans on it."""
