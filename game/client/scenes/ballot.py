"""A ballot on the tasks of the table, by click, by + and −; sealed when it is handed in.

It is points or money on tasks, tasks that are ticked, or tasks in an order of liking.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.looks.task import TaskLook
from game.client.scenes import marking, taskboard
from game.client.scenes.base import Overlay
from game.client.scenes.choices import field_of
from game.client.scenes.secret import secret_screen
from game.client.scenes.seen import Seen
from game.client.scenes.taskboard import TaskCard
from game.client.table import of_seat
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of, paragraph
from game.client.widgets.stepper import Stepper

if TYPE_CHECKING:
    from game.client.app import App


def build(seen: Seen, screen: Box, done: Act) -> list[Widget]:
    """Return the ballot of the seat behind the curtain."""
    draft, field, form = _draft(seen), _field(seen), ballot_form(seen)
    title, verb = seen.texts(f"client.ballot_title.{form}"), seen.texts(f"client.ballot_cast.{form}")

    def hand_in() -> None:
        _cast(seen, draft)
        done()

    inside, head = secret_screen(seen, screen, title, _said(seen, field, draft), verb, hand_in)
    return [*head, *_cards(seen, inside, field, draft)]


class BallotOverlay(Overlay):
    """The same ballot in the open, when a seat changes it after the reveal."""

    def __init__(self, app: App, seen: Seen) -> None:
        super().__init__(app)
        self.seen = seen
        self.seen.staged.pop(_key(seen), None)

    def build(self) -> Widget:
        app, seen = self.app, self.seen
        panel = app.screen.inset(48, 40)
        draft, field, form = _draft(seen), _field(seen), ballot_form(seen)
        name = seen.texts(f"client.ballot_title.{form}")
        dialog = Dialog(key="dialog.ballot", box=app.screen, name=name, panel=panel, on_escape=self.close)
        foot, inside = dialog.inside.cut_bottom(72 * min(seen.k, 1.3), 20)
        send, rest = foot.cut_right(360 * min(seen.k, 1.3), 16)
        back, rest = rest.cut_right(260 * min(seen.k, 1.3), 24)
        said = _said(seen, field, draft)
        rest = rest.middle(rest.w, min(rest.h, height_of(seen.painter, said, rest.w, "label_strong")))
        dialog.children += _cards(seen, inside, field, draft)
        dialog.children += [
            paragraph("ballot.said", rest, said, style="label_strong", colour="muted"),
            button("ballot.close", back, seen.texts("client.back"), self.close, icon="arrow-left"),
            button("ballot.cast", send, seen.texts(f"client.ballot_cast.{form}"), self._send, icon="check",
                   kind="primary"),
        ]  # fmt: skip
        return dialog

    def _send(self) -> None:
        _cast(self.seen, _draft(self.seen))
        self.close()


def _cast(seen: Seen, draft: dict[str, int]) -> None:
    given = [[task, draft[task]] for task in _tasks(_field(seen)) if draft.get(task)]
    seen.order("cast_ballot", given=given)
    seen.staged.pop(_key(seen), None)


def _field(seen: Seen) -> dict[str, Any]:
    """Return the field of the ballot: caps per task, total and step, or ids."""
    option = next(iter(seen.options("cast_ballot")), None)
    return field_of(option, "given") if option else {}


def ballot_form(seen: Seen) -> str:
    """Return in which form this table writes its ballots."""
    return str(seen.part("budget")["ballot"])


def _tasks(field: dict[str, Any]) -> list[str]:
    return list(field.get("caps") or field.get("ids") or ())


def _key(seen: Seen) -> str:
    return f"ballot.{seen.acting}.{seen.round}"


def _draft(seen: Seen) -> dict[str, int]:
    """Return what is filled in so far, at first what was handed in before."""
    kept = seen.staged.get(_key(seen))
    if kept is None:
        given = (seen.table.part("private", of_seat(seen.acting or "")) or {}).get("ballot") or {}
        kept = seen.staged[_key(seen)] = dict(given)
    drafted: dict[str, int] = kept
    return drafted


def _said(seen: Seen, field: dict[str, Any], draft: dict[str, int]) -> str:
    """Return how far the ballot is: what is left to give, or how much is marked."""
    match ballot_form(seen):
        case "approval":
            return seen.texts("client.ticked", n=len(draft))
        case "ranking":
            return seen.texts("client.ranked", n=len(draft))
    left = field.get("total", 0) - sum(draft.values())
    if ballot_form(seen) == "points":
        return seen.texts("client.points_left", n=left)
    return seen.texts("client.money_left", amount=left)


def _cards(seen: Seen, box: Box, field: dict[str, Any], draft: dict[str, int]) -> list[Widget]:
    tasks = [id_ for id_ in taskboard.on_table(seen) if id_ in _tasks(field)]
    match ballot_form(seen):
        case "approval":
            cards = [marking.ticked(seen, id_, draft) for id_ in tasks]
        case "ranking":
            cards = [marking.ranked(seen, id_, draft) for id_ in tasks]
        case _:
            cards = [_card(seen, id_, field, draft) for id_ in tasks]
    return taskboard.board(seen, "ballot", box, cards, None)


def _card(seen: Seen, id_: str, field: dict[str, Any], draft: dict[str, int]) -> TaskCard:
    given = draft.get(id_, 0)
    if ballot_form(seen) != "points":
        look = replace(taskboard.task_look(seen, id_, placed=given), count=seen.texts.euros(given))
        return filled_in(seen, "ballot", id_, field, draft, look)
    look = pointed(seen, id_, field, draft)
    pot = seen.part("budget")["to_divide"]
    worth = min(pot * given // field["total"], _cost(seen, id_))
    domain = seen.texts("client.about_amount", amount=worth) if given else look.domain
    return filled_in(seen, "ballot", id_, field, draft, replace(look, domain=domain), text=str(given))


def pointed(seen: Seen, id_: str, field: dict[str, Any], draft: dict[str, int]) -> TaskLook:
    """Return a task with the points that lie on it as its coins."""
    given = draft.get(id_, 0)
    return replace(
        taskboard.task_look(seen, id_),
        placed=given,
        proposed=0,
        empty=field["caps"][id_] - given,
        count=seen.texts("client.points", n=given),
    )


def filled_in(
    seen: Seen,
    key: str,
    id_: str,
    field: dict[str, Any],
    draft: dict[str, int],
    look: TaskLook,
    text: str = "",
) -> TaskCard:
    """Return a card on which a seat puts a step more, or takes one back, as far as its field allows.

    Args:
        key: What the keys of its widgets begin with.
        text: What the stepper says between minus and plus.
    """
    cap, step, given = field["caps"][id_], field["step"], draft.get(id_, 0)
    left = field["total"] - sum(draft.values())
    more = min(step, cap - given)
    can_more, can_less = more > 0 and left >= more, given > 0
    look = replace(look, partners=(), no_partner="", status_text="")
    put = partial(_put, seen, draft, id_, given + more) if can_more else _nothing
    take = partial(_put, seen, draft, id_, given - min(step, given)) if can_less else _nothing
    stepper = Stepper(
        key=f"{key}.step.{id_}", box=Box(0, 0, 0, 0), name=look.title, number=given, text=text,
        on_step=lambda step: put() if step > 0 else take(), can_less=can_less, can_more=can_more,
        is_for_mouse=True,
    )  # fmt: skip
    return TaskCard(
        id_,
        look,
        put,
        hint=taskboard.about(seen, id_),
        plus=put,
        minus=take,
        is_chosen=given > 0,
        over=partial(_at_the_foot, seen, stepper),
    )


def _at_the_foot(seen: Seen, stepper: Stepper, box: Box) -> list[Widget]:
    """Return minus and plus for the mouse, at the foot of the card; the keys + and - work on the card."""
    k = seen.k
    wide = 168 if stepper.text else 136
    stepper.box = Box(box.x + 18 * k, box.bottom - 70 * k, wide * k, 56 * k)
    return [stepper]


def _cost(seen: Seen, id_: str) -> int:
    part = seen.part(f"task:{id_}")
    return int((part["to_pay"] or part)["cost"])


def _put(seen: Seen, draft: dict[str, int], id_: str, number: int) -> None:
    draft[id_] = number
    seen.app.sounds.play("munt")
    seen.app.changed()


def _nothing() -> None:
    """A card that can take no more is still a card."""
