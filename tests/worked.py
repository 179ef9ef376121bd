"""The worked example: what is ordered in it, and its tables for `docs/rules.md`, computed by the rules.

`python -m tests.worked` prints them; a test holds the document to it.
"""

import sys
from collections.abc import Sequence

from game.rules.actions import (
    Action,
    Advance,
    AskByName,
    BookReport,
    CastBallot,
    ChooseChallenge,
    Claim,
    GiveReason,
    JudgeReason,
    Meet,
    Recognise,
    SayStance,
    TellCard,
    UseInstrument,
    WriteWording,
)
from game.rules.state import TableState, cohesion, lowest_support, supports, table_support, wishes_of
from tests.builders import a_table, act

_K = 1000
_TASKS = ("schuldhulp", "regeling", "buurtkamer")
_SEATS = ("nadia", "henk", "joris", "noor")
_BALLOTS = {"nadia": (60, 0, 30), "henk": (30, 20, 40), "joris": (50, 30, 10), "noor": (60, 10, 20)}
_VERDER = Advance()


def tables() -> str:
    """Return the tables, in Markdown, from the ballots to the result."""
    met, reported, decided = _met(), _reported(), _decided()
    parts = [
        "Ballots and plan, in thousands of euros:",
        _ballots(met),
        "What each task brings, and the step each factor makes:",
        _effects({"in dialogue": met, "reported back": reported, "decided": decided}),
        "Trust and patience, with every cause:",
        _trust({"in dialogue": met, "reported back": reported, "decided": decided}),
        "Where each round ends:",
        _outcomes({"in dialogue": met, "reported back": reported, "decided": decided}),
    ]
    return "\n\n".join(parts)


# The three plays. ------------------------------------------------------------------------------------


def _met() -> TableState:
    """Return the round in dialogue, in which the owners of two linked tasks meet."""
    return _played(*until_claims(), Meet("nadia", "henk"), Meet("henk", "nadia"), *3 * [_VERDER])


def _reported() -> TableState:
    """Return the same round with the last slot spent on reporting back; the reason is understood."""
    said = GiveReason("noor", "henk/vervoer", "no_money")
    judged = JudgeReason("henk", "henk/vervoer", understood=True)
    return _played(*until_claims(), BookReport("noor"), _VERDER, _VERDER, said, judged, _VERDER)


def _decided() -> TableState:
    """Return a round in which the director decides alone and nobody is asked."""
    taken = [
        Claim(who, task, part)
        for task in ("schuldhulp", "regeling")
        for who, part in (("joris", "doer"), ("noor", "owner"))
    ]
    return _played(
        SayStance("noor", "decide"),
        _VERDER,
        *(ChooseChallenge(seat, "een") for seat in _SEATS),
        CastBallot("noor", (("schuldhulp", 50 * _K), ("regeling", 50 * _K))),
        *taken,
        *3 * [_VERDER],
    )


def until_claims() -> list[Action]:
    """Return what everybody orders in the round in dialogue, until each funded task is claimed."""
    return [
        SayStance("noor", "co_produce"),
        UseInstrument("noor", "dialoogtafel"),
        TellCard("nadia", "nadia/rust"),
        TellCard("henk", "henk/betekenis"),
        AskByName("joris", "henk"),
        TellCard("henk", "henk/vervoer"),
        Recognise("henk", "nadia/rust"),
        Recognise("joris", "nadia/rust"),
        Recognise("noor", "henk/betekenis"),
        _VERDER,
        *(
            ChooseChallenge(seat, "een" if seat in ("nadia", "joris") else "twee")
            for seat in ("nadia", "henk", "joris", "noor")
        ),
        WriteWording("noor", "t1"),
        *(_ballot(seat) for seat in _SEATS),
        _VERDER,
        Claim("joris", "schuldhulp", "doer"),
        Claim("nadia", "schuldhulp", "owner"),
        Claim("henk", "buurtkamer", "doer"),
        Claim("henk", "buurtkamer", "owner"),
    ]


def _ballot(seat: str) -> CastBallot:
    given = zip(_TASKS, _BALLOTS[seat], strict=True)
    return CastBallot(seat, tuple((task, amount * _K) for task, amount in given if amount))


def _played(*actions: Action) -> TableState:
    state = a_table()
    act(state, *actions)
    return state


# The tables. -----------------------------------------------------------------------------------------


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _ballots(state: TableState) -> str:
    assert state.plan is not None
    rows = [(seat, *(str(amount) for amount in _BALLOTS[seat])) for seat in _SEATS]
    means = [sum(column) / len(_SEATS) for column in zip(*_BALLOTS.values(), strict=True)]
    rows.append(("mean", *(f"{mean:g}" for mean in means)))
    rows.append(("plan", *(str(state.plan.amounts.get(task, 0) // _K) for task in _TASKS)))
    return _table(("", *_TASKS), rows)


def _effects(plays: dict[str, TableState]) -> str:
    rows = []
    for name, state in plays.items():
        for change in state.causes[1]:
            if change.what == "indicator":
                [task] = change.cause.ids
                run, steps = state.running[task], dict(change.cause.factors)
                factors = (
                    f"{getattr(run, factor)} % ({_signed(steps[factor])})"
                    for factor in ("level", "fit", "carry", "cross")
                )
                rows.append((name, task, _points(steps["base"]), *factors, _signed(change.amount)))
    return _table(("round", "task", "base", "level", "fit", "carry", "cross", "effect"), rows)


def _trust(plays: dict[str, TableState]) -> str:
    rows = []
    for name, state in plays.items():
        starts = {seat: state.game.roles[seat].trust for seat in state.trust} | {"noor": 45}
        ends = {**state.trust, "noor": state.patience}
        for seat, start in starts.items():
            causes = [
                f"{change.cause.kind} {change.amount:+d}".replace("-", "−")
                for change in state.causes[1]
                if change.of == seat and change.what in ("trust", "patience")
            ]
            what = "patience" if seat == "noor" else "trust"
            rows.append((name, seat, what, str(start), ", ".join(causes) or "nothing", str(ends[seat])))
    return _table(("round", "seat", "value", "start", "causes", "end"), rows)


def _outcomes(plays: dict[str, TableState]) -> str:
    rows = []
    for name, state in plays.items():
        wishes = [wishes_of(state, state.game.roles[seat]) for seat in state.trust]
        rows.append(
            (
                name,
                _points(state.indicators["leefwereld"]),
                " / ".join(str(wish) for wish in wishes),
                " / ".join(str(support) for support in supports(state).values()),
                str(table_support(state)),
                str(lowest_support(state)),
                str(cohesion(state)),
                str(state.result),
            )
        )
    head = ("leefwereld", "wishes", "support", "table support", "lowest", "cohesion", "result")
    return _table(("round", *head), rows)


def _points(tenths: int) -> str:
    return f"{tenths / 10:.1f}"


def _signed(tenths: int) -> str:
    return f"{tenths / 10:+.1f}".replace("-", "−") if tenths else "0"


if __name__ == "__main__":
    sys.stdout.write(tables() + "\n")
