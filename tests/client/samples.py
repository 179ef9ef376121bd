"""Whole screens made of looks alone, to see and to time them: board, dialogue, start, debrief."""

from __future__ import annotations

import pygame

from game.client.looks.budget import BudgetLook, draw_budget
from game.client.looks.button import ButtonLook, draw_button
from game.client.looks.header import PhaseHeader, PhasePip, Timer, draw_phase_header, header_height
from game.client.looks.parts import Interaction, Portrait
from game.client.looks.prompt import PromptLook, draw_prompt
from game.client.looks.seat import Meter, SeatLook, Trend, draw_row_seat, draw_seat
from game.client.looks.task import TaskLook, draw_task
from game.client.paint import Painter, Rect
from game.client.theme import theme

ROLES = theme().roles
FATIMA = Portrait("headscarf", ROLES["framboos"])
HENK = Portrait("grey-glasses", ROLES["blauw"])
AYLIN = Portrait("long", ROLES["oranje"])
JORIS = Portrait("beard", ROLES["indigo"], "square")
MARLOES = Portrait("bob", ROLES["groen"], "square")
WILLEM = Portrait("flat-top", ROLES["oker"], "square")
NOOR = Portrait("bow-glasses", ROLES["petrol"])

PHASES = [
    ("search", "Verkennen"),
    ("messages-square", "Dialoog"),
    ("pen-line", "Formuleren"),
    ("coins", "Verdelen"),
    ("hammer", "Uitvoeren"),
    ("lightbulb", "Reflecteren"),
]


def header(now: int, digits: str, share: float, round_now: int = 2) -> PhaseHeader:
    pips = [
        PhasePip(icon, label, "done" if index < now else "now" if index == now else "later")
        for index, (icon, label) in enumerate(PHASES)
    ]
    title, said = "Rondkomen in de Lindewijk", f"Ronde {round_now} van 4"
    return PhaseHeader(title, said, round_now, 4, pips, Timer(digits, share))


def seat(
    name: str, role: str, portrait: Portrait, support: int, trust: int, trend: Trend = "", tab: str = ""
) -> SeatLook:
    meters = (
        Meter("thumbs-up", "Draagvlak", str(support), support / 10, trend),
        Meter("handshake", "Vertrouwen", str(trust), trust / 10),
    )
    return SeatLook(name, role, portrait, meters, tab, interaction=Interaction(is_selected=bool(tab)))


SEATS = [
    seat("Fatima", "Inwoner", FATIMA, 6, 7, "up"),
    seat("Henk", "Inwoner", HENK, 4, 5),
    seat("Aylin", "Inwoner", AYLIN, 7, 6, "up"),
    seat("Joris", "Schuldhulp", JORIS, 8, 7),
    seat("Marloes", "Welzijn", MARLOES, 7, 8, "up", "Aan zet"),
    seat("Willem", "Werkgever", WILLEM, 3, 4, "down"),
]

TASKS = [
    TaskLook(
        "Schuldhulp aan huis",
        "Bestaanszekerheid",
        "hand-coins",
        ROLES["blauw"],
        "€ 60.000",
        4,
        0,
        2,
        "4 van 6",
        (JORIS, FATIMA),
        "",
        "running",
        "Loopt",
    ),
    TaskLook(
        "Buurtkamer De Linde",
        "Ontmoeten",
        "coffee",
        ROLES["bordeaux"],
        "€ 40.000",
        4,
        0,
        0,
        "4 van 4",
        (MARLOES, HENK, FATIMA),
        "",
        "done",
        "Rond",
    ),
    TaskLook(
        "Werkplaats Meedoen",
        "Werk",
        "briefcase-business",
        ROLES["oranje"],
        "€ 50.000",
        2,
        2,
        1,
        "2 van 5",
        (WILLEM, AYLIN),
        "",
        "proposed",
        "Voorstel +2",
    ),
    TaskLook(
        "Opvang met ruime uren",
        "Jeugd en onderwijs",
        "school",
        ROLES["indigo"],
        "€ 50.000",
        3,
        0,
        2,
        "3 van 5",
        (FATIMA, WILLEM),
        "",
        "running",
        "Loopt",
    ),
    TaskLook(
        "Inloop mentale gezondheid",
        "Zorg",
        "heart-pulse",
        ROLES["framboos"],
        "€ 40.000",
        1,
        0,
        3,
        "1 van 4",
        (MARLOES,),
        "",
        "running",
        "Loopt",
    ),
    TaskLook(
        "Groene binnentuin",
        "Leefomgeving",
        "trees",
        ROLES["groen"],
        "€ 20.000",
        0,
        0,
        2,
        "0 van 2",
        (),
        "Nog geen partner",
        "open",
        "Open",
    ),
]
BUDGET = BudgetLook(
    "Gezamenlijk budget",
    "€ 100.000",
    "over van € 240.000",
    "Verdeelregel",
    "Consensus",
    "6 van 7 akkoord",
    8,
    2,
    14,
)


def draw_board(painter: Painter, surface: pygame.Surface) -> None:
    """The board in the phase Verdelen, seats in columns."""
    painter.paper(surface)
    draw_phase_header(painter, surface, Rect(0, 0, 1920, header_height(painter)), header(3, "03:42", 0.62))
    painter.table(surface, Rect(324, 140, 1272, 800))
    for index, look in enumerate(SEATS):
        column, row = divmod(index, 3)
        y = 140 + row * 276
        draw_seat(painter, surface, Rect(32 if column == 0 else 1620, y, 268, 248), look)
    for index, task in enumerate(TASKS):
        row, column = divmod(index, 3)
        draw_task(painter, surface, Rect(364 + column * 405, 176 + row * 472, 381, 256), task)
    draw_budget(painter, surface, Rect(364, 454, 1192, 172), BUDGET)
    said = PromptLook(
        "Noor",
        "Procesregisseur",
        NOOR,
        "Marloes legt € 20.000 bij de Werkplaats.",
        "Wat heb jij nodig om mee te gaan?",
    )
    draw_prompt(painter, surface, Rect(38, 970, 1086, 88), said)
    talk = ButtonLook("Bespreek voorstel", "messages-square", interaction=Interaction(is_focused=True))
    draw_button(painter, surface, Rect(1164, 978, 344, 72), talk)
    draw_button(
        painter, surface, Rect(1532, 978, 356, 72), ButtonLook("Rond verdeling af", "check", "primary")
    )


def draw_room_board(painter: Painter, surface: pygame.Surface) -> None:
    """The board for a hall: text at 150 per cent, three tasks a page, seats in one row."""
    painter.paper(surface)
    draw_phase_header(painter, surface, Rect(0, 0, 1920, header_height(painter)), header(3, "03:42", 0.62))
    painter.table(surface, Rect(32, 157, 1856, 665))
    for index, task in enumerate(TASKS[:3]):
        draw_task(painter, surface, Rect(75 + index * 600, 192, 570, 408), task)
    draw_budget(painter, surface, Rect(75, 623, 1770, 169), BUDGET)
    noor = seat("Noor", "Procesregisseur", NOOR, 8, 8)
    for index, look in enumerate([*SEATS, noor]):
        plain = SeatLook(
            look.name,
            look.role,
            look.portrait,
            (Meter("thumbs-up", "", look.meters[0].number, 0),),
            interaction=look.interaction,
        )
        draw_row_seat(painter, surface, Rect(32 + index * 267.5, 846, 251, 112), plain)
    painter.text(
        surface, (40, 1023), "Zaalstand 150%", painter.theme.text.label_strong, painter.theme.colours.muted
    )
    draw_button(painter, surface, Rect(619, 979, 522, 86), ButtonLook("Taken 4 – 6", "chevron-right"))
    draw_button(
        painter, surface, Rect(1167, 979, 721, 86), ButtonLook("Rond verdeling af", "check", "primary")
    )
