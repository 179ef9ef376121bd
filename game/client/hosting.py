"""A server of our own, so that others play along by telephone: a child that ends with the window.

It is the server that `serve` starts; the window joins it as anybody does. The child reads from us and stops
when that ends, so it is gone even when the window was killed.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import urlsplit

from game.i18n import Mendable

EVERYBODY: Final = "0.0.0.0"
"""The host to listen on when others are to come in; only ever after somebody asked for that."""

PROGRAM = (sys.executable, "-P", "-m", "game.cli")
_STOPS_WITHIN = 6.0
NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows opens a black one otherwise


@dataclass(frozen=True, slots=True)
class Invited:
    """A session that others can join.

    Attributes:
        address: What people type.
        link: What the code to scan holds.
        here: The server's address for this machine itself.
        session: Its id.
        code: Its code.
        token: The facilitator's key.
    """

    address: str
    link: str
    here: str
    session: str
    code: str
    token: str


class Hosting:
    """A server in a child process. Ask `invited` until it says something; then `stop` it once."""

    def __init__(
        self,
        scenario: Path,
        *,
        language: str,
        seed: int | None = None,
        database: str | None = None,
        host: str = EVERYBODY,
    ) -> None:
        """Start it.

        Args:
            scenario: The folder of what is played.
            language: What it tells its troubles in.
            seed: What chance comes from; None draws one.
            database: The file sessions are kept in; None for the user's own.
            host: Where it listens.
        """
        self._given = ["serve", str(scenario), "--json", "--while-asked", "--host", host, "--lang", language]
        self._given += [] if seed is None else ["--seed", str(seed)]
        self._given += [] if database is None else ["--database", database]
        self._invited: Invited | None = None
        self._trouble: Mendable | None = None
        self._is_stopped = False
        self._child: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="hosting", daemon=True)
        self._thread.start()

    def invited(self) -> Invited | None:
        """Return how to join, None while it is starting.

        Raises:
            Mendable: It did not start.
        """
        if self._trouble is not None:
            raise self._trouble
        return self._invited

    def stop(self) -> None:
        """Stop it and wait until it is gone; what was acknowledged is kept."""
        with self._lock:
            self._is_stopped, child = True, self._child
        if child is not None and child.stdin is not None:
            with contextlib.suppress(OSError):
                child.stdin.close()
            try:
                child.wait(timeout=_STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self._thread.join(timeout=_STOPS_WITHIN)

    # In the thread. ----------------------------------------------------------------------------------

    def _run(self) -> None:
        said = ""
        for port in ([], ["--port", "0"]):  # the usual one, so that telephones find it again; else any
            with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
                try:
                    line = self._begin(port, log)
                except OSError as fault:
                    said = fault.strerror or str(fault)
                    break
                if self._is_stopped:
                    return
                if line:
                    with contextlib.suppress(ValueError, KeyError, TypeError):
                        self._invited = _read(line)
                        return
                log.seek(0)
                said = next((one for one in reversed(log.read().splitlines()) if one.strip()), "")
        self._trouble = Mendable("invite.no_server", said=said)

    def _begin(self, port: list[str], log: IO[str]) -> str:
        """Start the child and return its first line; "" when it ended without one."""
        command = [*PROGRAM, *self._given, *port]
        with self._lock:
            if self._is_stopped:
                return ""
            self._child = child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                errors="replace",
                creationflags=NO_WINDOW,
            )
        assert child.stdout is not None
        with child.stdout:
            line = child.stdout.readline()
        if not line and child.stdin is not None:
            child.stdin.close()
            child.wait()
        return line


def _read(line: str) -> Invited:
    found: dict[str, Any] = json.loads(line)
    here = f"http://127.0.0.1:{urlsplit(found['address']).port}"
    return Invited(found["address"], found["link"], here, found["session"], found["code"], found["token"])
