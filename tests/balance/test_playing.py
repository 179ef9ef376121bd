"""Plays of the balance: by line and seed, the same on any number of cores, kept when it is stopped."""

from pathlib import Path

import pytest

from game import resources
from game.balance.brief import as_list, from_list
from game.balance.changes import HIGHER, LOWER, TOLD, begun, changed, with_minimum
from game.balance.playing import Line, Player, Plays
from game.balance.restricted import bots_for
from game.balance.seeds import first_set, second_set
from game.balance.settings import SETTINGS
from game.balance.strategies import FIXED, line_up
from game.bots.measured import measured
from game.bots.play import play_out
from game.i18n import Mendable
from game.session.scenario import Played, played_from

FIRST = resources.scenarios() / "eerste-potje"
DIALOGUE = Line("dialogue")


@pytest.fixture(scope="module")
def played() -> Played:
    return played_from(FIRST)


def plays_of(played: Played, *lines: Line, jobs: int = 1, seeds: int = 2, file: Path | None = None) -> Plays:
    counted: list[int] = []
    with Plays(played, jobs, file, counted.append).working() as plays:
        plays.play(plays.missing(lines, range(1, seeds + 1)))
    assert sum(counted) == seeds * len(lines)
    return plays


def test_a_brief_says_the_same_as_the_whole_play(played: Played) -> None:
    table = play_out(begun(played.game, (), 1), bots_for("dialogue", played.game, 1), 1)
    whole = measured(table, {})
    brief = plays_of(played, DIALOGUE).of(DIALOGUE)[1]
    assert (brief.result, brief.main) == (whole["result"], whole["indicators"]["leefwereld"])
    assert dict(brief.tasks) == {id_: task["paid"] for id_, task in whole["tasks"].items()}
    assert brief.path == tuple(moment["indicators"]["leefwereld"] for moment in whole["history"])
    assert all(dict(brief.nearest)[card] == 0 for card in brief.event_cards)
    assert from_list(as_list(brief)) == brief


def test_two_cores_play_as_one_does(played: Played) -> None:
    lines = DIALOGUE, Line("mixed", (HIGHER,))
    assert plays_of(played, *lines, jobs=2).by_line == plays_of(played, *lines).by_line


def test_what_was_kept_is_not_played_again(played: Played, tmp_path: Path) -> None:
    file = tmp_path / "x.part"
    before = plays_of(played, DIALOGUE, file=file)
    file.write_text(file.read_text() + '["dialogue",[],3,[4')  # a line that was not finished
    with Plays(played, 1, file, lambda _: None).working() as plays:
        assert plays.by_line == before.by_line
        assert plays.missing([DIALOGUE], [1, 2, 3]) == [(DIALOGUE, 3)]
    other = played_from(resources.scenarios() / "putten-samenleving")
    with pytest.raises(Mendable, match=r"balance\.other_file"), Plays(other, 1, file, print).working():
        pass


def test_when_all_is_told_nobody_can_ask_and_nobody_is_owed(played: Played) -> None:
    told = Line("dialogue", (TOLD,))
    for brief in plays_of(played, told).of(told).values():
        assert set(brief.told) == set(played.game.cards)
        assert set(brief.found) == set(played.game.chair)
        assert brief.instruments == ()


def test_minima_move_by_a_tenth_of_the_cost_in_whole_steps_and_within_it(played: Played) -> None:
    task = played.game.tasks["avondopvang"]
    assert (task.minimum, task.cost) == (15_000, 25_000)
    assert with_minimum(task, 10, 5_000).minimum == 20_000
    assert with_minimum(task, -10, 5_000).minimum == 10_000
    assert with_minimum(task, 90, 5_000).minimum == 25_000
    assert with_minimum(task, -90, 5_000).minimum == 5_000
    for change in (HIGHER, LOWER):
        moved = changed(played.game, (change,)).tasks
        assert moved["brandveilig"] == played.game.tasks["brandveilig"]
        assert moved["avondopvang"].minimum != 15_000


def test_what_is_left_out_never_comes(played: Played) -> None:
    without = (
        "without:task:huiskamer",
        "without:instrument:enquete",
        "without:event_card:open-dag",
        "without:mechanic:note",
    )
    line = Line("mixed", without)
    for brief in plays_of(played, line, seeds=6).of(line).values():
        assert "huiskamer" not in dict(brief.tasks)
        assert "enquete" not in brief.instruments
        assert "open-dag" not in brief.event_cards
    assert not changed(played.game, without).uses("note")
    with pytest.raises(ValueError, match="no change"):
        changed(played.game, ("nonsense",))


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_can_be_put_between_its_ends(played: Played, name: str) -> None:
    setting = SETTINGS[name]
    assert setting.lowest(played.game) <= setting.read(played.game) <= setting.highest(played.game)
    assert setting.write(played.game, setting.read(played.game)) == played.game
    for value in (setting.lowest(played.game), setting.highest(played.game)):
        Player()(played.game, (Line("dialogue", (f"set:{name}:{value}",)), 1))


def test_a_mixed_table_is_drawn_by_its_seed(played: Played) -> None:
    drawn = {seed: line_up("mixed", played.game.seats, seed) for seed in range(40)}
    assert drawn == {seed: line_up("mixed", played.game.seats, seed) for seed in range(40)}
    assert {name for names in drawn.values() for name in names.values()} == set(FIXED)


def test_the_two_sets_of_seeds_share_none(played: Played) -> None:
    first = first_set(1, 2000)
    second = second_set(played, first)
    assert len(first) == len(second) == 2000
    assert not set(first) & set(second)
    assert second == second_set(played, first)
    near = range(second.start + 10, second.start + 2010)
    assert not set(near) & set(second_set(played, near))


def test_another_file_has_another_second_set(played: Played) -> None:
    files = {**played.files, "scenario.yaml": played.files["scenario.yaml"] + b"# another line\n"}
    other = Played(played.scenario, files)
    assert second_set(other, first_set(1, 9)) != second_set(played, first_set(1, 9))
