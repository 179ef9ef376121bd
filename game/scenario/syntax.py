"""Syntax: what it means, for somebody who does not know YAML, when the file is no YAML at all."""

import re

import yaml

from game.scenario.problems import Fact, Finding, Related, Span, Term

# What the parsers say (the fast one and the one in Python), and which explanation it gets.
_REASONS: tuple[tuple[str, str], ...] = (
    (r"mapping values are not allowed", "colon"),
    (r"could not find expected ':'", "no_colon"),
    (r"unexpected ':'", "colon"),
    (r"expected ',' or '\]'|while parsing a flow sequence", "list_end"),
    (r"expected ',' or '\}'|while parsing a flow mapping", "mapping_end"),
    (r"while scanning a quoted scalar.*unexpected", "quote_end"),
    (r"escape|hexdecimal|while scanning a double-quoted scalar", "escape"),
    (r"cannot start any token", "start"),
    (r"(?:anchor|alias).*expected alphabetic", "anchor"),
    (r"while parsing a block mapping|block sequence|entries are not allowed|keys are not allowed", "outside"),
    (r"expected '?<document start>|expected <block end>", "outside"),
    (r"directive", "directive"),
)


# What is told where it began: the place where the parser gave up lies further on and says little.
_AT_START = ("quote_end", "no_colon")
_AT_START_OF_OTHER_LINE = ("list_end", "mapping_end")


def reason(error: Exception, lines: list[str]) -> Finding:
    """Return the finding for an error of the YAML parser."""
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
    context = getattr(error, "context", None) or ""
    said = f"{context} {problem}"
    key = next((key for pattern, key in _REASONS if re.search(pattern, said, re.DOTALL)), "other")
    facts: dict[str, Fact] = {"reason": Term(f"yaml_{key}"), "advice": Term(f"yaml_{key}_do")}
    stuck = _span(getattr(error, "problem_mark", None), lines)
    mark = getattr(error, "context_mark", None)
    if mark is None or (_span(mark, lines).line == stuck.line and key not in _AT_START):
        return Finding("OT010", stuck, facts)
    start = _span(mark, lines)
    if key in _AT_START:
        return Finding("OT010", start, facts)
    if key in _AT_START_OF_OTHER_LINE:
        return Finding("OT010", start, facts, related=(Related("stuck", stuck),))
    return Finding("OT010", stuck, facts, related=(Related("block", start),))


def _span(mark: yaml.Mark | None, lines: list[str]) -> Span:
    """Return where the parser stopped, inside the text: an end of file is told at the last line with text."""
    if mark is None:
        return Span()
    line, column = mark.line + 1, mark.column + 1
    last = max((number for number, text in enumerate(lines, 1) if text.strip()), default=1)
    if line > last:
        line, column = last, len(lines[last - 1].rstrip()) + 1
    return Span(line, column, line, column + 1)
