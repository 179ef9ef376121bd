"""Choose: the decision rules, from what seats wrote down to who gets what.

`lots` is what there is to buy and a division of it; `forms` what ballots are written in and how one form is
read as another; `amounts`, `in_order`, `equal_shares` and `phragmen` are the rules; `counting` counts
the same ballots under any of them; `repairs` changes a division that was made.
"""

from game.rules.choose.amounts import average, director, own_share
from game.rules.choose.counting import COUNTABLE_RULES, FORM_READ, count, voters_with_nothing
from game.rules.choose.equal_shares import Completion, equal_shares
from game.rules.choose.forms import (
    Approvals,
    Ballots,
    Form,
    Ranking,
    Rankings,
    approval_to_amounts,
    points_to_amounts,
    to_approval,
    to_ranking,
    votes,
)
from game.rules.choose.in_order import borda, greedy, majority
from game.rules.choose.lots import Ballot, Division, Lot, Precedence, Tie
from game.rules.choose.phragmen import phragmen
from game.rules.choose.repairs import moved, widest_spreads, without_disputed

__all__ = [
    "COUNTABLE_RULES",
    "FORM_READ",
    "Approvals",
    "Ballot",
    "Ballots",
    "Completion",
    "Division",
    "Form",
    "Lot",
    "Precedence",
    "Ranking",
    "Rankings",
    "Tie",
    "approval_to_amounts",
    "average",
    "borda",
    "count",
    "director",
    "equal_shares",
    "greedy",
    "majority",
    "moved",
    "own_share",
    "phragmen",
    "points_to_amounts",
    "to_approval",
    "to_ranking",
    "voters_with_nothing",
    "votes",
    "widest_spreads",
    "without_disputed",
]
