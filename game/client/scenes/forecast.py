"""A forecast: tap the task that will fit best, before anybody sees what it does."""

from __future__ import annotations

from functools import partial

from game.client.scenes import taskboard
from game.client.scenes.secret import secret_screen
from game.client.scenes.seen import Seen
from game.client.scenes.taskboard import TaskCard
from game.client.widgets.base import Act, Widget
from game.client.widgets.layout import Box


def build(seen: Seen, screen: Box, done: Act) -> list[Widget]:
    """Return the tasks that will start; the one that is tapped is handed in with the gold button."""
    key = f"forecast.{seen.acting}.{seen.round}"
    may = seen.choices("make_forecast", "task")
    chosen = seen.staged.get(key) or (seen.private() or {}).get("forecast")

    def hand_in() -> None:
        if chosen:
            seen.order("make_forecast", task=chosen)
        done()

    said = seen.task(chosen) if chosen else seen.texts("client.forecast_none")
    inside, head = secret_screen(
        seen, screen, seen.texts("client.forecast_title"), said, seen.texts("client.forecast_cast"), hand_in,
        is_enabled=bool(chosen),
    )  # fmt: skip
    paid = {id_: seen.part(f"task:{id_}")["paid"] for id_ in may}
    cards = [
        TaskCard(
            id_,
            taskboard.task_look(seen, id_, placed=paid[id_]),
            partial(seen.stage, key, id_),
            hint=taskboard.about(seen, id_),
            is_chosen=id_ == chosen,
        )
        for id_ in may
    ]
    return [*head, *taskboard.board(seen, "forecast", inside, cards, None)]
