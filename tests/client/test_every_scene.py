"""Every scene has a picture, every mechanic is seen in one, and the tables at the limits look as kept."""

import typing

import pygame
import pytest

from game.scenario.model import Mechanic
from tests.client.every_scene import (
    ALL,
    LOOKS,
    MOST_SQUARES,
    OF_MECHANIC,
    kept,
    limits,
    main,
    names,
    otherwise,
)
from tests.pilot import skip_elsewhere


def test_every_scene_has_its_pictures_and_no_picture_is_kept_that_nothing_makes() -> None:
    assert len(set(names())) == len(names())
    expected = {kept(name, *look).name for name in names() for look in LOOKS}
    assert {file.name for file in ALL.iterdir()} == expected


def test_every_mechanic_is_seen_in_a_picture() -> None:
    assert set(typing.get_args(Mechanic)) <= set(OF_MECHANIC)
    assert set(OF_MECHANIC.values()) <= set(names())


def test_tables_at_the_limits_look_as_they_were_kept() -> None:
    skip_elsewhere()
    look = "nl", 100
    shares = {name: otherwise(made, pygame.image.load(kept(name, *look))) for name, made in limits(*look)}
    assert {name: share for name, share in shares.items() if share > MOST_SQUARES} == {}


def test_a_button_that_is_gone_is_noticed_and_how_a_picture_was_pressed_is_not() -> None:
    file = kept("1-dialogue", "nl", 100)
    one = pygame.image.load(file)
    assert otherwise(one, one.copy()) == 0
    other = one.copy()
    other.fill((250, 246, 238), (400, 330, 110, 26))
    assert otherwise(one, other) > MOST_SQUARES


@pytest.mark.bench
def test_every_scene_looks_as_it_was_kept() -> None:
    assert main([]) == 0
