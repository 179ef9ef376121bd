"""Commands that play: `play` in the window, `demo` by bots."""

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from game.commands.common import FIRST_SCENARIO, language_option
from game.i18n import Texts


def add_play(app: typer.Typer, texts: Texts) -> None:
    @app.command("play", help=texts("cli.play"))
    def play(
        scenario: Annotated[str | None, typer.Argument(help=texts("cli.scenario"))] = None,
        seed: Annotated[int | None, typer.Option(min=0, help=texts("cli.seed"))] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
        windowed: Annotated[bool, typer.Option("--windowed", help=texts("cli.windowed"))] = False,
        text_scale: Annotated[
            int | None, typer.Option(min=100, max=200, help=texts("cli.text_scale"))
        ] = None,
        resume: Annotated[bool, typer.Option("--resume", help=texts("cli.resume"))] = False,
        join: Annotated[str | None, typer.Option(help=texts("cli.join"), metavar="URL")] = None,
        code: Annotated[str, typer.Option(help=texts("cli.code"))] = "",
        projector: Annotated[bool, typer.Option("--projector", help=texts("cli.projector"))] = False,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
    ) -> None:
        from game.client.app import run_play

        done = run_play(
            scenario,
            seed=seed,
            language=lang,
            windowed=windowed,
            text_scale=text_scale,
            resume=resume,
            database=database,
            join=join,
            code=code,
            projector=projector,
        )
        raise typer.Exit(done)


def add_demo(app: typer.Typer, texts: Texts) -> None:
    @app.command("demo", help=texts("cli.demo"))
    def demo(
        scenario: Annotated[str, typer.Argument(help=texts("cli.scenario"))] = FIRST_SCENARIO,
        seed: Annotated[int, typer.Option(min=0, help=texts("cli.seed"))] = 1,
        lang: Annotated[str | None, language_option(texts)] = None,
        bots: Annotated[str, typer.Option(help=texts("cli.bots"), metavar="NAME|SEAT=NAME,…")] = "",
        transcript: Annotated[bool, typer.Option("--transcript", help=texts("cli.transcript"))] = False,
        headless: Annotated[bool, typer.Option("--headless", help=texts("cli.headless"))] = False,
        windowed: Annotated[bool, typer.Option("--windowed", help=texts("cli.windowed"))] = False,
        pace: Annotated[int, typer.Option(min=0, help=texts("cli.pace"), metavar="MS")] = 1200,
        pictures: Annotated[str | None, typer.Option(help=texts("gallery.pictures"), metavar="DIR")] = None,
        text_scale: Annotated[
            int, typer.Option(min=100, max=200, help=texts("gallery.text_scale"), metavar="PERCENT")
        ] = 100,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
    ) -> None:
        from game.bots.demo import begin_demo, play_demo, tell_demo
        from game.debrief.transcript import transcript as written
        from game.scenario.load import find
        from game.session.log import unlinked
        from game.session.sessions import writing

        read_in = Texts(lang) if lang else texts
        with closing(writing(database)) as store:
            stepper, players = begin_demo(store, find(scenario), seed, bots)
            played = None
            if pictures is not None:
                from game.client.gallery import take_pictures

                played = take_pictures(
                    stepper,
                    players,
                    Path(pictures),
                    scenario=find(scenario),
                    language=read_in.language,
                    text_scale=text_scale,
                    told=typer.echo,
                )
            elif not headless and not transcript and _may_have_screen():
                from game.client.demo import run_demo

                played = run_demo(stepper, players, language=lang, windowed=windowed, pace_ms=pace)
            played = played or play_demo(stepper, players)
            log = [unlinked(link) for link in store.links(stepper.name)] if transcript else []
        for line in written(log, stepper.session.played.scenario, read_in):
            typer.echo(line)
        typer.echo("\n".join(tell_demo(stepper, played, read_in)))


def _may_have_screen() -> bool:
    """Tell whether a window could be seen here, without loading anything: only False is sure."""
    if os.environ.get("SDL_VIDEODRIVER"):
        return False
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(has_desktop) or not sys.platform.startswith("linux")
