"""Sentences: what a figure of the balance says, in the reader's language."""

from decimal import Decimal

from babel.numbers import format_decimal

from game.balance.conditions import Condition
from game.balance.estimates import Estimate
from game.balance.judging import Judged
from game.i18n import Texts
from game.scenario.model import Scenario, in_language


def condition_sentence(
    condition: Condition, judged: Judged | None, threshold: float | None, scenario: Scenario, texts: Texts
) -> str:
    """Return what came of a condition, as a sentence or two."""
    if judged is None or threshold is None:
        return texts("balance.skipped_rounds", what=texts(f"balance.about.{condition.name}"))
    if judged.estimate is None:
        return texts("balance.skipped_nothing", what=texts(f"balance.about.{condition.name}"))
    main = next(iter(scenario.indicators.values()))
    facts = {
        "figure": (whole if judged.estimate.low == judged.estimate.high else points)(
            judged.estimate.figure, texts
        ),
        "threshold": whole(threshold, texts),
        "main": in_language(main.name, texts.language, scenario.language),
    }
    return texts(f"balance.condition.{condition.name}", **facts)


def points(value: float, texts: Texts) -> str:
    """Return a figure with one decimal, as this language writes it."""
    return texts.tenths(round(10 * value))


def whole(value: float, texts: Texts) -> str:
    """Return a threshold without decimals it does not need."""
    return str(format_decimal(Decimal(str(value)), "#,##0.##", locale=texts.language))


def between(estimate: Estimate, texts: Texts) -> str:
    """Return the ends of an interval."""
    return texts("balance.between", low=points(estimate.low, texts), high=points(estimate.high, texts))
