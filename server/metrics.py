"""What is counted, in the format that Prometheus reads. No names, no texts, no sessions: numbers only."""

from collections import Counter
from dataclasses import dataclass, field
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
class Metrics:
    """Counts of one server, from its start."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    gauges: dict[str, int] = field(default_factory=dict)
    answered_in: Counter[float] = field(default_factory=Counter)
    seconds: float = 0.0
    answered: int = 0

    def count(self, name: str, label: str = "", by: int = 1) -> None:
        """Count something, under a label such as `outcome="refused"`."""
        self.counts[name, label] += by

    def took(self, seconds: float) -> None:
        """Count how long an action waited for its answer."""
        self.answered += 1
        self.seconds += seconds
        for bound in _BOUNDS:
            if seconds <= bound:
                self.answered_in[bound] += 1

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
        name = "opgavetafel_answer_seconds"
        lines += [f"# HELP {name} From an action to its answer.", f"# TYPE {name} histogram"]
        lines += [f'{name}_bucket{{le="{bound}"}} {self.answered_in[bound]}' for bound in _BOUNDS]
        lines += [f'{name}_bucket{{le="+Inf"}} {self.answered}']
        lines += [f"{name}_sum {self.seconds:.6f}", f"{name}_count {self.answered}"]
        return "\n".join(lines) + "\n"
