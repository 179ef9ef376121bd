"""What stands on the facilitator's page of one table beside its moves: points to go back to, notes, the rest.

A table that was opened by itself has here what the desk has for several: run sheet, lock, keys, what is kept
after play, and the way to close and erase.
"""

from collections.abc import Mapping
from time import strftime
from typing import Any

from game.debrief.names import Names
from game.i18n import Texts
from game.scenario.model import in_language
from game.session.actions import PAIR, PERSON
from game.session.orders import SEAT
from game.session.session import leader_number
from server import desk, running
from server.forms import order_form
from server.groups import TableGroup
from server.hall import Hall
from server.html import Html, e
from server.page import region
from server.rooms import Room
from server.waiting_desk import waiting

NEWEST = 40
"""How many points the list has; where a step began is there however old it is."""


def way_back(group: TableGroup, session: str, texts: Texts) -> Html:
    """Return the links to the desk and to the tables beside this one."""
    here = group.number(session)
    links = [e("li", e("a", texts("desk.title"), href=f"/f/{group.id}/"))]
    for number in range(1, len(group.sessions) + 1):
        link = e("a", texts("desk.table", n=number), href=f"/f/{group.id}/tafel/{number}/",
                 aria_current="page" if number == here else None)  # fmt: skip
        links.append(e("li", link))
    return e("nav", e("ul", links, class_="ways"), aria_label=texts("desk.tables"))


def going_back(parts: Mapping[str, Any], names: Names, group: TableGroup | None) -> list[Html]:
    """Return the moments to go back to as a list to choose from, the newest first."""
    texts = names.texts
    points = list((parts.get("rewind") or {}).get("points", ()))[::-1]
    kept = [one for index, one in enumerate(points) if index < NEWEST or one["kind"] == "step_started"]
    if not kept:
        return [e("p", texts("going_back.none"))]
    choices = []
    for one in kept:
        id_ = f"point-{one['seq']}"
        box = e("input", type="radio", name="num:to_seq", value=one["seq"], id=id_, required=True)
        choices.append(e("p", box, e("label", _point(one, names, group), for_=id_), class_="choice"))
    title = texts("going_back.title")
    listed = e("div", choices, class_="long", tabindex="0", role="group", aria_label=title)
    points_box = e("fieldset", e("legend", texts("going_back.does")), listed)
    moment = (parts.get("table") or {}).get("moment")
    form = order_form("rewind", texts("going_back.go"), moment, [points_box], key="rewind")
    return [e("details", e("summary", texts("desk.points", n=len(kept))), form)]


def _point(point: Mapping[str, Any], names: Names, group: TableGroup | None) -> str:
    texts = names.texts
    place = texts("going_back.place", round=point["round"], phase=texts(f"phase.{point['phase']}"))
    leader = _leader(leader_number(point["actor"]), group, texts)
    if point["kind"] == "step_started":
        by = {"name": leader} if leader else {}
        return texts("going_back.start_by" if by else "going_back.start", place=place, **by)
    seat = point["actor"].removeprefix(SEAT)
    name = names.name("seat", seat) if seat in names.scenario.roles else leader
    if name:
        return texts("going_back.before", place=place, name=name)
    return texts("going_back.before_all", place=place)


def _leader(number: int, group: TableGroup | None, texts: Texts) -> str:
    """Return what a facilitator is called where there are several; empty where there is one."""
    if group is None or group.led == 1 or not number:
        return ""
    given = {one: said for _, said, one in group.leaders}
    return desk.leader_name(number, given.get(number, ""), texts)


def kicking(group: TableGroup, room: Room, names: Names) -> list[Html]:
    """Return the form that takes somebody's seat away; nothing while nobody has one."""
    texts, seats = names.texts, room.session.state.seats
    taken = [seat for seat, held in seats.items() if held.holder in (PERSON, PAIR) or seat in room.warm]
    if not taken:
        return []
    people = [
        e("option", f"{name} ({names.name('seat', seat)})" if name else names.name("seat", seat), value=seat)
        for seat in taken
        for name in [room.session.people.get(seats[seat].person or "", "")]
    ]
    at = e("input", type="hidden", name="at", value=group.number(room.name))
    select = e("select", people, id="kick", name="seat")
    box = e("p", e("label", texts("desk.kick_who"), for_="kick"), select, class_="field")
    action = f"/f/{group.id}/regel"
    form = order_form("kick", texts("desk.kick"), None, [at, box], key="kick", action=action)
    return [e("h3", texts("desk.kick")), e("p", texts("desk.kick_about")), form]


def notes(parts: Mapping[str, Any], texts: Texts) -> list[Html]:
    """Return what the facilitator noted at this table, the last first."""
    typed, remarks = parts.get("texts") or {}, parts.get("remarks") or ()
    rows = [e("li", typed[one["text"]]) for one in reversed(remarks) if one["text"] in typed]
    return [e("ul", rows)] if rows else [e("p", texts("desk.no_notes"))]


def run_sheet(group: TableGroup, seen: list[desk.Seen], names: Names, now: int) -> list[Html]:
    """Return the run sheet with the time, and on which line each table is."""
    texts, room = names.texts, seen[0].room
    items = running.sheet(room.session)
    at: dict[int, list[int]] = {}
    for one in seen:
        at.setdefault(running.place_of(one.room.session, items), []).append(one.number)
    clock = [texts("desk.now"), " ", e("span", strftime("%H:%M"), data_time=True)]
    if group.began_at:
        since = now - group.began_at
        clock += [" · ", texts("desk.going_for"), " ",
                  e("span", since // 60_000, data_up=since), " ", texts("desk.minutes_unit")]  # fmt: skip
    else:
        clock += [" · ", texts("desk.not_begun")]
    scenario = room.session.played.scenario
    rows = []
    for index, item in enumerate(items):
        name = texts(f"beat.{item.what}") if item.what != "debrief" else texts("desk.debrief")
        if item.round:
            title = in_language(scenario.rounds[item.round].name, texts.language, scenario.language)
            name = texts("desk.run_line", round=item.round, title=title, beat=name)
        here = texts.listing([texts("desk.table", n=n) for n in at.get(index, ())])
        span = texts("desk.span", begins=item.begins, ends=item.begins + item.minutes)
        rows.append(e("tr", e("th", name, scope="row"), e("td", span), e("td", here)))
    heads = [texts("desk.run_what"), texts("desk.run_when"), texts("desk.run_who")]
    head = e("tr", [e("th", one, scope="col") for one in heads])
    table = e("table", e("caption", texts("desk.run_about")), e("thead", head), e("tbody", rows))
    return [e("p", clock, class_="big"), table]


def after_play(group: TableGroup, texts: Texts) -> list[Html]:
    """Return the links to what is kept of each table: report, log, sheets; and to the comparison."""
    made: list[Html] = []
    if len(group.sessions) > 1:
        made.append(e("p", e("a", texts("desk.compare"), href=f"/f/{group.id}/vergelijk")))
    for number in range(1, len(group.sessions) + 1):
        base = f"/f/{group.id}/tafel/{number}"
        links = [
            e("a", texts("desk.report"), href=f"{base}/verslag"),
            *(e("a", form.upper(), href=f"{base}/{form}") for form in ("jsonl", "csv", "xlsx")),
            e("a", texts("whatif.ask"), href=f"{base}/wat-als"),
        ]
        label = e("strong", texts("desk.table", n=number))
        made.append(e("p", label, ": ", [[" · " if index else "", one] for index, one in enumerate(links)]))
    made.append(e("p", texts("desk.export_about"), class_="hint"))
    return made


def alone(hall: Hall, group: TableGroup, room: Room, names: Names) -> list[Html]:
    """Return what a table by itself has of a desk."""
    texts = names.texts
    seen = [desk.Seen(1, room, names, room.name in group.locked)]
    return [
        *waiting(hall, group, seen, texts),
        region("run", [e("h2", texts("desk.run")), *run_sheet(group, seen, names, hall.now())]),
        region(
            "set",
            [
                e("h2", texts("desk.settings")),
                *desk.locks(group, texts),
                *desk.settings(group, texts, has_choice=False),
            ],
        ),
        *common(group, texts),
    ]


def common(group: TableGroup, texts: Texts) -> list[Html]:
    """Return what every desk ends with: what is kept, keys, help with the network, closing."""
    check = e("p", e("a", texts("desk.check"), href="/verbinding"))
    return [
        region("after", [e("h2", texts("desk.after")), *after_play(group, texts)]),
        region("keys", [e("h2", texts("desk.keys")), *desk.keys(group, texts)]),
        region("network", [e("h2", texts("desk.network")), check]),
        region("closing", [e("h2", texts("desk.closing")), *desk.closing(group, texts)]),
    ]
