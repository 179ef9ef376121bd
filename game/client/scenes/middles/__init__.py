"""The middle of the session's screen, one module per phase: `build(seen, box) -> list[Widget]`."""
