"""Statements: a session in xAPI, by the profile for serious games, for whoever keeps a record of learning.

One statement per event that a facilitator would tell, of what counts: what the table went back before is left
out. An actor is an account of the session: the seat, never a person; a name only when it is asked for. Typed
texts are a `response` only when they are asked for. Amounts are whole euros. The same log gives the same
statements, ids too.

  the game, a round          initialized, completed; with `progress` from 0 to 1
  a stance, a vote, a choice  selected, on a question; what was chosen is the `response`
  a card, an instrument       used, on an item; recognising a card: interacted
  an event card, a plan       accessed by all, in the name of the facilitator
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid5

from game.rules import events
from game.rules.events import Amounts
from game.scenario.model import Scenario, Text
from game.session.events import AgreementMade, PollAnswered, RemarkAdded, SeatTaken, SessionOpened
from game.session.log import Happened, live
from game.session.orders import SEAT
from game.session.session import FACILITATOR

VERSION: Final = "1.0.3"
_GAMES: Final = "https://w3id.org/xapi/seriousgames"
_ADL: Final = "http://adlnet.gov/expapi"
_VERBS: Final = {
    "initialized": f"{_ADL}/verbs/initialized",
    "completed": f"{_ADL}/verbs/completed",
    "interacted": f"{_ADL}/verbs/interacted",
    "selected": "https://w3id.org/xapi/adb/verbs/selected",
    "used": f"{_GAMES}/verbs/used",
    "accessed": f"{_GAMES}/verbs/accessed",
}
_TYPES: Final = {
    "game": f"{_GAMES}/activity-types/serious-game",
    "round": f"{_GAMES}/activity-types/level",
    "item": f"{_GAMES}/activity-types/item",
    "question": f"{_ADL}/activities/question",
}
_PROGRESS: Final = f"{_GAMES}/extensions/progress"
_OWN: Final = "urn:opgavetafel"
_SPACE: Final = UUID("6f0c1b0e-8d0c-5a3b-9b1e-3c1f5d2a7e44")
"""Where the ids of all our sessions are named in."""

Statement = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a statement says: who did what with what, and what came of it."""

    actor: str
    verb: str
    kind: str
    about: str
    name: Text = ""
    result: Mapping[str, Any] = field(default_factory=dict)


def as_json(statements: Iterable[Statement]) -> str:
    """Return statements as one batch, as a record store takes them in."""
    return json.dumps(list(statements), ensure_ascii=False, indent=1) + "\n"


def statements(
    log: Iterable[Happened],
    first_hash: str,
    scenario: Scenario,
    texts: Mapping[str, str] | None = None,
    people: Mapping[str, str] | None = None,
) -> Iterator[Statement]:
    """Yield the statements of a session.

    Args:
        log: Its events, all of them.
        first_hash: The hash of its first record, in hex digits, which stands for the session.
        scenario: What was played.
        texts: What people typed, by id; left out, it is not told.
        people: What people are called, by id; left out, it is not told.
    """
    teller = _Teller(uuid5(_SPACE, first_hash), scenario, texts or {}, people or {})
    for happened in live(log):
        for number, said in enumerate(teller.said(happened.event)):
            yield teller.statement(happened, number, said)


class _Teller:
    def __init__(
        self, session: UUID, scenario: Scenario, texts: Mapping[str, str], people: Mapping[str, str]
    ) -> None:
        self._session, self._scenario = session, scenario
        self._texts, self._people = texts, people
        self._names: dict[str, str] = {}
        self._round = 0
        self._rule = ""

    def statement(self, happened: Happened, number: int, said: _Said) -> Statement:
        """Return one statement in full."""
        at = datetime.fromtimestamp(happened.at / 1000, UTC)
        made: Statement = {
            "id": str(uuid5(self._session, f"{happened.seq}-{number}")),
            "version": VERSION,
            "actor": self._actor(said.actor),
            "verb": {"id": _VERBS[said.verb], "display": {"en": said.verb}},
            "object": self._object(said),
            "timestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "context": self._context(said),
        }
        return made | ({"result": dict(said.result)} if said.result else {})

    def _actor(self, actor: str) -> dict[str, Any]:
        account = {"homePage": f"{_OWN}:session:{self._session}", "name": actor}
        named = {"name": self._names[actor]} if actor in self._names else {}
        return {"objectType": "Agent", "account": account} | named

    def _object(self, said: _Said) -> dict[str, Any]:
        names = self._in_languages(said.name)
        definition = {"type": _TYPES[said.kind]} | ({"name": names} if names else {})
        return {"objectType": "Activity", "id": f"{self._game()}{said.about}", "definition": definition}

    def _game(self) -> str:
        return f"{_OWN}:scenario:{self._scenario.id}"

    def _context(self, said: _Said) -> dict[str, Any]:
        activities: dict[str, Any] = {"category": [{"id": f"{_GAMES}/v1.0"}]}
        if said.kind != "game":
            activities["grouping"] = [{"id": self._game()}]
        if said.kind not in ("game", "round") and self._round:
            activities["parent"] = [{"id": f"{self._game()}:round:{self._round}"}]
        return {
            "registration": str(self._session),
            "platform": "Opgavetafel",
            "language": self._scenario.language,
            "contextActivities": activities,
        }

    def _in_languages(self, text: Text) -> dict[str, str]:
        if isinstance(text, str):
            return {self._scenario.language: text} if text else {}
        return {str(language): said for language, said in text.items()}

    # What each event says. ----------------------------------------------------------------------------

    def said(self, event: Any) -> list[_Said]:
        """Return what an event says; nothing when a facilitator would not tell it."""
        match event:
            case SessionOpened():
                return [_Said(FACILITATOR, "initialized", "game", "", self._scenario.title)]
            case SeatTaken(seat, _, person):
                self._names.pop(SEAT + seat, None)
                if person and person in self._people:
                    self._names[SEAT + seat] = self._people[person]
                return []
            case events.RoundStarted(round=number):
                self._round = number
                return [self._of_round("initialized", (number - 1) * 1.0)]
            case events.RoundSettled():
                return [self._of_round("completed", self._round * 1.0)]
            case events.TableEnded(succeeded=succeeded, result=result):
                score = {"raw": result, "min": 0, "max": 100, "scaled": result / 100}
                ended = {"completion": True, "success": succeeded, "score": score}
                return [_Said(FACILITATOR, "completed", "game", "", self._scenario.title, ended)]
            case PollAnswered(seat, value, again):
                return [self._selected(SEAT + seat, "poll-again" if again else "poll", str(value))]
            case AgreementMade(seat, text):
                return [self._selected(SEAT + seat, "agreement", self._texts.get(text, ""))]
            case RemarkAdded(text):
                typed = self._texts.get(text, "")
                return [self._selected(FACILITATOR, "remark", typed)] if typed else []
        return self._of_the_table(event)

    def _of_the_table(self, event: Any) -> list[_Said]:
        scenario = self._scenario
        match event:
            case events.CardTold(seat, card):
                return [self._with_card(seat, "used", card)]
            case events.Recognised(seat, card):
                return [self._with_card(seat, "interacted", card)]
            case events.InstrumentUsed(seat=seat, instrument=id_):
                return [self._item(SEAT + seat, "used", f"instrument:{id_}", scenario.instruments[id_].name)]
            case events.EventCardDrawn(card=card):
                name = scenario.event_cards[card].name
                return [self._item(FACILITATOR, "accessed", f"event-card:{card}", name)]
            case events.TaskStarted(task=task, doer=doer):
                return [self._item(SEAT + doer, "used", f"task:{task}", self._task(task))]
            case events.EnvelopeSealed(amounts):
                return [self._given(FACILITATOR, "envelope", amounts)]
            case events.BallotsRevealed(amounts=ballots):
                return [self._given(SEAT + seat, "ballot", given) for seat, given in ballots]
            case events.BallotCast(seat=seat, again=True, amounts=amounts):
                return [self._given(SEAT + seat, "ballot", amounts)]
            case events.PlanMade(rule=rule):
                self._rule = rule
                return []
            case events.PlanAdopted(amounts=amounts):
                return [self._given(FACILITATOR, "plan", amounts, self._rule)]
        return self._of_a_choice(event)

    def _of_a_choice(self, event: Any) -> list[_Said]:
        match event:
            case events.StanceSaid(seat=seat, stance=stance) if seat:
                return [self._selected(SEAT + seat, "stance", stance)]
            case events.GoalChosen(seat, indicator):
                return [self._selected(SEAT + seat, "goal", indicator)]
            case events.ChallengeChosen(seat, challenge):
                return [self._selected(SEAT + seat, "challenge", challenge)]
            case events.WordingWritten(seat, needs, text):
                return [self._selected(SEAT + seat, "wording", self._texts.get(text, "; ".join(needs)))]
            case events.PlanAnswered(seat=seat, answer=answer):
                return [self._selected(SEAT + seat, "answer", answer)]
            case events.Claimed(seat, task, part):
                return [self._selected(SEAT + seat, f"claim:{part}", task)]
            case events.ForecastMade(seat, task):
                return [self._selected(SEAT + seat, "forecast", task)]
            case events.ReasonGiven(seat, card, reason):
                return [self._selected(SEAT + seat, f"reason:{card.replace('/', ':')}", reason)]
            case events.TrustFelt(seat, value):
                return [self._selected(SEAT + seat, "felt-trust", str(value))]
            case events.RuleProposed(seat=seat, rule=rule):
                return [self._selected(SEAT + seat, "rule", rule)]
        return []

    def _of_round(self, verb: str, done: float) -> _Said:
        rounds = self._scenario.rounds
        progress = {"extensions": {_PROGRESS: round(done / len(rounds), 4)}}
        name = rounds[self._round].name
        return _Said(FACILITATOR, verb, "round", f":round:{self._round}", name, progress)

    def _with_card(self, seat: str, verb: str, card: str) -> _Said:
        need = card.partition("/")[2]
        return self._item(
            SEAT + seat, verb, f"card:{card.replace('/', ':')}", self._scenario.needs[need].name
        )

    def _item(self, actor: str, verb: str, about: str, name: Text) -> _Said:
        return _Said(actor, verb, "item", f":{about}", name)

    def _task(self, task: str) -> Text:
        found = self._scenario.tasks.get(task)
        return found.name if found else ""

    def _selected(self, actor: str, question: str, chosen: str) -> _Said:
        result = {"response": chosen} if chosen else {}
        return _Said(actor, "selected", "question", self._question(question), "", result)

    def _given(self, actor: str, question: str, amounts: Amounts, rule: str = "") -> _Said:
        response = "; ".join(f"{task}={euros}" for task, euros in amounts)
        extensions: dict[str, Any] = {f"{_OWN}:extension:euros": dict(amounts)}
        extensions |= {f"{_OWN}:extension:rule": rule} if rule else {}
        result = {"response": response, "extensions": extensions}
        return _Said(actor, "selected", "question", self._question(question), "", result)

    def _question(self, question: str) -> str:
        return f":round:{self._round}:{question}" if self._round else f":{question}"
