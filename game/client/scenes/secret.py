"""The frame of what one seat sees alone: who it is, that it is private, and one button when it is done."""

from __future__ import annotations

from game.client.scenes.pieces import face
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box
from game.client.widgets.plain import line


def secret_screen(
    seen: Seen, screen: Box, title: str, said: str, verb: str, done: Act, *, is_enabled: bool = True
) -> tuple[Box, list[Widget]]:
    """Return the room in the middle, and the widgets round it.

    Args:
        title: What is asked of this seat.
        said: How far it is, under the title.
        verb: The words on the gold button, which calls `done`.
    """
    k, seat = seen.k, seen.acting or ""
    inside = screen.inset(48, 32)
    head, rest = inside.cut_top(104 * k, 20)
    foot, middle = rest.cut_bottom(76 * min(k, 1.3), 20)
    picture, words = head.cut_left(head.h, 20)
    upper, lower = words.cut_top(words.h * 0.52)
    alone, lower_left = lower.cut_right(420 * min(k, 1.4), 20)
    first = foot.cut_right(460 * min(k, 1.4))[0]
    return middle, [
        face("secret.face", picture, seen.portrait(seat)),
        line("secret.title", upper, f"{seen.name(seat)} · {title}", style="heading"),
        line("secret.said", lower_left, said, style="strong", colour="muted"),
        line(
            "secret.alone", alone, seen.texts("client.only_you"), style="label", colour="muted", align="right"
        ),
        button("secret.done", first, verb, done, icon="check", kind="primary", is_enabled=is_enabled),
    ]
