"""Codes."""

from game.scenario.problems import Severity


def severity(code: str) -> Severity:
    return "warning" if code in ("OT309", "OT322") else "error"
