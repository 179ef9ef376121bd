"""Event cards: which one is next, and whether it comes by itself.

A table has at most one a round, drawn when carrying out begins. The facilitator may draw it sooner, or lay it
aside; either way the same named draw says which card it is.
"""

from game.rules.chance import shuffled
from game.rules.state import TableState, reader
from game.scenario.conditions import holds


def next_event_card(state: TableState) -> str:
    """Return the card that would be drawn now, by a named draw from those whose `when` holds; "" for none."""
    gone = {*state.cards_drawn, *state.cards_skipped}
    read = reader(state)
    cards = [card for card in state.game.event_cards.values() if card.id not in gone]
    may = [card.id for card in cards if card.when is None or holds(card.when, read)]
    return shuffled(state.seed, "event_card", state.round, may)[0] if may else ""


def comes_by_itself(state: TableState) -> bool:
    """Return whether carrying out draws a card when it begins: none was drawn or laid aside in this round."""
    return not state.event_card and not state.card_is_skipped
