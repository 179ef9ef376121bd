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
Text = Said | dict[Language, Said]
Whole = Annotated[int, Field(strict=True)]
Money = Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]
Points = Annotated[int, Field(strict=True, ge=0, le=100)]

Curve = Literal["all_or_nothing", "linear", "diminishing"]
Kind = Literal["resident", "partner", "director"]
Stance = Literal["decide", "co_produce"]
Rule = Literal["director", "majority", "average", "consent"]
Phase = Literal["explore", "dialogue", "frame", "divide", "carry_out", "reflect"]
Beat = Literal["ask", "choose", "look"]
Mechanic = Literal["instruments", "recognise", "report_back", "note", "meet", "forecast"]
Colour = Literal["petrol", "blauw", "oranje", "oker", "framboos", "groen", "bordeaux", "indigo"]


class Part(BaseModel):
    """One mapping of a scenario file: unknown fields are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Seats(Part):
    min: Annotated[int, Field(strict=True, ge=1, le=60)]
    max: Annotated[int, Field(strict=True, ge=1, le=60)]


class Budget(Part):
    per_round: Money
    step: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    ballot: Literal["points", "amounts"] = "points"
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
    kind: Literal["dialogue_table", "survey"]
    icon: Id = "messages-square"
    cost: Money
    slots: Annotated[int, Field(strict=True, ge=0, le=3)] = 1
    turns: Annotated[int, Field(strict=True, ge=0, le=20)] = 0
    finds: Annotated[int, Field(strict=True, ge=0, le=20)] = 0
    reach: list[Id] = []
    source: Text | None = None


class AddEffect(Part):
    """Raise (or lower) an indicator by points: a number, or a range; one value of it is drawn per seed."""

    add: Id
    by: Whole | Annotated[list[Whole], Field(min_length=2, max_length=2)]


class TrustEffect(Part):
    """Raise or lower trust: of one role, of all residents, of all partners or of everyone."""

    trust: Id
    by: Whole


class PatienceEffect(Part):
    """Raise or lower the patience of the council."""

    patience: Literal["council"]
    by: Whole


class CutEffect(Part):
    """Take a percentage off what the next round brings."""

    cut: Literal["budget"]
    percent: Annotated[int, Field(strict=True, ge=1, le=100)]


class GrantEffect(Part):
    """Add money to the next pot."""

    grant: Literal["budget"]
    amount: Money


def _effect_kind(value: Any) -> str | None:
    """Return which kind of effect a mapping is: the first of the known keys it has."""
    for key in ("add", "trust", "patience", "cut", "grant"):
        if (isinstance(value, dict) and key in value) or hasattr(value, key):
            return key
    return None


Effect = Annotated[
    Annotated[AddEffect, Tag("add")]
    | Annotated[TrustEffect, Tag("trust")]
    | Annotated[PatienceEffect, Tag("patience")]
    | Annotated[CutEffect, Tag("cut")]
    | Annotated[GrantEffect, Tag("grant")],
    Discriminator(_effect_kind),
]


class Task(Part):
    name: Text
    about: Text | None = None
    challenge: Id | None = None
    domain: Id
    cost: Annotated[int, Field(strict=True, ge=1, le=1_000_000_000)]
    minimum: Money | None = None
    curve: Curve = "linear"
    existing: bool = False
    duty: bool = False
    lure: bool = False
    from_round: Annotated[int, Field(strict=True, ge=1, le=12)] = 1
    after_rounds: Annotated[int, Field(strict=True, ge=0, le=4)] | None = None
    answers: dict[Id, Literal["full", "partly"]] = {}
    doers: list[Id] = ["resident", "partner", "director"]
    owners: list[Id] = ["resident", "partner", "director"]
    links: list[Id] = []
    effects: Annotated[list[AddEffect], Field(min_length=1)]
    source: Text | None = None


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


class Figures(Part):
    """The tuning numbers of the model; each default is the one of the rules, in points or percent."""

    fit_floor: Points = 60
    wording_bonus: Points = 10
    cross_percent: Points = 15
    after_rounds: Annotated[int, Field(strict=True, ge=0, le=4)] = 1
    recognised: Whole = 1
    understood: Whole = 1
    not_understood: Whole = -3
    no_report: Whole = -6
    used: Whole = 4
    kept_co_produce: Whole = 4
    broken: Whole = -12
    over_asked: Whole = -4
    at_work: Whole = 5
    not_at_work: Whole = -10
    note: Whole = 5
    no_note: Whole = -10
    duty_unpaid: Whole = -10


def _numbered(value: Any) -> Any:
    """Round numbers are keys; YAML keys arrive as text."""
    if isinstance(value, dict):
        return {
            int(key) if isinstance(key, str) and key.isdecimal() else key: item for key, item in value.items()
        }
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
    rounds: Annotated[dict[int, Round], BeforeValidator(_numbered), Field(min_length=1, max_length=12)]
    figures: Figures = Figures()
    indicators: Annotated[dict[Id, Indicator], Field(min_length=1)]
    domains: Annotated[dict[Id, Domain], Field(min_length=1)]
    challenges: dict[Id, Challenge] = {}
    roles: Annotated[dict[Id, Role], Field(min_length=1)]
    needs: dict[Id, Need] = {}
    instruments: dict[Id, Instrument] = {}
    tasks: Annotated[dict[Id, Task], Field(min_length=1)]
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
