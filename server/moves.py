"""Everything that a seat or the facilitator can order from a page, each as a form of its own."""

from collections.abc import Mapping
from typing import Any

from game.debrief.names import Names
from game.debrief.pages import pages
from game.scenario.model import in_language
from game.session.actions import HIGHEST_ANSWER
from server.forms import closed_line, option_form, order_form
from server.html import Html, e
from server.looking_back import turned_to


def moves(parts: Mapping[str, Any], names: Names) -> list[Html]:
    """Return a form for everything that a seat can do now, and why it cannot do the rest."""
    texts, moment, table = names.texts, parts["table"]["moment"], parts["table"]
    forms, closed = list[Html](), list[Html]()
    for number, option in enumerate(parts.get("options") or ()):
        if "closed" in option:
            label = texts(f"page.act.{option['kind']}")
            closed.append(e("li", e("strong", label), ": ", closed_line(option, names)))
        else:
            forms.append(option_form(option, number, moment, names))
    scenario = names.scenario
    is_early = table["phase"] == "opening" or (table["round"] <= 1 and table["phase"] == "explore")
    if scenario.poll is not None and (is_early or _is_asked("poll", parts, names)):
        forms.append(_poll_form(scenario, names))
    if _is_asked("agree", parts, names):
        area = e("textarea", id="agree", name="text:text", maxlength=2000, rows=3)
        box = e("p", e("label", texts("page.agree"), for_="agree"), area, class_="field")
        forms.append(order_form("make_agreement", texts("page.act.make_agreement"), None, [box], key="agree"))
    if not forms:
        forms.append(e("p", texts("page.nothing_to_do")))
    if closed:
        shut = e("details", e("summary", texts("page.not_now")), e("ul", closed))
        return [*forms, shut]
    return forms


def _is_asked(kind: str, parts: Mapping[str, Any], names: Names) -> bool:
    """Tell whether the looking back is at the page where something is asked, or past it.

    Where nobody turns pages all is asked at once; what has no page of its own is asked from the first.
    """
    if not parts["table"]["ended"]:
        return False
    kinds = [page.kind for page in pages(parts, names.scenario, answers=True)]
    at = turned_to(parts, names)
    return at is None or kind not in kinds or at >= kinds.index(kind)


def _poll_form(scenario: Any, names: Names) -> Html:
    texts, poll = names.texts, scenario.poll

    def said(text: Any) -> str:
        return in_language(text, texts.language, scenario.language)

    ends = {0: f" – {said(poll.low)}", HIGHEST_ANSWER: f" – {said(poll.high)}"}
    choices = [e("option", f"{one}{ends.get(one, '')}", value=one) for one in range(HIGHEST_ANSWER + 1)]
    select = e("select", choices, id="poll", name="num:value")
    box = e("p", e("label", said(poll.question), for_="poll"), select, class_="field")
    return order_form("answer_poll", texts("page.act.answer_poll"), None, [box], key="poll")


def leading(parts: Mapping[str, Any], names: Names) -> list[Html]:
    """Return what the facilitator can do: go on, event cards, the clock, one step back, a remark."""
    texts, moment, clock = names.texts, parts["table"]["moment"], parts.get("clock") or {}
    forms = []
    for number, option in enumerate(parts.get("options") or ()):
        if "closed" in option:
            forms.append(e("p", texts(f"page.act.{option['kind']}"), ": ", closed_line(option, names)))
        else:
            forms.append(option_form(option, number, moment, names))
    if clock.get("paused"):
        forms.append(order_form("resume", texts("page.act.resume"), None, key="clock", strong=True))
    else:
        forms.append(order_form("pause", texts("page.act.pause"), None, key="clock"))
    if clock.get("beat"):
        more = e(
            "p",
            e("label", texts("page.seconds"), for_="more"),
            e("input", type="number", id="more", name="num:seconds", min=10, max=600, value=60),
            class_="field",
        )
        forms.append(order_form("extend", texts("page.act.extend"), None, [more], key="more"))
    if (parts.get("rewind") or {}).get("step_back") is not None:
        forms.append(order_form("step_back", texts("page.act.step_back"), moment, key="back"))
    area = e("textarea", id="remark", name="text:text", maxlength=2000, rows=2)
    box = e("p", e("label", texts("page.remark"), for_="remark"), area, class_="field")
    forms.append(order_form("add_remark", texts("page.act.add_remark"), None, [box], key="remark"))
    return forms


def handing(parts: Mapping[str, Any], names: Names) -> list[Html]:
    """Return a form per seat to hand it over: to a bot, or to nobody, so that somebody else can take it."""
    texts, forms = names.texts, []
    for seat in parts["table"]["seats"]:
        held = (parts.get("people") or {}).get(seat, {})
        now = held.get("holder", "")
        choices = [
            e("option", texts("page.to_nobody"), value="empty", selected=now == "empty"),
            e("option", texts("page.to_bot"), value="bot:dialogue", selected=now.startswith("bot:")),
        ]
        if now in ("person", "pair"):
            choices.insert(0, e("option", texts("page.stays"), value=now, selected=True))
        name = e("input", type="hidden", name="one:seat", value=seat)
        keep = e("input", type="hidden", name="text:name", value=held.get("name") or "")
        was = e("input", type="hidden", name="one:was", value=now)
        select = e("select", choices, id=f"hand-{seat}", name="one:holder")
        box = e("p", e("label", names.name("seat", seat), for_=f"hand-{seat}"), select, class_="field")
        label = texts("page.hand", name=names.name("seat", seat))
        forms.append(order_form("take_seat", label, None, [name, keep, was, box], key=seat))
    return forms
