"""What the debrief draws is what was played: money that adds up, lines through every round, full pockets."""

from typing import Any

from hypothesis import given, settings

from game.debrief.measures import heard, lines, money, pockets
from game.debrief.questions import questions
from game.i18n import Texts
from game.rules.actions import SayStance, TellCard, UseInstrument
from game.rules.game import compile_scenario
from game.rules.state import TableState
from game.rules.views import view
from game.scenario.model import Scenario
from tests.builders import a_table, act, go_to, worked_example
from tests.debrief.plays import ended, looked_at, plays, scenario_named

POTJE = "eerste-potje"
NL = Texts("nl")


@settings(max_examples=40)
@given(play=plays())
def test_the_money_of_a_round_is_what_was_spent_and_what_was_saved(play: tuple[str, dict[str, Any]]) -> None:
    _, parts = play
    rounds = money(parts)
    assert len(rounds) == parts["table"]["rounds"]
    for one in rounds:
        assert one.pot == sum(spent.euros for spent in one.spent) + one.saved
        assert all(spent.euros > 0 for spent in one.spent)
    assert rounds[-1].saved == parts["budget"]["money"]
    assert rounds[-1].set_aside == parts["budget"]["set_aside"]


@settings(max_examples=40)
@given(play=plays())
def test_what_a_task_cost_is_what_was_paid_for_it(play: tuple[str, dict[str, Any]]) -> None:
    _, parts = play
    spent = [one for round_ in money(parts) for one in round_.spent if one.what != "instrument"]
    for name in (name for name in parts if name.startswith("task:")):
        id_ = name.removeprefix("task:")
        paid = parts[name]["paid"] if parts[name]["started"] else 0
        assert sum(one.euros for one in spent if one.id == id_) == paid


@settings(max_examples=40)
@given(play=plays())
def test_a_line_runs_from_the_start_to_where_the_meter_stands(play: tuple[str, dict[str, Any]]) -> None:
    name, parts = play
    for line in lines(parts, scenario_named(name), NL):
        part = parts[f"seat:{line.seat}"]
        assert len(line.trust) == len(line.support) == parts["table"]["rounds"] + 1
        assert (line.trust[0], line.trust[-1]) == (part["trust_start"], part["trust"])
        assert line.support[-1] == part["support"]


def test_support_starts_where_no_wish_is_met_yet() -> None:
    [nadia, joris] = lines(looked_at(POTJE), scenario_named(POTJE), NL)
    assert (nadia.support[0], joris.support[0]) == (23, 28)  # half of trust 45 and 55, half up


@settings(max_examples=40)
@given(play=plays())
def test_a_mark_is_the_largest_change_of_its_round(play: tuple[str, dict[str, Any]]) -> None:
    name, parts = play
    for line in lines(parts, scenario_named(name), NL):
        for mark in line.marks:
            mine = [
                change["amount"]
                for change in parts[f"causes:{mark.round}"]
                if change["what"] == "trust" and change["of"] == line.seat
            ]
            unclipped = [amount for amount in mine if abs(amount) > abs(mark.amount)]
            assert mark.amount in mine
            assert not unclipped
            assert mark.sentence.amount == mark.amount


def test_every_untold_card_and_unfound_need_is_in_a_pocket() -> None:
    state = ended(POTJE, "supplier")
    kept = pockets(looked_at(POTJE, "supplier"))
    assert [one.card for one in kept if one.card] == [
        id_ for id_ in state.game.cards if id_ not in state.told
    ]
    assert [one.need for one in kept if one.seat is None] == list(state.game.chair)
    assert all(one.tasks for one in kept)


def test_pockets_stay_shut_until_the_end() -> None:
    assert pockets({"pockets": None}) == ()


def test_how_much_was_heard_is_counted_by_weight_for_each_kind_of_people() -> None:
    """Nadia tells rust (3), a survey finds eenzaam (1 of the chair's 1 + 4).

    Residents hold rust 3, opvang 2, betekenis 3, vervoer 1: 3 of 9 is 33 %. The partner holds vroeg 2: 0 %.
    The chair holds eenzaam 1 and plek 4: 1 of 5 is 20 %.
    """
    base = worked_example()
    needs = base["needs"] | {
        "eenzaam": {"name": "e", "domain": "zorg", "weight": 1, "chair": "empty", "says": "e"},
        "plek": {"name": "p", "domain": "zorg", "weight": 4, "chair": "empty", "says": "p"},
    }
    survey = {"name": "E", "kind": "survey", "cost": 5000, "finds": 1, "reach": ["eenzaam"]}
    scenario = Scenario.model_validate(base | {"needs": needs, "instruments": {"enquete": survey}})
    state = a_table(compile_scenario(scenario))
    act(
        state,
        SayStance("noor", "decide"),
        TellCard("nadia", "nadia/rust"),
        UseInstrument("noor", "enquete"),
    )
    parts = view(state, "projector")
    counted = {one.kind: (one.known, one.weight, one.percent) for one in heard(parts, scenario)}
    assert counted == {"resident": (3, 9, 33), "partner": (0, 2, 0), "chair": (1, 5, 20)}
    asked = [one.text for one in questions(_to_the_end(state), scenario, Texts("en"))]
    assert "Of what residents need you heard 33 %, of partners 0 %. Who was missing?" in asked


def _to_the_end(state: TableState) -> dict[str, Any]:
    go_to(state, "ended")
    return view(state, "projector")
