"""Commands that look back on stored sessions: `report`."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from game.commands.common import language_option, visible, what_of_people
from game.i18n import Mendable, Texts


def add_report(app: typer.Typer, texts: Texts) -> None:
    @app.command("report", help=texts("report.help"))
    def report(
        session: Annotated[list[str] | None, typer.Argument(help=texts("report.sessions"))] = None,
        out: Annotated[str, typer.Option("--out", help=texts("report.out"), metavar="FILE.html")] = "",
        include_texts: Annotated[bool, typer.Option("--include-texts", help=texts("export.texts"))] = False,
        include_names: Annotated[bool, typer.Option("--include-names", help=texts("export.names"))] = False,
        force: Annotated[bool, typer.Option("--force", help=texts("export.force"))] = False,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.debrief.report.beside import MOST, beside
        from game.debrief.report.looked import look_back
        from game.debrief.report.page import page
        from game.session.export.files import write_files
        from game.session.sessions import chosen, reading

        read_in = Texts(lang) if lang else texts
        with closing(reading(database)) as store:
            names = [chosen(store, one) for one in dict.fromkeys(session or [""])]
            if len(names) > MOST:
                raise Mendable("report.too_many", n=len(names), most=MOST)
            looked = [
                look_back(store, one, read_in, typed=include_texts, names=include_names) for one in names
            ]
        name = "-".join(names)
        path = Path(out or f"{name}.html").expanduser()
        if path.suffix.lower() not in (".html", ".htm"):
            raise Mendable("report.only_html", path=str(path))
        write_files({path: (page(looked[0]) if len(looked) == 1 else beside(looked)).encode()}, force)
        typer.echo(visible(read_in("report.written", session=read_in.listing(names), path=str(path))))
        typer.echo(read_in(what_of_people(include_texts, include_names)))
