"""Roles as faces: which portrait stands for whom."""

from __future__ import annotations

from functools import cache

from game.client.looks.parts import Portrait
from game.client.pictures import FaceShape, face_names
from game.client.theme import theme
from game.scenario.model import Role, Scenario


def portrait(role: Role, *, is_away: bool = False) -> Portrait:
    """Return a role's face; a role whose face is not there gets one by its name, always the same."""
    shape: FaceShape = "square" if role.kind == "partner" else "circle"
    return Portrait(_face(role.face or "", role.name), theme().roles[role.colour], shape, is_away)


def faces(scenario: Scenario) -> dict[str, Portrait]:
    """Return every role's face, by seat."""
    return {seat: portrait(role) for seat, role in scenario.roles.items()}


@cache
def _face(wanted: str, name: str) -> str:
    names = face_names()
    return wanted if wanted in names else names[sum(name.encode()) % len(names)]
