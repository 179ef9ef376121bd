"""The painter turns units into pixels, keeps what it drew, and sets text so that it fits."""

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.letters import ELLIPSIS
from game.client.paint import Gradient, Painter, Rect
from game.client.shadows import shadow
from game.client.surfaces import SurfaceStore
from game.client.theme import theme

TEXT, COLOURS = theme().text, theme().colours
PAINTER = Painter((1920, 1080))
WORDS = st.lists(st.text("abcdefgijklmnorstuvz", min_size=1, max_size=14), min_size=1, max_size=24)


def canvas(width: int = 400, height: int = 200) -> pygame.Surface:
    surface = pygame.Surface((width, height))
    surface.fill((255, 255, 255))
    return surface


def same(one: pygame.Surface, other: pygame.Surface) -> bool:
    return pygame.image.tobytes(one, "RGB") == pygame.image.tobytes(other, "RGB")


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [
        ((1920, 1080), 1920, 1080),
        ((1280, 720), 1920, 1080),
        ((1024, 768), 1920, 1440),
        ((3840, 1080), 3840, 1080),
    ],
)
def test_a_window_has_the_units_of_its_shape(size: tuple[int, int], width: int, height: int) -> None:
    painter = Painter(size)
    assert (round(painter.width), round(painter.height)) == (width, height)


@given(left=st.floats(0, 900), width=st.floats(1, 500), more=st.floats(1, 500), wide=st.integers(640, 4000))
def test_rects_that_touch_in_units_touch_in_pixels(left: float, width: float, more: float, wide: int) -> None:
    painter = Painter((wide, wide * 9 // 16))
    one, next_to_it = Rect(left, 0, width, 10), Rect(left + width, 0, more, 10)
    assert abs(painter.pixels(one).right - painter.pixels(next_to_it).left) <= 1
    assert painter.pixels(Rect(one.left, 0, one.width, 10)) == painter.pixels(one)


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_text_grows_with_the_text_scale_and_nothing_else_does(percent: int) -> None:
    painter = Painter((1920, 1080), percent)
    plain, _ = PAINTER.measure("Draagvlak", TEXT.label)
    wide, high = painter.measure("Draagvlak", TEXT.label)
    assert wide == pytest.approx(plain * percent / 100, rel=0.05)
    assert high == pytest.approx(24 * 1.3 * percent / 100)
    assert painter.pixels(Rect(0, 0, 100, 50)).size == (100, 50)


def test_digits_are_all_equally_wide_so_amounts_do_not_jump() -> None:
    for style in (TEXT.timer, TEXT.figure, TEXT.label, TEXT.body, TEXT.meter):
        assert len({PAINTER.measure(digit * 4, style)[0] for digit in "0123456789"}) == 1


def test_a_long_line_is_cut_at_a_word() -> None:
    width = PAINTER.measure("Opvang met ruime", TEXT.body)[0] + 30
    letter = PAINTER.letter(TEXT.body)
    assert letter.fitted("Opvang met ruime uren", int(width)) == "Opvang met ruime" + ELLIPSIS


@given(words=WORDS, width=st.integers(60, 700), lines=st.integers(0, 4))
def test_wrapped_lines_fit_and_lose_nothing_unless_they_say_so(
    words: list[str], width: int, lines: int
) -> None:
    string = " ".join(words)
    wrapped = PAINTER.wrap(string, TEXT.body, width, lines)
    letter = PAINTER.letter(TEXT.body)
    assert all(letter.width(line) <= width for line in wrapped.lines)
    assert not lines or len(wrapped.lines) <= lines
    if wrapped.is_cut:
        assert wrapped.lines[-1].endswith(ELLIPSIS)
    else:
        assert "".join(wrapped.lines).replace(" ", "").replace("-", "") == "".join(words)


@given(words=WORDS, width=st.integers(200, 700))
def test_balanced_lines_are_as_many_and_no_wider(words: list[str], width: int) -> None:
    letter = PAINTER.letter(TEXT.card_title)
    string = " ".join(words)
    greedy, balanced = letter.wrap(string, width, 3), letter.balance(string, width, 3)
    assert len(balanced.lines) == len(greedy.lines)
    assert max(map(letter.width, balanced.lines)) <= max(width, *map(letter.width, greedy.lines))
    assert balanced.is_cut == greedy.is_cut


def test_balancing_breaks_no_word() -> None:
    lines = PAINTER.letter(TEXT.card_title).balance("Werkplaats Meedoen", 260, 2).lines
    assert lines == ("Werkplaats", "Meedoen")


def test_a_paragraph_says_whether_it_was_cut() -> None:
    surface = canvas()
    short, long = "Eén zin.", "Een zin die langer is dan er in twee regels past, hoe je hem ook breekt."
    rect = Rect(0, 0, 200, 70)
    assert not PAINTER.paragraph(surface, rect, short, TEXT.body, COLOURS.ink)
    assert PAINTER.paragraph(surface, rect, long, TEXT.body, COLOURS.ink)


def test_text_ends_where_it_was_said_to_end() -> None:
    surface = canvas()
    place = PAINTER.text(surface, (300, 100), "€ 60.000", TEXT.figure, COLOURS.ink, "right")
    assert place.right == pytest.approx(300, abs=1)
    ink = pygame.mask.from_threshold(surface, COLOURS.ink, (90, 90, 90)).get_bounding_rects()
    assert max(box.right for box in ink) <= 301
    assert abs((min(box.top for box in ink) + max(box.bottom for box in ink)) / 2 - 100) <= 4


def test_drawing_twice_gives_the_same_pixels_from_a_new_and_from_a_used_painter() -> None:
    def draw(painter: Painter) -> pygame.Surface:
        surface = canvas()
        fill = Gradient(COLOURS.card_top, COLOURS.card_bottom)
        painter.panel(
            surface, Rect(30, 30, 300, 120), fill, radius=24, edge=COLOURS.card_edge, shadow_name="card"
        )
        painter.coin(surface, (80, 90), 40)
        painter.face(surface, (160, 90), "headscarf", 94, theme().roles["framboos"])
        painter.text(surface, (220, 90), "Fatima", TEXT.name, COLOURS.ink)
        return surface

    used = Painter((1920, 1080))
    first = draw(used)
    assert same(first, draw(used))
    assert same(first, draw(Painter((1920, 1080))))


def test_a_wide_panel_has_the_same_corners_as_a_narrow_one() -> None:
    narrow, wide = canvas(), canvas()
    PAINTER.panel(narrow, Rect(10, 10, 70, 100), COLOURS.ink, radius=24)
    PAINTER.panel(wide, Rect(10, 10, 370, 100), COLOURS.ink, radius=24)
    corner = pygame.Rect(10, 10, 24, 100)
    assert same(narrow.subsurface(corner), wide.subsurface(corner))
    assert tuple(wide.get_at((200, 60))) == (*COLOURS.ink, 255)


def test_a_dashed_edge_leaves_gaps_and_no_stain_inside() -> None:
    surface = canvas()
    PAINTER.panel(surface, Rect(20, 20, 300, 120), COLOURS.white, radius=16, edge=COLOURS.ink, dash=9)
    upper = [surface.get_at((x, 21)).r < 255 for x in range(50, 290)]
    assert any(upper)
    assert not all(upper)
    inside = surface.subsurface((40, 25, 260, 110))
    assert set(pygame.image.tobytes(inside, "RGB")) == {255}


def test_the_focus_ring_is_white_next_to_the_thing_and_ink_outside_it() -> None:
    surface = pygame.Surface((400, 200))
    surface.fill(COLOURS.gold)
    PAINTER.focus_ring(surface, Rect(50, 50, 200, 80), 16)
    colours = [tuple(surface.get_at((50 - distance, 90)))[:3] for distance in range(1, 11)]
    assert colours[:6] == [COLOURS.white] * 6
    assert colours[6:] == [COLOURS.ink] * 4


def test_the_bar_shows_its_share() -> None:
    surface = canvas()
    PAINTER.bar(surface, Rect(50, 50, 200, 14), 0.6, theme().roles["blauw"])
    filled = [x for x in range(400) if tuple(surface.get_at((x, 57)))[:3] == theme().roles["blauw"]]
    assert 115 <= len(filled) <= 121


def test_the_store_forgets_the_longest_unused_first() -> None:
    store = SurfaceStore(limit_bytes=3 * 40 * 40 * 4)
    for key in ("one", "two", "three"):
        store.get(key, lambda: pygame.Surface((40, 40), pygame.SRCALPHA))
    kept = store.get("one", lambda: pygame.Surface((1, 1)))
    store.get("four", lambda: pygame.Surface((40, 40), pygame.SRCALPHA))
    assert store.get("one", lambda: pygame.Surface((1, 1))) is kept
    assert store.get("two", lambda: pygame.Surface((1, 1))).get_size() == (1, 1)
    assert store.held_bytes <= 3 * 40 * 40 * 4


def test_a_shadow_fades_without_changing_its_colour() -> None:
    cast = shadow(120, 80, 20, theme().shadow["card"], COLOURS.gold, 1)
    seen = {tuple(cast.get_at((x, 60))) for x in range(cast.get_width())}
    solid = [colour for colour in seen if colour[3] > 0]
    assert len(solid) > 5
    assert all(abs(colour[part] - COLOURS.gold[part]) <= 2 for colour in solid for part in range(3))


@pytest.mark.parametrize("word", ["Bestaanszekerheid", "Jeugd en onderwijs", "Vertrouwen"])
def test_a_word_that_fits_at_full_size_is_not_cut_in_a_small_window(word: str) -> None:
    room = PAINTER.measure(word, TEXT.label)[0]
    small = Painter((1280, 720))
    assert small.fit(word, TEXT.label, room)[1] == word
    assert small.fit(word, TEXT.label, room * 0.8)[1] != word


def test_a_last_line_is_no_lonely_word_where_the_line_above_can_spare_one() -> None:
    said = "In één straat wachten ze niet. Er staat een tafel buiten."
    letter = PAINTER.letter(TEXT.body)
    above = said.removesuffix(" buiten.")
    first, last = letter.wrap(said, letter.width(above) + 4, 0).lines
    assert f"{first} {last}" == said
    assert last.endswith("tafel buiten.")


def test_a_minus_is_as_wide_as_a_plus_and_a_hyphen_stays_one() -> None:
    letter = PAINTER.letter(TEXT.figure)
    assert letter.width("-4") == letter.width("−4") == letter.width("+4")
    assert letter.width("2026-11") < letter.width("2026−11")


def test_a_word_longer_than_its_line_is_broken_with_a_hyphen_where_a_syllable_ends() -> None:
    letter = PAINTER.letter(TEXT.card_title)
    width = letter.width("Arbeidsongeschiktheidsve-")
    lines = letter.wrap("Arbeidsongeschiktheidsverzekering", width, 0).lines
    assert lines == ("Arbeidsongeschiktheids-", "verzekering")
