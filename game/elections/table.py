"""A table as an election: its ballots of this round, written as any other election is."""

from typing import Final

from game.elections.election import Election, Project, Vote, VoteType
from game.rules.choose import Form
from game.rules.offers.dividing import lots
from game.rules.state import TableState
from game.scenario.model import Scenario, in_language

VOTE_TYPES: Final[dict[Form, VoteType]] = {
    "points": "cumulative",
    "amounts": "scoring",
    "approval": "approval",
    "ranking": "ordinal",
}


def election_of(state: TableState, scenario: Scenario, language: str) -> Election:
    """Return the ballots of the round that is played, with their tasks, as an election about what there was.

    A seat is called by its id and nobody by name. An amount is written as a score in euros. Minima and steps
    of money have no place in an election: there a project is paid in full or not at all.

    Args:
        state: The table; ballots that are still sealed are in it too, so ask once they are open.
        scenario: The texts of its tasks.
        language: The language to name tasks in.
    """
    form = state.game.ballot
    projects = tuple(Project(lot.task, lot.cost, _named(scenario, lot.task, language)) for lot in lots(state))
    ballots = {seat: state.ballots[seat] for seat in state.game.seats if seat in state.ballots}
    votes = tuple(_vote(seat, form, ballot) for seat, ballot in ballots.items())
    title = in_language(scenario.title, language, scenario.language)
    meta = {
        "description": " ".join(f"{title}, {state.round}".split()),
        "num_projects": str(len(projects)),
        "num_votes": str(len(votes)),
        "currency": "EUR",
        "language": language,
    }
    return Election(VOTE_TYPES[form], state.to_divide, projects, votes, meta)


def _vote(seat: str, form: Form, ballot: dict[str, int]) -> Vote:
    if form == "ranking":
        return Vote(seat, tuple(sorted(ballot, key=lambda task: ballot[task])))
    points = tuple(ballot.values()) if form in ("points", "amounts") else ()
    return Vote(seat, tuple(ballot), points)


def _named(scenario: Scenario, task: str, language: str) -> dict[str, str]:
    known = scenario.tasks.get(task)
    name = in_language(known.name, language, scenario.language) if known else ""
    return {"name": " ".join(name.split())}
