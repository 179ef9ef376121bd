"""An evening of five tables: three phones, two facilitators and bots, past crashes, to the comparison.

The facilitators only use their pages; what a table came to is read from the store. Pictures of every step lie
in the folder of the test.
"""

import asyncio
import base64
import json
import os
import socket
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from game.session.recover import recover
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore
from tests.bench.evening import act
from tests.server.browser import NEEDS_CHROMIUM, Browser, Tab, a_browser, a_tab_beside, a_tab_in, size
from tests.server.test_serve import a_child
from tests.session.sample_log import LOGS, what_came_of_it

pytestmark = [pytest.mark.bench, pytest.mark.slow, NEEDS_CHROMIUM]

TABLES, MOST_SECONDS = 5, 240
QUICK = {"BOT_PACE_MS": "120", "QUESTION_AFTER": "3", "MARK_AFTER": "2"}
KEEP = "eerste-potje-0.1-of-two-facilitators"
"""Set `OPGAVETAFEL_KEEP_LOG` to write the log of the first table to `tests/cases/logs/` under this name."""


class Evening:
    """The server, the browser and who leads."""

    def __init__(self, folder: Path, servers: ExitStack) -> None:
        self.folder = folder
        self.database = folder / "s.db"
        self._servers = servers
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        self._given = ("--port", port, "--name", "zaal.test", "--database", str(self.database))
        self.child, self.said = servers.enter_context(
            a_child("eerste-potje", *self._given, "--tables", str(TABLES), "--seed", "7")
        )
        self.address, self.group = self.said["address"], self.said["group"]
        self.desk = f"{self.address}f/{self.group}/"
        self._pictures = 0
        (folder / "pictures").mkdir()

    def kill(self) -> float:
        """Kill the server with -9, start it again, and return after how many seconds it is up."""
        begun = time.monotonic()
        self.child.kill()
        self.child.wait()
        self.child, said = self._servers.enter_context(a_child(*self._given))
        assert (said["group"], said["code"]) == (self.group, self.said["code"])
        return time.monotonic() - begun

    async def picture(self, name: str, tab: Tab) -> None:
        await tab.do("Page.bringToFront")
        made = await tab.do("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        self._pictures += 1
        path = self.folder / "pictures" / f"{self._pictures:02}-{name}.png"
        path.write_bytes(base64.b64decode(made["data"]))

    async def lead(self, tab: Tab, key: str) -> None:
        """Come in as a facilitator, by the page that asks for the key, on a tablet."""
        await size(tab, 1024, 768, is_phone=False)
        await tab.go(f"{self.address}f?lang=nl")
        await tab.run(f"document.querySelector('#key').value = {key!r}")
        await tab.run("document.querySelector('form button').click()")
        await tab.until(f"location.href === {self.desk!r} && document.readyState === 'complete'")

    def states(self) -> list[Any]:
        """Return every table as the store has it now."""
        store = SqliteStore(self.database, read_only=True)
        try:
            return [recover(store, one).state for one in self.sessions(store)]
        finally:
            store.close()

    def sessions(self, store: SqliteStore) -> list[str]:
        [group] = store.groups()
        return list(json.loads(group.body)["sessions"])

    def log(self, number: int) -> list[tuple[str, bytes]]:
        store = SqliteStore(self.database, read_only=True)
        try:
            return [(link.text, link.hash) for link in store.links(self.sessions(store)[number - 1])]
        finally:
            store.close()


async def press(tab: Tab, key: str) -> str:
    """Press the button of a form, and return what is said of it."""
    await tab.until(f"document.querySelector('form[data-key={key}] button') !== null")
    await tab.run("document.querySelector('#said').textContent = ''")
    await tab.run(f"document.querySelector('form[data-key={key}] button').click()")
    await tab.until("document.querySelector('#said').textContent !== ''")
    return str(await tab.run("document.querySelector('#said').textContent"))


async def come_in(evening: Evening, tab: Tab, table: int, seat: str, name: str) -> None:
    """Have a phone choose a table and a role."""
    await tab.go(f"{evening.address}k/{evening.said['code']}?lang=nl")
    await tab.run(f"[...document.querySelectorAll('.again a')].at({table - 1}).click()")
    await tab.until(f"document.querySelector('#seat-{seat}') !== null")
    await tab.run(f"document.querySelector('#name').value = {name!r}")
    await tab.run(f"document.querySelector('#seat-{seat}').click()")
    await tab.run("document.querySelector('form button').click()")
    await tab.until(f"location.pathname.endsWith('/{seat}/') && document.readyState === 'complete'")


async def _play(evening: Evening) -> str:
    async with aiohttp.ClientSession() as http, a_browser(http, evening.folder / "browser") as browser:
        one, two = await a_tab_in(browser, http), await a_tab_in(browser, http)
        await evening.lead(one, evening.said["token"])
        await one.run("document.querySelector('#leader').value = 'Bo'")
        await one.run("document.querySelector('#leader').form.querySelector('button').click()")
        await one.until("document.querySelector('.key') !== null")
        await evening.picture("a-key-for-bo", one)
        await evening.lead(two, await one.run("document.querySelector('.key').textContent"))
        await one.go(evening.desk)
        phones = [await a_tab_in(browser, http) for _ in range(3)]
        for number, (tab, name) in enumerate(zip(phones, ("Ada", "Bas", "Cor"), strict=True), start=1):
            await come_in(evening, tab, number, SEATS[number - 1], name)
        await evening.picture("phone-in", phones[0])
        await _seats(evening, one, phones[2])
        await one.until("[...document.querySelectorAll('[data-state=here]')].length === 3")
        await evening.picture("desk-all-in", one)
        await press(two, "fill-fill")
        assert "5 tafels" in await press(one, "resume-resume-all")
        await _quiet(evening, one, phones[0])
        begun, done = time.monotonic(), set[str]()
        while not all(state.table.ended for state in evening.states()):
            assert time.monotonic() - begun < MOST_SECONDS, [s.table.phase for s in evening.states()]
            for tab in phones:
                await act(tab)
            await asyncio.sleep(0.6)
            round_, phase = (evening.states()[0].table.round, evening.states()[0].table.phase)
            if (round_, phase) == (1, "dialogue") and "pause" not in done:
                done.add("pause")
                await press(two, "pause-pause-all")
                await evening.picture("desk-all-paused", one)
                await press(one, "resume-resume-all")
            elif phase == "divide" and "phone" not in done:
                done.add("phone")
                phones[1] = await _phone_crashes(evening, browser, http, phones[1])
            elif phase == "carry_out" and "undo" not in done:
                done.add("undo")
                await _undo(evening, two)
            elif phase == "reflect" and "leader" not in done:
                done.add("leader")
                await one.do("Page.close")
                one = await a_tab_in(browser, http)  # another laptop, with the key on paper
                await evening.lead(one, evening.said["token"])
                await evening.picture("desk-on-another-laptop", one)
            elif round_ == 2 and "server" not in done:
                done.add("server")
                up = evening.kill()
                back = time.monotonic()
                for tab in (one, two, *phones):
                    await tab.until("document.querySelector('#line').hidden")
                sys.stdout.write(
                    f"\nserver up {up:.1f} s after the kill, all back {time.monotonic() - back:.1f} s later"
                )
            said = await asyncio.gather(press(one, "advance-advance-all"), press(two, "advance-advance-all"))
            if phase == "frame" and "race" not in done:
                done.add("race")
                sys.stdout.write(f"\ntwo at once: {said}")
        assert done == {"pause", "phone", "undo", "leader", "server", "race"}
        took = time.monotonic() - begun
        for tab in phones:
            await tab.until("document.querySelector('#back') !== null")
            assert await act(tab, only="make_agreement")
        await evening.picture("phone-looks-back", phones[0])
        await evening.picture("desk-ended", one)
        await one.go(f"{evening.desk}tafel/1/")
        await evening.picture("table-ended", one)
        await one.go(f"{evening.desk}vergelijk")
        await evening.picture("tables-beside-each-other", one)
        assert await one.run("document.body.textContent.includes('Tafel 5')")
        await one.go(f"{evening.desk}tafel/1/verslag")
        assert "De computer speelde een tijd voor" in await one.run("document.body.textContent")
        faults = [fault for tab in (one, two, *phones) for fault in tab.faults if "net::ERR" not in fault]
        assert not [fault for fault in faults if "exceptionThrown" in fault], faults
        return f"five tables to the end in {took:.0f} s"


SEATS = ("noor", "joris", "nadia")
"""Where the phones come in: at the first table its director, for whom the table waits at once."""


async def _seats(evening: Evening, desk: Tab, phone: Tab) -> None:
    """Move the third person to the fourth table; their phone goes along by itself."""
    await desk.go(f"{evening.desk}plekken")
    await desk.run(f"document.querySelector('#who').value = '3.{SEATS[2]}'")
    await desk.run(f"document.querySelector('#to').value = '4.{SEATS[1]}'")
    await evening.picture("who-sits-where", desk)
    await desk.run("document.querySelector('form button').click()")
    await phone.until(f"location.pathname.endsWith('/{SEATS[1]}/') && document.readyState === 'complete'")
    await desk.go(evening.desk)


async def _quiet(evening: Evening, desk: Tab, phone: Tab) -> None:
    """Have somebody stay quiet: they are asked, marked, kept warm, and come back with one tap."""
    await desk.run(
        "fetch('regel', {method: 'POST', headers: {'X-Fetch': '1'},"
        " body: new URLSearchParams({kind: 'warm', seconds: '2'})}).then((answer) => answer.json())"
    )
    await phone.until("document.body.textContent.includes('Ben je er nog?')")
    await evening.picture("phone-is-asked", phone)
    await desk.until("document.querySelector('#t1-mark').textContent.includes('Blijft stil')")
    await evening.picture("desk-marks-who-is-quiet", desk)
    await phone.until("document.body.textContent.includes('De computer speelt even voor jou')")
    await desk.until("document.querySelector('#t1-mark').textContent.includes('speelt even voor')")
    await asyncio.sleep(0.5)  # the bot does something
    await evening.picture("phone-kept-warm", phone)
    await press(phone, "here-here")
    await phone.until("document.querySelector('form[data-key=here-here]') === null")


async def _phone_crashes(evening: Evening, browser: Browser, http: aiohttp.ClientSession, tab: Tab) -> Tab:
    """Close a phone's page, and have its person come back by the code."""
    seat = await tab.run("location.pathname")
    await tab.do("Page.close")
    again = await a_tab_beside(browser, http, tab)
    await again.go(f"{evening.address}k/{evening.said['code']}")
    await evening.picture("phone-comes-back", again)
    await again.run("document.querySelector('.again a').click()")
    await again.until(f"location.pathname === {seat!r} && document.readyState === 'complete'")
    return again


async def _undo(evening: Evening, desk: Tab) -> None:
    """Go back at the fifth table, and see that no other log has another byte for it."""
    await press(desk, "pause-pause-all")
    await asyncio.sleep(0.5)
    others = [evening.log(number) for number in range(1, 5)]
    await desk.go(f"{evening.desk}tafel/5/")
    await desk.run("document.querySelector('#back_to details').open = true")
    await evening.picture("points-to-go-back-to", desk)
    await desk.run("document.querySelector('form[data-key^=rewind] input[type=radio]').click()")
    await press(desk, "rewind-rewind")
    assert [evening.log(number) for number in range(1, 5)] == others
    assert evening.states()[4].rewound == 1
    await desk.go(evening.desk)
    await press(desk, "resume-resume-all")


def _check(evening: Evening) -> None:
    store = SqliteStore(evening.database, read_only=True)
    sessions = evening.sessions(store)
    for session in sessions:
        assert verify_session(store, session)["intact"]
    seeds = {recover(store, one).state.table.seed for one in sessions}
    assert len(seeds) == 1
    first = sessions[0]
    actors = {json.loads(link.text)["actor"] for one in sessions for link in store.links(one)}
    assert {"facilitator", "facilitator:2"} <= actors
    kinds = [json.loads(link.text)["action_id"] for link in store.links(first)]
    assert any(one.startswith("warm:") for one in kinds)
    assert any(one.startswith("back:") for one in kinds)
    if os.environ.get("OPGAVETAFEL_KEEP_LOG"):
        folder = LOGS / KEEP
        folder.mkdir(exist_ok=True)
        lines = "".join(link.text + "\n" for link in store.links(first))
        (folder / "records.jsonl").write_text(lines, encoding="utf-8")
        for path, held in store.files(first).items():
            (folder / path).write_bytes(held)
        expected = json.dumps(what_came_of_it(recover(store, first)), indent=1, sort_keys=True)
        (folder / "expected.json").write_text(expected + "\n", encoding="utf-8")
    store.close()


def test_five_tables_play_to_the_comparison_past_a_crash_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in QUICK.items():
        monkeypatch.setenv(f"OPGAVETAFEL_{name}", value)
    with ExitStack() as servers:
        evening = Evening(tmp_path, servers)
        said = asyncio.run(_play(evening))
    _check(evening)
    sys.stdout.write(f"\n{said}; pictures in {tmp_path / 'pictures'}\n")
