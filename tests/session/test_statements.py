"""Statements in xAPI: accepted by a validator that is not ours, and silent about people unless asked."""

import json
import shutil
import subprocess
from functools import cache
from typing import Any

from game.bots.demo import begin_demo, moves
from game.i18n import LANGUAGES
from game.resources import scenarios
from game.rules import events
from game.session.export.statements import as_json, statements
from game.session.log import live, unlinked
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.store import Store
from tests.mechanics import played as mechanics
from tests.server import node
from tests.session.test_export import NAMED, SESSION, TYPED, a_store


def told(store: Store, session: str, texts: bool = False, people: bool = False) -> list[dict[str, Any]]:
    links = list(store.links(session))
    return list(
        statements(
            map(unlinked, links),
            links[0].hash.hex(),
            recover(store, session).played.scenario,
            store.texts(session) if texts else {},
            store.people(session) if people else {},
        )
    )


@cache
def batches() -> list[list[dict[str, Any]]]:
    played = [mechanics.playing(name) for name in mechanics.names()]
    found = [told(one.store, one.name, texts=True, people=True) for one in played]
    return [told(a_store(), SESSION), told(a_store(), SESSION, texts=True, people=True), *found]


def test_a_validator_that_is_not_ours_accepts_every_statement() -> None:
    modules = node.modules()
    assert (modules / "@learninglocker" / "xapi-validation").is_dir()
    given = batches()
    spoilt = given[0][0] | {"timestamp": "gisteren", "id": "1"}
    for sent, wrong in ((given, 0), ([[spoilt]], 1)):
        done = subprocess.run(
            [str(shutil.which("node")), str(node.FOLDER / "xapi.mjs")],
            input="".join(json.dumps(one) + "\n" for one in sent),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        found = json.loads(done.stdout.splitlines()[-1])
        assert found["read"] == sum(map(len, sent))
        assert len(found["wrong"]) == wrong, found["wrong"][:3]


def test_statements_keep_what_the_standard_asks_beside_their_form() -> None:
    for batch in batches():
        assert len({one["id"] for one in batch}) == len(batch)
        assert len({one["context"]["registration"] for one in batch}) == 1
        for one in batch:
            assert "null" not in json.dumps(one)
            assert set(one["actor"]) <= {"objectType", "account", "name"}, "one identifier, no address"
            assert one["timestamp"].endswith("Z")
            assert set(one["object"]["definition"].get("name", {})) <= set(LANGUAGES)
            euros = one.get("result", {}).get("extensions", {}).get("urn:opgavetafel:extension:euros", {})
            assert all(type(amount) is int for amount in euros.values())


def test_every_round_every_told_card_and_every_ballot_that_counts_has_its_statement() -> None:
    happened = [one.event for one in live(map(unlinked, a_store().links(SESSION)))]
    found = told(a_store(), SESSION)

    def of(verb: str, kind: str) -> list[dict[str, Any]]:
        return [
            one
            for one in found
            if one["verb"]["id"].endswith(f"/{verb}") and one["object"]["definition"]["type"].endswith(kind)
        ]

    assert len(of("initialized", "serious-game")) == len(of("completed", "serious-game")) == 1
    begun = [one for one in happened if isinstance(one, events.RoundStarted)]
    assert len(of("initialized", "level")) == len(of("completed", "level")) == len(begun)
    cards = [one["object"]["id"] for one in of("used", "item") if ":card:" in one["object"]["id"]]
    assert cards == [
        f"urn:opgavetafel:scenario:eerste-potje:card:{one.card.replace('/', ':')}"
        for one in happened
        if isinstance(one, events.CardTold)
    ]
    ballots = [one for one in of("selected", "question") if one["object"]["id"].endswith(":ballot")]
    revealed = [one for one in happened if isinstance(one, events.BallotsRevealed)]
    assert len(ballots) >= sum(len(one.amounts) for one in revealed) > 0
    [ended] = of("completed", "serious-game")
    assert ended["result"]["completion"] is True
    assert [one["result"]["extensions"] for one in of("completed", "level")][-1] == {
        "https://w3id.org/xapi/seriousgames/extensions/progress": 1.0
    }


def test_what_the_table_went_back_before_has_no_statement() -> None:
    store = MemoryStore()
    stepper, bots = begin_demo(store, scenarios() / "eerste-potje", 7, "dialogue")
    playing = moves(stepper, bots)
    while not stepper.session.state.table.told:
        next(playing)
    stepper.order("facilitator", "step_back")
    for _ in playing:
        pass
    happened = [unlinked(link) for link in store.links(stepper.name)]
    cards = [one for one in happened if isinstance(one.event, events.CardTold)]
    counts = [one for one in live(happened) if isinstance(one.event, events.CardTold)]
    found = [one for one in told(store, stepper.name) if ":card:" in one["object"]["id"]]
    used = [one for one in found if one["verb"]["id"].endswith("/used")]
    assert len(used) == len(counts) < len(cards)


def test_names_and_typed_texts_are_told_only_when_asked_for() -> None:
    plain = as_json(told(a_store(), SESSION))
    assert NAMED not in plain
    assert json.dumps(TYPED)[1:-1] not in plain
    assert NAMED in as_json(told(a_store(), SESSION, people=True))
    assert json.dumps(TYPED)[1:-1] not in as_json(told(a_store(), SESSION, people=True))
    assert json.dumps(TYPED)[1:-1] in as_json(told(a_store(), SESSION, texts=True))
    assert plain == as_json(told(a_store(), SESSION)), "ids too"
