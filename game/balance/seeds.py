"""Seeds: which luck plays have. There are two sets that share none, so one can test what the other tuned."""

from hashlib import sha256

from game.session.scenario import MAIN, Played

_SIDES = 1 << 31


def first_set(seed: int, games: int) -> range:
    """Return the seeds a scenario is tuned with."""
    return range(seed, seed + games)


def second_set(played: Played, first: range) -> range:
    """Return as many seeds, none of them among the first, drawn from the hash of the scenario's file.

    Nobody can tune with them: whoever changes the file, changes them.
    """
    start = int.from_bytes(sha256(played.files[MAIN]).digest()[:8], "big") % _SIDES
    if start < first.stop and first.start < start + len(first):
        start = first.stop
    return range(start, start + len(first))
