"""The tokens are complete, readable for everybody, and a wrong one is named."""

from itertools import combinations
from pathlib import Path

import numpy
import pytest

from game.client.theme import Colour, Theme, ThemeError, contrast, load_theme, theme
from game.resources import assets
from tests.client.colour_vision import EYES, distance, seen_with

PLAIN, SHARP = theme(), theme(has_high_contrast=True)
LOOKS = [pytest.param(PLAIN, id="plain"), pytest.param(SHARP, id="high-contrast")]
COLOURS, ROLES = PLAIN.colours, PLAIN.roles

TEXT_ON_GROUND = [
    ("ink", "white"),
    ("ink", "paper_bottom"),
    ("ink", "gold"),
    ("ink", "primary_bottom"),
    ("ink", "pill"),
    ("muted", "white"),
    ("muted", "paper_bottom"),
    ("muted", "card_bottom"),
    ("table_text", "table_top"),
    ("table_muted", "table_top"),
    ("table_muted", "strip"),
    ("gold_soft", "table_top"),
    ("coin_ink", "coin_face"),
    ("up", "card_bottom"),
    ("down", "card_bottom"),
    ("down", "header"),
    ("warn", "card_bottom"),
]
GRAPHIC_ON_GROUND = [
    ("control_edge", "white"),
    ("control_edge", "header"),
    ("slot_edge", "slot"),
    ("slot_edge", "card_bottom"),
    ("strip_slot_edge", "strip_slot"),
    ("gold_edge", "card_bottom"),
    ("gold", "table_top"),
]


APART = [
    ("up", "down", 8),
    ("warn", "down", 8),
    ("up", "ink", 12),
    ("down", "ink", 12),
    ("muted", "ink", 12),
    ("gold", "card_bottom", 20),
    ("gold", "slot", 20),
    ("gold", "table_top", 20),
    ("coin", "strip_slot", 20),
]
"""Colours that mean something else side by side, and how far apart they look at least to any eyes."""


def nearest(one: Colour, other: Colour) -> float:
    """Return how different two colours look to the eyes that see the least difference."""
    pair = numpy.array([one, other])
    return min(distance(*pair), *(distance(*seen_with(eyes, pair)) for eyes in EYES))


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground_and_more_with_high_contrast(text: str, ground: str) -> None:
    for look, least in ((PLAIN, 4.5), (SHARP, 7)):
        assert contrast(getattr(look.colours, text), getattr(look.colours, ground)) >= least


@pytest.mark.parametrize("name", PLAIN.status)
def test_the_word_of_a_status_stands_out_from_its_tint(name: str) -> None:
    for look, least in ((PLAIN, 4.5), (SHARP, 7)):
        assert contrast(look.status[name].ink, look.status[name].fill) >= least


@pytest.mark.parametrize(("graphic", "ground"), GRAPHIC_ON_GROUND)
def test_edges_and_marks_stand_out_from_their_ground(graphic: str, ground: str) -> None:
    for look, least in ((PLAIN, 3), (SHARP, 4.5)):
        assert contrast(getattr(look.colours, graphic), getattr(look.colours, ground)) >= least


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("ground", ["card_top", "card_bottom", "header", "paper_top"])
def test_every_role_colour_is_seen_on_cards_header_and_upper_paper(look: Theme, ground: str) -> None:
    seen = {role: contrast(colour, getattr(look.colours, ground)) for role, colour in look.roles.items()}
    assert min(seen.values()) >= 3, seen


@pytest.mark.parametrize("role", ROLES)
def test_white_is_seen_on_every_role_colour_and_read_there_with_high_contrast(role: str) -> None:
    assert contrast(COLOURS.white, ROLES[role]) >= 3
    assert contrast(SHARP.colours.white, SHARP.roles[role]) >= 7


def test_white_words_are_read_on_petrol() -> None:
    assert contrast(COLOURS.white, ROLES["petrol"]) >= 4.5


@pytest.mark.parametrize("look", LOOKS)
def test_no_two_role_colours_look_alike_to_any_eyes(look: Theme) -> None:
    pairs = {
        (one, other): nearest(look.roles[one], look.roles[other]) for one, other in combinations(ROLES, 2)
    }
    assert {pair: far for pair, far in pairs.items() if far < 11} == {}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("one", "other", "least"), APART)
def test_colours_that_mean_something_else_look_different_to_any_eyes(
    look: Theme, one: str, other: str, least: float
) -> None:
    assert nearest(getattr(look.colours, one), getattr(look.colours, other)) >= least


def test_high_contrast_changes_colours_alone() -> None:
    assert SHARP.colours != PLAIN.colours
    assert (SHARP.text, SHARP.radius, SHARP.space, SHARP.motion) == (
        PLAIN.text,
        PLAIN.radius,
        PLAIN.space,
        PLAIN.motion,
    )
    assert {name: one.icon for name, one in SHARP.status.items()} == {
        name: one.icon for name, one in PLAIN.status.items()
    }


def test_a_token_that_only_high_contrast_has_is_named(tmp_path: Path) -> None:
    whole = (assets() / "theme.yaml").read_text("utf-8")
    broken = tmp_path / "theme.yaml"
    broken.write_text(whole.replace('    ink: "#000000"', '    onk: "#000000"', 1), "utf-8")
    with pytest.raises(ThemeError, match=r"high_contrast\.colours has unknown tokens: onk"):
        load_theme(broken, has_high_contrast=True)


def test_no_letter_on_a_shared_screen_is_smaller_than_24() -> None:
    text = theme().text
    sizes = {name: getattr(text, name).size for name in text.__slots__}
    assert min(sizes.values()) >= 24, sizes


def test_every_letter_has_its_font_file() -> None:
    text = theme().text
    for name in text.__slots__:
        style = getattr(text, name)
        assert (assets() / "fonts" / f"{style.family}-{style.weight}.ttf").is_file(), name


def test_every_status_has_its_icon() -> None:
    for status in theme().status.values():
        assert (assets() / "icons" / f"{status.icon}.svg").is_file(), status.icon


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('ink: "#14262B" ', 'ank: "#14262B" ', "colours misses ink"),
        ("\nspace:", "\nextra: 1\n\nspace:", "theme has unknown tokens: extra"),
        ('ink: "#14262B" ', "ink: 14262B ", "colours.ink is a colour like '#14262B'"),
        (
            "{family: bricolage, weight: 800, size: 72",
            "{family: comic, weight: 800, size: 72",
            "text.display.family",
        ),
        ("quick: 120", "quick: -1", "motion.quick is a whole number"),
        ("quick: 120", "quick: 0.5", "motion.quick is a whole number"),
        ("chip: 20", "chip: wide", "radius.chip is a number"),
        ("flat: []", "flat: 3", "shadow.flat is a list"),
    ],
)
def test_a_wrong_token_is_named(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    whole = (assets() / "theme.yaml").read_text("utf-8")
    assert right in whole
    broken = tmp_path / "theme.yaml"
    broken.write_text(whole.replace(right, wrong, 1), "utf-8")
    with pytest.raises(ThemeError, match=said):
        load_theme(broken)
