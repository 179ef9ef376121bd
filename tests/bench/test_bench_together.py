"""All at one table: `serve`, four browsers, Node and the window play to the debrief, past a kill -9."""

import asyncio
import json
import re
import shutil
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore
from tests.screen import Screen, a_screen, environment, needs_screen
from tests.server import node
from tests.server.browser import NEEDS_CHROMIUM, Tab, a_browser, a_tab_in
from tests.server.served import Client
from tests.server.test_node_client import SCHEMAS
from tests.server.test_serve import a_child, a_client, take

pytestmark = [pytest.mark.bench, pytest.mark.slow, needs_screen, NEEDS_CHROMIUM]

MOST_SECONDS = 240
_PATIENCE = 1.5
"""Seconds without news after which the facilitator goes on."""
ROOT = Path(__file__).parents[2]
BROWSERS = ("samira", "gert", "hanneke", "marloes")
FOR_NODE, FOR_WINDOW = "ayla", "evert"

HANDS = """
(() => {
  if (!window.__acks) {
    window.__acks = []; window.__done = new Set();
    const plain = window.fetch.bind(window);
    window.fetch = async (url, how) => {
      const answer = await plain(url, how);
      const isOrder = how && how.method === 'POST';
      if (isOrder && (await answer.clone().json()).ok) window.__acks.push(how.body.get('id'));
      return answer;
    };
  }
  const place = document.querySelector('#head .place').textContent;
  for (const form of document.querySelectorAll('#do form[data-key]')) {
    const mark = place + form.dataset.key, button = form.querySelector('button[type=submit]');
    if (window.__done.has(mark) || !button || button.disabled) continue;
    if (form.dataset.key.startsWith('withdraw')) continue;
    window.__done.add(mark);
    let rank = 0;
    const groups = new Set();
    for (const one of form.elements) {
      if (one.type === 'radio' && !groups.has(one.name)) { groups.add(one.name); one.checked = true; }
      else if (one.type === 'checkbox' && !groups.has(one.name)) { groups.add(one.name); one.checked = true; }
      else if (one.name.startsWith('share:')) { if (!rank++) one.value = one.step || 1; }
      else if (one.name.startsWith('rank:')) one.value = ++rank;
      else if (one.type === 'number') one.value = one.min || 1;
      else if (one.tagName === 'TEXTAREA' || one.type === 'text') one.value = 'Wat is hier nodig?';
    }
    button.click();
    return form.dataset.key;
  }
  return '';
})()
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with a_screen(tmp_path) as made:
        yield made


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
    await tab.go(link)
    await tab.run(f"document.querySelector('#name').value = {seat.title()!r}")
    await tab.run(f"document.querySelector('#seat-{seat}').click()")
    await tab.run("document.querySelector('form button').click()")
    await tab.until(f"location.pathname.endsWith('/{seat}/') && document.readyState === 'complete'")


async def until(holds: Callable[[], Awaitable[bool]], most: float = 60.0) -> None:
    async with asyncio.timeout(most):
        while not await holds():
            await asyncio.sleep(0.05)


class Evening:
    """One session with all of them, its server and its facilitator."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self.database = folder / "s.db"
        self.told: list[str] = []
        self.acknowledged: dict[str, int] = {}
        self._servers = servers
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._given = ("--port", str(free.getsockname()[1]), "--database", str(self.database))
        self.child, self.said = servers.enter_context(
            a_child("putten-samenleving", *self._given, "--seed", "7")
        )
        self.leader = Client("")
        self._number = 0
        self._head, self._still = -1, 0.0

    async def lead(self) -> None:
        """Join as the facilitator, with the key that this server told."""
        self.leader = await a_client(self.said)
        await self.leader.until(lambda: "table" in self.leader.parts)

    async def go_on(self) -> None:
        """Go on when nobody does anything any more."""
        if self.leader.seq != self._head:
            self._head, self._still = self.leader.seq, time.monotonic()
        if time.monotonic() - self._still > _PATIENCE:
            self._number += 1
            seals = self.leader.parts["table"]["phase"] == "opening" and self._number % 2
            kind = "seal_envelope" if seals else "advance"
            answer = await self.leader.act(kind, f"leader-{self._number:05}")
            if "accepted" in answer:
                self.acknowledged[answer["id"]] = answer["accepted"]
            self._still = time.monotonic()

    async def kill(self, tabs: list[Tab], other: "Player", window: "Player") -> None:
        """Kill the server, start it again, and wait until everybody is back."""
        self.child.kill()
        self.child.wait()
        killed = time.monotonic()
        self.child, self.said = self._servers.enter_context(a_child(*self._given))
        up = time.monotonic()
        await self.lead()

        async def are_back() -> bool:
            for tab in tabs:
                if await tab.run("document.querySelector('#line').hidden"):
                    back.setdefault(f"browser {tabs.index(tab) + 1}", time.monotonic() - up)
            for name, at in (
                ("Node", other.first("back", killed)),
                ("window", window.first("line open", killed)),
            ):
                if at is not None:
                    back.setdefault(name, at - up)
            return len(back) == len(tabs) + 2

        back: dict[str, float] = {}
        try:
            await until(are_back)
        finally:
            named = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in back.items())
            sys.stdout.write(f"\nup {up - killed:.1f} s after the kill; back after that: {named}")


async def _play(evening: Evening, folder: Path, display: str) -> None:
    env = environment(folder, DISPLAY=display, SDL_VIDEODRIVER="x11", PYTHONPATH=str(ROOT))
    async with aiohttp.ClientSession() as http, a_browser(http, folder / "browser") as browser:
        await evening.lead()
        await evening.leader.act("resume")
        tabs, said = [await a_tab_in(browser, http) for _ in BROWSERS], evening.said
        for tab, seat in zip(tabs, BROWSERS, strict=True):
            await come_in(tab, said["link"], seat)
        for seat in set(evening.leader.parts["people"]) - {*BROWSERS, FOR_NODE, FOR_WINDOW}:
            await evening.leader.act("take_seat", seat=seat, holder="bot:dialogue")
        key = await take(said, FOR_WINDOW)
        client = (str(shutil.which("node")), str(node.FOLDER / "client.mjs"))
        hands = (sys.executable, "-P", "-m", "tests.bench.at_the_window", said["address"], key)
        async with (
            a_player(*client, said["address"], said["code"], "", str(SCHEMAS), FOR_NODE) as other,
            a_player(*hands, env=env) as window,
        ):
            begun, was_killed = time.monotonic(), False
            while not (table := evening.leader.parts["table"])["ended"]:
                assert time.monotonic() - begun < MOST_SECONDS, table
                await asyncio.gather(*(tab.run(HANDS) for tab in tabs))
                await asyncio.sleep(0.2)
                is_ballot = (table["phase"], table["step"]) == ("divide", "fill_in")
                if is_ballot and not was_killed and other.accepted() and window.accepted():
                    was_killed = True
                    await evening.kill(tabs, other, window)
                else:
                    await evening.go_on()
            assert was_killed
            await until(lambda: _are_done(other, window))
            for tab in tabs:
                await tab.until("document.querySelector('#back') !== null")
                evening.acknowledged |= dict.fromkeys(await tab.run("window.__acks"), 0)
            evening.acknowledged |= other.accepted() | window.accepted()
            evening.told.append(
                f"{len(evening.acknowledged)} orders accepted, {len(other.accepted())} of them of Node and "
                f"{len(window.accepted())} of the window, in {time.monotonic() - begun:.0f} s"
            )


def test_all_kinds_of_clients_play_one_session_to_its_end_past_a_kill(tmp_path: Path, screen: Screen) -> None:
    node.modules()
    with ExitStack() as servers:
        evening = Evening(tmp_path, servers)
        asyncio.run(_play(evening, tmp_path, screen.display))
    store = SqliteStore(evening.database, read_only=True)
    session = evening.said["session"]
    kept = [(one.id, json.loads(one.answer)) for one in store.answered(session)]
    assert verify_session(store, session)["intact"]
    store.close()
    for id_, at in evening.acknowledged.items():
        answers = [answer for found, answer in kept if found == id_]
        assert [answer.get("accepted", 0) > 0 for answer in answers] == [True], id_
        assert at in (0, answers[0]["accepted"]), id_
    assert len(evening.acknowledged) > 40
    sys.stdout.write("\n" + "; ".join(evening.told))


async def _are_done(*players: Player) -> bool:
    return all(re.match("ended", line) for player in players for _, line in player.lines[-1:]) and all(
        player.lines for player in players
    )
