"""What an event may change of the views, so that only those parts are made again.

A part that an event changes and does not name is a view that stays wrong; properties look for one.
"""

from collections.abc import Iterator

from game.rules import events
from game.rules.views import EVERY_PART, SEAT


def touched(event: events.Event) -> frozenset[str]:
    """Return the names of the parts an event may change; a name that ends in ':' stands for all of its kind.

    Options are touched by every event: what is open follows from everything.
    """
    kind = type(event)
    of_its_kind = _TOUCHED.get(kind, _EVERYTHING)
    seats = _SEATS.get(kind)
    if seats:
        of_its_kind = of_its_kind.union([SEAT + getattr(event, one) for one in seats])
    if getattr(event, "changes", ()):
        return of_its_kind.union(_changed_parts(event))
    return of_its_kind


def _changed_parts(event: events.Event) -> Iterator[str]:
    """Yield the parts that show the values an event's changes move."""
    yield "causes:"
    for change in getattr(event, "changes", ()):
        if change.what in ("trust", "capacity"):
            yield SEAT + change.of
        yield from _SHOWS[change.what]


_SHOWS = {
    "indicator": ("indicators",),
    "trust": ("outcome",),
    "capacity": (),
    "patience": ("council",),
    "money": ("budget",),
    "set_aside": ("budget",),
    "purse": ("pledges",),
}
"""Which parts show a value that changes, beside the seat whose it is."""

_SEATS: dict[type, tuple[str, ...]] = {
    events.AskedByName: ("seat", "of"),
    events.CardTold: ("seat",),
    events.Recognised: ("seat",),
    events.BallotCast: ("seat",),
    events.Claimed: ("seat",),
    events.ForecastMade: ("seat",),
    events.SteppedBack: ("seat",),
    events.CameBack: ("seat",),
    events.ConditionNamed: ("seat",),
    events.TrustFelt: ("seat",),
}
"""Events that change what is seen of no other seats than those in these fields."""


_TOUCHES: dict[type, tuple[str, ...]] = {
    events.EnvelopeSealed: ("envelope",),
    events.EnvelopeCounted: ("envelope",),
    events.BeatStarted: ("table",),
    events.GoalChosen: ("table",),
    events.GoalsSet: ("table",),
    events.StanceSaid: ("table", "time", "ballots"),
    events.InstrumentUsed: ("time", "chair", "task:"),
    events.AnswerAwaited: ("revealed",),
    events.EffectRevealed: ("revealed", "task:", "chair"),
    events.AskedByName: (),
    events.CardTold: ("cards", "time", "task:", "frame", "private"),
    events.Recognised: ("cards", "frame"),
    events.ChallengeChosen: ("frame",),
    events.WordingWritten: ("frame",),
    events.TasksLaid: ("frame", "task:"),
    events.DutyPaid: ("task:", "private"),
    events.DutyPostponed: ("task:",),
    events.BallotCast: ("ballots", "private"),
    events.BallotsRevealed: ("ballots",),
    events.PlanMade: ("table", "plan", "ballots"),
    events.IdeaBroughtIn: ("moves", "task:", "frame"),
    events.PledgeMade: ("pledges", "task:"),
    events.PledgesSettled: ("pledges", "plan", "plans", "task:", "seat:", "private"),
    events.TakenOver: ("moves", "plan", "plans", "task:", "seat:", "private"),
    events.CoreValueCalled: ("core_values",),
    events.CoreValueHonoured: ("core_values",),
    events.CoreValueKept: ("core_values",),
    events.PlanAnswered: ("plan", "core_values"),
    events.PlanProposed: ("plan",),
    events.PlanAdopted: ("plan", "plans", "task:", "private"),
    events.PlanChanged: ("plan", "plans", "task:", "seat:", "private"),
    events.Claimed: ("task:", "private"),
    events.MeetingAsked: ("meetings",),
    events.OwnersMet: ("meetings", "time"),
    events.ForecastMade: ("private",),
    events.ReportBooked: ("time",),
    events.NoteWritten: ("time",),
    events.EventCardCalled: ("event",),
    events.EventCardSkipped: ("event",),
    events.EventCardDrawn: ("event",),
    events.OverAsked: (),
    events.UpkeepPaid: ("task:",),
    events.ToppedUp: ("task:", "seat:", "outcome"),
    events.MoreLanded: ("task:", "event"),
    events.TaskLanded: ("revealed", "task:", "seat:", "event", "outcome"),
    events.ReasonGiven: ("cards",),
    events.ReasonJudged: ("cards",),
    events.RoundSettled: ("cards", "outcome", "history"),
    events.DecidedBefore: ("promises",),
    events.NothingLanded: (),
    events.PlanSealed: ("promises", "private"),
    events.SteppedBack: (),
    events.CameBack: (),
    events.ConditionNamed: (),
    events.TrustFelt: ("history",),
    events.RuleProposed: ("rule_change",),
    events.RuleAnswered: ("rule_change",),
    events.RuleSettled: ("rule_change",),
    events.BecameReady: ("table",),
    events.Advanced: (),
}

_TOUCHED = {kind: frozenset((*parts, "options")) for kind, parts in _TOUCHES.items()}
_EVERYTHING = EVERY_PART | {"options"}
