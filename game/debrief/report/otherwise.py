"""Otherwise: what-ifs in a report, each beside what was played, marked as not played."""

import json
from pathlib import Path
from typing import Final

from game.balance.page.markup import Safe, element, items, table
from game.debrief.report.drawing import Chart, figure
from game.debrief.report.looked import Looked
from game.debrief.report.pairs import Pair, pairs_spec
from game.debrief.report.whole import whole
from game.debrief.whatif.telling import Found, Telling
from game.i18n import Mendable, Texts
from game.scenario.model import Scenario

_MOST_DRAWN: Final = 16


def otherwise(found: Found, scenario: Scenario, texts: Texts, heading: str = "h3") -> list[Safe]:
    """Return a what-if: the question, that it was not played, a picture and the values with their causes.

    Args:
        found: What was counted, as `game.debrief.whatif.counted` says.
        scenario: What was played.
        texts: The reader's language.
        heading: The element of its title.
    """
    said = Telling(found, scenario, texts)
    made = [
        element(heading, said.title()),
        element("p", element("strong", texts("whatif.not_played")), " ", said.how()),
    ]
    about = said.about_band()
    made += [element("p", about)] if about else []
    if not said.differing():
        return [*made, element("p", said.largest())]
    chart = chart_of(said)
    return [*made, figure(chart) if chart else _values(said), *_plans(said)]


def page_of(found: Found, scenario: Scenario, texts: Texts) -> str:
    """Return a page about one what-if."""
    title, *rest = otherwise(found, scenario, texts, "h2")
    about = element("p", texts("report.otherwise.about"))
    return whole(texts("report.otherwise"), texts.language, about, title, *rest)


def read_whatif(path: Path, looked: Looked) -> Found:
    """Return the what-if that a file holds.

    Raises:
        Mendable: It holds none, or one of another session than is looked back on.
    """
    try:
        found: Found = json.loads(path.read_text("utf-8"))
        is_of_this = found["hash"] == looked.hash
        otherwise(found, looked.scenario, looked.texts)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        raise Mendable("whatif.unreadable", path=str(path)) from fault
    if not is_of_this:
        raise Mendable("whatif.of_another", path=str(path), session=looked.session)
    return found


def chart_of(said: Telling) -> Chart | None:
    """Return each value that differs as a disc where it was played and a diamond where it was counted."""
    drawn = [one for one in said.differing() if one["what"] != "money"][:_MOST_DRAWN]
    if not drawn:
        return None
    texts = said.texts
    pairs = [
        Pair(
            said.label(one),
            _points(one, one["played"]),
            _points(one, one["counted"]),
            said.difference(one),
            _between(one, said.band_of(one)),
        )
        for one in drawn
    ]
    sides = (texts("whatif.played"), texts("whatif.counted"))
    has_band = any(one.band for one in pairs)
    says = said.largest() + (" " + texts("whatif.band_drawn") if has_band else "")
    return Chart("otherwise", texts("whatif.picture"), says, pairs_spec(pairs, sides), _values(said))


def _between(value: Found, band: Found | None) -> tuple[float, float] | None:
    if band is None:
        return None
    return _points(value, band["counted"][0]), _points(value, band["counted"][2])


def _points(value: Found, amount: int) -> float:
    return amount / 10 if value["what"] == "indicator" else float(amount)


def _values(said: Telling) -> Safe:
    """Return every value that differs: as played, as counted, by how much, and why on both sides."""
    texts, has_band = said.texts, bool(said.found["band"])
    rows = []
    for one in said.differing():
        row = [said.label(one), said.amount(one, "played"), said.amount(one, "counted")]
        row.append(element("span", said.difference(one), class_="keep"))
        row += [said.spread(one)] if has_band else []
        rows.append([*row, _why(said, one)])
    band = [texts("whatif.head.band")] if has_band else []
    keys = ("value", "played", "counted", "difference")
    heads = [*(texts(f"whatif.head.{key}") for key in keys), *band, texts("report.head.why")]
    return table(texts("whatif.values"), heads, rows)


def _why(said: Telling, value: Found) -> Safe:
    """Return what moved a value after the moment, as it was played and as it was counted."""
    texts = said.texts
    hidden = element("span", f" {said.title()} {said.label(value)}", class_="sr")
    if value["what"] == "support":
        answer = element("p", texts("report.support_is_mean"))
    else:
        answer = Safe(
            "".join(
                element("strong", texts(f"whatif.{side}")) + items(said.causes(value, side))
                for side in ("played", "counted")
            )
        )
    return element("details", element("summary", texts("report.why"), hidden), answer)


def _plans(said: Telling) -> list[Safe]:
    """Return a table of what tasks got, of every round in which the plans differ."""
    texts, rows = said.texts, []
    for number, plan in said.found["plans"].items():
        played, counted = ((plan[side] or {"amounts": {}})["amounts"] for side in ("played", "counted"))
        for task in dict.fromkeys((*played, *counted)):
            if played.get(task, 0) != counted.get(task, 0):
                given = [texts.euros(side.get(task, 0)) for side in (played, counted)]
                rows.append([texts("cause.round", round=int(number)), said.names.name("task", task), *given])
    heads = [texts(f"whatif.head.{key}") for key in ("round", "task", "played", "counted")]
    return [table(texts("whatif.plans"), heads, rows, numbers=2)] if rows else []
