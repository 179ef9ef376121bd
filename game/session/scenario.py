"""The scenario a session is played with: kept with the session, so a log replays when its folder is gone."""

import errno
import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final
from weakref import WeakValueDictionary

from game.i18n import Mendable
from game.rules.game import Game, compile_scenario
from game.scenario.load import Loaded, load, load_bytes
from game.scenario.model import Scenario
from game.scenario.pictures import unfit
from game.scenario.tree import MAX_BYTES
from game.session.records import canonical
from game.session.store import Files

MAIN: Final = "scenario.yaml"
_PICTURES = "images"


@dataclass(frozen=True)
class Played:
    """A scenario with the files it came from."""

    scenario: Scenario
    files: Files

    @cached_property
    def game(self) -> Game:
        """What the rules need of it."""
        return compile_scenario(self.scenario)

    @cached_property
    def digest(self) -> str:
        """The digest of its files."""
        return digest_of(self.files)


def digest_of(files: Files) -> str:
    """Return the SHA-256 of a scenario's files, their paths included, in hex digits."""
    hashes = {path: sha256(held).hexdigest() for path, held in files.items()}
    return sha256(canonical(hashes).encode()).hexdigest()


def files_of(path: Path) -> Files:
    """Return the files of the scenario in a folder, or of one scenario file: the text and its pictures.

    Pictures that cannot be drawn are left out. Of a text that is too large only so much is read as shows it.

    Raises:
        OSError: They cannot be read.
    """
    main = path / MAIN if path.is_dir() else path
    if not main.is_file():  # also a pipe or a device, which may never end
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(main))
    with main.open("rb") as text:
        found = {MAIN: text.read(MAX_BYTES + 1)}
    pictures = sorted(one for one in (main.parent / _PICTURES).glob("*.png") if not unfit(one))
    return found | {f"{_PICTURES}/{one.name}": one.read_bytes() for one in pictures}


def played_from(path: Path) -> Played:
    """Return the scenario in a folder, or of one scenario file.

    Raises:
        Mendable: It has errors or cannot be read; the first is told with its place, and `check` tells all.
    """
    try:
        return played(files_of(path), str(path / MAIN if path.is_dir() else path))
    except OSError as fault:
        loaded = load(path)
        if loaded.scenario is not None:
            raise
        raise unplayable(loaded) from fault


def played(files: Files, name: str = MAIN) -> Played:
    """Return the scenario that files hold; `name` is what problems call it.

    Sessions of the same files share one, so that a server has a hundred of them back in a moment.

    Raises:
        Mendable: It has errors; the first is told, and `check` tells all.
    """
    digest = digest_of(files)
    with _reading:
        known = _known.get(digest)
        if known is None:
            loaded = _loaded(files.get(MAIN, b""), name)
            if loaded.scenario is None:
                raise unplayable(loaded)
            known = _known[digest] = Played(loaded.scenario, files)
    return known


def with_rule(found: Played, rule: str, first: int) -> Played:
    """Return a scenario with another decision rule from a round on, for a copy that is never stored.

    Its files say so too, and as long as it is held, `played` finds it by them.
    """
    rounds = {
        number: one.model_copy(update={"rule": rule}) if number >= first else one
        for number, one in found.scenario.rounds.items()
    }
    files = dict(found.files) | {"rule": f"{first} {rule}".encode()}
    with _reading:
        made = Played(found.scenario.model_copy(update={"rounds": rounds}), files)
        return _known.setdefault(digest_of(files), made)


_known: WeakValueDictionary[str, Played] = WeakValueDictionary()
_reading = Lock()


@lru_cache(maxsize=4)
def _loaded(held: bytes, name: str) -> Loaded:
    """Return what the bytes of a scenario hold; sessions that are read together often share one."""
    return load_bytes(held, name)


def unplayable(loaded: Loaded) -> Mendable:
    """Return what to tell of a scenario with errors: how many there are, and the first with its place."""
    errors = [one for one in loaded.problems if one.severity == "error"]
    return Mendable("errors.scenario_unplayable", n=len(errors), first=errors[0].headline)
