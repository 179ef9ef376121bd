"""Arranging: what a facilitator does from the desk, by page or by program, at one table or at many at once.

An order for several tables is one order at each, under the same id and each with the moment it answers. So
two facilitators who press the same button at once go on once, not twice. What concerns the group as a whole,
such as a lock, is no order: it may be sent twice and is done once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from game.session.orders import Reply
from game.session.wire import Order, Refused
from server import steering
from server.groups import TableGroup, Waiter
from server.hall import Hall, NotLetIn
from server.table_facts import ALL
from server.waiting import give_seat, leave

FAN_OUT: Final = frozenset(("pause", "resume", "extend", "advance", "add_remark"))
"""What can be ordered of several tables at once."""

ORDERS: Final = FAN_OUT | {"take_seat"}
"""What a program can order from the desk; the rest it orders at the table, where it sees what there is."""

MOST_WARM: Final = 3600
"""Seconds after which a bot keeps a seat warm, at most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a facilitator asks of some tables.

    Attributes:
        id: The sender's own; sent twice under one id, an order happens once.
        kind: What is asked.
        tables: The sessions it is for.
        moments: Per session which moment it answers.
        body: The fields of an order.
    """

    id: str
    kind: str
    tables: Sequence[str]
    moments: Mapping[str, int]
    body: Mapping[str, Any]


async def order(hall: Hall, group: TableGroup, actor: str, wanted: Wanted) -> dict[str, Reply]:
    """Order something at each table, and return what each answers.

    A table of bots that waits for the others does not go on with all of them: it is there already.
    """
    replies: dict[str, Reply] = {}
    goes_on = wanted.kind == "advance" and len(wanted.tables) > 1
    held = {room.name for room in hall.rooms() if goes_on and room.is_held}  # before any of them goes on
    for session in [one for one in wanted.tables if one not in held]:
        moment = wanted.moments.get(session)
        if wanted.kind == "advance" and moment is None:
            replies[session] = Refused(wanted.id, "bad-order", {})
            continue
        try:
            room = await hall.room(session)
        except NotLetIn as no:
            replies[session] = Refused(wanted.id, no.code, no.facts)
            continue
        replies[session] = await room.order(Order(wanted.id, actor, wanted.kind, wanted.body, moment))
    is_done = any(not isinstance(one, Refused) for one in replies.values())
    if wanted.kind == "resume" and is_done and not group.began_at:
        now = hall.now()
        await hall.groups.change(group, lambda one: replace(one, began_at=one.began_at or now))
    if wanted.kind == "resume" and group.fills_up:
        for session in replies:
            await steering.fill(hall, session, actor)
    return replies


async def lock(hall: Hall, group: TableGroup, tables: Sequence[str], *, shut: bool) -> None:
    """Keep people from taking a seat at these tables, or let them again.

    Raises:
        NotLetIn: It was closed for everybody.
    """
    if group.is_closed and not shut:
        raise NotLetIn("closed")

    def locked(one: TableGroup) -> TableGroup:
        now = {*one.locked, *tables} if shut else {*one.locked} - {*tables}
        return replace(one, locked=tuple(session for session in one.sessions if session in now))

    await hall.groups.change(group, locked)


async def seat_by(hall: Hall, group: TableGroup, *, gives: bool) -> None:
    """Give people a seat as they come in, or let them choose."""
    await hall.groups.change(group, lambda one: replace(one, gives_seats=gives))


async def keep_warm(hall: Hall, group: TableGroup, seconds: int) -> None:
    """Let a bot keep the seat of who stays quiet after so many seconds; 0 never.

    Raises:
        NotLetIn: Nobody waits so long.
    """
    if not 0 <= seconds <= MOST_WARM:
        raise NotLetIn("bad-order")
    await hall.groups.change(group, lambda one: replace(one, keeps_warm=seconds))


async def lead_bots(
    hall: Hall, group: TableGroup, *, runs: bool | None = None, fills: bool | None = None
) -> None:
    """Let a table of bots alone run ahead or not, and bots take free seats when a clock begins to run.

    What is None stays as it is.
    """

    def changed(one: TableGroup) -> TableGroup:
        return replace(
            one,
            bots_run=one.bots_run if runs is None else runs,
            fills_up=one.fills_up if fills is None else fills,
        )

    await hall.groups.change(group, changed)


async def project(hall: Hall, group: TableGroup, session: str) -> None:
    """Show a table on the screens for the room, or `ALL` of them.

    Raises:
        NotLetIn: It is no table of the group.
    """
    if session != ALL and session not in group.sessions:
        raise NotLetIn("no-such-table")
    await hall.groups.change(group, lambda one: replace(one, projected=session))


async def seat_all(hall: Hall, group: TableGroup, actor: str) -> int:
    """Give everybody who waits a seat as long as there are any, and return to how many.

    Raises:
        NotLetIn: There was none for anybody.
    """
    given = 0
    for who in group.waiting:
        try:
            await give_seat(hall, group, who, actor=actor)
        except NotLetIn as no:
            if no.code == "no-seat-left" and not who.wants:
                break
            if no.code not in ("not-waiting", "no-seat-left"):
                raise
        else:
            given += 1
    if not given:
        raise NotLetIn("no-seat-left")
    return given


def _waiter(group: TableGroup, start: str) -> Waiter:
    found = group.waiter(start)
    if found is None:
        raise NotLetIn("not-waiting")
    return found


async def arrange(hall: Hall, group: TableGroup, actor: str, wanted: Wanted) -> None:
    """Do what a program asks of a group as a whole, or of somebody's seat.

    Raises:
        NotLetIn: It is nothing that can be done, or it cannot be done now.
    """
    match wanted.kind, dict(wanted.body):
        case "lock" | "unlock" as kind, {**rest} if not rest:
            await lock(hall, group, wanted.tables, shut=kind == "lock")
        case "fill", {**rest} if not rest:
            for session in wanted.tables:
                await steering.fill(hall, session, actor)
        case "seating", {"gives": bool(gives)}:
            await seat_by(hall, group, gives=gives)
        case "warm", {"seconds": int(seconds)} if type(seconds) is int:
            await keep_warm(hall, group, seconds)
        case "bots", {"runs": bool(runs), "fills": bool(fills)}:
            await lead_bots(hall, group, runs=runs, fills=fills)
        case "bots", {"runs": bool(runs)}:
            await lead_bots(hall, group, runs=runs)
        case "bots", {"fills": bool(fills)}:
            await lead_bots(hall, group, fills=fills)
        case "project", {"table": str(session)}:
            await project(hall, group, session)
        case "kick", {"seat": str(seat)} if len(wanted.tables) == 1:
            await steering.kick(hall, wanted.tables[0], seat, actor, wanted.id)
        case "seat_one", {"who": str(who)} if len(wanted.tables) <= 1:
            await give_seat(hall, group, _waiter(group, who), "".join(wanted.tables), actor=actor)
        case "seat_all", {**rest} if not rest:
            await seat_all(hall, group, actor)
        case "send_away", {"who": str(who)}:
            await leave(hall, group.id, _waiter(group, who).hash)
        case "add_table", {"of": int(count)}:
            if count != len(group.sessions):
                raise NotLetIn("done-already")
            await steering.add_table(hall, group)
        case "move", {"seat": str(seat), "to": str(to), "to_seat": str(goal)} if len(wanted.tables) == 1:
            await steering.move(hall, group, (wanted.tables[0], seat), (to, goal), actor)
        case _:
            raise NotLetIn("bad-order")
