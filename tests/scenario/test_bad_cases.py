"""Broken scenarios must print exactly what lies beside them."""

from pathlib import Path

import pytest

from tests.scenario import bad_cases


@pytest.mark.parametrize(("name", "language"), list(bad_cases.each()))
def test_a_broken_scenario_prints_exactly_what_lies_beside_it(
    name: str, language: str, tmp_path: Path
) -> None:
    expected = bad_cases.expected(name, language).read_text(encoding="utf-8")
    assert bad_cases.printed(name, language, tmp_path) == expected


def test_every_text_lies_beside_a_case() -> None:
    texts = {path.name.split(".")[0] for path in bad_cases.CASES.glob("*.txt")}
    assert texts == set(bad_cases.names())
