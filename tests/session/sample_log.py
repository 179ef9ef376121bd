"""Make a log for `tests/cases/logs`: bots play, and the facilitator does all that a facilitator can.

.venv/bin/python -m tests.session.sample_log eerste-potje-0.1
"""

import json
import sys
from pathlib import Path
from typing import Any

from game import resources
from game.bots.demo import begin_demo, play_demo
from game.session.memory import MemoryStore
from game.session.session import Session
from game.session.stepper import Stepper
from game.session.wire import Accepted

LOGS = Path(__file__).parents[1] / "cases" / "logs"


def main(name: str) -> None:
    """Play a session and write it to a folder of this name."""
    store = MemoryStore()
    stepper, bots = begin_demo(store, resources.scenarios() / "eerste-potje", 7, "random,noor=dialogue")
    for turn in range(12):
        for seat, choose in bots.items():
            move = choose(stepper.parts(f"seat:{seat}"))
            if move is not None:
                kind, body = move
                stepper.order(f"seat:{seat}", kind, **body)
        if turn % 3 == 2:
            _facilitate(stepper, turn)
    play_demo(stepper, bots)
    folder = LOGS / name
    folder.mkdir(exist_ok=True)
    lines = "".join(link.text + "\n" for link in store.links(stepper.name))
    (folder / "records.jsonl").write_text(lines, encoding="utf-8")
    for path, held in store.files(stepper.name).items():
        (folder / path).write_bytes(held)
    expected = json.dumps(what_came_of_it(stepper.session), indent=1, sort_keys=True)
    (folder / "expected.json").write_text(expected + "\n", encoding="utf-8")


def _facilitate(stepper: Stepper, turn: int) -> None:
    orders: tuple[tuple[str, dict[str, Any]], ...] = (
        ("pause", {}),
        ("extend", {"seconds": 60}),
        ("resume", {}),
        ("add_remark", {"text": f"beurt {turn}"}),
        ("take_seat", {"seat": "nadia", "holder": "person", "name": "Bo"}),
        ("take_seat", {"seat": "nadia", "holder": "bot:random"}),
        ("step_back", {}),
        ("resume", {}),
    )
    for kind, body in orders:
        reply = stepper.order("facilitator", kind, **body)
        assert isinstance(reply, Accepted), reply


def what_came_of_it(session: Session) -> dict[str, Any]:
    """Return what a log must always come to, however rules and views change."""
    table = session.state.table
    return {
        "hash": session.hash.hex(),
        "rewound": session.state.rewound,
        "seats": {seat: held.holder for seat, held in session.state.seats.items()},
        "round": table.round,
        "ended": table.ended,
        "result": table.result,
        "money": table.money,
        "indicators": table.indicators,
        "trust": table.trust,
        "patience": table.patience,
        "told": table.told,
        "paid": {task: run.paid for task, run in table.running.items()},
        "goals": list(table.goals),
    }


if __name__ == "__main__":
    main(sys.argv[1])
