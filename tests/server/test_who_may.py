"""Who may what: every message by every kind of caller, and exactly what docs/protocol.md says is refused."""

import json
from itertools import product
from pathlib import Path
from typing import Any

from server.hall import MOST_SCREENS, Opened
from tests.server.served import Client, Hosted, story
from tests.session.stories import two_rounds

DOCS = Path(__file__).parents[2] / "docs"
BODIES: dict[str, Any] = json.loads((DOCS / "schema" / "actions.json").read_text("utf-8"))["$defs"]
KINDS = sorted(BODIES)
OF_A_SEAT = {kind for kind in KINDS if "seat" in BODIES[kind]["properties"]} - {"take_seat"}

MINE, OTHERS = "nadia", "henk"
CALLERS = ("the seat", "the seat, named", "the seat on the big screen", "another seat", "the facilitator")


def a_body(kind: str, seat: str = "") -> dict[str, Any]:
    """Return a body that is well formed; whether it makes sense is not asked here."""
    sample = {"string": "x", "integer": 1, "array": [], "boolean": False}
    body = {
        name: sample[BODIES[kind]["properties"][name]["type"]] for name in BODIES[kind].get("required", [])
    }
    return body | ({"seat": seat} if seat else {})


def test_the_document_says_whose_orders_are_whose() -> None:
    text = " ".join((DOCS / "protocol.md").read_text("utf-8").split())
    assert "A kind whose body has a `seat` is that seat's own" in text
    assert "`take_seat` and kinds without are the facilitator's" in text
    assert {"cast_ballot", "ready", "make_agreement", "answer_poll"} <= OF_A_SEAT
    assert not {"advance", "pause", "rewind", "take_seat", "add_remark"} & OF_A_SEAT


def test_every_order_by_every_caller_is_refused_exactly_where_it_is_not_theirs() -> None:
    """First all that must be refused, which leaves no record; then what is theirs, which nobody calls so."""

    async def tell(hosted: Hosted) -> None:
        key = await hosted.take(MINE)
        lead = await hosted.join(hosted.opened.token)
        other = await hosted.sit(OTHERS)
        room = await hosted.served.hall.room(hosted.opened.session)
        head, wrong = room.session.state.head, []

        async def asked(caller: str, kind: str, number: int) -> str:
            named = MINE if kind in OF_A_SEAT and caller != "the seat" else ""
            said = await clients[caller].act(kind, f"matrix-{number:04}", None, **a_body(kind, named))
            return str(said.get("refused", ""))

        async def all_of(callers: tuple[str, ...], theirs: bool) -> None:
            for number, (caller, kind) in enumerate(product(callers, KINDS)):
                is_theirs = (
                    caller.startswith("the seat") if kind in OF_A_SEAT else caller == "the facilitator"
                )
                if is_theirs is not theirs:
                    continue
                code = await asked(caller, kind, number + 1000 * CALLERS.index(callers[0]))
                if (code == "not-yours") is theirs or code == "bad-order":
                    wrong.append((caller, kind, code))

        clients = {"another seat": other, "the facilitator": lead}
        for callers in (("the seat",), ("the seat, named",), ("the seat on the big screen",)):
            observer = {"observer": "projector"} if callers[0].endswith("screen") else {}
            clients[callers[0]] = await hosted.join(key, **observer)  # the one before hears that it is over
            await all_of(callers, theirs=False)
        await all_of(("another seat", "the facilitator"), theirs=False)
        assert wrong == []
        assert room.session.state.head == head
        await all_of(("the seat on the big screen",), theirs=True)
        await all_of(("the facilitator",), theirs=True)
        assert wrong == []

    story(tell, actions_per_second=100_000, burst=100_000)


def test_a_screen_that_only_shows_can_order_nothing_and_sees_what_everybody_may() -> None:
    async def tell(hosted: Hosted) -> None:
        status, found = await hosted.post("/api/watch", code=hosted.opened.code)
        assert status == 200
        screen = await hosted.join(found["token"])
        assert (screen.said["actor"], screen.said["observer"]) == ("projector", "projector")
        room = await hosted.served.hall.room(hosted.opened.session)
        head, wrong = room.session.state.head, []
        for number, kind in enumerate(KINDS):
            body = a_body(kind, MINE if kind in OF_A_SEAT else "")
            said = await screen.act(kind, f"screen-{number:04}", None, **body)
            wrong += [] if said.get("refused") == "not-yours" else [(kind, said)]
        assert wrong == []
        assert room.session.state.head == head
        await screen.until(lambda: "table" in screen.parts)
        assert not {"private", "options", "own_words", "rewind", "remarks"} & screen.parts.keys()
        assert (await hosted.post("/api/watch", code="KANARIE"))[1]["refused"] == "no-such-code"

    story(tell, actions_per_second=100_000, burst=100_000)


def test_asking_for_ever_more_screens_leaves_a_few_that_work() -> None:
    async def tell(hosted: Hosted) -> None:
        hall, session = hosted.served.hall, hosted.opened.session
        keys = [await hall.give_screen(session) for _ in range(MOST_SCREENS + 2)]
        assert hall.key(keys[0]) is None
        assert hall.key(keys[-1]) is not None
        assert hall.key(hosted.opened.token) is not None

    story(tell, actions_per_second=100_000, burst=100_000)


def test_a_key_opens_its_own_session_and_pages_and_nothing_else() -> None:
    async def tell(hosted: Hosted) -> None:
        hall, mine = hosted.served.hall, hosted.opened
        elsewhere: Opened = await hall.open_played(two_rounds(), seed=8)
        keys = {
            "nobody": "",
            "a guess": "A" * 43,
            "the seat": await hosted.take(MINE),
            "another seat": await hosted.take(OTHERS),
            "the facilitator": mine.token,
            "the seat elsewhere": await hall.take(elsewhere.session, MINE),
            "the facilitator elsewhere": elsewhere.token,
            "a screen": await hall.give_screen(mine.session),
            "who had the seat before": await hosted.take("joris"),
        }
        lead = await hosted.join(mine.token)
        await lead.act("take_seat", seat="joris", holder="empty")
        while hall.key(keys["who had the seat before"]) is not None:
            await lead.act("add_remark", text="even wachten")
        seat, desk = f"/s/{mine.session}/{MINE}/", f"/f/{mine.session}/"
        here = {"the seat", "another seat", "the facilitator", "a screen"}
        known = here | {"the seat elsewhere", "the facilitator elsewhere"}
        pages = {seat: {"the seat"}, desk: {"the facilitator"}}
        wrong: list[tuple[str, str, int]] = []
        for caller, key in keys.items():
            bearer = {"Authorization": f"Bearer {key}"} if key else {}
            cookie = {"Cookie": f"plek={key}"} if key else {}
            asked = {
                "/api/key": (bearer, known),
                f"/api/scenario/{mine.session}": (bearer, here),
                **{page: (cookie, who) for page, who in pages.items()},
            }
            for path, (headers, who) in asked.items():
                async with hosted.http.get(hosted.url + path, headers=headers) as answer:
                    if (answer.status == 200) is not (caller in who) or answer.status not in (200, 403):
                        wrong.append((caller, path, answer.status))
            for page, who in pages.items():
                form = {"id": f"form-{len(caller):04}", "kind": "pause" if page == desk else "ready"}
                sent = cookie | {"Origin": hosted.url, "X-Fetch": "1"}
                async with hosted.http.post(hosted.url + page + "doe", data=form, headers=sent) as answer:
                    if ((await answer.json())["code"] == "no-such-key") is (caller in who):
                        wrong.append((caller, page + "doe", answer.status))
                async with hosted.http.get(hosted.url + page + "news", headers=cookie) as answer:
                    if (answer.status == 200) is not (caller in who):
                        wrong.append((caller, page + "news", answer.status))
            client = Client(hosted.url)
            await client.connect()
            said = await client.call("join", {"token": key})
            came_here = said.get("session") == mine.session
            if ("refused" in said) is (caller in known) or came_here is not (caller in here):
                wrong.append((caller, "join", 0))
            await client.close()
        assert wrong == []

    story(tell, tries_per_minute=1_000, tries_in_all=1_000)
