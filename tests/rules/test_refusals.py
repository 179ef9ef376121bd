"""Refusals: a code and facts, given before anything happened, also for what answers a moment gone by."""

from dataclasses import replace

import pytest

from game.rules.actions import (
    ACTIONS,
    LASTING,
    Action,
    Advance,
    AskByName,
    BookReport,
    CastBallot,
    ChooseChallenge,
    Ready,
    Recognise,
    SayStance,
    TellCard,
    Withdraw,
    WriteNote,
    kind_of,
)
from game.rules.decide import decide
from game.rules.offers import options, options_of
from game.rules.state import ActionRefused, TableState
from tests.builders import a_rich_game, a_table, act, go_to, open_options, refusal
from tests.rules.plays import finish

SEATS = ("nadia", "henk", "joris", "noor")


def test_a_refusal_says_which_action_it_refuses() -> None:
    with pytest.raises(ActionRefused) as refused:
        decide(a_table(), Recognise("henk", "nadia/rust"))
    assert (refused.value.code, refused.value.facts) == ("not-now", {"action": "recognise"})


def test_what_belongs_to_another_phase_is_refused() -> None:
    state = a_table()
    assert refusal(state, CastBallot("henk", ())) == "not-now"
    assert refusal(state, ChooseChallenge("henk", "een")) == "not-now"
    go_to(state, "fill_in")
    assert refusal(state, TellCard("henk", "henk/betekenis")) == "not-now"


def test_who_is_not_at_the_table_can_do_nothing() -> None:
    state = a_rich_table()
    for place in ("explore", "dialogue", "frame", "fill_in", "claim", "reflect"):
        go_to(state, place, round_=2)
        assert options(state, "vreemdeling") == []
        for option in open_options(state):
            if option.seat is not None:
                stranger = replace(option, seat="vreemdeling").sample(lambda _subject, _sides: 0)
                assert refusal(state, stranger) == "not-now"


def a_rich_table() -> TableState:
    return a_table(a_rich_game(mechanics=["instruments", "recognise", "note", "meet", "forecast"]))


def test_only_the_facilitator_says_further() -> None:
    state = a_table()
    act(state, SayStance("noor", "decide"), TellCard("henk", "henk/vervoer"), BookReport("noor"))
    for place in ("dialogue", "frame", "fill_in", "claim", "carry_out", "reflect"):
        go_to(state, place)
        assert [option.kind for option in options(state, "facilitator")] == ["advance"]
        assert all(options_of(state, seat, "advance") == [] for seat in SEATS)


def test_an_ended_table_takes_nothing_and_offers_nothing() -> None:
    state = a_table()
    finish(state)
    assert refusal(state, Advance()) == "table-ended"
    assert refusal(state, Ready("henk")) == "table-ended"
    assert open_options(state) == []
    assert all(options_of(state, seat, kind) == [] for seat in SEATS for kind in ACTIONS)


# Moments


def test_what_answers_a_phase_that_is_over_is_stale() -> None:
    state = a_table()
    before = state.moment
    act(state, SayStance("noor", "decide"))
    assert state.moment == before + 1
    assert refusal(state, Advance(), moment=before) == "stale"
    assert decide(state, Advance(), moment=state.moment)


def test_pressing_further_twice_goes_on_once() -> None:
    state = a_table()
    act(state, SayStance("noor", "decide"))
    seen = state.moment
    act(state, Advance())
    assert state.phase == "frame"
    assert refusal(state, Advance(), moment=seen) == "stale"
    assert state.phase == "frame"


def test_two_seats_that_act_at_once_never_refuse_each_other() -> None:
    state = a_table()
    go_to(state, "fill_in")
    seen = state.moment
    for seat in SEATS[:3]:
        assert decide(state, CastBallot(seat, ()), moment=seen)
        act(state, CastBallot(seat, ()))
    assert state.moment == seen


def test_a_step_inside_dividing_is_a_moment_of_its_own() -> None:
    state = a_table()
    go_to(state, "fill_in")
    seen = state.moment
    act(state, *(CastBallot(seat, ()) for seat in SEATS))
    assert state.step == "reveal"
    assert refusal(state, CastBallot("henk", ()), moment=seen) == "stale"


@pytest.mark.parametrize("kind", LASTING, ids=kind_of)
def test_what_means_the_same_in_the_next_phase_is_never_stale(kind: type[Action]) -> None:
    fields = {"other": "henk", "of": "henk", "card": "nadia/rust"}
    names = kind.__dataclass_fields__.keys() - {"seat"}
    action = kind(**{"seat": "noor", **{name: fields[name] for name in names}})  # type: ignore[arg-type]
    state = a_table()
    go_to(state, "frame")
    late, now = (_refused_as(state, action, moment) for moment in (0, state.moment))
    assert late == now != "stale"


def _refused_as(state: TableState, action: Action, moment: int) -> str:
    try:
        decide(state, action, moment)
    except ActionRefused as refused:
        return refused.code
    return ""


def test_a_note_sent_in_one_phase_is_taken_in_the_next() -> None:
    state = a_table()
    go_to(state, "dialogue")
    seen = state.moment
    go_to(state, "frame")
    assert decide(state, WriteNote("noor"), moment=seen)


# Ready, and taking it back


def test_ready_is_taken_back_and_asked_again_in_each_phase() -> None:
    state = a_table()
    act(state, SayStance("noor", "decide"), Ready("henk"), Ready("nadia"))
    assert refusal(state, Ready("henk")) == "not-now"
    act(state, Withdraw("henk", "ready"))
    assert state.ready == {"nadia"}
    act(state, Advance())
    assert state.ready == set()


def test_nobody_is_ready_for_what_ends_by_itself() -> None:
    state = a_table()
    for place in ("explore", "frame", "fill_in"):
        go_to(state, place)
        assert refusal(state, Ready("henk")) == "not-now"


def test_a_choice_of_challenge_is_taken_back() -> None:
    state = a_table()
    go_to(state, "frame")
    act(state, ChooseChallenge("henk", "een"), Withdraw("henk", "challenge"))
    assert state.choices == {}


def test_a_question_or_a_told_card_is_not_taken_back() -> None:
    state = a_table()
    act(state, SayStance("noor", "decide"), AskByName("joris", "henk"), TellCard("henk", "henk/vervoer"))
    for what in ("card", "question", "told", "asked"):
        assert refusal(state, Withdraw("henk", what)) == "not-now"
