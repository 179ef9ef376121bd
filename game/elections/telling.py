"""What counting an election found, as lines for a terminal in the reader's language."""

from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from game.elections.election import Election
from game.i18n import Texts

_WIDTH = 100
_MOST_TIES = 20


def teller(election: Election) -> Callable[[Mapping[str, Any], Texts], list[str]]:
    """Return what makes lines of a count of this election: its projects have names, the count only ids."""

    def tell(found: Mapping[str, Any], texts: Texts) -> list[str]:
        lines = [
            texts(f"election.rule.{found['rule']}"),
            *([texts(f"election.completion.{found['completion']}")] if found["completion"] else []),
            "",
            *_projects(election, set(found["winners"]), texts),
            "",
            texts("election.cost", cost=found["cost"], budget=found["budget"]),
            texts("election.nothing", n=found["voters_with_nothing"], voters=found["voters"]),
        ]
        return lines + _ties(found["ties"], texts)

    return tell


def _projects(election: Election, winners: set[str], texts: Texts) -> list[str]:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(texts("election.column.funded"))
    table.add_column(texts("election.column.project"), overflow="fold")
    table.add_column(texts("election.column.name"), overflow="fold")
    table.add_column(texts("election.column.cost"), justify="right")
    table.add_column(texts("election.column.votes"), justify="right")
    approvals = election.ballots().approvals(election.lots(), election.budget)
    for project in sorted(election.projects, key=lambda project: project.id not in winners):
        voters = sum(number for approved, number in approvals.items() if project.id in approved)
        table.add_row(
            "✓" if project.id in winners else "",
            project.id,
            project.more.get("name", ""),
            texts.number(project.cost),
            texts.number(voters),
        )
    made = StringIO()
    Console(file=made, width=_WIDTH, color_system=None, markup=False, highlight=False).print(table)
    return [line.rstrip() for line in made.getvalue().strip("\n").splitlines()]


def _ties(ties: list[Mapping[str, Any]], texts: Texts) -> list[str]:
    told = [
        texts(f"election.tie.{tie['by']}", projects=texts.listing(tie["projects"]), first=tie["first"])
        for tie in ties[:_MOST_TIES]
    ]
    more = len(ties) - len(told)
    return [*told, *([texts("election.tie.more", n=more)] if more else [])]
