"""How others hear where to come in: an address that they can reach, a code to say, a code to scan."""

import re

import pytest

from game.i18n import Texts
from game.session.invitation import link, modules, spoken
from server import addresses
from server.addresses import front_door
from server.app import Ready
from server.hall import Opened
from server.settings import Settings
from server.telling import drawn, tell_ready
from tests.server.browsing import Page
from tests.server.served import Hosted, story

_SIGNS = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def a_ready(*, is_only_here: bool = False) -> Ready:
    opened = Opened("eerste-potje-1", "K3M7RT", "a-key")
    address = "http://192.168.1.7:8017/"
    return Ready(address, opened, link(address, opened.code), is_only_here)


def test_the_terminal_shows_the_code_to_scan_row_by_row_within_a_white_border() -> None:
    rows = modules("http://192.168.1.7:8017/k/K3M7RT")
    lines = [re.sub(r"\033\[[\d;]*m", "", line) for line in drawn("http://192.168.1.7:8017/k/K3M7RT")]
    seen = [row for line in lines for row in zip(*(_SIGNS[sign] for sign in line), strict=True)]
    assert [row[2:-2] for row in seen[2 : 2 + len(rows)]] == list(rows)
    assert not any(any(row) for row in (*seen[:2], *seen[2 + len(rows) :]))
    assert not any(any((*row[:2], *row[-2:])) for row in seen)


def test_serve_draws_a_code_for_who_can_scan_it_and_says_when_nobody_else_can_come() -> None:
    texts = Texts("nl")
    shared = tell_ready(a_ready(), texts, draws=True)
    assert drawn(a_ready().link)[0] in shared
    assert texts("server.code", code="K3M-7RT") in shared
    alone = tell_ready(a_ready(is_only_here=True), texts, draws=True)
    assert not any("█" in line for line in alone)
    assert texts("server.only_here") in alone


@pytest.mark.parametrize(
    ("settings", "typed", "scanned"),
    [
        ({"host": "0.0.0.0"}, "http://10.0.0.5:8017/", "http://10.0.0.5:8017/"),
        ({"host": "::"}, "http://10.0.0.5:8017/", "http://10.0.0.5:8017/"),
        ({"host": "0.0.0.0", "names": ("zaal.lan",)}, "http://zaal.lan:8017/", "http://10.0.0.5:8017/"),
        ({"host": "fd00::5"}, "http://[fd00::5]:8017/", "http://[fd00::5]:8017/"),
        ({"names": ("spel.nl",), "behind_proxy": True}, "https://spel.nl/", "https://spel.nl/"),
    ],
)
def test_people_type_a_name_if_there_is_one_and_scan_an_address_in_a_local_network(
    settings: dict[str, object], typed: str, scanned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "own_address", lambda: "10.0.0.5")
    door = front_door(Settings(**settings), 8017)  # type: ignore[arg-type]
    assert (door.address, door.scanned, door.is_only_here) == (typed, scanned, False)


def test_the_facilitators_page_shows_the_code_to_scan_only_where_others_can_come() -> None:
    async def tell(hosted: Hosted) -> None:
        headers = {"Cookie": f"plek={hosted.opened.token}", "Accept-Language": "en"}
        path = f"/f/{hosted.opened.session}/"
        alone = Page(await hosted.text(path, headers))
        assert "Only this computer gets here" in alone.words
        assert "svg" not in {tag for tag, _ in alone.tags}
        hosted.served.settings.host = "192.168.1.7"
        shared = Page(await hosted.text(path, headers))
        assert spoken(hosted.opened.code) in shared.words
        [dark] = [one["d"] for tag, one in shared.tags if tag == "path" and "class" not in one]
        address = f"http://192.168.1.7:{hosted.served.port}/"
        rows = modules(link(address, hosted.opened.code))
        wanted = {(x + 4, y + 4) for y, row in enumerate(rows) for x, on in enumerate(row) if on}
        found = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", dark)}
        assert found == wanted

    story(tell)
