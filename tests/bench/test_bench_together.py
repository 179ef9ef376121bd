"""All at one table: `serve`, four browsers, Node and the window play to the debrief, past a kill -9.

These six hold all seven seats, no bot plays, and every kind of action that Putten has is used.
"""

import asyncio
import base64
import json
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pygame
import pytest

from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore
from tests.bench.evening import UNUSED, USED, Evening, Player, a_player, act, come_in, python, until
from tests.screen import Screen, a_screen, environment, needs_screen
from tests.server import node
from tests.server.browser import NEEDS_CHROMIUM, Tab, a_browser, a_tab_beside, a_tab_in, size
from tests.server.test_node_client import SCHEMAS
from tests.server.test_serve import take

pytestmark = [pytest.mark.bench, pytest.mark.slow, needs_screen, NEEDS_CHROMIUM]

MOST_SECONDS = 480
ROOT = Path(__file__).parents[2]
PHONES, TWO_AT_ONE, DESKTOP = ("samira", "gert", "marloes"), "ruben", "hanneke"
"""Seats: of three phones, the second one of the first phone, and that of a browser on a desk."""
FOR_NODE, FOR_WINDOW = "ayla", "evert"
PICKS: dict[str, Any] = {
    "stance": "co_produce",
    "given": ["samen-koken", "rijden", "wisselploeg", "ommetje", "hofje"],
    "challenge": "gezond-leven",
}
"""What browsers choose where they can, else what comes first: linked tasks, so that owners can meet."""
OTHER_PICKS = PICKS | {"challenge": "ouder-worden"}


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with a_screen(tmp_path / "screen") as made:
        yield made


class Album:
    """A picture of every client at every step that a session comes to."""

    def __init__(self, folder: Path, screen: Screen) -> None:
        self._folder = folder
        self._screen = screen
        self._taken: set[tuple[str, str]] = set()
        folder.mkdir()

    async def add(self, place: tuple[int, str, str], tabs: dict[str, Tab]) -> None:
        if place[1:] in self._taken:
            return
        self._taken.add(place[1:])
        name = "-".join(str(one) for one in place if one)
        for seat, tab in tabs.items():
            await tab.do("Page.bringToFront")  # a tab behind another draws nothing
            is_long = seat != DESKTOP
            made = await tab.do("Page.captureScreenshot", format="jpeg", captureBeyondViewport=is_long)
            (self._folder / f"{name}-{seat}.jpg").write_bytes(base64.b64decode(made["data"]))
        pixels = self._screen.picture().swapaxes(0, 1)
        pygame.image.save(pygame.surfarray.make_surface(pixels), self._folder / f"{name}-window.png")


def _shunned(evening: Evening, seat: str) -> list[str]:
    """Return what a seat leaves, so that the few slots of a round suffice for every kind in the end."""
    round_ = evening.place[0]
    left = ["withdraw"] if seat != "gert" or "withdraw" in evening.kinds else []
    if round_ < 3:
        left += ["write_note", "change_plan"]
    if round_ != 1 or "book_report" not in evening.kinds:
        left.append("use_instrument")
    if round_ != 1:
        left.append("book_report")
    return left


class Desk:
    """What the facilitator does beside going on, each once."""

    def __init__(self, evening: Evening) -> None:
        self._evening = evening
        self._done: set[str] = set()

    async def do(self) -> None:
        """Do what belongs to this moment."""
        round_, phase, _ = self._evening.place
        if (round_, phase) == (1, "dialogue") and self._is_new("clock"):
            for form in ("pause", "resume", "extend", "add_remark"):
                await self._evening.at_desk(form)
        if (round_, phase) == (1, "frame") and self._is_new("step back"):
            await self._evening.at_desk("step_back")
            await self._evening.at_desk("resume")
            await self._evening.at_desk("skip_event_card")
        if (round_, phase) == (2, "dialogue") and self._is_new("rewind"):
            leader = self._evening.leader
            [*_, point] = leader.parts["rewind"]["points"]
            assert "accepted" in await leader.act("rewind", to_seq=point["seq"])
            await self._evening.at_desk("resume")
        if (round_, phase) == (2, "frame") and self._is_new("event card"):
            await self._evening.at_desk("draw_event_card")
        if (round_, phase) == (3, "dialogue") and self._is_new("go on"):
            await self._evening.at_desk("advance")

    def _is_new(self, what: str) -> bool:
        was, self._done = self._done, self._done | {what}
        return what not in was


async def _play(evening: Evening, folder: Path, screen: Screen) -> str:
    env = environment(folder, DISPLAY=screen.display, SDL_VIDEODRIVER="x11", PYTHONPATH=str(ROOT))
    album = Album(folder / "pictures", screen)
    async with aiohttp.ClientSession() as http, a_browser(http, folder / "browser") as browser:
        await evening.lead()
        tabs = {seat: await a_tab_in(browser, http) for seat in (*PHONES, DESKTOP)}
        tabs[TWO_AT_ONE] = await a_tab_beside(browser, http, tabs[PHONES[0]])
        desk = await a_tab_beside(browser, http, tabs[DESKTOP])
        for tab in (tabs[DESKTOP], desk):
            await size(tab, 1280, 800, is_phone=False)
        await evening.open_desk(desk)
        await evening.at_desk(f"take_seat-{TWO_AT_ONE}", holder="bot:dialogue")  # who comes takes it over
        await evening.at_desk("resume")
        said = evening.said
        for seat, tab in tabs.items():
            await come_in(tab, said["link"], seat)
        key = await take(said, FOR_WINDOW)
        client = (str(shutil.which("node")), str(node.FOLDER / "client.mjs"))
        async with (
            a_player(*client, said["address"], said["code"], "", str(SCHEMAS), FOR_NODE) as other,
            a_player(*python("tests.bench.at_the_window", said["address"], key), env=env) as window,
        ):
            seen = tabs | {"desk": desk}
            took = await _to_the_end(evening, tabs, seen, (other, window), album)
            acknowledged = other.accepted() | window.accepted()
            for tab in seen.values():
                acknowledged |= dict.fromkeys([id_ for id_, _ in await tab.run("window.acks")], 0)
    _check(evening, acknowledged)
    return (
        f"{len(acknowledged)} orders accepted in {took:.0f} s, {len(other.accepted())} of them of Node and \
{len(window.accepted())} of the window; {len(USED)} kinds of actions; not in Putten: {', '.join(UNUSED)}"
    )


async def _to_the_end(
    evening: Evening, tabs: dict[str, Tab], seen: dict[str, Tab], players: tuple[Player, Player], album: Album
) -> float:
    begun, was_killed, desk = time.monotonic(), False, Desk(evening)
    other, window = players
    while not evening.table["ended"]:
        assert time.monotonic() - begun < MOST_SECONDS, (evening.table, USED - evening.kinds)
        evening.look()
        first = sorted(USED - evening.kinds)
        await asyncio.gather(
            *(
                act(
                    tab,
                    avoid=_shunned(evening, seat),
                    first=first,
                    picks=PICKS if seat in PHONES else OTHER_PICKS,
                )
                for seat, tab in tabs.items()
            )
        )
        await asyncio.sleep(0.3)
        is_ballot = evening.place[1:] == ("divide", "fill_in")
        if is_ballot and not was_killed and other.accepted() and window.accepted():
            was_killed = True
            sys.stdout.write(f"\nup {evening.kill():.1f} s after the kill")
            await evening.all_back(seen, {"Node": (other, "back"), "window": (window, "line open")})
        else:
            if not evening.table["ended"]:
                await album.add(evening.place, seen)
            await desk.do()
            await evening.go_on()
    assert was_killed

    async def have_ended() -> bool:
        return other.has_ended() and window.has_ended()

    for seat, tab in tabs.items():
        await tab.until("document.querySelector('#back') !== null")
        assert await act(tab, only="make_agreement"), seat
    await until(have_ended)
    await evening.at_desk("turn_page")
    await asyncio.sleep(0.5)
    await album.add(evening.place, seen)
    return time.monotonic() - begun


def _check(evening: Evening, acknowledged: dict[str, int]) -> None:
    """Hold what was acknowledged to the log: each order once, and every kind of action."""
    session = evening.said["session"]
    store = SqliteStore(evening.database, read_only=True)
    kept = [(one.id, json.loads(one.answer)) for one in store.answered(session)]
    assert verify_session(store, session)["intact"]
    store.close()
    for id_, at in acknowledged.items():
        answers = [answer for found, answer in kept if found == id_]
        assert [answer.get("accepted", 0) > 0 for answer in answers] == [True], id_
        assert at in (0, answers[0]["accepted"]), id_
    assert len(acknowledged) > 100
    evening.look()
    assert evening.kinds == USED


def test_all_kinds_of_clients_play_one_session_to_its_end_past_a_kill(tmp_path: Path, screen: Screen) -> None:
    node.modules()
    with ExitStack() as servers:
        evening = Evening(tmp_path, servers)
        said = asyncio.run(_play(evening, tmp_path, screen))
    people = evening.leader.parts["people"]
    assert {one["holder"] for one in people.values()} == {"person"}
    sys.stdout.write("\n" + said)
