"""The page in a real browser, by a made-up host name, so that its context is not a secure one."""

import asyncio
from pathlib import Path

from game.scenario.load import find
from game.session.scenario import played_from
from game.session.session import FACILITATOR
from server import steering
from tests.server.browser import NEEDS_CHROMIUM, Tab, a_tab, size
from tests.server.served import Client, Hosted, a_server

pytestmark = NEEDS_CHROMIUM


async def joined(
    hosted: Hosted, tab: Tab, scenario: str = "putten-samenleving", seat: str = "hanneke"
) -> Client:
    """Have a phone come in, and return who leads the session."""
    hosted.opened = await hosted.served.hall.open_played(played_from(find(scenario)), seed=7)
    await tab.go(f"http://zaal.test:{hosted.served.port}/k/{hosted.opened.code}")
    await tab.run("document.querySelector('#name').value = 'Fatima'")
    await tab.run(f"document.querySelector('#seat-{seat}').click()")
    await tab.run("document.querySelector('form button').click()")
    await tab.until(f"location.pathname.endsWith('/{seat}/') && document.readyState === 'complete'")
    return await hosted.join(hosted.opened.token)


def test_a_phone_joins_acts_hears_news_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            leader = await joined(hosted, tab)
            assert await tab.run("window.isSecureContext") is False
            await leader.act("advance")
            await tab.until("document.querySelector('form[data-key^=say_stance]') !== null")
            left = "Number(document.querySelector('.clock [data-left]').dataset.left)"
            before = await tab.run(left)
            await leader.act("extend", seconds=600)
            await tab.until(f"{left} > {before + 500_000}")  # the clock is brought up to date as well
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
            await steering.kick(
                hosted.served.hall, hosted.opened.session, "hanneke", FACILITATOR, "kick-0001"
            )
            kicked = "document.querySelector('#line').textContent === "
            kicked += "document.querySelector('#line').dataset.kicked"
            await tab.until(kicked)
            await asyncio.sleep(0.3)  # a page that asks for itself meanwhile does not say otherwise
            assert await tab.run(kicked)
            assert tab.faults == []

    asyncio.run(tell())


def test_news_that_a_page_could_not_fetch_is_fetched_later_though_nobody_tells_it_again(
    tmp_path: Path,
) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            leader = await joined(hosted, tab)
            await tab.until("document.querySelector('form[data-key^=answer_poll]') !== null")
            await tab.run(
                "window.asked = 0; window.fetched = window.fetch; window.fetch = (...what) => { asked += 1;"
                " return asked === 1 ? Promise.reject(new TypeError('no way there'))"
                " : asked === 2 ? Promise.resolve(new Response('', {status: 503})) : fetched(...what); };0"
            )
            await leader.act("advance")
            await tab.until("asked === 1 && !document.querySelector('#line').hidden")
            await tab.until("document.querySelector('form[data-key^=say_stance]') !== null")
            await tab.until("document.querySelector('#line').hidden")

    asyncio.run(tell())


def test_looking_back_appears_on_an_open_page_at_the_end_and_goes_along_with_the_room(tmp_path: Path) -> None:
    async def tell() -> None:
        async with a_server(names=("zaal.test",)) as hosted, a_tab(hosted, tmp_path) as tab:
            leader = await joined(hosted, tab, "eerste-potje", "nadia")
            room = await hosted.served.hall.room(hosted.opened.session)
            for seat in ("noor", "joris"):
                await leader.act("take_seat", seat=seat, holder="bot:dialogue")
            async with asyncio.timeout(60):
                while not room.session.state.table.ended:
                    await leader.act("advance")
            await tab.until("document.querySelector('#back h2') !== null")
            await tab.until("document.querySelector('#now').nextElementSibling.id === 'back'")
            assert "accepted" in await leader.act("turn_page", page="honest")
            await tab.until("document.querySelector('#back').textContent.includes('asking pays')")

    asyncio.run(tell())
