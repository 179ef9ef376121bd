"""Pictures: every face and icon a scenario names is there and can be drawn.

Without one the game draws a stand-in, so this is advice: a session never waits for a picture.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from game import resources
from game.scenario.problems import Fact, Finding, Term, nearest
from game.scenario.references import Found, select, used
from game.scenario.tree import Tree

MAX_PIXELS = 4_000_000
MAX_BYTES = 5_000_000

_ICONS = ("domains.*.icon", "needs.*.icon", "instruments.*.icon")
_PNG = b"\x89PNG\r\n\x1a\n"


def findings(tree: Tree, folder: Path | None) -> Iterator[Finding]:
    """Yield pictures that are not there or cannot be drawn.

    Args:
        tree: The scenario.
        folder: Where it lies; None when that is not known, and then nothing is said about faces.
    """
    icons = _names(resources.assets() / "icons")
    for pattern in _ICONS:
        for found in select(tree, pattern):
            if found.text not in icons:
                yield _missing("OT602", found, icons)
    if folder is not None:
        faces = _names(resources.assets() / "faces")
        for found in select(tree, "roles.*.face"):
            if found.text not in faces:
                yield from _own_picture(found, folder, faces)


def _names(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.svg")}


def _missing(code: str, found: Found, known: set[str]) -> Finding:
    facts: dict[str, Fact] = {"found": found.text}
    if meant := nearest(found.text, sorted(known)):
        facts["meant"] = meant
    return Finding(code, found.span, facts, found.path, used(found))


def _own_picture(found: Found, folder: Path, faces: set[str]) -> Iterator[Finding]:
    """Yield what is wrong with a face of the scenario itself; a path never leads out of its folder."""
    path = folder / "images" / f"{found.text}.png"
    inside = "/" not in found.text and path.resolve().is_relative_to(folder.resolve())
    if not inside or not path.is_file():
        yield _missing("OT601", found, faces)
        return
    reason = unfit(path)
    if reason:
        facts: dict[str, Fact] = {"found": f"images/{path.name}", "reason": Term(f"picture_{reason}")}
        yield Finding("OT603", found.span, facts, found.path, used(found))


def unfit(path: Path) -> str:
    """Return why a picture cannot be drawn, or nothing; its first bytes tell, it is not decoded."""
    try:
        if not path.is_file():
            return "unreadable"
        with path.open("rb") as file:
            return unfit_bytes(file.read(24), path.stat().st_size)
    except OSError:
        return "unreadable"


def unfit_bytes(held: bytes, size: int) -> str:
    """Return why a picture that begins so, of `size` bytes, cannot be drawn, or nothing."""
    head = held[:24]
    if size > MAX_BYTES:
        return "large"
    if len(head) < 24 or not head.startswith(_PNG) or head[12:16] != b"IHDR":
        return "no_png"
    width, height = struct.unpack(">II", head[16:24])
    return "large" if width * height > MAX_PIXELS else "no_png" if not width * height else ""
