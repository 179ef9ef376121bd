"""Documents say what is so: their links, paths, commands, figures and examples are held to the program."""

import importlib
import importlib.util
import re
import shlex
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from game import cli
from game.client.theme import contrast, theme
from game.i18n import Texts, catalogue
from game.rules import proceed, resolve, revealing, settle
from game.rules.offers import asking, dividing, framing, starting
from game.scenario import conditions, model
from game.scenario.check import check_bytes
from game.scenario.codes import CODES, starter
from game.scenario.report import as_text
from tests import worked
from tests.documents import ROOT, Document, Table, document, documents

REFERENCES = ("docs/authors.md", "docs/schrijvers.md")
ALL = documents()

_TARGETS = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
MAKE_TARGETS = set(_TARGETS[1].split()) if _TARGETS else set()

_PATH = re.compile(r"[\w.*<>-]+(/[\w.*<>-]+)+/?|[\w-]+\.(?:py|md|yaml|toml|lock|po)")
_ELSEWHERE = ("images/", "python/", ".venv", "scenario.yaml")
_NAME = re.compile(r"game(\.\w+)+")
_CLASS = re.compile(r"(?:[A-Z][a-z]+){2,}")


# Links and names. ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ALL, ids=str)
def test_every_link_inside_the_project_leads_somewhere(page: Document) -> None:
    dead = []
    for line, to in page.links:
        if to.startswith(("http://", "https://")):
            continue
        path, _, anchor = to.partition("#")
        target = (page.path.parent / path).resolve() if path else page.path
        if not target.exists() or (anchor and anchor not in Document(target).anchors):
            dead.append(f"{page}:{line} {to}")
    assert not dead


@pytest.mark.parametrize("page", ALL, ids=str)
def test_every_path_that_is_named_is_there(page: Document) -> None:
    missing = []
    for line, code in page.code:
        if not _PATH.fullmatch(code) or code.startswith(_ELSEWHERE):
            continue
        pattern = re.sub(r"<\w+>", "*", code).rstrip("/")
        if not any(ROOT.glob(pattern)) and not any((ROOT / "docs").glob(pattern)):
            missing.append(f"{page}:{line} {code}")
    assert not missing


def test_the_map_of_the_code_names_every_folder() -> None:
    named = {code.strip("/").removesuffix("/*.po") for _, code in document("README.md").code}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    packages = {f"game/{path.parent.name}" for path in ROOT.glob("game/*/__init__.py")}
    ignored = (ROOT / ".gitignore").read_text()
    expected = {name for name in folders if f"{name}/" not in ignored} - {"game"} | packages
    assert expected <= named


@pytest.mark.parametrize("page", ALL, ids=str)
def test_every_part_of_the_code_that_is_named_exists(page: Document) -> None:
    unknown = [f"{page}:{line} {code}" for line, code in page.code if _NAME.fullmatch(code) and not _is(code)]
    assert not unknown


def _is(name: str) -> bool:
    """Tell whether a dotted name is a module of ours or something in one."""
    parts = name.split(".")
    found: Any = importlib.import_module(parts[0])
    for index, part in enumerate(parts[1:], 2):
        if not hasattr(found, part):
            try:
                importlib.import_module(".".join(parts[:index]))
            except ImportError:
                return False
        found = getattr(found, part)
    return True


def test_every_class_that_programmers_read_about_exists() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in ROOT.glob("game/**/*.py"))
    classes = set(re.findall(r"^class (\w+)", sources, re.MULTILINE))
    named = {code for _, code in document("docs/programmers.md").code if _CLASS.fullmatch(code)}
    assert named <= classes


# Commands. -------------------------------------------------------------------------------------------


def _commands(page: Document) -> Iterator[tuple[str, list[str]]]:
    """Yield every command a page shows, with its place."""
    lines = [
        (block.line + index, line.removeprefix("$ "))
        for block in page.blocks
        for index, line in enumerate(block.lines, 1)
    ]
    for number, line in [*lines, *page.code]:
        for part in line.split(" && "):
            words = _split(part)
            if words and words[0].startswith(".venv/bin/"):
                words[0] = words[0].removeprefix(".venv/bin/")
            if words[:1] in (["make"], ["opgavetafel"]) or words[1:2] in (["start.py"], ["-m"]):
                yield f"{page}:{number}", words


def _split(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:  # an apostrophe: prose, not a command
        return []


@pytest.mark.parametrize("page", ALL, ids=str)
def test_every_command_that_is_shown_exists(page: Document, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [
        f"{place} {shlex.join(words)}" for place, words in _commands(page) if not _is_command(words, capsys)
    ]
    assert not wrong


def _is_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> bool:
    if words[0] == "make":
        return set(words[1:]) <= MAKE_TARGETS
    if words[1:2] == ["-m"]:
        return importlib.util.find_spec(words[2]) is not None
    if words[1:2] == ["start.py"]:
        if len(words) > 2 and words[2] not in MAKE_TARGETS:
            return False
        of_the_game = {"play": words[2:], "check": words[2:], "fast": words[3:]}
        words = ["opgavetafel", *of_the_game.get("".join(words[2:3]), [])]
    arguments = [word for word in words[1:] if not word.startswith("-")]
    options = {word.partition("=")[0] for word in words[1:] if word.startswith("--")}
    code = cli.main([*arguments, "--help"])
    said = capsys.readouterr().out
    return code == cli.DONE and all(re.search(rf"(?<![\w-]){option}(?![\w-])", said) for option in options)


def _marked(mark: str) -> list[tuple[Document, int]]:
    """Return the blocks with a mark, each as its page and its number there."""
    return [(page, n) for page in ALL for n, block in enumerate(page.blocks) if block.mark.startswith(mark)]


@pytest.mark.parametrize(("page", "index"), _marked("run"), ids=str)
def test_a_command_that_is_marked_to_be_run_does_what_the_page_shows(
    page: Document, index: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    block = page.blocks[index]
    shown: dict[str, list[str]] = {}
    for line in block.lines:
        if block.language == "sh" or line.startswith("$ "):
            shown[line.removeprefix("$ ")] = []
        else:
            list(shown.values())[-1].append(line)
    for command, output in shown.items():
        words = shlex.split(command, comments=True)
        arguments = words[2:] if words[1] == "start.py" else words[1:]
        capsys.readouterr()
        code = cli.main(arguments)
        assert code == int(block.mark.partition(" ")[2] or cli.DONE), command
        if output:
            assert capsys.readouterr().out.strip().splitlines() == output


# Figures and examples. -------------------------------------------------------------------------------


def test_the_figures_of_a_scenario_stand_in_the_rules_with_their_defaults() -> None:
    rows = document("docs/rules.md").table("figures").rows
    said = {name.strip("`"): int(value.replace("−", "-")) for name, value, _ in rows}
    assert said == model.Figures().model_dump()


def test_the_fixed_figures_stand_in_the_rules_as_they_are_counted_with() -> None:
    rows = document("docs/rules.md").table("constants").rows
    assert {row[0]: row[1] for row in rows} == {
        "carry with doer and owner of two parties": str(resolve.carry("two_parties", low_support=False)),
        "carry with one party": str(resolve.carry("one_party", low_support=False)),
        "carry without an owner": str(resolve.carry("no_owner", low_support=False)),
        "less carry when table support was low": str(100 - resolve.carry("two_parties", low_support=True)),
        "table support is low under": str(settle._LOW_SUPPORT),
        "most cross": str(resolve.cross(99, per_meeting=15)),
        "rounds after which a task without an owner stops": str(settle._ROUNDS_WITHOUT_OWNER),
        "patience under which the council sets money aside": str(proceed._FREE_PATIENCE),
        "support that no role may be under to succeed": str(settle.NOBODY_FALLS),
        "most repairs of a plan": str(dividing.REPAIRS),
        "slots that `co_produce` takes": str(asking._STANCE_SLOTS["co_produce"]),
        "slots that `decide` takes": str(asking._STANCE_SLOTS["decide"]),
        "longest wording, in characters": str(framing.WORDING_LENGTH),
        "longest name of an own idea, in characters": str(starting.IDEA_LENGTH),
        "price of a pilot beside its own cost, in percent of the task": str(revealing.PILOT_PERCENT),
        "price for whoever takes a task over, in percent": str(starting.TAKE_OVER_PERCENT),
    }


def test_the_worked_example_in_the_rules_is_what_the_rules_make_of_it() -> None:
    assert document("docs/rules.md").between("worked example") == worked.tables()


def test_contrasts_are_what_the_colours_of_the_theme_give() -> None:
    colours = theme().colours
    for colour, ground, said in document("docs/accessibility.md").table("contrast").rows:
        ratio = contrast(getattr(colours, colour.strip("`")), getattr(colours, ground.strip("`")))
        assert said == f"{int(10 * ratio) / 10:.1f}", (colour, ground, ratio)


def test_every_key_that_help_names_stands_in_the_list_for_facilitators() -> None:
    texts = catalogue("nl").forms
    named = {form for key, (form, *_) in texts.items() if re.fullmatch(r"client\.key\.\w+\.name", key)}
    listed = {row[0] for row in document("docs/begeleiders.md").table("keys").rows}
    assert named
    assert named <= listed


def test_facilitators_read_out_the_sentence_that_stands_before_the_first_picture() -> None:
    read_out = " ".join(document("docs/begeleiders.md").path.read_text("utf-8").split())
    assert Texts("nl")("debrief.honest") in read_out


def test_every_word_in_bold_for_facilitators_is_on_the_screen() -> None:
    """Bold in a line of text is a label on the screen; bold at its start, with a full stop, is a heading."""
    forms = [form for several in catalogue("nl").forms.values() for form in several]
    patterns = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(form)) for form in forms]
    bold = re.findall(r"\*\*(.+?)\*\*", "\n".join(document("docs/begeleiders.md").lines))
    labels = [one for one in bold if not one.endswith((".", ":"))]
    assert labels
    assert not [one for one in labels if not any(re.fullmatch(pattern, one) for pattern in patterns)]


# The scenario language. ------------------------------------------------------------------------------


def _models() -> dict[str, type[BaseModel]]:
    found = {
        name: one
        for name, one in vars(model).items()
        if isinstance(one, type) and issubclass(one, model.Part) and one is not model.Part
    }
    return {**found}


def _tables(name: str) -> dict[str, Table]:
    tables = (table for table in document(name).tables if table.mark.startswith("model: "))
    return {table.mark.removeprefix("model: "): table for table in tables}


@pytest.mark.parametrize("name", REFERENCES)
def test_every_key_of_the_language_is_explained_with_its_default(name: str) -> None:
    tables = _tables(name)
    required = "verplicht" if name == "docs/schrijvers.md" else "required"
    wrong = []
    assert tables.keys() == _models().keys()
    for mark, one in _models().items():
        said = {row[0].strip("`"): row[1] for row in tables[mark].rows}
        so = {key: _default(field.get_default(), required) for key, field in one.model_fields.items()}
        wrong += [f"{mark}: {key} {value}" for key, value in (said.items() ^ so.items())]
    assert not wrong


def _default(value: Any, required: str) -> str:
    """Return a default as the tables write it."""
    if value is PydanticUndefined:
        return required
    if value is None or value in ([], {}) or isinstance(value, BaseModel):
        return "–"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`[{', '.join(value)}]`" if isinstance(value, list) else f"`{value}`"


@pytest.mark.parametrize("name", REFERENCES)
def test_every_word_a_key_can_hold_is_named_where_the_key_is_explained(name: str) -> None:
    tables = _tables(name)
    missing = [
        f"{mark}.{key}: {word}"
        for mark, one in _models().items()
        for key, field in one.model_fields.items()
        for word in _choices(field.annotation, key)
        for row in tables[mark].rows
        if row[0] == f"`{key}`" and not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", " ".join(row[1:]))
    ]
    assert not missing


def _choices(annotation: Any, key: str) -> Iterator[str]:
    """Yield the words among which a key chooses; texts can have any language, so those are left out."""
    if annotation == model.Language and key != "language":
        return
    if get_origin(annotation) is Literal:
        yield from (str(word) for word in get_args(annotation))
    elif get_origin(annotation) is Annotated:
        yield from _choices(get_args(annotation)[0], key)
    else:
        for inner in get_args(annotation):
            yield from _choices(inner, key)


@pytest.mark.parametrize("name", REFERENCES)
def test_every_word_of_a_condition_is_named(name: str) -> None:
    said = {code for _, code in document(name).code}
    assert {*conditions._BY_WORD, *conditions._WORDS, "all", "any"} <= said
    assert (conditions.RESERVED - {"trust"}) | {"trust.nadia"} <= said
    assert conditions._SIGNS.keys() - {"≤", "≥", "≠"} <= said


@pytest.mark.parametrize("name", REFERENCES)
def test_every_advice_of_the_check_is_explained(name: str) -> None:
    rows = document(name).table("advice").rows
    assert [row[0] for row in rows] == [code for code, one in CODES.items() if one.severity == "warning"]


@pytest.mark.parametrize("page", ALL, ids=str)
def test_every_code_of_a_problem_that_is_named_exists(page: Document) -> None:
    named = set(re.findall(r"\bOT\d{3}\b", "\n".join(page.lines)))
    assert named <= CODES.keys()


@pytest.mark.parametrize("name", REFERENCES)
def test_a_problem_is_shown_as_the_check_tells_it(name: str) -> None:
    shown = [block for block in document(name).blocks if block.mark.startswith("problem: ")]
    assert shown
    for block in shown:
        code, language = block.mark.removeprefix("problem: ").split()
        problems = check_bytes(CODES[code].bad_file(), "ons-plein/scenario.yaml")
        assert block.text == as_text(problems, Texts(language)).rstrip("\n") + "\n"


@pytest.mark.parametrize("name", REFERENCES)
def test_a_page_for_authors_shows_scenarios_that_can_be_played(name: str) -> None:
    shown = [block for block in document(name).blocks if block.mark == "scenario"]
    assert shown
    for block in shown:
        assert not [one.code for one in check_bytes(block.text.encode(), name) if one.severity == "error"]


@pytest.mark.parametrize("name", REFERENCES)
def test_every_other_piece_of_a_scenario_shown_to_authors_fits_in_one(name: str) -> None:
    for block in document(name).blocks:
        if block.language != "yaml" or block.mark == "scenario" or not block.mark.startswith("in place of"):
            continue
        old = block.mark.removeprefix("in place of ").replace("`", "")
        assert old in starter(), old
        changed = starter().replace(old, block.text.rstrip("\n"), 1)
        assert not [one.code for one in check_bytes(changed.encode(), name) if one.severity == "error"]


def test_the_changes_are_written_for_the_version_that_is_made() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version is not None
    headings = [line for _, line in document("CHANGELOG.md").prose if line.startswith("## ")]
    assert headings[0].startswith(f"## {version[1]}")
