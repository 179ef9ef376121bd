"""Looking back on a round: every card told in it is answered or still open, and who told it hears why.

Somebody gives one of five reasons for an open card, aloud and for the seat that was chosen; then the teller
says whether it makes sense. Beside it: the note, the time to report back, and what the round did to trust.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from game.client.looks.need import draw_need
from game.client.looks.rows import ChoiceLook, draw_choice
from game.client.scenes.base import Overlay
from game.client.scenes.cards import need_height, need_look, need_width
from game.client.scenes.changing_rule import rule_change
from game.client.scenes.column import Column, Reader, column_in, dialog_column
from game.client.scenes.feeling import to_feel
from game.client.scenes.marks import marks
from game.client.scenes.pieces import face, panel, table_top
from game.client.scenes.seen import Seen
from game.client.scenes.stepping_back import conditions
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import button, width_for
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box, columns
from game.client.widgets.plain import paragraph
from game.client.widgets.press import Press

_CARD_WIDTH, _GAP = 350, 24
_ROWS_FROM = 1.25
"""From this text scale cards become rows, so that what there is to do stays in sight."""


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the table with the cards of this round, and the panel beside it."""
    side, table = box.cut_right(min(416 * seen.k, box.w * 0.42), 24)
    inside = table.inset(36, 36)
    told = [card for card in seen.part("cards") or [] if card["round"] == seen.round]
    told.sort(key=lambda card: answer_to(seen, card) is not None)
    shown = _cards(seen, inside, told) if told else _nothing_told(seen, inside)
    return [table_top("reflect.table", table), shown, *_side(seen, side)]


def answer_to(seen: Seen, card: Mapping[str, Any]) -> str | None:
    """Return the task that answers a told card's need now, in full if there is one, or None: it is open."""
    alive = [
        (part["answers"][card["need"]] != "full", id_)
        for id_, part in seen.table.parts("task:")
        if card["need"] in part["answers"] and part["status"] in ("running", "done")
    ]
    return min(alive)[1] if alive else None


# The cards. ------------------------------------------------------------------------------------------


def _nothing_told(seen: Seen, box: Box) -> Widget:
    place = box.middle(box.w, 80 * seen.k)
    said = seen.texts("looking.nothing_told")
    return paragraph("reflect.nothing", place, said, style="title", colour="table_text", align="center")


def _cards(seen: Seen, box: Box, told: list[dict[str, Any]]) -> Widget:
    k = seen.k
    if k >= _ROWS_FROM:
        return _rows(seen, box, told)
    least = max(_CARD_WIDTH * k, need_width(seen, [card["need"] for card in told]))
    across = max(1, min(len(told), int((box.w - 20 + _GAP) // (least + _GAP))))
    width = min((box.w - 20 - _GAP * (across - 1)) / across, max(1.35 * _CARD_WIDTH * k, least))
    row_width = width * across + _GAP * (across - 1)
    left = box.x + max(0, (box.w - 20 - row_width) / 2)
    widgets: list[Widget] = []
    y = box.y
    for start in range(0, len(told), across):
        row = Box(left, y, row_width, 0)
        below = y
        cards = told[start : start + across]
        height = max(need_height(seen.painter, seen.card_says(card["id"]), width) for card in cards)
        for place, card in zip(columns(row, across, _GAP), cards, strict=False):
            made, bottom = _one(seen, Box(place.x, y, place.w, height), card)
            widgets += made
            below = max(below, bottom)
        y = below + 28
    return Reader(
        key="reflect.cards", box=box, length=y - 28 - box.y, children=widgets, group="reflect.cards"
    )


def _rows(seen: Seen, box: Box, told: list[dict[str, Any]]) -> Widget:
    k, pad = seen.k, 22
    widgets: list[Widget] = []
    y = box.y
    for card in told:
        key = f"reflect.{card['id']}"
        row = Box(box.x, y, box.w - 20, 0)
        left, right = row.inset(pad, 0).cut_left(row.w * 0.56, 20)
        side = 72 * k
        said = Column(seen.painter, Box(left.x + side + 16, y + pad, left.w - side - 16, 0), key)
        said.text("name", seen.name(card["role"]), style="strong")
        said.text("quote", seen.card_says(card["id"]), style="quote")
        under = Column(seen.painter, Box(right.x, y + pad, right.w, 0), f"{key}.right")
        _state(seen, under, card, on_table=False)
        bottom = max(said.y, under.y, y + pad + side) + pad
        widgets.append(panel(f"{key}.row", Box(row.x, y, row.w, bottom - y)))
        widgets.append(face(f"{key}.face", Box(left.x, y + pad, side, side), seen.portrait(card["role"])))
        widgets += [*said.widgets, *under.widgets]
        y = bottom + 16
    return Reader(
        key="reflect.cards", box=box, length=y - 16 - box.y, children=widgets, group="reflect.cards"
    )


def _one(seen: Seen, place: Box, card: Mapping[str, Any]) -> tuple[list[Widget], float]:
    """Return a card with what became of it under it, and where that ends."""
    key = f"reflect.{card['id']}"
    look = need_look(seen, card["role"], card["need"], seen.card_says(card["id"]), place.w)
    picture = Picture(key=key, box=place, name=look.quote, says=look.quote, draw=draw_need, shows=look)
    under = Column(seen.painter, Box(place.x, place.bottom + 12, place.w, 0), key)
    _state(seen, under, card)
    return [picture, *under.widgets], under.y


def _state(seen: Seen, under: Column, card: Mapping[str, Any], *, on_table: bool = True) -> None:
    """Put in what became of a card: answered, open, a reason, and what the teller says of it."""
    texts = seen.texts
    ink, muted = ("table_text", "table_muted") if on_table else ("ink", "muted")
    task = answer_to(seen, card)
    if task is not None:
        said = texts("looking.answered", task=seen.task(task))
        under.pill("state", "done", said)
        return
    if card["reason"] is None:
        _waits_for_a_reason(seen, under, card)
        return
    giver = seen.name(card["reason"]["seat"])
    reason = texts(f"reason.{card['reason']['reason']}")
    under.text("reason", texts("looking.said", name=giver, reason=reason), style="strong", colour=ink)
    under.gap(8)
    if card["judged"] is not None:
        status, word = (
            ("done", "looking.understood") if card["judged"] else ("refused", "looking.not_understood")
        )
        said = texts(f"{word}.by", name=seen.name(card["role"]))
        under.pill("state", status, said)
    elif card["id"] in seen.choices("judge_reason", "card"):
        yes, no = _yes_and_no(seen, under)
        for place, understood, icon, word in (
            (yes, True, "thumbs-up", "looking.understood"),
            (no, False, "thumbs-down", "looking.not_understood"),
        ):
            act = partial(seen.order, "judge_reason", card=card["id"], understood=understood)
            name = f"{under.key}.judge.{'yes' if understood else 'no'}"
            under.add(button(name, place, texts(word), act, icon=icon, group="reflect.cards"))
    else:
        said = texts("looking.teller_judges", name=seen.name(card["role"]))
        under.text("waits", said, style="label", colour=muted)


def _yes_and_no(seen: Seen, under: Column) -> tuple[Box, Box]:
    """Return where the two answers of the teller are: beside each other where their words fit."""
    high = 64 * seen.k
    words = [seen.texts("looking.understood"), seen.texts("looking.not_understood")]
    widest = max(width_for(seen.painter, word, icon=True) for word in words)
    if 2 * widest + 12 <= under.box.w:
        yes, no = columns(under.room(high), 2, 12)
        return yes, no
    yes = under.room(high)
    under.gap(8)
    return yes, under.room(high)


def _waits_for_a_reason(seen: Seen, under: Column, card: Mapping[str, Any]) -> None:
    texts = seen.texts
    booked = (seen.part("time") or {}).get("report_booked")
    under.pill("state", "warning", texts("looking.open"))
    if not booked or seen.table.is_only_shown:
        return
    under.gap(8)
    may = card["id"] in seen.choices("give_reason", "card")
    hint = ""
    if not may:
        own = seen.acting == card["role"]
        hint = texts("looking.not_your_own" if own else "looking.choose_who_speaks")
    act = partial(seen.app.lay_over, ReasonOverlay(seen, card["id"]))
    under.add(
        button(
            f"{under.key}.say",
            under.room(64 * seen.k),
            texts("looking.say_why"),
            act,
            icon="message-square-quote",
            is_enabled=may,
            hint=hint,
            group="reflect.cards",
        )
    )


class ReasonOverlay(Overlay):
    """The five reasons for a card that stays open; one of them is said aloud and chosen here."""

    def __init__(self, seen: Seen, card: str) -> None:
        super().__init__(seen.app)
        self.seen, self.card = seen, card

    def build(self) -> Widget:
        texts, k = self.seen.texts, self.seen.k
        screen = self.app.screen.inset(32)
        box = screen.middle(1040 * min(k, 1.5), screen.h)
        title = texts("looking.why_open")
        dialog = Dialog(key="reason", box=self.app.screen, name=title, panel=box, on_escape=self.close)
        foot, inside = dialog.fit(self._list(dialog.inside).height, 72 * k)
        closing = foot.cut_right(280 * k)[0]
        dialog.children += [
            self._list(inside).scroll(),
            button("reason.close", closing, texts("looking.cancel"), self.close, icon="x"),
        ]
        return dialog

    def _list(self, inside: Box) -> Column:
        """Return the card in words and its reasons, in a column for `inside`."""
        column = dialog_column(self.seen.painter, inside, "reason.list")
        column.text("quote", f"“{self.seen.card_says(self.card)}”", style="quote")
        column.gap(16)
        for reason in self.seen.choices("give_reason", "reason"):
            column.add(self._choice(column.room(64 * self.seen.k), reason))
            column.gap(12)
        return column

    def _choice(self, place: Box, reason: str) -> Widget:
        said = self.seen.texts(f"reason.{reason}")
        said = said[:1].upper() + said[1:]
        return Press(
            key=f"reason.{reason}",
            box=place,
            name=said,
            act=partial(self._say, reason),
            draw=draw_choice,
            shows=ChoiceLook(said, icon="message-square-quote"),
            group="reason.list",
        )

    def _say(self, reason: str) -> None:
        self.close()
        self.seen.order("give_reason", card=self.card, reason=reason)


# Beside the table. -----------------------------------------------------------------------------------


def _side(seen: Seen, box: Box) -> list[Widget]:
    window = box.inset(28 * min(seen.k, 1.25), 24)
    column = column_in(seen.painter, window, "reflect.side")
    texts = seen.texts
    time = seen.part("time") or {}
    column.text("title", texts("looking.look_back"), style="heading")
    column.gap(12)
    column.text("slots", texts("looking.slots", n=time.get("slots_left", 0)), style="label", colour="muted")
    column.gap(8)
    for kind, is_done, icon in (
        ("book_report", time.get("report_booked"), "ear"),
        ("write_note", time.get("note_written"), "mail"),
    ):
        if _is_played(seen, kind):
            _to_do(seen, column, kind, is_done=bool(is_done), icon=icon)
    to_feel(seen, column)
    rule_change(seen, column)
    conditions(seen, column, "reflect")
    column.gap(20)
    column.text("trust", texts("looking.trust_now"), style="title")
    column.gap(8)
    marks(seen, column, seen.round)
    if seen.round > 1:
        column.gap(20)
        column.text("before", texts("looking.trust_before", round=seen.round - 1), style="title")
        column.gap(8)
        marks(seen, column, seen.round - 1)
    return [panel("reflect.panel", box), column.scroll()]


_MECHANIC = {"book_report": "report_back", "write_note": "note"}


def _is_played(seen: Seen, kind: str) -> bool:
    table = seen.part("table") or {}
    return table.get("director") is not None and _MECHANIC[kind] in table.get("mechanics", ())


def _to_do(seen: Seen, column: Column, kind: str, *, is_done: bool, icon: str) -> None:
    """Put in a button for the director, or how it stands for who looks on."""
    texts, k = seen.texts, seen.k
    if is_done:
        column.pill(f"{kind}.done", "done", texts(f"looking.{kind}.done"))
    elif seen.options(kind):
        closed = next((option["closed"] for option in seen.options(kind) if "closed" in option), "")
        hint = texts(f"refused.{closed}") if closed else ""
        act = partial(seen.order, kind)
        label = texts(f"looking.{kind}")
        column.add(
            button(
                f"reflect.{kind}",
                column.room(68 * k),
                label,
                act,
                icon=icon,
                is_enabled=not closed,
                hint=hint,
            )
        )
    else:
        director = seen.name(seen.part("table")["director"])
        said = texts(f"looking.{kind}.waits", name=director)
        column.text(f"{kind}.waits", said, style="label", colour="muted")
    column.gap(12)
