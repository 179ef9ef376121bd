"""The wheel: carries all the game needs, and stands its ground among folders of the same names."""

import os
import subprocess
import sys
import sysconfig
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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    [built] = folder.glob("opgavetafel-*.whl")
    return built


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
