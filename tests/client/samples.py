"""Whole screens made of looks alone, to see and to time them: board, dialogue, start, debrief."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.client.looks.budget import BudgetLook, draw_budget
from game.client.looks.button import ButtonLook, SwitchLook, draw_button, draw_round_button, draw_switch
from game.client.looks.charts import (
    DumbbellLook,
    DumbbellRow,
    Line,
    LinesLook,
    Moment,
    Series,
    StackedLook,
    Tick,
    draw_chart_panel,
    draw_dumbbell_legend,
    draw_dumbbells,
    draw_lines,
    draw_stacked,
)
from game.client.looks.curtain import CurtainLook, draw_curtain
from game.client.looks.header import PhaseHeader, PhasePip, Timer, draw_phase_header, header_height
from game.client.looks.need import (
    CoveredLook,
    NeedLook,
    ThemeRowLook,
    TurningLook,
    WordingLook,
    draw_covered,
    draw_need,
    draw_theme_row,
    draw_turn,
    draw_turning,
    draw_wording,
)
from game.client.looks.parts import Interaction, Portrait
from game.client.looks.prompt import PromptLook, draw_prompt
from game.client.looks.rows import CauseLook, ChoiceLook, cause_height, draw_cause, draw_choice
from game.client.looks.seat import Meter, SeatLook, Trend, draw_row_seat, draw_seat
from game.client.looks.start import ScenarioLook, draw_scenario, draw_wordmark
from game.client.looks.task import TaskLook, draw_task
from game.client.looks.vote import AnswerLook, draw_answer
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


NEEDS = [
    NeedLook(
        "Fatima",
        "Inwoner",
        FATIMA,
        "Ik durf de post niet meer open te maken.",
        "Rust en overzicht",
        "mail-open",
        "5×",
    ),
    NeedLook(
        "Henk",
        "Inwoner",
        HENK,
        "Ik help graag, maar niemand vraagt mij.",
        "Van betekenis zijn",
        "hand-helping",
        "4×",
    ),
    NeedLook(
        "Joris",
        "Schuldhulp",
        JORIS,
        "Wij zien mensen pas als het te laat is.",
        "Eerder in beeld",
        "eye",
        "6×",
    ),
    NeedLook(
        "Aylin",
        "Inwoner",
        AYLIN,
        "Ik wil werken, maar niet zonder vangnet.",
        "Zekerheid bij een stap",
        "footprints",
        "3×",
    ),
]
THEMES = [
    ThemeRowLook("Eerder erbij zijn", "clock-arrow-up", HENK, (JORIS, FATIMA, HENK), "11×"),
    ThemeRowLook("Iemand naast je", "heart-handshake", FATIMA, (FATIMA, HENK), "9×"),
    ThemeRowLook("Een stap die loont", "footprints", AYLIN, (AYLIN,), "3×"),
]
WORDING = WordingLook(
    "Opgave in wording", "Hoe komen we samen eerder in beeld bij gezinnen, vóór de schulden groeien?"
)


def draw_dialogue(painter: Painter, surface: pygame.Surface) -> None:
    """The phase Dialoog: told, turning and covered cards, and what is heard together."""
    painter.paper(surface)
    draw_phase_header(painter, surface, Rect(0, 0, 1920, header_height(painter)), header(1, "06:15", 0.4))
    painter.table(surface, Rect(32, 140, 1344, 800))
    places = [Rect(73 + column * 434.5, 177 + row * 379, 393, 348) for row in range(2) for column in range(3)]
    for place, need in zip(places, NEEDS, strict=False):
        draw_need(painter, surface, place, need)
    draw_turning(painter, surface, places[4], TurningLook("Marloes", "draait haar kaart om …", MARLOES))
    draw_covered(painter, surface, places[5], CoveredLook("Willem", "Nog gedekt"))
    colours, text = painter.theme.colours, painter.theme.text
    painter.panel(
        surface,
        Rect(1408, 140, 480, 800),
        colours.white,
        radius=26,
        edge=colours.card_edge,
        shadow_name="card",
    )
    painter.text(surface, (1435, 192), "Wat horen we samen?", text.heading, colours.ink)
    for index, row in enumerate(THEMES):
        draw_theme_row(painter, surface, Rect(1431, 243 + 136 * index, 434, 121), row)
    draw_wording(painter, surface, Rect(1431, 663, 434, 254), WORDING)
    said = PromptLook("Noor", "Procesregisseur", NOOR, "Vraag door:", "Wat zou morgen al helpen?")
    draw_prompt(painter, surface, Rect(38, 970, 1086, 88), said)
    draw_button(painter, surface, Rect(1164, 978, 344, 72), ButtonLook("Nieuw thema", "plus"))
    draw_button(
        painter, surface, Rect(1532, 978, 356, 72), ButtonLook("Volgende kaart", "rotate-3d", "primary")
    )


def bust_of(face: str, role: str) -> Portrait:
    return Portrait(face, ROLES[role])


SCENARIOS = [
    ScenarioLook(
        "Rondkomen in de Lindewijk",
        "Bestaanszekerheid",
        "hand-coins",
        ROLES["blauw"],
        "Gezinnen raken klem tussen schulden, werk en zorg. Wat pakken we samen aan?",
        (FATIMA, JORIS, AYLIN),
        "6 – 8",
        "75 min",
        "Gekozen",
        Interaction(is_selected=True),
    ),
    ScenarioLook(
        "Langer thuis in Oosterveen",
        "Zorg en wonen",
        "heart-handshake",
        ROLES["framboos"],
        "Een vergrijzend dorp wil samen oud worden. Wie draagt welke taak?",
        (HENK, bust_of("grey-bun", "bordeaux"), MARLOES),
        "5 – 8",
        "60 min",
    ),
    ScenarioLook(
        "Opgroeien in Nieuwe Haven",
        "Jeugd",
        "school",
        ROLES["indigo"],
        "Jongeren missen een plek. De partners missen elkaar.",
        (bust_of("twists", "framboos"), AYLIN, bust_of("bald-goatee", "blauw")),
        "6 – 10",
        "90 min",
    ),
]


def draw_start(painter: Painter, surface: pygame.Surface) -> None:
    """The start screen without the panel for joining."""
    painter.paper(surface)
    colours, text = painter.theme.colours, painter.theme.text
    draw_wordmark(painter, surface, (65, 104), "Opgavetafel")
    painter.text(
        surface,
        (64, 181),
        "Samen de opgave helder krijgen. Samen verdelen. Samen terugkijken.",
        text.subtitle,
        colours.muted,
    )
    draw_round_button(painter, surface, Rect(947, 75, 58, 58), "circle-question-mark")
    draw_round_button(painter, surface, Rect(1019, 75, 58, 58), "settings")
    draw_switch(painter, surface, Rect(1091, 75, 134, 58), SwitchLook(("NL", "EN"), 0))
    painter.chip(
        surface,
        Rect(64, 230, 268, 44),
        "Kies een scenario",
        text.label_strong,
        colours.ink,
        colours.pill,
        icon="map",
    )
    painter.text(surface, (1224, 252), "3 van 9", text.label, colours.muted, "right")
    for index, scenario in enumerate(SCENARIOS):
        draw_scenario(painter, surface, Rect(64 + index * 395, 300, 370, 600), scenario)
    draw_button(painter, surface, Rect(64, 944, 370, 80), ButtonLook("Start sessie", "play", "primary"))
    draw_button(painter, surface, Rect(459, 944, 370, 80), ButtonLook("Eén scherm", "monitor"))
    draw_button(painter, surface, Rect(854, 944, 370, 80), ButtonLook("Maak eigen scenario", "pencil-ruler"))
    painter.table(surface, Rect(1296, 56, 560, 968))


SERIES = [
    Series("Bestaanszekerheid", "hand-coins", ROLES["blauw"], "210"),
    Series("Ontmoeten", "coffee", ROLES["bordeaux"], "130"),
    Series("Werk", "briefcase-business", ROLES["oranje"], "140"),
    Series("Jeugd en onderwijs", "school", ROLES["indigo"], "160"),
    Series("Zorg", "heart-pulse", ROLES["framboos"], "120"),
]
MONEY = StackedLook(
    SERIES,
    [(60, 20, 30, 40, 10), (50, 40, 20, 30, 30), (40, 40, 40, 50, 40), (60, 30, 50, 40, 40)],
    ["1", "2", "3", "4"],
    "Ronde",
    [Tick(0, "0"), Tick(80, "80"), Tick(160, "160"), Tick(240, "240")],
)
SUPPORT = DumbbellLook(
    [
        DumbbellRow("Fatima", FATIMA, 3, 8, "5"),
        DumbbellRow("Henk", HENK, 4, 6, "2"),
        DumbbellRow("Aylin", AYLIN, 5, 8, "3"),
        DumbbellRow("Joris", JORIS, 6, 8, "2"),
        DumbbellRow("Marloes", MARLOES, 6, 9, "3"),
        DumbbellRow("Willem", WILLEM, 5, 3, "2"),
        DumbbellRow("Noor", NOOR, 6, 8, "2"),
    ],
    [Tick(0, "0"), Tick(5, "5"), Tick(10, "10")],
    "begin",
    "eind",
)
TRUST = LinesLook(
    [
        Line("Fatima", ROLES["framboos"], (50, 56, 62, 71), "disc"),
        Line("Henk", ROLES["blauw"], (50, 48, 60, 66), "square"),
        Line("Willem", ROLES["oker"], (50, 44, 36, 30), "diamond"),
        Line("Aylin", ROLES["oranje"], (50, 55, 61, 68), "triangle"),
    ],
    ["start", "1", "2", "3"],
    [Tick(0, "0"), Tick(50, "50"), Tick(100, "100")],
    [Moment(1.5, "1", ROLES["petrol"]), Moment(2.4, "2", ROLES["petrol"])],
    "Ronde",
)
CAUSES = [
    CauseLook(
        "ear", "Joris hoorde je kaart en zei waarom er nog geen geld is.", "Ronde 1, reflecteren", "+1", "up"
    ),
    CauseLook(
        "coffee", "De buurtkamer kwam er, zoals beloofd.", "Ronde 2, uitvoeren", "+6", "up", ROLES["bordeaux"]
    ),
    CauseLook("mail", "Je kaart bleef liggen en niemand zei waarom.", "Ronde 2, reflecteren", "−6", "down"),
]


def draw_debrief(painter: Painter, surface: pygame.Surface) -> None:
    """The debrief: money per round, support per role, trust over time, and why."""
    painter.paper(surface)
    draw_phase_header(painter, surface, Rect(0, 0, 1920, header_height(painter)), header(5, "15:00", 1, 4))
    inside = draw_chart_panel(
        painter,
        surface,
        Rect(40, 140, 908, 400),
        "chart-column-stacked",
        "Waar ging het geld heen?",
        "× € 1.000",
    )
    draw_stacked(painter, surface, inside, MONEY)
    inside = draw_chart_panel(painter, surface, Rect(972, 140, 908, 400), "users", "Draagvlak per rol")
    draw_dumbbell_legend(painter, surface, 1824, 188, SUPPORT)
    draw_dumbbells(painter, surface, inside, SUPPORT)
    inside = draw_chart_panel(painter, surface, Rect(40, 564, 908, 376), "chart-line", "Vertrouwen per ronde")
    draw_lines(painter, surface, inside, TRUST)
    inside = draw_chart_panel(
        painter, surface, Rect(972, 564, 908, 376), "circle-question-mark", "Waarom 71?"
    )
    top = inside.top
    for cause in CAUSES:
        height = cause_height(painter, cause, inside.width)
        draw_cause(painter, surface, Rect(inside.left, top, inside.width, height), cause)
        top += height
    said = PromptLook(
        "Noor",
        "Procesregisseur",
        NOOR,
        "Willem haakte af. Wat hadden we kunnen doen?",
        "En welke afspraak houden we morgen vast?",
    )
    draw_prompt(painter, surface, Rect(38, 970, 1086, 88), said)
    draw_button(painter, surface, Rect(1164, 978, 344, 72), ButtonLook("Bewaar verslag", "download"))
    draw_button(
        painter, surface, Rect(1532, 978, 356, 72), ButtonLook("Speel andere regel", "repeat", "primary")
    )


def draw_curtain_screen(painter: Painter, surface: pygame.Surface) -> None:
    """The curtain, with its button."""
    look = CurtainLook(
        "Geef de laptop aan",
        "Fatima",
        "Inwoner, moeder van twee",
        FATIMA,
        "De anderen kijken even weg. Alleen jij ziet wat nu komt.",
        "2 van 6",
    )
    place = draw_curtain(painter, surface, Rect(0, 0, painter.width, painter.height), look)
    draw_button(painter, surface, place, ButtonLook("Ik ben Fatima", "eye", "primary"))


def draw_states(painter: Painter, surface: pygame.Surface) -> None:
    """Every state of a card and a button, and the answers of a vote."""
    painter.paper(surface)
    painter.table(surface, Rect(24, 24, 1872, 680))
    states = [
        Interaction(),
        Interaction(is_hovered=True),
        Interaction(is_focused=True),
        Interaction(is_selected=True),
        Interaction(is_pressed=True),
        Interaction(is_disabled=True),
        Interaction(is_target=True),
        Interaction(is_selected=True, is_focused=True),
    ]
    for index, state in enumerate(states):
        row, column = divmod(index, 4)
        draw_task(
            painter,
            surface,
            Rect(64 + column * 450, 64 + row * 320, 400, 256),
            replace(TASKS[2], interaction=state),
        )
        button = ButtonLook("Verder", "check", "primary" if index % 2 else "secondary", state)
        draw_button(painter, surface, Rect(40 + index * 230, 740, 200, 72), button)
    answers = [
        AnswerLook("behind", "Ik sta erachter", voters=(FATIMA, HENK, AYLIN, JORIS)),
        AnswerLook("live", "Ik kan ermee leven", is_chosen=True),
        AnswerLook("objection", "Ik heb bezwaar", voters=(WILLEM,)),
    ]
    for index, answer in enumerate(answers):
        draw_answer(painter, surface, Rect(40 + index * 620, 850, 590, 72), answer)
    draw_choice(
        painter,
        surface,
        Rect(40, 950, 590, 92),
        ChoiceLook(
            "Enquête", "1 tijdvak, 2 kaarten van de stoel", "€ 10.000", "clipboard-list", ROLES["petrol"]
        ),
    )
    draw_choice(
        painter,
        surface,
        Rect(660, 950, 590, 92),
        ChoiceLook(
            "Dialoogtafel", "1 tijdvak, 3 beurten erbij", "€ 5.000", "messages-square", ROLES["petrol"], True
        ),
    )
    turning = Rect(1300, 720, 393, 348)
    draw_turn(painter, surface, turning, CoveredLook("Willem", "Nog gedekt"), NEEDS[0], 0.8)
