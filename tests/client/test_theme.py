"""The tokens are complete, readable for everybody, and a wrong one is named."""

from pathlib import Path

import pytest

from game.client.theme import Colour, ThemeError, contrast, load_theme, theme
from game.resources import assets

COLOURS, ROLES = theme().colours, theme().roles

TEXT_ON_GROUND = [
    (COLOURS.ink, COLOURS.white),
    (COLOURS.ink, COLOURS.paper_bottom),
    (COLOURS.ink, COLOURS.gold),
    (COLOURS.ink, COLOURS.primary_bottom),
    (COLOURS.ink, COLOURS.pill),
    (COLOURS.muted, COLOURS.white),
    (COLOURS.muted, COLOURS.paper_bottom),
    (COLOURS.muted, COLOURS.card_bottom),
    (COLOURS.table_text, COLOURS.table_top),
    (COLOURS.table_muted, COLOURS.table_top),
    (COLOURS.table_muted, COLOURS.strip),
    (COLOURS.gold_soft, COLOURS.table_top),
    (COLOURS.coin_ink, COLOURS.coin_face),
    (COLOURS.up, COLOURS.card_bottom),
    (COLOURS.down, COLOURS.card_bottom),
    (COLOURS.down, COLOURS.header),
    (COLOURS.warn, COLOURS.card_bottom),
    (ROLES["petrol"], COLOURS.white),
]
GRAPHIC_ON_GROUND = [
    (COLOURS.control_edge, COLOURS.white),
    (COLOURS.control_edge, COLOURS.header),
    (COLOURS.slot_edge, COLOURS.slot),
    (COLOURS.slot_edge, COLOURS.card_bottom),
    (COLOURS.strip_slot_edge, COLOURS.strip_slot),
    (COLOURS.gold_edge, COLOURS.card_bottom),
    (COLOURS.gold, COLOURS.table_top),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(text: Colour, ground: Colour) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("name", theme().status)
def test_the_word_of_a_status_stands_out_from_its_tint(name: str) -> None:
    status = theme().status[name]
    assert contrast(status.ink, status.fill) >= 4.5


@pytest.mark.parametrize(("graphic", "ground"), GRAPHIC_ON_GROUND)
def test_edges_and_marks_stand_out_from_their_ground(graphic: Colour, ground: Colour) -> None:
    assert contrast(graphic, ground) >= 3


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ground", ["card_top", "card_bottom", "header", "paper_top"])
def test_every_role_colour_is_seen_on_cards_header_and_upper_paper(role: str, ground: str) -> None:
    assert contrast(ROLES[role], getattr(COLOURS, ground)) >= 3


@pytest.mark.parametrize("role", ROLES)
def test_a_white_icon_is_seen_on_every_role_colour(role: str) -> None:
    assert contrast(COLOURS.white, ROLES[role]) >= 3


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
