"""The command line: finds the command that is meant, and ends every command in one of four exit codes.

The commands stand in `game/commands`. No user ever sees a traceback: a fault goes to a file, and its name to
the screen.
"""

import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from game import resources
from game.commands.authoring import add_check, add_explain, add_schema
from game.commands.common import DISK_FULL, DONE, MENDABLE, OUR_FAULT, WRONG_CALL, shortened, visible
from game.commands.elections import add_count
from game.commands.looking_back import add_replay, add_report, add_whatif
from game.commands.many_plays import add_balance, add_simulate
from game.commands.playing import add_demo, add_play
from game.commands.serving import add_serve
from game.commands.stored import add_export, add_import, add_sessions
from game.commands.wrong_calls import what_is_wrong
from game.i18n import LANGUAGES, Mendable, Texts, default_language

__all__ = ["COMMANDS", "DONE", "MENDABLE", "OUR_FAULT", "WRONG_CALL", "main"]

# Each adds one command; this is the order that the help shows them in.
COMMANDS: list[Callable[[typer.Typer, Texts], None]] = [
    add_play,
    add_serve,
    add_demo,
    add_simulate,
    add_balance,
    add_check,
    add_explain,
    add_schema,
    add_sessions,
    add_replay,
    add_report,
    add_whatif,
    add_export,
    add_import,
    add_count,
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    texts = Texts(_language_in(given))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that knows no € shows ? and goes on
    try:
        code = _app(texts)(given, prog_name="opgavetafel", standalone_mode=False)
    except typer.TyperException as wrong:
        _say(texts("cli.wrong_call", what=what_is_wrong(wrong, texts)))
        return WRONG_CALL
    except Mendable as trouble:
        _say(texts(trouble.key, **{name: shortened(fact) for name, fact in trouble.facts.items()}))
        return MENDABLE
    except Exception as fault:  # noqa: BLE001 - the last resort: whatever it is, no traceback on screen
        return _mend_or_confess(fault, texts)
    return code if isinstance(code, int) else DONE


def _app(texts: Texts) -> typer.Typer:
    app = typer.Typer(
        help=texts("cli.help"), add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )

    @app.callback(invoke_without_command=True)
    def start(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            from game.client.app import run_play

            raise typer.Exit(run_play())

    for register in COMMANDS:
        register(app, texts)
    return app


def _language_in(arguments: Sequence[str]) -> str:
    """Return the language asked for, also when the rest of the call is wrong: errors are told in it."""
    for word, following in zip(arguments, [*arguments, ""][1:], strict=True):
        chosen = following if word == "--lang" else word.removeprefix("--lang=")
        if chosen in LANGUAGES and word.startswith("--lang"):
            return chosen
    return default_language()


def _mend_or_confess(fault: Exception, texts: Texts) -> int:
    """Tell in one sentence what went wrong; only what the user cannot mend is our fault."""
    if isinstance(fault, OSError) and fault.errno in DISK_FULL:
        _say(texts("cli.disk_full", path=str(resources.data_home())))
        return MENDABLE
    if isinstance(fault, PermissionError):
        _say(texts("cli.no_permission", path=str(fault.filename or resources.data_home())))
        return MENDABLE
    log = resources.data_home() / "fault.log"
    try:
        _write_fault(log, fault)
    except OSError:
        _say(texts("cli.our_fault_unwritten", what=f"{type(fault).__name__}: {fault}"))
    else:
        _say(texts("cli.our_fault", path=str(log)))
    return OUR_FAULT


def _write_fault(log: Path, fault: Exception) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("".join(traceback.format_exception(fault)), encoding="utf-8")


def _say(sentence: str) -> None:
    typer.echo(visible(sentence), err=True)


if __name__ == "__main__":
    sys.exit(main())
