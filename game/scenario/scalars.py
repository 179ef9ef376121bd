"""Scalars: what a bare word in YAML stands for, and which ones readers of YAML do not agree on.

Only `true`, `false`, `null`, decimal whole numbers (with `_` between digits) and plain decimals mean more
than their text. What another reader takes for a switch, a time, a date or another number (`on`, `12:30`,
`012`) becomes `Doubtful`, which no field accepts: its author has to say which they mean.
"""

import re
from dataclasses import dataclass
from typing import Literal

Value = str | int | float | bool | None

_CONSTANTS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_SWITCHES = frozenset(
    form for word in ("on", "off", "yes", "no") for form in (word, word.capitalize(), word.upper())
)
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*(?:_[0-9]+)*)\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*(?:_[0-9]+)*)\.[0-9]+\Z")
_MOST_DIGITS = 18

# What YAML 1.1 or 1.2 reads as something other than text, and we do not read as a number.
_DOUBTFUL = re.compile(
    r"""(?:
      [-+]?[0-9][0-9_]*                                   # 012, 1__0
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?    # 12:30
    | [-+]?0[xbo][0-9a-fA-F_]+
    | [-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*|[0-9]+)(?:[eE][-+]?[0-9]+)?
    | [-+]?\.(?:inf|Inf|INF) | \.(?:nan|NaN|NAN)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\ ].*)?
    )\Z""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A bare word that readers of YAML do not agree on."""

    raw: str


def meaning(raw: str) -> Value | Doubtful:
    """Return what a plain (not quoted) scalar stands for."""
    if raw in _CONSTANTS:
        return _CONSTANTS[raw]
    if raw[0] in "0123456789+-.":
        if len(raw) > _MOST_DIGITS and _DOUBTFUL.match(raw):
            return Doubtful(raw)
        if _WHOLE.match(raw):
            return int(raw)
        if _DECIMAL.match(raw):
            return float(raw)
        return Doubtful(raw) if _DOUBTFUL.match(raw) else raw
    return Doubtful(raw) if raw in _SWITCHES else raw


Slip = Literal["thousands", "comma", "zero", "clock", "switch", "unit", "quoted", "whole", "other"]

_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:[.,' \u00a0\u202f][0-9]{3})+(?:[.,][0-9]{1,2})?\Z")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+\Z")
_UNIT = re.compile(r"(?:€|EUR|eur|euro)?\s*[-+]?[0-9][0-9_.,]*\s*(?:%|€|EUR|euro|procent|,-|-)?\Z")


def number_slip(raw: str, plain: bool) -> Slip:
    """Return which slip was made when a whole number was wanted and this was written."""
    if _THOUSANDS.match(raw):
        return "thousands"
    if _COMMA.match(raw):
        return "comma"
    if _WHOLE.match(raw):
        return "other" if plain else "quoted"
    if re.match(r"[-+]?0[0-9_]+\Z", raw):
        return "zero"
    if re.match(r"[0-9]+(?::[0-9]+)+\Z", raw):
        return "clock"
    if _DECIMAL.match(raw):
        return "whole"
    if _UNIT.match(raw) and any(digit in raw for digit in "0123456789"):
        return "unit"
    return "switch" if raw in _SWITCHES else "other"
