"""What things are worth: a task that never pays, one that nobody can miss, a mechanic that never matters."""

from game.balance.findings.finding import Evidence, Finding, Looked

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
