"""Pairs: the same thing twice, as a disc and a diamond on one scale, with their difference named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from game.debrief.report.drawing import colours

_WIDTH: Final = 400


@dataclass(frozen=True)
class Pair:
    """One thing with its two values.

    Attributes:
        label: What it is.
        disc: Its first value.
        diamond: Its second value.
        difference: What lies between, as the reader writes it.
        band: Between what the second value lies in most other plays, if that is known.
    """

    label: str
    disc: float
    diamond: float
    difference: str
    band: tuple[float, float] | None = None


def pairs_spec(
    pairs: Sequence[Pair],
    sides: tuple[str, str],
    ticks: Sequence[int] = (0, 20, 40, 60, 80, 100),
    mark: tuple[float, str] | None = None,
) -> dict[str, Any]:
    """Return pairs, one under the other.

    Args:
        pairs: What is shown.
        sides: What the disc and the diamond are called.
        ticks: What is written along the scale; it begins at the first and ends at the last.
        mark: A value that all are compared with, and what it is called.
    """
    theme, roles = colours()["colours"], colours()["roles"]
    labels = [one.label for one in pairs]
    axis = {"grid": True, "labelLimit": 260}
    y = {"field": "label", "type": "nominal", "title": None, "sort": labels, "axis": axis}
    end = ticks[-1] + (ticks[-1] - ticks[0]) * 0.05
    x = {
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [ticks[0], end]},
        "axis": {"values": list(ticks)},
    }
    points = [
        {"label": one.label, "side": side, "value": value}
        for one in pairs
        for side, value in zip(sides, (one.disc, one.diamond), strict=True)
    ]
    lines = [
        {
            "label": one.label,
            "from": one.disc,
            "to": one.diamond,
            "difference": one.difference,
            "end": max(one.disc, one.diamond),
        }
        for one in pairs
    ]
    bands = [{"label": one.label, "low": one.band[0], "high": one.band[1]} for one in pairs if one.band]
    named = {"field": "side", "type": "nominal", "title": None, "legend": {"orient": "top"}}
    scale = {"domain": list(sides)}
    layers: list[dict[str, Any]] = []
    if bands:
        layers.append(
            {
                "data": {"values": bands},
                "mark": {"type": "bar", "height": 15, "color": theme["hairline"]},
                "encoding": {"y": y, "x": x | {"field": "low"}, "x2": {"field": "high"}},
            }
        )
    if mark is not None:
        layers += _marked(mark, x, theme["ink"])
    layers += [
        {
            "data": {"values": lines},
            "mark": {"type": "rule", "strokeWidth": 2, "color": theme["ink"]},
            "encoding": {"y": y, "x": x | {"field": "from"}, "x2": {"field": "to"}},
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1},
            "encoding": {
                "y": y,
                "x": x | {"field": "value"},
                "color": named | {"scale": scale | {"range": [roles["petrol"], roles["bordeaux"]]}},
                "shape": named | {"scale": scale | {"range": ["circle", "diamond"]}},
            },
        },
        {
            "data": {"values": lines},
            "mark": {"type": "text", "align": "left", "dx": 10, "fontSize": 14, "color": theme["ink"]},
            "encoding": {"y": y, "x": x | {"field": "end"}, "text": {"field": "difference"}},
        },
    ]
    return {"width": _WIDTH, "height": {"step": 28}, "layer": layers}


def _marked(mark: tuple[float, str], x: dict[str, Any], ink: str) -> list[dict[str, Any]]:
    value, name = mark
    data = {"values": [{"at": value, "name": name}]}
    text = {
        "type": "text",
        "baseline": "bottom",
        "dy": -4,
        "fontSize": 14,
        "color": ink,
        "fontWeight": "bold",
    }
    align = "right" if value > (x["scale"]["domain"][1] / 2) else "left"
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeDash": [6, 4], "strokeWidth": 2, "color": ink},
            "encoding": {"x": x | {"field": "at"}},
        },
        {
            "data": data,
            "mark": text | {"align": align},
            "encoding": {"x": x | {"field": "at"}, "y": {"value": 0}, "text": {"field": "name"}},
        },
    ]
