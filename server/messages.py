"""The messages of the wire as models: what `docs/schema/` is made from, and what tests hold every message to.

The session checks orders by its own code, which also knows what is allowed now; these say only what a message
looks like.
"""

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from game.rules.actions import ACTIONS
from game.session.actions import SESSION_ACTIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Join(_Message):
    """First message on a socket: whose key, and the last record that was seen."""

    token: str = Field(description="The key of a seat, of the facilitator or of a screen that only shows.")
    seq: int = Field(0, ge=0, description="The `seq` of the last view or patch; 0 for nothing yet.")
    observer: Literal["", "projector", "tables", "desk"] = Field(
        "",
        description="`projector` shows what everybody may know, `tables` what a room may know of all tables,"
        " `desk` all of it; left out, it is the key's own.",
    )
    session: str = Field("", description="Which table, with the key of several; left out, it is the first.")


class Joined(_Message):
    """Acknowledgement of `join`."""

    session: str
    observer: str = Field(description="`seat:ID`, `facilitator`, `projector`, `tables` or `desk`.")
    actor: str = Field(description="`seat:ID`, `facilitator` or `projector`, which orders nothing.")
    now: int = Field(description="The session's clock in milliseconds; the part `clock` counts on it.")
    took_over: bool = Field(description="Whether this seat was on another device until now.")


class Act(_Message):
    """An order. Sent twice under one id it happens once and gets the same answer."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="Of your own making, new for each order.")
    kind: str = Field(description="A kind of action; `actions.json` has its body.")
    body: dict[str, Any] = Field({}, description="The action's fields; `seat` may be left out.")
    moment: int | None = Field(None, description="The `moment` of the part `table` that it answers.")


class Accepted(_Message):
    """Acknowledgement of `act`: it happened and is stored."""

    id: str
    accepted: int = Field(description="The last record then.")


class Refused(_Message):
    """Acknowledgement of `join` or `act`: it did not happen."""

    id: str | None = None
    refused: str = Field(description="A fixed code.")
    facts: dict[str, Any] = {}


class View(_Message):
    """Event `view`: everything the observer may know. It takes the place of all parts before."""

    observer: str
    seq: int
    parts: dict[str, Any]


class Patch(_Message):
    """Event `patch`: the parts that changed; each takes the place of the part of its name."""

    observer: str
    seq: int
    parts: dict[str, Any]


class Line(_Message):
    """Event `line`: whether things can be stored, or why the connection ends."""

    state: Literal["open", "lost"]
    code: str


class Asked(_Message):
    """Event `asked`: what the person at a seat is asked; it holds until the next one."""

    asks: Literal["", "asked", "warm"] = Field(
        description="`asked`: are you still there? `warm`: a bot keeps your seat. Empty: nothing any more."
    )


class Here(_Message):
    """The person at a seat is there. A bot that kept the seat warm gives it back."""


class IsHere(_Message):
    """Acknowledgement of `here`."""

    here: Literal[True]


class Lead(_Message):
    """What a facilitator asks of tables. Sent twice under one id, it happens once."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="Of your own making, new for each.")
    kind: str = Field(description="An order for tables, or what is arranged; docs/protocol.md lists them.")
    tables: list[str] = Field([], description="The sessions that it is for.")
    moments: dict[str, int] = Field(
        {}, description="Per session the `moment` of its part `place` that it answers."
    )
    body: dict[str, Any] = {}


class RefusedAt(_Message):
    """One table at which something did not happen."""

    session: str
    refused: str
    facts: dict[str, Any] = {}


class Led(_Message):
    """Acknowledgement of `lead`."""

    id: str
    done: list[str] = Field(description="The sessions at which it was done.")
    refused_at: list[RefusedAt] = []


class SheetLine(_Message):
    """One line of the run sheet; minutes from the start."""

    round: int = Field(description="0 for what comes before and after the rounds.")
    what: str = Field(description="A beat, `opening` or `debrief`.")
    begins: int
    minutes: int


class WhoWaits(_Message):
    """Somebody who waits for a seat."""

    who: str = Field(description="What they are called in `seat_one` and `send_away`.")
    name: str
    since_ms: int = Field(description="For how long they have waited.")


class GroupFacts(_Message):
    """What holds for all tables. A screen hears `tables` and `projected`."""

    tables: list[str] = Field(description="The sessions, in the order of their numbers.")
    projected: str = Field(description="The session that screens for the room show; empty for all of them.")
    code: str = ""
    locked: list[str] = Field([], description="Where nobody can take a seat now.")
    is_closed: bool = False
    gives_seats: bool = Field(False, description="Whether people get a seat as they come in.")
    keeps_warm: int = Field(0, description="Seconds after which a bot keeps a seat warm; 0 never.")
    bots_run: bool = Field(False, description="Whether a table of bots alone plays on without the others.")
    fills_up: bool = Field(False, description="Whether bots take the seats that are free as a clock begins.")
    waiting: list[WhoWaits] = []
    since_ms: int | None = Field(None, description="How long it has been going on; null before.")
    sheet: list[SheetLine] = []


class Place(_Message):
    """Where a table is."""

    round: int
    rounds: int
    phase: str
    step: str
    ended: bool
    moment: int = Field(0, description="For the facilitator: what an order for this table answers.")


class TableClock(_Message):
    """The clock of a table."""

    beat: str
    paused: bool
    runs: bool
    left_ms: int | None = Field(
        description="What is left as this was sent, below 0 when time is up; or null."
    )


class TableState(_Message):
    """What is the matter at a table. A screen hears `lost`."""

    lost: str = Field(description="Why nothing can be stored now; empty when it can.")
    waits: list[str] = Field([], description="The seats that the table waits for.")
    is_held: bool = Field(False, description="Whether a table of bots alone waits for the others.")
    late: int = Field(0, description="How many minutes it is later than the run sheet says.")
    line: int = Field(0, description="At which line of the run sheet it is, from 0.")


class SeatFacts(_Message):
    """Who has a seat. A screen hears neither `how` nor `is_warm`."""

    holder: Literal["person", "pair", "bot", "empty"]
    name: str
    is_here: bool = Field(description="Whether a screen of this seat is connected.")
    is_ready: bool
    how: Literal["", "here", "away", "asked", "quiet"] = ""
    is_warm: bool = Field(False, description="Whether a bot keeps it for somebody.")


class Tables(_Message):
    """Event `tables`: what became otherwise. Each part takes the place of the part of its name."""

    is_whole: bool = Field(description="Whether it is everything; forget what you had.")
    group: GroupFacts | None = Field(None, description="Left out while it is the same.")
    tables: dict[str, dict[str, Place | TableClock | TableState | SeatFacts]] = Field(
        description="Per session its parts: `place`, `clock`, `state`, and `seat:ID` for each seat."
    )


class Look(_Message):
    """`POST /api/look`: what a code leads to."""

    code: str


class FoundSeat(_Message):
    """One seat behind a code."""

    seat: str
    name: str
    who: str | dict[str, str]
    is_free: bool


class FoundTable(_Message):
    """One of several tables behind a code."""

    session: str
    code: str = Field(description="Its own code, which leads to this table alone.")
    free: int = Field(description="How many seats are free.")


class Found(_Message):
    """Answer to `look`: a table; behind the code of several, the first with a free seat."""

    session: str
    scenario: str
    title: str | dict[str, str] = Field(description="A text, or a text per language.")
    language: str
    seats: list[FoundSeat]
    tables: list[FoundTable] = []


class Take(_Message):
    """`POST /api/take`: take a free seat."""

    code: str
    seat: str
    name: str = Field("", max_length=60)
    holder: Literal["person", "pair"] = "person"


class Taken(_Message):
    """Answer to `take`."""

    session: str
    seat: str
    token: str = Field(description="Keep it: it is the seat's only key.")


class Wait(_Message):
    """`POST /api/wait`: wait for a seat, when none is free or the door is locked."""

    code: str
    name: str = Field("", max_length=60)


class Waits(_Message):
    """Answer to `wait`: `join` with it, and hear when there is a seat."""

    token: str = Field(description="It opens nothing yet; the seat that you get has it for its key.")


class Waiting(_Message):
    """Acknowledgement of `join` by who waits: no seat yet; `line` tells when to `join` again."""

    waiting: Literal["not-open", "locked", "full"] = Field(description="Why there is no seat.")
    place: int = Field(description="Your place among those who wait, from 1.")


class Watch(_Message):
    """Body of `POST /api/watch`."""

    code: str


class Watched(_Message):
    """Answer to `watch`."""

    session: str
    token: str = Field(
        description="The key of a screen: it shows what everybody may know and orders nothing."
    )


MESSAGES: dict[str, type[BaseModel]] = {
    "join": Join,
    "joined": Joined,
    "act": Act,
    "accepted": Accepted,
    "refused": Refused,
    "view": View,
    "patch": Patch,
    "line": Line,
    "asked": Asked,
    "here": Here,
    "is_here": IsHere,
    "lead": Lead,
    "led": Led,
    "tables": Tables,
    "look": Look,
    "found": Found,
    "take": Take,
    "taken": Taken,
    "wait": Wait,
    "waits": Waits,
    "waiting": Waiting,
    "watch": Watch,
    "watched": Watched,
}


def schemas() -> dict[str, str]:
    """Return every schema file of the wire by its name, as text."""
    made = {f"{name}.json": _schema(model.model_json_schema()) for name, model in MESSAGES.items()}
    return made | {"actions.json": _schema(_actions())}


def _actions() -> dict[str, Any]:
    """Return one schema with a definition per kind of action: what its `body` holds."""
    kinds = {**ACTIONS, **SESSION_ACTIONS}
    definitions: dict[str, Any] = {}
    for kind, action in sorted(kinds.items()):
        found = TypeAdapter(action).json_schema(schema_generator=GenerateJsonSchema)
        found.pop("title", None)
        own = kind != "take_seat"  # a seat's own orders need not name it
        needed = [name for name in found.get("required", []) if not (own and name == "seat")]
        found |= {"required": needed} if needed else {}
        if not needed:
            found.pop("required", None)
        definitions[kind] = found | {"additionalProperties": False}
    return {"title": "Bodies of actions by kind", "$defs": definitions}


def _schema(found: dict[str, Any]) -> str:
    return json.dumps({"$schema": DIALECT, **found}, ensure_ascii=False, indent=1) + "\n"
