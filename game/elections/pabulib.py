"""Pabulib's `.pb`: an election as text, in three parts of semicolon-separated lines.

META has `key;value`, PROJECTS a line per project, VOTES a line per voter. A file that cannot be read ends in
one sentence with its line and what to do. Columns and keys that are not counted with are kept as they are.

Source: the format as on pabulib.org/format.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final, NoReturn, TypeAlias, cast

from game.elections.election import FORMS, Election, Project, Vote, VoteType
from game.i18n import Mendable

_LARGEST: Final = 200_000_000
_SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_COLUMNS: Final = {
    "META": ("key", "value"),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
_WITH_POINTS: Final = ("cumulative", "scoring")

Fault: TypeAlias = Callable[..., NoReturn]
"""Stops reading: the code of a sentence, the line, and what else the sentence names."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a part: its number in the file and its fields by column."""

    line: int
    fields: Mapping[str, str]


def read_file(path: Path) -> Election:
    """Return the election in a file.

    Raises:
        Mendable: The file is not there or cannot be read, or what it holds is no election.
    """
    shown = str(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise Mendable("election.too_large", path=shown, most=_LARGEST // 1_000_000)
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise Mendable("election.not_text", path=shown) from trouble
    except (OSError, ValueError) as trouble:
        raise Mendable("election.no_file", path=shown) from trouble
    return read(text, shown)


def read(text: str, path: str = "-") -> Election:
    """Return the election that is written so; `path` is what its faults call it.

    Raises:
        Mendable: What is written is no election.
    """

    def fault(code: str, line: int, /, **facts: object) -> NoReturn:
        raise Mendable(f"election.{code}", path=path, line=line, **facts)

    parts = _parts(text, fault)
    meta = _meta(parts["META"], fault)
    for key in ("budget", "vote_type"):
        if key not in meta:
            fault("no_key", parts["META"][-1].line, key=key)
    budget = _whole(meta["budget"], "value", 0, fault)
    vote_type = meta["vote_type"].fields["value"].lower()
    if vote_type not in FORMS:
        fault("vote_type", meta["vote_type"].line, found=vote_type, known=", ".join(FORMS))
    projects = _projects(parts["PROJECTS"], fault)
    known = {project.id for project in projects}
    votes = _votes(parts["VOTES"], cast(VoteType, vote_type), known, fault)
    for key, found in (("num_projects", len(projects)), ("num_votes", len(votes))):
        if key in meta and _whole(meta[key], "value", 0, fault) != found:
            fault("miscounted", meta[key].line, key=key, said=meta[key].fields["value"], found=found)
    more = {key: row.fields["value"] for key, row in meta.items() if key not in ("budget", "vote_type")}
    return Election(cast(VoteType, vote_type), budget, projects, votes, more)


def write(election: Election) -> str:
    """Return the election as text; `read` makes the same election of it."""
    meta = {
        **election.meta,
        "num_projects": str(len(election.projects)),
        "num_votes": str(len(election.votes)),
        "budget": str(election.budget),
        "vote_type": election.vote_type,
    }
    projects = [{"project_id": one.id, "cost": str(one.cost), **one.more} for one in election.projects]
    votes = [_written(vote, election.vote_type) for vote in election.votes]
    return "".join(
        [
            _table("META", ["key", "value"], [{"key": key, "value": value} for key, value in meta.items()]),
            _table("PROJECTS", _columns(projects, "project_id", "cost"), projects),
            _table("VOTES", _columns(votes, "voter_id", "vote"), votes),
        ]
    )


# Reading. --------------------------------------------------------------------------------------------


def _parts(text: str, fault: Fault) -> dict[str, list[_Row]]:
    """Return the lines of each part, each with its fields; the header of a part is its first line."""
    found: dict[str, list[_Row]] = {}
    columns: tuple[str, ...] = ()
    part, line = "", 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        for row in reader:
            fields = [field.strip() for field in row]
            line = reader.line_num
            if not any(fields):
                continue
            if len(fields) == 1 and fields[0] in _SECTIONS:
                part, columns = fields[0], ()
                if part in found:
                    fault("part_twice", line, part=part)
                found[part] = []
            elif not part:
                fault("no_part", line)
            elif not columns:
                columns = _header(part, fields, line, fault)
            else:
                found[part].append(_row(columns, fields, line, fault))
    except csv.Error:
        fault("unreadable", line + 1)
    for part in _SECTIONS:
        if not found.get(part):
            fault("empty_part", max(line, 1), part=part, columns=";".join(_COLUMNS[part]))
    return found


def _header(part: str, fields: list[str], line: int, fault: Fault) -> tuple[str, ...]:
    columns = tuple(field.lower() for field in fields)
    missing = [column for column in _COLUMNS[part] if column not in columns]
    if missing:
        fault("no_column", line, part=part, column=missing[0], columns=";".join(_COLUMNS[part]))
    if len(set(columns)) < len(columns):
        fault("column_twice", line, column=next(one for one in columns if columns.count(one) > 1))
    return columns


def _row(columns: Sequence[str], fields: list[str], line: int, fault: Fault) -> _Row:
    while len(fields) > len(columns) and not fields[-1]:
        fields = fields[:-1]  # a line may end in a semicolon too many
    if len(fields) != len(columns):
        fault("fields", line, found=len(fields), right=len(columns), columns=";".join(columns))
    return _Row(line, dict(zip(columns, fields, strict=True)))


def _meta(rows: Sequence[_Row], fault: Fault) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows:
        key = row.fields["key"]
        if key in found:
            fault("key_twice", row.line, key=key)
        found[key] = row
    return found


def _projects(rows: Sequence[_Row], fault: Fault) -> tuple[Project, ...]:
    found: dict[str, Project] = {}
    for row in rows:
        id_ = row.fields["project_id"]
        if not id_:
            fault("no_id", row.line, column="project_id")
        if id_ in found:
            fault("project_twice", row.line, project=id_)
        found[id_] = Project(id_, _whole(row, "cost", 1, fault), _more(row, "project_id", "cost"))
    return tuple(found.values())


def _votes(rows: Sequence[_Row], vote_type: VoteType, known: set[str], fault: Fault) -> tuple[Vote, ...]:
    found: dict[str, Vote] = {}
    for row in rows:
        voter = row.fields["voter_id"]
        if not voter:
            fault("no_id", row.line, column="voter_id")
        if voter in found:
            fault("voter_twice", row.line, voter=voter)
        found[voter] = _vote(row, voter, vote_type, known, fault)
    return tuple(found.values())


def _vote(row: _Row, voter: str, vote_type: VoteType, known: set[str], fault: Fault) -> Vote:
    chosen = _listed(row.fields["vote"])
    unknown = [project for project in chosen if project not in known]
    if unknown:
        fault("unknown_project", row.line, project=unknown[0])
    if len(set(chosen)) < len(chosen):
        fault("chosen_twice", row.line, project=next(one for one in chosen if chosen.count(one) > 1))
    if vote_type == "choose-1" and len(chosen) > 1:
        fault("more_than_one", row.line, found=len(chosen))
    if vote_type not in _WITH_POINTS:
        return Vote(voter, chosen, (), _more(row, "voter_id", "vote"))
    if "points" not in row.fields:
        fault("no_points", row.line, vote_type=vote_type)
    points = _listed(row.fields["points"])
    if len(points) != len(chosen):
        fault("points", row.line, projects=len(chosen), points=len(points))
    numbers = tuple(_whole(_Row(row.line, {"points": one}), "points", 0, fault) for one in points)
    return Vote(voter, chosen, numbers, _more(row, "voter_id", "vote", "points"))


def _listed(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split(",")) if field else ()


def _more(row: _Row, *known: str) -> dict[str, str]:
    return {column: field for column, field in row.fields.items() if column not in known}


def _whole(row: _Row, column: str, least: int, fault: Fault) -> int:
    """Return a field as a whole number; cents are read when there are none (`7200.00`)."""
    written = row.fields[column]
    whole, _, cents = written.partition(".")
    if len(whole) > 15 or not (whole.isascii() and whole.isdigit()) or cents.strip("0"):
        fault("not_whole", row.line, column=row.fields.get("key", column), found=written, least=least)
    if int(whole) < least:
        fault("not_whole", row.line, column=row.fields.get("key", column), found=written, least=least)
    return int(whole)


# Writing. --------------------------------------------------------------------------------------------


def _written(vote: Vote, vote_type: VoteType) -> dict[str, str]:
    points = {"points": ",".join(map(str, vote.points))} if vote_type in _WITH_POINTS else {}
    return {"voter_id": vote.voter, "vote": ",".join(vote.projects), **points, **vote.more}


def _columns(rows: Iterable[Mapping[str, str]], *first: str) -> list[str]:
    return list(dict.fromkeys([*first, *(column for row in rows for column in row)]))


def _table(part: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    made = StringIO()
    made.write(f"{part}\n")
    writer = csv.writer(made, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return made.getvalue()
