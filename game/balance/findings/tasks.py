"""Tasks that decide all, or nothing: so good that there is no choice, never bought, never worth it."""

from statistics import median

from game.balance.findings.finding import Evidence, Finding, Looked
from game.rules.game import Game, Task

_WHOLE_WAY, _HALF_WAY = 100, 50
_CHEAP = 20
_MUCH = 4
_ALWAYS, _ENOUGH_PLAYS = 95, 100


def fixes_everything(evidence: Evidence) -> Looked:
    """Yield tasks that alone bring the table to its goal, or answer all needs, for next to nothing."""
    game = evidence.game
    worth = {id_: worth_of(game, task) for id_, task in game.tasks.items()}
    value = {id_: per_cost(game, task) for id_, task in game.tasks.items()}
    usual = median(value.values())
    for id_, task in game.tasks.items():
        is_cheap = 100 * task.cost <= _CHEAP * game.per_round
        is_all = worth[id_] >= _WHOLE_WAY and task.cost <= game.per_round
        is_much = is_all or (worth[id_] >= _HALF_WAY and is_cheap)
        if is_much and value[id_] >= _MUCH * usual:
            facts = {"task": f"@tasks/{id_}", "figure": worth[id_], "euros": task.cost}
            yield Finding(
                "task_fixes_everything",
                ("tasks", id_),
                beside=("tasks", id_, "cost"),
                facts=facts,
                is_flaw=True,
            )


def worth_of(game: Game, task: Task) -> float:
    """Return how far a task alone brings the table, in percent: to its main goal, or of the weight of needs.

    Its effect is the middle of its range, paid in full and with all that makes it fit.
    """
    start, goal = game.indicators[game.main_goal], game.goals.get(game.main_goal)
    brought = sum(low + high for indicator, low, high in task.effects if indicator == game.main_goal) / 2
    way = 0.0 if goal is None or goal == start else 100 * brought / (goal - start)
    weight = sum(game.weights.values())
    met = sum(game.weights[need] * (1 if full else 0.5) for need, full in task.answers.items())
    return max(way, 100 * met / weight if weight else 0.0)


def per_cost(game: Game, task: Task) -> float:
    """Return how far a task brings the table for each percent of a pot that it costs."""
    return worth_of(game, task) * game.per_round / (100 * task.cost)


def always_bought(evidence: Evidence) -> Looked:
    """Yield tasks that every strategy on purpose buys in nearly every play, though no law asks it."""
    for id_, task in evidence.game.tasks.items():
        rates = _bought(evidence, id_)
        if not task.duty and len(evidence.all_plays) >= _ENOUGH_PLAYS and min(rates.values()) >= _ALWAYS:
            facts = {"task": f"@tasks/{id_}", "figure": min(rates.values())}
            yield Finding("task_always_bought", ("tasks", id_), facts=facts)


def never_bought(evidence: Evidence) -> Looked:
    """Yield tasks that nobody bought in any play."""
    plays = evidence.all_plays
    for id_ in evidence.game.tasks:
        if len(plays) >= _ENOUGH_PLAYS and all(brief.paid(id_) is None for brief in plays):
            facts = {"task": f"@tasks/{id_}", "n": len(plays)}
            yield Finding("task_never_bought", ("tasks", id_), facts=facts)


def _bought(evidence: Evidence, task: str) -> dict[str, float]:
    return {
        name: 100 * sum(brief.paid(task) is not None for brief in briefs) / max(1, len(briefs))
        for name, briefs in evidence.on_purpose.items()
    }
