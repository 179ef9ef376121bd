"""The server's log: a JSON object per line on standard error, of what happened and never of what was said.

`note(event, **facts)` is the only way in. Facts are ids, codes and numbers; nobody passes it a name, a typed
text, a token or the body of a message.
"""

import json
import logging
import sys
from typing import Final

from game.session.store import wall_clock

_log: Final = logging.getLogger("opgavetafel.server")
_quiet: Final = logging.getLogger("opgavetafel.server.libraries")
_quiet.addHandler(logging.NullHandler())
_quiet.propagate = False
_quiet.setLevel(logging.CRITICAL + 1)


def note(event: str, **facts: str | int | float | bool) -> None:
    """Write down that something happened."""
    _log.info(event, extra={"facts": facts})


def quiet() -> logging.Logger:
    """Return the logger for libraries that would write down what people send: it says nothing."""
    return _quiet


class _AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        facts = getattr(record, "facts", None) or {}
        said = {"at": wall_clock(), "event": record.getMessage(), **facts}
        if record.exc_info and record.exc_info[0]:
            said["fault"] = record.exc_info[0].__name__
        return json.dumps(said, ensure_ascii=False)


def to_stderr() -> None:
    """Let the log be written to standard error; on a terminal, where people read, only what went wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_AsJson())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    _log.setLevel(logging.WARNING if sys.stderr.isatty() else logging.INFO)
    logging.captureWarnings(True)
