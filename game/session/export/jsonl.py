"""JSONL: a whole session as lines of JSON, which another computer can take in, verify and play on.

Every line is one object, and its `line` says which kind it is; they come in this order:

  session  format, session, scenario, records (how many), hash (of the last), begun_at and last_at
           (milliseconds since 1970 UTC), texts and names (whether they are in it)
  file     path, base64: the scenario as it was played, a line per file
  record   hash, record: the whole chain. `record` as canonical JSON, after the hash before it, gives `hash`
  action   actor, id, action, answer, after: what was ordered and answered, also when it was refused
  text     id, text: what people typed; only when asked for
  person   id, name: what people are called; only when asked for
  values   start, end: {what: {of: number}} of every value that causes move, so that others can add them up

Without texts and names the chain is the same to the last byte: a record holds only their ids.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from game.i18n import Mendable
from game.rules.state import TableState, new_table
from game.scenario.pictures import unfit_bytes
from game.session.memory import MemoryStore
from game.session.records import canonical
from game.session.recover import recover
from game.session.scenario import MAIN
from game.session.sessions import verify_session
from game.session.store import Answered, Entry, Link, Store, StoreError

FORMAT: Final = 1
_LONGEST_NAME: Final = 120
_PATH: Final = re.compile(re.escape(MAIN) + r"|images/[\w.-]+\.png")

Line = dict[str, Any]


@dataclass
class _Found:
    """What has been read of a file so far."""

    head: Line = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)


def written(store: Store, session: str, texts: bool = False, names: bool = False) -> Iterator[str]:
    """Yield the lines of a session, without line ends.

    Args:
        store: Where it is kept.
        session: Which one.
        texts: Whether what people typed goes with it.
        names: Whether what people are called goes with it.

    Raises:
        StoreError, RecordError, Mendable: It is not there, or cannot be read.
    """
    found, summary = recover(store, session), store.summary(session)
    head = {
        "format": FORMAT,
        "session": session,
        "scenario": summary.scenario,
        "records": summary.head,
        "hash": found.hash.hex(),
        "begun_at": summary.begun_at,
        "last_at": summary.last_at,
        "texts": texts,
        "names": names,
    }
    yield canonical({"line": "session"} | head)
    for path, held in store.files(session).items():
        yield canonical({"line": "file", "path": path, "base64": b64encode(held).decode()})
    for link in store.links(session):
        yield canonical({"line": "record", "hash": link.hash.hex(), "record": json.loads(link.text)})
    for one in store.answered(session):
        said = {"action": json.loads(one.action), "answer": json.loads(one.answer)}
        yield canonical({"line": "action", "actor": one.actor, "id": one.id, "after": one.after} | said)
    for id_, text in sorted(store.texts(session).items()) if texts else ():
        yield canonical({"line": "text", "id": id_, "text": text})
    for id_, name in sorted(store.people(session).items()) if names else ():
        yield canonical({"line": "person", "id": id_, "name": name})
    table = found.state.table
    before = new_table(table.game, table.table, table.seed)
    yield canonical({"line": "values", "start": values(before), "end": values(table)})


def values(table: TableState) -> dict[str, dict[str, int]]:
    """Return every value that causes move: what it is, whose, and how much, in the units of `Change`."""
    director = {table.game.director: table.patience} if table.game.director else {}
    return {
        "indicator": dict(table.indicators),
        "trust": dict(table.trust),
        "patience": director,
        "capacity": dict(table.capacity),
        "purse": dict(table.purses),
        "money": {"pot": table.money},
        "set_aside": {"pot": table.set_aside},
    }


def take_in(store: Store, lines: Iterable[str], name: str = "", path: str = "-") -> str:
    """Take a session in and return its name; nothing is stored unless all of it is as it was written.

    Args:
        store: Where to keep it.
        lines: The lines that `written` made.
        name: What to call it here; left out, as it was called.
        path: What faults call the file.

    Raises:
        Mendable: It is no session, or not the one that was written; the sentence names the line or event.
        StoreError: There is a session of this name, or it cannot be stored.
    """
    found = _Found()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                _read(json.loads(line), found)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
                raise Mendable("export.bad_line", path=path, line=number) from fault
    if not found.head:
        raise Mendable("export.no_session", path=path)
    session = name or found.head["session"]
    entry = Entry(
        0,
        tuple(found.links),
        tuple(found.answered),
        tuple(found.texts.items()),
        tuple(found.people.items()),
    )
    _check(found, session, entry, path)
    try:
        store.create(session, found.head["scenario"], found.files, entry)
    except StoreError as trouble:
        if trouble.code == "session-exists":
            raise Mendable("export.session_is_here", session=session) from trouble
        raise
    return session


def _check(found: _Found, session: str, entry: Entry, path: str) -> None:
    """Raise unless the log is whole, its scenario is the one that was played, and it can be played on."""
    trial = MemoryStore()
    trial.create(session, found.head["scenario"], found.files, entry)
    verified = verify_session(trial, session, found.head["hash"])
    if verified["altered"] == 0:
        raise Mendable("export.other_scenario", path=path)
    if not verified["intact"] or len(found.links) != found.head["records"]:
        raise Mendable("export.altered", path=path, seq=verified["altered"] or len(found.links) + 1)
    recover(trial, session)


def _read(line: Line, found: _Found) -> None:
    """Take over one line.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: It is none.
    """
    kind = line["line"]
    if bool(found.head) == (kind == "session"):
        raise ValueError("the session comes first, and once")
    match kind:
        case "session":
            _read_head(line, found)
        case "file":
            held = b64decode(line["base64"], validate=True)
            is_fit = line["path"] == MAIN or not unfit_bytes(held, len(held))
            if not _PATH.fullmatch(line["path"]) or not is_fit:
                raise ValueError("no file of a scenario")
            found.files[line["path"]] = held
        case "record":
            text = canonical(_object(line["record"]))
            found.links.append(Link(_whole(line["record"]["seq"]), text, bytes.fromhex(line["hash"])))
        case "action":
            said = [canonical(_object(line[name])) for name in ("action", "answer")]
            actor, id_ = _text(line["actor"]), _text(line["id"])
            found.answered.append(Answered(actor, id_, said[0], said[1], _whole(line["after"])))
        case "text":
            found.texts[_text(line["id"])] = _text(line["text"])
        case "person":
            found.people[_text(line["id"])] = _text(line["name"])
        case "values":
            pass  # worked out from the records; it is there for others
        case _:
            raise ValueError(f"no line is called {kind!r}")


def _read_head(line: Line, found: _Found) -> None:
    if line["format"] != FORMAT:
        raise Mendable("export.newer")
    for name in ("session", "scenario", "hash"):
        if not 0 < len(_text(line[name])) <= _LONGEST_NAME or not line[name].isprintable():
            raise ValueError(f"{name} is no name")
    _whole(line["records"])
    found.head = line


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("expected a whole number")
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError("expected a text")
    value.encode()  # half a letter is none
    return value


def _object(value: Any) -> Mapping[str, Any]:
    if type(value) is not dict:
        raise TypeError("expected an object")
    return value
