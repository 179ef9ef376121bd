"""Four years of Putten played in the window, in two styles: by listening, and from the shelf.

Each reads the screen's own view and decides as somebody at the table would. The hands are given, so either
can be played by mouse alone or by keyboard alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.client.playing import Hands, go_round, open_keys, sit_down, tasks_on, where
from tests.pilot import Pilot

SCENARIO = "putten-samenleving"
DIRECTOR = "hanneke"
SEATS = ("samira", "gert", "marloes", "ayla", "evert", "ruben", DIRECTOR)
NAMES = ("Noor", "Zoë", "Daan", "Renée", "Sjoerd", "Yusuf", "Loïs")
POLL, POLL_AGAIN = (2, 4, 3, 5, 1, 6, 3), (5, 6, 5, 7, 3, 7, 6)


@dataclass(frozen=True)
class Style:
    """How a table plays: its stance, whom it asks in each round, and what it gives its money to.

    Attributes:
        stance: What the director says each round.
        tells: Per round who tells a card by itself.
        asks: Per round who asks whom by name.
        instruments: Per round what the director uses.
        wants: From a task's part and the needs that are open to how much it is wanted; 0 is not at all.
        note: The rounds in which the council gets a note.
        report: The rounds in which the table reports back.
        envelope: What lies on the table in the first minute, and for how many coins.
        agreements: What a seat writes down in the end.
    """

    stance: str
    tells: Sequence[Sequence[str]]
    asks: Sequence[Sequence[tuple[str, str]]]
    instruments: Sequence[str]
    wants: Callable[[dict[str, Any], set[str]], int]
    note: Sequence[int]
    report: Sequence[int]
    envelope: Sequence[tuple[str, int]]
    agreements: dict[str, str]


def _answers_needs(task: dict[str, Any], needs: set[str]) -> int:
    answers = [how for need, how in task["answers"].items() if need in needs]
    return 2 * answers.count("full") + answers.count("partly")


def _lies_on_the_shelf(task: dict[str, Any], _needs: set[str]) -> int:
    return 3 if task["existing"] else 0


LISTENING = Style(
    stance="co_produce",
    tells=(("samira", "gert", "ayla"), ("marloes", "evert"), ("ruben",)),
    asks=(
        (("hanneke", "samira"), ("samira", "gert"), ("gert", "ayla")),
        (("ayla", "marloes"), ("hanneke", "evert"), ("samira", "ruben")),
        (("gert", "ruben"),),
    ),
    instruments=("dialoogtafel", "aanbellen", ""),
    wants=_answers_needs,
    note=(2,),
    report=(1,),
    envelope=(("loket", 11), ("kind-en-club", 8)),
    agreements={
        "samira": "Ik vraag dinsdag bij de school wie er ’s avonds niet terechtkan.",
        "gert": "Ik bel de wethouder en vraag wat er met onze brief gebeurde.",
        "hanneke": "Ik loop één dag mee met Ruben van Wonen, vóór 1 maart.",
    },
)
SUPPLYING = Style(
    stance="decide",
    tells=((), (), ()),
    asks=((), (), ()),
    instruments=("", "", ""),
    wants=_lies_on_the_shelf,
    note=(1, 2, 3),
    report=(),
    envelope=(("loket", 11), ("dagopvang", 8)),
    agreements={"hanneke": "I will ask one neighbour what would help before I write the next note."},
)


def play_whole(pilot: Pilot, hands: Hands, style: Style) -> None:
    """Play from the start screen to the last page of the debrief."""
    sit_down(pilot, hands, SEATS, SCENARIO, NAMES)
    _first_minute(pilot, hands, style)
    go_round(pilot, hands)
    for number in (1, 2, 3):
        _round(pilot, hands, style, number)
    _look_back(pilot, hands, style)


def _first_minute(pilot: Pilot, hands: Hands, style: Style) -> None:
    for seat, place in zip(SEATS, POLL, strict=True):
        hands.place(f"opening.poll.{seat}", place)
    hands.press("primary")
    for task, coins in style.envelope:
        for _ in range(coins):
            hands.press(f"opening.{task}")
    hands.press("primary")


def _round(pilot: Pilot, hands: Hands, style: Style, number: int) -> None:
    hands.choose(DIRECTOR)
    hands.press(f"stance.{style.stance}")
    _goals(pilot, hands)
    _talk(pilot, hands, style, number)
    _frame(pilot, hands, style)
    _divide(pilot, hands, style, number)
    while where(pilot)[:2] == (number, "carry_out"):
        hands.press("primary")
    _reflect(pilot, hands, number)
    if pilot.is_there("round_end.close"):
        hands.press("round_end.close")


def _goals(pilot: Pilot, hands: Hands) -> None:
    if where(pilot)[1] != "explore":
        return
    for index, seat in enumerate(SEATS):
        goals = open_keys(pilot, "goal.")
        if where(pilot)[1] == "explore" and goals:
            hands.choose(seat)
            hands.press(goals[0 if index < 4 else 1])
    if where(pilot)[1] == "explore":
        hands.press("primary")


# Asking. ---------------------------------------------------------------------------------------------


def _talk(pilot: Pilot, hands: Hands, style: Style, number: int) -> None:
    hands.choose(DIRECTOR)
    _press_if(pilot, hands, f"instrument.{style.instruments[number - 1]}")
    if number in style.report:
        _press_if(pilot, hands, "report")
    if number in style.note:
        _press_if(pilot, hands, "note")
    for teller in style.tells[number - 1]:
        _tell(pilot, hands, teller)
    for asker, teller in style.asks[number - 1]:
        hands.choose(asker)
        if _press_if(pilot, hands, f"ask.{teller}"):
            _tell(pilot, hands, teller)
    if where(pilot)[1] == "dialogue":
        hands.press("primary")


def _tell(pilot: Pilot, hands: Hands, teller: str) -> None:
    hands.choose(teller)
    cards = open_keys(pilot, "tell.")
    if cards:
        hands.press(cards[0])
        _recognise(pilot, hands, teller)


def _recognise(pilot: Pilot, hands: Hands, teller: str) -> None:
    """Let four others put up a hand for the card that was told last."""
    card = pilot.session.table.part("cards")[-1]["id"]
    for seat in [one for one in SEATS if one != teller][:4]:
        hands.choose(seat)
        _press_if(pilot, hands, f"card.{card}")


def _press_if(pilot: Pilot, hands: Hands, key: str) -> bool:
    can = pilot.can(key) and pilot.widget(key).takes_pointer
    if can:
        hands.press(key)
    return can


# Choosing. -------------------------------------------------------------------------------------------


def _frame(pilot: Pilot, hands: Hands, style: Style) -> None:
    if where(pilot)[1] != "frame":
        return
    wanted = _by_challenge(pilot, style)
    challenges = sorted(open_keys(pilot, "challenge."), key=lambda key: -wanted.get(key[10:], 0))
    hands.choose(DIRECTOR)
    if pilot.can("wording.text"):
        hands.write("wording.text", "Hoe zorgen we samen dat niemand er alléén voor staat?")
        hands.press("wording.write")
    for index, seat in enumerate(SEATS):
        if where(pilot)[1] == "frame":
            hands.choose(seat)
            hands.press(challenges[index % min(2, len(challenges))])
    if where(pilot)[1] == "frame":
        hands.press("primary")


def _by_challenge(pilot: Pilot, style: Style) -> dict[str, int]:
    wanted: dict[str, int] = {}
    for task in _tasks(pilot).values():
        if task["status"] == "idle":
            challenge = task["challenge"] or ""
            wanted[challenge] = wanted.get(challenge, 0) + style.wants(task, _open_needs(pilot))
    return wanted


def _divide(pilot: Pilot, hands: Hands, style: Style, number: int) -> None:
    hands.press("primary")
    go_round(pilot, hands, lambda: _vote(pilot, hands, style))
    if where(pilot)[2] == "reveal":
        hands.press("primary")
    _claims(pilot, hands)
    if number in style.note:
        hands.choose(DIRECTOR)
        _press_if(pilot, hands, "tool.write_note")
    hands.press("primary")
    if where(pilot)[2] == "forecast":
        hands.press("primary")
        go_round(pilot, hands, lambda: hands.press(tasks_on(pilot, "forecast")[0]))


def _vote(pilot: Pilot, hands: Hands, style: Style) -> None:
    """Lay five points on what is wanted most, two on a task at most, where the card still takes them."""
    parts, needs = _tasks(pilot), _open_needs(pilot)
    keys = tasks_on(pilot, "ballot")
    wanted = sorted(keys, key=lambda key: -style.wants(parts[key.removeprefix("ballot.")], needs))
    for key in (*wanted[:2], *wanted[:2], *wanted[2:3]):
        hands.press(key)


def _claims(pilot: Pilot, hands: Hands) -> None:
    """Let somebody do and another own each task that got money."""
    for key in tasks_on(pilot, "divide"):
        task = key.removeprefix("divide.")
        for part in ("doer", "owner"):
            for seat in SEATS:
                if _tasks(pilot)[task]["status"] == "funded" and _may_claim(pilot, seat, task, part):
                    hands.choose(seat)
                    hands.press(key)
                    hands.press(f"claim.{part}")
                    break


def _may_claim(pilot: Pilot, seat: str, task: str, part: str) -> bool:
    """Tell whether a seat can take this on, without taking both parts or more than it can carry."""
    if _tasks(pilot)[task]["doer"] == seat or pilot.session.table.part(f"seat:{seat}")["capacity_left"] <= 0:
        return False
    return task in pilot.session.table.choices(seat, "claim", "task", part=part)


def _tasks(pilot: Pilot) -> dict[str, Any]:
    return dict(pilot.session.table.parts("task:"))


def _open_needs(pilot: Pilot) -> set[str]:
    """Return the needs that are known and that no task at work answers."""
    table = pilot.session.table
    known = {card["need"] for card in table.part("cards")} | set(table.part("chair")["found"])
    at_work = [task for task in _tasks(pilot).values() if task["status"] in ("running", "done")]
    return known - {need for task in at_work for need in task["answers"]}


# Looking. --------------------------------------------------------------------------------------------


def _reflect(pilot: Pilot, hands: Hands, number: int) -> None:
    while where(pilot)[:2] == (number, "reflect"):
        waiting = [key for key in open_keys(pilot, "reflect.") if key.endswith(".say")]
        judging = [key for key in open_keys(pilot, "reflect.") if key.endswith(".judge.yes")]
        if judging:
            hands.press(judging[0])
        elif waiting:
            hands.press(waiting[0])
            hands.press(open_keys(pilot, "reason.")[0])
        elif not _somebody_speaks(pilot, hands):
            hands.press("primary")


def _somebody_speaks(pilot: Pilot, hands: Hands) -> bool:
    """Choose the seat that can give a reason or judge one, and tell whether there was one."""
    for kind in ("judge_reason", "give_reason"):
        for seat in SEATS:
            if pilot.session.table.can(seat, kind):
                hands.choose(seat)
                return True
    return False


def _look_back(pilot: Pilot, hands: Hands, style: Style) -> None:
    """Turn every page; stand somewhere again and write an agreement where that is asked."""
    for _ in range(80):
        for seat, place in zip(SEATS, POLL_AGAIN, strict=True):
            if pilot.is_there(f"debrief.poll.{seat}"):
                hands.place(f"debrief.poll.{seat}", place)
        for seat, text in style.agreements.items():
            if pilot.is_there(f"debrief.agree.{seat}"):
                hands.write(f"debrief.agree.{seat}", text)
        if not pilot.can("debrief.on"):
            return
        hands.press("debrief.on")
    raise AssertionError("the debrief does not end")
