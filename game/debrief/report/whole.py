"""The whole: a page in which all that it needs lies, style and letters too."""

from game.balance.page.markup import STYLE, Safe, element
from game.debrief.report.style import report_style


def whole(title: str, language: str, *content: str) -> str:
    """Return a page in which all that it needs lies."""
    head = element(
        "head",
        Safe('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", title),
        element("style", Safe(STYLE + report_style())),
    )
    body = element("body", element("main", element("h1", title), *content))
    return "<!DOCTYPE html>\n" + element("html", head, body, lang=language) + "\n"
