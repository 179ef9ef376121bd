"""Commands about stored sessions: `sessions`, `export` and `import`."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from game.commands.common import DONE, MENDABLE, language_option, one_of, tell_found, visible, what_of_people
from game.i18n import Texts

_FORMS = ("jsonl", "csv", "xlsx", "xapi", "pb")  # as `game.session.export.files` has them


def add_sessions(app: typer.Typer, texts: Texts) -> None:
    group = typer.Typer(help=texts("cli.sessions"))
    app.add_typer(group, name="sessions")
    database_option = typer.Option("--database", help=texts("cli.database"), metavar="FILE")
    json_option = typer.Option("--json", help=texts("cli.json"), metavar="FILE|-")

    def language(lang: str | None) -> Texts:
        return Texts(lang) if lang else texts

    @group.command("list", help=texts("cli.sessions_list"))
    def list_(
        database: Annotated[str | None, database_option] = None,
        json: Annotated[str | None, json_option] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import list_sessions, reading
        from game.session.telling import tell_list

        with closing(reading(database)) as store:
            found = list_sessions(store)
        tell_found(found, tell_list, json, language(lang))

    @group.command("show", help=texts("cli.sessions_show"))
    def show(
        session: Annotated[str | None, typer.Argument(help=texts("cli.session"))] = None,
        database: Annotated[str | None, database_option] = None,
        json: Annotated[str | None, json_option] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import chosen, reading, show_session
        from game.session.telling import tell_session

        with closing(reading(database)) as store:
            found = show_session(store, chosen(store, session))
        tell_found(found, tell_session, json, language(lang))

    @group.command("verify", help=texts("cli.sessions_verify"))
    def verify(
        session: Annotated[str | None, typer.Argument(help=texts("cli.session"))] = None,
        expected: Annotated[str | None, typer.Option("--hash", help=texts("cli.hash"))] = None,
        database: Annotated[str | None, database_option] = None,
        json: Annotated[str | None, json_option] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import chosen, reading, verify_session
        from game.session.telling import tell_verified

        with closing(reading(database)) as store:
            found = verify_session(store, chosen(store, session), expected)
        tell_found(found, tell_verified, json, language(lang))
        raise typer.Exit(DONE if found["intact"] else MENDABLE)

    @group.command("delete", help=texts("cli.sessions_delete"))
    def delete(
        session: Annotated[str, typer.Argument(help=texts("cli.session_to_delete"))],
        database: Annotated[str | None, database_option] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import chosen, writing

        with closing(writing(database)) as store:
            name = chosen(store, session)
            store.delete(name)
        typer.echo(visible(language(lang)("sessions.deleted", session=name)))


def add_export(app: typer.Typer, texts: Texts) -> None:
    @app.command("export", help=texts("export.help"))
    def export(
        session: Annotated[str | None, typer.Argument(help=texts("cli.session"))] = None,
        form: Annotated[
            str | None,
            typer.Option(
                "--to", "--as", "--format", callback=one_of(texts, *_FORMS), help=texts("export.to")
            ),
        ] = None,
        out: Annotated[str, typer.Option("--out", help=texts("export.out"), metavar="PATH|-")] = "",
        include_texts: Annotated[bool, typer.Option("--include-texts", help=texts("export.texts"))] = False,
        include_names: Annotated[bool, typer.Option("--include-names", help=texts("export.names"))] = False,
        round_: Annotated[int, typer.Option("--round", min=0, help=texts("export.round"))] = 0,
        force: Annotated[bool, typer.Option("--force", help=texts("export.force"))] = False,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.session.export.files import STANDARD_OUTPUT, Asked, form_of, made
        from game.session.export.files import export as run
        from game.session.sessions import chosen, reading

        read_in = Texts(lang) if lang else texts
        asked = Asked(
            form or form_of(out), out, include_texts, include_names, round_, force, read_in.language
        )
        with closing(reading(database)) as store:
            name = chosen(store, session)
            if out == STANDARD_OUTPUT:
                for held in made(store, name, asked).values():
                    typer.echo(held, nl=False)
                return
            files = run(store, name, asked)
        where = files[0] if len(files) == 1 else files[0].parent
        typer.echo(visible(read_in("export.written", n=len(files), session=name, path=str(where))))
        typer.echo(read_in(what_of_people(include_texts, include_names)))


def add_import(app: typer.Typer, texts: Texts) -> None:
    @app.command("import", help=texts("export.import"))
    def import_(
        file: Annotated[str, typer.Argument(help=texts("export.file"), metavar="FILE.jsonl")],
        name: Annotated[str, typer.Option("--name", help=texts("export.name"))] = "",
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.session.export.files import import_file
        from game.session.sessions import verify_session, writing

        read_in = Texts(lang) if lang else texts
        with closing(writing(database)) as store:
            session = import_file(store, Path(file).expanduser(), name)
            found = verify_session(store, session)
        typer.echo(visible(read_in("export.taken_in", session=session, n=found["records"])))
        typer.echo(visible(f"log {session} sha256:{found['hash']}"))
