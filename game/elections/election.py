"""An election: a budget, projects with their costs, and what every voter wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from game.rules.choose import Ballot, Ballots, Form, Lot

VoteType: TypeAlias = Literal["approval", "cumulative", "ordinal", "scoring", "choose-1"]

FORMS: Final[Mapping[VoteType, Form]] = {
    "approval": "approval",
    "choose-1": "approval",
    "ordinal": "ranking",
    "cumulative": "points",
    "scoring": "points",
}
"""The kinds of vote of Pabulib, and the form of ballot that each is counted as."""


@dataclass(frozen=True, slots=True)
class Project:
    """What money is asked for; `more` holds all else that is known of it, such as its name."""

    id: str
    cost: int
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vote:
    """What one voter wrote: projects, in an ordinal vote the best first, and the points for each, if any."""

    voter: str
    projects: tuple[str, ...]
    points: tuple[int, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Election:
    """A whole election; `meta` holds all else that is known of it, such as where it was held."""

    vote_type: VoteType
    budget: int
    projects: tuple[Project, ...]
    votes: tuple[Vote, ...]
    meta: Mapping[str, str] = field(default_factory=dict)

    def lots(self) -> tuple[Lot, ...]:
        """Return the projects as what can be bought: each in full, or not at all."""
        return tuple(Lot(project.id, project.cost, project.cost) for project in self.projects)

    def ballots(self) -> Ballots:
        """Return the votes as ballots."""
        form = FORMS[self.vote_type]
        return Ballots(form, tuple(_ballot(form, vote) for vote in self.votes))


def _ballot(form: Form, vote: Vote) -> Ballot:
    if form == "ranking":
        return {project: place for place, project in enumerate(vote.projects, 1)}
    if form == "points":
        return dict(zip(vote.projects, vote.points, strict=True))
    return dict.fromkeys(vote.projects, 1)
