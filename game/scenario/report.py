"""Report: problems as text for authors, as JSON, or as marks in a code review; and what a code means."""

import json
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from game.i18n import Texts
from game.scenario.check import check, check_reading, scenarios_at
from game.scenario.codes import CODES, STARTER, Definition
from game.scenario.load import ScenarioNotFound, reading_of
from game.scenario.model import Scenario
from game.scenario.problems import Problem, Span, near, nearest, shown, visible

Form = Literal["text", "json", "github"]

_MOST = 100
_WIDTH = 110
_BEFORE = 60
_EXAMPLE_LINES, _EXAMPLE_WIDTH = 6, 76


def run_check(
    paths: Sequence[str | Path], form: Form = "text", strict: bool = False, language: str = "nl"
) -> tuple[str, int]:
    """Return what `opgavetafel check` prints, and its exit code: 1 when there is something to mend.

    Args:
        paths: Folders, files or names of scenarios.
        form: How problems are written.
        strict: Whether advice counts as something to mend.
        language: `nl` or `en`.
    """
    problems = check(paths)
    errors = sum(problem.severity == "error" for problem in problems)
    code = 1 if errors or (strict and problems) else 0
    texts = Texts(language)
    match form:
        case "json":
            return as_json(problems, texts), code
        case "github":
            return "\n".join(_annotation(problem, texts) for problem in problems), code
        case _:
            return f"{as_text(problems, texts)}{_summary(paths, problems, texts)}", code


def run_explain(code: str, language: str = "nl") -> tuple[str, int]:
    """Return what `opgavetafel explain` prints about a code, and its exit code: 2 for no such code."""
    texts = Texts(language)
    definition = CODES.get(code.strip().upper())
    if definition is None:
        meant = nearest(code, [known.lower() for known in CODES])
        key = "check.no_code_near" if meant else "check.no_code"
        return texts(key, code=shown(code), meant=meant.upper()), 2
    title = f"{definition.code} · {texts(f'check.severity.{definition.severity}')}"
    if definition.bad_file():
        [problem] = check_reading(reading_of(definition.bad_file(), "", STARTER.parent))
        title = f"{title} · {problem.message(texts)}"
    parts = [title, texts(f"check.{definition.code}.explain")]
    if example := _example(definition):
        parts += [f"{texts('check.bad_example')}\n{example[0]}"]
        if example[1]:
            parts += [f"{texts('check.good_example')}\n{example[1]}"]
    return "\n\n".join(parts), 0


def schema() -> str:
    """Return the JSON schema of a scenario, for editors that complete and explain while you type."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Scenario.model_json_schema()}
    return json.dumps(made, ensure_ascii=False, indent=2)


# Text. -----------------------------------------------------------------------------------------------


def as_text(problems: Sequence[Problem], texts: Texts) -> str:
    """Return problems for authors, an empty line after each; a very long list is cut off with a count."""
    blocks = [_block(problem, texts) for problem in problems[:_MOST]]
    if len(problems) > _MOST:
        blocks.append(texts("check.more", n=len(problems) - _MOST))
    return "".join(f"{block}\n\n" for block in blocks)


def _block(problem: Problem, texts: Texts) -> str:
    lines = [problem.headline(texts)]
    gutter = " " * len(str(problem.line))
    if problem.excerpt:
        text, marks = _excerpt(problem)
        note = problem.note(texts)
        lines += [f"{gutter} |", f"{problem.line} | {text}", f"{gutter} | {marks} {note}".rstrip()]
    for kind, span in problem.related:
        where = f"{visible(near(problem.file))}:{span.line}:{span.column}"
        lines.append(f"{gutter} = {texts(f'check.related.{kind}')}: {where}")
    if hint := problem.hint(texts):
        lines.append(f"{gutter} = {texts('check.help', hint=hint, code=problem.code)}")
    else:
        lines.append(f"{gutter} = {texts('check.help_only', code=problem.code)}")
    return "\n".join(lines)


def _excerpt(problem: Problem) -> tuple[str, str]:
    """Return the part of the line that matters, and the marks under it."""
    start = problem.column - 1
    end = problem.end_column - 1 if problem.end_line == problem.line else len(problem.excerpt)
    first = max(0, start - _BEFORE) if len(problem.excerpt) > _WIDTH else 0
    shown = visible(problem.excerpt[first : first + _WIDTH])
    before = "…" if first else ""
    after = "…" if len(problem.excerpt) > first + _WIDTH else ""
    marked = shown[start - first : max(end, start + 1) - first]
    indent = " " * (len(before) + _columns(shown[: start - first]))
    return f"{before}{shown}{after}".rstrip(), indent + "^" * max(1, _columns(marked.rstrip()))


def _columns(text: str) -> int:
    """Return how wide a text is in a terminal."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def _summary(paths: Sequence[str | Path], problems: Sequence[Problem], texts: Texts) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counts = []
    if errors:
        counts.append(texts("check.errors", n=errors))
    if warnings:
        counts.append(texts("check.warnings", n=warnings))
    if counts:
        return texts("check.summary", counts=texts.listing(counts))
    return texts("check.clean", n=_count(paths))


def _count(paths: Sequence[str | Path]) -> int:
    try:
        return sum(len(scenarios_at(path)) for path in paths)
    except ScenarioNotFound:
        return len(paths)


# JSON and annotations. -------------------------------------------------------------------------------


def as_json(problems: Sequence[Problem], texts: Texts) -> str:
    """Return problems as one JSON object: `problems`, and how many `errors` and `warnings`."""
    errors = sum(problem.severity == "error" for problem in problems)
    return json.dumps(
        {
            "problems": [_record(problem, texts) for problem in problems],
            "errors": errors,
            "warnings": len(problems) - errors,
        },
        ensure_ascii=False,
        indent=2,
    )


def _record(problem: Problem, texts: Texts) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": near(problem.file),
        "line": problem.line,
        "column": problem.column,
        "end_line": problem.end_line,
        "end_column": problem.end_column,
        "path": list(problem.path),
        "message": problem.message(texts),
        "note": problem.note(texts),
        "hint": problem.hint(texts),
        "related": [{"kind": kind, **_place(span)} for kind, span in problem.related],
    }


def _place(span: Span) -> dict[str, int]:
    return dict(zip(("line", "column", "end_line", "end_column"), span, strict=True))


def _annotation(problem: Problem, texts: Texts) -> str:
    said = [problem.message(texts), problem.note(texts), problem.hint(texts)]
    where = {
        "file": near(problem.file).replace(os.sep, "/"),
        "line": problem.line,
        "endLine": problem.end_line,
        "col": problem.column,
        "endColumn": problem.end_column,
        "title": problem.code,
    }
    if problem.end_line != problem.line:
        del where["col"], where["endColumn"]  # columns count on one line only
    fields = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in where.items())
    return f"::{problem.severity} {fields}::{_escaped('; '.join(part for part in said if part))}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


# Examples. -------------------------------------------------------------------------------------------


def _example(definition: Definition) -> tuple[str, str] | None:
    """Return the bad and the good example of a code, as lines that fit a screen."""
    if definition.whole:
        return _lines(definition.whole.decode("utf-8", "replace")), ""
    if not definition.good:
        return None
    return _lines(definition.bad), _lines(definition.good)


def _lines(text: str) -> str:
    lines = [visible(line) for line in text.strip("\n").split("\n")]
    short = [line if len(line) <= _EXAMPLE_WIDTH else line[:_EXAMPLE_WIDTH] + "…" for line in lines]
    more = ["…"] if len(lines) > _EXAMPLE_LINES else []
    return "\n".join(f"    {line}".rstrip() for line in [*short[:_EXAMPLE_LINES], *more])
