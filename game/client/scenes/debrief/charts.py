"""What the charts of the debrief show, made from measures: money, support, trust; ids become names here."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.looks.charts import (
    MARKERS,
    DumbbellLook,
    DumbbellRow,
    Line,
    LinesLook,
    Moment,
    Series,
    StackedLook,
    Tick,
)
from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.debrief import measures
from game.debrief.measures import Mark, MoneyRound, SeatLine

_MOST_SERIES = 5
_SAVED, _OTHER, _HEARD = "saved", "other", "heard"


def money_rounds(seen: Seen) -> tuple[MoneyRound, ...]:
    """Return where the money of each round went."""
    return measures.money(seen.table.views[PROJECTOR])


def seat_lines(seen: Seen) -> tuple[SeatLine, ...]:
    """Return trust and support of each resident and partner, round by round."""
    return measures.lines(seen.table.views[PROJECTOR], seen.scenario, seen.texts)


def money_look(seen: Seen, rounds: Sequence[MoneyRound]) -> StackedLook:
    """Return a column per round: a part per domain, one for asking round, and what was left over."""
    texts, roles = seen.texts, seen.painter.theme.roles
    columns = [_by_series(seen, one) for one in rounds]
    totals: dict[str, int] = {}
    for column in columns:
        for key, euros in column.items():
            totals[key] = totals.get(key, 0) + euros
    if rounds:
        totals[_SAVED] = rounds[-1].saved  # what a round saves is in the pot of the next: it counts once
    domains = sorted((key for key in totals if key not in (_SAVED, _HEARD)), key=lambda key: -totals[key])
    kept, merged = domains, list[str]()
    if len(domains) > _MOST_SERIES:
        kept, merged = domains[: _MOST_SERIES - 1], domains[_MOST_SERIES - 1 :]
    order = [*kept, *([_OTHER] if merged else []), *(key for key in (_HEARD, _SAVED) if totals.get(key))]
    for column in [*columns, totals]:
        column[_OTHER] = sum(column.get(key, 0) for key in merged)
    named = {
        _OTHER: (texts("debrief.money.other"), "layers", roles["oker"]),
        _HEARD: (texts("debrief.money.heard"), "ear", roles["petrol"]),
        _SAVED: (texts("debrief.money.saved"), "piggy-bank", seen.painter.theme.colours.control_edge),
    }
    series = []
    for key in order:
        label, icon, colour = named[key] if key in named else (seen.domain(key), *seen.domain_tile(key))
        series.append(Series(label, icon, colour, texts.number(_thousands(totals[key]))))
    highest = max((sum(column.get(key, 0) for key in order) for column in columns), default=0)
    return StackedLook(
        series=tuple(series),
        columns=tuple(tuple(column.get(key, 0) / 1000 for key in order) for column in columns),
        column_labels=tuple(texts.number(one.round) for one in rounds),
        axis_label=texts("debrief.round"),
        ticks=tuple(Tick(value, texts.number(value)) for value in ticks_up_to(_thousands(highest))),
    )


def _by_series(seen: Seen, one: MoneyRound) -> dict[str, int]:
    found: dict[str, int] = {_SAVED: one.saved}
    for spent in one.spent:
        key = _HEARD if spent.what == "instrument" else seen.scenario.tasks[spent.id].domain
        found[key] = found.get(key, 0) + spent.euros
    return found


def _thousands(euros: int) -> int:
    return (euros + 500) // 1000


def ticks_up_to(highest: int) -> list[int]:
    """Return 0 and two to four round numbers, the last at least `highest`.

    >>> ticks_up_to(230)
    [0, 80, 160, 240]
    """
    size = 1
    while True:
        for step in (size, 2 * size, 3 * size, 4 * size, 5 * size, 8 * size):
            if 4 * step >= highest:
                count = max(2, -(-highest // step))
                if count <= 4:
                    return [step * index for index in range(count + 1)]
        size *= 10


def without_money(seen: Seen, rounds: Sequence[MoneyRound]) -> list[str]:
    """Return the domains that no round gave anything."""
    given = {key for one in rounds for key in _by_series(seen, one)}
    return [domain for domain in seen.scenario.domains if domain not in given]


_HUNDRED = (0, 50, 100)


def support_look(seen: Seen, lines: Sequence[SeatLine]) -> DumbbellLook:
    """Return support per seat at the begin and at the end."""
    texts = seen.texts
    rows = tuple(
        DumbbellRow(
            seen.name(line.seat),
            seen.portrait(line.seat),
            line.support[0],
            line.support[-1],
            texts.number(abs(line.support[-1] - line.support[0])),
        )
        for line in lines
    )
    ticks = tuple(Tick(value, texts.number(value)) for value in _HUNDRED)
    return DumbbellLook(rows, ticks, texts("debrief.begin"), texts("debrief.end"))


def lines_look(seen: Seen, lines: Sequence[SeatLine], what: str, marked: Sequence[Mark] = ()) -> LinesLook:
    """Return trust or support over the rounds, a line per seat, with the marked moments numbered by round."""
    texts, roles = seen.texts, seen.painter.theme.roles
    shown = tuple(
        Line(
            seen.name(line.seat),
            seen.colour(line.seat),
            line.trust if what == "trust" else line.support,
            MARKERS[index % len(MARKERS)],
            line.felt if what == "trust" else (),
        )
        for index, line in enumerate(lines)
    )
    count = max((len(line.trust) for line in lines), default=1)
    labels = (texts("debrief.begin"), *(texts.number(number) for number in range(1, count)))
    moments = tuple(Moment(mark.round - 0.5, texts.number(mark.round), roles["petrol"]) for mark in marked)
    ticks = tuple(Tick(value, texts.number(value)) for value in _HUNDRED)
    return LinesLook(shown, labels, ticks, moments, texts("debrief.round"))


def moments(lines: Sequence[SeatLine]) -> list[tuple[str, Mark]]:
    """Return per round the seat and moment that moved trust most; of equal ones, a seat not marked before."""
    by_round: dict[int, list[tuple[str, Mark]]] = {}
    for line in lines:
        for mark in line.marks:
            by_round.setdefault(mark.round, []).append((line.seat, mark))
    found: list[tuple[str, Mark]] = []
    for number in sorted(by_round):
        marked = [seat for seat, _ in found]
        found.append(max(by_round[number], key=lambda one: (abs(one[1].amount), -marked.count(one[0]))))
    return found
