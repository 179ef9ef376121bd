"""The state of one table: plain containers of whole numbers, changed only by `evolve`.

Nothing here is derived: what follows from it (support, capacity, who may tell what) is asked through the
functions at the end, which read and never change. Money is in euros, indicators are in tenths of a point.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Literal

from game.rules import support as support_of
from game.rules.events import Change, Foreseen
from game.rules.game import Card, Game, Instrument, Role, Round, Task
from game.rules.pledges import Pledge

Status = Literal["idle", "running", "done", "stopped"]

PHASE_STEPS = ("fill_in", "reveal", "settle", "claim", "forecast")
"""The steps inside dividing, in order."""


class ActionRefused(Exception):
    """An action was not taken; nothing changed. `code` is fixed, `facts` fill its sentence."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(slots=True)
class Running:
    """A task that started: what was paid, who carries it, its factors in percent, when it lands.

    `pledged` is the part of what was paid that came out of seats' own purses, `kept_up` what upkeep took from
    the pot. `counted` are the factors of what landed, once a task was topped up.
    """

    paid: int
    doer: str
    owner: str | None
    level: int
    fit: int
    carry: int
    cross: int
    started: int
    lands: int
    status: Status = "running"
    pledged: int = 0
    kept_up: int = 0
    counted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class More:
    """What was paid again on a task and has not landed: the part of its effect, and factors, in percent.

    `before` are the factors that topping up is compared with; there are none for upkeep.
    """

    kind: str
    share: int
    factors: tuple[int, int, int, int]
    before: tuple[int, ...] = ()


@dataclass(slots=True)
class Plan:
    number: int
    rule: str
    amounts: dict[str, int]
    saved: int
    counted: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    answers: dict[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Idea:
    """A task that a seat brought in: what was filled in, in which round."""

    task: str
    template: str
    cost_class: str
    need: str
    name: str
    round: int


@dataclass(frozen=True, slots=True)
class Awaited:
    """An answer that comes at the start of a round: of an instrument, about a task or about none."""

    instrument: str
    task: str
    round: int


@dataclass(frozen=True, slots=True)
class Revealed:
    """What a task really brings, in tenths, and what revealed it (`time` when it has landed), when."""

    by: str
    of: str
    round: int
    effects: dict[str, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """How things stood when a round was settled, or at the end, when what was under way has landed."""

    round: int
    ended: bool
    indicators: dict[str, int]
    trust: dict[str, int]
    support: dict[str, int]
    patience: int
    saved: int


@dataclass(slots=True)
class TableState:
    """One table during play. Mappings by seat, task, card, need or indicator id keep the order of arrival."""

    game: Game
    table: str
    seed: int
    keep_causes: bool = True
    round: int = 0
    phase: str = ""
    step: str = ""
    beat: str = ""
    moment: int = 0
    advanced: bool = False
    ended: bool = False
    succeeded: bool = False
    result: int = 0

    money: int = 0
    set_aside: int = 0
    pot: int = 0
    to_divide: int = 0
    cut_percent: int = 0
    grant: int = 0
    cut_by: str = ""
    grant_by: str = ""

    stance: str = ""
    sealed: dict[int, dict[str, int]] = field(default_factory=dict)
    decided_before: list[int] = field(default_factory=list)
    dialogue_tables: int = 0
    nothing_landed: int = 0
    stepped_back: dict[str, str] = field(default_factory=dict)
    felt: dict[int, dict[str, int]] = field(default_factory=dict)
    rule_proposed: str = ""
    rule_proposed_by: str = ""
    rule_answers: dict[str, str] = field(default_factory=dict)
    rule_is_settled: bool = False
    rule_from_next: str = ""
    rule_taken: str = ""
    opened_duty: tuple[str, ...] = ()
    slots_left: int = 0
    slots_used: list[str] = field(default_factory=list)
    turns_left: int = 0
    hands_left: dict[str, int] = field(default_factory=dict)
    told_by_itself: set[str] = field(default_factory=set)
    questions_asked: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    goals: tuple[str, ...] = ()
    goal_taps: dict[str, str] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    hands: dict[str, list[str]] = field(default_factory=dict)
    recognised: set[str] = field(default_factory=set)
    settled: dict[str, str] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    awaited: tuple[Awaited, ...] = ()
    revealed: dict[str, Revealed] = field(default_factory=dict)

    choices: dict[str, str] = field(default_factory=dict)
    challenges: tuple[str, ...] = ()
    on_table: tuple[str, ...] = ()
    is_laid: bool = False
    wording_written: bool = False
    wording_needs: tuple[str, ...] = ()
    wording_text: str = ""

    duty_paid: dict[str, int] = field(default_factory=dict)
    duty_postponed: set[str] = field(default_factory=set)
    ballots: dict[str, dict[str, int]] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    amounts: dict[str, dict[str, int]] = field(default_factory=dict)
    spreads: tuple[str, ...] = ()
    plan: Plan | None = None
    repairs: int = 0
    purses: dict[str, int] = field(default_factory=dict)
    pledges: list[Pledge] = field(default_factory=list)
    pledges_held: set[tuple[str, str, str]] | None = None
    pledged: dict[str, dict[str, int]] = field(default_factory=dict)
    conditions: dict[str, int] = field(default_factory=dict)
    ideas: dict[str, Idea] = field(default_factory=dict)
    taken_over: dict[str, str] = field(default_factory=dict)
    made: int = 0
    values_called: dict[str, int] = field(default_factory=dict)
    values_said: set[str] = field(default_factory=set)
    values_waiting: list[str] = field(default_factory=list)
    values_held: dict[str, str] = field(default_factory=dict)
    promise_broken: bool = False
    doers: dict[str, str] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    meetings_asked: set[tuple[str, str]] = field(default_factory=set)
    met: set[tuple[str, str]] = field(default_factory=set)
    forecasts: dict[str, str] = field(default_factory=dict)
    shown_forecasts: dict[int, dict[str, str]] = field(default_factory=dict)

    report_booked: bool = False
    note_written: bool = False
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict)
    judged: dict[str, bool] = field(default_factory=dict)
    ready: set[str] = field(default_factory=set)
    event_card: str = ""
    cards_drawn: list[str] = field(default_factory=list)
    cards_skipped: list[str] = field(default_factory=list)
    card_is_skipped: bool = False
    card_by_hand: bool = False

    running: dict[str, Running] = field(default_factory=dict)
    more: dict[str, More] = field(default_factory=dict)
    paid_again: dict[str, int] = field(default_factory=dict)
    landed_now: list[str] = field(default_factory=list)
    unclaimed: list[str] = field(default_factory=list)
    over_asked: set[str] = field(default_factory=set)
    indicators: dict[str, int] = field(default_factory=dict)
    trust: dict[str, int] = field(default_factory=dict)
    patience: int = 0
    capacity: dict[str, int] = field(default_factory=dict)
    settled_round: int = 0
    support_before: int | None = None
    causes: dict[int, list[Change]] = field(default_factory=dict)
    history: list[Moment] = field(default_factory=list)
    plans: dict[int, Plan] = field(default_factory=dict)
    envelope: dict[str, int] | None = None
    foreseen: tuple[Foreseen, ...] | None = None


def new_table(game: Game, table: str, seed: int, keep_causes: bool = True) -> TableState:
    """Return a table before its first round; `keep_causes` False keeps values only, for quick plays."""
    state = TableState(game, table, seed, keep_causes)
    state.indicators = dict(game.indicators)
    state.goals = (game.main_goal,) if game.main_goal in game.goals else ()
    state.trust = {role.id: role.trust for role in game.roles.values() if role.kind != "director"}
    state.capacity = {role.id: role.capacity for role in game.roles.values()}
    state.purses = {role.id: role.purse for role in game.roles.values()}
    state.patience = game.roles[game.director].patience if game.director else 0
    return state


def fork(state: TableState) -> TableState:
    """Return a copy that shares nothing that changes, so either can go on without the other."""
    return deepcopy(state, {id(state.game): state.game})


def round_of(state: TableState) -> Round:
    """Return what the scenario says of the round being played."""
    return state.game.rounds[state.round - 1 if state.round else 0]


def has(state: TableState, mechanic: str) -> bool:
    """Return whether this round uses the mechanic."""
    return mechanic in round_of(state).mechanics


def round_rule(state: TableState) -> str:
    """Return the decision rule of this round: what the table took instead, or the scenario's."""
    return state.rule_taken or round_of(state).rule


def rule_now(state: TableState) -> str:
    """Return the decision rule that binds: the director's when it decides or consults, else the round's."""
    return "director" if state.stance in ("decide", "consult") else round_rule(state)


def voters(state: TableState) -> tuple[str, ...]:
    """Return the seats whose ballots are waited for before all lie open, in seat order.

    When the director consults, it gives its own after that, seeing the others.
    """
    director = state.game.director
    if state.stance == "decide" and director:
        return (director,)
    if state.stance in ("consult", "let_go"):
        return tuple(seat for seat in state.game.seats if seat != director)
    return state.game.seats


def others(state: TableState, seat: str) -> tuple[str, ...]:
    """Return the other seats, in seat order."""
    return tuple(one for one in state.game.seats if one != seat)


def untold(state: TableState, seat: str) -> tuple[Card, ...]:
    """Return the cards a seat still has in its pocket."""
    return tuple(card for card in state.game.roles[seat].cards if card.id not in state.told)


def known_needs(state: TableState) -> frozenset[str]:
    """Return the needs that were told or found."""
    return frozenset(state.game.cards[card].need for card in state.told) | frozenset(state.found)


def findable(state: TableState, instrument: Instrument) -> tuple[str, ...]:
    """Return the needs an instrument reaches that nobody told and nothing found yet."""
    known = known_needs(state)
    return tuple(need for need in instrument.reach if need not in known)


def wording_candidates(state: TableState) -> tuple[str, ...]:
    """Return at most three told needs with at least one hand, most hands first, ties to the first told."""
    counted: dict[str, int] = {}
    for card in state.told:
        need = state.game.cards[card].need
        counted[need] = counted.get(need, 0) + len(state.hands.get(card, ()))
    with_hands = [need for need, hands in counted.items() if hands]
    return tuple(sorted(with_hands, key=lambda need: -counted[need])[:3])


def buyable(state: TableState, task: Task) -> bool:
    """Return whether money can still go to a task: it did not start yet and its round has come."""
    return task.id not in state.running and task.from_round <= state.round


def duties(state: TableState) -> tuple[Task, ...]:
    """Return the duty tasks that wait to be paid, in scenario order."""
    return tuple(task for task in state.game.tasks.values() if task.duty and buyable(state, task))


def funded(state: TableState) -> dict[str, int]:
    """Return the tasks money was given to this round, in euros.

    That is duty tasks paid, the plan that stands, and what seats pledged of their own.
    """
    plan = state.plan.amounts if state.plan and state.plan.adopted else {}
    found = {**state.duty_paid, **plan}
    for task, given in state.pledged.items():
        found[task] = found.get(task, 0) + sum(given.values())
    return found


def free_money(state: TableState) -> int:
    """Return what of the pot no plan that stands has promised to a task, in euros."""
    plan = state.plan.amounts if state.plan and state.plan.adopted else {}
    started = {task for task, run in state.running.items() if run.started == state.round}
    waiting = plan.keys() - started - state.paid_again.keys() - set(state.unclaimed)
    return state.money - sum(plan[task] for task in waiting)


def carried(state: TableState, seat: str) -> frozenset[str]:
    """Return the tasks that take a seat's capacity: claimed this round, or running."""
    running = state.running
    found = {
        task for task, run in running.items() if seat in (run.doer, run.owner) and run.status == "running"
    }
    for claims in (state.doers, state.owners):
        for task, who in claims.items():
            if who == seat and task not in running:
                found.add(task)
    return frozenset(found)


def owner_of(state: TableState, task: str) -> str | None:
    """Return who owns a task: claimed this round, or from when it started and as long as it runs."""
    run = state.running.get(task)
    if run is not None:
        return run.owner if run.status == "running" else None
    return state.owners.get(task)


def have_met(state: TableState, one: str, other: str) -> bool:
    """Return whether two owners ever met."""
    return (min(one, other), max(one, other)) in state.met


def open_now(state: TableState) -> tuple[str, ...]:
    """Return the cards told this round whose need no task answers so far, in the order told."""
    return tuple(
        card for card, told in state.told.items() if told == state.round and not is_used(state, card)
    )


def is_used(state: TableState, card: str) -> bool:
    """Return whether a task that answers the card's need, also partly, started, runs or is done."""
    need = state.game.cards[card].need
    return any(
        need in state.game.tasks[task].answers
        for task, run in state.running.items()
        if run.status != "stopped"
    )


def wishes_of(state: TableState, role: Role) -> int | None:
    """Return how far a role's own needs are answered, 0–100, or None if it has none."""
    if not role.needs:
        return None
    parts = []
    for need in role.needs:
        best = 0
        for task, run in state.running.items():
            full = state.game.tasks[task].answers.get(need)
            if full is not None and run.status != "stopped":
                best = max(best, support_of.answered(run.level, full))
        parts.append((state.game.weights[need], best))
    return support_of.wishes(parts)


def supports(state: TableState) -> dict[str, int]:
    """Return each resident's and partner's support, 0–100."""
    return supports_with(state, state.trust)


def supports_with(state: TableState, trust: Mapping[str, int]) -> dict[str, int]:
    """Return the supports there would be with these trusts, by seat, 0–100."""
    roles = state.game.roles
    return {seat: support_of.support(value, wishes_of(state, roles[seat])) for seat, value in trust.items()}


def table_support(state: TableState) -> int:
    """Return the mean of the supports, 0–100; 100 at a table without residents and partners."""
    return support_of.table_support(list(supports(state).values())) if state.trust else 100


def lowest_support(state: TableState) -> int:
    """Return the lowest support of a role with needs, 0–100; 100 when there is none."""
    roles = state.game.roles
    return min((value for seat, value in supports(state).items() if roles[seat].needs), default=100)


def cohesion(state: TableState) -> int:
    """Return how close together the trusts are, 0–100."""
    return support_of.cohesion(list(state.trust.values())) if state.trust else 100


def reader(state: TableState) -> Callable[[str], int]:
    """Return how a condition reads this table: a name to its value in tenths."""

    def read(name: str) -> int:
        if name in state.indicators:
            return state.indicators[name]
        if name.startswith("trust."):
            return 10 * state.trust.get(name.removeprefix("trust."), 0)
        match name:
            case "round":
                return 10 * state.round
            case "patience":
                return 10 * state.patience
            case "table_support":
                return 10 * table_support(state)
            case "lowest_support":
                return 10 * lowest_support(state)
            case "cohesion":
                return 10 * cohesion(state)
        raise KeyError(name)

    return read
