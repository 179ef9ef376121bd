"""Kept: plays that were counted, in a file that holds every one of them once, whatever stopped it.

As they come they are added to `FILE.part`, a line each; a line that was not finished does not count. At the
end, and when all is stopped, `FILE` takes the place of both in one go.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from game.bots.measured import Play
from game.i18n import Mendable


class Kept:
    """The plays of one simulation by their seed, and the file they are kept in.

    Args:
        file: Where they are kept; None keeps them nowhere.
        asked: What is simulated, as JSON.

    Raises:
        Mendable: The file holds something else.
        OSError: It cannot be read.
    """

    def __init__(self, file: Path | None, asked: Mapping[str, Any]) -> None:
        self.plays: dict[int, Play] = {}
        self._file = file
        self._part = None if file is None else file.with_name(file.name + ".part")
        self._asked = dict(asked)
        self._out: IO[str] | None = None
        if file is not None and file.exists():
            self._read(file, _object_in(file.read_bytes()))
        if self._part is not None and self._part.exists():
            first, *lines = map(_object_in, self._part.read_bytes().split(b"\n"))
            self._read(self._part, first and {**first, "plays": [one for one in lines if one]})

    def add(self, plays: Sequence[Play]) -> None:
        """Count plays and write them down."""
        self.plays |= {play["seed"]: play for play in plays}
        if self._out is not None:
            self._out.writelines(_line(play) for play in plays)
            self._out.flush()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write down what is added, until it ends.

        Raises:
            OSError: It cannot be written.
        """
        if self._part is None:
            yield
            return
        _put(self._part, "".join([_line(self._asked), *map(_line, self.in_order())]))
        with self._part.open("a", encoding="utf-8") as self._out:
            yield
        self._out = None

    def in_order(self) -> list[Play]:
        """Return the plays that are counted, by seed."""
        return [self.plays[seed] for seed in sorted(self.plays)]

    def finish(self, found: Mapping[str, Any]) -> None:
        """Put what was found in the file, in one go."""
        if self._file is None or self._part is None:
            return
        _put(self._file, as_json(found) + "\n")
        self._part.unlink(missing_ok=True)

    def _read(self, file: Path, found: dict[str, Any] | None) -> None:
        if found is None and file == self._part:
            return  # it was stopped before anything was written
        if found is None or {name: found.get(name) for name in self._asked} != self._asked:
            raise Mendable("simulate.other_file", path=str(file))
        self.plays |= {play["seed"]: play for play in found["plays"]}


def as_json(found: Mapping[str, Any]) -> str:
    """Return what was found as it is written: one object, a play a line."""
    rest = {name: value for name, value in found.items() if name != "plays"}
    written = json.dumps(rest, ensure_ascii=False, indent=2).removesuffix("\n}")
    plays = ",\n".join("    " + _compact(play) for play in found["plays"])
    return f'{written},\n  "plays": [\n{plays}\n  ]\n}}'


def _put(file: Path, text: str) -> None:
    """Write a file in one go: whoever is stopped half-way leaves the old one."""
    new = file.with_name(file.name + ".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def _line(value: Mapping[str, Any]) -> str:
    return _compact(value) + "\n"


def _compact(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _object_in(text: bytes) -> dict[str, Any] | None:
    """Return the JSON object that a text holds, or None."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
