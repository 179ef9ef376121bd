"""Ballots: what each round voted, as an election that any program for participatory budgeting counts."""

from game.elections.election import Election
from game.elections.table import election_of
from game.rules.events import PlanMade
from game.rules.evolve import evolve
from game.rules.state import new_table
from game.scenario.model import Scenario
from game.session.events import Rewound
from game.session.session import Session
from game.session.state import TABLE


def elections(session: Session, scenario: Scenario, language: str) -> dict[int, Election]:
    """Return the ballots of each round that was divided, by round, as they were when the first plan was made.

    What the table went back before is left out.

    Args:
        session: The session, as `recover` gives it.
        scenario: The texts of its tasks.
        language: The language to name tasks in.
    """
    now = session.state.table
    table, found = new_table(now.game, TABLE, now.seed), dict[int, Election]()
    for one in session.state.live:
        if isinstance(one.event, Rewound):
            continue
        if isinstance(one.event, PlanMade) and table.round not in found and table.ballots:
            found[table.round] = election_of(table, scenario, language)
        evolve(table, one.event)  # type: ignore[arg-type]
    return found
