"""The simulator: equal seeds give equal plays, it counts what was played, and no play is lost or twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from game import cli, resources
from game.bots.demo import begin_demo, play_demo
from game.bots.measured import Play
from game.bots.simulate import Simulated, simulate
from game.bots.summary import MEASURES, spread, tell
from game.i18n import LANGUAGES, Mendable, Texts
from game.session.memory import MemoryStore

ROOT = Path(__file__).parents[2]
FIRST = resources.scenarios() / "eerste-potje"
PUTTEN = resources.scenarios() / "putten-samenleving"
POSIX = pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is a signal here")


def run(*, games: int = 12, jobs: int = 1, **more: Any) -> Simulated:
    return simulate(FIRST, games=games, jobs=jobs, **more)


# What is counted. ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["eerste-potje", "putten-samenleving", "noord-armoede"])
@pytest.mark.parametrize("bots", ["random", "dialogue,noor=supplier"])
def test_a_play_ends_as_the_session_with_the_same_seed_and_bots(name: str, bots: str) -> None:
    scenario = resources.scenarios() / name
    bots = bots if name == "eerste-potje" else bots.partition(",")[0]
    for play in simulate(scenario, games=3, bots=bots, seed=5, jobs=1).found["plays"]:
        stepper, players = begin_demo(MemoryStore(), scenario, play["seed"], bots)
        play_demo(stepper, players)
        table = stepper.session.state.table
        assert (play["result"], play["succeeded"]) == (table.result, table.succeeded)
        assert (play["indicators"], play["trust"]) == (table.indicators, table.trust)
        assert {id_: task["paid"] for id_, task in play["tasks"].items()} == {
            id_: task.paid for id_, task in table.running.items()
        }


def plays(bots: str, name: str = "putten-samenleving") -> list[Play]:
    found: list[Play] = simulate(resources.scenarios() / name, games=5, bots=bots, jobs=1).found["plays"]
    return found


@pytest.mark.parametrize("bots", ["random", "supplier", "dialogue"])
def test_the_money_of_a_play_is_all_accounted_for(bots: str) -> None:
    for name in ("eerste-potje", "putten-samenleving"):
        for play in plays(bots, name):
            money = play["money"]
            assert all(euros >= 0 for euros in money.values())
            assert money["in"] == sum(euros for what, euros in money.items() if what != "in")
            assert money["tasks"] == sum(task["paid"] for task in play["tasks"].values())
            assert money["saved"] >= play["history"][-1]["saved"] or play["history"][-1]["saved"] == 0


def test_silent_tells_nothing_and_spends_nothing_and_dialogue_hears_and_shares() -> None:
    for play in plays("silent"):
        assert (play["told"], play["tasks"], play["cards_told"]) == ({}, {}, 0)
        assert (play["answered"], play["at_work"], play["together"]) == (0, 0, 0)
    for play in plays("dialogue"):
        assert play["cards_told"] > 50
        assert play["answered"] > 0
        assert play["at_work"] > 50
        assert play["together"] > 0
        assert play["promises"]["kept"] == len(play["history"])


def test_every_measure_that_is_a_share_lies_between_0_and_100() -> None:
    for bots in ("random", "dialogue"):
        for play in plays(bots):
            assert all(0 <= play[name] <= 100 for name in MEASURES)


def test_a_summary_tells_mean_ends_and_how_sure_the_mean_is() -> None:
    numbers = list(range(1, 101))
    assert spread(numbers) == {"mean": 50.5, "sure": 5.69, "low": 5, "high": 96}
    assert spread([7]) == {"mean": 7, "sure": 0.0, "low": 7, "high": 7}
    found = run(games=10).found
    results = [play["result"] for play in found["plays"]]
    assert found["summary"]["measures"]["result"]["mean"] == round(sum(results) / 10, 2)
    task, bought = next(iter(found["summary"]["tasks"].items()))
    assert bought["bought"] == 10 * sum(task in play["tasks"] for play in found["plays"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_as_a_table_in_the_readers_language(language: str) -> None:
    done = run(bots="dialogue,noor=supplier")
    lines = tell(done.found, done.scenario, Texts(language))
    assert "dialogue × 2, supplier × 1" in lines[0]
    assert any(line.startswith(("Resultaat ", "Result ")) for line in lines)
    assert len({len(line) for line in lines[4:14]}) == 1


# Equal seeds, any number of cores. -------------------------------------------------------------------


def test_one_core_and_two_give_the_same_to_the_last_byte(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for jobs in ("1", "2"):
        words = ["simulate", "eerste-potje", "--games", "30", "--seed", "1", "--jobs", jobs, "--json", "-"]
        assert cli.main(words) == cli.DONE
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert [play["seed"] for play in json.loads(said[0])["plays"]] == list(range(1, 31))


def test_a_play_is_the_same_whatever_is_played_beside_it() -> None:
    many = run(games=8, seed=3, bots="random").found["plays"]
    assert run(games=1, seed=7, bots="random").found["plays"] == [many[4]]


# Stopped, killed and gone on with. -------------------------------------------------------------------


def test_a_file_is_gone_on_with_and_becomes_what_one_run_would_have_made(tmp_path: Path) -> None:
    whole, pieces = tmp_path / "whole.json", tmp_path / "pieces.json"
    run(games=12, file=whole)
    counted: list[int] = []
    for games in (4, 9, 12):
        run(games=games, file=pieces, told=counted.append)
    assert pieces.read_bytes() == whole.read_bytes()
    assert counted == [0, *range(1, 5), 4, *range(5, 10), 9, *range(10, 13)]
    assert {path.name for path in tmp_path.iterdir()} == {"whole.json", "pieces.json"}


def test_ctrl_c_keeps_what_was_counted_and_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = run(games=5).found

    def stopped_after_three(*_: object) -> Any:
        yield whole["plays"][:3]
        raise KeyboardInterrupt

    file, command = tmp_path / "plays.json", ["simulate", "eerste-potje", "--games", "5", "--jobs", "1"]
    with monkeypatch.context() as patched:
        patched.setattr("game.bots.simulate._played", stopped_after_three)
        assert cli.main([*command, "--json", str(file), "--lang", "en"]) == cli.MENDABLE
    assert "the same command goes on" in capsys.readouterr().err
    assert len(json.loads(file.read_text("utf-8"))["plays"]) == 3
    assert cli.main([*command, "--json", str(file)]) == cli.DONE
    assert json.loads(file.read_text("utf-8")) == whole


@pytest.mark.parametrize("other", [{"seed": 2}, {"bots": "random"}])
def test_plays_of_something_else_are_never_mixed_in(other: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "plays.json"
    run(games=2, file=file)
    before = file.read_bytes()
    with pytest.raises(Mendable) as told:
        run(games=2, file=file, **other)
    assert told.value.key == "simulate.other_file"
    assert file.read_bytes() == before


def test_a_file_of_another_sort_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("[1, 2]", "utf-8")
    with pytest.raises(Mendable):
        run(games=1, file=file)
    assert file.read_text("utf-8") == "[1, 2]"


def test_a_line_that_was_cut_off_does_not_count(tmp_path: Path) -> None:
    file, part = tmp_path / "plays.json", tmp_path / "plays.json.part"
    found = run(games=3).found
    asked = {name: found[name] for name in ("scenario", "digest", "bots", "seed")}
    lines = [json.dumps(one) for one in (asked, *found["plays"])]
    part.write_text("\n".join(lines)[:-40], "utf-8")
    counted: list[int] = []
    run(games=3, file=file, told=counted.append)
    assert counted == [2, 3]
    assert json.loads(file.read_text("utf-8")) == found
    assert not part.exists()


def begun(file: Path, games: int) -> subprocess.Popen[str]:
    words = ("simulate", str(PUTTEN), "--games", str(games), "--bots", "random", "--jobs", "2")
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "game.cli", *words, "--json", str(file)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until_more_are_counted(part: Path, than: int, process: subprocess.Popen[str]) -> None:
    for _ in range(1200):
        if part.exists() and part.read_bytes().count(b"\n") > than + 3:
            return
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError("nothing was counted in a minute")


PLENTY = 3_000
"""Games that take longer than the test, and end within a minute should nobody be left to stop them."""


@POSIX
@pytest.mark.slow
def test_a_run_that_is_killed_and_then_stopped_by_ctrl_c_goes_on_where_it_was(tmp_path: Path) -> None:
    file, part = tmp_path / "plays.json", tmp_path / "plays.json.part"
    with begun(file, PLENTY) as killed:
        until_more_are_counted(part, 0, killed)
        killed.kill()
    kept = part.read_bytes().count(b"\n") - 1
    with begun(file, PLENTY) as stopped:
        until_more_are_counted(part, kept, stopped)
        os.killpg(stopped.pid, signal.SIGINT)  # as a terminal does: workers hear of it too
        assert stopped.stderr is not None
        said = stopped.stderr.read()
    assert stopped.returncode == cli.MENDABLE
    assert len(said.splitlines()) == 1
    counted = json.loads(file.read_text("utf-8"))["plays"]
    assert len(counted) > kept
    simulate(PUTTEN, games=len(counted), bots="random", jobs=1, file=file)
    seeds = [play["seed"] for play in json.loads(file.read_text("utf-8"))["plays"]]
    assert len(seeds) == len(set(seeds))
    assert set(range(1, len(counted) + 1)) <= set(seeds)
    for kept_play in counted[:3]:  # whichever chunk was done first when it was stopped
        [fresh] = simulate(PUTTEN, games=1, bots="random", seed=kept_play["seed"], jobs=1).found["plays"]
        assert kept_play == fresh


def test_a_wrong_number_of_games_or_jobs_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--games", "0"], ["--jobs", "0"], ["--seed", "-1"]):
        assert cli.main(["simulate", "eerste-potje", *words]) == cli.WRONG_CALL


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["simulate", "eerste-potje", "--games", "1", "--jobs", "1", "--json", "/nowhere/at/all.json"]
    assert cli.main(words) == cli.MENDABLE
    assert "all.json" in capsys.readouterr().err
