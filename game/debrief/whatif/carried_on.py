"""Carried on: a table from its moment to the end, by what was ordered then or by bots.

As long as what happens is what was played, orders come one by one as they came. From the first event that is
otherwise, each place gets the orders that were given there, in their order, as far as they still fit; a bot
does what the table cannot do without, and the facilitator's "Verder" stands for all *ready*.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from game.bots.bot import Choice
from game.bots.cast import BOTS, STANDARD
from game.bots.play import Sight, Turns, to_action
from game.debrief.whatif.change import Change, Changing
from game.debrief.whatif.moment import Branch, Ordered, Place
from game.rules import chance, events
from game.rules.actions import Advance, CastBallot, Claim, Ready, Withdraw, kind_of
from game.rules.decide import decide
from game.rules.evolve import evolve
from game.rules.offers import options_of
from game.rules.options import Field, Option, Ranking, Shares, Ticks
from game.rules.proceed import proceed
from game.rules.rounding import largest_remainder
from game.rules.state import ActionRefused, TableState, fork, funded

BALLOTS: Final = "ballots"
BY_BOTS: Final = "bots"

_NEEDED: Final = frozenset(
    {
        *("say_stance", "seal_plan", "cast_ballot", "answer_plan", "propose"),
        *("give_reason", "judge_reason", "name_condition"),
    }
)
"""What a table cannot do without: a bot does it where nothing fits that was ordered."""

_SEEDS: Final = 2**31
_ENDLESS: Final = 5_000


@dataclass(frozen=True)
class CarriedOn:
    """A table that came to its end.

    Attributes:
        table: The table.
        events: What happened since the moment.
        differs: The first event that was otherwise than played, counted from 0; None when none was.
        moves: How many orders stood as they were (`kept`), were made to fit (`fitted`), fitted no more
            (`left_out`), and were a bot's (`by_bots`).
    """

    table: TableState
    events: tuple[events.Event, ...]
    differs: int | None
    moves: dict[str, int]


def carry_on(branch: Branch, change: Change, by: str = BALLOTS, luck: int = 0, seed: int = 1) -> CarriedOn:
    """Return how a table ends when it goes on from its moment with something otherwise.

    Args:
        branch: The session up to its moment; it stays as it is.
        change: What is otherwise.
        by: `ballots`: by what was ordered, where it still fits; `bots`: by bots alone.
        luck: 0 for the luck of the session; other numbers for other luck in all that nobody knew then.
        seed: What other luck is drawn from.

    Raises:
        Mendable: The change cannot be made there.
    """
    return _Table(branch, change, by, luck, seed).run()


class _Table:
    def __init__(self, branch: Branch, change: Change, by: str, luck: int, seed: int) -> None:
        self._branch = branch
        self._state = fork(branch.table)
        self._by_bots = by == BY_BOTS
        self._events: list[events.Event] = []
        self._differs: int | None = None
        self._left = [] if self._by_bots else list(branch.orders)
        self._ends = branch.orders[-1].place if branch.orders and not branch.played.ended else None
        self._counts = Counter[str](kept=0, fitted=0, left_out=0, by_bots=0)
        self._bots = {seat: BOTS.get(name, BOTS[STANDARD])(seat) for seat, name in branch.bots.items()}
        self._refused: set[tuple[str, str]] = set()
        self._funded = _funded_by_round(branch)
        if luck:
            _other_luck(self._state, luck, seed)
            self._state.keep_causes = False  # nobody reads them, and it is much quicker
        self._turns = Turns(self._state.seed)
        self._sight = Sight(self._state)
        self._changing = Changing(change, self._state)

    def run(self) -> CarriedOn:
        self._follow()
        for _ in range(_ENDLESS):
            if self._state.ended:
                return CarriedOn(self._state, tuple(self._events), self._differs, dict(self._counts))
            if self._differs is None and self._left:
                self._take(self._left.pop(0))
            else:
                self._play_here()
        raise RuntimeError(f"a what-if of {self._branch.session} does not end")

    # What happens. ------------------------------------------------------------------------------------

    def _let_happen(self, happened: Iterable[events.Event]) -> None:
        for event in happened:
            place = len(self._events)
            if self._differs is None and not _is_same(event, self._branch.after, place):
                self._differs = place
            evolve(self._state, event)
            self._sight.forget(event)
            self._events.append(event)

    def _follow(self) -> None:
        while group := proceed(self._state):
            self._let_happen(self._changing.consequences(self._state, group))

    def _do(self, action: Any, offered: list[Option] | None = None) -> None:
        """Let an action happen.

        Raises:
            ActionRefused: It no longer fits.
        """
        self._let_happen(decide(self._state, action, offered=offered))
        self._follow()

    def _take(self, order: Ordered) -> None:
        """Take an order as it was given, or as it fits now."""
        action = self._changing.order(order.action)
        if action is None:
            return
        try:
            self._do(action)
        except ActionRefused:
            if isinstance(action, CastBallot) and self._cast(action):
                return
            self._counts["left_out"] += 1
            self._refused.add((getattr(action, "seat", ""), kind_of(type(action))))
            self._differs = len(self._events) if self._differs is None else self._differs
        else:
            self._counts["kept"] += 1

    # A place, once something is otherwise. ------------------------------------------------------------

    def _place(self) -> Place:
        return (self._state.round, self._state.phase, self._state.step)

    def _play_here(self) -> None:
        """Play the place where the table is: what was ordered here, then what is still needed."""
        here, self._refused = self._place(), set()
        beyond = self._by_bots or (self._ends is not None and here > self._ends and not self._of(here))
        for order in self._of(here):
            self._left.remove(order)
            if not _is_readiness(order.action):
                self._take(order)
            if self._place() != here or self._state.ended:
                return
        while self._a_bot_acts(here, beyond):
            if self._place() != here or self._state.ended:
                return
        self._do(Advance())

    def _of(self, place: Place) -> list[Ordered]:
        return [one for one in self._left if one.place == place]

    def _a_bot_acts(self, here: Place, all_kinds: bool) -> bool:
        """Let each seat do one thing; return whether any did."""
        acted = False
        for seat in self._state.game.seats:
            if self._place() != here or self._state.ended:
                return True
            view = self._sight.of(seat)
            if not all_kinds:
                if self._own_ballot(seat):
                    acted = True
                    continue
                view.made = [one for one in view.offered() if self._may_fill(seat, one)]
            choice = self._turns.ask(self._bots[seat], view)
            if choice is not None:
                self._do(self._as_changed(seat, choice))
                self._counts["by_bots"] += 1
                acted = True
        return acted

    def _as_changed(self, seat: str, choice: Choice) -> Any:
        action = to_action(seat, choice)
        return self._changing.order(action) or action

    def _may_fill(self, seat: str, option: Option) -> bool:
        """Tell whether a bot does this for a seat: it is needed, or what was ordered did not fit."""
        if option.kind in _NEEDED or (seat, option.kind) in self._refused:
            return True
        if option.kind != kind_of(Claim):
            return False
        return not funded(self._state).keys() <= self._funded.get(self._state.round, frozenset())

    def _own_ballot(self, seat: str) -> bool:
        """Cast the ballot that a seat gave in this round at another step, if one is asked of it now."""
        offered = options_of(self._state, seat, kind_of(CastBallot))
        if not any(one.is_new for one in offered) or self._gave(seat):
            return False
        given = [
            one.action
            for one in reversed(self._branch.orders)
            if isinstance(one.action, CastBallot)
            and one.action.seat == seat
            and one.place[0] == self._state.round
        ]
        return bool(given) and self._cast(given[0])

    def _gave(self, seat: str) -> bool:
        return seat in self._state.ballots

    def _cast(self, action: CastBallot) -> bool:
        """Cast a ballot as far as it fits on what lies on the table now; return whether it was."""
        for option in options_of(self._state, action.seat, kind_of(CastBallot)):
            given = () if option.closed else fitted(option.fields[0], action.given)
            if given:
                self._do(CastBallot(action.seat, given))
                self._counts["kept" if given == action.given else "fitted"] += 1
                return True
        return False


def fitted(form: Field, given: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return a ballot as it fits in a form: what is on the table, in the proportion that it had.

    >>> fitted(Shares("given", (("a", 5), ("b", 2)), 5), (("b", 2), ("c", 3)))
    (('b', 2),)
    """
    before = dict(given)
    match form:
        case Shares(caps=caps, total=total, step=step):
            most = min(total, sum(before.values()))
            kept = [(id_, cap) for id_, cap in caps if id_ in before and cap > 0]
            weights = [before[id_] for id_, _ in kept]
            shares = largest_remainder(most // step, weights) if kept else []
            cut = [
                (id_, min(share * step, cap // step * step))
                for (id_, cap), share in zip(kept, shares, strict=True)
            ]
            return tuple((id_, amount) for id_, amount in cut if amount)
        case Ticks(ids=ids):
            return tuple((id_, 1) for id_ in ids if id_ in before)
        case Ranking(ids=ids):
            order = sorted((id_ for id_ in ids if id_ in before), key=lambda id_: before[id_])
            return tuple((id_, order.index(id_) + 1) for id_ in ids if id_ in before)
    return ()


def _is_readiness(action: Any) -> bool:
    """Tell whether an order only said that the table may go on, or took that back."""
    return isinstance(action, Ready | Advance) or (isinstance(action, Withdraw) and action.what == "ready")


def _is_same(event: events.Event, played: Sequence[events.Event], place: int) -> bool:
    """Tell whether an event is the one that was played; moments count, other rules stand beside."""
    if place >= len(played):
        return False
    return bool(_uncounted(event) == _uncounted(played[place]))


def _uncounted(event: Any) -> Any:
    if isinstance(event, events.PlanMade):
        return replace(event, moment=0, counted=())
    return replace(event, moment=0) if hasattr(event, "moment") else event


def _funded_by_round(branch: Branch) -> dict[int, frozenset[str]]:
    """Return the tasks that were given money in what was played, by round."""
    found: dict[int, set[str]] = {}
    number = branch.table.round
    for event in branch.after:
        match event:
            case events.RoundStarted(round=number):
                pass
            case events.PlanAdopted(amounts=amounts) | events.PlanChanged(amounts=amounts):
                found.setdefault(number, set()).update(task for task, _ in amounts)
            case events.DutyPaid(task=task):
                found.setdefault(number, set()).add(task)
    return {number: frozenset(tasks) for number, tasks in found.items()}


def _other_luck(table: TableState, luck: int, seed: int) -> None:
    """Give a table other luck in all that nobody knew; what was revealed or has landed stays what it is."""
    tasks = {
        id_: replace(
            task, effects=tuple((of, *_known(table, id_, of, low, high)) for of, low, high in task.effects)
        )
        for id_, task in table.game.tasks.items()
    }
    table.game = replace(table.game, tasks=tasks)
    table.seed = chance.draw(table.seed, "whatif", str(luck), seed, _SEEDS)


def _known(table: TableState, task: str, indicator: str, low: int, high: int) -> tuple[int, int]:
    revealed = table.revealed.get(task)
    if revealed is None or indicator not in revealed.effects:
        return low, high
    real = revealed.effects[indicator]
    return real, real
