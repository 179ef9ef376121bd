"""Made tasks: the task that comes of an open template, once somebody filled it in."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.scenario.model import Scenario, Task, Template, Text


@dataclass(frozen=True, slots=True)
class Made:
    """What a seat filled in: a template, a cost class of it, the need it answers, and its name or ""."""

    template: str
    cost_class: str
    need: str
    name: str = ""


def task_of(template: Template, cost_class: str, need: str | None, name: Text) -> Task:
    """Return the task; one without a need answers nothing yet."""
    one = template.cost_classes[cost_class]
    return Task(
        name=name,
        about=template.about,
        challenge=template.challenge,
        domain=template.domain,
        cost=one.cost,
        minimum=one.minimum,
        curve=template.curve,
        after_rounds=template.after_rounds,
        answers={need: template.answers} if need else {},
        doers=template.doers,
        owners=template.owners,
        effects=one.effects,
    )


def with_made(scenario: Scenario, made: Mapping[str, Made]) -> Scenario:
    """Return the scenario as the table made it: made tasks stand behind its own; one without a name has
    that of its template.
    """
    tasks = {}
    for id_, one in made.items():
        template = scenario.templates.get(one.template)
        if template is not None and one.cost_class in template.cost_classes:
            tasks[id_] = task_of(template, one.cost_class, one.need, one.name or template.name)
    return scenario.model_copy(update={"tasks": {**scenario.tasks, **tasks}}) if tasks else scenario
