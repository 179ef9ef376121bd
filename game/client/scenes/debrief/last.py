"""The buttons of the debrief's last pages: another rule, a report, back, and on while there is more."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from game.client.scenes.debrief.keeping import KeepingOverlay
from game.client.scenes.debrief.otherwise import compare, play_otherwise
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box
from game.debrief.pages import Page

_GROUP = "debrief.go"


class _Asked(NamedTuple):
    """What is asked on this page: what if, or of a copy how it ends beside what was played."""

    key: str
    label: str
    icon: str
    act: Act


def has_more(seen: Seen, found: list[Page], at: int) -> bool:
    """Tell whether a page has these buttons: the overview and the last, of a session kept here or a copy."""
    return bool(seen.table.session or seen.table.is_copy) and (
        found[at].kind == "overview" or at == len(found) - 1
    )


def last_buttons(seen: Seen, places: tuple[Box, Box, Box], back: Act, on: Act | None) -> list[Widget]:
    """Return the buttons.

    Args:
        seen: The table.
        places: Where they stand, from the left: a small one, and two for words.
        back: Goes to the page before.
        on: Goes to the next page, if there is one.
    """
    texts, (small, second, first) = seen.texts, places
    label = texts("debrief.back")
    to_before = button("debrief.back", small, "", back, icon="arrow-left", hint=label, group=_GROUP)
    to_before.name = label
    asked = _Asked("compare", texts("debrief.compare"), "git-compare-arrows", partial(compare, seen))
    if not seen.table.is_copy:
        play = partial(play_otherwise, seen)
        asked = _Asked("otherwise", texts("debrief.otherwise"), "repeat-2", play)
    key = f"debrief.{asked.key}"
    if on is not None:
        return [
            to_before,
            button(key, second, asked.label, asked.act, icon=asked.icon, group=_GROUP),
            button("debrief.on", first, texts("debrief.on"), on, icon="arrow-right", kind="primary",
                   group=_GROUP),
        ]  # fmt: skip
    keep = partial(_keep, seen)
    report = button("debrief.report", second, texts("debrief.report"), keep, icon="download", group=_GROUP)
    return [
        to_before,
        *([] if seen.table.is_copy else [report]),
        button(key, first, asked.label, asked.act, icon=asked.icon, kind="primary", group=_GROUP),
    ]


def _keep(seen: Seen) -> None:
    seen.app.lay_over(KeepingOverlay(seen.app, seen.table.session))
