"""The strip on top: session, round, phases and clock; before the clock sound, pause and the menu."""

from __future__ import annotations

from collections.abc import Callable
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


def header_widgets(seen: Seen, box: Box, now: Callable[[], int], pause: Act, menu: Act) -> list[Widget]:
    """Return the strip and its three buttons. `now` is the time on the session's clock, in milliseconds."""
    texts = seen.texts
    size, gap = 52 * min(seen.k, 1.25), 6
    look = _header(seen, now(), 3 * size + 3 * gap)
    end = clock_left(seen.painter, box.right, look.timer) - (gap if look.timer else 0)
    right = Box(end - size, box.y + (box.h - size) / 2, size, size)
    left = right.moved(-size - gap, 0)
    has_sound, is_silent = seen.app.settings.has_sound, seen.app.sounds.is_silent
    sound = "client.sound_none" if is_silent else "client.sound_off" if has_sound else "client.sound_on"
    is_paused = bool((seen.part("clock") or {}).get("paused"))
    shown = Picture(key="header", box=box, name=look.title, draw=draw_phase_header, shows=look, spread=4)
    shown.says = look.round_text
    ground = Picture(key="header.ground", box=Box(0, box.y, seen.app.screen.w, box.h), draw=_ground, spread=4)
    pause_name = texts("client.resume") if is_paused else texts("client.pause")
    return [
        ground,
        shown,
        round_button("sound", left.moved(-size - gap, 0),
                     texts(sound), "volume-2" if has_sound and not is_silent else "volume-x",
                     seen.app.switch_sound, group="header"),
        round_button("pause", left, pause_name, "play" if is_paused else "pause", pause, group="header"),
        round_button("menu", right, texts("client.menu"), "list", menu, group="header"),
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
    return PhaseHeader(
        title=seen.said(seen.scenario.title),
        round_text=texts("opening.header") if is_opening else of_rounds,
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
