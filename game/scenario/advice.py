"""Advice: what makes a scenario that can be played a poor game, or one that players cannot check.

Reach and coverage (OT3xx) and balance (OT4xx), as far as the file alone shows; what only play shows is
not told here.
"""

from collections.abc import Iterator
from itertools import permutations

from game.scenario.model import Instrument, Scenario, Task
from game.scenario.problems import Fact, Finding, Path
from game.scenario.sense import key_finding, value_finding
from game.scenario.tree import Tree

_POT_LOW, _POT_HIGH = 35, 60
_MINIMA_PERCENT = 130
PLAY_PERCENT = 75
_MOST_CHALLENGES = 40


def findings(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    """Yield everything to advise about one scenario."""
    yield from _needs(scenario, tree)
    yield from _tasks(scenario, tree)
    yield from _carrying(scenario, tree)
    yield from _coverage(scenario, tree)
    yield from _unused(scenario, tree)
    yield from _mechanics(scenario, tree)
    yield from _instruments(scenario, tree)
    yield from _time(scenario, tree)
    yield from _steps(scenario, tree)
    yield from _pot(scenario, tree)


def _needs(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    answered = {need for task in scenario.tasks.values() for need in task.answers}
    told = {need for role in scenario.roles.values() for need in role.cards}
    found = {name for instrument in scenario.instruments.values() for name in instrument.reach}
    for id_, need in scenario.needs.items():
        path = ("needs", id_)
        if id_ not in answered:
            yield key_finding("OT301", tree, path, need=id_)
        if need.chair is None and id_ not in told:
            yield key_finding("OT303", tree, path, need=id_)
        if need.chair is not None and id_ not in found:
            yield key_finding("OT307", tree, path, need=id_)


def _tasks(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    for id_, task in scenario.tasks.items():
        path = ("tasks", id_)
        if not task.answers and not task.duty:
            yield key_finding("OT302", tree, path, task=id_)
        if task.challenge is None and not task.duty:
            yield key_finding("OT311", tree, path, task=id_)
        if task.curve == "all_or_nothing" and task.minimum not in (None, task.cost):
            yield value_finding("OT405", tree, (*path, "minimum"), task=id_)


def _carrying(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    """Yield tasks that nobody can do or own."""
    able = [id_ for id_, role in scenario.roles.items() if role.capacity > 0]
    for id_, task in scenario.tasks.items():
        for code, field, named in (("OT305", "doers", task.doers), ("OT306", "owners", task.owners)):
            if not any(role in named or scenario.roles[role].kind in named for role in able):
                path: Path = ("tasks", id_, field) if tree.at(("tasks", id_, field)) else ("tasks", id_)
                yield key_finding(code, tree, path, task=id_)


def _coverage(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    """Each role needs a full answer in two challenges, or framing decides over it alone."""
    if len(scenario.challenges) < 2:
        return
    for id_, role in scenario.roles.items():
        own = set(role.cards)
        fully = {
            task.challenge
            for task in scenario.tasks.values()
            if any(how == "full" and need in own for need, how in task.answers.items())
        } - {None}
        if own and len(fully) < 2:
            yield key_finding("OT308", tree, ("roles", id_), role=id_, n=len(fully))


def _unused(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    tasks = scenario.tasks.values()
    moved = {effect.add for task in tasks for effect in task.effects}
    for id_ in scenario.indicators.keys() - moved:
        yield key_finding("OT304", tree, ("indicators", id_), id=id_)
    for id_ in scenario.challenges.keys() - {task.challenge for task in tasks}:
        yield key_finding("OT312", tree, ("challenges", id_), id=id_)
    domains = {task.domain for task in tasks} | {need.domain for need in scenario.needs.values()}
    domains |= {template.domain for template in scenario.templates.values()}
    for id_ in scenario.domains.keys() - domains - {scenario.theme}:
        yield key_finding("OT319", tree, ("domains", id_), id=id_)
    for id_, card in scenario.event_cards.items():
        if not card.effects:
            yield key_finding("OT317", tree, ("event_cards", id_), id=id_)


def _mechanics(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    """Yield parts without the mechanic that uses them, and mechanics without their parts."""
    on = set(scenario.mechanics).union(*(round_.new for round_ in scenario.rounds.values()))
    valued = [id_ for id_, role in scenario.roles.items() if role.core_value]
    linked = [id_ for id_, task in scenario.tasks.items() if task.links]
    yearly = [id_ for id_, task in scenario.tasks.items() if task.yearly]
    for mechanic, there, path in (
        ("instruments", bool(scenario.instruments), ("instruments",)),
        ("meet", bool(linked), ("tasks", linked[0], "links") if linked else ()),
        ("upkeep", bool(yearly), ("tasks", yearly[0], "yearly") if yearly else ()),
        ("own_idea", bool(scenario.templates), ("templates",)),
        ("core_values", bool(valued), ("roles", valued[0], "core_value") if valued else ()),
    ):
        if mechanic in on and not there:
            yield _mechanic(scenario, tree, mechanic)
        elif mechanic not in on and there:
            yield key_finding("OT315", tree, path, mechanic=mechanic)


def _mechanic(scenario: Scenario, tree: Tree, mechanic: str) -> Finding:
    path: Path = ()
    if mechanic in scenario.mechanics:
        path = ("mechanics", scenario.mechanics.index(mechanic))
    for number, round_ in scenario.rounds.items():
        if not path and mechanic in round_.new:
            path = ("rounds", number, "new", round_.new.index(mechanic))
    return value_finding("OT314", tree, path, mechanic=mechanic)


def _instruments(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    for id_, one in scenario.instruments.items():
        path = ("instruments", id_)
        if one.slots > scenario.slots:
            yield key_finding("OT313", tree, path, id=id_, slots=one.slots, most=scenario.slots)
        if not one.turns and not (one.finds and one.reach) and not _has_to_reveal(scenario, one):
            yield key_finding("OT316", tree, path, id=id_)


def _has_to_reveal(scenario: Scenario, instrument: Instrument) -> bool:
    """Return whether an instrument looks into tasks, and there is one with a range that it knows of."""
    if instrument.kind in ("dialogue_table", "survey"):
        return False
    return any(
        any(isinstance(effect.by, list) for effect in task.effects)
        for task in scenario.tasks.values()
        if not instrument.knows or task.domain in instrument.knows
    )


def _time(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    """At least a quarter of the time is for looking back."""
    beats = [round_.beats or scenario.beats for round_ in scenario.rounds.values()]
    together = sum(one.ask + one.choose + one.look for one in beats)
    if 100 * together > PLAY_PERCENT * scenario.minutes:
        yield value_finding("OT330", tree, ("minutes",), n=together, minutes=scenario.minutes)


def _steps(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    """Money moves in steps; an amount between two steps is never reached exactly."""
    step = scenario.budget.step
    amounts: list[tuple[Path, int | None]] = [(("budget", "per_round"), scenario.budget.per_round)]
    for id_, task in scenario.tasks.items():
        amounts += [(("tasks", id_, name), getattr(task, name)) for name in ("cost", "minimum", "upkeep")]
    amounts += [(("instruments", id_, "cost"), one.cost) for id_, one in scenario.instruments.items()]
    for path, amount in amounts:
        if amount is not None and amount % step:
            yield value_finding("OT403", tree, path, amount=amount, step=step)
    people = 2 * len(scenario.roles)
    if scenario.seats.max > people:
        yield value_finding("OT404", tree, ("seats", "max"), n=scenario.seats.max, most=people)


def _pot(scenario: Scenario, tree: Tree) -> Iterator[Finding]:
    """Compare the first pot with every table of tasks that two challenges can bring; tell the worst."""
    pot = scenario.budget.per_round
    first = {id_: task for id_, task in scenario.tasks.items() if task.from_round == 1}
    duty = [task for task in first.values() if task.duty]
    pot -= sum(task.cost for task in duty)
    room = scenario.tasks_on_table - len(duty)
    by_challenge = {
        id_: [task for task in first.values() if task.challenge == id_ and not task.duty]
        for id_ in scenario.challenges
    }
    tables = {
        pair: [task for id_ in pair for task in by_challenge[id_]][:room]
        for pair in permutations([id_ for id_, tasks in by_challenge.items() if tasks][:_MOST_CHALLENGES], 2)
    }
    shares = {pair: 100 * pot // sum(task.cost for task in table) for pair, table in tables.items() if table}
    if not shares or pot <= 0:
        return
    worst = max(shares, key=lambda pair: max(_POT_LOW - shares[pair], shares[pair] - _POT_HIGH))
    facts: dict[str, Fact] = {"first": worst[0], "second": worst[1], "n": shares[worst]}
    if not _POT_LOW <= shares[worst] <= _POT_HIGH:
        yield value_finding("OT401", tree, ("budget", "per_round"), **facts)
    minima = {pair: sum(_minimum(task) for task in tables[pair]) for pair in shares}
    least = min(minima, key=lambda pair: minima[pair])
    if 100 * minima[least] < _MINIMA_PERCENT * pot:
        facts = {"first": least[0], "second": least[1], "minima": minima[least], "pot": pot}
        yield value_finding("OT402", tree, ("budget", "per_round"), **facts)


def _minimum(task: Task) -> int:
    return task.cost if task.curve == "all_or_nothing" or task.minimum is None else task.minimum
