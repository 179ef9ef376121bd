"""Framing: each seat chooses a challenge, and the director writes down what it is about."""

from __future__ import annotations

from typing import Any

from game.client.looks.need import WordingLook, draw_wording
from game.client.looks.rows import ChoiceLook, draw_choice
from game.client.scenes.choices import Choice, add_choices, ids
from game.client.scenes.column import column_in
from game.client.scenes.pieces import panel, portraits, table_top
from game.client.scenes.seen import Seen
from game.client.scenes.starting import starting_tools
from game.client.scenes.tools import with_tools
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box, stack
from game.client.widgets.plain import height_of, paragraph
from game.client.widgets.press import Press
from game.client.widgets.scroll import Scroll
from game.client.widgets.text_entry import TextEntry

TEXT, DROP = "frame.text", "frame.drop"


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the challenges to choose from, and beside them the wording."""
    side, table = box.cut_right(min(470 * seen.k, box.w * 0.48), 24)
    table, tools = with_tools(seen, table, starting_tools(seen))
    return [*_challenges(seen, table), *_wording(seen, side), *tools]


# Which challenges come to the table. -----------------------------------------------------------------


def _challenges(seen: Seen, box: Box) -> list[Widget]:
    texts, k = seen.texts, seen.k
    frame = seen.part("frame")
    inside = box.inset(44, 40)
    if inside.h < 300 * k:
        inside = box.inset(44, 24)
    asked, explained = texts("client.challenge_title"), texts("client.challenge_about")
    title, rest = inside.cut_top(max(52 * k, height_of(seen.painter, asked, inside.w, "heading")), 8)
    widgets: list[Widget] = [
        table_top("frame.table", box),
        paragraph("frame.title", title, asked, style="heading", colour="table_text"),
    ]
    high = height_of(seen.painter, explained, inside.w, "label")
    if rest.h >= high + 20 + 124 * k:  # where there is less room, the challenges themselves come first
        about, rest = rest.cut_top(max(72 * k, high), 20)
        widgets.append(paragraph("frame.about", about, explained, style="label", colour="table_muted"))
    shown = [id_ for id_ in seen.scenario.challenges if id_ in frame["open"] or id_ in frame["challenges"]]
    high = 108 * k
    length = len(shown) * (high + 16)
    rows = Scroll(key="frame.challenges", box=rest, length=length)
    room = rest.inset(4) if length <= rest.h else rest.inset(4).cut_right(20)[1]
    for id_, place in zip(shown, stack(room, high, 16, len(shown)), strict=True):
        rows.children += _challenge(seen, id_, frame, place)
    return [*widgets, rows]


def _challenge(seen: Seen, id_: str, frame: dict[str, Any], box: Box) -> list[Widget]:
    texts, k = seen.texts, seen.k
    who = [seat for seat, chosen in frame["choices"].items() if chosen == id_]
    tasks = [task for task, one in seen.scenario.tasks.items() if one.challenge == id_]
    left = [task for task in tasks if seen.part(f"task:{task}")["status"] in ("idle", "on_table")]
    icon, colour = seen.task_tile(tasks[0]) if tasks else ("circle", None)
    is_mine = seen.acting is not None and frame["choices"].get(seen.acting) == id_
    may = id_ in seen.choices("choose_challenge", "challenge")
    look = ChoiceLook(
        label=seen.challenge(id_),
        detail=texts("client.tasks", n=len(left)),
        icon=icon,
        colour=colour,
        is_chosen=is_mine,
    )
    widgets: list[Widget] = [
        Press(
            key=f"challenge.{id_}",
            box=box,
            name=look.label,
            says=texts("client.chosen") if is_mine else "",
            act=lambda: seen.order("choose_challenge", challenge=id_),
            draw=draw_choice,
            shows=look,
            is_enabled=may,
            group="challenges",
            kind="choice",
        )
    ]
    if who:
        size = 52 * k
        faces = Box(box.right - 70 * k - size * len(who), box.y + (box.h - size) / 2, size * len(who), size)
        widgets.append(portraits(f"challenge.{id_}.who", faces, [seen.portrait(seat) for seat in who]))
    return widgets


# The wording. ----------------------------------------------------------------------------------------


def _wording(seen: Seen, box: Box) -> list[Widget]:
    texts, frame = seen.texts, seen.part("frame")
    inside = box.inset(22, 26)
    made: list[Widget] = [panel("frame.panel", box)]
    wording, k = frame["wording"], seen.k
    director = seen.part("table")["director"]
    if wording is not None:
        said = (seen.part("texts") or {}).get(wording["text"]) or texts("client.wording_needs")
        needs = texts.listing([seen.need(need) for need in wording["needs"]]) if wording["needs"] else ""
        look = WordingLook(texts("client.wording"), f"{said}\n{needs}" if needs else said)
        shown = Picture(key="wording", box=inside, name=look.title, draw=draw_wording, shows=look)
        shown.says = look.words
        return [*made, shown]
    column = column_in(seen.painter, inside, "frame.wording")
    column.text("title", texts("client.wording"), style="heading")
    column.gap(10)
    if not frame["candidates"]:
        column.text("none", texts("client.wording_none"), colour="muted")
        return [*made, column.scroll(inside)]
    column.text("about", texts("client.wording_about"), style="label", colour="muted")
    column.gap(14)
    options = seen.table.options(director, "write_wording") if director else []
    is_open = bool(options) and "closed" not in options[0] and seen.acting == director
    dropped: list[str] = seen.staged.setdefault(DROP, [])
    may_drop = ids(options[0], "drop") if options else []
    rows = [
        Choice(
            f"wording.{need}",
            seen.need(need),
            lambda need=need: _toggle(seen, need),  # type: ignore[misc]
            icon="square" if need in dropped else "square-check",
            closed="" if is_open and need in may_drop else _director_only(seen),
        )
        for need in frame["candidates"]
    ]
    add_choices(seen, column, rows, "wording")
    if seen.table.is_only_shown:
        return [*made, column.scroll(inside)]
    column.gap(10)
    entry = column.room(176 * k)
    column.gap(14)
    act = column.room(68 * min(k, 1.3))
    most = next(
        (one["up_to"] for option in options for one in option["fields"] if one["type"] == "typed"), 200
    )
    column.add(
        TextEntry(
            key="wording.text",
            box=entry,
            name=texts("client.wording"),
            placeholder=texts("client.wording_start"),
            text=str(seen.staged.get(TEXT, "")),
            on_change=lambda text: seen.stage(TEXT, text),
            on_enter=lambda: _write(seen),
            is_enabled=is_open,
            most=most,
            lines=4,
        )
    )
    column.add(
        button("wording.write", act, texts("client.wording_write"), lambda: _write(seen), icon="pen-line",
               is_enabled=is_open, hint="" if is_open else _director_only(seen))
    )  # fmt: skip
    return [*made, column.scroll(inside)]


def _toggle(seen: Seen, need: str) -> None:
    dropped = list(seen.staged.get(DROP, []))
    seen.stage(DROP, [one for one in dropped if one != need] if need in dropped else [*dropped, need])


def _write(seen: Seen) -> None:
    candidates = seen.part("frame")["candidates"]
    dropped = [need for need in candidates if need in seen.staged.get(DROP, [])]
    seen.order("write_wording", text=str(seen.staged.get(TEXT, "")).strip(), drop=dropped)
    seen.staged[TEXT], seen.staged[DROP] = "", []


def _director_only(seen: Seen) -> str:
    director = seen.part("table")["director"]
    return seen.texts("client.wording_by", name=seen.name(director)) if director else ""
