"""One session that clients of every kind play together: its server, its facilitator, and who sits where."""

import asyncio
import json
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from game.rules.actions import ACTIONS
from game.session.actions import SESSION_ACTIONS
from game.session.sqlite import SqliteStore
from tests.server.browser import Tab
from tests.server.served import Client
from tests.server.test_serve import a_child, a_client

HANDS = Path(__file__).with_name("hands.js").read_text("utf-8")
PATIENCE = 1.5
"""Seconds without news after which the facilitator goes on."""

UNUSED = {
    **dict.fromkeys(("answer_plan", "propose"), "no round decides by consent or consensus"),
    **dict.fromkeys(("propose_rule", "answer_rule"), "change_rule"),
    "bring_idea": "own_idea",
    "call_core_value": "core_values",
    "feel_trust": "felt_trust",
    "name_condition": "step_back",
    "pledge": "pledges",
    "seal_plan": "sealed_plan",
    "take_over": "take_over",
}
"""Kinds of actions that Putten does not use, each with the mechanic that it would need."""

USED = frozenset({*ACTIONS, *SESSION_ACTIONS} - UNUSED.keys())


class Player:
    """A program that plays a seat; what it says is kept with the time."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.lines: list[tuple[float, str]] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append((time.monotonic(), line.decode().strip()))

    def accepted(self) -> dict[str, int]:
        words = [line.split() for _, line in self.lines if line.startswith("accepted ")]
        return {id_: int(seq) for _, id_, seq in words}

    def first(self, wanted: str, after: float) -> float | None:
        return next((at for at, line in self.lines if at > after and line.startswith(wanted)), None)

    def has_ended(self) -> bool:
        return bool(self.lines) and self.lines[-1][1].startswith("ended")

    async def end(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
        await self._reading


@asynccontextmanager
async def a_player(*command: str, env: dict[str, str] | None = None) -> AsyncIterator[Player]:
    player = Player(await asyncio.create_subprocess_exec(*command, stdout=PIPE, env=env))
    try:
        yield player
    finally:
        await player.end()


async def come_in(tab: Tab, link: str, seat: str) -> None:
    """Have a phone take a seat."""
    await tab.go(link)
    await tab.run(f"document.querySelector('#name').value = {seat.title()!r}")
    await tab.run(f"document.querySelector('#seat-{seat}').click()")
    await tab.run("document.querySelector('form button').click()")
    await tab.until(f"location.pathname.endsWith('/{seat}/') && document.readyState === 'complete'")


async def act(tab: Tab, **told: Any) -> str:
    """Have hands do one thing on a page, and return which form it was; see `hands.js`."""
    return str(await tab.run(f"({HANDS})({json.dumps(told)})"))


async def until(holds: Callable[[], Awaitable[bool]], most: float = 60.0) -> None:
    async with asyncio.timeout(most):
        while not await holds():
            await asyncio.sleep(0.05)


class Evening:
    """One session, its server and its facilitator: a page in a browser, and a program that only looks.

    Attributes:
        said: How to join, as the server that is up said it.
        leader: The program; it also goes back to an earlier point, which the page cannot.
        desk: The facilitator's page.
    """

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self.database = folder / "s.db"
        self._servers = servers
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._given = ("--port", str(free.getsockname()[1]), "--database", str(self.database))
        self.child, self.said = servers.enter_context(
            a_child("putten-samenleving", *self._given, "--seed", "7")
        )
        self.leader = Client("")
        self.desk: Tab | None = None
        self.kinds: set[str] = set()
        self._head, self._still = -1, 0.0

    async def lead(self) -> None:
        """Join as the facilitator, with the key that this server told."""
        self.leader = await a_client(self.said)
        await self.leader.until(lambda: "table" in self.leader.parts)

    async def open_desk(self, tab: Tab) -> None:
        """Open the facilitator's page in a tab."""
        page = f"{self.said['address']}f/{self.said['session']}/"
        await tab.let_in(page, self.said["token"])
        await tab.go(page)
        self.desk = tab

    @property
    def table(self) -> dict[str, Any]:
        return dict(self.leader.parts["table"])

    @property
    def place(self) -> tuple[int, str, str]:
        table = self.table
        return (table["round"], table["phase"] if not table["ended"] else "ended", table["step"] or "")

    async def at_desk(self, form: str, **picks: Any) -> None:
        """Have the facilitator send a form of its page, as soon as it stands there, and wait for the yes."""
        assert self.desk is not None
        await self.desk.until(f"document.querySelector('form[data-key^={form}]') !== null")
        before = await self.desk.run("(window.acks || []).length")
        for _ in range(10):  # a moment may be over just when it is sent
            await act(self.desk, only=form, picks=picks)
            for _ in range(20):
                if await self.desk.run(f"(window.acks || []).length > {before}"):
                    return
                await asyncio.sleep(0.1)
        raise AssertionError(f"{form} is not taken: {self.place}")

    def look(self) -> None:
        """See in the log which kinds of actions were accepted."""
        store = SqliteStore(self.database, read_only=True)
        self.kinds = {
            json.loads(one.action)["kind"]
            for one in store.answered(self.said["session"])
            if "accepted" in json.loads(one.answer)
        } - {"open_session"}
        store.close()

    async def go_on(self) -> None:
        """Go on when nobody does anything any more."""
        if self.leader.seq != self._head:
            self._head, self._still = self.leader.seq, time.monotonic()
        if time.monotonic() - self._still > PATIENCE:
            seals = self.place[1] == "opening" and "seal_envelope" not in self.kinds
            await self.at_desk("seal_envelope" if seals else "advance")
            self._still = time.monotonic()

    def kill(self) -> float:
        """Kill the server with -9 and start it again, and return how many seconds later it is up."""
        self.child.kill()
        self.child.wait()
        killed = time.monotonic()
        self.child, self.said = self._servers.enter_context(a_child(*self._given))
        return time.monotonic() - killed

    async def all_back(self, tabs: dict[str, Tab], players: dict[str, tuple[Player, str]]) -> None:
        """Wait until everybody is back, and tell how long each took since the server was up."""
        up, back = time.monotonic(), dict[str, float]()
        await self.lead()

        async def are_back() -> bool:
            for name, tab in tabs.items():
                if name not in back and await tab.run("document.querySelector('#line').hidden"):
                    back[name] = time.monotonic() - up
            for name, (player, word) in players.items():
                at = player.first(word, up - 1)
                if at is not None:
                    back.setdefault(name, at - up)
            return len(back) == len(tabs) + len(players)

        try:
            await until(are_back)
        finally:
            said = ", ".join(f"{name} {max(0.0, seconds):.1f} s" for name, seconds in back.items())
            sys.stdout.write(f"\nback after it was up: {said}")


def python(module: str, *words: str) -> tuple[str, ...]:
    """Return the command line of one of the tests' own programs."""
    return (sys.executable, "-P", "-m", module, *words)
