"""The scenario compiled once into what the rules need: plain tuples and mappings, no texts.

Order is the scenario's order everywhere, since ties go to what stands first. Money is in euros, indicators
are in tenths of a point, trust and patience in whole points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from game.rules.choose import Lot
from game.rules.rounding import half_up
from game.scenario import made, model
from game.scenario.conditions import Condition

ASK, CHOOSE, LOOK = "ask", "choose", "look"
BEAT_OF = {
    "explore": ASK,
    "dialogue": ASK,
    "frame": CHOOSE,
    "divide": CHOOSE,
    "carry_out": LOOK,
    "reflect": LOOK,
}


@dataclass(frozen=True, slots=True)
class Card:
    """A story card: a need in the words of one role. Its id is `role/need`."""

    id: str
    role: str
    need: str
    tell_from_trust: int
    reveals: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    id: str
    kind: str
    party: str
    trust: int
    patience: int
    capacity: int
    cards: tuple[Card, ...]
    needs: tuple[str, ...]
    core_value: str | None = None
    purse: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A task; `effects` pairs an indicator with the lowest and highest of what it may bring, in tenths.

    `upkeep` is what a yearly task asks each round after it landed, in euros; 0 for one that is not yearly.
    `lot` is what it costs the first time, made once since every look at the ballots needs it.
    """

    id: str
    challenge: str | None
    domain: str
    cost: int
    minimum: int
    curve: str
    existing: bool
    duty: bool
    from_round: int
    after_rounds: int
    answers: Mapping[str, bool]
    doers: frozenset[str]
    owners: frozenset[str]
    links: tuple[str, ...]
    effects: tuple[tuple[str, int, int], ...]
    upkeep: int = 0
    lot: Lot = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lot", Lot(self.id, self.cost, self.minimum))


@dataclass(frozen=True, slots=True)
class Template:
    """An open template: per cost class the task that comes of it, without an id and a need yet."""

    id: str
    is_full: bool
    classes: Mapping[str, Task]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument; `reach` holds needs, those of seats it reaches too, `knows` the domains it knows."""

    id: str
    cost: int
    slots: int
    turns: int
    finds: int
    reach: tuple[str, ...]
    kind: str = "survey"
    knows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventCard:
    id: str
    when: Condition | None
    effects: tuple[model.Effect, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its decision rule, the phases it has, its clock in seconds per beat, its mechanics."""

    rule: str
    phases: tuple[str, ...]
    seconds: Mapping[str, int]
    mechanics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Game:
    """A compiled scenario; never changes during play."""

    id: str
    seats: tuple[str, ...]
    roles: Mapping[str, Role]
    director: str | None
    cards: Mapping[str, Card]
    weights: Mapping[str, int]
    chair: tuple[str, ...]
    indicators: Mapping[str, int]
    goals: Mapping[str, int]
    main_goal: str
    challenges: tuple[str, ...]
    tasks: Mapping[str, Task]
    templates: Mapping[str, Template]
    instruments: Mapping[str, Instrument]
    event_cards: Mapping[str, EventCard]
    rounds: tuple[Round, ...]
    per_round: int
    step: int
    ballot: Literal["points", "amounts", "approval", "ranking"]
    points: int
    stances: tuple[str, ...]
    slots: int
    turns: int
    hands: int
    tasks_on_table: int
    figures: model.Figures
    opening: tuple[str, ...]
    opening_seconds: int

    @property
    def can_reveal(self) -> bool:
        """Whether something here can reveal what a task really brings before it has landed."""
        kinds = {instrument.kind for instrument in self.instruments.values()}
        return bool(kinds - {"dialogue_table", "survey"}) or any(card.reveals for card in self.cards.values())

    def uses(self, mechanic: str) -> bool:
        """Return whether any round uses the mechanic: what is new in one stays."""
        return mechanic in self.rounds[-1].mechanics

    def round(self, number: int) -> Round:
        """Return round `number`, counted from 1."""
        return self.rounds[number - 1]


def compile_scenario(scenario: model.Scenario) -> Game:
    """Return what the rules need of a checked scenario; every role is one seat."""
    roles = {id_: _role(scenario, id_, role) for id_, role in scenario.roles.items()}
    goals = {id_: 10 * item.goal for id_, item in scenario.indicators.items() if item.goal is not None}
    main = next(iter(scenario.indicators))
    return Game(
        id=scenario.id,
        seats=tuple(roles),
        roles=roles,
        director=next((id_ for id_, role in roles.items() if role.kind == "director"), None),
        cards={card.id: card for role in roles.values() for card in role.cards},
        weights={id_: need.weight for id_, need in scenario.needs.items()},
        chair=tuple(id_ for id_, need in scenario.needs.items() if need.chair == "empty"),
        indicators={id_: 10 * item.start for id_, item in scenario.indicators.items()},
        goals=goals,
        main_goal=main,
        challenges=tuple(scenario.challenges),
        tasks={id_: _task(scenario, id_, task) for id_, task in scenario.tasks.items()},
        templates={id_: _template(scenario, id_, one) for id_, one in scenario.templates.items()},
        instruments={id_: _instrument(scenario, id_, one) for id_, one in scenario.instruments.items()},
        event_cards={
            id_: EventCard(id_, card.when, tuple(card.effects)) for id_, card in scenario.event_cards.items()
        },
        rounds=_rounds(scenario),
        per_round=scenario.budget.per_round,
        step=scenario.budget.step,
        ballot=scenario.budget.ballot,
        points=scenario.budget.points,
        stances=tuple(scenario.stances),
        slots=scenario.slots,
        turns=scenario.turns,
        hands=scenario.hands,
        tasks_on_table=scenario.tasks_on_table,
        figures=scenario.figures,
        opening=tuple(scenario.opening.tasks) if scenario.opening else (),
        opening_seconds=scenario.opening.seconds if scenario.opening else 0,
    )


def _role(scenario: model.Scenario, id_: str, role: model.Role) -> Role:
    cards = tuple(
        Card(f"{id_}/{need}", id_, need, card.tell_from_trust, card.reveals)
        for need, card in role.cards.items()
    )
    needs = tuple(need for need in role.cards if need in scenario.needs)
    protects = role.core_value.protects if role.core_value else None
    return Role(
        id_,
        role.kind,
        role.party or id_,
        role.trust,
        role.patience,
        role.capacity,
        cards,
        needs,
        protects,
        role.purse,
    )


def _instrument(scenario: model.Scenario, id_: str, one: model.Instrument) -> Instrument:
    """Return an instrument; a seat in its reach stands for the needs on that seat's cards."""
    reach: list[str] = []
    for name in one.reach:
        needs = [name] if name in scenario.needs else list(scenario.roles[name].cards)
        reach += [need for need in needs if need in scenario.needs]
    return Instrument(
        id_,
        one.cost,
        one.slots,
        one.turns,
        one.finds,
        tuple(dict.fromkeys(reach)),
        one.kind,
        frozenset(one.knows),
    )


def _task(scenario: model.Scenario, id_: str, task: model.Task) -> Task:
    later = task.after_rounds if task.after_rounds is not None else scenario.figures.after_rounds
    whole = task.curve == "all_or_nothing" or task.minimum is None
    linked = [other for other, one in scenario.tasks.items() if id_ in one.links or other in task.links]
    return Task(
        id=id_,
        challenge=task.challenge,
        domain=task.domain,
        cost=task.cost,
        minimum=task.cost if whole else task.minimum or 0,
        curve=task.curve,
        existing=task.existing,
        duty=task.duty,
        from_round=task.from_round,
        after_rounds=0 if task.existing and task.after_rounds is None else later,
        answers={need: how == "full" for need, how in task.answers.items()},
        doers=_seats(scenario, task.doers),
        owners=_seats(scenario, task.owners),
        links=tuple(other for other in linked if other != id_),
        effects=tuple((effect.add, *in_tenths(effect.by)) for effect in task.effects),
        upkeep=_upkeep(task, scenario.budget.step),
    )


def _upkeep(task: model.Task, step: int) -> int:
    """Return what a yearly task asks each round: half its cost in whole steps, half up, if not said."""
    if not task.yearly:
        return 0
    return task.upkeep or max(step, half_up(task.cost, 2 * step) * step)


def _template(scenario: model.Scenario, id_: str, template: model.Template) -> Template:
    classes = {
        name: _task(scenario, "", made.task_of(template, name, None, template.name))
        for name in template.cost_classes
    }
    return Template(id_, template.answers == "full", classes)


def _seats(scenario: model.Scenario, named: list[str]) -> frozenset[str]:
    return frozenset(id_ for id_, role in scenario.roles.items() if id_ in named or role.kind in named)


def in_tenths(by: int | list[int]) -> tuple[int, int]:
    """Return the lowest and the highest of what an effect may bring, written as a number or as a range."""
    low, high = (by, by) if isinstance(by, int) else (min(by), max(by))
    return 10 * low, 10 * high


def _rounds(scenario: model.Scenario) -> tuple[Round, ...]:
    mechanics = set(scenario.mechanics)
    rounds = []
    for _, round_ in sorted(scenario.rounds.items()):
        mechanics |= set(round_.new)
        own = round_.beats.model_dump(exclude_unset=True) if round_.beats else {}
        beats = scenario.beats.model_copy(update=own)
        seconds = {ASK: 60 * beats.ask, CHOOSE: 60 * beats.choose, LOOK: 60 * beats.look}
        phases = tuple(dict.fromkeys(round_.phases or scenario.phases))  # each once, or a round has no end
        rounds.append(Round(round_.rule or scenario.rule, phases, seconds, frozenset(mechanics)))
    return tuple(rounds)
