"""Forms of the page: whatever a seat of any scenario may do, its form can say, and says it rightly."""

from pathlib import Path

import pytest
import yaml

from game import resources
from game.debrief.moves import as_played
from game.debrief.names import Names
from game.i18n import LANGUAGES, Texts
from game.rules.actions import ACTIONS
from game.session.memory import MemoryStore
from game.session.scenario import Played, played, played_from
from game.session.session import FACILITATOR
from game.session.stepper import Stepper
from game.session.wire import Accepted
from server import board
from server.forms import body_of, closed_line, option_form
from server.html import Html, e
from server.looking_back import looking_back
from tests.mechanics.played import case
from tests.mechanics.played import names as names_of_mechanics
from tests.server.browsing import Page
from tests.session.stories import a_random_order

SHIPPED = sorted(path.parent for path in resources.scenarios().glob("*/scenario.yaml"))


def play_by_forms(scenario: Played, seed: int, turns: int) -> set[str]:
    """Play by chance, each move through its form, and return the kinds of action that were done."""
    stepper = Stepper.begin(MemoryStore(), "avond", scenario, seed)
    done: set[str] = set()
    for turn in range(turns):
        names = Names(
            as_played(stepper.session.played.scenario, stepper.parts(FACILITATOR)),
            Texts(LANGUAGES[turn % 2]),
        )
        move = a_random_order(stepper, seed, turn)
        if move is None:
            break
        actor, kind, body = move
        parts = stepper.parts(actor)
        html = [
            option_form(option, number, None, names)
            for number, option in enumerate(parts["options"])
            if "closed" not in option
        ]
        shut = [closed_line(option, names) for option in parts["options"] if "closed" in option]
        assert all(shut)
        made = Page("".join(html)).form(kind, body)
        found = body_of(made.filled(body))
        said = {name: value.strip() if isinstance(value, str) else value for name, value in body.items()}
        assert found == {name: value for name, value in said.items() if value is not None}, (kind, body)
        reply = stepper.order(actor, kind, **found)
        assert isinstance(reply, Accepted), (actor, kind, found, reply)
        done.add(kind)
        if turn % 10 == 0:
            board.board(parts, names)
            if actor != FACILITATOR:
                board.private(parts, actor.removeprefix("seat:"), names)
    looking_back(stepper.parts(FACILITATOR), "", names)
    return done


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_move_of_a_scenario_can_be_made_by_its_form(path: Path) -> None:
    done = play_by_forms(played_from(path), 5, 60)
    assert {"say_stance", "advance"} & done


def test_every_move_of_every_mechanic_can_be_made_by_its_form() -> None:
    done: set[str] = set()
    for number, name in enumerate(names_of_mechanics()):
        text = yaml.safe_dump(case(name).scenario, allow_unicode=True, sort_keys=False)
        done |= play_by_forms(played({"scenario.yaml": text.encode()}), number, 12)
    assert len(done) > 15, sorted(done)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_action_has_words_for_its_button(language: str) -> None:
    assert [kind for kind in ACTIONS if f"page.act.{kind}" not in Texts(language)] == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '" onload="x', "'><img src=x onerror=x>", "&lt;b&gt;", "\u202e<b>"]
)
def test_no_text_becomes_markup(text: str) -> None:
    made = e("p", text, e("b", [text, None]), title=text, data_x=True, hidden=False)
    [(_, attributes), _] = Page(made).tags
    assert attributes == {"title": text, "data-x": ""}
    assert Page(made).words == text + text
    assert isinstance(made, Html)


def test_nonsense_from_a_form_is_passed_on_for_the_session_to_refuse() -> None:
    sent = [
        ("num:amount", "veel"),
        ("fix:part", "{"),
        ("share:given:a", "-3"),
        ("", ""),
        ("one:b", ""),
    ]
    assert body_of(sent) == {"amount": "veel", "part": "{", "given": [["a", -3]]}
