"""Looks: every way to look for what is the matter. A new one is a function in a list here, and a text."""

from collections.abc import Callable

from game.balance.findings import course, events, goals, people, tasks, worth
from game.balance.findings.finding import Evidence, Finding, Looked

FLAWS: tuple[Callable[[Evidence], Looked], ...] = (
    tasks.fixes_everything,
    people.ballot_never_counts,
    events.cannot_happen,
    goals.everybody_reaches,
)
"""Looks for what makes a scenario no fair game, whoever plays it."""

ADVICE: tuple[Callable[[Evidence], Looked], ...] = (
    tasks.always_bought,
    tasks.never_bought,
    worth.never_pays,
    worth.cannot_be_missed,
    worth.never_matters,
    worth.figure_never_matters,
    people.never_told,
    people.never_found,
    people.never_used,
    events.rarely_drawn,
    goals.nobody_reaches,
    course.too_easy_or_hard,
    course.money_without_choice,
    course.decided_early,
    course.too_long,
)
"""Looks for what may well be meant so, and is worth a thought."""


def findings(evidence: Evidence) -> list[Finding]:
    """Return all there is to find, flaws first."""
    return [finding for look in (*FLAWS, *ADVICE) for finding in look(evidence)]
