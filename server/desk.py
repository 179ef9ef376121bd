"""The facilitator's desk: all tables of a group on one page, and what of it is brought up to date by itself.

What changes while people play is a field: a text with an id. The page is made with the fields in it, and the
stream sends those that became otherwise, so twelve tables cost little. Fields are made from views, so that
the desk shows nothing that the facilitator may not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from game.debrief.names import Names
from game.i18n import Texts
from game.session.actions import BOT, EMPTY, PAIR, PERSON
from game.session.invitation import spoken
from game.session.observing import part
from game.session.session import FACILITATOR
from server import board
from server.forms import order_form
from server.groups import TableGroup
from server.html import Html, e
from server.page import region
from server.rooms import Room
from server.running import late_by
from server.table_facts import ALL, projected, waited_for

_MORE_SECONDS = 60
_EVERY = "all"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is brought up to date.

    Attributes:
        text: What it says.
        state: A word for how it looks; never the only thing that tells.
        left: Milliseconds left on a clock that runs; the text counts down by itself.
        due: When that clock is up; with it the field is known to be the same.
    """

    text: str
    state: str = ""
    left: int | None = None
    due: int | None = None

    @property
    def same(self) -> tuple[str, str, int | None]:
        """What must be equal for two fields to be the same."""
        return ("" if self.due is not None else self.text, self.state, self.due)

    def sent(self, id_: str) -> dict[str, Any]:
        """Return the field as the stream sends it."""
        said: dict[str, Any] = {"id": id_, "text": self.text, "state": self.state}
        return said if self.left is None else said | {"left": self.left}


@dataclass(frozen=True, slots=True)
class Seen:
    """One table as the desk looks at it."""

    number: int
    room: Room
    names: Names
    is_locked: bool

    @property
    def texts(self) -> Texts:
        return self.names.texts

    def part(self, name: str) -> Any:
        """Return a part of the facilitator's view."""
        return part(self.room.session, FACILITATOR, name)

    def id(self, what: str) -> str:
        """Return the id of a field of this table."""
        return f"t{self.number}-{what}"


# Fields. ----------------------------------------------------------------------------------------------


def fields(seen: Seen, began_at: int, now: int) -> dict[str, Field]:
    """Return everything of one table that is brought up to date.

    Args:
        seen: The table.
        began_at: When the group began to play, in milliseconds; 0 before.
        now: The time, as `began_at`.
    """
    table, people, clock = seen.part("table"), seen.part("people"), seen.part("clock")
    found = {
        "place": Field(board.place({"table": table}, seen.names)),
        "clock": _clock(seen, clock),
        "waits": _waits(seen, table),
        "mark": _mark(seen, people, began_at, now),
        "moment": Field(str(table["moment"])),
        "moment-all": Field(str(table["moment"])),
    }
    for seat in table["seats"]:
        found[f"seat-{seat}"] = _seat(seen, seat, people[seat], seat in table["ready"])
    return {seen.id(what): one for what, one in found.items()}


def shape(seen: Seen, group: TableGroup) -> tuple[Any, ...]:
    """Return what decides which buttons stand at a table: when it changes, the page is made again."""
    clock, table = seen.part("clock"), seen.part("table")
    return (clock["paused"], bool(clock["beat"]), table["ended"], seen.is_locked, group)


def _clock(seen: Seen, clock: dict[str, Any]) -> Field:
    texts, left = seen.texts, clock["left_ms"]
    if clock["due_ms"] is not None:
        left = clock["due_ms"] - seen.room.now()
        digits = texts.minutes_seconds(max(0, left // 1000))
        return Field(digits, "up" if left <= 0 else "", max(0, left), clock["due_ms"])
    if left is None:
        return Field("–")
    digits = texts.minutes_seconds(max(0, left // 1000))
    return Field(f"{digits} {texts('client.paused')}" if clock["paused"] else digits, "paused")


def _waits(seen: Seen, table: dict[str, Any]) -> Field:
    if table["ended"]:
        return Field(seen.texts("desk.ended"), "ended")
    if seen.room.is_held:
        return Field(seen.texts("desk.waits_for_tables"))
    waiting = waited_for(seen.room)
    if not waiting:
        return Field(seen.texts("desk.waits_for_none"))
    if len(waiting) == len(table["seats"]):
        return Field(seen.texts("desk.waits_for_all"))
    return Field(seen.texts("desk.waits_for", names=seen.names.listing("seat", waiting)))


def _mark(seen: Seen, people: dict[str, Any], began_at: int, now: int) -> Field:
    """Return what needs the facilitator: somebody who stays quiet, trouble with storing, running late."""
    texts, said = seen.texts, []
    if seen.room.lost:
        said.append(texts("line.unknown"))
    quiet = [
        seat
        for seat, held in people.items()
        if held["holder"] in (PERSON, PAIR) and seen.room.presence.state(seat) == "quiet"
    ]
    if quiet:
        said.append(texts("desk.quiet", names=seen.names.listing("seat", quiet)))
    warm = [seat for seat in people if seat in seen.room.warm]
    if warm:
        said.append(texts("desk.kept_warm", names=seen.names.listing("seat", warm)))
    late = late_by(seen.room.session, began_at, now)
    if late:
        said.append(texts("desk.late", n=late))
    return Field(" ".join(said), "trouble" if seen.room.lost or quiet else "note" if said else "")


def _seat(seen: Seen, seat: str, held: dict[str, Any], is_ready: bool) -> Field:
    texts = seen.texts
    how = seen.room.presence.state(seat)
    if held["holder"] == EMPTY:
        words, state = [texts("desk.free")], "free"
    elif held["holder"].startswith(BOT):
        words, state = [texts("desk.bot_warm" if seat in seen.room.warm else "desk.bot")], "bot"
    else:
        words, state = [texts(f"desk.is.{how}")], how
    if is_ready:
        words.append(texts("page.is_ready"))
        state = f"{state} ready"
    name = [held["name"]] if held["name"] else []
    return Field(" · ".join([*name, *words]), state)


# The page. --------------------------------------------------------------------------------------------


def shown(field: Field, id_: str, tag: str = "span", **attributes: Any) -> Html:
    """Return a field as it stands on the page."""
    return e(
        tag, field.text, id=id_, data_state=field.state, data_field=True, data_left=field.left, **attributes
    )


def tables(group: TableGroup, seen: Sequence[Seen], now: int) -> list[Html]:
    """Return a card for every table."""
    return [_card(group, one, fields(one, group.began_at, now)) for one in seen]


def _card(group: TableGroup, seen: Seen, found: dict[str, Field]) -> Html:
    texts, names = seen.texts, seen.names
    title = texts("desk.table", n=seen.number)
    link = e("a", title, href=f"/f/{group.id}/tafel/{seen.number}/")
    table = seen.part("table")
    seats = [
        e("li", e("strong", names.name("seat", seat)), " ", _put(found, seen.id(f"seat-{seat}")))
        for seat in table["seats"]
    ]
    content = [
        e("h2", link),
        e("p", _put(found, seen.id("place")), class_="place"),
        e(
            "p",
            _put(found, seen.id("clock")),
            e("span", texts("page.clock"), class_="unseen"),
            class_="clock",
        ),
        e("p", texts("desk.is_locked"), class_="tag") if seen.is_locked else None,
        e("p", _put(found, seen.id("waits"))),
        e("p", _put(found, seen.id("mark")), class_="mark"),
        e("ul", seats, class_="people"),
        e("div", _of_table(seen, found[seen.id("moment")].text, title), class_="buttons"),
    ]
    return region(f"t{seen.number}", content)


def _put(found: dict[str, Field], id_: str) -> Html:
    return shown(found[id_], id_)


def _of_table(seen: Seen, moment: str, title: str) -> list[Html]:
    """Return the buttons of one table: its clock, more time, on, the lock."""
    texts, clock, table = seen.texts, seen.part("clock"), seen.part("table")
    at = str(seen.number)
    made: list[Html] = []
    if not table["ended"]:
        kind = "resume" if clock["paused"] else "pause"
        made.append(_short(kind, texts("desk.resume" if clock["paused"] else "desk.pause"), at, title))
        if clock["beat"]:
            more = e("input", type="hidden", name="num:seconds", value=_MORE_SECONDS)
            made.append(_short("extend", texts("desk.more"), at, title, [more]))
        field = e("input", type="hidden", name=f"moment-{at}", id=seen.id("moment"), value=moment,
                  data_field=True)  # fmt: skip
        made.append(_short("advance", texts("desk.advance"), at, title, [field]))
    kind = "unlock" if seen.is_locked else "lock"
    label = texts("desk.unlock" if seen.is_locked else "desk.lock")
    made.append(_short(kind, label, at, title, action="regel"))
    return made


def _short(
    kind: str, label: str, at: str, title: str, inputs: Sequence[Html] = (), action: str = "doe"
) -> Html:
    """Return a form that is one short button; who hears the page hears of which table it is."""
    where = e("input", type="hidden", name="at", value=at)
    said = [label, e("span", f" – {title}", class_="unseen")]
    return order_form(kind, said, None, [where, *inputs], key=f"{kind}-{at}", action=action)


def for_all(group: TableGroup, seen: Sequence[Seen], texts: Texts) -> list[Html]:
    """Return the buttons for all tables at once: their clocks, on, the lock."""
    playing, title = _playing(seen), texts("desk.all")
    paused = [one.part("clock")["paused"] for one in playing]
    made: list[Html] = []
    if any(paused):
        made.append(_short("resume", texts("desk.resume_all"), _EVERY, title))
    if not all(paused):
        made.append(_short("pause", texts("desk.pause_all"), _EVERY, title))
    if playing:
        moments = [
            e("input", type="hidden", name=f"moment-{one.number}", id=f"t{one.number}-moment-all",
              value=one.part("table")["moment"], data_field=True)
            for one in playing
        ]  # fmt: skip
        made.append(_short("advance", texts("desk.advance_all"), _EVERY, title, moments))
    return made + locks(group, texts)


def more_for_all(seen: Sequence[Seen], texts: Texts) -> list[Html]:
    """Return what is less often done at all tables at once: more time, a note."""
    title, made = texts("desk.all"), list[Html]()
    if _playing(seen):
        choices = [e("option", texts("desk.minutes", n=n), value=60 * n) for n in (1, 2, 3, 5, 10)]
        select = e("select", choices, id="more-all", name="num:seconds")
        more = e("p", e("label", texts("desk.how_long"), for_="more-all"), select, class_="field")
        made.append(_short("extend", texts("desk.more_all"), _EVERY, title, [more]))
    area = e("textarea", id="remark-all", name="text:text", maxlength=2000, rows=2)
    box = e("p", e("label", texts("desk.note"), for_="remark-all"), area, class_="field")
    made.append(_short("add_remark", texts("desk.note_all"), _EVERY, title, [box]))
    return made


def _playing(seen: Sequence[Seen]) -> list[Seen]:
    return [one for one in seen if not one.part("table")["ended"]]


def locks(group: TableGroup, texts: Texts) -> list[Html]:
    """Return the buttons that keep people from taking a seat anywhere, and that let them again."""
    title, made = texts("desk.all"), list[Html]()
    if len(group.locked) < len(group.sessions):
        made.append(_short("lock", texts("desk.lock_all"), _EVERY, title, action="regel"))
    if group.locked and not group.is_closed:
        made.append(_short("unlock", texts("desk.unlock_all"), _EVERY, title, action="regel"))
    return made


def settings(group: TableGroup, texts: Texts, *, has_choice: bool) -> list[Html]:
    """Return what is set for all tables: the big screen, who divides seats, whether they are kept warm."""
    made: list[Html] = []
    if has_choice:
        shown = projected(group)
        tables = [
            e("option", texts("desk.project_all"), value="", selected=shown == ALL),
            *(
                e("option", texts("desk.table", n=n), value=n, selected=shown == session)
                for n, session in enumerate(group.sessions, start=1)
            ),
        ]
        select = e("select", tables, id="project", name="which")
        box = e("p", e("label", texts("desk.project"), for_="project"), select, class_="field")
        made.append(order_form("project", texts("desk.keep"), None, [box], key="project", action="regel"))
        ways = [
            e("option", texts("desk.seats_chosen"), value="choose", selected=not group.gives_seats),
            e("option", texts("desk.seats_given"), value="give", selected=group.gives_seats),
        ]
        select = e("select", ways, id="seating", name="how")
        box = e("p", e("label", texts("desk.seating"), for_="seating"), select, class_="field")
        made.append(order_form("seating", texts("desk.keep"), None, [box], key="seating", action="regel"))
    waits = [
        e("option", texts("desk.never") if n == 0 else texts("desk.minutes", n=n), value=60 * n,
          selected=group.keeps_warm == 60 * n)
        for n in (0, 1, 2, 5, 10)
    ]  # fmt: skip
    select = e("select", waits, id="warm", name="seconds")
    box = e("p", e("label", texts("desk.warm"), for_="warm"), select, class_="field")
    made.append(order_form("warm", texts("desk.keep"), None, [box], key="warm", action="regel"))
    if has_choice:
        made.append(_of_bots(group, texts))
    return made


def _of_bots(group: TableGroup, texts: Texts) -> Html:
    """Return what is set of bots: whether a table of bots alone waits, and whether they take free seats."""
    asked = (("pace", not group.bots_run), ("free", group.fills_up))
    boxes = []
    for name, now in asked:
        choices = [
            e("option", texts(f"desk.bots_{name}_yes"), value="yes", selected=now),
            e("option", texts(f"desk.bots_{name}_no"), value="no", selected=not now),
        ]
        select = e("select", choices, id=f"bots-{name}", name=name)
        boxes.append(
            e("p", e("label", texts(f"desk.bots_{name}"), for_=f"bots-{name}"), select, class_="field")
        )
    return order_form("bots", texts("desk.keep"), None, boxes, key="bots", action="regel")


def keys(group: TableGroup, texts: Texts) -> list[Html]:
    """Return how another facilitator gets a key, and whose keys can be ended."""
    name = e("input", id="leader", name="name", maxlength=60, autocomplete="off")
    box = e("p", e("label", texts("desk.leader_name"), for_="leader"), name, class_="field")
    kind = e("input", type="hidden", name="kind", value="new_key")
    button = e("button", texts("desk.leader_new"), type="submit")
    made = [
        e("p", texts("desk.leader_about")),
        e("form", kind, box, button, method="post", action="regel", class_="order"),
    ]
    for start, said, number in group.leaders:
        which = e("input", type="hidden", name="key", value=start)
        label = texts("desk.leader_end", name=leader_name(number, said, texts))
        made.append(order_form("end_key", label, None, [which], key=start, action="regel"))
    return made


def leader_name(number: int, said: str, texts: Texts) -> str:
    """Return what a facilitator is called: by number, as the log says it, and by the name the host gave."""
    words = texts("going_back.leader", n=number)
    return f"{words} ({said})" if said else words


def closing(group: TableGroup, texts: Texts) -> list[Html]:
    """Return the forms that end it for everybody, and that erase it; each asks to be sure."""
    kinds = ["erase"] if group.is_closed else ["close", "erase"]
    made: list[Html] = []
    for kind in kinds:
        sure, about, button = {
            "close": (texts("desk.close_sure"), texts("desk.close_about"), texts("desk.close")),
            "erase": (texts("desk.erase_sure"), texts("desk.erase_about"), texts("desk.erase")),
        }[kind]
        box = e("input", type="checkbox", id=f"sure-{kind}", name="sure", value="yes", required=True)
        made.append(
            e(
                "form",
                e("input", type="hidden", name="kind", value=kind),
                e("p", about),
                e("p", box, e("label", sure, for_=f"sure-{kind}"), class_="choice"),
                e("button", button, type="submit"),
                method="post",
                action="regel",
                class_="order",
            )
        )
    return made


def coming_in(code: str, address: str, texts: Texts) -> Html:
    """Return how others join, in words."""
    return e("p", texts("page.join_at", address=address, code=spoken(code)), class_="big")
