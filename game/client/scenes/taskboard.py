"""The board: the table with the tasks on it and the money between them; pages when the letters are large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from game.client.looks.budget import BudgetLook, draw_budget
from game.client.looks.task import TaskLook, draw_task
from game.client.scenes.looking_into import about_effects
from game.client.scenes.pieces import table_top
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Picture, Widget
from game.client.widgets.button import round_button
from game.client.widgets.layout import Box, columns, page_of, rows
from game.client.widgets.press import Press

ACROSS = 3
CARD = (381, 256)
_TALLEST = 360
"""A card without a strip of money beside it grows up to this height; more would only tear it apart."""
MOST_COINS = 12
STATUS = {
    "idle": "open",
    "on_table": "open",
    "funded": "proposed",
    "unclaimed": "warning",
    "running": "running",
    "done": "done",
    "stopped": "refused",
}


@dataclass(slots=True)
class TaskCard:
    """A task as it lies on the board: its look, and what pressing it or its + and - do."""

    id: str
    look: TaskLook
    act: Act
    hint: str = ""
    is_chosen: bool = False
    plus: Act | None = None
    minus: Act | None = None
    over: Callable[[Box], list[Widget]] | None = field(default=None)


def board(
    seen: Seen, key: str, box: Box, cards: Sequence[TaskCard], strip: BudgetLook | None
) -> list[Widget]:
    """Return the table with the cards and the strip; `key` keeps its page apart from other boards."""
    k = seen.k
    inside = box.inset(40, 36 if box.h >= 790 else 30)
    widgets: list[Widget] = [table_top(f"{key}.table", box)]
    high = CARD[1] * k
    if strip is not None and inside.h < high + 96 * k + 24:
        strip = None  # what is to be pressed comes before what is only to be read
    if strip is None and k > 1:
        inside = box.inset(32, 30)
    two = inside.h >= 2 * high + (96 * k + 48 if strip else 24)
    down = 2 if two and len(cards) > ACROSS else 1
    across = ACROSS if inside.w >= ACROSS * CARD[0] * k * 0.9 + 48 else 2
    shown, page, pages = page_of(len(cards), across * down, int(seen.staged.get(f"{key}.page", 0)))
    size = 56 * min(k, 1.25)
    is_beside_strip = strip is not None and down == 1
    if pages > 1 and not is_beside_strip:
        side, inside = inside.cut_right(size, 20)
        above_, rest_ = side.cut_top(size)
        widgets += _turners(seen, key, above_, rest_.cut_bottom(size)[0], page, pages)
    if strip is not None:
        left = inside.h - down * high - 24 * down
        tall = max(96 * k, min(175 * k, left))
        if down == 2:
            above = inside.cut_top((inside.h - tall - 48) / 2)[0]
            middle = Box(inside.x, above.bottom + 24, inside.w, tall)
            under = Box(inside.x, middle.bottom + 24, inside.w, inside.bottom - middle.bottom - 24)
            places = [*columns(above, across, 24), *columns(under, across, 24)]
        else:
            middle, above = inside.cut_bottom(tall, 24)
            places = _in_the_middle(above.middle(above.w, _TALLEST * k), across, len(cards))
            if pages > 1:
                beside, middle = middle.cut_right(2 * size + 12, 24)
                less, more = columns(beside.middle(beside.w, size), 2, 12)
                widgets += _turners(seen, key, less, more, page, pages)
        widgets += _placed(key, [cards[index] for index in shown], places)
        widgets.append(budget(f"{key}.budget", middle, strip))
        return widgets
    most = down * (_TALLEST * k + 24) - 24
    lying = inside.middle(inside.w, most)
    places = [cell for row in rows(lying, down, 24) for cell in _in_the_middle(row, across, len(cards))]
    return widgets + _placed(key, [cards[index] for index in shown], places)


def _in_the_middle(row: Box, across: int, count: int) -> list[Box]:
    """Return the places of a row; those of fewer cards than fit beside each other lie in its middle."""
    cells = columns(row, across, 24)
    free = max(0, across - count) * (cells[0].w + 24)
    return [cell.moved(free / 2, 0) for cell in cells[: max(1, min(across, count))]]


def budget(key: str, box: Box, strip: BudgetLook) -> Picture:
    """Return the strip with the money."""
    return Picture(key=key, box=box, name=strip.label, says=strip.amount, draw=draw_budget, shows=strip)


def _placed(key: str, cards: Sequence[TaskCard], places: Sequence[Box]) -> list[Widget]:
    widgets: list[Widget] = []
    for card, place in zip(cards, places, strict=False):
        widgets.append(
            Press(
                key=f"{key}.{card.id}",
                box=place,
                name=card.look.title,
                says=f"{card.look.count} {card.look.status_text}".strip(),
                hint=card.hint,
                act=card.act,
                plus=card.plus,
                minus=card.minus,
                draw=draw_task,
                shows=card.look,
                is_chosen=card.is_chosen,
                radius=24,
                group=f"{key}.cards",
                kind="task",
            )
        )
        if card.over is not None:
            widgets += card.over(place)
    return widgets


def _turners(seen: Seen, key: str, less: Box, more: Box, page: int, pages: int) -> list[Widget]:
    return [
        round_button(f"{key}.less", less, seen.texts("client.before"), "chevron-up",
                     lambda: seen.stage(f"{key}.page", max(0, page - 1)), group=f"{key}.pages"),
        round_button(f"{key}.more", more, seen.texts("client.after"), "chevron-down",
                     lambda: seen.stage(f"{key}.page", (page + 1) % pages), group=f"{key}.pages"),
    ]  # fmt: skip


def coins_for(seen: Seen, euros: int) -> int:
    """Return how many coins an amount is: one per step of the budget, rounded up."""
    return -(-euros // coin(seen))


def coin(seen: Seen) -> int:
    """Return how many euros one coin stands for."""
    return _step(seen) * _coin_steps(seen)


def _coin_steps(seen: Seen) -> int:
    """Return how many steps one coin stands for, so that the dearest task has no more coins than fit."""
    step = _step(seen)
    dearest = max((task.cost for task in seen.scenario.tasks.values()), default=step)
    return max(1, -(-dearest // (step * MOST_COINS)))


def _step(seen: Seen) -> int:
    return int(seen.part("budget")["step"])


def task_look(seen: Seen, id_: str, *, placed: int = 0, proposed: int = 0) -> TaskLook:
    """Return a task as it lies on the table.

    Args:
        placed: Euros that lie on it.
        proposed: Euros a plan would put on it.
    """
    texts, part = seen.texts, seen.part(f"task:{id_}")
    icon, colour = seen.task_tile(id_)
    due = part["to_pay"]
    cost = (due or part)["cost"]
    whole = coins_for(seen, cost)
    full = min(whole, coins_for(seen, placed)) if placed else 0
    more = min(whole - full, coins_for(seen, proposed)) if proposed else 0
    partners = [seen.portrait(seat) for seat in dict.fromkeys((part["doer"], part["owner"])) if seat]
    status = "proposed" if more else STATUS[part["status"]]
    return TaskLook(
        title=seen.task(id_),
        domain=seen.domain(part["domain"]),
        icon=icon,
        colour=colour,
        cost=texts.euros(cost),
        placed=full,
        proposed=more,
        empty=whole - full - more,
        count=texts("client.of", n=full + more, all=whole),
        partners=partners,
        no_partner=texts("client.nobody_yet"),
        status=status,
        status_text=texts(f"client.to_pay.{due['kind']}" if due else f"client.status.{part['status']}"),
    )


def on_table(seen: Seen) -> list[str]:
    """Return the tasks on the table, in scenario order."""
    return [id_ for id_ in seen.scenario.tasks if (seen.part(f"task:{id_}") or {}).get("on_table")]


def strip(seen: Seen, *, agreement: str = "", proposed: int = 0, used: int = 0) -> BudgetLook:
    """Return the strip with what is left to divide.

    Args:
        proposed: Euros a plan would spend.
        used: Euros that are spent.
    """
    texts, part, table = seen.texts, seen.part("budget"), seen.part("table")
    pot = part["to_divide"] or part["money"]
    left, whole = max(0, pot - used), max(pot, part["pot"])
    return BudgetLook(
        label=texts("client.budget"),
        amount=texts.euros(left),
        total=texts("client.budget_of", amount=whole),
        rule_label=texts("client.rule"),
        rule=texts(f"client.rule.{table['rule']}"),
        agreement=agreement,
        left=max(0, left - proposed) // part["step"],
        proposed=min(proposed, left) // part["step"],
        used=(whole - left) // part["step"],
    )


def about(seen: Seen, id_: str) -> str:
    """Return what a task is, and which known needs it answers, for the explanation beside its card."""
    part, task = seen.part(f"task:{id_}"), seen.scenario.tasks[id_]
    said = [seen.said(task.about)] if task.about else []
    full = [seen.need(need) for need, how in part["answers"].items() if how == "full"]
    partly = [seen.need(need) for need, how in part["answers"].items() if how == "partly"]
    if full:
        said.append(seen.texts("client.answers_full", needs=seen.texts.listing(full)))
    if partly:
        said.append(seen.texts("client.answers_partly", needs=seen.texts.listing(partly)))
    effects = about_effects(seen, id_)
    if effects:
        said.append(effects)
    due = part["to_pay"]
    if due:
        said.append(seen.texts(f"client.to_pay.{due['kind']}.about", amount=due["cost"]))
    elif part["minimum"] < part["cost"]:
        said.append(seen.texts("client.from_minimum", amount=part["minimum"]))
    else:
        said.append(seen.texts("client.all_or_nothing"))
    return " ".join(said)
