"""The pages for everybody: judged by axe-core in every phase, at 320 pixels wide, and by keyboard alone."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.i18n import LANGUAGES
from game.session.session import FACILITATOR
from game.session.wire import Order
from server import waiting
from server.steering import give_leader, open_group_played
from tests.server.browser import NEEDS_CHROMIUM, Tab, a_browser, a_tab, a_tab_in
from tests.server.judged import NARROW, WIDE, Judge, Table, a_table, order_by_keys, places
from tests.server.served import Hosted, a_server
from tests.server.test_kept_and_network import play_out_room
from tests.session.stories import two_rounds

pytestmark = [NEEDS_CHROMIUM, pytest.mark.slow]


async def _coming_in(judge: Judge, hosted: Hosted, url: str, language: str, *widths: int) -> None:
    """Judge what stands before a table: welcome, code, key, a wrong code, pages without their key."""
    code, session = hosted.opened.code, hosted.opened.session
    for path in ("", "f", f"k/{code}", "k/AAAAAA", "k?code=!", f"f/{session}/", f"s/{session}/x/"):
        mark = "&" if "?" in path else "?"
        await judge.judge(f"{url}{path}{mark}lang={language}", *widths, by_keys=True)


async def _let_in(tab: Tab, hosted: Hosted, table: Table, url: str) -> dict[str, str]:
    """Let the browser into the seats' pages and the facilitator's, and return their addresses."""
    pages = {seat: f"{url}s/{hosted.opened.session}/{seat}/" for seat in table.keys}
    pages["facilitator"] = f"{url}f/{hosted.opened.session}/"
    for who, key in {**table.keys, "facilitator": hosted.opened.token}.items():
        await tab.let_in(pages[who], key)
    return pages


def test_the_pages_of_a_first_round_pass_every_rule_of_axe_at_320_pixels(tmp_path: Path) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            judge, url = Judge(tab), f"http://zaal.test:{hosted.served.port}/"
            table = await a_table(hosted, "putten-samenleving", "samira")
            await _coming_in(judge, hosted, url, "nl")
            pages = await _let_in(tab, hosted, table, url)
            async for place in places(hosted, table):
                if place in ("1-dialogue-", "1-divide-fill_in", "1-divide-claim"):
                    await judge.judge(pages["samira"], by_keys=place == "1-divide-fill_in")
                if place == "1-carry_out-":
                    await judge.judge(pages["facilitator"])
                    break

    asyncio.run(tell())


@pytest.mark.bench
@pytest.mark.parametrize(
    ("scenario", "mine"),
    [("putten-samenleving", ("samira", "hanneke")), ("eerste-potje", ("nadia", "noor"))],
)
def test_every_page_in_every_phase_passes_every_rule_of_axe(
    tmp_path: Path, scenario: str, mine: tuple[str, ...]
) -> None:
    """In both languages, at 400 % and full width, and by keyboard; pages that read alike are judged once."""

    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            judge, url = Judge(tab), f"http://zaal.test:{hosted.served.port}/"
            table = await a_table(hosted, scenario, *mine)
            for language in LANGUAGES:
                await _coming_in(judge, hosted, url, language, NARROW, WIDE)
            pages, been, sent = await _let_in(tab, hosted, table, url), list[str](), set[str]()
            async for place in places(hosted, table):
                been.append(place)
                for page in pages.values():
                    for language in LANGUAGES:
                        by_keys = language == LANGUAGES[0]
                        await judge.judge(f"{page}?lang={language}", NARROW, WIDE, by_keys=by_keys)
                for seat in mine:
                    await _order_each_kind(tab, pages[seat], sent)
                    await judge.judge_here(NARROW)  # with what came of it in sight
            assert been[-1] == "ended"
            assert len(been) > 12
            assert len(sent) >= 10
        sys.stdout.write(
            f"\n{scenario}: {len(been)} places, {judge.loaded} pages opened, axe-core looked {judge.looked}"
            f" times, {judge.walked} walked by Tab; sent by keyboard: {', '.join(sorted(sent))}"
        )

    asyncio.run(tell())


async def _order_each_kind(tab: Tab, page: str, sent: set[str]) -> None:
    """Send one form of each kind that was not sent before by keyboard alone."""
    await tab.go(page)
    keys = await tab.run("[...document.querySelectorAll('#do form[data-key]')].map((one) => one.dataset.key)")
    for key in keys:
        kind = key.partition("-")[0]
        if kind in sent or not await tab.run(f"document.querySelector('form[data-key=\"{key}\"]') !== null"):
            continue
        sent.add(kind)
        await order_by_keys(tab, key)


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


@asynccontextmanager
async def _a_desk(folder: Path, **settings: Any) -> AsyncIterator[tuple[Hosted, Tab, str]]:
    """Give a server with three tables, a browser that leads them, and the address of their desk."""
    async with a_server(names=("zaal.test",), **settings) as hosted, a_tab(hosted, folder) as tab:
        hosted.opened = await open_group_played(hosted.served.hall, two_rounds(), 3, seed=7)
        desk = f"http://zaal.test:{hosted.served.port}/f/{hosted.opened.group}"
        await tab.let_in(desk, hosted.opened.token)
        yield hosted, tab, desk


def test_the_desk_passes_every_rule_of_axe_and_is_used_by_keyboard_on_a_tablet(tmp_path: Path) -> None:
    async def tell() -> None:
        async with _a_desk(tmp_path) as (hosted, tab, desk):
            await Judge(tab).judge(f"{desk}/?lang=nl", 1024)
            await tab.run("window.scrollTo(0, 0); document.activeElement.blur()")
            await _tab_to(tab, "form[data-key=resume-resume-2] button")
            await tab.key("Enter", "\r")
            await tab.until("document.querySelector('#said').textContent !== ''")
            group = hosted.served.hall.group(hosted.opened.group)
            assert group is not None
            paused = [
                (await hosted.served.hall.room(one)).session.state.clock.paused for one in group.sessions
            ]
            assert paused == [True, False, True]
            await tab.until("document.querySelector('form[data-key=pause-pause-2]') !== null")

    asyncio.run(tell())


def test_a_phone_that_waits_goes_on_by_itself_when_a_key_is_pressed_at_the_desk(tmp_path: Path) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_browser(hosted.http, tmp_path) as browser:
            hall = hosted.served.hall
            hosted.opened = await open_group_played(hall, two_rounds(), 2, seed=7)
            desk, phone = await a_tab_in(browser, hosted.http), await a_tab_in(browser, hosted.http)
            url, id_ = f"http://zaal.test:{hosted.served.port}", hosted.opened.group
            await desk.let_in(f"{url}/f/{id_}", hosted.opened.token)
            await desk.go(f"{url}/f/{id_}/?lang=nl")
            group = hall.group(id_)
            assert group is not None
            await hall.groups.change(group, lambda one: replace(one, locked=one.sessions))
            await phone.go(f"{url}/k/{group.code}?lang=nl")
            await phone.run("document.querySelector('#name').value = 'Bo'")
            await phone.run("document.querySelector('form button').click()")
            await phone.until("document.querySelector('#stand') !== null")
            await desk.until("document.querySelector('#waiting') !== null")  # by itself too
            await desk.until("!document.querySelector('#waiting').textContent.includes('geen verbinding')")
            await desk.do("Page.bringToFront")
            await desk.run("document.activeElement.blur(); window.scrollTo(0, 0)")
            await _tab_to(desk, "form[data-key^=seat_one] button")
            await desk.key("Enter", "\r")
            await phone.until("location.pathname.startsWith('/s/')")
            await desk.until("document.querySelector('#waiting') === null")

    asyncio.run(tell())


@pytest.mark.bench
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_desk_passes_every_rule_of_axe(tmp_path: Path, language: str) -> None:
    async def tell() -> None:
        async with _a_desk(tmp_path, bot_pace_ms=0) as (hosted, tab, desk):
            hall, url = hosted.served.hall, desk.partition("/f/")[0]
            group = hall.group(hosted.opened.group)
            assert group is not None
            third = await hall.room(group.sessions[2])
            await third.order(Order("clock-runs", FACILITATOR, "resume", {}))
            await play_out_room(third)
            await hall.take(group.sessions[0], "henk", "Bo")
            await give_leader(hall, group, "Cas")
            judge = Judge(tab)
            pages = [f"{desk}/", f"{desk}/tafel/1/", f"{desk}/plekken", f"{desk}/vergelijk"]
            pages += [f"{desk}/tafel/1/wat-als", f"{desk}/tafel/3/wat-als"]
            pages += [f"{url}/verbinding", f"{url}/k/{group.code}", f"{url}/k/{group.code}/scan"]
            for page in pages:
                await judge.judge(f"{page}?lang={language}", 320, 1024, by_keys=True)
            assert judge.looked == 2 * len(pages)
            await hall.groups.change(group, lambda one: replace(one, locked=one.sessions))
            await judge.judge(f"{url}/k/{group.code}?lang={language}", 320, 1024, by_keys=True)
            token = await waiting.wait(hall, group, "Dor")
            await tab.do("Network.setCookie", url=f"{url}/k", name="wacht", value=token, path="/k")
            for page in (f"{url}/k/{group.code}/wacht", f"{desk}/"):
                await judge.judge(f"{page}?lang={language}", 320, 1024, by_keys=True)
            assert judge.looked == 2 * len(pages) + 6

    asyncio.run(tell())
