"""What commands share: exit codes, options, and how a result is written."""

import errno
from collections.abc import Callable, Mapping
from json import dumps
from pathlib import Path
from typing import Any
from unicodedata import category

import typer

from game.i18n import LANGUAGES, Mendable, Texts

DONE, MENDABLE, WRONG_CALL, OUR_FAULT = 0, 1, 2, 3
"""Exit codes: done, something the user can mend, a wrong call, our own fault."""

FIRST_SCENARIO = "eerste-potje"
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
_LONGEST_FACT = 160


def one_of(texts: Texts, *known: str) -> Callable[[str | None], str | None]:
    """Return the check of an option that takes one of some words."""

    def checked(value: str | None) -> str | None:
        if value is not None and value not in known:
            raise typer.BadParameter(texts("cli.choose", known=" | ".join(known)))
        return value

    return checked


def language_option(texts: Texts) -> object:
    """Return the option `--lang`, the same for every command."""
    known = one_of(texts, *LANGUAGES)
    return typer.Option("--lang", callback=known, metavar="|".join(LANGUAGES), help=texts("cli.lang"))


def tell_found(
    found: Mapping[str, Any],
    tell: Callable[[Mapping[str, Any], Texts], list[str]],
    json: str | None,
    texts: Texts,
) -> None:
    """Print what was found: as text, or as one JSON object to a file or, with `-`, to standard output."""
    if json is None:
        typer.echo("\n".join(map(visible, tell(found, texts))))
        return
    written = dumps(found, ensure_ascii=False, indent=2)
    if json == "-":
        typer.echo(written)
        return
    write(json, written + "\n")


def write(file: str, text: str) -> None:
    """Write a text to a file that the user named."""
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as fault:
        key = "cli.disk_full" if fault.errno in DISK_FULL else "cli.cannot_write"
        raise Mendable(key, path=file) from fault


def shortened(fact: object) -> object:
    """Return a fact as it fits in a sentence: of a very long text the beginning and the end."""
    if isinstance(fact, str) and len(fact) > _LONGEST_FACT:
        return f"{fact[: _LONGEST_FACT // 2]}…{fact[-_LONGEST_FACT // 2 :]}"
    return fact


def visible(text: str) -> str:
    """Return a text in which nothing can move the cursor or turn the order of letters."""
    return "".join("\ufffd" if category(sign) in ("Cc", "Cf", "Cs") else sign for sign in text)


def what_of_people(texts: bool, names: bool) -> str:
    """Return the key of the sentence that says what of people is in a file."""
    if texts and names:
        return "export.with_all"
    return "export.with_texts" if texts else "export.with_names" if names else "export.with_none"
