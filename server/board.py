"""The board as text, and what is one seat's alone: sections of the web page, made from a view.

Nothing is read but the view's parts and the names of their ids, so a page cannot tell what a view does not.
"""

from collections.abc import Mapping
from typing import Any

from game.debrief.names import Names
from game.scenario.model import in_language
from server.html import Html, e

Parts = Mapping[str, Any]


def board(parts: Parts, names: Names) -> list[Html]:
    """Return what everybody at the table sees."""
    made = [_money(parts, names), _tasks(parts, names), _told(parts, names), _plan(parts, names)]
    return [one for one in (*made, _seats(parts, names), _indicators(parts, names)) if one is not None]


def private(parts: Parts, seat: str, names: Names) -> list[Html]:
    """Return what only this seat sees: its brief, its cards, what it needs, its ballot."""
    texts, role = names.texts, names.scenario.roles.get(seat)
    own = parts.get("private") or {}
    made: list[Html] = []
    if role is not None and role.brief is not None:
        made.append(e("p", _said(role.brief, names)))
    if role is not None and role.core_value is not None:
        made.append(e("p", e("strong", texts("page.core_value")), " ", _said(role.core_value.says, names)))
    cards = []
    for card in own.get("cards", ()):
        says = role.cards[card["need"]].says if role and card["need"] in role.cards else card["need"]
        state = texts("page.told") if card["told"] else texts("page.not_told")
        cards.append(e("li", e("q", _said(says, names)), " ", e("span", state, class_="tag")))
    if cards:
        made += [e("h3", texts("page.cards")), e("ul", cards, class_="cards")]
    needs = own.get("needs") or {}
    if needs:
        rows = [e("li", names.name("need", id_), " ", _dots(weight, texts)) for id_, weight in needs.items()]
        made += [e("h3", texts("page.needs")), e("ul", rows)]
    if own.get("ballot"):
        rows = [e("li", f"{names.name('task', id_)}: {texts.number(n)}") for id_, n in own["ballot"].items()]
        made += [e("h3", texts("page.ballot")), e("ul", rows)]
    return made


def place(parts: Parts, names: Names) -> str:
    """Return round and phase in one line."""
    table, texts = parts["table"], names.texts
    if table["ended"]:
        return texts("phase.ended")
    phase = names.name("phase", table["phase"])
    if not table["round"]:
        return phase
    step = f" · {names.name('step', table['step'])}" if table["step"] else ""
    return texts("page.place", round=table["round"], rounds=table["rounds"], phase=phase) + step


def _money(parts: Parts, names: Names) -> Html:
    texts, budget = names.texts, parts["budget"]
    said = [e("li", texts("page.pot", pot=budget["pot"], left=budget["money"]))]
    time = parts.get("time") or {}
    if time.get("slots"):
        said.append(e("li", texts("page.time", left=time["slots_left"], slots=time["slots"])))
    table = parts["table"]
    if table.get("stance"):
        said.append(e("li", texts("page.stance", stance=names.name("stance", table["stance"]))))
    if table.get("rule"):
        said.append(e("li", texts("page.rule", rule=names.name("rule", table["rule"]))))
    return _section(names.texts("page.money"), "money", [e("ul", said)])


def _tasks(parts: Parts, names: Names) -> Html | None:
    texts, rows = names.texts, []
    for name, task in parts.items():
        if not name.startswith("task:") or not (
            task["on_table"] or task["status"] not in ("idle", "on_table")
        ):
            continue
        id_ = name.removeprefix("task:")
        facts = [texts("page.cost", cost=task["cost"]), names.name("status", task["status"])]
        if task["paid"]:
            facts.append(texts("page.paid", paid=task["paid"]))
        facts += [
            f"{names.name('part', part)}: {names.name('seat', task[part])}"
            for part in ("doer", "owner")
            if task[part]
        ]
        if task["answers"]:
            answered = names.listing("need", list(task["answers"]))
            facts.append(texts("page.answers", needs=answered))
        rows.append(e("li", e("strong", names.name("task", id_)), e("br"), " · ".join(facts)))
    return _section(names.texts("page.tasks"), "tasks", [e("ul", rows, class_="tasks")]) if rows else None


def _told(parts: Parts, names: Names) -> Html | None:
    texts, scenario, rows = names.texts, names.scenario, []
    for card in parts.get("cards") or ():
        role = scenario.roles.get(card["role"])
        says = role.cards[card["need"]].says if role and card["need"] in role.cards else card["need"]
        who = names.name("seat", card["role"])
        rows.append(e("li", f"{who}: ", e("q", _said(says, names)), f" ({names.name('need', card['need'])})"))
    frame = parts.get("frame") or {}
    made: list[Html] = [e("ul", rows)] if rows else []
    if frame.get("challenges"):
        made.append(e("p", texts("page.challenges", names=names.listing("challenge", frame["challenges"]))))
    wording = frame.get("wording") or {}
    if wording.get("text"):
        made.append(e("blockquote", (parts.get("texts") or {}).get(wording["text"], "")))
    event = parts.get("event") or {}
    if event.get("card") and event["card"] in scenario.event_cards:
        card = scenario.event_cards[event["card"]]
        made.append(e("p", e("strong", _said(card.name, names)), ": ", _said(card.says, names)))
    return _section(names.texts("page.said"), "said", made) if made else None


def _plan(parts: Parts, names: Names) -> Html | None:
    texts, plan, ballots = names.texts, parts.get("plan"), parts.get("ballots") or {}
    made: list[Html] = []
    if ballots.get("in") and plan is None:
        here, of = len(ballots["in"]), len(ballots["voters"])
        made.append(e("p", texts("page.ballots_in", here=here, of=of)))
    if plan is not None:
        rows = [
            e("li", f"{names.name('task', id_)}: {texts.euros(n)}") for id_, n in plan["amounts"].items() if n
        ]
        rows.append(e("li", texts("page.saved", saved=plan["saved"])))
        made.append(e("ul", rows))
        answers = [
            e("li", f"{names.name('seat', seat)}: {names.name('answer', one['answer'])}")
            for seat, one in plan["answers"].items()
        ]
        made += [e("ul", answers)] if answers else []
    return _section(names.texts("page.plan"), "plan", made) if made else None


def _seats(parts: Parts, names: Names) -> Html:
    texts, people = names.texts, parts.get("people") or {}
    rows = []
    for seat in parts["table"]["seats"]:
        one, held = parts[f"seat:{seat}"], people.get(seat) or {}
        facts = [texts("page.trust", n=one["trust"])] if one["trust"] is not None else []
        facts.append(texts("page.support", n=one["support"])) if one["support"] is not None else None
        if held.get("holder", "").startswith("bot:"):
            facts.append(texts("page.is_bot"))
        if held.get("holder") == "empty":
            facts.append(texts("page.is_free"))
        if seat in parts["table"]["ready"]:
            facts.append(texts("page.is_ready"))
        name = f" ({held['name']})" if held.get("name") else ""
        said = " · ".join(facts)
        rows.append(e("li", e("strong", names.name("seat", seat)), name, f": {said}" if said else ""))
    council = parts.get("council") or {}
    extra = []
    if council.get("patience") is not None:
        extra.append(e("p", texts("page.patience", n=council["patience"])))
    return _section(names.texts("page.seats"), "seats", [e("ul", rows), *extra])


def _indicators(parts: Parts, names: Names) -> Html:
    texts, rows = names.texts, []
    for id_, one in parts["indicators"].items():
        goal = one["goal"]
        said = f"{names.name('indicator', id_)}: {texts.tenths(one['value'])}"
        rows.append(e("li", said + (f" ({texts('page.goal', n=texts.tenths(goal))})" if goal else "")))
    return _section(names.texts("page.indicators"), "indicators", [e("ul", rows)])


def _section(title: str, key: str, children: list[Html]) -> Html:
    return e("section", e("h3", title), children, class_=f"of-{key}")


def _said(text: Any, names: Names) -> str:
    return in_language(text, names.texts.language, names.scenario.language)


def _dots(weight: int, texts: Any) -> Html:
    return e("span", e("span", "●" * weight, aria_hidden="true"), e("span", texts("page.weight", n=weight),
             class_="unseen"), class_="dots")  # fmt: skip
