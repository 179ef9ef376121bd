"""One browser with eight tabs, at two seats and at the facilitator's desk: all stay live, past a kill -9."""

import asyncio
import socket
import time
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import aiohttp
import pytest

from tests.server.browser import NEEDS_CHROMIUM, Tab, a_browser, a_tab_beside, a_tab_in
from tests.server.test_serve import ON_POSIX, a_child, a_client

pytestmark = [NEEDS_CHROMIUM, ON_POSIX, pytest.mark.slow, pytest.mark.bench]

SEATS = ("nadia", "joris")
_NO_LINE = "document.querySelector('#line').textContent"


async def _come_in(tab: Tab, said: dict[str, str], seat: str) -> None:
    await tab.go(f"{said['address']}k/{said['code']}")
    await tab.run(f"document.querySelector('#seat-{seat}').click()")
    await tab.run("document.querySelector('form button').click()")
    await tab.until(f"location.pathname.endsWith('/{seat}/') && document.readyState === 'complete'")


async def _all_hear(said: dict[str, str], live: list[Tab], number: int) -> float:
    """Change who sits at the third seat, and return after how many seconds every tab shows it."""
    leader = await a_client(said)
    begun = time.monotonic()
    holder = ("bot:silent", "empty")[number % 2]
    assert "accepted" in await leader.act("take_seat", f"change-{number:04}", seat="noor", holder=holder)
    await leader.until(lambda: leader.parts.get("people", {}).get("noor", {}).get("holder") == holder)
    seq = leader.seq
    await asyncio.gather(*(tab.until(f"Number(window.shown || 0) >= {seq}") for tab in live))
    await leader.close()
    return time.monotonic() - begun


_WATCH = """
(() => {
  const plain = fetch.bind(window);
  window.fetch = async (...what) => {
    const answer = await plain(...what);
    const found = /data-seq="([0-9]+)"/.exec(await answer.clone().text());
    if (found) window.shown = found[1];
    return answer;
  };
})()
"""


async def _watch(tab: Tab) -> None:
    """Have a page keep up to which record it has fetched itself again."""
    await tab.until("document.readyState === 'complete'")
    await tab.run(_WATCH)


def test_eight_tabs_of_one_browser_stay_live_past_a_kill_and_say_where_a_seat_goes_on(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        given = ("--port", str(free.getsockname()[1]), "--database", str(tmp_path / "s.db"))

    async def tell(servers: ExitStack) -> None:
        child, said = servers.enter_context(a_child("eerste-potje", *given, "--seed", "7"))
        desk = f"{said['address']}f/{said['session']}/"
        async with aiohttp.ClientSession() as http, a_browser(http, tmp_path / "browser") as browser:
            tabs = [await a_tab_in(browser, http)]
            tabs += [await a_tab_beside(browser, http, tabs[0]) for _ in range(7)]
            for tab, seat in zip(tabs, SEATS, strict=False):
                await _come_in(tab, said, seat)
            for tab, other in zip(tabs[2:4], tabs, strict=False):
                await tab.go(await other.run("location.href"))
                await tab.until("document.querySelector('#said').textContent !== ''")
                await other.until("!document.querySelector('#line').hidden")
                assert "ander apparaat" in await other.run(_NO_LINE) or "device" in await other.run(_NO_LINE)
            await tabs[4].let_in(desk, said["token"])
            for tab in tabs[4:]:
                await tab.go(desk)
            live = tabs[2:]
            for tab in live:
                await _watch(tab)
            assert await _all_hear(said, live, 0) < 10
            child.kill()
            child.wait()
            child, said = servers.enter_context(a_child(*given))
            assert await _all_hear(said, live, 1) < 10
            for tab in live:
                await tab.until("document.querySelector('#line').hidden")
            for tab, seat in zip(live, SEATS, strict=False):
                assert await tab.run(f"location.pathname.endsWith('/{seat}/')")
            assert all([await tab.run("document.querySelector('#line').hidden") is False for tab in tabs[:2]])
            async with AsyncExitStack() as ends:
                for tab in tabs:
                    ends.push_async_callback(tab.socket.close)

    with ExitStack() as servers:
        asyncio.run(tell(servers))
