"""A dialog that is a list to choose from, with buttons at its foot: moments, seats, sessions, views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from game.client.scenes.base import Overlay
from game.client.scenes.column import Column, dialog_column
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog


@dataclass(frozen=True, slots=True)
class FootButton:
    """A button at the foot of a list, from the right; `width` is in units at text scale 1."""

    key: str
    label: str
    act: Act
    icon: str
    width: float = 280
    kind: Literal["primary", "secondary"] = "secondary"
    is_enabled: bool = True


def list_dialog(
    overlay: Overlay,
    key: str,
    title: str,
    fill: Callable[[Column], object],
    buttons: Sequence[FootButton],
    *,
    is_wide: bool = False,
) -> Widget:
    """Return the dialog.

    Args:
        overlay: Whose dialog it is; Escape closes it.
        key: The dialog is `dialog.KEY`, its list `KEY.list`, the group of its buttons `KEY.foot`.
        title: What stands on top.
        fill: Puts the list in a column, which scrolls when it is long.
        buttons: What stands at the foot, the rightmost first; the keyboard comes to that one last.
        is_wide: Whether it takes the whole screen.
    """
    app = overlay.app
    k, wide = app.k, min(app.k, 1.3)
    screen = app.screen.inset(32)
    panel = screen if is_wide else screen.middle(1240 * min(k, 1.4), min(screen.h, 960))
    dialog = Dialog(key=f"dialog.{key}", box=app.screen, name=title, panel=panel, on_escape=overlay.close)
    trial = dialog_column(app.painter, dialog.inside, f"{key}.list")
    fill(trial)
    foot, inside = dialog.fit(trial.height, 72 * wide, least=panel.h if is_wide else 480)
    column = dialog_column(app.painter, inside, f"{key}.list")
    fill(column)
    made: list[Widget] = []
    for one in buttons:
        place, foot = foot.cut_right(min(foot.w, one.width * wide), 24)
        made.append(
            button(f"{key}.{one.key}", place, one.label, one.act, icon=one.icon, kind=one.kind,
                   is_enabled=one.is_enabled, group=f"{key}.foot")
        )  # fmt: skip
    dialog.children += [column.scroll(), *reversed(made)]
    return dialog
