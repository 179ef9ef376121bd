"""Chance: every draw has a name, so a replay keeps its luck.

A draw depends only on the table's seed and on its name: purpose, subject and round. There is no running
count, so a what-if that changes one thing leaves every other draw as it was, and drawing twice under one
name gives the same twice. How a name becomes a number is part of every saved game: do not change it.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

_DIGEST_BITS = 256


def draw(seed: int, purpose: str, subject: str, round_: int, sides: int) -> int:
    """Return a number from 0 to sides - 1, each as likely as the others.

    Args:
        seed: The table's seed, any whole number.
        purpose: What the draw is for, such as `event`.
        subject: What or whom it is about, such as a task; may be empty.
        round_: The round it falls in; 0 is before the first.
        sides: How many outcomes there are, at least 1.

    Raises:
        ValueError: There is no outcome, or there are more than one hash can tell apart.
    """
    return drawing(seed, purpose, round_)(subject, sides)


def drawing(seed: int, purpose: str, round_: int) -> Callable[[str, int], int]:
    """Return how everything for one purpose is drawn in a round: (subject, sides) as `draw` takes them."""
    before, after = f"{seed} {round_} ", f" {len(purpose)}:{purpose} "

    def drawn(subject: str, sides: int) -> int:
        if not 1 <= sides <= 1 << _DIGEST_BITS:
            raise ValueError(f"a draw needs 1 to 2^{_DIGEST_BITS} sides, got {sides}")
        spare, attempt = _DIGEST_BITS - (sides - 1).bit_length(), 0
        # As many bits as the sides need, and again when they name no side: a remainder would favour low
        # numbers.
        while (number := _hashed(f"{before}{attempt}{after}{len(subject)}:{subject}") >> spare) >= sides:
            attempt += 1
        return number

    return drawn


def shuffled(seed: int, purpose: str, round_: int, items: Sequence[str]) -> tuple[str, ...]:
    """Return the items in a drawn order that does not depend on the order in which they are given.

    Each item has its own place, by its own name: leaving one out leaves the order of the others as it was.
    """
    return tuple(sorted(items, key=lambda item: (_digest(seed, purpose, item, round_, 0), item)))


def _digest(seed: int, purpose: str, subject: str, round_: int, attempt: int) -> int:
    """Return the hash of a name; lengths stand before the texts, so no two names are written alike."""
    return _hashed(f"{seed} {round_} {attempt} {len(purpose)}:{purpose} {len(subject)}:{subject}")


def _hashed(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest(), "big")
