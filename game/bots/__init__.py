"""Bots: players that see what one seat sees and pick from what that seat is offered."""
