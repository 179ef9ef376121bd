"""The scenario a session is played with: kept with the session, so a log replays when its folder is gone."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final

from game.i18n import Mendable
from game.rules.game import Game, compile_scenario
from game.scenario.load import load_bytes
from game.scenario.model import Scenario
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

    Raises:
        OSError: They cannot be read.
    """
    main = _main_of(path)
    folder = main.parent
    pictures = sorted(one for one in (folder / _PICTURES).glob("*") if one.is_file())
    found = {MAIN: main.read_bytes()}
    return found | {one.relative_to(folder).as_posix(): one.read_bytes() for one in pictures}


def _main_of(path: Path) -> Path:
    return path / MAIN if path.is_dir() else path


def played_from(path: Path) -> Played:
    """Return the scenario in a folder, or of one scenario file.

    Raises:
        Mendable: It has errors; the first is told with its place, and `check` tells all.
        OSError: It cannot be read.
    """
    return played(files_of(path), str(_main_of(path)))


def played(files: Files, name: str = MAIN) -> Played:
    """Return the scenario that files hold; `name` is what problems call it.

    Raises:
        Mendable: It has errors; the first is told, and `check` tells all.
    """
    loaded = load_bytes(files.get(MAIN, b""), name)
    if loaded.scenario is None:
        errors = [one for one in loaded.problems if one.severity == "error"]
        raise Mendable("errors.scenario_unplayable", n=len(errors), first=errors[0].headline)
    return Played(loaded.scenario, files)
