"""Markup: the few pieces of a web page that the report is made of; every text in it is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { color-scheme: light; }
body { font: 1.05rem/1.55 "Atkinson Hyperlegible", Verdana, sans-serif; color: #14262b; background: #faf6ee;
  max-width: 62rem; margin: 0 auto; padding: 1.5rem; }
h1, h2, h3 { line-height: 1.2; }
h2 { margin-top: 2.5rem; border-bottom: 2px solid #0f5153; padding-bottom: .2rem; }
.warning { border-left: .4rem solid #a86a00; background: #fff; padding: .6rem 1rem; }
.warning p { margin: .3rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; background: #fff; }
caption { text-align: left; font-weight: bold; padding: .4rem 0; }
th, td { border: 1px solid #8a7f6c; padding: .3rem .6rem; text-align: left; vertical-align: top; }
th[scope="row"] { font-weight: normal; }
figure { margin: 1rem 0; }
figcaption { font-weight: bold; padding: .4rem 0; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font-size: .95em; overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; background: #fff; border: 1px solid #8a7f6c; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid #0f5153; outline-offset: 2px; }
@media print { body { background: #fff; } }
"""


class Safe(str):
    """Markup that was made here, and so needs no escaping."""

    __slots__ = ()


def safe(text: str) -> str:
    """Return a text as markup."""
    return text if isinstance(text, Safe) else escape(str(text))


def element(name: str, *content: str, **attributes: str) -> Safe:
    """Return an element; `class_` is written `class`, and `aria_x` as `aria-x`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items()
    )
    return Safe(f"<{name}{written}>{''.join(map(safe, content))}</{name}>")


def items(texts: Iterable[str], ordered: bool = False) -> Safe:
    """Return a list."""
    return element("ol" if ordered else "ul", *(element("li", text) for text in texts))


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0) -> Safe:
    """Return a table of which the first column heads each row.

    Args:
        caption: What it is about.
        heads: The head of each column.
        rows: A text for each column.
        numbers: From which column on, counted from 0, everything is a number; 0 for nowhere.
    """

    def kind(place: int) -> dict[str, str]:
        return {"class_": "number"} if numbers and place >= numbers else {}

    head = element(
        "tr", *(element("th", text, scope="col", **kind(place)) for place, text in enumerate(heads))
    )
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", text, **kind(place)) for place, text in enumerate(row[1:], 1)),
        )
        for row in rows
    ]
    whole = element("table", element("caption", caption), element("thead", head), element("tbody", *body))
    # A wide table scrolls by itself; who uses a keyboard must be able to reach it.
    return element("div", whole, class_="scroll", tabindex="0", role="region", aria_label=caption)
