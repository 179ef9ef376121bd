"""The commands: each reads its options and calls one function of the package.

Nothing heavy is loaded before a command needs it, and every command ends in one of four exit
codes: 0 done, 1 something the user can mend, 2 a wrong call, 3 our own fault. No user ever sees a
traceback: a fault goes to a file, and its name to the screen.
"""

import errno
import os
import re
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from json import dumps
from pathlib import Path
from typing import Annotated, Any
from unicodedata import category

import typer

from game import resources
from game.i18n import LANGUAGES, Mendable, Texts, default_language

FIRST_SCENARIO = "eerste-potje"

DONE, MENDABLE, WRONG_CALL, OUR_FAULT = 0, 1, 2, 3

# As `game.elections.counting` has them: help and wrong calls need no more than the words.
_RULES = ("equal_shares", "greedy", "majority", "average", "own_share", "phragmen", "borda")
_COMPLETIONS = ("none", "add1", "add1u")
_FORMS = ("jsonl", "csv", "xlsx", "pb")  # as `game.session.export.files` has them

_DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_LONGEST_FACT = 160


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
        _say(texts("cli.wrong_call", what=_what_is_wrong(wrong, texts)))
        return WRONG_CALL
    except Mendable as trouble:
        _say(texts(trouble.key, **{name: _shortened(fact) for name, fact in trouble.facts.items()}))
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


def _play(app: typer.Typer, texts: Texts) -> None:
    @app.command("play", help=texts("cli.play"))
    def play(
        scenario: Annotated[str | None, typer.Argument(help=texts("cli.scenario"))] = None,
        seed: Annotated[int | None, typer.Option(min=0, help=texts("cli.seed"))] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
        windowed: Annotated[bool, typer.Option("--windowed", help=texts("cli.windowed"))] = False,
        text_scale: Annotated[
            int | None, typer.Option(min=100, max=200, help=texts("cli.text_scale"))
        ] = None,
        resume: Annotated[bool, typer.Option("--resume", help=texts("cli.resume"))] = False,
        join: Annotated[str | None, typer.Option(help=texts("cli.join"), metavar="URL")] = None,
        code: Annotated[str, typer.Option(help=texts("cli.code"))] = "",
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
        )
        raise typer.Exit(done)


def _serve(app: typer.Typer, texts: Texts) -> None:
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
        seed: Annotated[int | None, typer.Option(min=0, help=texts("cli.seed"))] = None,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        json: Annotated[bool, typer.Option("--json", help=texts("cli.serve_json"))] = False,
        while_asked: Annotated[bool, typer.Option("--while-asked", help=texts("cli.while_asked"))] = False,
        lang: Annotated[str | None, _language_option(texts)] = None,
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
            told=told,
        )


def _demo(app: typer.Typer, texts: Texts) -> None:
    @app.command("demo", help=texts("cli.demo"))
    def demo(
        scenario: Annotated[str, typer.Argument(help=texts("cli.scenario"))] = FIRST_SCENARIO,
        seed: Annotated[int, typer.Option(min=0, help=texts("cli.seed"))] = 1,
        lang: Annotated[str | None, _language_option(texts)] = None,
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


def _simulate(app: typer.Typer, texts: Texts) -> None:
    @app.command("simulate", help=texts("simulate.help"))
    def simulate(
        scenario: Annotated[str, typer.Argument(help=texts("cli.scenario"))] = FIRST_SCENARIO,
        games: Annotated[int, typer.Option(min=1, help=texts("simulate.games"))] = 100,
        bots: Annotated[str, typer.Option(help=texts("cli.bots"), metavar="NAME|SEAT=NAME,…")] = "",
        seed: Annotated[int, typer.Option(min=0, help=texts("simulate.seed"))] = 1,
        jobs: Annotated[int | None, typer.Option(min=1, help=texts("simulate.jobs"))] = None,
        json: Annotated[str | None, typer.Option(help=texts("simulate.json"), metavar="FILE|-")] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
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
            if file is None or fault.errno in _DISK_FULL:
                raise
            raise Mendable("cli.cannot_write", path=str(file)) from fault
        if json == "-":
            typer.echo(as_json(done.found))
        else:
            typer.echo("\n".join(map(_visible, tell(done.found, done.scenario, read_in))))
        if not done.is_whole:
            key = "simulate.stopped" if file is None else "simulate.stopped_kept"
            raise Mendable(key, n=done.found["games"], games=games)


def _balance(app: typer.Typer, texts: Texts) -> None:
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
        lang: Annotated[str | None, _language_option(texts)] = None,
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
            if kept is None or fault.errno in _DISK_FULL:
                raise
            raise Mendable("cli.cannot_write", path=str(kept)) from fault
        if html is not None:
            from game.balance.page.page import page

            _write(html, page(found, load(path).scenario, read_in))
        if out is not None:
            _tell(found, tell, out, read_in)
        if out != "-":
            _tell(found, tell, None, read_in)
        raise typer.Exit(DONE if found["passes"] else MENDABLE)


def _check(app: typer.Typer, texts: Texts) -> None:
    @app.command("check", help=texts("cli.check"))
    def check(
        paths: Annotated[list[str], typer.Argument(help=texts("cli.check_paths"))],
        form: Annotated[
            str, typer.Option("--format", callback=_one_of(texts, "text", "json", "github"))
        ] = "text",
        strict: Annotated[bool, typer.Option("--strict", help=texts("cli.strict"))] = False,
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from game.scenario.report import run_check

        said, code = run_check(paths, form, strict, lang or texts.language)  # type: ignore[arg-type]
        typer.echo(said)
        raise typer.Exit(code)


def _explain(app: typer.Typer, texts: Texts) -> None:
    @app.command("explain", help=texts("cli.explain"))
    def explain(
        code: Annotated[str, typer.Argument(help=texts("cli.explain_code"))],
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from game.scenario.report import run_explain

        said, exit_code = run_explain(code, lang or texts.language)
        typer.echo(said)
        raise typer.Exit(exit_code)


def _schema(app: typer.Typer, texts: Texts) -> None:
    @app.command("schema", help=texts("cli.schema"))
    def schema() -> None:
        from game.scenario.report import schema as written

        typer.echo(written())


def _sessions(app: typer.Typer, texts: Texts) -> None:
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
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import list_sessions, reading
        from game.session.telling import tell_list

        with closing(reading(database)) as store:
            found = list_sessions(store)
        _tell(found, tell_list, json, language(lang))

    @group.command("show", help=texts("cli.sessions_show"))
    def show(
        session: Annotated[str | None, typer.Argument(help=texts("cli.session"))] = None,
        database: Annotated[str | None, database_option] = None,
        json: Annotated[str | None, json_option] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import chosen, reading, show_session
        from game.session.telling import tell_session

        with closing(reading(database)) as store:
            found = show_session(store, chosen(store, session))
        _tell(found, tell_session, json, language(lang))

    @group.command("verify", help=texts("cli.sessions_verify"))
    def verify(
        session: Annotated[str | None, typer.Argument(help=texts("cli.session"))] = None,
        expected: Annotated[str | None, typer.Option("--hash", help=texts("cli.hash"))] = None,
        database: Annotated[str | None, database_option] = None,
        json: Annotated[str | None, json_option] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import chosen, reading, verify_session
        from game.session.telling import tell_verified

        with closing(reading(database)) as store:
            found = verify_session(store, chosen(store, session), expected)
        _tell(found, tell_verified, json, language(lang))
        raise typer.Exit(DONE if found["intact"] else MENDABLE)

    @group.command("delete", help=texts("cli.sessions_delete"))
    def delete(
        session: Annotated[str, typer.Argument(help=texts("cli.session_to_delete"))],
        database: Annotated[str | None, database_option] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from game.session.sessions import chosen, writing

        with closing(writing(database)) as store:
            name = chosen(store, session)
            store.delete(name)
        typer.echo(_visible(language(lang)("sessions.deleted", session=name)))


def _export(app: typer.Typer, texts: Texts) -> None:
    @app.command("export", help=texts("export.help"))
    def export(
        session: Annotated[str | None, typer.Argument(help=texts("cli.session"))] = None,
        form: Annotated[
            str | None,
            typer.Option("--to", "--format", callback=_one_of(texts, *_FORMS), help=texts("export.to")),
        ] = None,
        out: Annotated[str, typer.Option("--out", help=texts("export.out"), metavar="PATH|-")] = "",
        include_texts: Annotated[bool, typer.Option("--include-texts", help=texts("export.texts"))] = False,
        include_names: Annotated[bool, typer.Option("--include-names", help=texts("export.names"))] = False,
        round_: Annotated[int, typer.Option("--round", min=0, help=texts("export.round"))] = 0,
        force: Annotated[bool, typer.Option("--force", help=texts("export.force"))] = False,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
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
        typer.echo(_visible(read_in("export.written", n=len(files), session=name, path=str(where))))
        typer.echo(read_in(_what_of_people(include_texts, include_names)))


def _what_of_people(texts: bool, names: bool) -> str:
    """Return the key of the sentence that says what of people is in a file."""
    if texts and names:
        return "export.with_all"
    return "export.with_texts" if texts else "export.with_names" if names else "export.with_none"


def _report(app: typer.Typer, texts: Texts) -> None:
    @app.command("report", help=texts("report.help"))
    def report(
        session: Annotated[list[str] | None, typer.Argument(help=texts("report.sessions"))] = None,
        out: Annotated[str, typer.Option("--out", help=texts("report.out"), metavar="FILE.html")] = "",
        include_texts: Annotated[bool, typer.Option("--include-texts", help=texts("export.texts"))] = False,
        include_names: Annotated[bool, typer.Option("--include-names", help=texts("export.names"))] = False,
        force: Annotated[bool, typer.Option("--force", help=texts("export.force"))] = False,
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
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
        typer.echo(_visible(read_in("report.written", session=read_in.listing(names), path=str(path))))
        typer.echo(read_in(_what_of_people(include_texts, include_names)))


def _import(app: typer.Typer, texts: Texts) -> None:
    @app.command("import", help=texts("export.import"))
    def import_(
        file: Annotated[str, typer.Argument(help=texts("export.file"), metavar="FILE.jsonl")],
        name: Annotated[str, typer.Option("--name", help=texts("export.name"))] = "",
        database: Annotated[str | None, typer.Option(help=texts("cli.database"), metavar="FILE")] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from game.session.export.files import import_file
        from game.session.sessions import verify_session, writing

        read_in = Texts(lang) if lang else texts
        with closing(writing(database)) as store:
            session = import_file(store, Path(file).expanduser(), name)
            found = verify_session(store, session)
        typer.echo(_visible(read_in("export.taken_in", session=session, n=found["records"])))
        typer.echo(_visible(f"log {session} sha256:{found['hash']}"))


def _count(app: typer.Typer, texts: Texts) -> None:
    @app.command("count", help=texts("cli.count"))
    def count(
        file: Annotated[str, typer.Argument(help=texts("cli.count_file"), metavar="FILE.pb")],
        rule: Annotated[
            str, typer.Option("--rule", callback=_one_of(texts, *_RULES), help=texts("cli.count_rule"))
        ] = "equal_shares",
        completion: Annotated[
            str,
            typer.Option(
                "--completion",
                callback=_one_of(texts, *_COMPLETIONS),
                help=texts("cli.count_completion"),
            ),
        ] = "add1",
        seed: Annotated[int, typer.Option(min=0, help=texts("cli.seed"))] = 1,
        json: Annotated[str | None, typer.Option("--json", help=texts("cli.json"), metavar="FILE|-")] = None,
        lang: Annotated[str | None, _language_option(texts)] = None,
    ) -> None:
        from rich.console import Console

        from game.elections.counting import count_election
        from game.elections.pabulib import read_file
        from game.elections.telling import teller

        read_in = Texts(lang) if lang else texts
        with Console(stderr=True).status(read_in("election.busy")):
            election = read_file(Path(file).expanduser())
            found = count_election(election, rule, completion, seed)  # type: ignore[arg-type]
        _tell(found, teller(election), json, read_in)


# Every command is registered by a function of its own, in the order that the help shows them.
COMMANDS: list[Callable[[typer.Typer, Texts], None]] = [
    _play,
    _serve,
    _demo,
    _simulate,
    _balance,
    _check,
    _explain,
    _schema,
    _sessions,
    _report,
    _export,
    _import,
    _count,
]


def _may_have_screen() -> bool:
    """Tell whether a window could be seen here, without loading anything: only False is sure."""
    if os.environ.get("SDL_VIDEODRIVER"):
        return False
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(has_desktop) or not sys.platform.startswith("linux")


def _tell(
    found: Mapping[str, Any],
    tell: Callable[[Mapping[str, Any], Texts], list[str]],
    json: str | None,
    texts: Texts,
) -> None:
    """Print what was found: as text, or as one JSON object to a file or, with `-`, to standard output."""
    if json is None:
        typer.echo("\n".join(map(_visible, tell(found, texts))))
        return
    written = dumps(found, ensure_ascii=False, indent=2)
    if json == "-":
        typer.echo(written)
        return
    _write(json, written + "\n")


def _write(file: str, text: str) -> None:
    """Write a text to a file that the user named."""
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as fault:
        key = "cli.disk_full" if fault.errno in _DISK_FULL else "cli.cannot_write"
        raise Mendable(key, path=file) from fault


def _one_of(texts: Texts, *known: str) -> Callable[[str | None], str | None]:
    """Return the check of an option that takes one of some words."""

    def checked(value: str | None) -> str | None:
        if value is not None and value not in known:
            raise typer.BadParameter(texts("cli.choose", known=" | ".join(known)))
        return value

    return checked


def _language_option(texts: Texts) -> object:
    """Return the option `--lang`, the same for every command."""
    known = _one_of(texts, *LANGUAGES)
    return typer.Option("--lang", callback=known, metavar="|".join(LANGUAGES), help=texts("cli.lang"))


def _language_in(arguments: Sequence[str]) -> str:
    """Return the language asked for, also when the rest of the call is wrong: errors are told in it."""
    for word, following in zip(arguments, [*arguments, ""][1:], strict=True):
        chosen = following if word == "--lang" else word.removeprefix("--lang=")
        if chosen in LANGUAGES and word.startswith("--lang"):
            return chosen
    return default_language()


# What the library of the commands says, in English, of a wrong call; other words of it are shown as they are.
_WRONG_CALLS = (
    (r"Missing (argument|option) '(?P<name>.+?)'", "cli.wrong.missing"),
    (r"Missing command", "cli.wrong.no_command"),
    (r"No such command '(?P<name>.*)'", "cli.wrong.command"),
    (r"No such option: (?P<name>\S+)", "cli.wrong.option"),
    (r"Option '(?P<name>.+?)' requires an argument", "cli.wrong.no_value"),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", "cli.wrong.extra"),
    (r"Invalid value for '(?P<name>.+?)': (Input should|Unable to parse)", "cli.wrong.number"),
    (r"Invalid value for '(?P<name>.+?)': (?P<why>.*)", "cli.wrong.value"),
)


def _what_is_wrong(wrong: typer.TyperException, texts: Texts) -> str:
    """Return in the caller's language what is wrong with a call."""
    said = wrong.format_message().rstrip(".")
    for pattern, key in _WRONG_CALLS:
        found = re.match(pattern, said, re.DOTALL)
        if found:
            facts = {name: _shortened(fact) for name, fact in found.groupdict().items()}
            if key == "cli.wrong.missing" and not found["name"].startswith("-"):
                facts["name"] = found["name"].upper()  # as help writes an argument
            if key == "cli.wrong.number":
                return _number_wanted(wrong, facts, texts)
            return texts(key, **facts)
    return said


def _number_wanted(wrong: typer.TyperException, facts: Mapping[str, object], texts: Texts) -> str:
    low, high = (getattr(getattr(wrong, "param", None), end, None) for end in ("min", "max"))
    if low is None:
        return texts("cli.wrong.number", **facts)
    if high is None:
        return texts("cli.wrong.number_from", **facts, low=low)
    return texts("cli.wrong.number_range", **facts, low=low, high=high)


def _shortened(fact: object) -> object:
    """Return a fact as it fits in a sentence: of a very long text the beginning and the end."""
    if isinstance(fact, str) and len(fact) > _LONGEST_FACT:
        return f"{fact[: _LONGEST_FACT // 2]}…{fact[-_LONGEST_FACT // 2 :]}"
    return fact


def _visible(text: str) -> str:
    """Return a text in which nothing can move the cursor or turn the order of letters."""
    return "".join("\ufffd" if category(sign) in ("Cc", "Cf", "Cs") else sign for sign in text)


def _mend_or_confess(fault: Exception, texts: Texts) -> int:
    """Tell in one sentence what went wrong; only what the user cannot mend is our fault."""
    if isinstance(fault, OSError) and fault.errno in _DISK_FULL:
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
    typer.echo(_visible(sentence), err=True)


if __name__ == "__main__":
    sys.exit(main())
