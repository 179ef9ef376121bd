"""What an event may change of the views, so that only those parts are made again.

A part that an event changes and does not name is a view that stays wrong; properties look for one.
"""

from collections.abc import Iterator

from game.rules import events
from game.rules.views import EVERY_PART


def touched(event: events.Event) -> frozenset[str]:
    """Return the names of the parts an event may change; a name that ends in ':' stands for all of its kind.

    Options are touched by every event: what is open follows from everything.
    """
    of_its_kind = _of_kind(type(event))
    if getattr(event, "changes", ()):
        return of_its_kind.union(_changed_parts(event))
    return of_its_kind


def _of_kind(kind: type) -> frozenset[str]:
    return _TOUCHED.get(kind, _EVERYTHING)


def _changed_parts(event: events.Event) -> Iterator[str]:
    """Yield the parts that show the values an event's changes move."""
    by_what = {
        "indicator": ("indicators",),
        "trust": ("seat:", "outcome"),
        "capacity": ("seat:",),
        "patience": ("council",),
        "money": ("budget",),
        "set_aside": ("budget",),
        "purse": ("pledges",),
    }
    yield "causes:"
    for change in getattr(event, "changes", ()):
        yield from by_what[change.what]


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
    events.AskedByName: ("seat:",),
    events.CardTold: ("cards", "time", "seat:", "task:", "frame", "private"),
    events.Recognised: ("cards", "seat:", "frame"),
    events.ChallengeChosen: ("frame",),
    events.WordingWritten: ("frame",),
    events.TasksLaid: ("frame", "task:"),
    events.DutyPaid: ("task:", "private"),
    events.DutyPostponed: ("task:",),
    events.BallotCast: ("ballots", "seat:", "private"),
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
    events.Claimed: ("task:", "seat:", "private"),
    events.MeetingAsked: ("meetings",),
    events.OwnersMet: ("meetings", "time"),
    events.ForecastMade: ("seat:", "private"),
    events.ReportBooked: ("time",),
    events.NoteWritten: ("time",),
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
    events.SteppedBack: ("seat:",),
    events.CameBack: ("seat:",),
    events.ConditionNamed: ("seat:",),
    events.TrustFelt: ("seat:", "history"),
    events.RuleProposed: ("rule_change",),
    events.RuleAnswered: ("rule_change",),
    events.RuleSettled: ("rule_change",),
    events.BecameReady: ("table",),
    events.Advanced: (),
}

_TOUCHED = {kind: frozenset((*parts, "options")) for kind, parts in _TOUCHES.items()}
_EVERYTHING = EVERY_PART | {"options"}
