"""A demo: bots play a whole session as people would, and its log is kept like any other.

Time is virtual and ids are numbered: the same scenario, seed and bots give the same log, to the last byte.
"""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from game.bots.cast import BOTS, choosers, make_bots
from game.i18n import Texts
from game.rules.chance import draw
from game.scenario.model import in_language
from game.session.scenario import played_from
from game.session.session import FACILITATOR
from game.session.stepper import Stepper
from game.session.store import Store
from game.session.unasked import Chooser
from game.session.wire import Refused

DEMO = "demo-"
"""What the name of every demo's session begins with."""

Turn: TypeAlias = Literal["moved", "waiting"]
MOVED: Final = "moved"
WAITING: Final = "waiting"

_AGREEMENTS = 7  # texts there are, by number
_ENDLESS = 5_000  # times around the table; a session takes a few hundred


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo so far: its session, the hash its log ends in (hex), rounds begun and result.

    The result is worth nothing before the session `has_ended`.
    """

    session: str
    hash: str
    rounds: int
    result: int
    has_ended: bool = True


def demo_name(scenario: str, seed: int) -> str:
    """Return what a demo's session is called; playing it again takes the place of the one before."""
    return f"{DEMO}{scenario}-{seed}"


def begin_demo(store: Store, scenario: Path, seed: int, bots: str = "") -> tuple[Stepper, dict[str, Chooser]]:
    """Begin a demo and return it with the bots of its seats, for `play_demo` or for a driver with a screen.

    Args:
        store: Where the session is kept.
        scenario: The scenario's folder or file.
        seed: What all chance comes from.
        bots: Who plays, as in `make_bots`.

    Raises:
        Mendable: The scenario cannot be played, there is no such bot, or the session cannot be stored.
    """
    found = played_from(scenario)
    players = make_bots(bots, found.game.seats)
    names = {make: name for name, make in BOTS.items()}
    holders = {seat: (f"bot:{names[type(bot)]}", "") for seat, bot in players.items()}
    name = demo_name(found.scenario.id, seed)
    if any(one.id == name for one in store.sessions()):
        store.delete(name)
    return Stepper.begin(store, name, found, seed, holders), dict(choosers(players.values(), seed))


def play_demo(stepper: Stepper, bots: Mapping[str, Chooser]) -> Demo:
    """Let bots play a session to its end and return how it went.

    For how it goes and the errors see `moves`.
    """
    for _ in moves(stepper, bots):
        pass
    return how_it_went(stepper)


def moves(stepper: Stepper, bots: Mapping[str, Chooser]) -> Generator[Turn, None, None]:
    """Play a session to its end, one thing at a time: yield `MOVED` after each order that was done.

    Every seat does one thing after the other. When all wait, it yields `WAITING`, and orders "Verder" when it
    is asked on; unless somebody else ordered something meanwhile: then all look again. In the first minute it
    seals a plan instead.

    Raises:
        StoreError: It cannot be stored any more; what was played so far is kept.
        RuntimeError: A bot did what it was not offered, or the session does not end.
    """
    for seat in bots:
        _stands_somewhere(stepper, seat, "begin")
    for _ in range(_ENDLESS):
        if stepper.session.state.table.ended:
            return
        acted = False
        for seat, choose in bots.items():
            if _acts(stepper, seat, choose):
                acted = True
                _after_the_end(stepper, bots)
                yield MOVED
        if not acted and not stepper.session.state.table.ended:
            head = stepper.session.state.head
            yield WAITING
            if stepper.session.state.head == head:
                _order(stepper, FACILITATOR, *_onward(stepper))
                _after_the_end(stepper, bots)
                yield MOVED
    raise RuntimeError(f"{stepper.name} does not end")


def _after_the_end(stepper: Stepper, bots: Iterable[str]) -> None:
    """Once the table has ended, let every seat say where it stands now and write down what it will do."""
    if not stepper.session.state.table.ended:
        return
    for seat in bots:
        _stands_somewhere(stepper, seat, "end")
    texts = Texts(stepper.session.played.scenario.language)
    for number, seat in enumerate(bots):
        text = texts(f"demo.agreement.{number % _AGREEMENTS + 1}")
        _order(stepper, f"seat:{seat}", "make_agreement", {"text": text})


def _stands_somewhere(stepper: Stepper, seat: str, when: Literal["begin", "end"]) -> None:
    """Answer the poll for a seat, by named draws: in the end never nearer to deciding alone than before."""
    if stepper.session.played.scenario.poll is None:
        return
    seed = stepper.session.state.table.seed
    stood = 1 + draw(seed, "demo:poll", seat, 0, 5)
    moved = draw(seed, "demo:moved", seat, 0, 4) if when == "end" else 0
    _order(stepper, f"seat:{seat}", "answer_poll", {"value": stood + moved})


def how_it_went(stepper: Stepper) -> Demo:
    """Return how far a demo came until now."""
    session = stepper.session
    table = session.state.table
    return Demo(stepper.name, session.hash.hex(), table.round, table.result, table.ended)


def tell_demo(stepper: Stepper, demo: Demo, texts: Texts) -> list[str]:
    """Return a demo as lines for a terminal; the last is `log SESSION sha256:HASH`."""
    found = stepper.session.played.scenario
    seed = stepper.session.state.table.seed
    if demo.has_ended:
        came = texts("demo.ended", rounds=demo.rounds, result=demo.result)
    else:
        came = texts("demo.stopped", round=demo.rounds)
    return [
        texts("demo.began", title=in_language(found.title, texts.language, found.language), seed=seed),
        came,
        f"log {demo.session} sha256:{demo.hash}",
    ]


def _onward(stepper: Stepper) -> tuple[str, dict[str, Any]]:
    """Return what the facilitator orders to go on: in the first minute a plan that pays task after task."""
    for option in stepper.parts(FACILITATOR)["options"]:
        if option["kind"] == "seal_envelope":
            [field] = option["fields"]
            left, given = field["total"], []
            for task, cap in field["caps"].items():
                euros = cap if cap <= left else left // field["step"] * field["step"]
                given += [[task, euros]] if euros else []
                left -= euros
            return "seal_envelope", {"given": given}
    return "advance", {}


def _acts(stepper: Stepper, seat: str, choose: Chooser) -> bool:
    move = choose(stepper.parts(f"seat:{seat}"))
    if move is not None:
        _order(stepper, f"seat:{seat}", *move)
    return move is not None


def _order(stepper: Stepper, actor: str, kind: str, body: Mapping[str, Any]) -> None:
    reply = stepper.order(actor, kind, **body)
    if isinstance(reply, Refused):
        raise RuntimeError(f"{actor} may not {kind} {dict(body)}: {reply.code} {dict(reply.facts)}")
