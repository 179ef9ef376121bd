"""What is wrong with a call, in the caller's language."""

import re
from collections.abc import Mapping

import typer

from game.commands.common import shortened
from game.i18n import Texts

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


def what_is_wrong(wrong: typer.TyperException, texts: Texts) -> str:
    """Return in the caller's language what is wrong with a call."""
    said = wrong.format_message().rstrip(".")
    for pattern, key in _WRONG_CALLS:
        found = re.match(pattern, said, re.DOTALL)
        if found:
            facts = {name: shortened(fact) for name, fact in found.groupdict().items()}
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
