"""HTML made of elements in which no text can become markup: every string is escaped unless it is `Html`.

>>> e("p", "1 < 2", e("b", "ja"), class_="note", hidden=True)
'<p class="note" hidden>1 &lt; 2<b>ja</b></p>'
"""

from html import escape
from typing import Any, Final

_VOID: Final = frozenset(("br", "hr", "img", "input", "link", "meta"))


class Html(str):
    """Text that is HTML already; only `e` and `join` make it."""

    __slots__ = ()


def e(tag: str, *children: Any, **attributes: Any) -> Html:
    """Return an element. A child is a text, `Html`, a list of them, or None for nothing.

    An attribute's name may end in `_` (`class_`), and `_` in it stands for `-` (`data_part`); True is an
    attribute without a value, None and False leave it out.
    """
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(children)}</{tag}>")


def join(children: Any) -> Html:
    """Return children one after the other."""
    return Html("".join(_written(child) for child in children))


def _written(child: Any) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return str(child)
    if isinstance(child, list | tuple):
        return join(child)
    return escape(str(child))
