"""Tools: the buttons under a board, for what the acting seat can do beside what lies on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box, columns


@dataclass(frozen=True, slots=True)
class Tool:
    """A button under the board for the acting seat."""

    key: str
    label: str
    icon: str
    act: Act
    closed: str = ""


def with_tools(seen: Seen, box: Box, tools: Sequence[Tool]) -> tuple[Box, list[Widget]]:
    """Return what is left of the box above the tools, and the tools; without any it is all of it."""
    if not tools:
        return box, []
    bar, rest = box.cut_bottom(64 * min(seen.k, 1.3), 12)
    places = columns(bar, max(3, len(tools)), 16)
    return rest, [
        button(tool.key, place, tool.label, tool.act, icon=tool.icon,
               is_enabled=not tool.closed, hint=tool.closed, group="tools")
        for tool, place in zip(tools, places, strict=False)
    ]  # fmt: skip
