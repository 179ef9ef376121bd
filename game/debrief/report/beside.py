"""Sessions beside each other: the same measures of each, in the order in which they were asked for.

Nothing is ranked or added up: tables that played the same scenario tell more by how they differ than by who
was best. Where measures lie furthest apart stands first, as something to talk about.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from game.balance.page.markup import Safe, element, items, table
from game.debrief.outcomes import Outcome, name_of
from game.debrief.report.drawing import Chart, colours, figure, shapes
from game.debrief.report.looked import Looked
from game.debrief.report.numbers import asked, compared, pieces, written
from game.debrief.report.page import section
from game.debrief.report.tables import ballots_of
from game.debrief.report.whole import whole

MOST: Final = 12
"""How many sessions can stand beside each other; after the eighth a colour comes back with another shape."""

_APART: Final = 3
_LEAST_APART: Final = 5


def beside(sessions: Sequence[Looked]) -> str:
    """Return a page that compares two sessions or more, at most `MOST`, in the language of the first."""
    first = sessions[0]
    texts = first.texts
    return whole(
        texts("report.beside.title"),
        texts.language,
        element("p", texts("report.beside.about")),
        section(first, "beside.sessions", _sessions(sessions)),
        section(first, "beside.apart", _apart(sessions)),
        section(first, "beside.measures", figure(chart_of(sessions))),
        section(first, "beside.indicators", _indicators(sessions)),
        section(first, "beside.rounds", _rounds(sessions)),
    )


def _sessions(sessions: Sequence[Looked]) -> Safe:
    texts = sessions[0].texts
    rows = [
        [
            one.session,
            one.said(one.scenario.title),
            texts.date(one.day),
            texts("report.of", part=one.parts["table"]["round"], whole=one.parts["table"]["rounds"]),
            str(one.seed),
        ]
        for one in sessions
    ]
    heads = [texts(f"report.head.{key}") for key in ("session", "scenario", "day", "rounds", "seed")]
    return table(texts("report.beside.sessions.table"), heads, rows)


def _by_measure(sessions: Sequence[Looked]) -> dict[str, list[Outcome | None]]:
    """Return every measure that any session has, with that of each session or None."""
    found = [{one.name: one for one in looked.outcomes} for looked in sessions]
    names = dict.fromkeys(name for one in found for name in one)
    return {name: [one.get(name) for one in found] for name in names}


def _apart(sessions: Sequence[Looked]) -> Safe | None:
    """Return the measures that lie furthest apart, each as a sentence with its ends."""
    texts, said = sessions[0].texts, []
    for outcomes in _by_measure(sessions).values():
        known = [(one, looked) for one, looked in zip(outcomes, sessions, strict=True) if one is not None]
        if len(known) < 2:
            continue
        low, high = (pick(known, key=lambda pair: pair[0].value or 0) for pick in (min, max))
        gap = (high[0].value or 0) - (low[0].value or 0)
        if gap < _LEAST_APART:
            continue
        facts = {
            "low": written(*low),
            "lower": low[1].session,
            "high": written(*high),
            "higher": high[1].session,
        }
        name = name_of(low[0], texts)
        told = element("span", texts("report.beside.gap", measure=name, **facts))
        said.append((gap, Safe(told + " " + _both(name, low, high))))
    said.sort(key=lambda one: -one[0])
    if not said:
        return None
    asked = element("p", texts("report.beside.ask"))
    return Safe(items(text for _, text in said[:_APART]) + asked)


def _both(name: str, *ends: tuple[Outcome, Looked]) -> Safe:
    """Return something to open, behind which stands what the measure is made of at both ends."""
    texts = ends[0][1].texts
    hidden = element("span", f" {name}", class_="sr")
    made = [Safe(element("strong", looked.session) + pieces(one, looked)) for one, looked in ends]
    return element("details", element("summary", texts("report.why"), hidden), *made)


def chart_of(sessions: Sequence[Looked]) -> Chart:
    """Return the measures in percent and points as dots on one scale, with all measures as a table."""
    texts = sessions[0].texts
    rows, values = [], []
    for outcomes in _by_measure(sessions).values():
        label = next(name_of(one, texts) for one in outcomes if one is not None)
        pairs = list(zip(outcomes, sessions, strict=True))
        rows.append([label, *(asked(one, looked) if one else "–" for one, looked in pairs)])
        values += [
            {"measure": label, "session": looked.session, "value": one.value}
            for one, looked in pairs
            if one is not None and one.unit in ("percent", "points")
        ]
    names = [looked.session for looked in sessions]
    made = table(texts("report.measures.table"), [texts("report.head.measure"), *names], rows, numbers=1)
    title = texts("report.beside.picture")
    return Chart("beside", title, texts("report.beside.picture.says"), _dots(values, names), made)


def _dots(values: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, Any]:
    measures = list(dict.fromkeys(one["measure"] for one in values))
    shown = {"field": "session", "type": "nominal", "title": None}
    roles = list(colours()["roles"].values())
    palette = [roles[at % len(roles)] for at in range(len(names))]
    legend = {"orient": "bottom", "columns": 2}
    return {
        "width": 430,
        "height": {"step": 30},
        "data": {"values": list(values)},
        "mark": {"type": "point", "filled": False, "size": 130, "strokeWidth": 2.5, "opacity": 1},
        "encoding": {
            "x": {"field": "value", "type": "quantitative", "title": None, "scale": {"domain": [0, 100]}},
            "y": {
                "field": "measure",
                "type": "nominal",
                "title": None,
                "sort": measures,
                "axis": {"grid": True},
            },
            "color": {**shown, "scale": {"domain": list(names), "range": palette}, "legend": legend},
            "shape": {**shown, "scale": {"domain": list(names), "range": list(shapes(len(names)))}},
        },
    }


def _indicators(sessions: Sequence[Looked]) -> Safe | None:
    """Return where each number ended, each with its causes, if all played the same scenario."""
    first = sessions[0]
    if len({one.scenario.id for one in sessions}) > 1:
        return None
    heads = [
        first.texts("report.head.what"),
        first.texts("report.head.start"),
        *(one.session for one in sessions),
    ]
    return table(first.texts("report.beside.indicators.table"), heads, compared(sessions), numbers=1)


def _rounds(sessions: Sequence[Looked]) -> Safe | None:
    """Return how each session decided, round by round, and behind it who gave what."""
    texts = sessions[0].texts
    plans = [{int(number): plan for number, plan in one.parts["plans"].items()} for one in sessions]
    numbers = sorted({number for one in plans for number in one})
    if not numbers:
        return None
    rows = [
        [
            texts("cause.round", round=number),
            *(
                _plan(number, one.get(number), looked, given.get(number, {}))
                for one, looked, given in zip(plans, sessions, map(ballots_of, sessions), strict=True)
            ),
        ]
        for number in numbers
    ]
    heads = [texts("report.head.round"), *(one.session for one in sessions)]
    return table(texts("report.beside.rounds.table"), heads, rows)


def _plan(
    number: int, plan: Mapping[str, Any] | None, looked: Looked, given: Mapping[str, Mapping[str, int]]
) -> str:
    if plan is None:
        return "–"
    texts = looked.texts
    said = element("strong", looked.names.name("rule", plan["rule"]))
    said = Safe(said + element("div", _amounts(plan["amounts"], looked)))
    if not given:
        return said
    hidden = element("span", f" {texts('cause.round', round=number)}, {looked.session}", class_="sr")
    who = items(f"{looked.seat(seat)}: {_amounts(amounts, looked)}" for seat, amounts in given.items())
    return Safe(said + element("details", element("summary", texts("report.who_gave"), hidden), who))


def _amounts(amounts: Mapping[str, int], looked: Looked) -> str:
    given = [f"{looked.task(task)} {looked.texts.euros(euros)}" for task, euros in amounts.items() if euros]
    return ", ".join(given) or looked.texts("report.no_pieces")
