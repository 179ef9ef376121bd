"""What is asked of the table now: one line on what happened last, one line with the question."""

from __future__ import annotations

from game.client.looks.prompt import PromptLook, draw_bubble
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture
from game.client.widgets.layout import Box


def prompt_look(seen: Seen, happened: str, asked: str) -> PromptLook:
    """Return what the bubble says; `happened` is empty when there is nothing to tell."""
    director = seen.part("table")["director"] or seen.seats[0]
    return PromptLook(seen.name(director), seen.who(director), seen.portrait(director), happened, asked)


def prompt_widget(box: Box, look: PromptLook) -> Picture:
    """Return the bubble."""
    asked, happened = look.question, look.happened
    shown = Picture(key="prompt", box=box, name=asked, says=happened, draw=draw_bubble, shows=look, spread=20)
    shown.hint = f"{happened} {asked}".strip()
    return shown


def question(seen: Seen) -> str:
    """Return what the table is asked in this phase and step."""
    texts, table = seen.texts, seen.part("table")
    phase, step = table["phase"], table["step"]
    if phase == "explore":
        return texts("client.ask.explore_goal" if table["stance"] else "client.ask.explore_stance")
    if phase == "divide":
        return texts(f"client.ask.divide.{step or 'fill_in'}")
    return texts(f"client.ask.{phase}") if phase else ""


def refusal(seen: Seen) -> str:
    """Return why the last order was not taken, in a sentence; "" when it was."""
    refused = seen.table.refused
    return reason(seen, refused.code, dict(refused.facts)) if refused else ""


def reason(seen: Seen, code: str, facts: dict[str, object]) -> str:
    """Return the sentence of a code that closes an option or refuses an order."""
    key = "refused." + code
    return seen.texts(key, **facts) if key in seen.texts else seen.texts("client.not_now")
