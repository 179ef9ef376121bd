"""Orders as they come in, from a window, a phone or a bot: read strictly, refused politely.

What is no order at all is refused without being kept; what is one is kept with its answer, also when refused.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeAlias

from game.rules.actions import ACTIONS
from game.session.actions import SESSION_ACTIONS
from game.session.records import canonical, read
from game.session.wire import Accepted, Order, Refused

Reply: TypeAlias = Accepted | Refused

SEAT: Final = "seat:"
KINDS: Final[Mapping[str, Any]] = {**ACTIONS, **SESSION_ACTIONS}
"""Every kind of action that can be ordered, of the table and of the session."""

_LONGEST_ID = 80
_LONGEST_ORDER = 16_000


class Malformed(Exception):
    """An order that is no order."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def check_envelope(order: Order) -> None:
    """Refuse what cannot be stored or answered at all; it may come from anywhere."""
    parts: tuple[Any, ...] = (order.id, order.actor, order.kind)
    whole = all(isinstance(one, str) and one.isprintable() and len(one) <= _LONGEST_ID for one in parts)
    if not whole or not order.id or type(order.moment) not in (int, type(None)):
        raise Malformed("bad-order", fault="id, actor, kind or moment")
    if order.kind not in KINDS:
        raise Malformed("unknown-action", action=order.kind)


def action_of(order: Order) -> Any:
    """Return the action that an order asks for; a seat that is left out is the sender's own."""
    kind = KINDS[order.kind]
    try:
        body = dict(order.body)
        if any(one.name == "seat" for one in fields(kind)) and order.actor.startswith(SEAT):
            body = {"seat": order.actor.removeprefix(SEAT), **body}
        text = canonical(body)
        if len(text) > _LONGEST_ORDER:
            raise ValueError("it is too long")
        return read(kind, json.loads(text), fill=True)
    except (TypeError, ValueError, RecursionError) as fault:
        raise Malformed("bad-order", fault=shortened(str(fault))) from fault


def without_typed(action: Any) -> Any:
    """Return an action as a refusal keeps it: nothing of what was typed."""
    names = (*getattr(action, "TEXTS", ()), *getattr(action, "NAMES", ()))
    return replace(action, **dict.fromkeys(names, ""))


def as_reply(id_: str, answer: str) -> Reply:
    """Return the message that says a stored answer."""
    said = json.loads(answer)
    if "accepted" in said:
        return Accepted(id_, said["accepted"])
    return Refused(id_, said["refused"], said["facts"])


def shortened(text: Any) -> str:
    """Return enough of an id to answer to."""
    return text[:_LONGEST_ID] if isinstance(text, str) else ""
