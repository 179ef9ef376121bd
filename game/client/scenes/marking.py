"""Marking tasks on a ballot: ticking those that one wants, or putting them in an order of liking.

A card does it all: a click or Enter marks it or takes the mark away; + and - do so too, and in an order they
move a task up and down. For the mouse a minus and a plus lie on the card.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from game.client.looks.task import TaskLook
from game.client.scenes import taskboard
from game.client.scenes.seen import Seen
from game.client.scenes.taskboard import TaskCard
from game.client.widgets.base import Act, Widget
from game.client.widgets.layout import Box
from game.client.widgets.stepper import Stepper


def ticked(seen: Seen, id_: str, draft: dict[str, int]) -> TaskCard:
    """Return a task that is ticked or not."""
    is_on = id_ in draft
    turn = partial(_turn, seen, draft, id_)
    return TaskCard(
        id_,
        _look(seen, id_, seen.texts("client.tick") if is_on else ""),
        turn,
        hint=taskboard.about(seen, id_),
        plus=_nothing if is_on else turn,
        minus=turn if is_on else _nothing,
        is_chosen=is_on,
    )


def ranked(seen: Seen, id_: str, draft: dict[str, int]) -> TaskCard:
    """Return a task with its place in the order, if it has one."""
    place = draft.get(id_, 0)
    up, down = partial(_move, seen, draft, id_, -1), partial(_move, seen, draft, id_, 1)
    look = _look(seen, id_, seen.texts("client.place", n=place) if place else "")
    return TaskCard(
        id_,
        look,
        partial(_turn, seen, draft, id_),
        hint=taskboard.about(seen, id_),
        plus=up,
        minus=down,
        is_chosen=bool(place),
        over=partial(_stepper, seen, id_, place, look.title, up, down),
    )


def turned(draft: dict[str, int], id_: str) -> dict[str, int]:
    """Return the draft with this task last, or without it if it was there; the others close up."""
    order = in_order(draft)
    order = [one for one in order if one != id_] if id_ in draft else [*order, id_]
    return {one: place for place, one in enumerate(order, 1)}


def moved(draft: dict[str, int], id_: str, by: int) -> dict[str, int]:
    """Return the draft with this task a place up (-1) or down (1).

    A task without a place comes in at the end when it goes up; the last one leaves when it goes down.
    """
    order = in_order(draft)
    if id_ not in draft:
        return turned(draft, id_) if by < 0 else draft
    at = order.index(id_)
    if at + by == len(order):
        return turned(draft, id_)
    if at + by >= 0:
        order[at], order[at + by] = order[at + by], order[at]
    return {one: place for place, one in enumerate(order, 1)}


def in_order(draft: dict[str, int]) -> list[str]:
    """Return the marked tasks, the first place first."""
    return sorted(draft, key=lambda id_: draft[id_])


def _turn(seen: Seen, draft: dict[str, int], id_: str) -> None:
    form = seen.part("budget")["ballot"]
    after = turned(draft, id_)
    _keep(seen, draft, after if form == "ranking" else dict.fromkeys(after, 1))


def _move(seen: Seen, draft: dict[str, int], id_: str, by: int) -> None:
    _keep(seen, draft, moved(draft, id_, by))


def _keep(seen: Seen, draft: dict[str, int], after: dict[str, int]) -> None:
    draft.clear()
    draft.update(after)
    seen.app.changed()


def _look(seen: Seen, id_: str, mark: str) -> TaskLook:
    look = taskboard.task_look(seen, id_, placed=0)
    return replace(look, count="", partners=(), no_partner="", status="done", status_text=mark)


def _stepper(seen: Seen, id_: str, place: int, name: str, up: Act, down: Act, box: Box) -> list[Widget]:
    k = seen.k
    at = Box(box.x + 18 * k, box.bottom - 70 * k, 168 * k, 56 * k)
    return [
        Stepper(
            key=f"ballot.step.{id_}", box=at, name=name, number=place, text=str(place) if place else "",
            on_step=lambda step: up() if step > 0 else down(), can_less=bool(place), can_more=place != 1,
            is_for_mouse=True,
        )
    ]  # fmt: skip


def _nothing() -> None:
    """A card that is ticked already, or not at all, is still a card."""
