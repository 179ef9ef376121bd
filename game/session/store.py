"""Where sessions are kept: what every store can do, and how it says that it cannot.

A store holds finished lines, not events: it knows no rules. `append` is all or nothing, and until it has
returned nobody may be told that something happened.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from game.i18n import Mendable


class StoreError(Mendable):
    """The store could not do it, and nothing was changed.

    Attributes:
        code: What happened, fixed: `store-full`, `store-locked`, `store-foreign`, … The sentence is
            `errors.CODE`, with `_` for `-`.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__("errors." + code.replace("-", "_"), **facts)
        self.code = code


@dataclass(frozen=True, slots=True)
class Link:
    """One record as it is stored: its number, its canonical JSON and its hash in the chain."""

    seq: int
    text: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """An action and what was answered to it, both as canonical JSON; kept beside the chain.

    Attributes:
        actor: Who sent it.
        id: The sender's own id for it; with the actor it is the key.
        action: Kind and fields.
        answer: `{"accepted": seq}` or `{"refused": code, "facts": {…}}`.
        after: The last record before it was decided.
    """

    actor: str
    id: str
    action: str
    answer: str
    after: int


@dataclass(frozen=True, slots=True)
class Entry:
    """All that one step adds: it is stored whole or not at all.

    Attributes:
        after: The number of the last record that the step knew.
        links: New records, numbered on from `after`.
        answered: New actions with their answers.
        texts: Ids of texts that somebody typed, and the texts.
        people: Ids of people, and their names.
    """

    after: int
    links: tuple[Link, ...] = ()
    answered: tuple[Answered, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to store."""
        return bool(self.links or self.answered)


@dataclass(frozen=True, slots=True)
class Summary:
    """A session in the list: its id, its scenario's id, when it was begun and last stored, its last record.

    These times are the store's, in milliseconds since 1970 UTC; a demo's records have a clock of their own.
    """

    id: str
    scenario: str
    begun_at: int
    last_at: int
    head: int


@dataclass(frozen=True, slots=True)
class Door:
    """A session that others can join over the network, and the code they type; times as in `Summary`."""

    session: str
    code: str
    opened_at: int


@dataclass(frozen=True, slots=True)
class Key:
    """Who may act as whom in a session: only the SHA-256 of what they hold is kept.

    Attributes:
        session: The session, or the group of sessions.
        actor: `facilitator` or `seat:ID`.
        hash: SHA-256 of the token.
        until: When it ends, in milliseconds since 1970 UTC; 0 is as long as the session is there.
    """

    session: str
    actor: str
    hash: bytes
    until: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Several sessions that come together under one code, as the server wrote it down; times as in `Summary`.

    Attributes:
        id: Its name; that of its session when it is one session alone.
        code: What people type to come in.
        opened_at: When it was begun.
        body: The rest, as the server's JSON; `server.gatherings` says what is in it.
    """

    id: str
    code: str
    opened_at: int
    body: str


def wall_clock() -> int:
    """Return the time in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


Files = Mapping[str, bytes]
"""A scenario as it was when the session began: paths in its folder, with `/`, and what they hold."""


class Store(Protocol):
    """Sessions and their scenarios. Every method but `close` may raise `StoreError`."""

    def create(self, session: str, scenario: str, files: Files, entry: Entry) -> None:
        """Begin a session: its scenario and its first records, in one go.

        Raises:
            StoreError: There is one of this name already (`session-exists`), or it cannot be stored.
        """

    def append(self, session: str, entry: Entry) -> None:
        """Add a step to a session; when it returns, the step is safe from a crash.

        Raises:
            StoreError: Something else was stored since (`store-moved`), or it cannot be stored.
        """

    def append_all(self, steps: Sequence[tuple[str, Entry]]) -> list[StoreError | None]:
        """Add steps of several sessions in one go: per step None, or why that one could not be added.

        A step that cannot be added leaves the others as they are. When this returns, they are safe.

        Raises:
            StoreError: Nothing can be stored; none of them was added.
        """

    def open_door(self, session: str, code: str) -> None:
        """Let people join a session by a code, which takes the place of its code before.

        Raises:
            StoreError: There is no such session, or another has this code (`code-taken`).
        """

    def doors(self) -> list[Door]:
        """Return all sessions that can be joined, the one that was opened last first."""

    def give_key(self, key: Key) -> None:
        """Keep a key. A seat has one key, so it takes the place of the seat's key before.

        A key that is known already, by its hash, goes on as this one: who holds it is now somebody else.

        Raises:
            StoreError: There is no such session or group.
        """

    def take_key(self, session: str, actor: str) -> None:
        """Take away all keys of an actor; there may be none."""

    def drop_key(self, hash_: bytes) -> None:
        """Take away one key; it may be gone already."""

    def all_keys(self) -> list[Key]:
        """Return all keys of all sessions and groups."""

    def keep_group(self, group: Group) -> None:
        """Keep a group as it is now, in place of how it was.

        Raises:
            StoreError: Another group has its code, or a session whose name it has not (`code-taken`).
        """

    def groups(self) -> list[Group]:
        """Return all groups, the one that was begun last first."""

    def delete_group(self, group: str) -> None:
        """Take a group out with its keys, if it is there; its sessions stay."""

    def sessions(self) -> list[Summary]:
        """Return all sessions, the one that changed last first."""

    def summary(self, session: str) -> Summary:
        """Return one session.

        Raises:
            StoreError: There is none of this name (`session-unknown`), as with all methods below.
        """

    def links(self, session: str, after: int = 0) -> Iterator[Link]:
        """Return the records after number `after`, in order."""

    def answered(self, session: str) -> Iterator[Answered]:
        """Return all actions that were ever answered, in the order in which that happened."""

    def texts(self, session: str) -> dict[str, str]:
        """Return what people typed, by id."""

    def people(self, session: str) -> dict[str, str]:
        """Return people's names, by id."""

    def files(self, session: str) -> Files:
        """Return the session's scenario."""

    def delete(self, session: str) -> None:
        """Take a session out, with its texts, names, door and keys, and files that no other session has."""

    def close(self) -> None:
        """Let go of it; what was stored stays."""
