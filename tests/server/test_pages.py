"""The web page: in by a code, a seat of one's own, everything by plain forms, and nothing of anybody else."""

import asyncio
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from game.i18n import LANGUAGES
from game.rules.chance import draw
from game.scenario.load import find
from game.session.invitation import spoken
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.scenario import played_from
from tests.server.browsing import Page
from tests.server.served import SOON, Hosted, a_server, story, until
from tests.session.stories import SEATS, a_played, drawn

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=x>',
    "{{7*7}}",
    "</textarea><b>",
    "&#60;b&#62;",
]


class Browser:
    """A browser without a script, as one person has it."""

    def __init__(self, hosted: Hosted, language: str = "nl") -> None:
        self.hosted = hosted
        self.http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Accept-Language": language}
        )
        hosted.browsers.append(self.http)
        self.at = ""

    async def get(self, path: str) -> Page:
        async with self.http.get(self.hosted.url + path) as answer:
            self.at = answer.url.path
            assert answer.status == 200, (path, answer.status)
            return Page(await answer.text())

    async def status(self, path: str) -> int:
        async with self.http.get(self.hosted.url + path) as answer:
            return answer.status

    async def post(self, path: str, sent: list[tuple[str, str]], quick: bool = False) -> Any:
        headers = {"Origin": self.hosted.url} | ({"X-Fetch": "1"} if quick else {})
        async with self.http.post(self.hosted.url + path, data=sent, headers=headers) as answer:
            if quick:
                return await answer.json()
            self.at = answer.url.path
            return Page(await answer.text())

    async def sit(self, seat: str, name: str = "") -> Page:
        """Join by the code and take a seat."""
        page = await self.get(f"/k/{self.hosted.opened.code}")
        assert page.forms
        page = await self.post(f"/k/{self.hosted.opened.code}", [("seat", seat), ("name", name)])
        assert self.at == f"/s/{self.hosted.opened.session}/{seat}/", page.words
        return page  # type: ignore[no-any-return]

    async def lead(self) -> Page:
        page: Page = await self.post("/f", [("key", self.hosted.opened.token)])
        return page

    async def act(self, kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Fill a form in on the page where this browser is, and send it."""
        page = await self.get(self.at)
        sent = page.form(kind, body).filled(body)
        found: dict[str, Any] = await self.post(self.at + "doe", sent, quick=True)
        return found


def test_a_whole_session_is_played_by_forms_alone() -> None:
    store = MemoryStore()

    async def tell() -> None:
        async with a_server(store, actions_per_second=1000, burst=1000) as hosted:
            hosted.opened = await hosted.served.hall.open_played(played_from(find("eerste-potje")), seed=7)
            room = await hosted.served.hall.room(hosted.opened.session)
            browsers: dict[str, Browser] = {}
            for seat in room.session.state.seats:
                browsers[seat] = Browser(hosted, LANGUAGES[len(browsers) % 2])
                await browsers[seat].sit(seat, seat)
            browsers["facilitator"] = Browser(hosted)
            await browsers["facilitator"].lead()
            for turn in range(400):
                if room.session.state.table.ended:
                    break
                actor, kind, body = a_move(room, turn)
                assert (await browsers[actor].act(kind, body))["ok"], (actor, kind, body)
            assert room.session.state.table.ended
            for actor, browser in browsers.items():
                page = await browser.get(browser.at)
                if actor != "facilitator":
                    sent = page.form("make_agreement", {}).filled({"text": f"Ik bel {actor}"})
                    assert (await browser.post(browser.at + "doe", sent, quick=True))["ok"]
            page = await browsers["facilitator"].get(browsers["facilitator"].at)
            assert "Ik bel nadia" in page.words
            assert recover(store, hosted.opened.session).state.agreements

    asyncio.run(tell())


def a_move(room: Any, turn: int) -> tuple[str, str, dict[str, Any]]:
    offered = [
        (observer, option)
        for observer in (*(f"seat:{seat}" for seat in room.session.state.seats), "facilitator")
        for option in room.view(observer)["options"]
        if "closed" not in option
    ]

    def chance(what: str, sides: int) -> int:
        return draw(13, what, "forms", turn, sides)

    observer, option = offered[chance("option", len(offered))]
    body = {one["name"]: drawn(one, chance) for one in option["fields"]}
    return observer.removeprefix("seat:"), option["kind"], body


def test_a_link_preview_takes_no_seat_and_a_reload_keeps_it() -> None:
    async def tell(hosted: Hosted) -> None:
        preview, bo = Browser(hosted), Browser(hosted)
        for _ in range(3):
            await preview.get(f"/k/{hosted.opened.code}")
        room = await hosted.served.hall.room(hosted.opened.session)
        assert {held.holder for held in room.session.state.seats.values()} == {"empty"}
        await bo.sit("henk", "Bo")
        page = await bo.get(bo.at)
        assert "Henk" in page.words
        welcome = await bo.get(f"/k/{hosted.opened.code}")
        links = [one["href"] for tag, one in welcome.tags if tag == "a"]
        assert f"/s/{hosted.opened.session}/henk/" in links
        assert await preview.status(f"/s/{hosted.opened.session}/henk/") == 403

    story(tell)


def test_the_same_form_sent_twice_is_one_order_and_an_old_one_is_told_so() -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        page = await noor.sit("noor")
        sent = page.form("say_stance", {}).filled({"stance": "co_produce"})
        first = await noor.post(noor.at + "doe", sent, quick=True)
        again = await noor.post(f"/s/{hosted.opened.session}/noor/doe", sent, quick=True)
        assert first == again
        assert first["ok"]
        kept = [one for one in store.answered(hosted.opened.session) if '"say_stance"' in one.action]
        assert len(kept) == 1
        changed = [(name, "0" * 24 if name == "id" else value) for name, value in sent]
        late = await noor.post(f"/s/{hosted.opened.session}/noor/doe", changed, quick=True)
        assert not late["ok"]
        assert late["said"]

    story(tell, store)


def test_without_a_script_a_form_leads_back_to_the_page_that_says_what_came_of_it() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        page = await noor.sit("noor")
        page = await noor.post(noor.at + "doe", page.form("say_stance", {}).filled({"stance": "co_produce"}))
        assert "Gelukt, en bewaard." in page.words
        assert noor.at == f"/s/{hosted.opened.session}/noor/"

    story(tell)


def test_a_page_says_what_the_table_is_asked_and_shows_no_choice_between_nothing() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        page = await noor.sit("noor")
        assert "Hoe nemen we deze ronde het besluit?" in page.words
        assert "Welke plichten mag de tafel bespreken" not in page.words
        form = page.form("say_stance", {})
        assert [one["name"] for _, one, _ in form.inputs if one.get("name", "").startswith("list:")] == [
            "list:open_duty"
        ]
        assert (await noor.act("say_stance", {"stance": "co_produce", "open_duty": []}))["ok"]
        assert "Wat is hier nodig? Wie vertelt, wie vraagt?" in (await noor.get(noor.at)).words

    story(tell)


def test_a_page_holds_its_own_secrets_and_nobody_elses() -> None:
    async def tell(hosted: Hosted) -> None:
        for seat in SEATS:
            browser = Browser(hosted)
            page = await browser.sit(seat)
            scenario = (await hosted.served.hall.room(hosted.opened.session)).session.played.scenario
            for role, one in scenario.roles.items():
                for card in one.cards.values():
                    assert (str(card.says) in page.words) is (role == seat), (seat, card.says)
        leader = Browser(hosted)
        page = await leader.lead()
        assert "Rust." not in page.words

    story(tell)


def test_no_name_or_text_becomes_markup_on_anybodys_page() -> None:
    async def tell(hosted: Hosted) -> None:
        leader, noor = Browser(hosted), Browser(hosted)
        await leader.lead()
        await noor.sit("noor")
        for number, payload in enumerate(PAYLOADS):
            order = [("id", f"take-{number:08}"), ("kind", "take_seat"), ("one:seat", "henk"),
                     ("one:holder", "person"), ("text:name", payload)]  # fmt: skip
            assert (await leader.post(f"/f/{hosted.opened.session}/doe", order, quick=True))["ok"]
            for browser, path in ((leader, f"/f/{hosted.opened.session}/"), (noor, noor.at)):
                path = path if path.endswith("/") else f"/s/{hosted.opened.session}/noor/"
                page = await browser.get(path)
                assert " ".join(payload.split()) in page.words
                assert not [tag for tag, one in page.tags if tag == "b" or "onerror" in one]
                assert sum(tag == "script" for tag, _ in page.tags) == 1

    story(tell, actions_per_second=1000, burst=1000)


def test_the_facilitator_leads_from_the_page() -> None:
    async def tell(hosted: Hosted) -> None:
        leader, henk = Browser(hosted), Browser(hosted)
        wrong: Page = await leader.post("/f", [("key", "x" * 43)])
        assert "werkt niet meer" in wrong.words
        page = await leader.lead()
        assert spoken(hosted.opened.code) in page.words
        await henk.sit("henk", "Bo")
        leader.at = f"/f/{hosted.opened.session}/"
        assert (await leader.act("pause", {}))["ok"]
        assert (await leader.act("resume", {}))["ok"]
        assert (await leader.act("add_remark", {"text": "Stil"}))["ok"]
        order = [("id", "hand-over-1"), ("kind", "take_seat"), ("one:seat", "henk"), ("one:holder", "empty")]
        assert (await leader.post(leader.at + "doe", order, quick=True))["ok"]
        await until_status(henk, f"/s/{hosted.opened.session}/henk/", 403)

    story(tell)


def test_the_facilitator_draws_or_skips_the_event_card_that_only_this_page_names() -> None:
    async def tell(hosted: Hosted) -> None:
        hosted.opened = await hosted.served.hall.open_played(a_played(event_cards=two), seed=7)
        leader, henk = Browser(hosted), Browser(hosted)
        cards = (await hosted.served.hall.room(hosted.opened.session)).session.played.scenario.event_cards
        await leader.lead()
        seat = await henk.sit("henk", "Bo")
        leader.at = f"/f/{hosted.opened.session}/"
        page = await leader.get(leader.at)
        [named] = [id_ for id_, card in cards.items() if str(card.name) in page.words]
        assert not any(str(card.name) in seat.words for card in cards.values())
        assert (await leader.act("skip_event_card", {"event_card": named}))["ok"]
        [other] = [id_ for id_ in cards if id_ != named]
        assert (await leader.act("draw_event_card", {"event_card": other}))["ok"]
        seen = await henk.get(f"/s/{hosted.opened.session}/henk/")
        assert str(cards[other].name) in seen.words
        assert str(cards[named].name) not in seen.words

    card = {"says": "Er gebeurt iets.", "effects": [{"trust": "henk", "by": -2}]}
    two = {"een": {"name": "Storm", **card}, "twee": {"name": "Feest", **card}}
    story(tell)


async def until_status(browser: Browser, path: str, status: int) -> None:
    async with asyncio.timeout(SOON):
        while await browser.status(path) != status:
            await asyncio.sleep(0.02)


def test_a_page_hears_that_there_is_news_and_of_a_takeover_and_resumes_where_it_was() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        await noor.sit("noor")
        path = f"{hosted.url}/s/{hosted.opened.session}/noor/news"
        head = hosted.served.hall.rooms()[0].session.state.head
        async with noor.http.get(path, headers={"Last-Event-ID": str(head)}) as first:
            assert first.headers["Content-Type"].startswith("text/event-stream")
            await until(lambda: "seat:noor" in heard(hosted))
            leader = await hosted.join(hosted.opened.token)
            answer = await leader.act("add_remark", text="x")
            assert await line_with(first, "id: ") == f"id: {head}"  # what it would come back with
            assert await line_with(first, "id: ") == f"id: {answer['accepted']}"
            async with noor.http.get(path, headers={"Last-Event-ID": str(answer["accepted"])}) as second:
                assert json.loads((await line_with(first, "data: ", '"code"'))[6:]) == {"code": "taken-over"}
                await leader.act("add_remark", text="y")
                await line_with(second, "id: ")
                assert await line_with(second, "id: ") == f"id: {answer['accepted'] + 1}"
        await until(lambda: "seat:noor" not in heard(hosted))

    story(tell)


def heard(hosted: Hosted) -> list[str]:
    return [one.observer for one in hosted.served.hall.rooms()[0].listeners]


async def line_with(answer: aiohttp.ClientResponse, *parts: str) -> str:
    async with asyncio.timeout(SOON):
        while True:
            line = (await answer.content.readline()).decode().strip()
            if all(part in line for part in parts):
                return line


def test_pages_are_small_and_ask_nothing_of_anybody_else() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = Browser(hosted)
        await noor.sit("noor")
        total = 0
        for path in (noor.at, "/web/page.css", "/web/page.js"):
            async with noor.http.get(hosted.url + path) as answer:
                text = await answer.text()
                total += len(text.encode())
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                assert not re.search(r"(src|href)=\"https?:|//cdn|import ", text)
        assert total < 150_000

    story(tell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_its_language_its_title_and_every_input(language: str) -> None:
    async def tell(hosted: Hosted) -> None:
        browser = Browser(hosted, language)
        pages = [await browser.get(path) for path in ("/", "/f", f"/k/{hosted.opened.code}")]
        pages += [await browser.sit("noor"), await browser.lead()]
        for page in pages:
            assert ("html", {"lang": language}) in page.tags
            assert sum(tag == "h1" for tag, _ in page.tags) == 1
            named = {one.get("for") for tag, one in page.tags if tag == "label"}
            inputs = [one for tag, one in page.tags if tag in ("input", "select", "textarea")]
            assert [one for one in inputs if one.get("type") != "hidden" and one.get("id") not in named] == []
            ids = [one["id"] for _, one in page.tags if "id" in one]
            assert len(ids) == len(set(ids))

    story(tell)


def test_the_script_uses_nothing_that_needs_a_secure_context() -> None:
    text = (Path(__file__).parents[2] / "server" / "web" / "page.js").read_text("utf-8")
    for word in ("randomUUID", "clipboard", "wakeLock", "serviceWorker", "crypto.subtle", "innerHTML ="):
        assert word not in text, word
