"""Drawing: Vega-Lite to pictures, in the product's colours and letters.

The library that draws is optional (extra `report`); without it tables stand in place of pictures.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from threading import Thread
from typing import Any, Final

import yaml

from game import resources
from game.balance.page.markup import Safe, element

_FONT: Final = "Atkinson Hyperlegible Next, Atkinson Hyperlegible, Verdana, sans-serif"
_SHAPES: Final = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)

_NOTHING: Final[Mapping[str, Any]] = {"data": {"values": []}, "mark": "point", "encoding": {}}


@dataclass(frozen=True)
class Chart:
    """A picture with what it says.

    Attributes:
        name: What it is called in a file's name.
        title: What it shows.
        says: What one sees, in one sentence.
        spec: The picture as Vega-Lite.
        table: The same as a table.
    """

    name: str
    title: str
    says: str
    spec: Mapping[str, Any]
    table: Safe


def warm_up() -> None:
    """Have the library that draws begin beside what else is to be done: its first picture takes a second."""
    if _library() is not None:
        Thread(target=svg_of, args=(_NOTHING,), daemon=True).start()


def svg_of(spec: Mapping[str, Any]) -> str | None:
    """Return a picture as SVG; None when the library that draws is not here."""
    library = _library()
    return None if library is None else str(library.vegalite_to_svg(_whole(spec)))


def png_of(spec: Mapping[str, Any]) -> bytes | None:
    """Return a picture as PNG, large enough to print; None when the library that draws is not here."""
    library = _library()
    return None if library is None else bytes(library.vegalite_to_png(_whole(spec), scale=_SCALE))


def _whole(spec: Mapping[str, Any]) -> dict[str, Any]:
    return dict(spec) | {"config": _config()}


_SCALE: Final = 2.0


def _library() -> Any:
    """Return the library that draws, with our letters; None when it is not here."""
    try:
        import vl_convert
    except ImportError:
        return None
    _register(vl_convert)
    return vl_convert


@cache
def _register(library: Any) -> None:
    library.register_font_directory(str(resources.assets() / "fonts"))


def drawn(spec: Mapping[str, Any], described: str) -> Safe | None:
    """Return a picture as SVG; None when the library that draws is not here.

    Args:
        spec: The picture as Vega-Lite.
        described: What a reader hears who sees no pictures.
    """
    svg = svg_of(spec)
    if svg is None:
        return None
    start = f'<svg role="img" aria-label="{escape(described)}" focusable="false" '
    svg = re.sub(r"<svg ", start, svg, count=1)
    for taken in (r' role="graphics-[a-z-]+"', r' aria-roledescription="[^"]*"', r' class="[^"]*"'):
        svg = re.sub(taken, "", svg)
    svg = re.sub(r' (pointer-events="none"|version="1.1"|xmlns:xlink="[^"]*")', "", svg)
    return element("div", Safe(svg), class_="picture", tabindex="0", role="group", aria_label=described)


@cache
def colours() -> Mapping[str, Any]:
    """Return the product's colours: `colours` by use and `roles` by name."""
    with (resources.assets() / "theme.yaml").open("rb") as file:
        found: Mapping[str, Any] = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def _config() -> dict[str, Any]:
    theme = colours()["colours"]
    text = {"labelFont": _FONT, "titleFont": _FONT, "labelFontSize": 14, "titleFontSize": 14}
    ink = {"labelColor": theme["ink"], "titleColor": theme["ink"], "titleFontWeight": "normal"}
    return {
        "aria": False,
        "background": theme["white"],
        "font": _FONT,
        "axis": {
            **text,
            **ink,
            "gridColor": theme["hairline"],
            "domainColor": theme["control_edge"],
            "tickColor": theme["control_edge"],
            "labelLimit": 200,
        },
        "legend": {**text, **ink, "labelLimit": 260, "symbolSize": 130},
        "view": {"stroke": None},
    }


def figure(chart: Chart) -> Safe:
    """Return a picture with its sentence and its table."""
    picture = drawn(chart.spec, f"{chart.title}. {chart.says}")
    caption = element("figcaption", element("h3", chart.title), element("p", chart.says))
    body = element("div", *([picture] if picture else []), chart.table, class_="beside")
    return element("figure", caption, body)


def shapes(number: int) -> tuple[str, ...]:
    """Return as many shapes for dots; those after the eighth begin again with the second.

    So who has the same colour as another has another shape.
    """
    return tuple(_SHAPES[(at + at // len(_SHAPES)) % len(_SHAPES)] for at in range(number))


def across(field: str, order: Sequence[str], **axis: bool) -> dict[str, Any]:
    """Return words in this order from left to right, upright, with no title."""
    axes = {"labelAngle": 0, **axis}
    return {"field": field, "type": "ordinal", "sort": order, "title": None, "axis": axes}
