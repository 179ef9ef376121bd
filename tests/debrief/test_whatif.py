"""What if: another way on from a moment, in which only what was asked for and what follows of it differs."""

import json
import shutil
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import cli
from game.bots.cast import STANDARD
from game.bots.demo import begin_demo, play_demo
from game.debrief.report.looked import look_back
from game.debrief.report.page import page
from game.debrief.whatif import counted
from game.debrief.whatif.carried_on import BALLOTS, BY_BOTS, carry_on, fitted
from game.debrief.whatif.change import Change, read_change
from game.debrief.whatif.counted import Games, count, values_of
from game.debrief.whatif.moment import Branch, branch, starts
from game.debrief.whatif.telling import teller
from game.i18n import LANGUAGES, Mendable, Texts
from game.resources import scenarios
from game.rules import events
from game.rules.options import Field, Ranking, Shares, Ticks
from game.session.export.jsonl import take_in, written
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.sqlite import SqliteStore
from tests.debrief.test_report import SESSION, a_store, elements

SMALL = "demo-eerste-potje-7"


@cache
def small_store() -> MemoryStore:
    """Return a store with a short session that bots played, in which the table went back once."""
    store = MemoryStore()
    stepper, bots = begin_demo(store, scenarios() / "eerste-potje", 7, "dialogue")
    for _ in range(60):
        for seat, choose in bots.items():
            move = choose(stepper.parts(f"seat:{seat}"))
            if move:
                stepper.order(f"seat:{seat}", move[0], **move[1])
        if stepper.session.state.table.phase == "divide":
            break
        if not stepper.session.state.table.round:
            stepper.order("facilitator", "advance")
    stepper.order("facilitator", "step_back")
    play_demo(stepper, bots)
    return store


def left_at(asked: str, session: str = SESSION) -> Branch:
    store = small_store() if session == SMALL else a_store()
    return branch(store, session, asked, STANDARD)


def places(session: str) -> list[str]:
    store = small_store() if session == SMALL else a_store()
    live = recover(store, session).state.live
    return [".".join(str(part) for part in place if part) for place, _ in starts(live)]


@pytest.mark.parametrize("session", [SMALL, SESSION])
def test_a_whatif_that_changes_nothing_ends_equal_from_wherever_it_leaves(session: str) -> None:
    found = places(session)
    assert len(found) >= 16
    for asked in found if session == SMALL else found[::6]:
        left = left_at(asked, session)
        on = carry_on(left, Change())
        assert on.differs is None, asked
        assert values_of(on.table) == values_of(left.played)
        assert on.moves["kept"] == len(left.orders)
        assert sum(on.moves.values()) == len(left.orders)


def test_one_that_is_changed_in_round_3_differs_there_and_leaves_all_else_alone() -> None:
    left = left_at("3")
    on = carry_on(left, Change(stance="decide"))
    played, counted = left.played, on.table
    assert [one for one in counted.history if one.round < 3] == [
        one for one in played.history if one.round < 3
    ]
    assert counted.history[2] != played.history[2]
    assert counted.trust != played.trust
    assert on.differs is not None
    assert isinstance(on.events[on.differs], events.StanceSaid)
    assert counted.cards_drawn == played.cards_drawn, "the same luck"
    assert {id_: one.effects for id_, one in counted.revealed.items()} == {
        id_: one.effects for id_, one in played.revealed.items()
    }
    assert counted.told == played.told


def test_each_thing_that_can_be_changed_is_changed_from_its_moment_on() -> None:
    ruled = carry_on(left_at("2"), Change(rule="majority"))
    assert {number: plan.rule for number, plan in ruled.table.plans.items()} == {
        1: "average",
        2: "majority",
        3: "majority",
    }
    said = carry_on(left_at("2"), Change(stance="decide"))
    assert [one.stance for one in said.events if isinstance(one, events.StanceSaid)] == ["decide", "decide"]
    left = left_at("2")
    task, euros = next(iter(left.played.plans[2].amounts.items()))
    given = carry_on(left, Change(amounts={task: 0}))
    assert task not in given.table.plans[2].amounts
    assert given.table.plans[2].saved >= left.played.plans[2].saved + euros
    per_round = left.table.game.per_round
    cut = carry_on(left_at("2"), Change(cut=30))
    [begun] = [one for one in cut.events if isinstance(one, events.RoundStarted) and one.round == 2]
    assert [one.amount for one in begun.changes if one.cause.kind == "what_if"] == [-per_round * 30 // 100]


def test_bots_answer_a_plan_that_nobody_was_asked_about_and_vote_for_who_never_could() -> None:
    on = carry_on(left_at("2"), Change(rule="consent"))
    assert {one.rule for number, one in on.table.plans.items() if number > 1} == {"consent"}
    assert on.moves["by_bots"] >= 2 * len(on.table.game.seats)
    alone = carry_on(left_at("1"), Change(stance="decide"))
    again = Branch(**{**left_at("1").__dict__, "orders": ()})
    assert carry_on(again, Change(stance="co_produce")).table.ended
    assert alone.moves["left_out"] > 0


def test_a_report_and_a_whatif_need_nothing_of_the_folder_that_was_played_from(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(scenarios() / "eerste-potje", tmp_path / "weg"))
    store = MemoryStore()
    play_demo(*begin_demo(store, folder, 7, "dialogue"))
    shutil.rmtree(folder)
    found = count(branch(store, SMALL, "2", STANDARD), Change(rule="majority"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)
        told = page(look_back(store, SMALL, Texts("nl")), [found])
    assert Texts("nl")("whatif.not_played") in told


def test_what_was_played_stays_to_the_last_byte() -> None:
    store = small_store()
    before = list(written(store, SMALL, True, True))
    count(branch(store, SMALL, "2", STANDARD), Change(rule="consent"), BY_BOTS, Games(2, jobs=1))
    assert list(written(store, SMALL, True, True)) == before


@pytest.mark.slow
def test_a_band_is_the_same_for_a_seed_on_any_number_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counted, "FEW", 3)  # else so few plays are not worth processes of their own
    left = left_at("2", SMALL)
    change = Change(cut=40)
    one = count(left, change, BALLOTS, Games(5, seed=5, jobs=1))
    assert one == count(left, change, BALLOTS, Games(5, seed=5, jobs=2))
    assert one["band"]["games"] == 5
    assert count(left, change, BALLOTS, Games(5, seed=6, jobs=1))["band"] != one["band"]
    for value in one["band"]["values"]:
        assert value["difference"] == sorted(value["difference"])
        assert value["higher"] + value["equal"] + value["lower"] == 5


def test_other_luck_leaves_alone_what_was_known_at_the_moment() -> None:
    store = MemoryStore()
    play_demo(*begin_demo(store, scenarios() / "eerste-potje", 7, "supplier"))
    left = branch(store, SMALL, "2", STANDARD)
    ranges = {id_: task.effects for id_, task in left.table.game.tasks.items()}
    assert any(low < high for task in left.table.revealed for _, low, high in ranges[task])
    others = [carry_on(left, Change(), luck=luck).table for luck in range(1, 6)]
    for table in others:
        for task, one in left.table.revealed.items():
            assert {of: (low, high) for of, low, high in table.game.tasks[task].effects} == {
                of: (real, real) for of, real in one.effects.items()
            }
        assert table.history[:1] == left.table.history
    assert len({table.seed for table in others}) == len(others)


def test_the_causes_of_both_sides_add_up_to_what_they_end_with() -> None:
    left = left_at("2")
    found = count(left, Change(cut=30))
    then = values_of(left.table)
    assert any(one["difference"] for one in found["values"])
    for one in found["values"]:
        if one["what"] == "support":
            continue
        for side in ("played", "counted"):
            moved = sum(cause["amount"] for cause in one["causes"][side])
            assert then[one["what"], one["of"]] + moved == one[side], one


_IDS = ("a", "b", "c", "d")
_FORMS = st.one_of(
    st.builds(
        Shares,
        st.just("given"),
        st.lists(st.integers(0, 9), min_size=4, max_size=4).map(
            lambda caps: tuple(zip(_IDS, caps, strict=True))[:3]
        ),
        st.integers(0, 12),
        st.integers(1, 3),
    ),
    st.just(Ticks("given", _IDS[1:])),
    st.just(Ranking("given", _IDS[1:])),
)


@given(_FORMS, st.dictionaries(st.sampled_from(_IDS), st.integers(1, 9), max_size=4))
def test_a_ballot_that_is_made_to_fit_is_one_that_the_form_takes(form: Field, given: dict[str, int]) -> None:
    made = fitted(form, tuple(given.items()))
    assert form.allows(made)
    assert {id_ for id_, _ in made} <= given.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_shows_a_whatif_as_not_played_with_its_causes(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    texts = Texts(language)
    left = left_at("2")
    found = json.loads(json.dumps(count(left, Change(cut=30, rule="consent"), asked=Games(3, jobs=1))))
    read = elements(page(look_back(a_store(), SESSION, texts), [found]))
    section = next(one for one in read.named("section") if one.attributes["class"] == "otherwise")
    assert texts("whatif.not_played") in section.text
    differing = [one for one in found["values"] if one["difference"]]
    summaries = [one.text for one in read.named("summary") if one.text.count("30")]
    assert len(summaries) == len(differing)
    assert "{" not in section.text
    assert len(teller(left.scenario)(found, texts)) >= 3 + len(differing)


def test_the_command_says_what_a_moment_or_change_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, out = str(tmp_path / "here.db"), str(tmp_path / "w.json")
    store = SqliteStore(Path(database))
    take_in(store, written(small_store(), SMALL))
    store.close()
    call = ["whatif", SMALL, "--database", database]
    assert cli.main([*call, "--from", "2", "--cut", "50", "--json", out]) == cli.DONE
    assert "30 procent" not in capsys.readouterr().out
    assert json.loads(Path(out).read_text("utf-8"))["not_played"] is True
    report = ["report", SMALL, "--database", database, "--out", str(tmp_path / "r.html"), "--whatif"]
    assert cli.main([*report, out]) == cli.DONE
    for wrong, named in {
        ("--from", "9"): "1.dialogue",
        ("--from", "straks"): "#120",
        ("--from", "#99999"): "#",
        ("--rule", "loten"): "equal_shares",
        ("--stance", "smeken"): "decide",
        ("--cut", "120"): "90",
        ("--amount", "maan=3"): "maan",
    }.items():
        assert cli.main([*call, *wrong]) == cli.MENDABLE
        said = capsys.readouterr().err
        assert named in said
        assert "Traceback" not in said
    Path(out).write_text("{}", "utf-8")
    assert cli.main([*report, out, "--force"]) == cli.MENDABLE


def test_an_amount_that_cannot_be_is_told_with_what_could_be() -> None:
    left = left_at("2")
    task = next(iter(left.played.plans[2].amounts))
    with pytest.raises(Mendable, match="not_so_much"):
        carry_on(left, read_change(left.table.game, "", "", [f"{task}=1"], None))
    duty = next(id_ for id_ in left.table.game.tasks if id_ not in left.played.on_table)
    with pytest.raises(Mendable, match="not_on_table"):
        carry_on(left_at("3"), Change(amounts={duty: 1000}))
