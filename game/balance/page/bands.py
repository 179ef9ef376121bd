"""Bands: between which values each strategy ends, as a picture; a table beside it has the figures."""

from collections.abc import Mapping, Sequence

from game.balance.page.markup import Safe, element

_LEFT, _WIDTH, _RIGHT = 270, 600, 20
_ROW, _TOP = 30, 30
_INK, _HALF, _LINE = "#14262b", "#0f5153", "#8a7f6c"


def drawing(title: str, description: str, rows: Sequence[tuple[str, Mapping[str, float]]], name: str) -> Safe:
    """Return a drawing of bands on a scale of 0 to 100: a line holds nine in ten plays, a bar half of them.

    Args:
        title: What it shows.
        description: What a reader sees who sees no pictures.
        rows: Per strategy its name and its bands, as `game.balance.outcomes.bands_of` gives them.
        name: An id that no other drawing on the page has.
    """
    height = _TOP + _ROW * len(rows) + 10
    parts = [
        Safe(f'<title id="{name}-title">'),
        title,
        Safe(f'</title><desc id="{name}-desc">'),
        description,
        Safe("</desc>"),
    ]
    for value in range(0, 101, 20):
        parts += [
            Safe(
                f'<line x1="{_x(value)}" x2="{_x(value)}" y1="{_TOP - 6}" y2="{height - 6}" stroke="{_LINE}" '
                f'stroke-width="{1 if value else 2}" stroke-dasharray="{"2 4" if value else "none"}"/>'
            ),
            _text(_x(value), _TOP - 12, "middle", str(value)),
        ]
    for place, (strategy, bands) in enumerate(rows):
        middle = _TOP + _ROW * place + _ROW // 2
        low, high = _x(bands["low"]), _x(bands["high"])
        quarter, three = _x(bands["quarter"]), _x(bands["three_quarters"])
        parts += [
            _text(_LEFT - 12, middle + 5, "end", strategy),
            Safe(
                f'<line x1="{low}" x2="{high}" y1="{middle}" y2="{middle}" stroke="{_INK}" stroke-width="2"/>'
            ),
            Safe(
                f'<rect x="{quarter}" y="{middle - 8}" width="{max(1, three - quarter):.1f}" height="16" '
                f'fill="{_HALF}"/>'
            ),
            Safe(
                f'<line x1="{_x(bands["middle"])}" x2="{_x(bands["middle"])}" y1="{middle - 11}" '
                f'y2="{middle + 11}" stroke="#f4b93a" stroke-width="4"/>'
            ),
        ]
    drawn = element(
        "svg",
        *parts,
        viewBox=f"0 0 {_LEFT + _WIDTH + _RIGHT} {height}",
        width=str(_LEFT + _WIDTH + _RIGHT),
        height=str(height),
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )
    return element("figure", element("figcaption", title), drawn)


def _x(value: float) -> float:
    return round(_LEFT + _WIDTH * min(100, max(0, value)) / 100, 1)


def _text(x: float, y: float, anchor: str, text: str) -> Safe:
    return element("text", text, x=str(x), y=str(y), fill=_INK, text_anchor=anchor, font_size="14")
