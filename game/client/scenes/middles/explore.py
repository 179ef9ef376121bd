"""Exploring: the director says how the table will decide, and each seat taps a goal when there are more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.client.looks.rows import ChoiceLook, draw_choice
from game.client.scenes.choices import ids
from game.client.scenes.column import Reader
from game.client.scenes.pieces import panel, portraits, table_top
from game.client.scenes.seen import Seen
from game.client.table import of_seat
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box, columns, stack
from game.client.widgets.plain import height_of, line, paragraph
from game.client.widgets.press import Press

OPENED = "explore.open_duty"
_UNDER = 28
_ROW_GAP, _ROW_PAD = 12, 12
_BESIDE_UP_TO = 3
"""More stances than this stand under each other, so that their words stay together."""
ICONS = {
    "decide": "gavel",
    "consult": "ear",
    "advise": "message-square-quote",
    "let_go": "hand-helping",
    "co_produce": "handshake",
}


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the stances as large cards, and under them the goals when there is something to choose."""
    inside = box.inset(44, 40)
    top = table_top("explore.table", box)
    needed = _least_height(seen, inside.w)
    if needed <= inside.h + 1:
        return [top, *_all(seen, inside)]
    whole = Box(inside.x, inside.y, inside.w - 24, _least_height(seen, inside.w - 24))
    return [top, Reader(key="explore.all", box=inside, length=whole.h, children=_all(seen, whole))]


def _all(seen: Seen, inside: Box) -> list[Widget]:
    widgets: list[Widget] = []
    duties, goals = _duties(seen), _goals(seen)
    if duties:
        low, inside = inside.cut_bottom(_duties_height(seen), _UNDER)
        widgets += _duty_rows(seen, low, duties)
    if goals:
        low, inside = inside.cut_bottom(_goals_height(seen), _UNDER)
        widgets += _goal_rows(seen, low, goals)
    title, rest = inside.cut_top(52 * seen.k, 16)
    widgets.append(
        line("explore.title", title, seen.texts("client.stance_title"), style="heading", colour="table_text")
    )
    stances = seen.scenario.stances
    if len(stances) > _BESIDE_UP_TO:
        return widgets + _rows(seen, rest)
    rest = rest.middle(rest.w, min(rest.h, 460 * seen.k))
    for stance, place in zip(stances, columns(rest, len(stances), 24), strict=True):
        widgets += _stance(seen, stance, place)
    return widgets


def _least_height(seen: Seen, width: float) -> float:
    """Return how high all of it must be so that no word of a stance is cut, in units."""
    k, stances = seen.k, seen.scenario.stances
    under = [high + _UNDER for high in (_duties_height(seen), _goals_height(seen)) if high]
    if len(stances) > _BESIDE_UP_TO:
        rows = sum(_row_height(seen, stance, width) + _ROW_GAP for stance in stances) - _ROW_GAP
        return 52 * k + 16 + rows + sum(under)
    margin = 28 * min(k, 1.2)
    wide = (width - 24 * (len(stances) - 1)) / len(stances) - 2 * margin
    abouts = [height_of(seen.painter, seen.texts(f"client.stance.{one}.about"), wide) for one in stances]
    cards = 2 * margin + (56 + 72) * k + 8 + 16 + max(abouts)
    return 52 * k + 16 + cards + sum(under)


def _duties_height(seen: Seen) -> float:
    count = len(_duties(seen))
    return (84 * count + 44) * seen.k if count else 0


def _goals_height(seen: Seen) -> float:
    count = len(_goals(seen))
    return (84 * count + 56) * seen.k if count else 0


def _stance(seen: Seen, stance: str, box: Box) -> list[Widget]:
    """Return a stance as a card: its name, what it means, and under it what says it aloud."""
    texts, k = seen.texts, seen.k
    inside = box.inset(28 * min(k, 1.2))
    foot, upper = inside.cut_bottom(72 * k, 16)
    head, about = upper.cut_top(56 * k, 8)
    return [
        panel(f"explore.{stance}.panel", box),
        line(f"explore.{stance}.name", head, texts(f"client.stance.{stance}"), style="heading"),
        paragraph(f"explore.{stance}.about", about, texts(f"client.stance.{stance}.about")),
        _say(seen, stance, foot),
    ]


def _rows(seen: Seen, box: Box) -> list[Widget]:
    """Return the stances under each other, in the middle of the room there is."""
    stances = seen.scenario.stances
    highs = [_row_height(seen, stance, box.w) for stance in stances]
    spare = box.h - sum(highs) - _ROW_GAP * (len(stances) - 1)
    more = max(0.0, min(24 * seen.k, spare / len(stances)))
    widgets: list[Widget] = []
    y = box.y
    for stance, high in zip(stances, highs, strict=True):
        widgets += _row(seen, stance, Box(box.x, y, box.w, high + more))
        y += high + more + _ROW_GAP
    return widgets


def _row(seen: Seen, stance: str, box: Box) -> list[Widget]:
    """Return a stance as a row: its name, what it means, and at the end what says it aloud."""
    texts, k = seen.texts, seen.k
    name, about, foot = _in_row(seen, box)
    said = texts(f"client.stance.{stance}.about")
    about = about.middle(about.w, height_of(seen.painter, said, about.w, "label"))
    return [
        panel(f"explore.{stance}.panel", box),
        line(f"explore.{stance}.name", name, texts(f"client.stance.{stance}"), style="title"),
        paragraph(f"explore.{stance}.about", about, said, style="label"),
        _say(seen, stance, foot.middle(foot.w, min(foot.h, 72 * k))),
    ]


def _in_row(seen: Seen, box: Box) -> tuple[Box, Box, Box]:
    """Return where the name, the meaning and the press stand in a row."""
    inside = box.inset(24, _ROW_PAD)
    style = seen.painter.theme.text.title
    names = [seen.texts(f"client.stance.{stance}") for stance in seen.scenario.stances]
    name, rest = inside.cut_left(max(seen.painter.measure(one, style)[0] for one in names) + 4, 24)
    foot, about = rest.cut_right(min(300 * seen.k, rest.w * 0.42), 24)
    return name, about, foot


def _row_height(seen: Seen, stance: str, width: float) -> float:
    about = _in_row(seen, Box(0, 0, width, 0))[1]
    said = seen.texts(f"client.stance.{stance}.about")
    return max(72 * seen.k, height_of(seen.painter, said, about.w, "label")) + 2 * _ROW_PAD


def _say(seen: Seen, stance: str, box: Box) -> Press:
    """Return what the director presses when it says a stance aloud."""
    texts, table = seen.texts, seen.part("table")
    director = table["director"]
    may = director is not None and stance in seen.table.choices(director, "say_stance", "stance")
    may = may and seen.acting == director
    is_said = table["stance"] == stance
    label = texts("client.stance_said") if is_said else texts("client.stance_say")
    return Press(
        key=f"stance.{stance}",
        box=box,
        name=texts(f"client.stance.{stance}"),
        says=label if is_said else "",
        hint="" if may or is_said else _why_closed(seen),
        act=_order(seen, director, stance),
        draw=draw_choice,
        shows=ChoiceLook(label, icon=ICONS.get(stance, "circle"), is_chosen=is_said),
        is_enabled=may,
        group="stances",
        kind="choice",
    )


def _order(seen: Seen, director: str, stance: str) -> Callable[[], None]:
    def order() -> None:
        opened = [task for task in _duties(seen) if task in _opened(seen)]
        seen.table.order(director, "say_stance", stance=stance, open_duty=opened)
        seen.staged.pop(OPENED, None)
        seen.app.changed()

    return order


def _duties(seen: Seen) -> list[str]:
    """Return the tasks the law requires that the director can still open to dialogue."""
    director = seen.part("table")["director"]
    options = seen.table.options(director, "say_stance") if director else []
    return [task for option in options if "closed" not in option for task in ids(option, "open_duty")]


def _opened(seen: Seen) -> list[str]:
    return list(seen.staged.get(OPENED, []))


def _duty_rows(seen: Seen, box: Box, duties: list[str]) -> list[Widget]:
    title, rest = box.cut_top(36 * seen.k, 8)
    widgets: list[Widget] = [
        line("explore.duties", title, seen.texts("client.duty_title"), style="strong", colour="table_text")
    ]
    for task, place in zip(duties, stack(rest, 72 * seen.k, 12, len(duties)), strict=True):
        is_open = task in _opened(seen)
        euros = seen.texts.euros(seen.part(f"task:{task}")["cost"])
        look = ChoiceLook(seen.task(task), figure=euros, icon="square-check" if is_open else "square")
        widgets.append(
            Press(
                key=f"duty.{task}",
                box=place,
                name=seen.task(task),
                says=seen.texts("client.on" if is_open else "client.off"),
                hint=seen.texts("client.duty_does"),
                act=partial(_toggle_duty, seen, task),
                draw=draw_choice,
                shows=look,
                is_enabled=seen.acting == seen.part("table")["director"],
                group="duties",
                kind="choice",
            )
        )
    return widgets


def _toggle_duty(seen: Seen, task: str) -> None:
    opened = _opened(seen)
    seen.stage(OPENED, [one for one in opened if one != task] if task in opened else [*opened, task])


def _why_closed(seen: Seen) -> str:
    director = seen.part("table")["director"]
    if seen.part("table")["stance"]:
        return seen.texts("client.stance_is_said")
    return seen.texts("client.stance_by", name=seen.name(director)) if director else ""


def _goals(seen: Seen) -> list[str]:
    """Return the goals a seat can tap, when there is anything to choose."""
    if seen.round != 1:
        return []
    fields = [
        one
        for seat in seen.seats
        for option in (seen.table.part("options", of_seat(seat)) or [])
        if option["kind"] == "choose_goal"
        for one in option["fields"]
    ]
    return list(fields[0]["ids"]) if fields else []


def _goal_rows(seen: Seen, box: Box, goals: list[str]) -> list[Widget]:
    texts, k = seen.texts, seen.k
    title, rest = box.cut_top(44 * k, 12)
    taps = seen.part("table")["goal_taps"]
    widgets: list[Widget] = [
        line("explore.goals", title, texts("client.goals_title"), style="strong", colour="table_text")
    ]
    for goal, place in zip(goals, stack(rest, 72 * k, 12, len(goals)), strict=True):
        who = [seat for seat, chosen in taps.items() if chosen == goal]
        chosen = seen.acting is not None and taps.get(seen.acting) == goal
        widgets.append(
            Press(
                key=f"goal.{goal}",
                box=place,
                name=seen.indicator(goal),
                act=lambda goal=goal: seen.order("choose_goal", indicator=goal),  # type: ignore[misc]
                draw=draw_choice,
                shows=ChoiceLook(seen.indicator(goal), icon="target", is_chosen=chosen),
                is_enabled=seen.can("choose_goal"),
                group="goals",
                kind="choice",
            )
        )
        if who:
            faces = place.cut_right(60 * k + 44 * len(who) * k)[0].inset(0, 14 * k)
            widgets.append(portraits(f"goal.{goal}.who", faces, [seen.portrait(seat) for seat in who]))
    return widgets
