"""Whole screens of looks are drawn at every size and text scale; states show, and nothing spills over."""

from collections.abc import Callable
from dataclasses import replace

import pygame
import pytest

from game.client.looks.button import ButtonLook, draw_button
from game.client.looks.header import draw_phase_header, header_height
from game.client.looks.need import draw_need
from game.client.looks.parts import Interaction
from game.client.looks.rows import CauseLook, cause_height
from game.client.looks.seat import draw_seat, seat_height
from game.client.looks.task import draw_task
from game.client.paint import Painter, Rect
from tests.client import samples

SCREENS: dict[str, Callable[[Painter, pygame.Surface], None]] = {
    "board": samples.draw_board,
    "room": samples.draw_room_board,
    "dialogue": samples.draw_dialogue,
    "start": samples.draw_start,
    "debrief": samples.draw_debrief,
    "curtain": samples.draw_curtain_screen,
    "states": samples.draw_states,
}


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (320, 180)])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_can_be_drawn_at_any_size_and_text_scale(
    screen: str, size: tuple[int, int], percent: int
) -> None:
    surface = pygame.Surface(size)
    SCREENS[screen](Painter(size, percent), surface)
    assert len(set(pixels(surface)[::37])) > 20


@pytest.mark.parametrize(
    "interaction",
    [
        Interaction(is_hovered=True),
        Interaction(is_focused=True),
        Interaction(is_selected=True),
        Interaction(is_pressed=True),
        Interaction(is_disabled=True),
        Interaction(is_target=True),
    ],
)
def test_every_state_of_a_card_and_a_button_is_seen(interaction: Interaction) -> None:
    painter = Painter((1920, 1080))

    def draw(state: Interaction) -> bytes:
        surface = pygame.Surface((460, 420))
        painter.paper(surface)
        draw_task(painter, surface, Rect(30, 30, 381, 256), replace(samples.TASKS[2], interaction=state))
        return pixels(surface)

    def button(state: Interaction) -> bytes:
        surface = pygame.Surface((460, 120))
        painter.paper(surface)
        draw_button(painter, surface, Rect(30, 24, 381, 72), ButtonLook("Verder", "check", "primary", state))
        return pixels(surface)

    assert draw(interaction) != draw(Interaction())
    assert button(interaction) != button(Interaction())


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_a_seat_card_stays_within_its_own_height(percent: int) -> None:
    painter = Painter((1920, 1080), percent)
    k = painter.k
    rect = Rect(60, 60, 268 * k, seat_height(painter))
    surface = pygame.Surface((round(rect.right + 60), round(rect.bottom + 60)))
    surface.fill((255, 0, 255))
    draw_seat(painter, surface, rect, samples.SEATS[0])
    below = surface.subsurface((0, round(rect.bottom + 34), surface.get_width(), 20))
    assert set(pixels(below)) == {0, 255}


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
def test_title_phases_and_clock_do_not_run_into_each_other(percent: int) -> None:
    painter = Painter((1920, 1080), percent)
    look = samples.header(3, "03:42", 0.62)
    height = header_height(painter)
    drawn, without = pygame.Surface((1920, round(height))), pygame.Surface((1920, round(height)))
    draw_phase_header(painter, drawn, Rect(0, 0, 1920, height), look)
    long = replace(
        look, title=look.title + " en alles wat daarbij hoort, tot ver voorbij de rand van het scherm"
    )
    draw_phase_header(painter, without, Rect(0, 0, 1920, height), long)
    right_half = pygame.Rect(960, 0, 960, round(height))
    assert pixels(drawn.subsurface(right_half)) == pixels(without.subsurface(right_half))


def test_a_need_card_says_when_its_quote_was_cut() -> None:
    painter, surface = Painter((1920, 1080)), pygame.Surface((500, 400))
    need = samples.NEEDS[0]
    rect = Rect(20, 20, 393, 348)
    assert not draw_need(painter, surface, rect, need)
    assert draw_need(painter, surface, rect, replace(need, quote=need.quote * 4))


def test_a_longer_cause_asks_for_more_room() -> None:
    painter = Painter((1920, 1080))
    short = CauseLook("ear", "Gehoord.", "Ronde 1", "+1", "up")
    long = replace(short, words="Gehoord, en daarna nog eens, en nog eens, en toen was het genoeg. " * 3)
    assert cause_height(painter, long, 600) > cause_height(painter, short, 600)
