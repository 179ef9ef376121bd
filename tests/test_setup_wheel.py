"""What is given away: the sources hold all that is kept, the wheel plays among folders of the same names."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def run(*command: str | Path, folder: Path) -> str:
    """Run a command in a folder, as somebody would who has no checkout, and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def built(kind: str, folder: Path) -> Path:
    """Return a `wheel` or `sdist` built from this checkout."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, folder=ROOT)
    [made] = folder.glob("opgavetafel-*")
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout."""
    return built("wheel", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an empty environment with the wheel in it.

    The libraries are lent by the environment that runs the tests, so nothing is fetched.
    """
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ["-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", "--quiet"]
    run(sys.executable, *install, "--disable-pip-version-check", wheel, folder=place)
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    libraries = Path(run(python, "-c", script, folder=place).strip())
    lent = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    (libraries / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return python


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds other `game`, `server`, `scenarios` and `assets` folders."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in ("game", "server"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit('the wrong one')", encoding="utf-8")
    for name in ("scenarios", "assets"):
        (folder / name).mkdir()
    return folder


def test_the_wheel_carries_code_scenarios_assets_and_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("assets", "scenarios"):
        ours = {path for path in (ROOT / folder).rglob("*") if path.is_file()}
        expected = {f"game/_data/{path.relative_to(ROOT).as_posix()}" for path in ours}
        assert expected - names == set()
    for package in ("game", "server"):
        modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py")}
        assert modules - names == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "tools/"))]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a git checkout knows which files are kept")
def test_the_sources_hold_every_file_that_is_kept_so_that_all_tests_run_from_them(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    kept = {name for name in run("git", "ls-files", "-z", folder=ROOT).split("\0") if (ROOT / name).is_file()}
    assert {"docs/rules.md", "requirements.lock", ".ci/run"} <= kept
    assert kept - names == set()


def test_the_installed_game_finds_its_own_modules_and_data(installed: Path, elsewhere: Path) -> None:
    script = (
        "import game, server; from game import resources as r; print(r.scenarios(), r.assets(), sep='\\n')"
    )
    scenarios, assets = run(installed, "-P", "-c", script, folder=elsewhere).splitlines()
    for found in (scenarios, assets):
        assert Path(found).is_relative_to(installed.parents[1]), found
    assert (Path(scenarios) / "eerste-potje" / "scenario.yaml").is_file()
    assert (Path(assets) / "locale" / "nl" / "cli.po").is_file()


def test_the_command_and_the_module_run_among_folders_of_the_same_names(
    installed: Path, elsewhere: Path
) -> None:
    command = installed.with_name("opgavetafel.exe" if os.name == "nt" else "opgavetafel")
    assert "Opgavetafel: samen kiezen" in run(command, "--help", folder=elsewhere)
    assert "Opgavetafel: samen kiezen" in run(installed, "-P", "-m", "game.cli", "--help", folder=elsewhere)


def test_the_installed_game_checks_and_plays_its_own_scenario(installed: Path, elsewhere: Path) -> None:
    command: list[str | Path] = [installed, "-P", "-m", "game.cli"]
    assert run(*command, "check", "--strict", "eerste-potje", folder=elsewhere) == "In orde: 1 scenario.\n"
    database = elsewhere / "sessions.db"
    demo = ("demo", "eerste-potje", "--seed", "7", "--headless", "--database", database)
    played = run(*command, *demo, folder=elsewhere)
    assert played.splitlines()[-1].startswith("log demo-eerste-potje-7 sha256:")
    verified = run(*command, "sessions", "verify", "--database", database, folder=elsewhere)
    assert verified.splitlines()[-1] == played.splitlines()[-1]


@pytest.mark.parametrize("words", ["check eerste-potje", "demo --headless --seed 1 --database sessions-1.db"])
def test_the_installed_game_loads_a_window_for_nothing_that_needs_none(
    installed: Path, elsewhere: Path, words: str
) -> None:
    script = (
        f"import sys; from game.cli import main; assert main({words.split()!r}) == 0;"
        "print([name for name in ('pygame', 'aiohttp', 'socketio') if name in sys.modules])"
    )
    assert run(installed, "-P", "-c", script, folder=elsewhere).splitlines()[-1] == "[]"
