"""Offers that answer to others: reporting back to tellers, and a note to the council."""

from game.rules.actions import REASONS
from game.rules.offers.common import AFTER_STANCE, Offer, one_option
from game.rules.options import Fixed, OneOf, Option
from game.rules.state import TableState, open_now


def _book_report(state: TableState, seat: str) -> list[Option]:
    closed = "report-booked" if state.report_booked else "" if state.slots_left else "no-slots"
    return one_option(seat, "book_report", closed=closed)


def _give_reason(state: TableState, seat: str) -> list[Option]:
    if not state.report_booked:
        return []
    cards = tuple(card for card in open_now(state) if card not in state.reasons)
    cards = tuple(card for card in cards if state.game.cards[card].role != seat)
    return one_option(seat, "give_reason", OneOf("card", cards), OneOf("reason", REASONS))


def _judge_reason(state: TableState, seat: str) -> list[Option]:
    if not state.report_booked:
        return []
    mine = tuple(card for card in state.reasons if state.game.cards[card].role == seat)
    mine = tuple(card for card in mine if card not in state.judged)
    found: list[Option] = []
    for understood in (True, False):
        found += one_option(seat, "judge_reason", OneOf("card", mine), Fixed("understood", understood))
    return found if mine else []


def _write_note(state: TableState, seat: str) -> list[Option]:
    closed = "note-written" if state.note_written else "" if state.slots_left else "no-slots"
    return one_option(seat, "write_note", closed=closed)


OFFERS: tuple[Offer, ...] = (
    Offer("book_report", _book_report, by="director", during=AFTER_STANCE, mechanic="report_back"),
    Offer("give_reason", _give_reason, during=("reflect",)),
    Offer("judge_reason", _judge_reason, during=("reflect",)),
    Offer("write_note", _write_note, by="director", during=AFTER_STANCE, mechanic="note"),
)
