"""What the command `demo` does without a screen: bots play, it is kept, and what happened is told."""

from collections.abc import Callable

from game.bots.demo import begin_demo, play_demo
from game.debrief.transcript import transcript
from game.i18n import Texts
from game.scenario.load import find
from game.session.log import live, unlinked
from game.session.sessions import writing

DEFAULT_SCENARIO = "eerste-potje"


def run_demo(
    scenario: str | None,
    *,
    seed: int,
    language: str,
    say: Callable[[str], None],
    bots: str = "",
    database: str | None = None,
) -> None:
    """Let bots play a session, keep it as `demo-SCENARIO-SEED`, and tell what happened.

    Args:
        scenario: The name or path of a scenario; None for the first one to play.
        seed: What all chance comes from.
        language: `nl` or `en`; the log is the same in both.
        say: Where each line goes; the last is `log SESSION sha256:<64 hex>`.
        bots: Who plays, as in `game.bots.cast.cast`; "" for `dialogue` on every seat.
        database: The file it is kept in; None for the user's own.

    Raises:
        Mendable: The scenario cannot be found or played, a bot or seat is unknown, it cannot be kept.
    """
    folder = find(scenario or DEFAULT_SCENARIO)
    store = writing(database)
    try:
        stepper, players = begin_demo(store, folder, seed, bots)
        demo = play_demo(stepper, players)
        log = live(unlinked(link) for link in store.links(demo.session))
    finally:
        store.close()
    found = stepper.session.played.scenario
    for line in transcript(log, found, Texts(language), stepper.session.texts):
        say(line)
    say(f"log {demo.session} sha256:{demo.hash}")
