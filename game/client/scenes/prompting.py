"""What is asked of the table now: one line on what happened last, one line with the question."""

from __future__ import annotations

from dataclasses import replace

from game.client.looks.prompt import PromptLook, draw_bubble
from game.client.scenes.explaining import SOMEBODY_SPEAKS, explanation
from game.client.scenes.happened import Told
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture
from game.client.widgets.layout import Box
from game.debrief.question import question

_BOTH_UP_TO = 1.75
"""From this text scale one thing is said at a time, so that the table keeps its room."""


def said_now(seen: Seen, told: Told, explained: str) -> PromptLook:
    """Return what is said now: why an order was refused, a rule that is new, or what happened and is asked.

    Args:
        told: The last thing that happened.
        explained: The key of the rule that is explained now, "" for none.
    """
    refused, has_room = refusal(seen), seen.k < _BOTH_UP_TO
    if not explained or refused:
        happened, asked = refused or told.sentence(seen), put_away(seen, told)
        if not has_room and happened:
            return prompt_look(seen, "", asked) if asked and not refused else prompt_look(seen, happened, "")
        return prompt_look(seen, happened, asked or question(seen.part, seen.texts))
    happened = told.sentence(seen) if told.what in (*SOMEBODY_SPEAKS, "skipped") else ""
    if explained == "explore" and seen.round == 1 and not happened:
        happened = seen.texts("explain.introduce")
    said = explanation(seen, explained)
    if not has_room and happened:
        happened, said = (happened, "") if explained == "explore" else ("", said)
    return replace(prompt_look(seen, happened, said), icon="lightbulb")


def put_away(seen: Seen, told: Told) -> str:
    """Return when everybody puts down what they hold: a card is told, a plan is repaired; else ""."""
    table = seen.part("table")
    if table["phase"] == "dialogue" and told.what == "told":
        return seen.texts("explain.put_away.told")
    answers = (seen.part("plan") or {}).get("answers") or {}
    is_repair = any(answer["answer"] == "object" for answer in answers.values())
    return seen.texts("explain.put_away.repair") if table["step"] == "settle" and is_repair else ""


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


def refusal(seen: Seen) -> str:
    """Return why the last order was not taken, in a sentence; "" when it was."""
    refused = seen.table.refused
    return reason(seen, refused.code, dict(refused.facts)) if refused else ""


def reason(seen: Seen, code: str, facts: dict[str, object]) -> str:
    """Return the sentence of a code that closes an option or refuses an order."""
    key = "refused." + code
    return seen.texts(key, **facts) if key in seen.texts else seen.texts("client.not_now")
