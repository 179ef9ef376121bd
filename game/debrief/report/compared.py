"""Compared: what people felt, said and expected, beside what the game counted; each only if somebody did."""

from collections.abc import Mapping
from typing import Any, Final

from game.balance.page.markup import table
from game.debrief.report.drawing import Chart, across, colours
from game.debrief.report.looked import Looked
from game.debrief.report.pairs import Pair, pairs_spec
from game.rules import events
from game.rules.rounding import half_up

_CLOSE: Final = 5
"""So many points apart is close by."""

_HIGHEST_ANSWER: Final = 10


def felt(looked: Looked) -> Chart | None:
    """Return felt beside counted trust at the end of the last round in which anybody said what it felt."""
    said = [one for one in looked.parts["history"] if not one["ended"] and one.get("felt")]
    if not said:
        return None
    texts, last = looked.texts, said[-1]
    pairs = [(seat, last["trust"][seat], last["felt"][seat]) for seat in looked.seats if seat in last["felt"]]
    drawn = [
        Pair(looked.seat(seat), counted, feels, texts.signed(feels - counted))
        for seat, counted, feels in pairs
    ]
    seat, counted, feels = max(pairs, key=lambda one: abs(one[1] - one[2]))
    key = "close" if abs(feels - counted) <= _CLOSE else "more" if feels > counted else "less"
    facts = {"seat": looked.seat(seat), "felt": feels, "counted": counted, "gap": abs(feels - counted)}
    says = texts(f"report.felt.{key}", round=last["round"], **facts)
    sides = (texts("report.felt.counted"), texts("report.felt.felt"))
    title = texts("report.felt.title", round=last["round"])
    heads = [texts("report.head.who")]
    for one in said:
        heads += [texts("report.felt.head", round=one["round"], side=side) for side in sides]
    rows = [
        [
            looked.seat(seat),
            *(_shown(one[key].get(seat), looked) for one in said for key in ("trust", "felt")),
        ]
        for seat in looked.seats
    ]
    made = table(texts("report.figures_of", title=title), heads, rows, numbers=1)
    return Chart("felt", title, says, pairs_spec(drawn, sides), made)


def poll(looked: Looked) -> Chart | None:
    """Return where each stood at the start and at the end, and where the game put the table."""
    asked, given = looked.scenario.poll, looked.parts.get("poll")
    if asked is None or not given:
        return None
    both = [
        seat for seat in looked.parts["table"]["seats"] if seat in given["start"] and seat in given["end"]
    ]
    if not both:
        return None
    texts = looked.texts
    drawn = [
        Pair(
            looked.seat(seat),
            given["start"][seat],
            given["end"][seat],
            texts.signed(given["end"][seat] - given["start"][seat]),
        )
        for seat in both
    ]
    means = [half_up(10 * sum(given[when][seat] for seat in both), len(both)) for when in ("start", "end")]
    ends = {"low": looked.said(asked.low), "high": looked.said(asked.high)}
    says = texts("report.poll.says", start=means[0], end=means[1], **ends)
    alone = next((one.value for one in looked.outcomes if one.name == "decided_alone"), None)
    mark = None
    if alone is not None:
        says += " " + texts("report.poll.measured", percent=alone, place=100 - alone)
        mark = ((100 - alone) / 10, texts("report.poll.mark"))
    sides = (texts("report.poll.start"), texts("report.poll.end"))
    title = looked.said(asked.question)
    rows = [
        [looked.seat(seat), *(texts.number(given[when][seat]) for when in ("start", "end"))] for seat in both
    ]
    if alone is not None:
        rows.append([texts("report.poll.mark"), "–", texts.tenths(100 - alone)])
    made = table(texts("report.figures_of", title=title), [texts("report.head.who"), *sides], rows, numbers=1)
    spec = pairs_spec(drawn, sides, tuple(range(0, _HIGHEST_ANSWER + 1, 2)), mark)
    return Chart("poll", title, says, spec, made)


def forecasts(looked: Looked) -> Chart | None:
    """Return per round who named the task that came to fit best, and who another one."""
    named = {int(number): made for number, made in looked.parts["forecasts"].items() if made}
    best = {number: tasks for number, tasks in _best(looked).items() if number in named}
    if not best:
        return None
    texts = looked.texts
    rounds = {number: texts("cause.round", round=number) for number in sorted(best)}
    words = {True: texts("report.forecast.right"), False: texts("report.forecast.other")}
    values = [
        {
            "who": looked.seat(seat),
            "round": rounds[number],
            "said": words[task in best[number]],
            "task": looked.task(task),
        }
        for number in rounds
        for seat, task in named[number].items()
    ]
    last = max(rounds)
    right = sum(task in best[last] for task in named[last].values())
    fitted = looked.names.listing("task", sorted(best[last]))
    facts = {"right": right, "all": len(named[last]), "task": fitted, "round": last}
    says = texts("report.forecast.says", n=right, **facts)
    title = texts("report.forecast.title")
    rows = [
        [looked.seat(seat), *(_named(named[number].get(seat), best[number], looked) for number in rounds)]
        for seat in looked.parts["table"]["seats"]
    ]
    rows.append(
        [
            texts("report.forecast.best"),
            *(looked.names.listing("task", sorted(best[number])) for number in rounds),
        ]
    )
    heads = [texts("report.head.who"), *rounds.values()]
    made = table(texts("report.figures_of", title=title), heads, rows)
    return Chart("forecasts", title, says, _grid(looked, values, list(rounds.values()), words), made)


def _best(looked: Looked) -> dict[int, set[str]]:
    """Return the tasks that fitted best of those that started, by round."""
    fits: dict[int, dict[str, int]] = {}
    number = 0
    for event in looked.events:
        match event:
            case events.RoundStarted(round=number):
                pass
            case events.TaskStarted(task=task, fit=fit):
                fits.setdefault(number, {})[task] = fit
    return {
        number: {task for task, fit in found.items() if fit == max(found.values())}
        for number, found in fits.items()
    }


def _named(task: str | None, best: set[str], looked: Looked) -> str:
    if task is None:
        return "–"
    key = "report.forecast.cell_right" if task in best else "report.forecast.cell_other"
    return looked.texts(key, task=looked.task(task))


def _grid(
    looked: Looked, values: list[dict[str, Any]], rounds: list[str], words: Mapping[bool, str]
) -> dict[str, Any]:
    """Return a row per seat and a column per round: a dot where it was right, a cross where it was not."""
    roles = colours()["roles"]
    seats = [looked.seat(seat) for seat in looked.parts["table"]["seats"]]
    scale = {"domain": [words[True], words[False]]}
    said = {"field": "said", "type": "nominal", "title": None, "legend": {"orient": "top", "labelLimit": 400}}
    y = {"field": "who", "type": "nominal", "title": None, "sort": seats, "axis": {"grid": True}}
    return {
        "width": {"step": 190},
        "height": {"step": 28},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1, "xOffset": -80},
                "encoding": {
                    "x": across("round", rounds, grid=False),
                    "y": y,
                    "color": said | {"scale": scale | {"range": [roles["petrol"], roles["oranje"]]}},
                    "shape": said | {"scale": scale | {"range": ["circle", "cross"]}},
                },
            },
            {
                "mark": {"type": "text", "align": "left", "xOffset": -68, "fontSize": 13, "limit": 155},
                "encoding": {
                    "x": across("round", rounds, grid=False),
                    "y": y,
                    "text": {"field": "task"},
                },
            },
        ],
    }


def _shown(value: int | None, looked: Looked) -> str:
    return "–" if value is None else looked.texts.number(value)
