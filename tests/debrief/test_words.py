"""Every word that the rules can say has a text in both languages: phases, reasons, refusals, causes."""

import re
from pathlib import Path
from typing import get_args

import pytest

import game
from game.bots.cast import BOTS
from game.debrief.names import Names
from game.i18n import LANGUAGES, Texts, catalogue
from game.rules.actions import REASONS
from game.rules.game import BEAT_OF
from game.rules.state import PHASE_STEPS
from game.scenario import model
from tests.debrief.plays import scenario_named

SOURCES = Path(game.__file__).parent
REFUSING = (
    *(f"rules/offers/{path.name}" for path in (SOURCES / "rules" / "offers").glob("*.py")),
    *("rules/decide.py", "session/session.py", "session/orders.py"),
)
CODE = re.compile(r'(?:closed = |closed=|Refused\(|Malformed\(|"" if [^"\n]*? else )"([a-z-]+)"')
KEBAB = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
CAUSE = re.compile(r'Cause\(\s*"([a-z_]+)"')


def found(pattern: re.Pattern[str], *files: str) -> set[str]:
    return {code for file in files for code in pattern.findall((SOURCES / file).read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_is_a_sentence(language: str) -> None:
    texts = Texts(language)
    codes = found(CODE, *REFUSING) | found(KEBAB, *REFUSING) | {"stale", "our-fault"}
    assert len(codes) > 30, "the search finds too little to be right"
    assert [code for code in sorted(codes) if f"refused.{code}" not in texts] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_in_the_rules_has_words(language: str) -> None:
    kinds = found(CAUSE, *(str(path.relative_to(SOURCES)) for path in (SOURCES / "rules").rglob("*.py")))
    keys = [key for key in _keys(language) if key.startswith("cause.")]
    told = {key.rpartition(".")[2] for key in keys} | {"clipped", "event_card"}
    assert len(kinds) > 15, "the search finds too little to be right"
    assert kinds - told == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_game_has_a_name(language: str) -> None:
    names = Names(scenario_named("eerste-potje"), Texts(language))
    words = {
        "phase": (*get_args(model.Phase), "ended"),
        "beat": tuple(dict.fromkeys(BEAT_OF.values())),
        "step": PHASE_STEPS,
        "stance": get_args(model.Stance),
        "rule": get_args(model.Rule),
        "reason": REASONS,
        "kind": get_args(model.Kind),
        "part": ("doer", "owner"),
        "answer": ("stand_behind", "live_with", "object"),
        "status": ("idle", "on_table", "funded", "unclaimed", "running", "done", "stopped"),
    }
    for kind, ids in words.items():
        for id_ in ids:
            assert names.name(kind, id_) != f"{kind}.{id_}"


def test_every_bot_has_a_name_and_every_reason_a_text() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (SOURCES / "bots").glob("*.py")]
    reasons = {key for source in sources for key in re.findall(r'"(bot\.reason\.[a-z_]+)"', source)}
    assert len(reasons) > 20
    for language in LANGUAGES:
        texts = Texts(language)
        assert [name for name in BOTS if f"bot.name.{name}" not in texts] == []
        assert [key for key in sorted(reasons) if key not in texts] == []


def test_a_name_that_the_scenario_does_not_have_is_its_id() -> None:
    names = Names(scenario_named("eerste-potje"), Texts("nl"))
    assert names.name("task", "vertrokken") == "vertrokken"
    assert names.name("card", "nadia/rust") == "Rust en overzicht"


def _keys(language: str) -> list[str]:
    return list(catalogue(language).forms)
