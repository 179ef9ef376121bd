"""Dividing: fill in, reveal, settle, claim, forecast. The board stays; what lies on it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.looks.budget import BudgetLook
from game.client.looks.parts import Portrait, draw_portrait
from game.client.looks.task import TaskLook
from game.client.scenes import taskboard
from game.client.scenes.ballot import BallotOverlay
from game.client.scenes.choices import closed, ids
from game.client.scenes.detail import TaskOverlay
from game.client.scenes.objecting import ObjectOverlay
from game.client.scenes.pledging import pledged_said
from game.client.scenes.seats import played_here
from game.client.scenes.seen import Primary, Seen
from game.client.scenes.starting import starting_tools
from game.client.scenes.taskboard import TaskCard
from game.client.scenes.tools import Tool, with_tools
from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.layout import Box
from game.debrief.question import director_divides_last

if TYPE_CHECKING:
    from game.client.paint import Painter


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the board as it is in this step, and under it what the acting seat can do beside the tasks."""
    board, made = with_tools(seen, box, _tools(seen))
    cards = [_card(seen, id_) for id_ in taskboard.on_table(seen)]
    return [*taskboard.board(seen, "divide", board, cards, _strip(seen)), *made]


def primary(seen: Seen) -> Primary | None:
    """Return what comes before the ballots are counted: the director divides, where it consulted."""
    director = director_divides_last(seen.part)
    if director is None or director not in played_here(seen):
        return None
    asked = replace(seen, acting=director)
    label = seen.texts("client.divide_last", name=seen.name(director))
    return Primary(label, "vote", lambda: seen.app.lay_over(BallotOverlay(seen.app, asked)))


def _strip(seen: Seen) -> BudgetLook:
    texts, step = seen.texts, seen.part("table")["step"]
    ballots, plan = seen.part("ballots"), seen.part("plan")
    spent = sum(plan["amounts"].values()) if plan else 0
    if step in ("fill_in", ""):
        said = texts("client.ballots_in", n=len(ballots["in"]), all=len(ballots["voters"]))
        return taskboard.strip(seen, agreement=said)
    if plan is None:
        return taskboard.strip(seen, agreement=texts("client.revealed"))
    if not plan["adopted"]:
        agreed = sum(answer["answer"] != "object" for answer in plan["answers"].values())
        said = texts("client.agreed", n=agreed, all=len(seen.seats))
        return taskboard.strip(seen, agreement=said, proposed=spent)
    return taskboard.strip(seen, agreement=texts("client.saved", amount=plan["saved"]), used=spent)


def _card(seen: Seen, id_: str) -> TaskCard:
    step, plan = seen.part("table")["step"], seen.part("plan")
    part = seen.part(f"task:{id_}")
    gets = plan["amounts"].get(id_, 0) if plan else 0
    adopted = bool(plan and plan["adopted"])
    look = taskboard.task_look(
        seen, id_, placed=_paid(part) or (gets if adopted else 0), proposed=0 if adopted else gets
    )
    over = None
    if step == "reveal":
        look = _revealed(seen, id_, look)
        over = partial(_votes, seen, id_)
    elif step == "settle" and gets and not adopted:
        look = _proposed(seen, look)
    elif step == "claim" and part["status"] == "funded":
        look = _claimed(seen, id_, look)
    pledged = pledged_said(seen, id_) if step in ("fill_in", "settle") else ""
    look = replace(look, status_text=pledged, partners=(), no_partner="") if pledged else look
    return TaskCard(
        id_,
        look,
        lambda: seen.app.lay_over(TaskOverlay(seen.app, seen, id_)),
        hint=taskboard.about(seen, id_),
        over=over,
    )


def _paid(part: dict[str, Any]) -> int:
    """Return what was paid before anybody filled in a ballot; not what a task cost in an earlier round."""
    return 0 if part["to_pay"] else int(part["paid"])


def _revealed(seen: Seen, id_: str, look: TaskLook) -> TaskLook:
    """Return the card with the mean of the ballots on it, and a word where they differ most."""
    if _paid(seen.part(f"task:{id_}")):
        return look  # paid before anybody filled in a ballot
    amounts = seen.part("ballots")["amounts"] or {}
    given = [ballot.get(id_, 0) for ballot in amounts.values()]
    is_wide = id_ in seen.part("ballots")["spreads"][:2]
    mean = (sum(given) // len(given) + 50) // 100 * 100 if given else 0
    whole = look.placed + look.proposed + look.empty
    proposed = min(whole, taskboard.coins_for(seen, mean)) if mean else 0
    return replace(
        look,
        placed=0,
        proposed=proposed,
        empty=whole - proposed,
        count=seen.texts.euros(mean),
        no_partner="",
        partners=(),
        status_text="",
        alert=seen.texts("client.spread") if is_wide else "",
    )


def _proposed(seen: Seen, look: TaskLook) -> TaskLook:
    """Return the card with what the plan would add; what lies there already is counted apart."""
    whole = look.placed + look.proposed + look.empty
    said = seen.texts("client.proposal", n=look.proposed)
    count = seen.texts("client.of", n=look.placed, all=whole) if look.placed else look.count
    return replace(look, status="proposed", status_text=said, count=count)


@dataclass(frozen=True, slots=True)
class _Vote:
    face: Portrait
    said: str


def _votes(seen: Seen, id_: str, box: Box) -> list[Widget]:
    """Return who gave how much, at the foot of the card."""
    given = seen.part("ballots")["given"] or {}
    is_ticked = seen.part("budget")["ballot"] == "approval"
    votes = tuple(
        _Vote(seen.portrait(seat), "" if is_ticked else str(ballot[id_]))
        for seat, ballot in given.items()
        if ballot.get(id_)
    )
    k = seen.k
    place = Box(box.x + 18 * k, box.bottom - 64 * k, box.w - 36 * k, 46 * k)
    shown = Picture(key=f"votes.{id_}", box=place, draw=_draw_votes, shows=votes, spread=4)
    shown.says = " ".join(vote.said for vote in votes)
    return [shown]


def _draw_votes(painter: Painter, surface: Surface, rect: Rect, votes: tuple[_Vote, ...]) -> None:
    k, style, colours = painter.k, painter.theme.text.figure, painter.theme.colours
    words = [painter.measure(vote.said, style)[0] + 4 * k for vote in votes]
    room = (rect.width - sum(words)) / max(1, len(votes))
    face = min(42 * k, room - 4 * k)  # at a full table the faces are smaller, so that nobody is left out
    left, gap = rect.left, min(14 * k, room - face)
    for vote, wide in zip(votes, words, strict=True):
        draw_portrait(painter, surface, (left + face / 2, rect.centery), face, vote.face)
        painter.text(surface, (left + face + 4 * k, rect.centery), vote.said, style, colours.ink)
        left += face + wide + gap


def _claimed(seen: Seen, id_: str, look: TaskLook) -> TaskLook:
    part, texts = seen.part(f"task:{id_}"), seen.texts
    if part["doer"] and part["owner"]:
        return replace(look, status="done", status_text=texts("client.carried"))
    missing = "client.needs_doer" if not part["doer"] else "client.needs_owner"
    return replace(look, status="warning", status_text=texts(missing), no_partner="")


# What the acting seat can do beside the tasks. -------------------------------------------------------


def _tools(seen: Seen) -> list[Tool]:
    if seen.acting is None:
        return []
    step = seen.part("table")["step"]
    makers: dict[str, Callable[[Seen, str], list[Tool]]] = {
        "reveal": _change, "settle": _answers, "claim": _claim_tools
    }  # fmt: skip
    own = makers[step](seen, seen.acting) if step in makers else []
    return [*own, *starting_tools(seen)]


def _change(seen: Seen, seat: str) -> list[Tool]:
    if seat == director_divides_last(seen.part):
        return []  # that is the gold button
    return [
        Tool(
            "tool.change",
            seen.texts("client.change_ballot", name=seen.name(seat)),
            "pencil",
            lambda: seen.app.lay_over(BallotOverlay(seen.app, seen)),
            closed(seen, option),
        )
        for option in seen.options("cast_ballot")
    ]


def _answers(seen: Seen, seat: str) -> list[Tool]:
    mine = ((seen.part("plan") or {}).get("answers") or {}).get(seat, {}).get("answer")
    icons = {"stand_behind": "thumbs-up", "live_with": "handshake", "object": "hand"}
    by_answer: dict[str, list[dict[str, Any]]] = {}
    for option in seen.options("answer_plan"):
        by_answer.setdefault(ids(option, "answer")[0], []).append(option)
    found = []
    for answer, options in by_answer.items():
        act = partial(seen.order, "answer_plan", answer=answer)
        if answer == "object":
            act = partial(seen.app.lay_over, ObjectOverlay(seen.app, seen, options))
        shut = "" if any("closed" not in option for option in options) else closed(seen, options[0])
        found.append(
            Tool(f"answer.{answer}", seen.texts(f"client.answer.{answer}"),
                 "check" if mine == answer else icons[answer], act, shut)
        )  # fmt: skip
    return found


def _claim_tools(seen: Seen, _: str) -> list[Tool]:
    texts = seen.texts
    found = [
        Tool(f"meet.{other}", texts("client.meet", name=seen.name(other)), "users",
             partial(seen.order, "meet", other=other), closed(seen, option))
        for option in seen.options("meet")
        for other in ids(option, "other")
    ]  # fmt: skip
    for kind, label, icon in (
        ("write_note", texts("client.note"), "notebook-pen"),
        ("book_report", texts("client.report"), "megaphone"),
    ):
        found += [
            Tool(f"tool.{kind}", label, icon, partial(seen.order, kind), closed(seen, option))
            for option in seen.options(kind)[:1]
        ]
    return found[:5]
