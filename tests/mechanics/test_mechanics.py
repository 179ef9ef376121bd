"""Each mechanic by itself: what it does as documented, how it reads, and that it is nowhere when left out.

After a change that is meant, write the transcripts anew with `python -m tests.mechanics.test_mechanics` and
read what changed before it is kept.
"""

import pytest

from game.i18n import LANGUAGES
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


if __name__ == "__main__":
    for one in played.names():
        for reader in LANGUAGES:
            played.kept(one, reader).write_text(played.told(one, reader), "utf-8")
