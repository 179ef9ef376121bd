"""A session in a process of its own, made to be killed: it plays by chance and says what was acknowledged.

Started as `python killed_child.py DATABASE`. It says `open` once, `ACTOR ID SEQ` per acknowledged order, and
`ended` at the end.
"""

import sys
from pathlib import Path

from game.session.recover import resume
from game.session.sqlite import SqliteStore
from game.session.stepper import Stepper
from game.session.store import wall_clock
from tests.session.stories import a_random_order, accepted, two_rounds


def main(database: Path) -> None:
    """Go on with the session in the database, or begin it, and play it to its end."""
    store = SqliteStore(database)
    if store.sessions():
        stepper = Stepper(store, "avond", resume(store, "avond", wall_clock()))
    else:
        stepper = Stepper.begin(store, "avond", two_rounds(), 7)
    say("open")
    while move := a_random_order(stepper, 11, stepper.session.state.head):
        actor, kind, body = move
        seq = accepted(stepper, actor, kind, **body)
        say(f"{actor} n{stepper.count} {seq}")
    say("ended")


def say(line: str) -> None:
    """Write a line at once: whoever reads it may act on it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
