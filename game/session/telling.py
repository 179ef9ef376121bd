"""What `sessions.py` found, as lines for a terminal in the reader's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from game.i18n import Texts
from game.scenario.model import in_language
from game.session.wire import TOOK_OVER, Line


def tell_list(found: Mapping[str, Any], texts: Texts) -> list[str]:
    """Return a line per session."""
    if not found["sessions"]:
        return [texts("sessions.none")]
    width = max(len(one["session"]) for one in found["sessions"])
    return [
        texts(
            "sessions.line",
            session=one["session"].ljust(width),
            scenario=one["scenario"],
            when=when(one["last_at"]),
            n=one["records"],
        )
        for one in found["sessions"]
    ]


def tell_session(found: Mapping[str, Any], texts: Texts) -> list[str]:
    """Return where one session stands."""
    lines = [
        texts("sessions.title", session=found["session"], title=in_language(found["title"], texts.language)),
        texts("sessions.when", begun=when(found["begun_at"]), last=when(found["last_at"])),
    ]
    if found["ended"]:
        lines.append(texts("sessions.ended", result=found["result"]))
    else:
        lines.append(texts("sessions.place", round=found["round"], rounds=found["rounds"]))
    seats = ", ".join(f"{seat} ({_holder(holder, texts)})" for seat, holder in found["seats"].items())
    lines.append(texts("sessions.seats", seats=seats))
    lines.append(
        texts("sessions.counts", records=found["records"], actions=found["actions"], refused=found["refused"])
    )
    if found["rewound"]:
        lines.append(texts("sessions.rewound", n=found["rewound"]))
    return [*lines, f"sha256:{found['hash']}"]


def tell_verified(found: Mapping[str, Any], texts: Texts) -> list[str]:
    """Return whether a log is what was written, and if not, where it first is not."""
    session, seq = found["session"], found["altered"]
    if found["intact"]:
        said = texts("sessions.intact", session=session, n=found["records"])
        return [said, f"log {session} sha256:{found['hash']}"]
    if seq == 0:
        return [texts("sessions.altered_scenario", session=session)]
    return [texts("sessions.altered", session=session, seq=seq)]


def tell_line(line: Line, texts: Texts) -> str:
    """Return what to say of a line: why it is lost, or that it was open elsewhere; else nothing."""
    if line.state != "lost" and line.code != TOOK_OVER:
        return ""
    key = f"line.{line.code}"
    return texts(key if key in texts else "line.unknown")


def _holder(holder: str, texts: Texts) -> str:
    kind, _, name = holder.partition(":")
    return texts(f"sessions.holder.{kind}", name=name)


def when(milliseconds: int) -> str:
    """Return a time as the reader's clock has it."""
    return datetime.fromtimestamp(milliseconds / 1000).astimezone().strftime("%Y-%m-%d %H:%M")
