"""The strip on top: session, round, phases and clock; before the clock sound, pause and the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from game.client.looks.header import PhaseHeader, PhasePip, Timer, clock_left, draw_phase_header
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Picture, Rect, Widget
from game.client.widgets.button import round_button
from game.client.widgets.layout import Box

ICONS = {
    "explore": "compass",
    "dialogue": "messages-square",
    "frame": "pen-line",
    "divide": "coins",
    "carry_out": "hammer",
    "reflect": "lightbulb",
}
OPENING = "opening"
"""The phase before the first round; it has no round and is none of a round's phases."""

URGENT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class HeaderButton:
    """A round button before the clock."""

    key: str
    name: str
    icon: str
    act: Act


def header_widgets(
    seen: Seen, box: Box, now: Callable[[], int], buttons: Sequence[HeaderButton]
) -> list[Widget]:
    """Return the strip, the loudspeaker and two buttons more.

    Args:
        now: The time on the session's clock, in milliseconds.
        buttons: What stands between the loudspeaker and the clock.
    """
    texts = seen.texts
    size, gap = 52 * min(seen.k, 1.25), 6
    count = 1 + len(buttons)
    look = _header(seen, now(), count * (size + gap))
    end = clock_left(seen.painter, box.right, look.timer) - (gap if look.timer else 0)
    first = Box(end - count * size - (count - 1) * gap, box.y + (box.h - size) / 2, size, size)
    places = [first.moved(index * (size + gap), 0) for index in range(count)]
    has_sound, is_silent = seen.app.settings.has_sound, seen.app.sounds.is_silent
    sound = "client.sound_none" if is_silent else "client.sound_off" if has_sound else "client.sound_on"
    loudspeaker = HeaderButton(
        "sound",
        texts(sound),
        "volume-2" if has_sound and not is_silent else "volume-x",
        seen.app.switch_sound,
    )
    shown = Picture(key="header", box=box, name=look.title, draw=draw_phase_header, shows=look, spread=4)
    shown.says = look.round_text
    ground = Picture(key="header.ground", box=Box(0, box.y, seen.app.screen.w, box.h), draw=_ground, spread=4)
    return [
        ground,
        shown,
        *(round_button(one.key, place, one.name, one.icon, one.act, group="header")
          for one, place in zip([loudspeaker, *buttons], places, strict=True)),
    ]  # fmt: skip


def _header(seen: Seen, now: int, beside: float) -> PhaseHeader:
    texts, table = seen.texts, seen.part("table")
    names = list(table["phases"])
    is_opening = table["phase"] == OPENING
    here = names.index(table["phase"]) if table["phase"] in names else -1 if is_opening else len(names)
    pips = [
        PhasePip(
            ICONS[name],
            texts(f"client.phase.{name}"),
            "done" if index < here else "now" if index == here else "later",
        )
        for index, name in enumerate(names)
    ]
    of_rounds = texts("client.round", round=table["round"], rounds=table["rounds"])
    where = texts("opening.header") if is_opening else of_rounds
    return PhaseHeader(
        title=seen.said(seen.scenario.title),
        round_text=texts("whatif.mark", where=where) if seen.table.is_copy else where,
        round_now=table["round"],
        rounds=table["rounds"],
        phases=tuple(pips),
        timer=_timer(seen, seen.part("clock") or {}, now),
        beside=beside,
    )


def _timer(seen: Seen, clock: dict[str, Any], now: int) -> Timer | None:
    left = seconds_left(clock, now)
    if left is None:
        return None
    texts, limit = seen.texts, clock.get("limit_seconds") or 1
    word = texts("client.paused") if clock.get("paused") else texts("client.time_up") if left <= 0 else ""
    share = max(0.0, min(1.0, left / limit))
    urgent = limit // 4 if clock.get("beat") == OPENING else URGENT_SECONDS
    return Timer(
        digits=texts.minutes_seconds(max(0, left)).rjust(5, "0"),
        share=round(share, 2),
        icon="pause" if clock.get("paused") else "hourglass",
        is_urgent=left <= urgent and not clock.get("paused"),
        word=word,
    )


def seconds_left(clock: dict[str, Any], now: int) -> int | None:
    """Return whole seconds that are left, below 0 when time is up; None without a clock."""
    if clock.get("due_ms") is not None:
        return -((now - int(clock["due_ms"])) // 1000)
    left = clock.get("left_ms")
    return None if left is None else -(-int(left) // 1000)


def _ground(painter: Any, surface: Any, rect: Rect, _: object) -> None:
    colours = painter.theme.colours
    painter.panel(surface, rect, colours.header)
    painter.line(surface, (rect.left, rect.bottom - 1), (rect.right, rect.bottom - 1), colours.header_edge)
