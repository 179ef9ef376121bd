"""The command `count`: the outcome of an election by any rule."""

from pathlib import Path
from typing import Annotated

import typer

from game.commands.common import language_option, one_of, tell_found
from game.i18n import Texts

# As `game.elections.counting` has them: help and wrong calls need no more than the words.
_RULES = ("equal_shares", "greedy", "majority", "average", "own_share", "phragmen", "borda")
_COMPLETIONS = ("none", "add1", "add1u")


def add_count(app: typer.Typer, texts: Texts) -> None:
    @app.command("count", help=texts("cli.count"))
    def count(
        file: Annotated[str, typer.Argument(help=texts("cli.count_file"), metavar="FILE.pb")],
        rule: Annotated[
            str, typer.Option("--rule", callback=one_of(texts, *_RULES), help=texts("cli.count_rule"))
        ] = "equal_shares",
        completion: Annotated[
            str,
            typer.Option(
                "--completion",
                callback=one_of(texts, *_COMPLETIONS),
                help=texts("cli.count_completion"),
            ),
        ] = "add1",
        seed: Annotated[int, typer.Option(min=0, help=texts("cli.seed"))] = 1,
        json: Annotated[str | None, typer.Option("--json", help=texts("cli.json"), metavar="FILE|-")] = None,
        lang: Annotated[str | None, language_option(texts)] = None,
    ) -> None:
        from rich.console import Console

        from game.elections.counting import count_election
        from game.elections.pabulib import read_file
        from game.elections.telling import teller

        read_in = Texts(lang) if lang else texts
        with Console(stderr=True).status(read_in("election.busy")):
            election = read_file(Path(file).expanduser())
            found = count_election(election, rule, completion, seed)  # type: ignore[arg-type]
        tell_found(found, teller(election), json, read_in)
