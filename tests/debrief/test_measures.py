"""What the debrief draws is what was played: money that adds up, lines through every round, full pockets."""

from typing import Any

from hypothesis import given, settings

from game.debrief.measures import lines, money, pockets
from game.i18n import Texts
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
