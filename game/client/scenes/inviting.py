"""The table while people come in: how to join with a telephone, and which places are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.looks.join import PlaceLook, draw_code, draw_letters, draw_place, draw_steps
from game.client.people import portrait
from game.client.scenes.column import FOR_THE_BAR, Column
from game.client.scenes.pieces import table_top
from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.layout import Box, columns
from game.client.widgets.plain import Align, height_of, line, paragraph

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.paint import Painter
    from game.scenario.model import Scenario

_CODE = 272
_ACROSS = 4


@dataclass(frozen=True, slots=True)
class Invitation:
    """How to come to this table: what to open, the letters of its code, and both as a code to scan.

    `modules` are the rows of the code to scan, dark or not, without a white border.
    """

    address: str
    letters: str
    modules: Sequence[Sequence[bool]]


def joining(
    app: App, box: Box, invitation: Invitation, scenario: Scenario, names: Mapping[str, str]
) -> list[Widget]:
    """Return the table with how to join; `names` says who took which seat, "" for a free one."""
    inside = Box(box.x + 47, box.y + 50, box.w - 94, box.h - 84)
    column = _column(app, Box(inside.x, inside.y, inside.w, 0), invitation, scenario, names)
    if column.height > inside.h:  # then a scroll bar stands beside it
        column = _column(app, Box(inside.x, inside.y, inside.w - FOR_THE_BAR, 0), invitation, scenario, names)
    return [table_top("table", box), column.scroll(inside)]


def _column(
    app: App, place: Box, invitation: Invitation, scenario: Scenario, names: Mapping[str, str]
) -> Column:
    texts, k = app.texts, app.k
    column = Column(app.painter, place, "join")
    title = column.room(app.painter.line_height(app.painter.theme.text.timer) + 6)
    column.add(line("join.title", title, texts("invite.title"), style="timer", colour="table_text"))
    column.gap(8)
    _said(app, column, texts("invite.open", address=invitation.address))
    column.gap(24)
    row = column.room(_CODE)
    code, steps = row.cut_left(_CODE, 24)
    words = (texts("invite.step.scan"), texts("invite.step.seat"), texts("invite.step.play"))
    name, modules = texts("invite.code"), invitation.modules
    column.add(Picture(key="join.code", box=code, name=name, draw=draw_code, shows=modules))
    column.add(Picture(key="join.steps", box=steps, name=texts.listing(words), draw=draw_steps, shows=words))
    column.gap(20)
    shows = (texts("invite.code"), invitation.letters)
    letters = column.room(84)
    shown = Picture(
        key="join.letters", box=letters, name=shows[0], says=shows[1], draw=draw_letters, shows=shows
    )
    column.add(shown)
    column.gap(31)
    column.add(Picture(key="join.line", box=column.room(2), draw=_rule, spread=2))
    column.gap(16)
    taken = sum(bool(name) for name in names.values())
    head = column.room(46 * k)
    column.add(line("join.seats", head, texts("client.at_table"), style="name", colour="table_text"))
    said = texts("invite.taken", n=taken, all=len(names))
    if k >= 1.25:
        head = column.room(40 * k)
    align: Align = "right" if k < 1.25 else "left"
    column.add(line("join.taken", head, said, style="strong", colour="gold_soft", align=align))
    column.gap(11)
    _places(app, column, scenario, names)
    return column


def _said(app: App, column: Column, said: str) -> None:
    place = column.room(height_of(app.painter, said, column.box.w, "body"))
    column.add(paragraph("join.open", place, said, colour="table_muted"))


def _places(app: App, column: Column, scenario: Scenario, names: Mapping[str, str]) -> None:
    k = app.k
    across = _ACROSS if k < 1.5 else 3
    seats = list(names.items())
    for start in range(0, len(seats), across):
        if start:
            column.gap(9)
        row = column.room(84 * min(k, 1.25) + 46 * k)
        for (seat, name), place in zip(seats[start : start + across], columns(row, across, 8), strict=False):
            face = portrait(scenario.roles[seat]) if name else None
            look = PlaceLook(name or app.texts("invite.free"), face)
            shown = Picture(key=f"join.place.{seat}", box=place, name=look.name, draw=draw_place, shows=look)
            shown.says = scenario.roles[seat].name
            column.add(shown)


def _rule(painter: Painter, surface: Surface, rect: Rect, _: object) -> None:
    middle = rect.centery
    painter.line(surface, (rect.left, middle), (rect.right, middle), painter.theme.colours.strip_edge, 2)
