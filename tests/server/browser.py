"""A real browser, driven from outside by its own protocol; `zaal.test` is this machine to it.

By that name its context is not a secure one, as at a table in a room without https.
"""

import asyncio
import json
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from tests.server.served import SOON, Hosted

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDS_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here (Debian: apt install chromium)"
)


class Tab:
    """One tab of a browser, driven from outside."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, context: str = "") -> None:
        self.socket = socket
        self.context = context
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

    async def key(self, name: str, text: str = "") -> None:
        """Press a key by its name, such as Tab; `text` is what it types."""
        code = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40}.get(name, 0)
        down = {"key": name, "windowsVirtualKeyCode": code, "text": text}
        await self.do("Input.dispatchKeyEvent", type="keyDown", **down)
        await self.do("Input.dispatchKeyEvent", type="keyUp", key=name, windowsVirtualKeyCode=code)

    async def let_in(self, url: str, key: str) -> None:
        """Have the browser hold a key, as if it came in by the welcome page before."""
        await self.do("Network.setCookie", url=url, name="plek", value=key, path=urlsplit(url).path)

    async def go(self, url: str) -> None:
        await self.do("Page.navigate", url=url)
        await self.until("document.readyState === 'complete' && location.href !== 'about:blank'")


@dataclass
class Browser:
    """A browser that is up; `a_tab_in` opens tabs in it."""

    control: Tab
    port: str


@asynccontextmanager
async def a_browser(http: aiohttp.ClientSession, folder: Path) -> AsyncIterator[Browser]:
    """Give a browser without a window, in which `zaal.test` is this machine."""
    command = [
        *(str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--remote-debugging-port=0", f"--user-data-dir={folder}"),
        *("--host-resolver-rules=MAP zaal.test 127.0.0.1", "about:blank"),
    ]
    browser = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert browser.stderr is not None
    try:
        line = await asyncio.to_thread(_listening, browser.stderr)
        async with http.ws_connect(line, max_msg_size=0) as socket:
            yield Browser(Tab(socket), line.split(":")[2].partition("/")[0])
    finally:
        browser.terminate()
        browser.wait()
        browser.stderr.close()


async def a_tab_in(browser: Browser, http: aiohttp.ClientSession) -> Tab:
    """Open a tab of the size of a phone that shares nothing with other tabs, as on a phone of its own."""
    apart = await browser.control.do("Target.createBrowserContext")
    return await _a_tab_of(browser, http, str(apart["browserContextId"]))


async def a_tab_beside(browser: Browser, http: aiohttp.ClientSession, tab: Tab) -> Tab:
    """Open a tab that shares cookies and connections with another, as in one browser."""
    return await _a_tab_of(browser, http, tab.context)


async def _a_tab_of(browser: Browser, http: aiohttp.ClientSession, context: str) -> Tab:
    made = await browser.control.do("Target.createTarget", url="about:blank", browserContextId=context)
    address = f"ws://127.0.0.1:{browser.port}/devtools/page/{made['targetId']}"
    tab = Tab(await http.ws_connect(address, max_msg_size=0), context)
    for domain in ("Page", "Runtime", "Log"):
        await tab.do(f"{domain}.enable")
    await size(tab, 390, 844)
    return tab


@asynccontextmanager
async def a_tab(hosted: Hosted, folder: Path) -> AsyncIterator[Tab]:
    """Give one tab in a browser of its own."""
    async with a_browser(hosted.http, folder) as browser:
        tab = await a_tab_in(browser, hosted.http)
        try:
            yield tab
        finally:
            await tab.socket.close()


def _listening(said: IO[str]) -> str:
    return next(line.split()[-1] for line in said if "DevTools listening" in line)


async def size(tab: Tab, width: int, height: int, *, is_phone: bool = True, scale: int = 1) -> None:
    sizes = {"width": width, "height": height, "deviceScaleFactor": scale}
    await tab.do("Emulation.setDeviceMetricsOverride", **sizes, mobile=is_phone)
