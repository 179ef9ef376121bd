"""What `serve` says once it can be joined: for people in the reader's language, for programs as JSON."""

import json
from typing import Any

from game.i18n import Texts
from server.hall import shown_code


def tell_ready(ready: Any, texts: Texts) -> list[str]:
    """Return where and with which code others join, and how the facilitator does."""
    return [
        texts("server.ready", address=ready.address),
        texts("server.code", code=shown_code(ready.opened.code)),
        texts("server.facilitator_key", address=ready.address, token=ready.opened.token),
        texts("server.stop"),
    ]


def as_json(ready: Any) -> str:
    """Return the same as one line of JSON: `address`, `session`, `code`, `token`."""
    opened = ready.opened
    found = {"address": ready.address, "session": opened.session, "code": opened.code, "token": opened.token}
    return json.dumps(found)
