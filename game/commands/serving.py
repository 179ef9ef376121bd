"""The command `serve`: play together over the network."""

import sys
from typing import Annotated, Any

import typer

from game.commands.common import FIRST_SCENARIO, language_option
from game.i18n import Texts


def add_serve(app: typer.Typer, texts: Texts) -> None:
    @app.command("serve", help=texts("cli.serve"))
    def serve(
        scenario: Annotated[str | None, typer.Argument(help=texts("cli.serve_scenario"))] = None,
        host: Annotated[str | None, typer.Option(help=texts("cli.host"))] = None,
        port: Annotated[int | None, typer.Option(min=0, max=65535, help=texts("cli.port"))] = None,
        name: Annotated[list[str] | None, typer.Option("--name", help=texts("cli.host_name"))] = None,
        behind_proxy: Annotated[bool, typer.Option("--behind-proxy", help=texts("cli.behind_proxy"))] = False,
        certificate: Annotated[
            str | None, typer.Option(help=texts("cli.certificate"), metavar="FILE")
        ] = None,
        private_key: Annotated[
            str | None, typer.Option(help=texts("cli.private_key"), metavar="FILE")
        ] = None,
        tables: Annotated[int, typer.Option(min=1, max=24, help=texts("cli.tables"))] = 1,
        seed: Annotated[int | None, typer.Option(min=0, help=texts("cli.seed"))] = None,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        json: Annotated[bool, typer.Option("--json", help=texts("cli.serve_json"))] = False,
        while_asked: Annotated[bool, typer.Option("--while-asked", help=texts("cli.while_asked"))] = False,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.scenario.load import find
        from server.app import run_serve, settings_from
        from server.telling import as_json, tell_ready

        read_in = Texts(lang) if lang else texts
        settings = settings_from(
            host=host,
            port=port,
            names=tuple(name) if name else None,
            behind_proxy=behind_proxy or None,
            certificate=certificate,
            private_key=private_key,
        )

        def told(ready: Any) -> None:
            draws = sys.stdout.isatty() and (sys.stdout.encoding or "").lower().startswith("utf")
            typer.echo(as_json(ready) if json else "\n".join(tell_ready(ready, read_in, draws=draws)))
            sys.stdout.flush()

        run_serve(
            find(scenario) if scenario else None,
            find(FIRST_SCENARIO),
            settings,
            database=database,
            seed=seed,
            while_asked=while_asked,
            tables=tables,
            told=told,
        )
