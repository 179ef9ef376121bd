"""What the room hears together: the challenges that told cards are about, who tells them, and the wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.client.looks.need import ThemeRowLook, WordingLook, draw_theme_row, draw_wording, theme_row_height
from game.client.looks.parts import Portrait
from game.client.scenes.pieces import panel
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture, Widget
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of, paragraph

_ASIDE, _BETWEEN = 23, 16
_MOST_WORDED = 3
"""A wording names three needs at the most (`game.rules.state.wording_candidates` has them in order)."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A challenge that told cards are about: whose cards those are, and the hands on them together."""

    challenge: str
    carriers: tuple[str, ...]
    hands: int


def themes(seen: Seen) -> list[Theme]:
    """Return the challenges that a told card is about, those with most hands first.

    A card is about a challenge when one of its tasks answers the need on the card, as far as is known.
    """
    answered: dict[str, set[str]] = {challenge: set() for challenge in seen.scenario.challenges}
    for task in seen.scenario.tasks:
        part = seen.part(f"task:{task}")
        answered.get(part["challenge"], set()).update(part["answers"])
    found = []
    for challenge, needs in answered.items():
        cards = [card for card in seen.part("cards") if card["need"] in needs]
        if cards:
            carriers = tuple(dict.fromkeys(card["role"] for card in cards))
            found.append(Theme(challenge, carriers, sum(len(card["hands"]) for card in cards)))
    return sorted(found, key=lambda theme: -theme.hands)


def heard_together(seen: Seen, box: Box) -> list[Widget]:
    """Return the panel: as many themes as fit, and under them what the wording will be about."""
    k, texts = seen.k, seen.texts
    inside = box.inset(_ASIDE, _ASIDE).cut_top(9 * k)[1]
    high = height_of(seen.painter, texts("heard.title"), inside.w, "heading")
    title, rest = inside.cut_top(max(52 * k, high), 19 * k)
    widgets: list[Widget] = [
        panel("heard.panel", box),
        paragraph("heard.title", title, texts("heard.title"), style="heading"),
    ]
    least = (76 + 20) * k + _lines(seen, rest.w)
    for theme in themes(seen):
        row = _row(seen, theme)
        high = theme_row_height(seen.painter, row, rest.w)
        if rest.h < high + _BETWEEN * k + least:
            break
        at, rest = rest.cut_top(high, _BETWEEN * k)
        shown = Picture(key=f"heard.{theme.challenge}", box=at, draw=draw_theme_row, shows=row, spread=8)
        shown.name, shown.says = row.title, row.hands
        widgets.append(shown)
    look = WordingLook(texts("client.wording"), _words(seen))
    place = rest.cut_top(min(rest.h, max(least, 400 * k)))[0]
    worded = Picture(key="heard.wording", box=place, name=look.title, draw=draw_wording, shows=look)
    worded.says = look.words
    return [*widgets, worded]


def _row(seen: Seen, theme: Theme) -> ThemeRowLook:
    task = next(id_ for id_, one in seen.scenario.tasks.items() if one.challenge == theme.challenge)
    icon, colour = seen.task_tile(task)
    return ThemeRowLook(
        title=seen.challenge(theme.challenge),
        icon=icon,
        portrait=Portrait("", colour, "circle"),
        carriers=_faces(seen, theme.carriers),
        hands=seen.texts("client.times", n=theme.hands) if theme.hands else "",
    )


def _faces(seen: Seen, seats: Sequence[str]) -> tuple[Portrait, ...]:
    return tuple(seen.portrait(seat) for seat in seats)


def _words(seen: Seen) -> str:
    """Return what was written, or the needs that the wording would name now, or how a need gets there."""
    frame = seen.part("frame")
    if frame["wording"] is not None and frame["wording"]["text"]:
        return str((seen.part("texts") or {}).get(frame["wording"]["text"], ""))
    needs = [seen.need(need) for need in frame["candidates"][:_MOST_WORDED]]
    return "\n".join(needs) or seen.texts("heard.no_hands")


def _lines(seen: Seen, width: float) -> float:
    return height_of(seen.painter, _words(seen), width - 42 * seen.k, "wording")
