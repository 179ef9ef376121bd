"""No text runs over another or off the screen, and one that is cut is read whole by pointing at it.

The tests look from two windows; `python -m tests.client.test_no_text_lost` looks from all of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any
from unittest.mock import patch

import pygame
import pytest

from game.client import opening
from game.client.app import App
from game.client.brush import Brush
from game.client.input import Key
from game.client.scenes import start
from game.client.settings import SCALES, Settings
from game.client.widgets.base import Rect, Widget
from game.client.window import Window
from game.i18n import LANGUAGES
from tests.client import mockups, several
from tests.client.extreme import COMPOUND, FORTY, OVERLAYS, PAGES, crowded, overlaid, scene, small, table

SEEN_FROM = [("en", 125, (1440, 1080)), ("nl", 200, (1280, 720))]
"""Language, text scale, size of the window: 4:3, and the smallest with the largest letters."""
SIZES = ((1280, 720), (1440, 1080), (1280, 800), (1920, 1080))
"""The windows of the whole round: the smallest, 4:3, 16:10 and 16:9."""

PHASES = ("explore", "dialogue", "frame", "divide", "carry_out", "reflect")


@dataclass
class Written:
    """A text as it was drawn: where its letters stand in units, and what is seen of it there."""

    text: str
    ink: Rect
    seen: Rect
    widget: str
    within: Rect


def written(app: App) -> list[Written]:
    """Draw the whole screen and return every line of text on it; of a dialog over it only its own."""
    found: list[Written] = []
    draw, painter = Brush.text, app.painter
    modal = next((one for one in reversed(app.stage.all()) if one.is_modal), None)
    shown = list(modal.walk()) if modal else app.stage.all()
    surface = pygame.Surface(app.window.surface.get_size())

    for widget in shown:
        now, room_of = widget.key, Rect(widget.at)

        def noted(brush: Brush, where: Any, at: Any, string: str, style: Any, *more: Any, **how: Any) -> Rect:
            room = draw(brush, where, at, string, style, *more, **how)
            middle = room.centery
            size = style.size * brush.k
            ink = Rect(room.left, middle - 0.36 * size, room.width, 0.92 * size)
            if string.strip(" “") and where is surface:
                found.append(Written(string, ink, ink, now, room_of))  # noqa: B023
            return room

        before = len(found)
        with patch.object(Brush, "text", noted):
            widget.paint(painter, surface)
        if widget.within is not None:
            for one in found[before:]:
                one.seen = one.ink.clip(Rect(widget.within))
    return [one for one in found if one.seen.width > 1 and one.seen.height > 1]


def over_each_other(lines: list[Written]) -> Iterator[str]:
    """Yield which two texts stand over each other."""
    for one, other in combinations(lines, 2):
        both = one.seen.clip(other.seen)
        if both.width > 5 and both.height > 5 and (one.text, one.widget) != (other.text, other.widget):
            yield f"{one.text!r} ({one.widget}) over {other.text!r} ({other.widget})"


def off_the_screen(app: App, lines: list[Written]) -> Iterator[str]:
    """Yield which texts are not wholly on the screen, or sideways not in the list they stand in."""
    screen = Rect(app.screen).inflate(2, 2)
    for one in lines:
        is_in_list = one.seen != one.ink
        beside = one.ink.left < screen.left or one.ink.right > screen.right
        if beside or (not is_in_list and not screen.contains(one.ink)):
            yield f"{one.text!r} ({one.widget})"


def out_of_their_widget(lines: list[Written]) -> Iterator[str]:
    """Yield which texts begin or end beside what they stand on."""
    for one in lines:
        if one.ink.left < one.within.left - 8 or one.ink.right > one.within.right + 8:
            yield f"{one.text!r} ({one.widget})"


def our_own(app: App, lines: list[Written]) -> Iterator[str]:
    """Yield which texts lost their end though no scenario gave them: those are ours to word."""
    given = "\n".join(SAID)
    modal = next((one for one in reversed(app.stage.all()) if one.is_modal), None)
    for widget in list(modal.walk()) if modal else app.stage.all():
        for text in widget.cut:
            if text not in given and not any(name in text for name in (FORTY, COMPOUND)):
                yield f"{text!r} ({widget.key})"


def texts_of(given: Any) -> Iterator[str]:
    """Yield every text in a scenario's data."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for one in given.values():
            yield from texts_of(one)
    elif isinstance(given, list | tuple):
        for one in given:
            yield from texts_of(one)


SAID = [
    text
    for scenario in (crowded(), mockups.lindewijk(), *(one.scenario for one in mockups.shelf()[0]))
    for text in texts_of(scenario.model_dump())
]
"""All that a scenario says on these screens; what is longer than its place is read by pointing at it."""


def unreachable(app: App) -> Iterator[str]:
    """Yield which controls the keyboard does not come to, or where it is not seen that it did."""
    wanted = {one.key for one in app.stage.all() if one.can_focus}
    modal = next((one for one in reversed(app.stage.all()) if one.is_modal), None)
    if modal is not None:
        wanted &= {one.key for one in modal.walk()}
    reached: set[str] = set()
    groups: set[str] = set()
    for _ in range(len(wanted) + 2):
        app.stage.handle(Key("tab"))
        focused = app.stage.focused
        if focused is None:
            break
        key = focused.group or focused.key
        if key in groups:
            break
        groups.add(key)
        reached |= _in_group(app, focused)
    yield from sorted(wanted - reached)


def _in_group(app: App, first: Widget) -> set[str]:
    """Return what the arrows reach from one widget, wherever they turn."""
    reached, to_do = {first.key}, [first.key]
    while to_do:
        key = to_do.pop()
        for arrow in ("right", "down", "left", "up"):
            app.stage.focus(key)
            current = app.stage.focused
            if current is None or current.takes_text:
                continue
            app.stage._to_neighbour(app.stage._scope(), arrow)
            now = app.stage.focused
            if now is not None and now.key not in reached:
                reached.add(now.key)
                to_do.append(now.key)
    app.stage.focus(first.key)
    return reached


def on_table(at: tuple[Any, Any]) -> tuple[Any, Any]:
    """Return the table with every task of the scenario on it."""
    at[0].state.on_table = tuple(at[1].tasks)
    return at


def every_scene(app: App) -> Iterator[tuple[str, Any]]:
    """Yield what there is to look at, by name."""
    for name, make in mockups.SCENES.items():
        yield name, lambda make=make: make(app)
    for make_scenario in (crowded, small):
        for phase in PHASES:
            at = table(make_scenario, phase)
            at = on_table(at) if phase == "divide" and make_scenario is crowded else at
            yield f"{make_scenario.__name__} {phase}", lambda at=at: scene(at, app)
    over = table(crowded, "divide", 2)
    for name, overlay in OVERLAYS.items():
        yield f"crowded {name}", lambda overlay=overlay: overlaid(overlay, over, app)
    names = [FORTY, "Bo", COMPOUND]
    for name, dialog in several.DIALOGS.items():
        for count, make_scenario in ((12, crowded), (2, small)):
            yield (
                f"{make_scenario.__name__} {name}",
                lambda dialog=dialog, count=count, make_scenario=make_scenario: overlaid(
                    lambda app, _: dialog(several.desk(app, make_scenario(), count, names)),
                    table(make_scenario, "explore"),
                    app,
                ),
            )
    for count, make_scenario in ((12, crowded), (5, small)):
        yield (
            f"{make_scenario.__name__} overview",
            lambda count=count, make_scenario=make_scenario: several.overview(
                app, make_scenario(), count, names
            ),
        )
    ended = table(crowded, "")
    for page in PAGES:
        yield f"crowded {page}", lambda page=page: scene(ended, app, page=page)


def looked_at(language: str, text_scale: int, size: tuple[int, int]) -> Iterator[tuple[str, App]]:
    """Yield every scene as it stands in such a window."""
    with (
        patch.dict("os.environ", SDL_VIDEODRIVER="dummy"),
        patch.object(start, "shelf", mockups.shelf),
        patch.object(opening, "unfinished", lambda _: None),
    ):
        app = App(Window("test", is_windowed=True, size=size), Settings(language, text_scale, is_calm=True))
        now = 0.0
        try:
            for name, make in every_scene(app):
                made = make()
                if app.scene is not made:
                    app.go(made)
                for _ in range(3):
                    now += 1000
                    app.turn(now)
                yield name, app
        finally:
            app.close()


def lost(language: str, text_scale: int, size: tuple[int, int]) -> dict[str, list[str]]:
    """Return what is wrong in such a window, by the name of the scene."""
    wrong = {}
    for name, app in looked_at(language, text_scale, size):
        lines = written(app)
        found = [*over_each_other(lines), *(f"off: {one}" for one in off_the_screen(app, lines))]
        found += [f"beside: {one}" for one in out_of_their_widget(lines)]
        found += [f"cut: {one}" for one in our_own(app, lines)]
        found += [f"by keyboard: {key}" for key in unreachable(app)]
        if found:
            wrong[name] = found[:3]
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text_scale", "size"), SEEN_FROM)
def test_no_text_stands_over_another_or_off_the_screen(
    language: str, text_scale: int, size: tuple[int, int]
) -> None:
    wrong = lost(language, text_scale, size)
    assert not wrong, "\n".join(f"{name}: {found}" for name, found in wrong.items())


def main() -> int:
    """Look at every scene in every language, at every text scale and in every window; tell what is wrong."""
    count = 0
    for language, text_scale, size in product(LANGUAGES, SCALES, SIZES):
        wrong = lost(language, text_scale, size)
        count += len(wrong)
        said = f"{language} {text_scale} % {size[0]} x {size[1]}: {'' if wrong else 'nothing lost'}\n"
        sys.stdout.write(said + "".join(f"  {name}: {'; '.join(found)}\n" for name, found in wrong.items()))
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
