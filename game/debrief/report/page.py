"""The page: first what was played and what came of it, then all tables, then what people take along.

One file without script or anything from elsewhere: it opens offline, on paper and in ten years. An empty
section is left out, and so is a question about something that was not played.
"""

from collections.abc import Callable, Iterable, Sequence

from game.balance.page.markup import Safe, element, items
from game.debrief.questions import questions
from game.debrief.report import charts, numbers, tables
from game.debrief.report.closing import agreements, card
from game.debrief.report.looked import BOT, Looked
from game.debrief.report.otherwise import otherwise
from game.debrief.report.whole import whole
from game.debrief.story import happened
from game.debrief.whatif.telling import Found


def page(looked: Looked, counted: Sequence[Found] = ()) -> str:
    """Return the whole page in the reader's language.

    Args:
        looked: The session.
        counted: What-ifs of it, to stand beside what was played.
    """
    texts = looked.texts
    title = texts("report.title", title=looked.said(looked.scenario.title))
    return whole(
        title,
        texts.language,
        _played(looked),
        section(looked, "story", _story(looked)),
        section(looked, "numbers", numbers.numbers(looked)),
        section(looked, "measures", element("p", texts("report.measures.about")), numbers.measures(looked)),
        section(looked, "pictures", *charts.figures(looked)),
        section(looked, "otherwise", *_otherwise(looked, counted)),
        section(looked, "tables", *_tables(looked)),
        section(looked, "questions", *_questions(looked)),
        section(looked, "remarks", *_remarks(looked)),
        section(looked, "assumptions", *_assumptions(looked)),
        element("p", _made_of(looked), class_="made"),
        section(looked, "agreements", agreements(looked)),
        card(looked),
    )


def section(looked: Looked, key: str, *content: Safe | None) -> Safe:
    """Return a section with its heading; nothing when it would be empty."""
    held = [one for one in content if one]
    if not held:
        return Safe("")
    name = key.replace(".", "-")
    heading = element("h2", looked.texts(f"report.{key}"), id=name)
    return element("section", heading, *held, class_=name, aria_labelledby=name)


def _played(looked: Looked) -> Safe:
    """Return what was played, when, in how many rounds, by whom."""
    texts, table = looked.texts, looked.parts["table"]
    holders = {
        seat: ("bot" if held["holder"].startswith(BOT) else held["holder"], held["name"])
        for seat, held in looked.parts["people"].items()
    }
    said = [
        _of_kind(looked, holders, kind)
        for kind in ("person", "pair", "bot", "empty")
        if any(holder == kind for holder, _ in holders.values())
    ]
    lines = [
        looked.said(looked.scenario.about),
        texts("report.played", date=looked.day, n=table["round"], of=table["rounds"]),
        *said,
        *(texts("report.stood_in", seat=looked.seat(seat), n=n) for seat, n in looked.stood_in.items()),
        *(texts("report.led", number=number, n=n) for number, n in looked.led.items()),
    ]
    if not table["ended"]:
        lines.append(texts("report.not_ended"))
    return element("div", *(element("p", line) for line in lines), class_="played")


def _of_kind(looked: Looked, holders: dict[str, tuple[str, str | None]], kind: str) -> str:
    """Return which seats were held so, with people's names where there are any."""
    texts = looked.texts
    seats = []
    for seat, (holder, name) in holders.items():
        if holder == kind:
            role = looked.scenario.roles.get(seat)
            word = texts(f"kind.{role.kind}") if role else ""
            shown = texts("report.seat", name=looked.seat(seat), kind=word)
            seats.append(texts("report.seat_by", seat=shown, person=name) if name else shown)
    return texts(f"report.held.{kind}", seats=texts.listing(seats), n=len(seats))


def _story(looked: Looked) -> Safe:
    """Return what happened, each sentence with a link to its moment: its round, or how all ended."""
    settled = {moment["round"] for moment in looked.parts["history"] if not moment["ended"]}
    told = happened(looked.parts, looked.scenario, looked.texts)
    return items(Safe(element("span", one.text) + " " + _moment(looked, one.round, settled)) for one in told)


def _moment(looked: Looked, number: int, settled: set[int]) -> Safe:
    if number in settled:
        return element("a", looked.texts("cause.round", round=number), href=f"#{tables.anchor(number)}")
    return element("a", looked.texts("report.numbers"), href="#numbers")


def _tables(looked: Looked) -> Iterable[Safe | None]:
    makers: tuple[Callable[[Looked], Safe | None], ...] = (
        tables.rounds,
        tables.tasks,
        tables.cards,
        tables.envelope,
    )
    for name, maker in zip(("rounds", "tasks", "cards", "envelope"), makers, strict=True):
        made = maker(looked)
        if made:
            yield element("h3", looked.texts(f"report.{name}"))
            yield made
    found = tables.ballots(looked)
    if found:
        yield element("h3", looked.texts("report.ballots"))
        yield element("p", looked.texts("report.ballots.about"))
        yield from found


def _otherwise(looked: Looked, counted: Sequence[Found]) -> Iterable[Safe]:
    if counted:
        yield element("p", looked.texts("report.otherwise.about"))
    for found in counted:
        yield from otherwise(found, looked.scenario, looked.texts)


def _questions(looked: Looked) -> Iterable[Safe]:
    asked = questions(looked.parts, looked.scenario, looked.texts)
    if asked:
        yield element("p", element("strong", looked.texts("debrief.honest")))
        yield items((one.text for one in asked), ordered=True)


def _remarks(looked: Looked) -> Iterable[Safe]:
    said = [looked.typed[id_] for id_ in looked.remarks if id_ in looked.typed]
    if said:
        yield items(said)


def _assumptions(looked: Looked) -> Iterable[Safe]:
    if looked.scenario.assumptions:
        yield element("p", looked.texts("report.assumptions.about"))
        yield items(map(looked.said, looked.scenario.assumptions))


def _made_of(looked: Looked) -> str:
    return looked.texts(
        "report.made_of", session=looked.session, n=looked.records, hash=looked.hash, seed=looked.seed
    )
