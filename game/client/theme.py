"""The tokens of the look, so that no drawing code names a colour, a letter size or a duration itself.

`theme()` gives those of `assets/theme.yaml`. Sizes are in units of a screen of 1920 by 1080, durations in
milliseconds, colours are (red, green, blue) from 0 to 255.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from game.resources import assets

Colour = tuple[int, int, int]
_Tokens = TypeVar("_Tokens")


class ThemeError(ValueError):
    """The theme file misses a token, has an unknown one, or one of the wrong kind."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A letter: family and weight name the font file, `size` is in units, `line` is a share of the size."""

    family: str
    weight: int
    size: float
    line: float


@dataclass(frozen=True, slots=True)
class Status:
    """How a status looks: an icon and a colour for the word, on a tint."""

    icon: str
    fill: Colour
    ink: Colour


@dataclass(frozen=True, slots=True)
class ShadowLayer:
    """One blur under a shape: how far blurred, how far moved down (units), how dark (per cent)."""

    blur: float
    down: float
    percent: float


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour that is not a role's or a status's; what each is for stands in the theme file."""

    ink: Colour
    muted: Colour
    white: Colour
    paper_top: Colour
    paper_bottom: Colour
    header: Colour
    header_edge: Colour
    card_top: Colour
    card_bottom: Colour
    card_edge: Colour
    hairline: Colour
    control_edge: Colour
    slot: Colour
    slot_edge: Colour
    pill: Colour
    track: Colour
    dots: Colour
    table_top: Colour
    table_bottom: Colour
    table_edge: Colour
    table_text: Colour
    table_muted: Colour
    strip: Colour
    strip_edge: Colour
    strip_slot: Colour
    strip_slot_edge: Colour
    rim_light: Colour
    rim: Colour
    rim_shine: Colour
    gold: Colour
    gold_edge: Colour
    gold_soft: Colour
    coin: Colour
    coin_face: Colour
    coin_ink: Colour
    primary_top: Colour
    primary_bottom: Colour
    primary_edge: Colour
    up: Colour
    down: Colour
    warn: Colour
    shadow: Colour


@dataclass(frozen=True, slots=True)
class Texts:
    """Every letter in use; display faces for names and amounts, text faces for the rest."""

    display: TextStyle
    timer: TextStyle
    amount: TextStyle
    scenario_title: TextStyle
    heading: TextStyle
    subtitle: TextStyle
    name: TextStyle
    quote: TextStyle
    title: TextStyle
    wording: TextStyle
    card_title: TextStyle
    button: TextStyle
    count: TextStyle
    prompt: TextStyle
    strong: TextStyle
    body: TextStyle
    meter: TextStyle
    figure: TextStyle
    small_figure: TextStyle
    tab: TextStyle
    label: TextStyle
    label_strong: TextStyle


@dataclass(frozen=True, slots=True)
class Radii:
    """How round the corners are, in units."""

    chip: float
    tile: float
    card: float
    small_card: float
    panel: float
    table: float
    button: float
    bubble: float


@dataclass(frozen=True, slots=True)
class Motion:
    """How long movements take, in milliseconds."""

    quick: int
    coin: int
    coin_stagger: int
    turn: int
    meter: int
    panel: int
    phase: int
    calm: int


@dataclass(frozen=True, slots=True)
class Theme:
    """All tokens; `roles`, `status` and `shadow` are looked up by name."""

    colours: Colours
    roles: Mapping[str, Colour]
    status: Mapping[str, Status]
    text: Texts
    radius: Radii
    space: tuple[float, ...]
    shadow: Mapping[str, tuple[ShadowLayer, ...]]
    motion: Motion


@cache
def theme(*, has_high_contrast: bool = False) -> Theme:
    """Return the tokens that came with the game, read once."""
    return load_theme(assets() / "theme.yaml", has_high_contrast=has_high_contrast)


def load_theme(file: Path, *, has_high_contrast: bool = False) -> Theme:
    """Return the tokens in `file`; with high contrast those under `high_contrast` take the place of others.

    Raises:
        ThemeError: A token is missing, unknown or of the wrong kind; the message names it.
        OSError: The file cannot be read.
    """
    raw = _mapping("theme", yaml.load(file.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    _same_names("theme", ["high_contrast", *(field.name for field in fields(Theme))], raw.keys())
    for part, tokens in _items("high_contrast", raw.pop("high_contrast")) if has_high_contrast else ():
        plain, own = _mapping(part, raw.get(part)), _mapping(f"high_contrast.{part}", tokens)
        _same_names(f"high_contrast.{part}", plain.keys() & own.keys(), own.keys())
        raw[part] = plain | own
    return Theme(
        colours=_tokens(Colours, "colours", raw["colours"], _colour),
        roles={name: _colour(f"roles.{name}", value) for name, value in _items("roles", raw["roles"])},
        status={name: _status(f"status.{name}", value) for name, value in _items("status", raw["status"])},
        text=_tokens(Texts, "text", raw["text"], _text_style),
        radius=_tokens(Radii, "radius", raw["radius"], _number),
        space=tuple(_number("space", value) for value in _sequence("space", raw["space"])),
        shadow={name: _layers(f"shadow.{name}", value) for name, value in _items("shadow", raw["shadow"])},
        motion=_tokens(Motion, "motion", raw["motion"], _whole_number),
    )


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours: 1 is none, 21 is black on white; it has no unit.

    Source:
        WCAG 2.2, contrast ratio and relative luminance.

    >>> round(contrast((0, 0, 0), (255, 255, 255)))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: Colour, ground: Colour, share: float) -> Colour:
    """Return `share` (0 to 1) of `colour` on `ground`: how a half-transparent colour looks there.

    >>> mix((255, 0, 0), (255, 255, 255), 0.2)
    (255, 204, 204)
    """
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(colour, ground, strict=True))
    return red, green, blue


def hexadecimal(colour: Colour) -> str:
    """Return the colour as SVG writes it, like `#0A5A57`."""
    return "#{:02X}{:02X}{:02X}".format(*colour)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        c / 12.92 if (c := value / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tokens(kind: type[_Tokens], where: str, value: object, read: Any) -> _Tokens:
    raw = _mapping(where, value)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    _same_names(where, names, raw.keys())
    return kind(**{name: read(f"{where}.{name}", raw[name]) for name in names})


def _same_names(where: str, wanted: Any, found: Any) -> None:
    missing, unknown = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    if missing:
        raise ThemeError(f"{where} misses {', '.join(missing)}")
    if unknown:
        raise ThemeError(f"{where} has unknown tokens: {', '.join(unknown)}")


def _text_style(where: str, value: object) -> TextStyle:
    raw = _mapping(where, value)
    _same_names(where, ("family", "weight", "size", "line"), raw.keys())
    family = raw["family"]
    if family not in ("atkinson", "bricolage"):
        raise ThemeError(f"{where}.family is atkinson or bricolage, got {family!r}")
    weight = _whole_number(f"{where}.weight", raw["weight"])
    return TextStyle(
        family, weight, _number(f"{where}.size", raw["size"]), _number(f"{where}.line", raw["line"])
    )


def _status(where: str, value: object) -> Status:
    raw = _mapping(where, value)
    _same_names(where, ("icon", "fill", "ink"), raw.keys())
    return Status(
        str(raw["icon"]), _colour(f"{where}.fill", raw["fill"]), _colour(f"{where}.ink", raw["ink"])
    )


def _layers(where: str, value: object) -> tuple[ShadowLayer, ...]:
    return tuple(
        _tokens(ShadowLayer, f"{where}[{index}]", layer, _number)
        for index, layer in enumerate(_sequence(where, value))
    )


def _colour(where: str, value: object) -> Colour:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ThemeError(f"{where} is a colour like '#14262B', got {value!r}")
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def _number(where: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ThemeError(f"{where} is a number, 0 or more, got {value!r}")
    return value


def _whole_number(where: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ThemeError(f"{where} is a whole number, 0 or more, got {value!r}")
    return value


def _mapping(where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ThemeError(f"{where} is a list of names with values, got {value!r}")
    return value


def _items(where: str, value: object) -> list[tuple[str, Any]]:
    return list(_mapping(where, value).items())


def _sequence(where: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ThemeError(f"{where} is a list, got {value!r}")
    return value
