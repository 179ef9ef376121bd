"""The pages for everybody: judged by axe-core in every phase, at 320 pixels wide, and by keyboard alone."""

import asyncio
from pathlib import Path

import pytest

from game.i18n import LANGUAGES
from tests.server.browser import NEEDS_CHROMIUM, Tab, a_tab
from tests.server.judged import Judge, Table, a_table, places
from tests.server.served import Hosted, a_server

pytestmark = [NEEDS_CHROMIUM, pytest.mark.slow]


async def _coming_in(judge: Judge, hosted: Hosted, url: str, language: str, width: int = 320) -> None:
    for path in ("", "f", f"k/{hosted.opened.code}", "k/AAAAAA"):
        await judge.judge(f"{url}{path}?lang={language}", width)


async def _let_in(tab: Tab, hosted: Hosted, table: Table, url: str) -> tuple[str, str]:
    """Let the browser into the seat's page and the facilitator's, and return their addresses."""
    pages = (f"{url}s/{hosted.opened.session}/{table.seat}/", f"{url}f/{hosted.opened.session}/")
    for page, key in zip(pages, (table.key, hosted.opened.token), strict=True):
        await tab.let_in(page, key)
    return pages


def test_the_pages_of_a_first_round_pass_every_rule_of_axe_at_320_pixels(tmp_path: Path) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            judge, url = Judge(tab), f"http://zaal.test:{hosted.served.port}/"
            table = await a_table(hosted, "putten-samenleving", "samira")
            await _coming_in(judge, hosted, url, "nl")
            seat, lead = await _let_in(tab, hosted, table, url)
            async for place in places(hosted, table):
                if place in ("1-dialogue-", "1-divide-fill_in", "1-divide-claim"):
                    await judge.judge(seat)
                if place == "1-carry_out-":
                    await judge.judge(lead)
                    break

    asyncio.run(tell())


@pytest.mark.bench
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("scenario", "mine"),
    [("putten-samenleving", "samira"), ("putten-samenleving", "hanneke"), ("eerste-potje", "nadia")],
)
def test_every_page_in_every_phase_passes_every_rule_of_axe(
    tmp_path: Path, language: str, scenario: str, mine: str
) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            judge, url = Judge(tab), f"http://zaal.test:{hosted.served.port}/"
            table = await a_table(hosted, scenario, mine)
            await _coming_in(judge, hosted, url, language)
            await _coming_in(judge, hosted, url, language, 1280)
            seat, lead = await _let_in(tab, hosted, table, url)
            async for _ in places(hosted, table):
                for page in (seat, lead):
                    await judge.judge(f"{page}?lang={language}")
                await judge.judge(seat, 1280)
            assert judge.looked >= 40

    asyncio.run(tell())


_WORD = "(document.activeElement.id || document.activeElement.tagName) + '|' + document.activeElement.type"
_RING = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"


async def _tab_to(tab: Tab, wanted: str) -> None:
    """Press Tab until the focus is on something, which must be seen all the way."""
    for _ in range(60):
        await tab.key("Tab")
        assert await tab.run(_RING), f"nothing shows that {await tab.run(_WORD)} has the focus"
        if await tab.run(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"no {wanted} by keyboard")


def test_a_seat_is_taken_and_an_order_given_by_keyboard_alone(tmp_path: Path) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            await tab.go(f"http://zaal.test:{hosted.served.port}/k/{hosted.opened.code}")
            await _tab_to(tab, "#name")
            await tab.do("Input.insertText", text="Fatima")
            await _tab_to(tab, "input[type=radio]")
            for _ in range(3):  # arrows go over what is free; one press each
                if await tab.run("document.activeElement.value") == "noor":
                    break
                await tab.key("ArrowDown")
            await tab.key(" ", " ")
            await _tab_to(tab, "button")
            await tab.key("Enter", "\r")
            await tab.until("location.pathname.endsWith('/noor/') && document.readyState === 'complete'")
            await _tab_to(tab, "form[data-key^=say_stance] input[type=radio]")
            await tab.key(" ", " ")
            stance = await tab.run("document.activeElement.value")
            await _tab_to(tab, "form[data-key^=say_stance] button")
            await tab.key("Enter", "\r")
            await tab.until("document.querySelector('#said').textContent !== ''")
            room = await hosted.served.hall.room(hosted.opened.session)
            assert room.session.state.seats["noor"].holder == "person"
            assert room.session.state.table.stance == stance

    asyncio.run(tell())
