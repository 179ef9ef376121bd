"""Each mechanic by itself: what it does as documented, how it reads, and that it is nowhere when left out.

After a change that is meant, write the transcripts anew with `python -m tests.mechanics.test_mechanics` and
read what changed before it is kept.
"""

from typing import get_args

import pytest

from game import resources
from game.i18n import LANGUAGES
from game.scenario import model
from tests.mechanics import played


@pytest.mark.parametrize("name", played.names())
def test_using_a_mechanic_and_not_using_it_differ_as_its_file_says(name: str) -> None:
    used = played.playing(name).parts("projector")
    unused = played.playing(name, is_used=False).parts("projector")
    differs = played.case(name).differs
    assert differs, "nothing is said to differ"
    found = {path: [played.value_at(used, path), played.value_at(unused, path)] for path in differs}
    assert found == differs
    assert all(one != other for one, other in found.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", played.names())
def test_a_mechanic_reads_as_it_was_kept(name: str, language: str) -> None:
    file = played.kept(name, language)
    assert played.told(name, language) == file.read_text("utf-8"), f"{file.name} differs"


def test_every_mechanic_and_every_stance_is_played_in_some_file() -> None:
    used, said = set[str](), set[str]()
    for name in played.names():
        found = played.case(name)
        used |= set(found.scenario.get("mechanics", []))
        used |= {one for round_ in found.scenario["rounds"].values() for one in round_.get("new", [])}
        said |= {line["stance"] for line in found.used if isinstance(line, dict) and "stance" in line}
    assert set(get_args(model.Mechanic)) <= used
    assert set(get_args(model.Stance)) == said


def test_the_page_about_mechanics_names_every_one() -> None:
    page = (resources.scenarios() / "README.md").read_text("utf-8")
    assert [one for one in get_args(model.Mechanic) if f"`{one}`" not in page] == []
    assert [name for name in played.names() if f"`{name}`" not in page] == []


if __name__ == "__main__":
    for one in played.names():
        for reader in LANGUAGES:
            played.kept(one, reader).write_text(played.told(one, reader), "utf-8")
