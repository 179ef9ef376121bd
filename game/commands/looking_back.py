"""Commands that look back on sessions: `replay`, `report`, and `whatif`, which plays one on otherwise."""

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from game.commands.common import language_option, one_of, tell_found, visible, what_of_people
from game.i18n import Mendable, Texts

_CARRIED_ON = ("ballots", "bots")  # as `game.debrief.whatif.carried_on` has them
_PAGES, _PAPER = (".html", ".htm"), ".pdf"


def add_replay(app: typer.Typer, texts: Texts) -> None:
    @app.command("replay", help=texts("cli.replay"))
    def replay(
        session: Annotated[str | None, typer.Argument(help=texts("cli.replay_session"))] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
        windowed: Annotated[bool, typer.Option("--windowed", help=texts("cli.windowed"))] = False,
        text_scale: Annotated[
            int | None, typer.Option(min=100, max=200, help=texts("cli.text_scale"))
        ] = None,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
    ) -> None:
        from game.client.app import run_replay

        done = run_replay(session, language=lang, windowed=windowed, text_scale=text_scale, database=database)
        raise typer.Exit(done)


def add_report(app: typer.Typer, texts: Texts) -> None:
    @app.command("report", help=texts("report.help"))
    def report(
        session: Annotated[list[str] | None, typer.Argument(help=texts("report.sessions"))] = None,
        out: Annotated[str, typer.Option("--out", help=texts("report.out"), metavar="FILE.html|pdf")] = "",
        whatif: Annotated[
            list[str] | None, typer.Option("--whatif", help=texts("report.whatif"), metavar="FILE")
        ] = None,
        charts: Annotated[str, typer.Option("--charts", help=texts("report.charts"), metavar="DIR")] = "",
        include_texts: Annotated[bool, typer.Option("--include-texts", help=texts("export.texts"))] = False,
        include_names: Annotated[bool, typer.Option("--include-names", help=texts("export.names"))] = False,
        force: Annotated[bool, typer.Option("--force", help=texts("export.force"))] = False,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.debrief.report.beside import MOST, beside
        from game.debrief.report.drawing import warm_up
        from game.debrief.report.looked import look_back
        from game.debrief.report.otherwise import read_whatif
        from game.debrief.report.page import page
        from game.debrief.report.paper import paper
        from game.debrief.report.picture_files import drawn, picture_files
        from game.session.export.files import write_files
        from game.session.sessions import chosen, reading

        read_in, suffix = Texts(lang) if lang else texts, Path(out).suffix.lower()
        if out and suffix not in (*_PAGES, _PAPER):
            raise Mendable("report.no_form", path=out)
        warm_up()
        with closing(reading(database)) as store:
            names = [chosen(store, one) for one in dict.fromkeys(session or [""])]
            if len(names) > MOST:
                raise Mendable("report.too_many", n=len(names), most=MOST)
            if whatif and len(names) > 1:
                raise Mendable("report.whatif_of_one")
            looked = [
                look_back(store, one, read_in, typed=include_texts, names=include_names) for one in names
            ]
        path = Path(out or f"{'-'.join(names)}.html").expanduser()
        counted = [read_whatif(Path(one).expanduser(), looked[0]) for one in whatif or ()]
        files: dict[Path, bytes] = {}
        pictures = drawn(looked, counted) if charts else []
        if charts:
            files |= picture_files(pictures, Path(charts).expanduser())
        if out or not charts:
            made = page(looked[0], counted) if len(looked) == 1 else beside(looked)
            files[path] = made.encode() if suffix != _PAPER else paper(made, read_in, looked[0].day)
        write_files(files, force)
        if charts:
            typer.echo(visible(read_in("report.charts_written", n=len(pictures), path=charts)))
        if path in files:
            typer.echo(visible(read_in("report.written", session=read_in.listing(names), path=str(path))))
        typer.echo(read_in(what_of_people(include_texts, include_names)))


def add_whatif(app: typer.Typer, texts: Texts) -> None:
    @app.command("whatif", help=texts("whatif.help"))
    def whatif(
        session: Annotated[str | None, typer.Argument(help=texts("cli.session"))] = None,
        from_: Annotated[str, typer.Option("--from", help=texts("whatif.from"), metavar="MOMENT")] = "1",
        rule: Annotated[str, typer.Option("--rule", help=texts("whatif.option.rule"))] = "",
        stance: Annotated[str, typer.Option("--stance", help=texts("whatif.option.stance"))] = "",
        amount: Annotated[
            list[str] | None,
            typer.Option("--amount", help=texts("whatif.option.amount"), metavar="TASK=EUROS"),
        ] = None,
        cut: Annotated[
            int | None, typer.Option("--cut", help=texts("whatif.option.cut"), metavar="PERCENT")
        ] = None,
        by: Annotated[
            str, typer.Option("--by", callback=one_of(texts, *_CARRIED_ON), help=texts("whatif.option.by"))
        ] = _CARRIED_ON[0],
        games: Annotated[
            int, typer.Option("--games", min=1, max=10_000, help=texts("whatif.option.games"))
        ] = 1,
        seed: Annotated[int, typer.Option("--seed", min=0, help=texts("whatif.option.seed"))] = 1,
        jobs: Annotated[int | None, typer.Option(min=1, help=texts("simulate.jobs"))] = None,
        out: Annotated[str, typer.Option("--out", help=texts("whatif.option.out"), metavar="FILE.html")] = "",
        json: Annotated[
            str | None, typer.Option("--json", help=texts("whatif.option.json"), metavar="FILE|-")
        ] = None,
        play: Annotated[bool, typer.Option("--play", help=texts("whatif.option.play"))] = False,
        windowed: Annotated[bool, typer.Option("--windowed", help=texts("cli.windowed"))] = False,
        force: Annotated[bool, typer.Option("--force", help=texts("export.force"))] = False,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.bots.cast import STANDARD
        from game.bots.progress import counting
        from game.debrief.report.otherwise import page_of
        from game.debrief.whatif.change import read_change
        from game.debrief.whatif.counted import Games, count
        from game.debrief.whatif.moment import branch
        from game.debrief.whatif.telling import teller
        from game.session.export.files import write_files
        from game.session.sessions import chosen, reading

        read_in, path = Texts(lang) if lang else texts, Path(out).expanduser()
        if out and path.suffix.lower() not in _PAGES:
            raise Mendable("whatif.only_html", path=out)
        with closing(reading(database)) as store:
            left = branch(store, chosen(store, session), from_, STANDARD)
        if play:
            from game.client.app import run_copy

            if stance or amount or cut is not None or out or json is not None:
                raise Mendable("whatif.by_hand_alone")
            read_change(left.table.game, rule, "", [], None)  # there is such a rule
            copy = partial(run_copy, left.session, left.record, rule=rule)
            raise typer.Exit(copy(language=lang, windowed=windowed, database=database))
        change = read_change(left.table.game, rule, stance, amount or [], cut)
        with counting(games, read_in("whatif.progress")) as told:
            found = count(left, change, by, Games(games, seed, jobs), told)
        tell = teller(left.scenario)
        if out:
            write_files({path: page_of(found, left.scenario, read_in).encode()}, force)
        if json is not None:
            tell_found(found, tell, json, read_in)
        if json != "-":
            tell_found(found, tell, None, read_in)
            if out:
                typer.echo(visible(read_in("whatif.written", path=str(path))))
