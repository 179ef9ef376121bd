"""The plan that the director seals before anybody tells anything: points over the tasks that could come."""

from __future__ import annotations

from typing import Any

from game.client.scenes import taskboard
from game.client.scenes.ballot import filled_in, pointed
from game.client.scenes.choices import field_of
from game.client.scenes.secret import secret_screen
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Widget
from game.client.widgets.layout import Box

_NOTHING: dict[str, Any] = {"caps": {}, "total": 0, "step": 1}


def build(seen: Seen, screen: Box, done: Act) -> list[Widget]:
    """Return the plan of the director behind the curtain; it is sealed with the gold button."""
    [field] = [field_of(option, "given") for option in seen.options("seal_plan")] or [_NOTHING]
    draft: dict[str, int] = seen.staged.setdefault(f"sealed.{seen.round}", {})

    def seal() -> None:
        seen.order("seal_plan", given=[[task, draft[task]] for task in field["caps"] if draft.get(task)])
        seen.staged.pop(f"sealed.{seen.round}", None)
        done()

    said = seen.texts("client.sealed_left", n=field["total"] - sum(draft.values()))
    title, verb = seen.texts("client.sealed_title"), seen.texts("client.sealed_done")
    inside, head = secret_screen(seen, screen, title, said, verb, seal)
    cards = [
        filled_in(
            seen, "sealed", task, field, draft, pointed(seen, task, field, draft), str(draft.get(task, 0))
        )
        for task in field["caps"]
    ]
    return [*head, *taskboard.board(seen, "sealed", inside, cards, None)]
