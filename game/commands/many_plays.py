"""Commands that play a scenario many times: `simulate` counts, `balance` judges."""

from pathlib import Path
from typing import Annotated

import typer

from game.commands.common import (
    DISK_FULL,
    DONE,
    FIRST_SCENARIO,
    MENDABLE,
    language_option,
    tell_found,
    visible,
    write,
)
from game.i18n import Mendable, Texts


def add_simulate(app: typer.Typer, texts: Texts) -> None:
    @app.command("simulate", help=texts("simulate.help"))
    def simulate(
        scenario: Annotated[str, typer.Argument(help=texts("cli.scenario"))] = FIRST_SCENARIO,
        games: Annotated[int, typer.Option(min=1, help=texts("simulate.games"))] = 100,
        bots: Annotated[str, typer.Option(help=texts("cli.bots"), metavar="NAME|SEAT=NAME,…")] = "",
        seed: Annotated[int, typer.Option(min=0, help=texts("simulate.seed"))] = 1,
        jobs: Annotated[int | None, typer.Option(min=1, help=texts("simulate.jobs"))] = None,
        json: Annotated[str | None, typer.Option(help=texts("simulate.json"), metavar="FILE|-")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.bots.kept import as_json
        from game.bots.progress import counting
        from game.bots.simulate import simulate as run
        from game.bots.summary import tell
        from game.scenario.load import find

        read_in, path = Texts(lang) if lang else texts, find(scenario)
        file = None if json is None or json == "-" else Path(json)
        try:
            with counting(games, read_in("simulate.progress")) as told:
                done = run(path, games=games, bots=bots, seed=seed, jobs=jobs, file=file, told=told)
        except OSError as fault:
            if file is None or fault.errno in DISK_FULL:
                raise
            raise Mendable("cli.cannot_write", path=str(file)) from fault
        if json == "-":
            typer.echo(as_json(done.found))
        else:
            typer.echo("\n".join(map(visible, tell(done.found, done.scenario, read_in))))
        if not done.is_whole:
            key = "simulate.stopped" if file is None else "simulate.stopped_kept"
            raise Mendable(key, n=done.found["games"], games=games)


def add_balance(app: typer.Typer, texts: Texts) -> None:
    @app.command("balance", help=texts("balance.help"))
    def balance(
        scenario: Annotated[str, typer.Argument(help=texts("cli.scenario"))] = FIRST_SCENARIO,
        games: Annotated[int, typer.Option(min=1, help=texts("balance.games"))] = 2000,
        seed: Annotated[int, typer.Option(min=0, help=texts("balance.seed"))] = 1,
        second: Annotated[bool, typer.Option("--second", help=texts("balance.second"))] = False,
        conditions: Annotated[
            str | None, typer.Option(help=texts("balance.conditions"), metavar="a,b,…")
        ] = None,
        minima: Annotated[bool, typer.Option("--minima/--no-minima", help=texts("balance.minima"))] = True,
        jobs: Annotated[int | None, typer.Option(min=1, help=texts("simulate.jobs"))] = None,
        out: Annotated[str | None, typer.Option(help=texts("balance.out"), metavar="FILE|-")] = None,
        html: Annotated[str | None, typer.Option(help=texts("balance.html"), metavar="FILE")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.balance.asked import Asked, letters_in
        from game.balance.balance import balance as run
        from game.balance.telling import tell
        from game.bots.progress import counting
        from game.scenario.load import find, load

        read_in, path = Texts(lang) if lang else texts, find(scenario)
        kept = None if out is None or out == "-" else Path(out + ".part")
        asked = Asked(games, seed, second, letters_in(conditions), minima, jobs, kept, scenario)
        try:
            with counting(0, read_in("balance.progress")) as told:
                found = run(path, asked, told)
        except KeyboardInterrupt:
            if kept is None:
                raise Mendable("balance.stopped") from None
            raise Mendable("balance.stopped_kept", path=str(kept)) from None
        except OSError as fault:
            if kept is None or fault.errno in DISK_FULL:
                raise
            raise Mendable("cli.cannot_write", path=str(kept)) from fault
        if html is not None:
            from game.balance.page.page import page

            write(html, page(found, load(path).scenario, read_in))
        if out is not None:
            tell_found(found, tell, out, read_in)
        if out != "-":
            tell_found(found, tell, None, read_in)
        raise typer.Exit(DONE if found["passes"] else MENDABLE)
