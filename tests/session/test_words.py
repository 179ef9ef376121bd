"""Words: a client elsewhere reads what its observer knows by now, and nothing else of the scenario."""

import json

import pytest

from game.bots.demo import begin_demo, moves
from game.scenario.load import find
from game.scenario.model import Scenario
from game.session.memory import MemoryStore
from game.session.words import own_words, public, with_words, words

SHIPPED = ["eerste-potje", "putten-samenleving"]


def secrets_of(scenario: Scenario) -> dict[str, set[str]]:
    """Return per role the texts that are its own: its cards, brief and core value."""

    def said(text: object) -> set[str]:
        return set(text.values()) if isinstance(text, dict) else {text} if isinstance(text, str) else set()

    return {
        id_: set().union(
            *(said(card.says) for card in role.cards.values()),
            said(role.brief),
            said(role.core_value.says if role.core_value else None),
        )
        for id_, role in scenario.roles.items()
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_public_holds_no_secret_and_still_reads_as_a_scenario(name: str) -> None:
    stepper, _ = begin_demo(MemoryStore(), find(name), 7)
    scenario = stepper.session.played.scenario
    text = json.dumps(public(scenario), ensure_ascii=False)
    told = Scenario.model_validate(public(scenario))
    assert [one for own in secrets_of(scenario).values() for one in own if one in text] == []
    assert all(not task.answers and not task.links and not task.lure for task in told.tasks.values())
    assert not told.needs
    assert not told.event_cards
    assert told.tasks.keys() == scenario.tasks.keys()
    assert told.roles.keys() == scenario.roles.keys()


def test_words_grow_with_what_is_told_and_never_run_ahead_of_it() -> None:
    stepper, bots = begin_demo(MemoryStore(), find("eerste-potje"), 7)
    for _ in moves(stepper, bots):
        table = stepper.session.state.table
        known = words(stepper.session)
        if table.ended:
            break
        assert known["cards"].keys() == set(table.told)
        assert known["needs"].keys() == {*(card.partition("/")[2] for card in table.told), *table.found}
        assert known["event_cards"].keys() <= {*table.cards_drawn, table.event_card}
        assert all("when" not in card or card["when"] is None for card in known["event_cards"].values())


def test_put_together_they_say_what_the_scenario_says() -> None:
    stepper, bots = begin_demo(MemoryStore(), find("eerste-potje"), 7)
    for _ in moves(stepper, bots):
        pass
    session = stepper.session
    scenario = session.played.scenario
    seat = next(iter(scenario.roles))
    known = json.loads(json.dumps([words(session), own_words(session, seat)]))
    found = with_words(Scenario.model_validate(public(scenario)), seat, *known)
    assert found.roles[seat] == scenario.roles[seat]
    assert found.needs == scenario.needs
    for id_, role in scenario.roles.items():
        assert found.roles[id_].cards == role.cards
    assert {id_: task.answers for id_, task in found.tasks.items()} == {
        id_: task.answers for id_, task in scenario.tasks.items()
    }
