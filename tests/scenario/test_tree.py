"""The tree: what YAML says, with the place of everything, from any bytes whatever."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from game.scenario import tree
from game.scenario.problems import Finding, Span
from game.scenario.scalars import Doubtful
from game.scenario.tree import Tree, plain_data, read

PARSERS = [parser for parser in (getattr(yaml, "CLoader", None), yaml.Loader) if parser is not None]


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "PARSER", request.param)


def a_tree(text: str) -> Tree:
    found, _, findings = read(text.encode())
    assert found is not None
    assert findings == []
    return found


def data_of(text: str) -> Any:
    return plain_data(a_tree(text).root)


def findings_in(text: str) -> list[Finding]:
    return read(text.encode())[2]


def codes_in(text: str) -> list[str]:
    return [finding.code for finding in findings_in(text)]


# Values. ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("-3", -3),
        ("+3", 3),
        ("10_000", 10_000),
        ("0", 0),
        ("1.5", 1.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("Nadia", "Nadia"),
        ("ja", "ja"),
        ("nee", "nee"),
        ("y", "y"),
        ("2e kans", "2e kans"),
        ("- een", ["een"]),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'on'", "on"),
        ("|\n  12\n", "12\n"),
    ],
)
@pytest.mark.usefixtures("_each_parser")
def test_a_value_means_what_it_says(written: str, meant: object) -> None:
    [value] = data_of(f"a:\n  {written}\n" if written.startswith("-") else f"a: {written}\n").values()
    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize(
    "written",
    ["on", "Off", "YES", "no", "012", "12:30", "0x1F", "1e3", ".5", "5.", "2022-01-01", ".inf", "1__0",
     "9" * 5000],
)  # fmt: skip
@pytest.mark.usefixtures("_each_parser")
def test_a_word_that_readers_do_not_agree_on_is_doubtful(written: str) -> None:
    assert data_of(f"a: {written}") == {"a": Doubtful(written)}


@pytest.mark.usefixtures("_each_parser")
def test_a_key_is_always_text() -> None:
    assert data_of("1: a\ntrue: b\non: c\nnull: d") == {"1": "a", "true": "b", "on": "c", "null": "d"}


@pytest.mark.usefixtures("_each_parser")
def test_line_ends_of_every_system_and_a_byte_order_mark_are_read() -> None:
    for text in ("a: 1\nb: 2\n", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r", "\ufeffa: 1\nb: 2\n"):
        found, _, findings = read(text.encode())
        assert findings == []
        assert found is not None
        assert plain_data(found.root) == {"a": 1, "b": 2}
        located = found.at(("b",))
        assert located is not None
        assert located.node.span == Span(2, 4, 2, 5)


# Places. ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_each_parser")
def test_every_value_and_key_knows_its_place() -> None:
    found = a_tree("taken:\n  - naam: Zes bomen\n    kost: {euro: 12}\n").at(("taken", 0, "kost", "euro"))
    assert found is not None
    assert found.key is not None
    assert (found.key.span, found.node.span) == (Span(3, 12, 3, 16), Span(3, 18, 3, 20))


@pytest.mark.usefixtures("_each_parser")
def test_places_count_signs_and_not_bytes() -> None:
    found = a_tree("{é: 'ü🙂', b: 1}").at(("b",))
    assert found is not None
    assert found.node.span == Span(1, 14, 1, 15)


@pytest.mark.usefixtures("_each_parser")
def test_an_anchor_is_no_part_of_the_place_of_its_value() -> None:
    found = a_tree("a: &veel   12\n").at(("a",))
    assert found is not None
    assert found.node.span == Span(1, 12, 1, 14)


def test_a_path_that_leads_nowhere_is_none() -> None:
    found = a_tree("a: [1]")
    assert [found.at(path) for path in [("b",), ("a", 1), ("a", "x"), ("a", 0, "x")]] == [None] * 4


# Anchors. --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_each_parser")
def test_an_alias_is_known_by_where_it_is_written_and_where_it_is_used() -> None:
    found = a_tree("a: &een {x: 1}\nb: *een\n").at(("b", "x"))
    assert found is not None
    assert found.node.span == Span(1, 13, 1, 14)
    assert found.uses == (Span(2, 4, 2, 8),)


@pytest.mark.usefixtures("_each_parser")
def test_a_merge_brings_fields_that_its_own_fields_override() -> None:
    text = "a: &een {x: 1, y: 1}\nb: &twee {y: 2, z: 2}\nc:\n  <<: [*een, *twee]\n  z: 3\n"
    assert data_of(text)["c"] == {"x": 1, "y": 1, "z": 3}
    found = a_tree(text).at(("c", "x"))
    assert found is not None
    assert found.uses == (Span(4, 8, 4, 12),)


@pytest.mark.usefixtures("_each_parser")
def test_a_merge_of_a_merge_knows_both_uses() -> None:
    found = a_tree("a: &een {x: 1}\nb: &twee {<<: *een}\nc: {<<: *twee}\n").at(("c", "x"))
    assert found is not None
    assert [use.line for use in found.uses] == [3, 2]


def test_every_use_of_an_alias_gets_data_of_its_own() -> None:
    data = data_of("a: &een {x: 1}\nb: *een\n")
    data["a"]["x"] = 2
    assert data["b"] == {"x": 1}


def test_a_quoted_merge_sign_is_an_ordinary_key() -> None:
    assert data_of("'<<': 1") == {"<<": 1}


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: &een [*een]", ["OT021"]),
        ("a: &een {b: {c: *een}}", ["OT021"]),
        ("a: *een", ["OT020"]),
        ("a: &een 1\nb: &een 2", ["OT024"]),
        ("a: &een 1\nb: {<<: *een}", ["OT023"]),
        ("a: &een [1, {x: 1}]\nb: {<<: *een}", ["OT023"]),
        ("a: {<<: {x: 1}, <<: {y: 1}}", ["OT027"]),
        ("a: 1\n'a': 2", ["OT015"]),
        ("a: 1\nb: 2\na: 3\nb: 4", ["OT015", "OT015"]),
        ("a: !!str 1", ["OT014"]),
        ("a: ! 1", ["OT014"]),
        ("? {a: 1}\n: 2", ["OT016"]),
        ("? *een\n: 2", ["OT020"]),
        ("{{a}}: 2", ["OT016"]),
        ("a: {b, c: 1}", ["OT017"]),
        ("a: {b: , c: }", []),
        ("a: 1\n---\nb: 1", ["OT012"]),
        ("a: 1\n...\n", []),
        ("%YAML 1.2\n---\na: 1", []),
        ("", ["OT011"]),
        ("\n# niets\n", ["OT011"]),
        ("null", ["OT011"]),
        ("[a]", ["OT013"]),
        ("tekst", ["OT013"]),
    ],
)
def test_what_cannot_be_used_is_told(text: str, codes: list[str]) -> None:
    assert codes_in(text) == codes


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    "text",
    [
        "a: b: c",
        "a: [1",
        "a: {b: 1",
        "a: 'b",
        'a: "\\q"',
        "a: @b",
        "a: 1\n b: 2",
        "a: *",
        "- a\nb: 1",
        "%X\na: 1",
    ],
)
def test_a_syntax_error_is_told_alone_with_a_reason_we_have_words_for(text: str) -> None:
    [finding] = findings_in(f"x: 1\nx: 2\n{text}\n")
    assert finding.code == "OT010"
    assert "other" not in str(finding.facts["reason"])
    assert finding.span.line >= 3


# Bounds. ---------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_each_parser")
def test_deep_nesting_is_refused_before_it_can_hurt() -> None:
    for deep in (50, 100_000):
        for start in ("[", "{a: ", "- "):
            assert codes_in(start * deep) == ["OT025"]


@pytest.mark.usefixtures("_each_parser")
def test_forty_levels_are_read() -> None:
    text = "a: " + 39 * "[" + 39 * "]"
    assert codes_in(text) == []
    assert codes_in("a: " + 40 * "[" + 40 * "]") == ["OT025"]


@pytest.mark.usefixtures("_each_parser")
def test_aliases_cannot_make_it_deeper_than_what_is_written() -> None:
    layers = "".join(f"a{n}: &a{n} {'[' * 10}*a{n - 1}{']' * 10}\n" for n in range(1, 6))
    assert codes_in("a0: &a0 1\n" + layers) == ["OT025"]


@pytest.mark.usefixtures("_each_parser")
def test_aliases_cannot_make_it_larger_than_the_cap() -> None:
    bomb = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert codes_in(bomb) == ["OT022"]


def test_too_many_bytes_or_values_are_refused() -> None:
    assert codes_in("# " + tree.MAX_BYTES * "x") == ["OT003"]
    assert codes_in("a: [" + tree.MAX_VALUES * "1," + "]") == ["OT026"]


# Any bytes. ------------------------------------------------------------------------------------------

pieces = st.sampled_from(
    ["a", "b: ", "- ", "[", "]", "{", "}", ", ", "\n", "\n  ", "&x ", "*x", "<<: ", "!t ", "'", '"', "|\n",
     ">-\n ", "? ",
     ": ", "# c", "---\n", "...\n", "%YAML 1.1\n", "\t", "\u00a0", "é", "🙂", "\x00", "\ufeff", "1.000",
     "on",     '"\\ud800"', '"\\U0010ffff"', '"\\x00"', '"\\UFFFFFFFF"', "@", "`", "~", "012", "{{", "}}"]
)  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))
    )
)
@example(b"\xff\xfea\x00:\x00")
@example(b'"\\UFFFFFFFF": 1')
@example(b"a: &a\n  <<: *a")
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tree, "PARSER", parser)
            found, _, findings = read(data)
        assert found is not None or findings


@given(st.lists(pieces, max_size=30).map("".join))
def test_any_pieces_of_yaml_are_read_or_told_at_a_place_inside_the_file(text: str) -> None:
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tree, "PARSER", parser)
            found, lines, findings = read(text.encode())
        assert found is not None or findings
        for finding in findings:
            assert 1 <= finding.span.line <= max(1, len(lines))
            assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
