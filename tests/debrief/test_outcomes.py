"""Outcomes, on sessions that are written out here by hand, with what they come to worked out by hand."""

import json
from collections.abc import Callable

import pytest
import yaml

from game.bots.demo import begin_demo, play_demo
from game.debrief.outcomes import MEASURES, Outcome, Record, outcomes
from game.i18n import Texts
from game.rules import events
from game.rules.actions import Given
from game.rules.events import Amounts, Cause, Change, Event
from game.rules.game import compile_scenario
from game.scenario.model import Scenario
from game.session.events import Rewound
from game.session.export.jsonl import written
from game.session.memory import MemoryStore
from game.session.recover import recover
from tests.builders import rich_scenario, worked_example
from tests.debrief.added_up import faults
from tests.documents import document

K = 1000
S, B, R = "schuldhulp", "buurtkamer", "regeling"


def money(amount: int, kind: str, *ids: str) -> Change:
    return Change("money", "pot", amount, Cause(kind, ids))


def trust(seat: str, amount: int, kind: str) -> Change:
    return Change("trust", seat, amount, Cause(kind))


def divided(amounts: Amounts, rule: str = "average", ballots: dict[str, Given] | None = None) -> list[Event]:
    """Return a round that starts, is voted in, and has a plan that stands."""
    cast = ballots or {
        "nadia": ((S, 60 * K), (B, 30 * K)),
        "henk": ((S, 30 * K), (B, 40 * K), (R, 20 * K)),
        "joris": ((B, 40 * K), (R, 50 * K)),
        "noor": ((B, 40 * K), (R, 50 * K)),
    }
    left = 90 * K - sum(euros for _, euros in amounts)
    return [
        events.RoundStarted(1, (money(90 * K, "round", "1"),)),
        events.StanceSaid("noor", "co_produce", 1, ()),
        events.TasksLaid(("een", "twee"), (S, R, B)),
        events.StepStarted("fill_in", 1, 90 * K),
        *(events.BallotCast(seat, given, False) for seat, given in cast.items()),
        events.PlanMade(1, 2, rule, amounts, left, ()),
    ]


def stands(amounts: Amounts, how: str = "rule") -> events.PlanAdopted:
    return events.PlanAdopted(1, how, amounts, 90 * K - sum(euros for _, euros in amounts))


def started(task: str, paid: int, doer: str, owner: str | None, level: int, fit: int = 90) -> Event:
    spent = (money(-paid, "task", task),)
    return events.TaskStarted(task, paid, doer, owner, level, fit, 100, 100, 1, spent)


def told(card: str) -> Event:
    return events.CardTold(card.partition("/")[0], card, False)


def settled(*changes: Change) -> Event:
    return events.RoundSettled(1, (), (), (), 0, (), changes)


PLAN: Amounts = ((S, 60 * K), (B, 30 * K))

WHOLE = [
    *divided(PLAN)[:3],
    *(told(card) for card in ("nadia/rust", "henk/betekenis", "henk/vervoer")),
    *divided(PLAN)[3:],
    stands(PLAN),
    started(S, 60 * K, "joris", "nadia", 100),
    started(B, 30 * K, "henk", "henk", 94),
    settled(
        trust("nadia", 9, "promise_kept"), trust("henk", 2, "promise_kept"), trust("joris", 4, "promise_kept")
    ),
]
"""The round of the worked example in the rules: co-produced, with 90 to divide."""


def record(*happened: Event) -> Record:
    return Record(compile_scenario(Scenario.model_validate(worked_example())), happened, seed=7)


def measured(name: str, *happened: Event) -> Outcome:
    return MEASURES[name](record(*happened))


@pytest.mark.parametrize(
    ("name", "part", "whole", "value", "start"),
    [
        # rust 3 × 200 + vroeg 2 × 200 + betekenis 3 × 188 + opvang 2 × 94 half percents, of 11 × 200
        ("needs_answered", 1752, 2200, 80, 0),
        # without Nadia and Henk the average is 40 for B and 50 for R: 60 leaves S, 10 and 50 arrive
        ("moved_by_residents", 60 * K, 90 * K, 67, None),
        ("forces_joined", 60 * K, 90 * K, 67, None),  # S by Joris and Nadia; B by Henk alone
        ("table_support", 204, 3, 68, 24),  # 67, 57 and 80; at the start 23, 20 and 28
        ("cohesion", 83, 1, 83, 85),  # 100 − (59 − 42); at the start 100 − (55 − 40)
        ("domains_linked", 90 * K, 90 * K, 100, None),  # S links B, the other way round counts too
        ("promises_kept", 1, 1, 100, None),
        ("rule_followed", 1, 1, 100, None),
        ("forecasts_adjusted", 0, 0, None, None),
        ("decided_alone", 0, 90 * K, 0, None),
        ("cards_told", 3, 5, 60, 0),
        ("unique_told", 3, 5, 60, 0),
        ("seats_with_nothing", 0, 1, 0, 3),
        ("gini_of_wishes", 116, 1500, 8, None),  # wishes of 79, 71 and 100
    ],
)
def test_the_worked_example_measures_what_it_does_by_hand(
    name: str, part: int, whole: int, value: int | None, start: int | None
) -> None:
    found = measured(name, *WHOLE)
    assert (found.part, found.whole, found.value, found.start) == (part, whole, value, start)


def test_nothing_played_has_no_shares_and_no_division_by_nothing() -> None:
    found = {one.name: one.value for one in outcomes(record())}
    shares = {"moved_by_residents", "forces_joined", "domains_linked", "promises_kept", "decided_alone"}
    assert all(found[name] is None for name in shares)
    assert found["seats_with_nothing"] == 3


def test_a_stopped_task_answers_nothing_any_more_but_its_money_was_carried() -> None:
    happened = [*WHOLE, events.TaskStopped(S)]
    assert measured("needs_answered", *happened).part == 3 * 188 + 2 * 94
    assert measured("forces_joined", *happened).value == 67


def test_under_consent_what_moved_is_between_the_first_plan_and_the_one_that_stood() -> None:
    repaired: Amounts = ((S, 45 * K), (B, 40 * K))
    found = measured("moved_by_residents", *divided(PLAN, "consent"), stands(repaired, "consent"))
    assert (found.part, found.whole) == (15 * K, 90 * K)  # 15 left S, 10 came to B, 5 is saved


def test_a_director_that_decides_decided_all_of_it_and_residents_moved_nothing() -> None:
    own: Amounts = ((R, 50 * K), (B, 40 * K))
    happened = [*divided(own, "director"), stands(own)]
    assert measured("decided_alone", *happened).value == 100
    assert measured("moved_by_residents", *happened).value == 0


def test_a_plan_that_the_director_changed_is_partly_its_own_and_not_the_rules() -> None:
    after: Amounts = ((S, 30 * K), (B, 30 * K))
    changed = events.PlanChanged("noor", S, "co_produce", 2, after, 30 * K)
    happened = [*divided(PLAN), stands(PLAN), changed, settled(trust("nadia", -12, "promise_broken"))]
    alone = measured("decided_alone", *happened)
    assert (alone.part, alone.whole) == (30 * K, 60 * K)
    assert measured("rule_followed", *happened).value == 0
    assert measured("promises_kept", *happened).value == 0


def test_a_fall_back_is_not_the_plan_of_the_rule() -> None:
    assert measured("rule_followed", *divided(PLAN, "consent"), stands(PLAN, "fall_back")).value == 0


def test_a_promise_that_came_too_late_is_not_kept() -> None:
    both = settled(trust("nadia", 4, "promise_kept"), trust("henk", -15, "decided_before"))
    assert measured("promises_kept", *divided(PLAN), both).value == 0


def test_a_seat_that_was_wrong_and_then_right_adjusted_its_forecast() -> None:
    first = [
        events.RoundStarted(1, ()),
        *(events.ForecastMade(seat, task) for seat, task in (("nadia", B), ("henk", B), ("joris", S))),
        started(S, 60 * K, "joris", "nadia", 100, fit=94),
        started(B, 30 * K, "henk", "henk", 94, fit=80),
    ]
    second = [
        events.RoundStarted(2, ()),
        *(events.ForecastMade(seat, R) for seat in ("nadia", "joris")),
        events.ForecastMade("henk", S),
        started(R, 50 * K, "joris", "noor", 100, fit=60),
    ]
    found = measured("forecasts_adjusted", *first, *second)
    assert (found.part, found.whole) == (1, 2)  # Nadia and Henk were wrong; Nadia then right


# Sessions that were played. ------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["dialogue", "random", "supplier,nadia=random"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MemoryStore:
    """Return a store with a session of everything that a scenario can hold; once the table went back."""
    path = tmp_path_factory.mktemp("alles") / "scenario.yaml"
    path.write_text(yaml.safe_dump(rich_scenario(), allow_unicode=True, sort_keys=False), "utf-8")
    store = MemoryStore()
    stepper, bots = begin_demo(store, path, 5, request.param)
    for _ in range(6):
        for seat, choose in bots.items():
            move = choose(stepper.parts(f"seat:{seat}"))
            if move:
                stepper.order(f"seat:{seat}", move[0], **move[1])
    stepper.order("facilitator", "step_back")
    stepper.order("facilitator", "resume")
    play_demo(stepper, bots)
    return store


def the_lines(store: MemoryStore) -> list[str]:
    return list(written(store, store.sessions()[0].id))


def test_a_script_that_knows_nothing_of_the_program_adds_every_number_up(played: MemoryStore) -> None:
    assert faults(the_lines(played)) == []


@pytest.mark.parametrize("what", ["trust", "money", "indicator"])
def test_the_script_sees_a_cause_that_is_off_by_one(played: MemoryStore, what: str) -> None:
    lines = the_lines(played)
    place = max(at for at, line in enumerate(lines) if f'"what":"{what}"' in line)
    data = json.loads(lines[place])
    next(one for one in data["record"]["body"]["changes"] if one["what"] == what)["amount"] += 1
    assert faults([*lines[:place], json.dumps(data), *lines[place + 1 :]])


def test_the_pieces_of_every_measure_add_up_to_it_and_shares_stay_within_bounds(played: MemoryStore) -> None:
    session = recover(played, played.sessions()[0].id)
    happened = [one.event for one in session.state.live if not isinstance(one.event, Rewound)]
    found = outcomes(Record(session.played.game, happened, session.state.table.seed))  # type: ignore[arg-type]
    assert [one.name for one in found] == list(MEASURES)
    for one in found:
        assert one.part == sum(piece.amount for piece in one.pieces), one.name
        assert one.value is None or 0 <= one.value <= 100, one.name


# The list. -----------------------------------------------------------------------------------------------

_UNITS: dict[str, Callable[[str], bool]] = {
    "percent": lambda said: said == "%",
    "points": lambda said: said.startswith("points"),
    "seats": lambda said: said == "seats",
    "hundredths": lambda said: said.startswith("0 to 1"),
}


def test_the_list_of_measures_is_what_the_code_measures() -> None:
    texts = Texts("en")
    rows = document("docs/measures.md").table("measures").rows
    expected = [(f"`{name}` {texts(f'measure.{name}')}", texts(f"measure.{name}.about")) for name in MEASURES]
    assert [(row[0], row[1]) for row in rows] == expected
    for row, one in zip(rows, outcomes(record(*WHOLE)), strict=True):
        assert _UNITS[one.unit](row[2]), row
        assert row[3] not in ("", "–")
