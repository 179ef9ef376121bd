"""What is counted, in the format that Prometheus reads. No names, no texts, no sessions: numbers only."""

from collections import Counter
from dataclasses import dataclass, field
from math import inf
from typing import Final

_BOUNDS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)
_HELP: Final = {
    "actions_total": "Actions by what was answered.",
    "cut_total": "Connections that were cut, by reason.",
    "tries_failed_total": "Codes and keys that were wrong.",
    "packets_total": "Packets sent to sockets and streams.",
    "packet_bytes_total": "Bytes of those packets, before compression by anybody.",
    "commits_total": "Transactions of the store.",
    "committed_steps_total": "Steps that were stored in those transactions.",
    "takeovers_total": "Seats that went on on another device.",
    "faults_total": "Mistakes of ours that were caught.",
    "sessions": "Sessions in memory.",
    "listeners": "Screens, phones and streams that are being told.",
    "sockets": "Open sockets.",
}


@dataclass
class Times:
    """How long things of one kind took.

    Attributes:
        name: What Prometheus calls it.
        about: What it is.
    """

    name: str
    about: str
    seconds: float = 0.0
    count: int = 0
    _within: Counter[float] = field(default_factory=Counter)

    def took(self, seconds: float) -> None:
        """Count one that took so long."""
        self.count += 1
        self.seconds += seconds
        for bound in _BOUNDS:
            if seconds <= bound:
                self._within[bound] += 1

    def most(self, percent: int = 95) -> float:
        """Return a bound in seconds that so many of a hundred are within; infinity when there is none."""
        return next((bound for bound in _BOUNDS if 100 * self._within[bound] >= percent * self.count), inf)

    def written(self) -> list[str]:
        """Return the lines for Prometheus."""
        name = f"opgavetafel_{self.name}"
        return [
            f"# HELP {name} {self.about}",
            f"# TYPE {name} histogram",
            *(f'{name}_bucket{{le="{bound}"}} {self._within[bound]}' for bound in _BOUNDS),
            f'{name}_bucket{{le="+Inf"}} {self.count}',
            f"{name}_sum {self.seconds:.6f}",
            f"{name}_count {self.count}",
        ]


@dataclass
class Metrics:
    """Counts of one server, from its start."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    gauges: dict[str, int] = field(default_factory=dict)
    actions: Times = field(default_factory=lambda: Times("answer_seconds", "From an action to its answer."))
    pages: Times = field(default_factory=lambda: Times("page_seconds", "From a request for a page to it."))

    def count(self, name: str, label: str = "", by: int = 1) -> None:
        """Count something, under a label such as `outcome="refused"`."""
        self.counts[name, label] += by

    def written(self) -> str:
        """Return everything as text for Prometheus."""
        lines: list[str] = []
        for name in sorted({name for name, _ in self.counts}):
            lines += [f"# HELP opgavetafel_{name} {_HELP[name]}", f"# TYPE opgavetafel_{name} counter"]
            for (of, label), value in sorted(self.counts.items()):
                if of == name:
                    lines.append(f"opgavetafel_{name}{'{' + label + '}' if label else ''} {value}")
        for name, level in sorted(self.gauges.items()):
            lines += [f"# HELP opgavetafel_{name} {_HELP[name]}", f"# TYPE opgavetafel_{name} gauge"]
            lines.append(f"opgavetafel_{name} {level}")
        return "\n".join(lines + self.actions.written() + self.pages.written()) + "\n"
