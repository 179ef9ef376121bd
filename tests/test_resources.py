"""Where scenarios, assets and the user's data are found."""

from pathlib import Path

import pytest

from game import resources


def test_a_checkout_uses_its_own_scenarios_and_assets() -> None:
    root = Path(resources.__file__).resolve().parents[1]
    assert resources.assets() == root / "assets"
    assert resources.scenarios() == root / "scenarios"
    assert (resources.assets() / "locale").is_dir()


def test_an_installed_game_uses_what_its_package_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_INSTALLED", tmp_path)
    assert resources.assets() == tmp_path / "assets"
    assert resources.scenarios() == tmp_path / "scenarios"


def test_data_goes_where_the_user_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path / "here"))
    assert resources.data_home() == tmp_path / "here"
    assert not resources.data_home().exists(), "asking where it is makes nothing"


def test_a_relative_home_does_not_move_along_with_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPGAVETAFEL_HOME", "data")
    assert resources.data_home() == tmp_path / "data"


@pytest.mark.parametrize("unset", ["", "  "])
def test_without_a_wish_the_system_says_where_data_belongs(
    unset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", unset)
    assert resources.data_home().name == "opgavetafel"
    assert resources.data_home().is_absolute()
