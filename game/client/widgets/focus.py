"""Where the keyboard goes next: from group to group with Tab, inside a group with the arrows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.client.widgets.base import Widget


def groups(widgets: Iterable[Widget]) -> list[list[Widget]]:
    """Return what can have focus, by group, in the order in which the groups first appear.

    A widget without a group is a group of its own.
    """
    found: dict[str, list[Widget]] = {}
    for widget in widgets:
        if widget.can_focus:
            found.setdefault(widget.group or f"alone {widget.key}", []).append(widget)
    return list(found.values())


def next_group(order: Sequence[Sequence[Widget]], current: Widget | None, step: int) -> Sequence[Widget]:
    """Return the group after (`step` 1) or before (-1) that of `current`, round and round.

    Without a current widget it is the first, or the last.
    """
    if not order:
        return []
    for index, group in enumerate(order):
        if current in group:
            return order[(index + step) % len(order)]
    return order[0 if step > 0 else -1]


_DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def beside(group: Sequence[Widget], current: Widget, direction: str) -> Widget | None:
    """Return the widget of `group` that lies nearest to `current` in a direction, or None."""
    dx, dy = _DIRECTIONS[direction]
    x, y = current.at.centre
    best: tuple[float, Widget] | None = None
    for widget in group:
        if widget is current:
            continue
        away_x, away_y = widget.at.centre[0] - x, widget.at.centre[1] - y
        ahead = away_x * dx + away_y * dy
        aside = abs(away_x * dy) + abs(away_y * dx)
        if ahead <= 1 or aside > 4 * ahead:
            continue
        distance = ahead + 2 * aside
        if best is None or distance < best[0]:
            best = (distance, widget)
    return best[1] if best else None
