"""Where the room is in the looking back: a window follows whoever leads, and leads if it is theirs."""

from __future__ import annotations

from game.client.scenes.seats import played_here
from game.client.scenes.seen import Seen
from game.client.table import FACILITATOR, PROJECTOR
from game.debrief.pages import Page, pages
from game.session.actions import PAIR, PERSON

AT = "debrief.at"
"""Staged: the name of the page this window went to, and where the room was then."""


def steps(seen: Seen) -> list[Page]:
    """Return the pages that this window has, in order."""
    return pages(seen.table.views[PROJECTOR], seen.scenario, answers=bool(played_here(seen)))


def where(seen: Seen, found: list[Page]) -> int:
    """Return at which of its pages this window is: where it went itself, until the room goes on.

    A room that is at a page this window does not have leaves it where it was.
    """
    room, names = _room(seen), [page.name for page in found]
    mine, was = seen.staged.get(AT, ("", ""))
    for name in (room, mine) if room != was else (mine, room):
        if name in names:
            return names.index(name)
    return 0


def go(seen: Seen, page: Page) -> None:
    """Go to a page; who leads takes the whole room along, if anybody sits in it.

    A demo, in which only bots play, keeps the log that it has without a window.
    """
    seen.stage(AT, (page.name, _room(seen)))
    if any(one["holder"] in (PERSON, PAIR) for one in (seen.part("people") or {}).values()):
        seen.table.order(FACILITATOR, "turn_page", page=page.name)


def _room(seen: Seen) -> str:
    """Return the page to which whoever leads brought the room, "" before that."""
    return str((seen.part("looking_back") or {}).get("page", ""))
