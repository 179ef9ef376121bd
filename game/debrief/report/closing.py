"""What people take along: a sheet of agreements, and a card that comes back in six weeks."""

from game.balance.page.markup import Safe, element
from game.debrief.report.looked import COMES_BACK, Looked

_LINE = Safe('<span class="line"></span>')


def agreements(looked: Looked) -> Safe:
    """Return a sheet with a row per seat that was played: what, when, and who asks after it."""
    texts = looked.texts
    keys = ("seat", "agreed", "when", "asks")
    heads = element("tr", *(element("th", texts(f"report.head.{key}"), scope="col") for key in keys))
    written = agreed(looked)
    rows = [
        element(
            "tr",
            element("th", _seat(looked, seat), scope="row"),
            element("td", written.get(seat) or _LINE),
            element("td", _LINE),
            element("td", _LINE),
        )
        for seat in looked.parts["table"]["seats"]
        if looked.parts["people"][seat]["holder"] != "empty"
    ]
    own = element(
        "tr", element("th", texts("report.without_us"), scope="row"), element("td", _LINE, colspan="3")
    )
    caption = element("caption", texts("report.agreements.table"))
    sheet = element("table", caption, element("thead", heads), element("tbody", *rows, own))
    return element(
        "div",
        sheet,
        class_="scroll sheet",
        tabindex="0",
        role="region",
        aria_label=texts("report.agreements.table"),
    )


def agreed(looked: Looked) -> dict[str, str]:
    """Return what was agreed by seat, if what people typed is told."""
    made = {seat: looked.typed.get(id_, "") for seat, id_ in (looked.parts["agreements"] or {}).items()}
    return {seat: text for seat, text in made.items() if text}


def card(looked: Looked) -> Safe:
    """Return the cards that come back in six weeks: one per agreement that is told, else an empty one."""
    texts = looked.texts
    written: list[tuple[str, str]] = list(agreed(looked).items()) or [("", "")]
    cards = [_card(looked, seat, text) for seat, text in written]
    heading = element("h2", texts("report.card"), id="card")
    about = element("p", texts("report.card.about", date=looked.day + COMES_BACK))
    return element(
        "section",
        heading,
        about,
        element("div", *cards, class_="cards"),
        class_="card-section",
        aria_labelledby="card",
    )


def _card(looked: Looked, seat: str, text: str) -> Safe:
    texts = looked.texts
    title = looked.said(looked.scenario.title)
    asked = [texts(f"report.card.{key}") for key in ("did", "noticed", "next")]
    return element(
        "article",
        element("h3", texts("report.card.title", date=looked.day + COMES_BACK)),
        element("p", texts("report.card.then", title=title, date=looked.day)),
        element(
            "p",
            element("strong", _seat(looked, seat) if seat else texts("report.card.name")),
            *([] if seat else [_LINE]),
        ),
        element("p", texts("report.card.agreed"), " ", *([element("q", text)] if text else [_LINE, _LINE])),
        *(element("p", question, _LINE) for question in asked),
        class_="card",
    )


def _seat(looked: Looked, seat: str) -> str:
    person = looked.parts["people"][seat]["name"]
    return (
        looked.texts("report.seat_by", seat=looked.seat(seat), person=person) if person else looked.seat(seat)
    )
