"""A store that forgets: for simulations, tests and plays that nobody wants to keep."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from game.session.store import (
    Answered,
    Door,
    Entry,
    Files,
    Group,
    Key,
    Link,
    StoreError,
    Summary,
    wall_clock,
)


@dataclass
class _Kept:
    scenario: str
    files: Files
    begun_at: int
    last_at: int = 0
    links: list[Link] = field(default_factory=list)
    answered: dict[tuple[str, str], Answered] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    door: Door | None = None
    keys: list[Key] = field(default_factory=list)


class MemoryStore:
    """Sessions in this process; see `Store` for what each method does."""

    def __init__(self, now: Callable[[], int] = wall_clock) -> None:
        self._now = now
        self._kept: dict[str, _Kept] = {}
        self._groups: dict[str, Group] = {}
        self._group_keys: list[Key] = []

    def create(self, session: str, scenario: str, files: Files, entry: Entry) -> None:
        if session in self._kept:
            raise StoreError("session-exists", session=session)
        kept = _Kept(scenario, dict(files), self._now())
        self._add(session, kept, entry)
        self._kept[session] = kept

    def append(self, session: str, entry: Entry) -> None:
        self._add(session, self._find(session), entry)

    def _add(self, session: str, kept: _Kept, entry: Entry) -> None:
        head = len(kept.links)
        if head != entry.after or any((one.actor, one.id) in kept.answered for one in entry.answered):
            raise StoreError("store-moved", session=session, head=head, after=entry.after)
        kept.links += entry.links
        kept.answered |= {(one.actor, one.id): one for one in entry.answered}
        kept.texts |= dict(entry.texts)
        kept.people |= dict(entry.people)
        kept.last_at = self._now()

    def append_all(self, steps: Sequence[tuple[str, Entry]]) -> list[StoreError | None]:
        found: list[StoreError | None] = []
        for session, entry in steps:
            try:
                self.append(session, entry)
            except StoreError as trouble:
                found.append(trouble)
            else:
                found.append(None)
        return found

    def open_door(self, session: str, code: str) -> None:
        kept = self._find(session)
        taken = (*self.doors(), *self._doors_of_groups())
        if any(one.code == code and one.session != session for one in taken):
            raise StoreError("code-taken")
        kept.door = Door(session, code, self._now())

    def doors(self) -> list[Door]:
        doors = [kept.door for kept in self._kept.values() if kept.door]
        return sorted(doors, key=lambda one: (-one.opened_at, one.session))

    def give_key(self, key: Key) -> None:
        keys = self._group_keys if key.session in self._groups else self._find(key.session).keys
        self.drop_key(key.hash)
        if key.actor.startswith("seat:"):
            keys[:] = [one for one in keys if one.actor != key.actor]
        keys.append(key)

    def take_key(self, session: str, actor: str) -> None:
        kept = self._find(session)
        kept.keys = [one for one in kept.keys if one.actor != actor]

    def drop_key(self, hash_: bytes) -> None:
        for keys in (self._group_keys, *(kept.keys for kept in self._kept.values())):
            keys[:] = [one for one in keys if one.hash != hash_]

    def all_keys(self) -> list[Key]:
        return [*(key for kept in self._kept.values() for key in kept.keys), *self._group_keys]

    def keep_group(self, group: Group) -> None:
        taken = (*self.doors(), *self._doors_of_groups())
        if any(one.code == group.code and one.session != group.id for one in taken):
            raise StoreError("code-taken")
        self._groups[group.id] = group

    def groups(self) -> list[Group]:
        return sorted(self._groups.values(), key=lambda one: (-one.opened_at, one.id))

    def delete_group(self, group: str) -> None:
        self._groups.pop(group, None)
        self._group_keys = [one for one in self._group_keys if one.session != group]

    def _doors_of_groups(self) -> list[Door]:
        return [Door(one.id, one.code, one.opened_at) for one in self._groups.values()]

    def sessions(self) -> list[Summary]:
        found = [self.summary(session) for session in self._kept]
        return sorted(found, key=lambda one: (-one.last_at, one.id))

    def summary(self, session: str) -> Summary:
        kept = self._find(session)
        return Summary(session, kept.scenario, kept.begun_at, kept.last_at, len(kept.links))

    def links(self, session: str, after: int = 0) -> Iterator[Link]:
        return iter(self._find(session).links[after:])

    def answered(self, session: str) -> Iterator[Answered]:
        return iter(list(self._find(session).answered.values()))

    def texts(self, session: str) -> dict[str, str]:
        return dict(self._find(session).texts)

    def people(self, session: str) -> dict[str, str]:
        return dict(self._find(session).people)

    def files(self, session: str) -> Files:
        return dict(self._find(session).files)

    def delete(self, session: str) -> None:
        self._find(session)
        del self._kept[session]

    def close(self) -> None:
        """Keep everything: who holds this store may go on reading it."""

    def _find(self, session: str) -> _Kept:
        try:
            return self._kept[session]
        except KeyError:
            raise StoreError("session-unknown", session=session) from None
