"""The ground: drawn once, and under all else."""

import pygame

from game.client.paint import Painter
from game.client.widgets.base import Group, Picture, Rect, Widget
from game.client.widgets.ground import Ground
from game.client.widgets.layout import Box
from game.client.widgets.stage import Stage

SIZE = (1920, 1080)
SCREEN = Box(0, 0, *SIZE)
RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


class Counted:
    """A drawing in one colour that counts how often it was made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, painter: Painter, surface: pygame.Surface, rect: Rect, shows: object) -> None:
        self.times += 1
        surface.fill(shows, painter.pixels(rect))  # type: ignore[arg-type]


def shown(stage: Stage, painter: Painter, surface: pygame.Surface, *widgets: Widget) -> None:
    stage.show(Group(key="screen", box=SCREEN, children=list(widgets)))
    for part in stage.take_damage(SCREEN):
        stage.paint(painter, surface, part)


def a_ground(draw: Counted, colour: tuple[int, int, int], box: Box = SCREEN) -> Ground:
    return Ground(key="ground", box=box, draw=draw, shows=colour)


def a_thing(x: float, draw: Counted) -> Picture:
    return Picture(key="thing", box=Box(x, 0, 100, 100), draw=draw, shows=GREEN)


def test_the_ground_is_drawn_once_while_something_moves_over_it() -> None:
    stage, painter, surface = Stage(), Painter(SIZE), pygame.Surface(SIZE)
    ground, thing = Counted(), Counted()
    for x in range(0, 500, 50):
        shown(stage, painter, surface, a_ground(ground, RED), a_thing(x, thing))
    assert ground.times == 1
    assert thing.times == 10
    assert surface.get_at((10, 10))[:3] == RED
    assert surface.get_at((460, 10))[:3] == GREEN


def test_a_ground_that_changed_is_drawn_again() -> None:
    stage, painter, surface = Stage(), Painter(SIZE), pygame.Surface(SIZE)
    ground = Counted()
    shown(stage, painter, surface, a_ground(ground, RED))
    shown(stage, painter, surface, a_ground(ground, BLUE))
    assert surface.get_at((10, 10))[:3] == BLUE


def test_the_ground_lies_under_all_else() -> None:
    stage, painter, surface = Stage(), Painter(SIZE), pygame.Surface(SIZE)
    shown(stage, painter, surface, a_thing(0, Counted()), a_ground(Counted(), RED))
    assert surface.get_at((10, 10))[:3] == GREEN
