"""What travels between a screen and a session: orders one way, answers and views the other.

A scene, a web page, a bot or a test knows a session only through these messages, so one screen and many
screens run the same code. Everything in them is JSON-shaped: strings, whole numbers, lists and mappings.

Observers are named `projector`, `facilitator` and `seat:ID`. Actors are `facilitator`, `seat:ID`
and, for whoever leads with a key of their own, `facilitator:2` and so on.
"""

import queue
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

Parts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """An action on its way in. `id` is the sender's own; the same id sent again gets the same answer.

    `body` holds the action's fields by name; `moment` is the view's `table.moment` it answers, or None.
    """

    id: str
    actor: str
    kind: str
    body: Mapping[str, Any]
    moment: int | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The action is stored; the views made from it follow."""

    id: str
    seq: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The action was not taken: `code` is fixed, the sentence `refused.CODE` is made by whoever shows it."""

    id: str
    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """Everything an observer may know after event `seq`: part name → part."""

    observer: str
    seq: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Patch:
    """The parts of an observer's view that changed up to event `seq`; the others stay as they were."""

    observer: str
    seq: int
    parts: Parts


TOOK_OVER: Final = "took-over"


@dataclass(frozen=True, slots=True)
class Line:
    """How the connection is: `open`, `waiting`, or `lost` with a code saying why (`store-full`, …).

    An open one can have the code `took-over`: the seat was on another screen until now.
    """

    state: Literal["open", "waiting", "lost"]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person at a seat is asked: `asked` are you there, `warm` a bot keeps your seat, or ""."""

    asks: str


Message = Accepted | Refused | View | Patch | Line | Asked


def arrived(messages: "queue.SimpleQueue[Message]") -> list[Message]:
    """Return what lies in a queue now, oldest first, and take it out, without waiting."""
    found: list[Message] = []
    while True:
        try:
            found.append(messages.get_nowait())
        except queue.Empty:
            return found


class Connection(Protocol):
    """A line to a session, local or far away: send orders, poll for what came back; neither waits."""

    def send(self, order: Order) -> None:
        """Hand over an order; its answer comes through `poll`."""

    def poll(self) -> list[Message]:
        """Return what arrived since the last poll, oldest first, without waiting."""

    def close(self) -> None:
        """End the line; whatever was accepted stays stored."""
