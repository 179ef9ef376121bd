"""Charts: pictures of one session, each with a sentence and a table that tell the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from game.balance.page.markup import Safe, table
from game.debrief.measures import SeatLine, lines, money
from game.debrief.report.compared import felt, forecasts, poll
from game.debrief.report.drawing import Chart, across, colours, figure, shapes
from game.debrief.report.looked import Looked
from game.i18n import Texts
from game.rules.settle import NOBODY_FALLS

_WIDTH: Final = 430

Values = list[dict[str, Any]]


def figures(looked: Looked) -> list[Safe]:
    """Return the pictures that this session has something for, each with its sentence and its table."""
    return [figure(chart) for chart in charts(looked)]


def charts(looked: Looked) -> list[Chart]:
    """Return what there is to draw of this session, in the order in which a report shows it."""
    made = (_money, _trust, _support, felt, poll, forecasts)
    return [chart for chart in (one(looked) for one in made) if chart is not None]


# The pictures. ------------------------------------------------------------------------------------------


def _money(looked: Looked) -> Chart | None:
    texts = looked.texts
    rounds = money(looked.parts)
    if not rounds:
        return None
    theme, roles = colours()["colours"], colours()["roles"]
    colour = {
        "task": roles["petrol"],
        "duty": roles["bordeaux"],
        "instrument": roles["oranje"],
        "saved": theme["gold"],
    }
    totals: list[dict[str, int]] = []
    for one in rounds:
        total = dict.fromkeys(colour, 0)
        for spent in one.spent:
            total[spent.what] += spent.euros
        totals.append(total | {"saved": one.saved})
    kinds = {kind: colour[kind] for kind in colour if any(total[kind] for total in totals)}
    words = {kind: texts(f"report.money.{kind}") for kind in kinds}
    labels = [texts("cause.round", round=one.round) for one in rounds]
    biggest = max(range(len(rounds)), key=lambda at: sum(totals[at][kind] for kind in ("task", "duty")))
    title = texts("report.money.title")
    says = texts(
        "report.money.says",
        tasks=sum(total["task"] + total["duty"] for total in totals),
        others=sum(total["instrument"] for total in totals),
        saved=totals[-1]["saved"],
        round=rounds[biggest].round,
    )
    rows = [
        [label, *(texts.euros(total[kind]) for kind in kinds)]
        for label, total in zip(labels, totals, strict=True)
    ]
    heads = [texts("report.head.round"), *words.values()]
    figures_of = texts("report.figures_of", title=title)
    spec = _stacked(texts, labels, totals, kinds, words)
    return Chart("money", title, says, spec, table(figures_of, heads, rows, numbers=1))


def _stacked(
    texts: Texts,
    labels: Sequence[str],
    totals: Sequence[Mapping[str, int]],
    kinds: Mapping[str, str],
    words: Mapping[str, str],
) -> dict[str, Any]:
    """Return a column per round of what its money became, each piece with its amount, the whole on top.

    Args:
        texts: In the reader's language.
        labels: What each round is called.
        totals: Per round the euros by kind.
        kinds: Per kind that is drawn its colour, the lowest piece first.
        words: What each kind is called.
    """
    theme = colours()["colours"]
    tall = max(sum(total.values()) for total in totals) // 12  # a lower piece has no room for its amount
    values: Values = [
        {
            "round": label,
            "kind": words[kind],
            "place": place,
            "euros": total[kind],
            "written": texts.euros(total[kind]) if total[kind] >= tall else "",
        }
        for label, total in zip(labels, totals, strict=True)
        for place, kind in enumerate(kinds)
        if total[kind]
    ]
    sums = [
        {"round": label, "euros": sum(total.values()), "written": texts.euros(sum(total.values()))}
        for label, total in zip(labels, totals, strict=True)
    ]
    bare = {"labels": False, "ticks": False, "domain": False, "grid": False}
    x = across("round", labels, ticks=False)
    y = {"field": "euros", "type": "quantitative", "title": None, "stack": "zero", "axis": bare}
    shared = {
        "x": x,
        "order": {"field": "place", "type": "quantitative"},
        "detail": {"field": "place"},
    }
    scale = {"domain": list(words.values()), "range": list(kinds.values())}
    legend = {"orient": "bottom"}
    kind = {"field": "kind", "type": "nominal", "scale": scale, "title": None, "legend": legend}
    on_dark = {"field": "kind", "oneOf": [words[kind] for kind in kinds if kind in ("task", "duty")]}
    ink = {"condition": {"test": on_dark, "value": theme["white"]}, "value": theme["ink"]}
    bars = {
        "mark": {"type": "bar", "stroke": theme["white"], "strokeWidth": 2},
        "encoding": shared | {"y": y, "color": kind},
    }
    amounts = {
        "mark": {"type": "text", "baseline": "middle", "fontSize": 14},
        "encoding": shared | {"y": y | {"bandPosition": 0.5}, "text": {"field": "written"}, "color": ink},
    }
    on_top = {
        "data": {"values": sums},
        "mark": {"type": "text", "dy": -9, "fontSize": 14, "fontWeight": "bold", "color": theme["ink"]},
        "encoding": {"x": x, "y": y | {"stack": None}, "text": {"field": "written"}},
    }
    return {
        "width": _WIDTH,
        "height": 240,
        "data": {"values": values},
        "layer": [bars, amounts, on_top],
    }


def _trust(looked: Looked) -> Chart | None:
    found = lines(looked.parts, looked.scenario, looked.texts, of_others=True)
    rows = [(looked.seat(one.seat), one.trust) for one in found]
    if looked.parts["council"]:
        settled = [moment["patience"] for moment in looked.parts["history"] if not moment["ended"]]
        line = (looked.parts["council"]["patience_start"], *settled)
        rows.append((looked.texts("what.patience"), line))
    if not found or len(found[0].trust) < 2:
        return None
    return _lined(looked, "trust", looked.texts("report.trust.title"), _moved_most(looked, found), rows)


def _moved_most(looked: Looked, found: Sequence[SeatLine]) -> str:
    """Return whose trust moved most: of one seat from where to where and why, of several who."""
    texts, moves = looked.texts, {one.seat: one.trust[-1] - one.trust[0] for one in found}
    seat = max(moves, key=lambda one: abs(moves[one]))
    if not moves[seat]:
        return texts("report.trust.still")
    tied = [looked.seat(one) for one in moves if moves[one] == moves[seat]]
    if len(tied) > 1:
        key = "report.trust.rose_tied" if moves[seat] > 0 else "report.trust.fell_tied"
        return texts(key, seats=texts.listing(tied), points=abs(moves[seat]))
    mine = next(one.trust for one in found if one.seat == seat)
    key = "report.trust.rose" if moves[seat] > 0 else "report.trust.fell"
    return texts(key, seat=looked.seat(seat), start=mine[0], end=mine[-1]) + _most(looked, found, seat)


def _most(looked: Looked, found: Iterable[SeatLine], seat: str) -> str:
    """Return what moved a seat's trust most, as a second half of the sentence."""
    marks = [mark for one in found if one.seat == seat for mark in one.marks]
    if not marks:
        return ""
    most = max(marks, key=lambda mark: abs(mark.amount))
    is_one = sum(abs(mark.amount) == abs(most.amount) for mark in marks) == 1
    key = "report.trust.most" if is_one else "report.trust.most_first"
    return " " + looked.texts(key, round=most.round, why=most.sentence.text)


def _support(looked: Looked) -> Chart | None:
    found = lines(looked.parts, looked.scenario, looked.texts)
    if not found or len(found[0].support) < 2:
        return None
    high, low = (pick(found, key=lambda one: one.support[-1]) for pick in (max, min))
    says = looked.texts(
        "report.support.says",
        high=looked.seat(high.seat),
        best=high.support[-1],
        low=looked.seat(low.seat),
        worst=low.support[-1],
        limit=NOBODY_FALLS,
    )
    rows = [(looked.seat(one.seat), one.support) for one in found]
    return _lined(looked, "support", looked.texts("report.support.title"), says, rows, limit=NOBODY_FALLS)


def _lined(
    looked: Looked,
    name: str,
    title: str,
    says: str,
    rows: Sequence[tuple[str, Sequence[int]]],
    limit: int | None = None,
) -> Chart:
    """Return lines on a scale of 0 to 100, each with a shape of its own, named beside them."""
    texts, theme = looked.texts, colours()["colours"]
    heads = [texts("report.at_start"), *(texts("cause.round", round=n) for n in range(1, len(rows[0][1])))]
    palette = list(colours()["roles"].values())
    values: Values = [
        {"who": who, "when": head, "value": value}
        for who, line in rows
        for head, value in zip(heads, line, strict=True)
    ]
    who = [name for name, _ in rows]
    shown = {"scale": {"domain": who, "range": [palette[at % 8] for at in range(len(who))]}, "title": None}
    shaped = {"scale": {"domain": who, "range": list(shapes(len(who)))}, "title": None}
    colour = {"field": "who", "type": "nominal", **shown, "legend": {"orient": "right"}}
    shape = {"field": "who", "type": "nominal", **shaped}
    x = across("when", heads, grid=False)
    y = {
        "field": "value",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, 100]},
        "axis": {"values": [0, 20, 40, 60, 80, 100]},
    }
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {"color": colour}},
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"color": colour, "shape": shape},
        },
    ]
    if limit is not None:
        dashed = {"type": "rule", "strokeDash": [6, 4], "color": theme["ink"]}
        layers.insert(
            0, {"mark": dashed, "data": {"values": [{"value": limit}]}, "encoding": {"y": y, "x": None}}
        )
        layers[0]["encoding"] = {"y": y}
    lined = [
        layer | {"encoding": {"x": x, "y": y, **layer["encoding"]}} if "data" not in layer else layer
        for layer in layers
    ]
    spec = {"width": _WIDTH - 130, "height": 260, "data": {"values": values}, "layer": lined}
    written = [[name, *map(texts.number, line)] for name, line in rows]
    return Chart(
        name,
        title,
        says,
        spec,
        table(
            texts("report.figures_of", title=title), [texts("report.head.who"), *heads], written, numbers=1
        ),
    )
