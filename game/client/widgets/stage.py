"""The stage: holds what stands on the screen, gives it inputs, and draws only what changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from game.client.input import Composing, Input, Key, Pointer, Typed, Wheel
from game.client.widgets import focus
from game.client.widgets.base import RING, Rect, Surface, Widget
from game.client.widgets.ground import Ground, lay
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

_ARROWS = ("left", "right", "up", "down")


class Stage:
    """One tree of widgets, what has focus in it, and which parts are to be drawn again."""

    def __init__(self) -> None:
        self.root: Widget | None = None
        self.is_by_keyboard = False
        self.on_hint: Callable[[Widget | None], None] = lambda _: None
        self._by_key: dict[str, Widget] = {}
        self._parents: dict[str, Widget] = {}
        self._order: list[Widget] = []
        self._focus: str | None = None
        self._hot: str | None = None
        self._held: str | None = None
        self._explained: str | None = None
        self._last_in_group: dict[str, str] = {}
        self._before_modal: dict[str, str | None] = {}
        self._damage: list[Box] = []
        self._pointed = (0.0, 0.0)

    # What stands there. ------------------------------------------------------------------------------

    def show(self, root: Widget) -> None:
        """Let `root` stand on the screen; what looks the same as before is not drawn again."""
        old, old_modal = self._by_key, self._modal()
        self.root = root
        self._place()
        for key, widget in self._by_key.items():
            before = old.get(key)
            if before is None:
                self._damage.append(_seen_part(widget))
                continue
            if type(before) is type(widget):
                widget.adopt(before)
        self._place()
        for key, widget in self._by_key.items():
            before = old.get(key)
            if before is not None and (
                before.at != widget.at or before.within != widget.within or not before.looks_like(widget)
            ):
                self._damage += [_seen_part(before), _seen_part(widget)]
        self._damage += [_seen_part(gone) for key, gone in old.items() if key not in self._by_key]
        self._hot = self._hot if self._hot in self._by_key else None
        self._held = self._held if self._held in self._by_key else None
        self._keep_focus(old, old_modal)

    def damage_all(self) -> None:
        """Have everything drawn again."""
        if self.root:
            self._damage.append(self.root.at.inset(-100))

    def damage(self, box: Box) -> None:
        """Have what lies in `box` drawn again."""
        self._damage.append(box)

    def find(self, key: str) -> Widget | None:
        """Return the widget with this key, when it stands on the screen."""
        return self._by_key.get(key)

    def all(self) -> list[Widget]:
        """Return all widgets, in the order they are drawn."""
        return list(self._order)

    def _place(self) -> None:
        self._by_key, self._parents, self._order = {}, {}, []
        if self.root is not None:
            self._place_under(self.root, 0, 0, None)

    def _place_under(self, widget: Widget, dx: float, dy: float, within: Box | None) -> None:
        if widget.key in self._by_key:
            if os.environ.get("OPGAVETAFEL_STRICT"):
                raise ValueError(f"two widgets are called {widget.key!r}")
            widget.key += "+"  # our mistake; the player must not pay for it
        widget.at = widget.box.moved(dx, dy)
        widget.within = within
        self._by_key[widget.key] = widget
        self._order.append(widget)
        if widget.clips():
            within = widget.at if within is None else widget.at.overlap(within)
        moved_x, moved_y = widget.scrolled()
        lid = widget.lid()
        for child in [*widget.children, lid] if lid else widget.children:
            self._parents[child.key] = widget
            self._place_under(child, dx + moved_x, dy + moved_y, within)

    def _modal(self) -> Widget | None:
        return next((widget for widget in reversed(self._order) if widget.is_modal), None)

    def _scope(self) -> list[Widget]:
        modal = self._modal()
        return list(modal.walk()) if modal else self._order

    # Focus. ------------------------------------------------------------------------------------------

    @property
    def focused(self) -> Widget | None:
        return self._by_key.get(self._focus) if self._focus else None

    def focus(self, key: str | None) -> None:
        """Give a widget the focus, or take it away from all."""
        old, new = self.focused, self._by_key.get(key) if key else None
        if old is new:
            if new is not None:
                new.has_focus = True
            return
        for widget, has in ((old, False), (new, True)):
            if widget is not None:
                widget.has_focus = has
                self._damage.append(_seen_part(widget))
        self._focus = key if new else None
        if new is not None:
            if new.group:
                self._last_in_group[new.group] = new.key
            self._reveal(new)
        self.on_hint(new if self.is_by_keyboard else None)

    def _keep_focus(self, old: dict[str, Widget], old_modal: Widget | None) -> None:
        modal = self._modal()
        if modal is not None and (old_modal is None or old_modal.key != modal.key):
            self._before_modal.setdefault(modal.key, self._focus)
        wanted = self._focus
        if old_modal is not None and old_modal.key not in self._by_key:
            wanted = self._before_modal.pop(old_modal.key, None) or wanted
        scope = [widget for widget in self._scope() if widget.can_focus]
        keys = {widget.key for widget in scope}
        if wanted not in keys:
            lost = old.get(wanted or "")
            wanted = self._instead_of(lost, scope, modal is not old_modal and modal is not None)
        for widget in self._order:
            widget.has_focus = False
        if wanted is None:
            self._focus = None
        elif wanted == self._focus:
            self._by_key[wanted].has_focus = True
        else:
            self.focus(wanted)

    def _instead_of(self, lost: Widget | None, scope: list[Widget], is_new_modal: bool) -> str | None:
        """Return what takes the focus of a widget that is gone: its neighbour in the same group, or nothing.

        Never something else: whoever presses Enter twice would do what they did not mean to.
        """
        if scope and is_new_modal:
            return scope[0].key
        same = [widget for widget in scope if lost and lost.group and widget.group == lost.group]
        if lost is None or not same:
            return None
        x, y = lost.at.centre
        nearest = min(same, key=lambda w: abs(w.at.centre[0] - x) + abs(w.at.centre[1] - y))
        return nearest.key

    def _reveal(self, widget: Widget) -> None:
        parent = self._parents.get(widget.key)
        while parent is not None:
            if parent.clips() and hasattr(parent, "reveal"):
                parent.reveal(widget.at)
                self._place()
                self._damage.append(_seen_part(parent))
            parent = self._parents.get(parent.key)

    # Inputs. -----------------------------------------------------------------------------------------

    def handle(self, did: Input) -> bool:
        """Give an input to whom it concerns; return whether somebody used it."""
        match did:
            case Pointer():
                return self._pointer(did)
            case Wheel():
                return self._offer(self._under(*self._pointed, any_kind=True), did)
            case Typed() | Composing():
                return self._offer(self.focused, did)
            case Key():
                return self._key(did)

    def _offer(self, widget: Widget | None, did: Input) -> bool:
        """Offer an input to a widget, then to what it lies in, up to the first that uses it."""
        while widget is not None:
            before = widget.scrolled()
            if widget.handle(did):
                current = self._by_key.get(widget.key)
                if current is widget:
                    if widget.scrolled() != before:
                        self._place()
                    self._damage.append(_seen_part(widget))
                return True
            if widget.is_modal:
                return False
            widget = self._parents.get(widget.key)
        return False

    def _key(self, key: Key) -> bool:
        focused = self.focused
        showed_ring, self.is_by_keyboard = self.is_by_keyboard, True
        if focused and not showed_ring:
            self._damage.append(_seen_part(focused))
        if self._offer(focused or self._modal() or self.root, key):
            return True
        scope = self._scope()
        if key.name == "tab":
            return self._to_group(scope, -1 if key.shift else 1)
        if key.name in _ARROWS:
            return self._to_neighbour(scope, key.name)
        return key.name == "enter" and self._press_default(scope)

    def _press_default(self, scope: Iterable[Widget]) -> bool:
        """Press the one button that Enter is for; return whether there is one that is open."""
        button = next((one for one in scope if getattr(one, "is_default", False) and one.is_enabled), None)
        return button is not None and button.handle(Key("enter"))

    def _to_group(self, scope: Iterable[Widget], step: int) -> bool:
        group = focus.next_group(focus.groups(scope), self.focused, step)
        if not group:
            return False
        last = self._last_in_group.get(group[0].group)
        self.focus(last if any(widget.key == last for widget in group) else group[0].key)
        return True

    def _to_neighbour(self, scope: Iterable[Widget], direction: str) -> bool:
        current = self.focused
        if current is None:
            return self._to_group(scope, 1)
        group = next((group for group in focus.groups(scope) if current in group), [current])
        found = focus.beside(group, current, direction)
        if found is not None:
            self.focus(found.key)
        return found is not None

    def _pointer(self, did: Pointer) -> bool:
        if did.did == "leave":
            self._heat(None)
            self._explain(-1, -1)
            return False
        self._pointed = (did.x, did.y)
        under = self._under(did.x, did.y)
        self._heat(under)
        self._explain(did.x, did.y)
        held = self._by_key.get(self._held or "")
        if did.did == "press":
            if self.is_by_keyboard and self.focused:
                self._damage.append(_seen_part(self.focused))
            self.is_by_keyboard = False
            self._held = under.key if under else None
            if under is not None:
                self._press(under, True)
                if under.can_focus:
                    self.focus(under.key)
                self._offer(under, did)
            elif self.focused is not None and self.focused.takes_text:
                self.focus(None)
            return under is not None
        if held is not None:
            if did.did == "release":
                self._held = None
                self._press(held, False)
            return self._offer(held, did)
        return False

    def _under(self, x: float, y: float, *, any_kind: bool = False) -> Widget | None:
        for widget in reversed(self._scope()):
            if (any_kind or widget.takes_pointer) and widget.visible.contains(x, y):
                return widget
        return None

    def _heat(self, widget: Widget | None) -> None:
        key = widget.key if widget else None
        if key == self._hot:
            return
        old = self._by_key.get(self._hot or "")
        for changed, is_hot in ((old, False), (widget, True)):
            if changed is not None:
                changed.is_hot = is_hot
                self._damage.append(_seen_part(changed))
        self._hot = key

    def _explain(self, x: float, y: float) -> None:
        """Tell who listens what the pointer is on, when that has something to explain."""
        found = next(
            (one for one in reversed(self._scope()) if one.told and one.visible.contains(x, y)), None
        )
        key = found.key if found else None
        if key != self._explained:
            self._explained = key
            self.on_hint(found)

    def _press(self, widget: Widget, is_down: bool) -> None:
        widget.is_down = is_down
        self._damage.append(_seen_part(widget))

    # Drawing. ----------------------------------------------------------------------------------------

    @property
    def is_dirty(self) -> bool:
        return bool(self._damage)

    def take_damage(self, screen: Box) -> list[Box]:
        """Return which parts of the screen are to be drawn again, none over another, and forget them."""
        parts: list[Box] = []
        for box in self._damage:
            part = box.overlap(screen)
            if part.w <= 0 or part.h <= 0:
                continue
            touching = [other for other in parts if other.touches(part)]
            while touching:
                parts = [other for other in parts if other not in touching]
                for other in touching:
                    part = part.union(other)
                touching = [other for other in parts if other.touches(part)]
            parts.append(part)
        self._damage = []
        return parts

    def paint(self, painter: Painter, surface: Surface, part: Box) -> None:
        """Draw everything that touches `part`, and a ring round what has the keyboard's focus."""
        pixels = painter.pixels(Rect(part))
        surface.set_clip(pixels)
        lay(painter, surface, [one for one in self._order if isinstance(one, Ground)], pixels)
        for widget in self._order:
            if isinstance(widget, Ground) or not _seen_part(widget).touches(part):
                continue
            if widget.within is not None:
                surface.set_clip(painter.pixels(Rect(widget.within.inset(-4).overlap(part))))
            else:
                surface.set_clip(pixels)
            cut, painter.cut = painter.cut, set()
            widget.paint(painter, surface)
            widget.cut, painter.cut = tuple(sorted(painter.cut)), cut | painter.cut
            if widget.has_focus and self.is_by_keyboard and not widget.is_modal:
                if widget.within is not None:  # the ring goes beyond the list that what it goes round fills
                    surface.set_clip(painter.pixels(Rect(widget.within.inset(-RING).overlap(part))))
                painter.focus_ring(surface, Rect(widget.ring), widget.corner)


def _seen_part(widget: Widget) -> Box:
    return widget.reach if widget.within is None else widget.reach.overlap(widget.within.inset(-RING))
