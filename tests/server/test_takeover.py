"""A seat goes on at one place: both places hear of it, nobody takes it back by only coming back."""

import asyncio
from contextlib import AsyncExitStack

import aiohttp

from game.session.wire import TOOK_OVER, Line
from tests.server.served import Hosted, story, until
from tests.server.test_pages import Browser, heard, line_with


def news(hosted: Hosted, browser: Browser, tab: str, back: bool = False, of: str = "laptop") -> str:
    where = f"{hosted.url}{browser.at}news?seq=0&tab={tab}&browser={of}"
    return where + ("&back=1" if back else "")


def test_both_pages_of_one_seat_hear_which_of_them_goes_on() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        await noor.sit("noor")
        async with noor.http.get(news(hosted, noor, "one")) as first:
            await until(lambda: "seat:noor" in heard(hosted))
            async with noor.http.get(news(hosted, noor, "two")) as second:
                assert await line_with(second, "event: ") == "event: took"
                assert '"taken-over"' in await line_with(first, "data: ", "code")
            assert await hosted.metric("opgavetafel_takeovers_total") == 1

    story(tell)


def test_a_page_that_comes_back_takes_nothing_back_and_one_that_is_loaded_again_takes_nothing_over() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        await noor.sit("noor")
        async with noor.http.get(news(hosted, noor, "one")):
            await until(lambda: "seat:noor" in heard(hosted))
        listeners = hosted.served.hall.rooms()[0].listeners
        await until(lambda: all(one.is_gone() for one in listeners))
        async with noor.http.get(news(hosted, noor, "two")) as other:  # "one" was closed before
            leader = await hosted.join(hosted.opened.token)
            await leader.act("add_remark", text="x")
            while "data: " not in (line := await line_with(other, ": ")):
                assert line != "event: took"
        async with noor.http.get(news(hosted, noor, "one", back=True)) as before:
            assert '"taken-over"' in await line_with(before, "data: ")
        async with noor.http.get(news(hosted, noor, "two", back=True)) as again:
            assert "seq" in await line_with(again, "data: ")

    story(tell)


def test_a_page_that_only_lost_its_line_goes_on_where_it_was_though_the_old_line_still_hangs() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        await noor.sit("noor")
        async with (
            noor.http.get(news(hosted, noor, "one")) as hanging,
            noor.http.get(news(hosted, noor, "one", back=True)) as again,
        ):
            assert '"taken-over"' in await line_with(hanging, "data: ", "code")
            assert "seq" in await line_with(again, "data: ")
        assert await hosted.metric("opgavetafel_takeovers_total") == 0

    story(tell)


def test_many_pages_of_one_browser_take_turns_so_that_it_can_still_ask_for_something_else() -> None:
    async def tell(hosted: Hosted) -> None:
        desk = Browser(hosted)
        await desk.lead()
        async with AsyncExitStack() as tabs:
            opened = []
            for number in range(5):
                opened.append(await tabs.enter_async_context(desk.http.get(news(hosted, desk, f"t{number}"))))
                await until(lambda number=number: len(heard(hosted)) == min(4, number + 1))  # type: ignore[misc]
            assert await line_with(opened[0], "event: ") == "event: turn"
            assert await opened[0].content.read() is not None  # it ends
            phone = await tabs.enter_async_context(desk.http.get(news(hosted, desk, "x", of="phone")))
            await until(lambda: len(heard(hosted)) == 5)
            leader = await hosted.join(hosted.opened.token)
            await leader.act("add_remark", text="x")
            for one in (*opened[1:], phone):
                assert "seq" in await line_with(one, "data: ")
        await until(lambda: heard(hosted) == ["facilitator"])

    story(tell)


def test_the_window_says_at_both_ends_that_a_seat_was_taken_over() -> None:
    from game.client.remote import RemoteConnection

    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk")
        lines: dict[str, list[Line]] = {}

        async def line(name: str, there: RemoteConnection, wanted: Line) -> None:
            def has_come() -> bool:
                lines.setdefault(name, []).extend(one for one in there.poll() if isinstance(one, Line))
                return wanted in lines[name]

            await until(has_come)

        first = RemoteConnection(hosted.url, token)
        await line("first", first, Line("open"))
        second = RemoteConnection(hosted.url, token)
        await line("second", second, Line("open", TOOK_OVER))
        await line("first", first, Line("lost", "taken-over"))
        for one in (first, second):
            await asyncio.to_thread(one.close)

    story(tell)


def test_what_a_facilitator_has_open_ends_with_the_key() -> None:
    async def tell(hosted: Hosted) -> None:
        hall, desk = hosted.served.hall, Browser(hosted)
        await desk.lead()
        begun = hall._now()
        leader = await hosted.join(hosted.opened.token)
        hall._now = lambda: begun + 12 * 3600 * 1000 - 200  # a fifth of a second before
        soon = await hosted.join(hosted.opened.token)
        async with desk.http.get(news(hosted, desk, "one")) as page:
            await soon.until(lambda: soon.lines)
            assert soon.lines == [("lost", "no-such-key")]
            assert '"no-such-key"' in await line_with(page, "data: ", "code")
        assert leader.is_connected
        hall._now = lambda: begun + 12 * 3600 * 1000
        assert (await leader.act("add_remark", text="x"))["refused"] == "no-such-key"
        await until(lambda: not leader.is_connected)
        async with aiohttp.ClientSession() as http, http.get(hosted.url + "/health") as answer:
            assert answer.status == 200

    story(tell)
