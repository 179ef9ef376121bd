"""How soon a phone shows its first view, and how much it fetches for it, in a real browser."""

import asyncio
import sys
from pathlib import Path
from statistics import median

import pytest

from game.scenario.load import find
from game.session.scenario import played_from
from tests.server.browser import NEEDS_CHROMIUM, a_tab
from tests.server.served import a_server

pytestmark = [pytest.mark.bench, NEEDS_CHROMIUM]

MOST_MS, MOST_BYTES, TIMES = 5_000, 150_000, 7
_TOLD = """
(() => {
  const page = performance.getEntriesByType('navigation')[0];
  const all = [page, ...performance.getEntriesByType('resource')];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const bytes = all.reduce((sum, one) => sum + one.transferSize, 0);
  return [paint ? paint.startTime : page.domContentLoadedEventEnd, bytes];
})()
"""


def test_a_phone_shows_its_first_view_soon_and_fetches_little(tmp_path: Path) -> None:
    found: list[tuple[float, int]] = []

    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            hosted.opened = await hosted.served.hall.open_played(
                played_from(find("putten-samenleving")), seed=7
            )
            page = f"http://zaal.test:{hosted.served.port}/s/{hosted.opened.session}/samira/"
            await tab.let_in(page, await hosted.take("samira"))
            await tab.do("Network.enable")
            await tab.do("Network.setCacheDisabled", cacheDisabled=True)
            for _ in range(TIMES):
                await tab.go(page)
                await asyncio.sleep(0.3)
                found.append(tuple(await tab.run(_TOLD)))

    asyncio.run(tell())
    soon, weight = median(ms for ms, _ in found), max(size for _, size in found)
    sys.stdout.write(
        f"\na seat's page from nothing: first painted after {soon:.0f} ms (longest"
        f" {max(ms for ms, _ in found):.0f} ms), {weight / 1000:.0f} kB in all"
    )
    assert soon < MOST_MS
    assert 1_000 < weight < MOST_BYTES
