"""The table on the start screen: for each role who plays it, a person, a pair or the computer, and a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.client.looks.parts import Portrait, draw_portrait
from game.client.opening import BOT
from game.client.people import portrait
from game.client.scenes.pieces import table_top
from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.button import Switch
from game.client.widgets.layout import Box, stack
from game.client.widgets.plain import line
from game.client.widgets.scroll import Scroll
from game.client.widgets.text_entry import TextEntry
from game.scenario.model import Scenario, in_language

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.paint import Painter

HOLDERS = ("person", "pair", "bot")
LONGEST_NAME = 30


@dataclass(slots=True)
class Sitting:
    """Who plays a role, as it is being filled in."""

    holder: Literal["person", "pair", "bot"] = "person"
    name: str = ""

    def holding(self) -> tuple[str, str]:
        """Return holder and name as a session knows them."""
        return (BOT, "") if self.holder == "bot" else (self.holder, self.name.strip())


@dataclass(frozen=True, slots=True)
class _Who:
    name: str
    who: str
    face: Portrait


def seating(app: App, box: Box, scenario: Scenario, sittings: dict[str, Sitting]) -> list[Widget]:
    """Return the table with a row for each role; what is chosen is kept in `sittings`."""
    texts, k = app.texts, app.k
    inside = box.inset(44, 52)
    title, rest = inside.cut_top(56 * k)
    counted, rest = rest.cut_top(40 * k, 28)
    played = sum(sitting.holder != "bot" for sitting in sittings.values())
    height, gap = 146 * k, 32
    rows = Scroll(key="seats", box=rest, length=len(sittings) * (height + gap) - gap)
    for (seat, sitting), row in zip(
        sittings.items(), stack(Box(rest.x, rest.y, rest.w - 16, 0), height, gap, len(sittings)), strict=True
    ):
        rows.children += _row(app, row, scenario, seat, sitting)
    return [
        table_top("table", box),
        line("seats.title", title, texts("client.at_table"), style="heading", colour="table_text"),
        line(
            "seats.count", counted, texts("client.played_by", n=played, all=len(sittings)), colour="gold_soft"
        ),
        rows,
    ]


def _row(app: App, box: Box, scenario: Scenario, seat: str, sitting: Sitting) -> list[Widget]:
    texts, k = app.texts, app.k
    role = scenario.roles[seat]
    who = in_language(role.who, texts.language, scenario.language)
    above, under = box.cut_top(76 * k, 14)
    words = [texts(f"client.holder.{holder}") for holder in HOLDERS]
    widest = max(app.painter.measure(word, app.painter.theme.text.tab)[0] for word in words)
    least = 340 if k == 1 else len(words) * (widest + 20) / k  # in large letters the name needs the room
    pill, rest = under.cut_left(min(340 * k, least * k, under.w - 12 - 100 * k), 12)
    widgets: list[Widget] = [
        Picture(
            key=f"who.{seat}",
            box=above,
            name=role.name,
            draw=_who,
            shows=_Who(role.name, who, portrait(role)),
        ),
        Switch(
            key=f"holder.{seat}",
            box=pill,
            name=texts("client.holder", name=role.name),
            words=words,
            chosen=HOLDERS.index(sitting.holder),
            on_choose=_sit(app, sitting),
        ),
    ]
    if sitting.holder != "bot":
        widgets.append(
            TextEntry(
                key=f"name.{seat}",
                box=rest,
                name=texts("client.name_of", name=role.name),
                placeholder=texts("client.name"),
                text=sitting.name,
                on_change=_name(app, sitting),
                most=LONGEST_NAME,
            )
        )
    return widgets


def _sit(app: App, sitting: Sitting) -> Callable[[int], None]:
    def sit(index: int) -> None:
        sitting.holder = HOLDERS[index]  # type: ignore[assignment]
        app.changed()

    return sit


def _name(app: App, sitting: Sitting) -> Callable[[str], None]:
    def name(text: str) -> None:
        sitting.name = text
        app.changed()

    return name


def _who(painter: Painter, surface: Surface, rect: Rect, shows: _Who) -> None:
    tokens, size = painter.theme, rect.height
    draw_portrait(painter, surface, (rect.left + size / 2, rect.centery), size, shows.face)
    left = rect.left + size + 16
    room = rect.right - left
    style, muted = tokens.text.label, tokens.colours.table_muted
    lines = min(2, len(painter.wrap(shows.who, style, room).lines))
    name, under = painter.line_height(tokens.text.strong), lines * painter.line_height(style)
    top = rect.centery - (name + under) / 2
    at = (left, top + name / 2)
    painter.text(surface, at, shows.name, tokens.text.strong, tokens.colours.table_text, width=room)
    place = Rect(left, top + name, room, under)
    painter.paragraph(surface, place, shows.who, style, muted, lines=lines)
