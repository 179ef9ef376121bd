"""Commands for who writes a scenario: `check`, `explain` and `schema`."""

from typing import Annotated

import typer

from game.commands.common import language_option, one_of
from game.i18n import Texts


def add_check(app: typer.Typer, texts: Texts) -> None:
    @app.command("check", help=texts("cli.check"))
    def check(
        paths: Annotated[list[str], typer.Argument(help=texts("cli.check_paths"))],
        form: Annotated[
            str, typer.Option("--format", callback=one_of(texts, "text", "json", "github"))
        ] = "text",
        strict: Annotated[bool, typer.Option("--strict", help=texts("cli.strict"))] = False,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.scenario.report import run_check

        said, code = run_check(paths, form, strict, lang or texts.language)  # type: ignore[arg-type]
        typer.echo(said)
        raise typer.Exit(code)


def add_explain(app: typer.Typer, texts: Texts) -> None:
    @app.command("explain", help=texts("cli.explain"))
    def explain(
        code: Annotated[str, typer.Argument(help=texts("cli.explain_code"))],
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from game.scenario.report import run_explain

        said, exit_code = run_explain(code, lang or texts.language)
        typer.echo(said)
        raise typer.Exit(exit_code)


def add_schema(app: typer.Typer, texts: Texts) -> None:
    @app.command("schema", help=texts("cli.schema"))
    def schema() -> None:
        from game.scenario.report import schema as written

        typer.echo(written())
