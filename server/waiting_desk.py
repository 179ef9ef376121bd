"""Who waits for a seat, as whoever leads sees it: each with a button that gives them one."""

from collections.abc import Mapping, Sequence
from typing import Final

from game.i18n import Texts
from server import arranging, desk, steering
from server.forms import order_form
from server.groups import TABLES_MOST, TableGroup, Waiter
from server.hall import Hall, NotLetIn
from server.html import Html, e
from server.page import region
from server.waiting import give_seat, leave

KINDS: Final = ("seat_one", "seat_all", "send_away", "add_table")
"""What is ordered from here."""

_MINUTE_MS: Final = 60_000


def waiting(hall: Hall, group: TableGroup, seen: Sequence[desk.Seen], texts: Texts) -> list[Html]:
    """Return the part of the desk with who waits; nothing when nobody does."""
    found = _waiters(hall, group)
    if not found:
        return []
    free = [one for one in seen if steering.free_at(one.room)]
    seats = sum(steering.free_at(one.room) for one in free)
    rows = [e("li", _who(hall, one, texts), _buttons(one, free, texts)) for one in found]
    heads = [e("h2", texts("wait.waiting", n=len(found))), e("p", texts("wait.seats", n=seats))]
    buttons = []
    if free and len(found) > 1:
        buttons.append(_form("seat_all", texts("wait.seat_all"), "all"))
    if len(seen) > 1 and len(group.sessions) < TABLES_MOST:
        buttons.append(_form("add_table", texts("wait.add_table"), "table", of=str(len(group.sessions))))
    listed = e("ul", rows, class_="people")
    return [region("waiting", [*heads, e("div", buttons, class_="buttons") if buttons else None, listed])]


def here(hall: Hall, group: TableGroup) -> tuple[bool, ...]:
    """Return of everybody who waits whether they have their page open."""
    return tuple(bool(hall.groups.waiting_here[one.hash]) for one in group.waiting)


def _waiters(hall: Hall, group: TableGroup) -> list[Waiter]:
    """Return who waits, without those who got a seat just when the server was killed."""
    return [one for one in group.waiting if hall.key_with(bytes.fromhex(one.hash)) is None]


def _who(hall: Hall, who: Waiter, texts: Texts) -> list[Html]:
    name = e("strong", who.name or texts("wait.nameless"))
    minutes = (hall.now() - who.since) // _MINUTE_MS
    since = texts("wait.since", n=minutes) if minutes else texts("wait.just_now")
    away = None if hall.groups.waiting_here[who.hash] else e("span", f" · {texts('desk.is.away')}")
    return [one for one in (name, e("span", f" {since}"), away) if one is not None]


def _buttons(who: Waiter, free: Sequence[desk.Seen], texts: Texts) -> Html:
    start, name = who.hash[:16], who.name or texts("wait.nameless")
    made = []
    if free:
        inputs = []
        if len(free) > 1:
            ways = [e("option", texts("wait.anywhere"), value="")]
            ways += [e("option", texts("desk.table", n=one.number), value=one.number) for one in free]
            label = e("label", texts("wait.which_table", name=name), for_=f"at-{start}", class_="unseen")
            inputs = [label, e("select", ways, id=f"at-{start}", name="table")]
        made.append(_form("seat_one", texts("wait.seat"), start, inputs, who=start, name=name))
    made.append(_form("send_away", texts("wait.send_away"), start, who=start, name=name))
    return e("div", made, class_="buttons")


def _form(
    kind: str,
    label: str,
    key: str,
    inputs: Sequence[Html] = (),
    *,
    who: str = "",
    of: str = "",
    name: str = "",
) -> Html:
    given = [
        e("input", type="hidden", name=one, value=held) for one, held in (("who", who), ("of", of)) if held
    ]
    said = [label, e("span", f" – {name}", class_="unseen") if name else None]
    return order_form(kind, said, None, [*given, *inputs], key=key, action="regel")


async def arrange(hall: Hall, group: TableGroup, form: Mapping[str, str], actor: str, texts: Texts) -> str:
    """Do what was ordered of who waits, and return in words what came of it.

    Raises:
        NotLetIn: It cannot be done.
    """
    kind, who = form.get("kind", ""), group.waiter(form.get("who", ""))
    if kind == "add_table":
        if form.get("of") != str(len(group.sessions)):
            raise NotLetIn("done-already")
        grown = await steering.add_table(hall, group)
        return texts("wait.table_added", n=len(grown.sessions))
    if kind == "seat_all":
        return texts("wait.seated_all", n=await arranging.seat_all(hall, group, actor))
    if who is None:
        raise NotLetIn("not-waiting")
    if kind == "send_away":
        await leave(hall, group.id, who.hash)
        return texts("page.done")
    table = group.at(form["table"]) if form.get("table") else ""
    if table is None:
        raise NotLetIn("no-such-table")
    session, seat = await give_seat(hall, group, who, table, actor=actor)
    scenario = (await hall.room(session)).session.played.scenario
    role = scenario.roles[seat].name if seat in scenario.roles else seat
    name = who.name or texts("wait.nameless")
    return texts("wait.seated", name=name, n=group.number(session), role=role)
