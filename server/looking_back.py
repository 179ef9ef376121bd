"""Looking back on a phone: the room goes page by page and phones go along; before that all stands at once.

The big screen shows pictures and counts; a phone says what is asked now, whose card it is and what it says,
and who still has to write. What comes later in the order is not told before the room is there.
"""

from collections.abc import Mapping
from typing import Any

from game.debrief.measures import Pocket
from game.debrief.names import Names
from game.debrief.pages import Page, pages
from game.scenario.model import in_language
from server.forms import order_form
from server.html import Html, e

Parts = Mapping[str, Any]

_EXPECTED = {
    "expect_money": "debrief.money.title",
    "expect_lines": "debrief.lines.title",
    "expect_rules": "debrief.counted.title",
    "expect_envelope": "debrief.envelope.title",
}
_ON_THE_BIG_SCREEN = ("money", "lines", "rules", "sealed", "envelope", "questions", "overview")
_OUTCOME_FROM = "ended"


def looking_back(parts: Parts, seat: str, names: Names) -> list[Html]:
    """Return what a screen shows of the looking back of a table that has ended.

    Args:
        parts: The screen's view.
        seat: Whose screen it is, "" for the facilitator's.
        names: Names and words in the reader's language.
    """
    found = pages(parts, names.scenario, answers=True)
    at = _at(parts, found)
    if at is None:
        return [*_pockets(parts, names), *_outcome(parts, names), *_agreed(parts, names)]
    page = found[at]
    made = [_place(at, len(found), names), *_shown(page, parts, seat, names)]
    if at >= next(place for place, one in enumerate(found) if one.kind == _OUTCOME_FROM):
        made += _outcome(parts, names)
    return made + _agreed(parts, names)


def turning(parts: Parts, names: Names) -> list[Html]:
    """Return the forms by which whoever leads takes the room to the next page and to the one before."""
    texts, found = names.texts, pages(parts, names.scenario, answers=True)
    at = _at(parts, found)
    forms = []
    for key, to in (("on", 0 if at is None else at + 1), ("back", -1 if at is None else at - 1)):
        if 0 <= to < len(found):
            label = texts(f"page.turn.{key}", page=_title(found[to], names))
            page = e("input", type="hidden", name="one:page", value=found[to].name)
            forms.append(order_form("turn_page", label, None, [page], key=f"page-{key}", strong=key == "on"))
    return forms


def turned_to(parts: Parts, names: Names) -> int | None:
    """Return at which of its pages the room is, with those where people answer; None before the first."""
    return _at(parts, pages(parts, names.scenario, answers=True))


def _at(parts: Parts, found: list[Page]) -> int | None:
    """Return at which page the room is; None while nobody turned one."""
    name = (parts.get("looking_back") or {}).get("page", "")
    return next((place for place, page in enumerate(found) if page.name == name), None)


def _place(at: int, count: int, names: Names) -> Html:
    return e("p", names.texts("debrief.step", n=at + 1, count=count), class_="hint")


def _title(page: Page, names: Names) -> str:
    said = names.texts(f"page.turn.{page.kind}")
    return f"{said}, {_whose(page.pocket, names)}" if page.pocket else said


def _whose(pocket: Pocket, names: Names) -> str:
    return names.name("seat", pocket.seat) if pocket.seat else names.texts("debrief.chair")


def _shown(page: Page, parts: Parts, seat: str, names: Names) -> list[Html]:
    """Return what is asked at this page, and of a card what is on it."""
    texts = names.texts
    if page.kind == "role":
        return [e("p", texts("debrief.role.says"), class_="big")]
    if page.kind == "honest":
        return [e("p", texts("debrief.honest"), class_="big")]
    if page.kind == "covered" and page.pocket:
        return _covered(page.pocket, seat, names)
    if page.kind == "pocket":
        return _opened(page.pocket, names)
    if page.kind in _EXPECTED:
        title = e("h3", texts(_EXPECTED[page.kind]))
        return [title, e("p", texts("debrief.expect"), class_="big"), e("p", texts("page.say_first"))]
    asked = [e("p", texts(f"debrief.ask.{page.kind}"), class_="big")]
    if page.kind in _ON_THE_BIG_SCREEN:
        asked.append(e("p", texts("page.big_screen"), class_="hint"))
    if page.kind == "poll":
        asked += _waiting_for((parts.get("poll") or {}).get("end") or {}, parts, names)
    if page.kind == "agree":
        asked += _waiting_for(parts.get("agreements") or {}, parts, names)
    return asked


def _covered(pocket: Pocket, seat: str, names: Names) -> list[Html]:
    texts = names.texts
    if pocket.seat and pocket.seat == seat:
        mine = e("p", texts("page.read_yours"), class_="big")
        return [mine, e("blockquote", _words(pocket, names)), e("p", texts("page.others_listen"))]
    key = "debrief.pocket.reads" if pocket.seat else "debrief.chair.reads"
    return [e("p", texts(key, name=_whose(pocket, names)), class_="big"), e("p", texts("page.you_listen"))]


def _opened(pocket: Pocket | None, names: Names) -> list[Html]:
    texts = names.texts
    if pocket is None:
        return [e("p", texts("debrief.pockets.none"), class_="big")]
    made = [
        e("h3", f"{_whose(pocket, names)}: {names.name('need', pocket.need)}"),
        e("blockquote", _words(pocket, names)),
    ]
    if pocket.tasks:
        tasks = [e("li", names.name("task", task)) for task in pocket.tasks]
        made += [e("p", texts("debrief.pocket.answers"), ":"), e("ul", tasks)]
    else:
        made.append(e("p", texts("debrief.pocket.nothing")))
    return [*made, e("p", texts("debrief.ask.pocket"), class_="big")]


def _words(pocket: Pocket, names: Names) -> str:
    """Return what stands on the card; a need of the chair may have words of its own."""
    scenario = names.scenario
    need = scenario.needs.get(pocket.need)
    says = need.says if need else None
    if pocket.seat and pocket.need in scenario.roles[pocket.seat].cards:
        says = scenario.roles[pocket.seat].cards[pocket.need].says
    if says is None:
        return names.name("need", pocket.need)
    return in_language(says, names.texts.language, scenario.language)


def _waiting_for(done: Mapping[str, Any], parts: Parts, names: Names) -> list[Html]:
    """Return which people still have to answer or write, if any."""
    people = parts.get("people") or {}
    waiting = [
        names.name("seat", seat)
        for seat in parts["table"]["seats"]
        if seat not in done and people.get(seat, {}).get("holder") in ("person", "pair")
    ]
    if not waiting:
        return [e("p", names.texts("page.all_done"))]
    return [e("p", names.texts("page.waiting_for", names=names.texts.listing(waiting)))]


def _outcome(parts: Parts, names: Names) -> list[Html]:
    result = (parts.get("outcome") or {}).get("result")
    return [] if result is None else [e("p", names.texts("page.result", n=result), class_="big")]


def _pockets(parts: Parts, names: Names) -> list[Html]:
    """Return the cards that stayed in pockets."""
    kept = [
        e("li", f"{names.name('seat', card['role'])}: ", names.name("need", card["need"]))
        for card in (parts.get("pockets") or {}).get("cards", ())
    ]
    return [e("h3", names.texts("page.pockets")), e("ul", kept)] if kept else []


def _agreed(parts: Parts, names: Names) -> list[Html]:
    """Return what people said they will do."""
    typed = parts.get("texts") or {}
    agreed = [
        e("li", f"{names.name('seat', seat)}: ", typed.get(id_, ""))
        for seat, id_ in (parts.get("agreements") or {}).items()
    ]
    return [e("h3", names.texts("page.agreements")), e("ul", agreed)] if agreed else []
