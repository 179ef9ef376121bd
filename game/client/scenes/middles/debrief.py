"""The debrief on the whole screen under the header: one step, the question of the director, on and back."""

from __future__ import annotations

from functools import partial

from game.client.looks.prompt import PromptLook, draw_prompt, words_room
from game.client.scenes.debrief import agreeing, ending, envelope, pictures, rules, sealing, telling
from game.client.scenes.debrief.last import has_more, last_buttons
from game.client.scenes.debrief.steps import go, steps, where
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of, line, paragraph
from game.debrief.pages import Page
from game.rules.support import is_reached

_ASKED_ABOVE = (
    *("money", "lines", "rules", "sealed", "envelope", "overview", "ended", "poll", "agree", "agreed"),
)
_PROMPT_UP_TO = 1.25
"""Above this text scale the question stands over the picture, so that nothing of it is cut."""


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the screen of the step the room is at."""
    found = steps(seen)
    at = where(seen, found)
    step = found[at]
    foot, rest = box.cut_bottom(88 * min(seen.k, 1.4), 28)
    rest = rest.inset(8, 0)
    widgets: list[Widget] = []
    asked = question(seen, step)
    if asked and seen.k > _PROMPT_UP_TO and step.kind in _ASKED_ABOVE:
        high = height_of(seen.painter, asked, rest.w, "prompt")
        top, rest = rest.cut_top(high, 16)
        widgets.append(paragraph("debrief.asked", top, asked, style="prompt"))
    widgets += _middle(seen, rest, step)
    return widgets + _foot(seen, foot, asked, at, len(found))


def question(seen: Seen, step: Page) -> str:
    """Return what the director asks at this step; "" at a step that asks by itself."""
    match step.kind:
        case "pocket":
            return seen.texts("debrief.ask.pocket")
        case "money":
            return seen.texts("debrief.ask.money")
        case "lines":
            return seen.texts("debrief.ask.lines")
        case "rules":
            return seen.texts("debrief.ask.rules")
        case "sealed":
            return seen.texts("debrief.ask.sealed")
        case "envelope":
            return seen.texts("debrief.ask.envelope")
        case "poll":
            return seen.texts("debrief.ask.poll")
        case "agree":
            return seen.texts("debrief.ask.agree")
        case "agreed":
            return seen.texts("debrief.ask.agreed")
        case "questions":
            return seen.texts("debrief.ask.questions")
        case "ended":
            return seen.texts("debrief.ask.ended")
        case "overview":
            return seen.texts("debrief.ask.overview")
    return ""


def _middle(seen: Seen, box: Box, step: Page) -> list[Widget]:
    match step.kind:
        case "role":
            return telling.role(seen, box)
        case "covered" | "pocket":
            return telling.pocket(seen, box, step.pocket, is_open=step.kind == "pocket")
        case "honest":
            return telling.said(seen, box, seen.texts("debrief.honest"))
        case "expect_money":
            return telling.expect(seen, box, "chart-column-stacked", seen.texts("debrief.money.title"))
        case "expect_lines":
            return telling.expect(seen, box, "chart-line", seen.texts("debrief.lines.title"))
        case "expect_rules":
            return telling.expect(seen, box, "git-compare-arrows", seen.texts("debrief.counted.title"))
        case "expect_envelope":
            return telling.expect(seen, box, "mail", seen.texts("debrief.envelope.title"))
        case "rules":
            return rules.rules_of_rounds(seen, box)
        case "sealed":
            return sealing.sealed_plans(seen, box)
        case "envelope":
            return envelope.envelope(seen, box)
        case "poll":
            return agreeing.poll_again(seen, box)
        case "agree":
            return agreeing.agree(seen, box)
        case "agreed":
            return agreeing.agreed(seen, box)
        case "money":
            return pictures.money(seen, box)
        case "lines":
            return pictures.lines(seen, box)
        case "questions":
            return telling.questions(seen, box)
        case "ended":
            return ending.ended(seen, box)
    return ending.overview(seen, box)


def _foot(seen: Seen, box: Box, asked: str, at: int, count: int) -> list[Widget]:
    texts, k = seen.texts, seen.k
    high = 72 * min(k, 1.25)
    buttons = box.middle(box.w, high)
    first, rest = buttons.cut_right(min(356 * min(k, 1.25), box.w * 0.24), 24)
    second, rest = rest.cut_right(min(346 * min(k, 1.25), box.w * 0.24), 24)
    found = steps(seen)
    is_more = has_more(seen, found, at)
    small, rest = rest.cut_right(high if is_more else 0, 24 if is_more else 0)
    widgets: list[Widget] = []
    director = (seen.part("table") or {}).get("director")
    if director is not None and asked and k <= _PROMPT_UP_TO:
        place = Box(box.x, box.y, rest.w - 16, box.h)
        ended = _how_it_ended(seen, place, asked) if found[at].kind == "overview" else ""
        look = PromptLook(
            seen.name(director), seen.texts("kind.director"), seen.portrait(director), ended, asked
        )
        said = f"{ended} {asked}".strip()
        widgets.append(
            Picture(key="debrief.prompt", box=place, name=said, says=said, draw=draw_prompt, shows=look)
        )
    else:
        said = texts("debrief.step", n=at + 1, count=count)
        widgets.append(line("debrief.step", rest, said, style="label", colour="muted"))
    back, on = partial(_turn, seen, at - 1), partial(_turn, seen, at + 1)
    if is_more:
        return widgets + last_buttons(seen, (small, second, first), back, on if at < count - 1 else None)
    label = texts("debrief.turn" if found[at].kind == "covered" else "debrief.on")
    icon = "rotate-3d" if found[at].kind == "covered" else "arrow-right"
    widgets.append(
        button(
            "debrief.back", second, texts("debrief.back"), back, icon="arrow-left",
            is_enabled=at > 0, group="debrief.go",
        )
    )  # fmt: skip
    widgets.append(
        button(
            "debrief.on", first, label, on, icon=icon, kind="primary",
            is_enabled=at < count - 1, group="debrief.go",
        )
    )  # fmt: skip
    return widgets


def _how_it_ended(seen: Seen, box: Box, asked: str) -> str:
    """Return how many goals were reached; "" where the question takes both lines of the prompt."""
    painter = seen.painter
    if painter.measure(asked, painter.theme.text.body)[0] > words_room(painter, box.w):
        return ""
    goals, parts = (seen.part("table") or {}).get("goals", ()), seen.part("indicators") or {}
    reached = sum(is_reached(*(parts[id_][what] for what in ("start", "value", "goal"))) for id_ in goals)
    return seen.texts("debrief.goals.count", reached=reached, goals=len(goals)) if goals else ""


def _turn(seen: Seen, to: int) -> None:
    """Go to another screen; what was written and not kept yet is kept."""
    found = steps(seen)
    if found[where(seen, found)].kind == "agree":
        agreeing.keep(seen)
    go(seen, found[to])
