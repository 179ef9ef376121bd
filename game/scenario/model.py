"""The scenario as data: what a trainer may write, typed, after the YAML was read.

Ids are keys, so everything refers by id. Money is in whole euros, indicators are written in points and may
have one decimal by way of tenths in the engine, trust and patience are whole points, times are minutes.
References between ids, reach and balance are checked in `check`: a model knows one file's shape only.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    InstanceOf,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

from game.scenario.conditions import Condition, from_data

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Language = Literal["nl", "en"]
Said = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
PointsChange = Annotated[int, Field(strict=True, ge=-100, le=100)]
Flag = Annotated[bool, Field(strict=True)]
Money = Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]
Points = Annotated[int, Field(strict=True, ge=0, le=100)]

Curve = Literal["all_or_nothing", "linear", "diminishing"]
Kind = Literal["resident", "partner", "director"]
Stance = Literal["decide", "consult", "advise", "let_go", "co_produce"]
Rule = Literal["director", "majority", "average", "equal_shares", "consent", "consensus"]
InstrumentKind = Literal["dialogue_table", "survey", "expert_pool", "expert_by_experience", "pilot"]
Phase = Literal["explore", "dialogue", "frame", "divide", "carry_out", "reflect"]
Mechanic = Literal[
    "instruments",
    "recognise",
    "report_back",
    "note",
    "meet",
    "forecast",
    "core_values",
    "pledges",
    "condition",
    "own_idea",
    "take_over",
    "sealed_plan",
    "change_rule",
    "step_back",
    "delivery",
    "felt_trust",
    "upkeep",
    "topping_up",
]
Colour = Literal["petrol", "blauw", "oranje", "oker", "framboos", "groen", "bordeaux", "indigo"]


def _text_form(value: Any) -> str:
    """Return which form a text has; names of forms are in <>, so that no key of an author looks like one."""
    return "<texts>" if isinstance(value, dict) else "<text>"


Text = Annotated[
    Annotated[Said, Tag("<text>")] | Annotated[dict[Language, Said], Field(min_length=1), Tag("<texts>")],
    Discriminator(_text_form),
]
"""A text in the scenario's language, or one per language."""


class Part(BaseModel):
    """One mapping of a scenario file: unknown fields are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Seats(Part):
    min: Annotated[int, Field(strict=True, ge=1, le=60)]
    max: Annotated[int, Field(strict=True, ge=1, le=60)]


class Budget(Part):
    per_round: Money
    step: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    ballot: Literal["points", "amounts", "approval", "ranking"] = "points"
    points: Literal[5, 10] = 5


class Beats(Part):
    """Minutes of each beat's clock."""

    ask: Annotated[int, Field(strict=True, ge=1, le=120)] = 6
    choose: Annotated[int, Field(strict=True, ge=1, le=120)] = 8
    look: Annotated[int, Field(strict=True, ge=1, le=120)] = 4


class Round(Part):
    name: Text
    rule: Rule | None = None
    beats: Beats | None = None
    phases: list[Phase] | None = None
    new: list[Mechanic] = []


class Indicator(Part):
    name: Text
    start: Points
    goal: Points | None = None
    source: Text | None = None


class Domain(Part):
    name: Text
    colour: Colour
    icon: Id


class Challenge(Part):
    name: Text
    about: Text | None = None


class Card(Part):
    says: Text
    tell_from_trust: Points = 0
    reveals: Id | None = None


class CoreValue(Part):
    says: Text
    protects: Id


class Role(Part):
    kind: Kind
    name: Said
    who: Text
    party: Id | None = None
    face: Id | None = None
    colour: Colour = "petrol"
    trust: Points = 50
    patience: Points = 45
    capacity: Annotated[int, Field(strict=True, ge=0, le=9)] = 2
    purse: Money = 0
    brief: Text | None = None
    core_value: CoreValue | None = None
    cards: dict[Id, Card] = {}


class Need(Part):
    name: Text
    domain: Id
    weight: Annotated[int, Field(strict=True, ge=1, le=9)]
    icon: Id | None = None
    chair: Literal["empty"] | None = None
    says: Text | None = None


class Instrument(Part):
    name: Text
    kind: InstrumentKind
    icon: Id = "messages-square"
    cost: Money
    slots: Annotated[int, Field(strict=True, ge=0, le=3)] = 1
    turns: Annotated[int, Field(strict=True, ge=0, le=20)] = 0
    finds: Annotated[int, Field(strict=True, ge=0, le=20)] = 0
    reach: list[Id] = []
    knows: list[Id] = []
    source: Text | None = None


def _by_form(value: Any) -> str:
    return "<range>" if isinstance(value, list) else "<number>"


By = Annotated[
    Annotated[PointsChange, Tag("<number>")]
    | Annotated[list[PointsChange], Field(min_length=2, max_length=2), Tag("<range>")],
    Discriminator(_by_form),
]


class AddEffect(Part):
    """Raise (or lower) an indicator by points: a number, or a range; one value of it is drawn per seed."""

    add: Id
    by: By


class TrustEffect(Part):
    """Raise or lower trust: of one role, of all residents, of all partners or of everyone."""

    trust: Id
    by: PointsChange


class PatienceEffect(Part):
    """Raise or lower the patience of the council."""

    patience: Literal["council"]
    by: PointsChange


class CutEffect(Part):
    """Take a percentage off what the next round brings."""

    cut: Literal["budget"]
    percent: Annotated[int, Field(strict=True, ge=1, le=100)]


class GrantEffect(Part):
    """Add money to the next pot."""

    grant: Literal["budget"]
    amount: Money


EFFECTS: dict[str, type[Part]] = {
    "add": AddEffect,
    "trust": TrustEffect,
    "patience": PatienceEffect,
    "cut": CutEffect,
    "grant": GrantEffect,
}
"""The kinds of effect, by the key that tells which it is."""


def effect_kind(value: Any) -> str | None:
    """Return which kind of effect this is, `<add>` for one: the first of the known keys it has."""
    for key, kind in EFFECTS.items():
        if (isinstance(value, dict) and key in value) or isinstance(value, kind):
            return f"<{key}>"
    return None


Effect = Annotated[
    Annotated[AddEffect, Tag("<add>")]
    | Annotated[TrustEffect, Tag("<trust>")]
    | Annotated[PatienceEffect, Tag("<patience>")]
    | Annotated[CutEffect, Tag("<cut>")]
    | Annotated[GrantEffect, Tag("<grant>")],
    Discriminator(effect_kind),
]


class Task(Part):
    name: Text
    about: Text | None = None
    challenge: Id | None = None
    domain: Id
    cost: Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]
    minimum: Money | None = None
    curve: Curve = "linear"
    existing: Flag = False
    duty: Flag = False
    lure: Flag = False
    yearly: Flag = False
    upkeep: Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)] | None = None
    from_round: Annotated[int, Field(strict=True, ge=1, le=12)] = 1
    after_rounds: Annotated[int, Field(strict=True, ge=0, le=4)] | None = None
    answers: dict[Id, Literal["full", "partly"]] = {}
    doers: list[Id] = ["resident", "partner", "director"]
    owners: list[Id] = ["resident", "partner", "director"]
    links: list[Id] = []
    effects: Annotated[list[AddEffect], Field(min_length=1)]
    source: Text | None = None


class CostClass(Part):
    """How large an idea of one's own is: what it costs, and what it brings."""

    name: Text
    cost: Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]
    minimum: Money | None = None
    effects: Annotated[list[AddEffect], Field(min_length=1)]


class Template(Part):
    """An open template: a seat makes a task of its own from it, with a name, a cost class and a told need."""

    name: Text
    about: Text | None = None
    challenge: Id | None = None
    domain: Id
    curve: Curve = "linear"
    answers: Literal["full", "partly"] = "full"
    after_rounds: Annotated[int, Field(strict=True, ge=0, le=4)] | None = None
    doers: list[Id] = ["resident", "partner", "director"]
    owners: list[Id] = ["resident", "partner", "director"]
    cost_classes: Annotated[dict[Id, CostClass], Field(min_length=1)]


def _condition(value: Any) -> Any:
    """A condition may be given as it is written; `load` gives it read already, with its places."""
    return value if value is None or isinstance(value, Condition) else from_data(value)


When = Annotated[
    InstanceOf[Condition],
    BeforeValidator(_condition),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}]}),
]


class EventCard(Part):
    name: Text
    says: Text
    when: When | None = None
    effects: list[Effect] = []
    source: Text | None = None


class Opening(Part):
    """The first minute: one plan over these tasks, made without talking, goes into the envelope."""

    tasks: Annotated[list[Id], Field(min_length=1, max_length=6)]
    seconds: Annotated[int, Field(strict=True, ge=10, le=600)] = 60


class Poll(Part):
    """A question with two ends, asked at the start and again at the end: where do you stand, 0 to 10?"""

    question: Text
    low: Text
    high: Text


class Figures(Part):
    """The tuning numbers of the model; each default is the one of the rules, in points or percent."""

    fit_floor: Points = 60
    wording_bonus: Points = 10
    cross_percent: Points = 15
    after_rounds: Annotated[int, Field(strict=True, ge=0, le=4)] = 1
    recognised: PointsChange = 1
    understood: PointsChange = 1
    not_understood: PointsChange = -3
    no_report: PointsChange = -6
    used: PointsChange = 4
    kept_consult: PointsChange = 1
    kept_advise: PointsChange = 2
    kept_let_go: PointsChange = 3
    kept_co_produce: PointsChange = 4
    decided_before: PointsChange = -15
    no_delivery: PointsChange = -2
    broken: PointsChange = -12
    over_asked: PointsChange = -4
    at_work: PointsChange = 5
    not_at_work: PointsChange = -10
    note: PointsChange = 5
    no_note: PointsChange = -10
    duty_unpaid: PointsChange = -10


RoundNumber = Annotated[int, Field(strict=True, ge=1, le=12)]
_ROUND_NUMBERS: dict[Any, int] = {str(number): number for number in range(1, 13)}


def _numbered(value: Any) -> Any:
    """Round numbers are keys; YAML keys arrive as text."""
    if isinstance(value, dict):
        return {_ROUND_NUMBERS.get(key, key): item for key, item in value.items()}
    return value


class Scenario(Part):
    format: Literal[1]
    id: Id
    language: Language = "nl"
    title: Text
    about: Text
    theme: Id
    seats: Seats
    minutes: Annotated[int, Field(strict=True, ge=1, le=480)]
    learning_goals: list[Text] = []
    budget: Budget
    rule: Rule = "average"
    stances: Annotated[list[Stance], Field(min_length=1)] = ["decide", "co_produce"]
    slots: Annotated[int, Field(strict=True, ge=0, le=12)] = 3
    turns: Annotated[int, Field(strict=True, ge=0, le=40)] = 3
    hands: Annotated[int, Field(strict=True, ge=0, le=12)] = 3
    tasks_on_table: Annotated[int, Field(strict=True, ge=1, le=12)] = 6
    beats: Beats = Beats()
    phases: Annotated[list[Phase], Field(min_length=1)] = [
        "explore",
        "dialogue",
        "frame",
        "divide",
        "carry_out",
        "reflect",
    ]
    at_time_up: Literal["wait", "advance"] = "wait"
    mechanics: list[Mechanic] = []
    opening: Opening | None = None
    poll: Poll | None = None
    rounds: Annotated[
        dict[RoundNumber, Round], BeforeValidator(_numbered), Field(min_length=1, max_length=12)
    ]
    figures: Figures = Figures()
    indicators: Annotated[dict[Id, Indicator], Field(min_length=1)]
    domains: Annotated[dict[Id, Domain], Field(min_length=1)]
    challenges: dict[Id, Challenge] = {}
    roles: Annotated[dict[Id, Role], Field(min_length=1)]
    needs: dict[Id, Need] = {}
    instruments: dict[Id, Instrument] = {}
    tasks: Annotated[dict[Id, Task], Field(min_length=1)]
    templates: dict[Id, Template] = {}
    event_cards: dict[Id, EventCard] = {}
    assumptions: list[Text] = []


def in_language(text: Text, language: str, home: str = "nl") -> str:
    """Return `text` in `language`, or in the scenario's own language, or in whichever there is."""
    if isinstance(text, str):
        return text
    for wanted in (language, home):
        if wanted in text:
            return text[wanted]
    return next(iter(text.values()))
