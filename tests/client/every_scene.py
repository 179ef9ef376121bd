"""Every scene of the game as a picture: `python -m tests.client.every_scene` tells which look otherwise.

With the word `keep` it makes those anew. They lie in `tests/cases/screens/all/`, in Dutch and in English, at
100 and 150 %, as `NAME-LANGUAGE-SCALE.jpg`. Three sources make them: sessions that bots play before the
camera of `demo --pictures`, moves that a pilot makes (also where a session is only looked at), and tables at
the limits of names and sums. In what picture a mechanic is seen stands in `OF_MECHANIC`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy
import pygame

from game.bots.demo import begin_demo, play_demo
from game.client import gallery
from game.client.app import App
from game.client.camera import Camera, Shot, unseen
from game.client.scenes.debrief import keeping
from game.client.scenes.replay import replay_of
from game.client.scenes.start import StartScene
from game.client.settings import Settings
from game.client.window import Window
from game.i18n import Texts
from game.scenario.load import find
from game.scenario.model import Scenario
from game.session.memory import MemoryStore
from game.session.sessions import writing
from tests.client import (
    mockups,
    promising,
    several,
    test_looking_into,
    test_moves,
    test_otherwise,
    test_paying_again,
    test_projector,
)
from tests.client.extreme import OVERLAYS, crowded, overlaid, scene, small, table
from tests.client.opened import an_opened
from tests.client.playing import MouseHands
from tests.client.test_facilitator import pressed
from tests.pilot import GOLDEN, Pilot, a_pilot

ALL = GOLDEN / "all"
SIZE = (1280, 720)
LOOKS = {("nl", 100): (640, 360), ("nl", 150): (368, 207), ("en", 100): (368, 207), ("en", 150): (480, 270)}
"""Language and text scale, and how large the pictures are kept."""

COMPARED, SQUARE = (480, 270), 6
SEED = 7

PUTTEN = """
    start settings help opening opening-minute 1-explore-curtain 1-explore-brief-samira 1-explore-menu
    1-explore 1-dialogue-turning 1-dialogue-asked 1-dialogue 1-frame 1-divide-ballot_curtain
    1-divide-ballot 1-divide-fill_in 1-divide-reveal 1-divide-task 1-divide-claim 1-carry_out
    1-carry_out-event 1-carry_out-started 2-carry_out-landed 2-carry_out-over_asked 2-carry_out-together
    2-why-indicator 2-why-trust 1-reflect-open_card 1-reflect-reason 1-reflect-judging 1-reflect
    1-round_end 3-divide-forecast debrief-role debrief-covered debrief-pocket debrief-honest
    debrief-expect_money debrief-money debrief-lines debrief-rules debrief-envelope debrief-questions
    debrief-ended debrief-poll debrief-overview debrief-agree debrief-agreed
"""
PLAYED = {
    "putten-samenleving": PUTTEN.split(),
    "utrecht-bijstand": ["1-explore-sealed", "1-reflect-felt", "debrief-sealed"],
    "zutphen-dementie": ["2-divide-objection", "2-divide-settle"],
}
"""Of which scenarios bots play a session, and which moments of it are kept."""

MOVES = ("idea", "pledge", "pledged", "core-value", "objection", "take-over", "experts")
PROMISES = ("change-rule", "stepped-back", "upkeep", "topping-up")
WATCHED = (
    *("programme", "replay-sessions", "replay", "replay-moments", "whatif", "whatif-rule", "whatif-found"),
    *(
        "whatif-why",
        "whatif-play",
        "whatif-by-hand",
        "whatif-compared",
        "debrief-otherwise",
        "debrief-report",
        "projector",
        "projector-joining",
    ),
)
SEVERAL = (*several.DIALOGS, "overview", "still-there", "kept-warm")
LIMITS = tuple(
    f"{size}-{phase}" for size, phases in (("crowded", 6), ("small", 4))
    for phase in ("explore", "dialogue", "frame", "divide", "carry_out", "reflect")[:phases]
)  # fmt: skip
OVER = tuple(f"crowded-{name}" for name in ("back", "hand", "why"))
OF_MECHANIC = {
    "instruments": "1-dialogue",
    "recognise": "1-dialogue",
    "report_back": "1-reflect-judging",
    "note": "1-divide-claim",
    "meet": "crowded-reflect",
    "sealed_plan": "1-explore-sealed",
    "felt_trust": "1-reflect-felt",
    "core_values": "core-value",
    "pledges": "pledge",
    "condition": "pledge",
    "own_idea": "idea",
    "take_over": "take-over",
    "forecast": "3-divide-forecast",
    "change_rule": "change-rule",
    "step_back": "stepped-back",
    "delivery": "1-round_end",
    "upkeep": "upkeep",
    "topping_up": "topping-up",
    "consent": "2-divide-objection",
    "over_asking": "2-carry_out-over_asked",
    "expert_pool": "experts",
}
"""In which picture a mechanic is seen."""


def names() -> list[str]:
    """Return the names of all pictures that are kept, without language and scale."""
    return [
        *(name for kept in PLAYED.values() for name in kept),
        *MOVES,
        *PROMISES,
        *WATCHED,
        *SEVERAL,
        *LIMITS,
        *OVER,
    ]


class Codes:
    """Names of moments that are the same in every language: round, phase, and what is special."""

    def __init__(self, texts: Texts, scenario: Scenario) -> None:
        pass

    def of(self, round_: int, phase: str, step: str, words: Sequence[str]) -> str:
        """Return `2-divide-claim`, or with words `1-why-trust`."""
        return "-".join(str(part) for part in (round_, phase, *(words or [step])) if part)

    def of_debrief(self, kind: str) -> str:
        return f"debrief-{kind}"


class OnlyWanted(Camera):
    """A camera that keeps in memory what is asked for, and saves nothing."""

    def __init__(self, settings: Settings, wanted: Sequence[str]) -> None:
        super().__init__(settings, Path(), SIZE)
        self.wanted = wanted
        self.pictures: dict[str, pygame.Surface] = {}

    def shoot(self, name: str) -> Shot:
        if name in self.wanted and name not in self.pictures:
            self.pictures[name] = self.app.window.surface.copy()
        return Shot(Path(name), self.app.window.surface, ())


class Coded:
    """Texts of the pictures' names as codes: `gallery.start` is `start`."""

    def __call__(self, key: str, **_: object) -> str:
        return key.rpartition(".")[2]


def played(scenario: str, language: str, text_scale: int) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield what is kept of a session that bots play."""
    stepper, bots = begin_demo(MemoryStore(), find(scenario), SEED)
    with unseen(), patch.object(gallery, "Names", Codes):
        eye = OnlyWanted(Settings(language, text_scale), PLAYED[scenario])
        try:
            gallery._before_the_session(eye, find(scenario), SEED, Coded())  # type: ignore[arg-type]
            gallery.Gallery(eye, stepper, Texts(language)).play(bots)
            yield from eye.pictures.items()
        finally:
            eye.close()


def moved(language: str, text_scale: int) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield the dialogs of what anybody can start, with what comes of it."""
    for rule in ("average", "consensus"):
        with (
            TemporaryDirectory() as folder,
            an_opened(
                Path(folder), test_moves.moving(rule), size=SIZE, language=language, text_scale=text_scale
            ) as pilot,
        ):
            hands = MouseHands(pilot)
            test_moves.to_the_ballots(pilot, hands)
            if rule == "consensus":
                test_moves.vote(pilot, hands)
                hands.press("primary")
                hands.choose("joris")
                hands.press("answer.object")
                yield "objection", pilot.picture()
                continue
            hands.choose("nadia")
            hands.press("tool.bring_idea")
            yield "idea", pilot.picture()
            pilot.key("escape")
            test_moves.bring_in(pilot, hands)
            hands.choose("joris")
            hands.press("tool.pledge")
            hands.press("pledge.what.money")
            yield "pledge", pilot.picture()
            pilot.key("escape")
            test_moves.pledge(pilot, hands)
            yield "pledged", pilot.picture()
            test_moves.vote(pilot, hands)
            hands.choose("joris")
            hands.press("tool.call_core_value")
            yield "core-value", pilot.picture()
            pilot.key("escape")
            hands.press("primary")
            hands.choose("nadia")
            hands.press("tool.take_over")
            yield "take-over", pilot.picture()
    with TemporaryDirectory() as folder:
        for pilot in test_looking_into.at_the_dialogue(Path(folder), language, text_scale, SIZE):
            MouseHands(pilot).press("instrument.experts")
            yield "experts", pilot.picture()


def promised(language: str, text_scale: int) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield what comes of promises: another rule, a seat that stepped back, a task that is paid again."""
    with (
        TemporaryDirectory() as folder,
        promising.a_promising(Path(folder), size=SIZE, language=language, text_scale=text_scale) as pilot,
    ):
        promising.to_reflect(pilot, "decide")
        pilot.click("seat.joris")
        pilot.click("reflect.rule")
        yield "change-rule", pilot.picture()
        pilot.key("escape")
        promising.go_on_until(pilot, "explore")
        if pilot.is_there("round_end.close"):
            pilot.click("round_end.close")
        pilot.click("seat.joris")
        yield "stepped-back", pilot.picture()
    for mechanic, name, coins in (("upkeep", "upkeep", 12), ("topping_up", "topping-up", 6)):
        with TemporaryDirectory() as folder:
            rounds = test_paying_again.in_round_two(Path(folder), mechanic, coins, language, text_scale, SIZE)
            for pilot in rounds:
                pilot.click("primary")
                pilot.click("curtain.open")
                yield name, pilot.picture()


def watched(language: str, text_scale: int) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield where nobody plays: the programme, a session looked at again, and the screen for a room."""
    with TemporaryDirectory() as folder, a_pilot(SIZE, language=language, text_scale=text_scale) as pilot:
        pilot.app.database = str(Path(folder) / "sessions.db")
        with closing(writing(pilot.app.database)) as store:
            stepper, bots = begin_demo(store, find("eerste-potje"), SEED)
            play_demo(stepper, bots)
        pilot.app.go(StartScene(pilot.app))
        pilot.settle()
        pilot.click("programme.open")
        yield "programme", pilot.picture()
        pilot.key("escape")
        pilot.click("replay.open")
        yield "replay-sessions", pilot.picture()
        pilot.key("escape")
        pilot.app.go(replay_of(pilot.app, None, lambda: None))
        pilot.settle()
        pilot.key("end", "page up", "page up")
        yield "replay", pilot.picture()
        pilot.click("replay.moments")
        yield "replay-moments", pilot.picture()
        pilot.key("escape")
        yield from asked_otherwise(pilot)
    stepper, _ = begin_demo(MemoryStore(), find("eerste-potje"), SEED)
    stepper.order("seat:noor", "say_stance", stance="co_produce")
    with test_projector.watching(stepper, language=language, text_scale=text_scale) as pilot:
        yield "projector", pilot.picture()
        pilot.key("q")
        yield "projector-joining", pilot.picture()


def asked_otherwise(pilot: Pilot) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield what is asked of a what-if, what comes of it, and playing on by hand."""
    scene = test_otherwise.at_round(pilot, 2)
    yield "whatif", pilot.picture()
    pilot.click("whatif.rule")
    yield "whatif-rule", pilot.picture()
    pressed(pilot, "whatif.rule.equal_shares")
    test_otherwise.reckoned(pilot)
    yield "whatif-found", pilot.picture()
    pressed(pilot, pilot.keys("whatif.value.")[0])
    yield "whatif-why", pilot.picture()
    pilot.key("escape")
    pilot.click("whatif.found.again")
    pilot.click("whatif.play")
    yield "whatif-play", pilot.picture()
    pilot.click("play_on.all")
    with test_otherwise.played_on(pilot):
        yield "whatif-by-hand", pilot.picture()
    assert pilot.app.scene is scene
    with test_otherwise.compared(pilot):
        yield "whatif-compared", pilot.picture()
    yield from at_the_last_page(pilot, Path(str(pilot.app.database)))


def at_the_last_page(pilot: Pilot, stored: Path) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield what the last page of the debrief leads to: what if, and a report that is kept."""
    test_otherwise.go_to_the_last_page(pilot, stored, "demo-eerste-potje-7")
    pilot.click("debrief.otherwise")
    yield "debrief-otherwise", pilot.picture()
    pilot.key("escape")
    with patch.object(keeping, "Reporting", StillReport):
        pilot.click("debrief.report")
        pilot.wait(300)
    yield "debrief-report", pilot.picture()
    pilot.key("escape")


class StillReport:
    """A report that was written at once, in a folder that is called the same everywhere."""

    path = Path("/home/noor/Documenten/Opgavetafel/demo-eerste-potje-7.html")

    def __init__(self, *_: object) -> None:
        pass

    def trouble(self) -> str:
        return ""

    def stop(self) -> None:
        """Nothing is on its way."""


def together(language: str, text_scale: int) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield the dialogs about several tables, all of them for a room, and what a quiet person is asked."""
    scenario, names = mockups.lindewijk(), ["Ada", "Bo", "Cem", "Dilara", "Eva"]
    with several.at_three(), a_pilot(SIZE, calm=True, language=language, text_scale=text_scale) as pilot:
        at = table(mockups.lindewijk, "dialogue")
        pilot.app.go(scene(at, pilot.app))
        for name, dialog in several.DIALOGS.items():
            pilot.app.lay_over(dialog(several.desk(pilot.app, scenario, 5, names)))
            pilot.settle()
            yield name, pilot.picture()
        pilot.app.go(several.overview(pilot.app, scenario, 5, names))
        pilot.settle()
        yield "overview", pilot.picture()
        for name, asks in (("still-there", "asked"), ("kept-warm", "warm")):
            pilot.app.go(several.asked(scene(at, pilot.app), asks))
            pilot.settle()
            yield name, pilot.picture()


def limits(language: str, text_scale: int) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield tables with the most and the least there can be."""
    with unseen():
        app = App(Window("test", is_windowed=True, size=SIZE), Settings(language, text_scale, is_calm=True))
        now = 0.0
        try:
            for name in (*LIMITS, *OVER):
                make, what = (
                    {"crowded": crowded, "small": small}[name.partition("-")[0]],
                    name.partition("-")[2],
                )
                if what in OVERLAYS:
                    overlaid(OVERLAYS[what], table(make, "divide", 2), app)
                else:
                    app.go(scene(table(make, what), app))
                for _ in range(3):
                    now += 1000
                    app.turn(now)
                yield name, app.window.surface.copy()
        finally:
            app.close()


def taken(language: str, text_scale: int) -> Iterator[tuple[str, pygame.Surface]]:
    """Yield every picture in a language at a text scale, by name."""
    for scenario in PLAYED:
        yield from played(scenario, language, text_scale)
    yield from moved(language, text_scale)
    yield from promised(language, text_scale)
    yield from watched(language, text_scale)
    yield from together(language, text_scale)
    yield from limits(language, text_scale)


def kept(name: str, language: str, text_scale: int) -> Path:
    """Return where a picture is kept."""
    return ALL / f"{name}-{language}-{text_scale}.jpg"


def otherwise(made: pygame.Surface, kept: pygame.Surface) -> float:
    """Return the share, 0 to 1, of squares that clearly differ; traces of how it was pressed do not count."""
    width, height = COMPARED
    squares = (width // SQUARE, SQUARE, height // SQUARE, SQUARE, 3)
    as_large = pygame.transform.smoothscale(made, kept.get_size())
    both = [pygame.transform.smoothscale(one, COMPARED) for one in (as_large, kept)]
    a, b = (pygame.surfarray.array3d(one).reshape(squares).mean(axis=(1, 3)) for one in both)
    return float((numpy.abs(a - b).max(axis=2) > MOST_DIFFERENT).mean())


MOST_SQUARES, MOST_OF_SMALL, MOST_DIFFERENT = 0.004, 0.02, 10
"""A picture that is kept small differs by more when nothing changed: its letters are coarser."""


def main(words: Sequence[str]) -> int:
    """Compare every picture with what is kept, or with `keep` make anew what looks otherwise."""
    ALL.mkdir(parents=True, exist_ok=True)
    different = 0
    for (language, text_scale), kept_size in LOOKS.items():
        missing = set(names())
        for name, made in taken(language, text_scale):
            missing.discard(name)
            file = kept(name, language, text_scale)
            share = otherwise(made, pygame.image.load(file)) if file.exists() else 1.0
            if share <= (MOST_SQUARES if kept_size >= COMPARED else MOST_OF_SMALL):
                continue
            different += 1
            sys.stdout.write(f"{file.name}: {share:.1%}\n")
            if "keep" in words:
                pygame.image.save(pygame.transform.smoothscale(made, kept_size), str(file))
        different += len(missing)
        sys.stdout.writelines(f"{name}-{language}-{text_scale}: never came\n" for name in sorted(missing))
    return 1 if different and "keep" not in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
