"""A session outside the program: as a log that can be taken in again, as sheets, as elections."""
