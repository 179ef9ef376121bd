"""Files: what `export` writes and `import` reads, and that nothing is written over unless it is asked for."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.elections.pabulib import write
from game.i18n import Mendable
from game.session.export.ballots import elections
from game.session.export.jsonl import take_in, written
from game.session.export.sheets import as_csv, as_xlsx
from game.session.export.statements import as_json, statements
from game.session.export.tables import Table, tables
from game.session.log import unlinked
from game.session.recover import recover
from game.session.store import Store

FORMS: Final = ("jsonl", "csv", "xlsx", "xapi", "pb")
STANDARD_OUTPUT: Final = "-"
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_LARGEST: Final = 200_000_000


@dataclass(frozen=True)
class Asked:
    """What to write of a session, and where.

    Attributes:
        form: One of `FORMS`.
        out: The file, for `csv` and `pb` the folder, `-` for standard output; empty for a name of its own.
        texts: Whether what people typed goes with it.
        names: Whether what people are called goes with it.
        round: For `pb` the one round to write, to the file `out`; 0 for all.
        over: Whether files that are there may be written over.
        language: The language to name tasks in, for `pb`.
    """

    form: str
    out: str = ""
    texts: bool = False
    names: bool = False
    round: int = 0
    over: bool = False
    language: str = "nl"


def form_of(out: str) -> str:
    """Return the form that a file's name asks for; a log when it asks for none."""
    found = Path(out).suffix.removeprefix(".").lower()
    return found if found in FORMS else FORMS[0]


def export(store: Store, session: str, asked: Asked) -> list[Path]:
    """Write a session to one or more files and return them; none for standard output, see `made`.

    Raises:
        StoreError, RecordError, Mendable: It cannot be read, or not be written.
    """
    contents = made(store, session, asked)
    write_files(contents, asked.over)
    return list(contents)


def made(store: Store, session: str, asked: Asked) -> dict[Path, bytes]:
    """Return what `export` writes, by file.

    Raises:
        StoreError, RecordError, Mendable: It cannot be read, or there is nothing of this form in it.
    """
    match asked.form:
        case "jsonl":
            lines = "".join(line + "\n" for line in written(store, session, asked.texts, asked.names))
            return {_path(asked, f"{session}.jsonl"): lines.encode()}
        case "csv":
            folder = _folder(asked, f"{session}-csv")
            return {
                folder / f"{table.name}.csv": as_csv(table).encode()
                for table in _tables(store, session, asked)
            }
        case "xlsx":
            return {_path(asked, f"{session}.xlsx"): as_xlsx(_tables(store, session, asked))}
        case "xapi":
            return {_path(asked, f"{session}-xapi.json"): _as_statements(store, session, asked).encode()}
        case "pb":
            return _ballots(store, session, asked)
    raise ValueError(f"there is no form {asked.form!r}")


def _tables(store: Store, session: str, asked: Asked) -> list[Table]:
    texts = store.texts(session) if asked.texts else {}
    people = store.people(session) if asked.names else {}
    recover(store, session)  # a log that was altered is told of, not written
    return tables(map(unlinked, store.links(session)), texts, people)


def _as_statements(store: Store, session: str, asked: Asked) -> str:
    texts = store.texts(session) if asked.texts else {}
    people = store.people(session) if asked.names else {}
    found = recover(store, session)
    links = list(store.links(session))
    return as_json(
        statements(map(unlinked, links), links[0].hash.hex(), found.played.scenario, texts, people)
    )


def _ballots(store: Store, session: str, asked: Asked) -> dict[Path, bytes]:
    found = recover(store, session)
    rounds = elections(found, found.played.scenario, asked.language)
    if not rounds:
        raise Mendable("export.no_ballots", session=session)
    if asked.round:
        if asked.round not in rounds:
            raise Mendable("export.no_such_round", round=asked.round, known=", ".join(map(str, rounds)))
        path = _path(asked, f"{session}-{asked.round}.pb")
        return {path: write(rounds[asked.round]).encode()}
    folder = _folder(asked, f"{session}-pb")
    return {folder / f"{session}-{number}.pb": write(one).encode() for number, one in rounds.items()}


def _path(asked: Asked, name: str) -> Path:
    """Return the file to write: the one that is asked for, or of this name where we are."""
    return Path(asked.out).expanduser() if asked.out else Path(name)


def _folder(asked: Asked, name: str) -> Path:
    path = _path(asked, name)
    if path.is_file() or asked.out == STANDARD_OUTPUT or path.suffix.removeprefix(".") in FORMS:
        raise Mendable("export.folder_wanted", form=asked.form, path=str(path))
    return path


def write_files(contents: Mapping[Path, bytes], over: bool) -> None:
    """Write files, and the folders they lie in.

    Raises:
        Mendable: One is there and may not be written over, then none is written; or one cannot be written.
    """
    there = [path for path in contents if path.exists()]
    if there and not over:
        raise Mendable("export.is_there", path=str(there[0]))
    for path, held in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)
        except OSError as fault:
            key = "cli.disk_full" if fault.errno in _FULL else "cli.cannot_write"
            raise Mendable(key, path=str(path)) from fault


def import_file(store: Store, path: Path, name: str = "") -> str:
    """Take in the session that a file holds and return its name.

    Raises:
        Mendable: The file cannot be read or holds no whole session.
        StoreError: It cannot be stored.
    """
    shown = str(path)
    if path.suffix.lower() == ".pb":
        raise Mendable("export.an_election", path=shown)
    try:
        if path.stat().st_size > _LARGEST:
            raise Mendable("export.too_large", path=shown, most=_LARGEST // 1_000_000)
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as fault:
        raise Mendable("export.no_session", path=shown) from fault
    except (OSError, ValueError) as fault:
        raise Mendable("export.no_file", path=shown) from fault
    return take_in(store, lines, name, shown)
