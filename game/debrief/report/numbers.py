"""Numbers: where each began and ended, and behind “why?” all that moved it; then the measures."""

from collections.abc import Iterable, Sequence

from game.balance.page.markup import Safe, element, items, table
from game.debrief.causes import Why, changes, plain, value_label, why
from game.debrief.outcomes import Outcome, Piece, about, name_of
from game.debrief.report.looked import Looked
from game.rules.settle import NOBODY_FALLS
from game.rules.support import support

_RARE = ("set_aside", "purse", "capacity")
_EUROS = ("moved_by_residents", "decided_alone", "forces_joined", "domains_linked")


def numbers(looked: Looked) -> Safe:
    """Return a table of every value that causes move, each with its causes behind “why?”."""
    parts, texts = looked.parts, looked.texts
    rows = []
    for what, of in _moving(looked):
        found = why(parts, what, of, looked.scenario, texts, of_others=True)
        is_goal = what == "indicator" and of in parts["table"]["goals"]
        goal = parts["indicators"][of]["goal"] if is_goal else None
        rows.append(
            [
                found.label,
                found.start_text,
                found.end_text,
                plain(what, goal, texts) if goal is not None else "–",
                _asked(found.label, _causes(found, looked), looked),
            ]
        )
    rows += [_support(looked, seat) for seat in looked.seats]
    heads = [texts(f"report.head.{key}") for key in ("what", "start", "end", "goal", "why")]
    return table(texts("report.numbers.table"), heads, rows, numbers=0)


def _moving(looked: Looked) -> list[tuple[str, str]]:
    """Return every value that a reader asks about: those that always move, and others that moved here."""
    parts = looked.parts
    moved = {(change["what"], change["of"]) for what in _RARE for _, change in changes(parts, what)}
    return [
        *(("indicator", indicator) for indicator in parts["indicators"]),
        *(("trust", seat) for seat in looked.seats),
        *([("patience", parts["table"]["director"])] if parts["council"] else []),
        ("money", "pot"),
        *(("set_aside", "pot") for what, _ in moved if what == "set_aside"),
        *((what, seat) for what in _RARE[1:] for seat in parts["table"]["seats"] if (what, seat) in moved),
    ]


def _support(looked: Looked, seat: str) -> list[str]:
    """Return the row of a seat's support."""
    texts, part = looked.texts, looked.parts[f"seat:{seat}"]
    label = value_label("support", seat, looked.scenario, texts)
    start = support(part["trust_start"], None if part["wishes"] is None else 0)
    return [
        label,
        texts.number(start),
        texts.number(part["support"]),
        texts("report.at_least", n=NOBODY_FALLS) if part["wishes"] is not None else "–",
        _asked(label, _supported(looked, seat), looked),
    ]


def _supported(looked: Looked, seat: str) -> Safe:
    """Return what a seat's support is made of: its trust and its wishes."""
    texts, part = looked.texts, looked.parts[f"seat:{seat}"]
    made = [texts("report.trust_part", n=part["trust"])]
    if part["wishes"] is not None:
        made.append(texts("report.wishes_part", n=part["wishes"]))
    return items([*made, texts("report.support_is")])


def compared(sessions: Sequence[Looked]) -> list[list[str]]:
    """Return a row per value that every session of one scenario has: where it began, and where it ended.

    Each end opens into its causes.
    """
    first = sessions[0]
    rows = []
    for what, of in (one for one in _moving(first) if one[0] not in _RARE and one[0] != "set_aside"):
        found = [why(one.parts, what, of, one.scenario, one.texts, of_others=True) for one in sessions]
        ends = [
            _opening(made.end_text, made.label, _causes(made, one), one)
            for made, one in zip(found, sessions, strict=True)
        ]
        rows.append([found[0].label, found[0].start_text, *ends])
    for seat in first.seats:
        label, start, *_ = _support(first, seat)
        ends = [
            _opening(
                one.texts.number(one.parts[f"seat:{seat}"]["support"]), label, _supported(one, seat), one
            )
            for one in sessions
        ]
        rows.append([label, start, *ends])
    return rows


def _asked(label: str, answer: Safe, looked: Looked) -> Safe:
    """Return something to open, which says what it is about to who hears the page."""
    hidden = element("span", f" {label}", class_="sr")
    return element("details", element("summary", looked.texts("report.why"), hidden), answer)


def _causes(found: Why, looked: Looked) -> Safe:
    """Return start, causes round by round, and end: exactly what the value is made of."""
    lines: list[str] = [f"{looked.texts('report.at_start')}: {found.start_text}"]
    for one in found.rounds:
        said = [
            Safe(element("span", line.text) + (items(_steps(line.steps)) if line.steps else ""))
            for line in one.lines
        ]
        lines.append(Safe(element("strong", one.title) + items(said)))
    return items([*lines, f"= {found.end_text}"])


def _steps(steps: Iterable[object]) -> list[str]:
    return [f"{getattr(step, 'text', '')}: {getattr(step, 'amount_text', '')}" for step in steps]


# Measures. ----------------------------------------------------------------------------------------------


def measures(looked: Looked) -> Safe:
    """Return a table of every measure of which something was played, each with its pieces behind “why?”."""
    texts = looked.texts
    rows = []
    for one in looked.outcomes:
        label = name_of(one, texts)
        start = "–" if one.start is None else _value(one, one.start, looked)
        named = Safe(element("strong", label) + element("span", about(one, texts), class_="about"))
        answer = pieces(one, looked)
        rows.append([named, start, _value(one, one.value or 0, looked), _asked(label, answer, looked)])
    heads = [texts(f"report.head.{key}") for key in ("measure", "start", "end", "why")]
    return table(texts("report.measures.table"), heads, rows)


def written(one: Outcome, looked: Looked) -> str:
    """Return a measure as the reader writes it."""
    return _value(one, one.value or 0, looked)


def asked(one: Outcome, looked: Looked) -> Safe:
    """Return a measure of a session that opens into its pieces."""
    return _opening(written(one, looked), name_of(one, looked.texts), pieces(one, looked), looked)


def _opening(shown: str, label: str, answer: Safe, looked: Looked) -> Safe:
    """Return a value of a session that opens into its answer, and says what it is to who hears the page."""
    hidden = element("span", f" {label}, {looked.session}", class_="sr")
    return element("details", element("summary", shown, hidden), answer, class_="value")


def _value(one: Outcome, value: int, looked: Looked) -> str:
    match one.unit:
        case "percent":
            return f"{looked.texts.number(value)}\u00a0%"
        case "hundredths":
            return looked.texts.hundredths(value)
        case _:
            return looked.texts.number(value)


def pieces(one: Outcome, looked: Looked) -> Safe:
    """Return what a measure is made of, and the sum."""
    texts = looked.texts
    if one.unit == "seats" or not one.pieces:
        return items([_piece_name(piece, looked) for piece in one.pieces] or [texts("report.no_pieces")])
    said = [f"{_piece_name(piece, looked)}: {_amount(one, piece.amount, looked)}" for piece in one.pieces]
    part, whole = (_amount(one, value, looked) for value in (one.part, one.whole))
    if one.unit == "points" and one.whole > 1:
        return items([*said, element("strong", texts("report.mean_of", part=part, n=one.whole))])
    total = texts("report.part_of_whole", part=part, whole=whole)
    return items([*said, element("strong", part if one.whole == 1 else total)])


def _amount(one: Outcome, amount: int, looked: Looked) -> str:
    return looked.texts.euros(amount) if one.name in _EUROS else looked.texts.number(amount)


def _piece_name(piece: Piece, looked: Looked) -> str:
    match piece.kind:
        case "round":
            return looked.texts("cause.round", round=int(piece.id))
        case "card":
            seat, _, need = piece.id.partition("/")
            return f"{looked.seat(seat)}, {looked.names.name('need', need)}"
        case "full":
            return looked.texts("report.full")
        case _:
            return looked.names.name(piece.kind, piece.id)
