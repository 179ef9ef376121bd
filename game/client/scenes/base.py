"""What every scene offers to the loop: a description of the screen, its short cuts, a proper end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.input import Key
from game.client.widgets.base import Widget

if TYPE_CHECKING:
    from game.client.app import App


class Scene:
    """One whole screen. `build` describes it; whatever changes it calls `app.changed()`."""

    def __init__(self, app: App) -> None:
        self.app = app

    def build(self) -> list[Widget]:
        """Return what stands on the screen now, from back to front, in the order of the keyboard."""
        raise NotImplementedError

    def poll(self) -> None:
        """Take in what arrived since the last turn of the loop."""

    def key(self, key: Key) -> bool:
        """Use a key that no widget wanted; return whether it was used."""
        del key
        return False

    def notice(self) -> str:
        """Return what everybody must know whatever stands on the screen, in a sentence; "" for nothing."""
        return ""

    def leave(self) -> None:
        """End properly: another scene comes, or the window closes."""


class Overlay:
    """A dialog over whatever scene there is."""

    def __init__(self, app: App) -> None:
        self.app = app

    def build(self) -> Widget:
        """Return the dialog."""
        raise NotImplementedError

    def close(self) -> None:
        self.app.lay_over(None)
