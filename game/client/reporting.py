"""A report that is written beside the window: by the command `report`, in a child process."""

from __future__ import annotations

import subprocess
from pathlib import Path

from game import resources
from game.client.hosting import NO_WINDOW, PROGRAM


class Reporting:
    """One report on its way.

    Args:
        session: Of which session.
        language: What it is written in.
        database: The file that sessions are kept in; None for the user's own.

    Attributes:
        path: The file it is written to, in a folder of the user's; nothing that is there is written over.
    """

    def __init__(self, session: str, language: str, database: str | None) -> None:
        self.path = _new(resources.papers_home(), session)
        given = ["report", session, "--out", str(self.path), "--lang", language]
        given += ["--database", database] if database else []
        self._child = subprocess.Popen(
            [*PROGRAM, *given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            creationflags=NO_WINDOW,
        )

    def trouble(self) -> str | None:
        """Return None while it is being written, "" once it is, else why it could not be."""
        if self._child.poll() is None:
            return None
        assert self._child.stderr is not None
        with self._child.stderr as said:
            lines = [] if said.closed else said.read().split("\n")
        told = " ".join(line.strip() for line in lines if line.strip())
        return (told or "?") if self._child.returncode else ""

    def stop(self) -> None:
        """Let nothing more come of it; safe to call once it is done."""
        if self._child.poll() is None:
            self._child.kill()
            self._child.communicate()


def _new(folder: Path, name: str) -> Path:
    number, path = 1, folder / f"{name}.html"
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.html"
    return path
