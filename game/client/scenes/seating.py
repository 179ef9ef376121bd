"""The table on the start screen: for each role who plays it, a person, a pair or the computer, and a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.client.looks.button import switch_width
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
    gap, above = 32, _above_high(app, scenario, rest.w - 16)
    height = above + 70 * k
    rows = Scroll(key="seats", box=rest, length=len(sittings) * (height + gap) - gap)
    for (seat, sitting), row in zip(
        sittings.items(), stack(Box(rest.x, rest.y, rest.w - 16, 0), height, gap, len(sittings)), strict=True
    ):
        rows.children += _row(app, *row.cut_top(above, 14), scenario, seat, sitting)
    return [
        table_top("table", box),
        line("seats.title", title, texts("client.at_table"), style="heading", colour="table_text"),
        line(
            "seats.count", counted, texts("client.played_by", n=played, all=len(sittings)), colour="gold_soft"
        ),
        rows,
    ]


def _above_high(app: App, scenario: Scenario, width: float) -> float:
    """Return how high a face with name and role beside it is, over the switch of its row."""
    k, painter, texts = app.k, app.painter, app.texts
    style, room = painter.theme.text.label, width - 76 * k - 16
    whos = [in_language(role.who, texts.language, scenario.language) for role in scenario.roles.values()]
    most = max((len(painter.wrap(who, style, room).lines) for who in whos), default=1)
    words = painter.line_height(painter.theme.text.strong) + min(2, most) * painter.line_height(style)
    return max(76 * k, words)


def _row(app: App, above: Box, under: Box, scenario: Scenario, seat: str, sitting: Sitting) -> list[Widget]:
    texts, k = app.texts, app.k
    role = scenario.roles[seat]
    who = in_language(role.who, texts.language, scenario.language)
    words = [texts(f"client.holder.{holder}") for holder in HOLDERS]
    pill, rest = under.cut_left(min(max(320, switch_width(app.painter, words)), under.w - 12 - 100 * k), 12)
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
    tokens, size = painter.theme, min(rect.height, 76 * painter.k)
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
