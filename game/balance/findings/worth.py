"""What things are worth: a task that never pays, one that nobody can miss, a rule that never matters."""

from pydantic import BaseModel

from game.balance.findings.finding import Evidence, Finding, Looked, Path

_ENOUGH_PLAYS = 50
_MUST, _NOTHING = 10, 0.5


def never_pays(evidence: Evidence) -> Looked:
    """Yield tasks without which every strategy that was tried ends higher."""
    for one in evidence.forbidden:
        worth = max(one.worth.values(), key=lambda estimate: estimate.high)
        if one.kind == "task" and worth.count >= _ENOUGH_PLAYS and worth.high < 0:
            facts = {"task": f"@tasks/{one.id}", "figure": -worth.figure}
            yield Finding("task_never_pays", ("tasks", one.id), facts=facts)


def cannot_be_missed(evidence: Evidence) -> Looked:
    """Yield tasks without which every strategy that was tried ends far lower."""
    for one in evidence.forbidden:
        worth = min(one.worth.values(), key=lambda estimate: estimate.low)
        if one.kind == "task" and worth.count >= _ENOUGH_PLAYS and worth.low > _MUST:
            facts = {"task": f"@tasks/{one.id}", "figure": worth.figure}
            yield Finding("task_cannot_be_missed", ("tasks", one.id), facts=facts)


def never_matters(evidence: Evidence) -> Looked:
    """Yield mechanics that change nothing, whether they are there or not."""
    for one in evidence.forbidden:
        most = max(one.worth.values(), key=lambda estimate: max(abs(estimate.low), abs(estimate.high)))
        if (
            one.kind == "mechanic"
            and most.count >= _ENOUGH_PLAYS
            and max(abs(most.low), abs(most.high)) < _NOTHING
        ):
            yield Finding("mechanic_never_matters", ("mechanics",), facts={"name": one.id})


def figure_never_matters(evidence: Evidence) -> Looked:
    """Yield figures in the file that bring about nothing, however high or low they are."""
    for one in evidence.ranked:
        path = one.setting.path
        if one.size < _NOTHING and _is_written(evidence.scenario, path):
            lowest, highest = one.setting.lowest(evidence.game), one.setting.highest(evidence.game)
            facts = {"name": ".".join(map(str, path)), "lowest": lowest, "highest": highest}
            yield Finding("figure_never_matters", path, facts=facts)


def _is_written(model: BaseModel, path: Path) -> bool:
    """Return whether the file itself has a value here, and not just the game when it says nothing."""
    if not path or str(path[0]) not in model.model_fields_set:
        return False
    within = getattr(model, str(path[0]))
    return len(path) == 1 or _is_written(within, path[1:])
