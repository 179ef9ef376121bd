"""What `serve` says once it can be joined: for people in the reader's language, for programs as JSON."""

import json
from typing import Any

from game.i18n import Texts
from game.session.invitation import modules, spoken

_DARK_ON_WHITE, _AS_BEFORE = "\033[30;107m", "\033[0m"


def tell_ready(ready: Any, texts: Texts, *, draws: bool = False) -> list[str]:
    """Return where and with which code others join, and how the facilitator does.

    Args:
        ready: What can be joined.
        texts: In the reader's language.
        draws: Whether whoever reads it can scan it, so the code is drawn too.
    """
    scanned = ["", *drawn(ready.link), ""] if draws and not ready.is_only_here else []
    return [  # the key first: it has gone up by the time that others look at the code
        texts("server.facilitator_key", address=ready.address, token=ready.opened.token),
        *scanned,
        texts("server.ready", address=ready.address),
        texts("server.code", code=spoken(ready.opened.code)),
        *([texts("server.only_here")] if ready.is_only_here else []),
        texts("server.stop"),
    ]


def drawn(text: str) -> list[str]:
    """Return a text as lines with a code to scan, two rows to a line; dark on white in every terminal."""
    rows, border = modules(text), 2
    empty = (False,) * (len(rows) + 2 * border)
    wide = [empty] * border + [(False,) * border + row + (False,) * border for row in rows] + [empty] * border
    wide += [empty] * (len(wide) % 2)
    signs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        _DARK_ON_WHITE + "".join(signs[both] for both in zip(*pair, strict=True)) + _AS_BEFORE
        for pair in zip(wide[::2], wide[1::2], strict=True)
    ]


def as_json(ready: Any) -> str:
    """Return the same as one line of JSON: `address`, `link` (to scan), `session`, `code`, `token`.

    With several tables `group` is their name too, and `session` the first of them.
    """
    opened = ready.opened
    found = {"address": ready.address, "link": ready.link, "session": opened.session}
    found |= {"code": opened.code, "token": opened.token}
    return json.dumps(found | ({"group": opened.group} if opened.group else {}))
