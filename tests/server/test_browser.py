"""The page in a real browser, by a made-up host name, so that its context is not a secure one."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

import aiohttp
import pytest

from game.scenario.load import find
from game.session.scenario import played_from
from tests.server.served import SOON, Hosted, a_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: apt install chromium)")


class Tab:
    """One tab of a browser, driven from outside."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.faults: list[str] = []
        self._number = 0

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        await self.socket.send_json({"id": self._number, "method": method, "params": parameters})
        async with asyncio.timeout(4 * SOON):
            while True:
                said = await self.socket.receive_json()
                if said.get("id") == self._number:
                    return dict(said["result"])
                if said.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                    self.faults.append(json.dumps(said["params"])[:500])

    async def run(self, code: str) -> Any:
        answer = await self.do("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, code: str) -> None:
        async with asyncio.timeout(4 * SOON):
            while not await self.run(code):
                await asyncio.sleep(0.05)

    async def go(self, url: str) -> None:
        await self.do("Page.navigate", url=url)
        await self.until("document.readyState === 'complete' && location.href !== 'about:blank'")


@asynccontextmanager
async def a_tab(hosted: Hosted, folder: Path) -> AsyncIterator[Tab]:
    """Give a tab of the size of a phone, in which `zaal.test` is this machine."""
    command = [
        *(str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--remote-debugging-port=0", f"--user-data-dir={folder}"),
        *("--host-resolver-rules=MAP zaal.test 127.0.0.1", "about:blank"),
    ]
    browser = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert browser.stderr is not None
    try:
        line = await asyncio.to_thread(_listening, browser.stderr)
        port = line.split(":")[2].partition("/")[0]
        async with hosted.http.get(f"http://127.0.0.1:{port}/json") as answer:
            [tab] = [one for one in await answer.json() if one["type"] == "page"]
        async with hosted.http.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            made = Tab(socket)
            for domain in ("Page", "Runtime", "Log"):
                await made.do(f"{domain}.enable")
            await size(made, 390, 844)
            yield made
    finally:
        browser.terminate()
        browser.wait()
        browser.stderr.close()


def _listening(said: IO[str]) -> str:
    return next(line.split()[-1] for line in said if "DevTools listening" in line)


async def size(tab: Tab, width: int, height: int) -> None:
    await tab.do(
        "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True
    )


def test_a_phone_joins_acts_hears_news_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            scenario = played_from(find("putten-samenleving"))
            hosted.opened = await hosted.served.hall.open_played(scenario, seed=7)
            await tab.go(f"http://zaal.test:{hosted.served.port}/k/{hosted.opened.code}")
            assert await tab.run("window.isSecureContext") is False
            await tab.run("document.querySelector('#name').value = 'Fatima'")
            await tab.run("document.querySelector('#seat-hanneke').click()")
            await tab.run("document.querySelector('form button').click()")
            await tab.until("location.pathname.endsWith('/hanneke/') && document.readyState === 'complete'")
            leader = await hosted.join(hosted.opened.token)
            await leader.act("advance")
            await tab.until("document.querySelector('form[data-key^=say_stance]') !== null")
            radio = "document.querySelector('form[data-key^=say_stance] input[value=co_produce]')"
            await tab.run(f"{radio}.click(); {radio}.focus()")
            await leader.act("take_seat", seat="gert", holder="bot:silent")
            await tab.until("/Gert[^·]*·[^·]*·/.test(document.querySelector('#board').textContent)")
            assert await tab.run(f"{radio}.checked && document.activeElement === {radio}")
            await tab.run("document.querySelector('form[data-key^=say_stance] button').click()")
            await tab.until("document.querySelector('#said').textContent !== ''")
            room = await hosted.served.hall.room(hosted.opened.session)
            assert room.session.state.table.stance == "co_produce"
            await size(tab, 320, 640)
            assert await tab.run("document.documentElement.scrollWidth") == 320
            small = "[...document.querySelectorAll('button, summary, a')].filter((one) => "
            small += "one.checkVisibility() && !one.classList.contains('skip') && "
            small += "one.getBoundingClientRect().height < 24).length"
            assert await tab.run(small) == 0
            assert tab.faults == []

    asyncio.run(tell())
