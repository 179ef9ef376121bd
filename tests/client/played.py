"""A table that was really played, behind a connection, for scenes under test: orders act, views come back."""

from collections.abc import Collection, Mapping
from typing import Any

import yaml

from game import resources
from game.client.table import Table
from game.rules.actions import ACTIONS, Action
from game.rules.decide import decide
from game.rules.evolve import evolve
from game.rules.game import compile_scenario
from game.rules.state import ActionRefused, TableState, new_table
from game.rules.views import observers, view
from game.scenario.model import Scenario
from game.session.actions import SESSION_ACTIONS
from game.session.wire import Accepted, Message, Order, Refused, View
from tests.builders import open_options, random_action, settle

_LAST = ("ready", "advance", "withdraw", "change_plan", "draw_event_card", "skip_event_card")


class PlayedTable:
    """A connection to a table in this very process; every order is answered with new views."""

    def __init__(self, scenario: Scenario, seed: int = 7) -> None:
        self.scenario = scenario
        self.state: TableState = new_table(compile_scenario(scenario), "tafel", seed)
        settle(self.state)
        self.orders: list[Order] = []
        self._out: list[Message] = []
        self._turn = 0
        self.tell()

    def tell(self) -> None:
        """Send everybody's views again."""
        self._out += [View(one, self._turn, view(self.state, one)) for one in observers(self.state)]

    def act(self, action: Action) -> None:
        """Let an action happen, with all that follows."""
        for event in decide(self.state, action):
            evolve(self.state, event)
        settle(self.state)

    def play_until(
        self, phase: str = "", round_: int = 0, *, seed: int = 1, never: Collection[str] = ()
    ) -> "PlayedTable":
        """Play on by drawn actions up to a phase of a round, or to the end; who can do more, does more.

        `never` names the kinds of action that nobody takes (`tell_card`: everything stays in the pockets).
        """
        while not self.state.ended and (not phase or (self.state.phase, self.state.round) != (phase, round_)):
            self._turn += 1
            action = self._lively(seed, never)
            if action is None:
                break
            self.act(action)
        self.tell()
        return self

    def _lively(self, seed: int, never: Collection[str]) -> Action | None:
        left_out = (*_LAST, *never)
        offered = [option for option in open_options(self.state) if option.kind not in left_out]
        if offered:
            pick = offered[(seed * 7919 + self._turn * 104729) % len(offered)]
            if self._turn % 60:
                return pick.sample(lambda name, sides: (seed + self._turn * 31 + len(name)) % sides)
        ready = [option for option in open_options(self.state) if option.kind in ("ready", "advance")]
        if ready:
            return ready[-1].sample(lambda *_: 0)
        return random_action(self.state, seed, self._turn)

    # The connection. ---------------------------------------------------------------------------------

    def send(self, order: Order) -> None:
        self.orders.append(order)
        try:
            if order.kind not in SESSION_ACTIONS:  # a table alone has no session to do those
                self.act(_action(order))
        except ActionRefused as refused:
            self._out.append(Refused(order.id, refused.code, refused.facts))
            return
        self._turn += 1
        self._out.append(Accepted(order.id, self._turn))
        self.tell()

    def poll(self) -> list[Message]:
        arrived, self._out = self._out, []
        return arrived

    def close(self) -> None:
        pass


def _action(order: Order) -> Action:
    body = {name: _plain(value) for name, value in order.body.items()}
    seat = order.actor.removeprefix("seat:")
    made: Action = (
        ACTIONS[order.kind](**body) if order.actor == "facilitator" else ACTIONS[order.kind](seat, **body)
    )
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(value.items())
    return tuple(_plain(one) for one in value) if isinstance(value, list | tuple) else value


def shipped(name: str = "eerste-potje") -> Scenario:
    """Return a scenario that comes with the game."""
    text = (resources.scenarios() / name / "scenario.yaml").read_text("utf-8")
    return Scenario.model_validate(yaml.safe_load(text))


def a_played(
    scenario: Scenario | None = None,
    phase: str = "",
    round_: int = 0,
    seed: int = 1,
    never: Collection[str] = (),
) -> PlayedTable:
    """Return a table played up to a phase of a round, or to the end."""
    return PlayedTable(scenario or shipped(), seed).play_until(phase, round_, seed=seed, never=never)


def table_of(played: PlayedTable) -> Table:
    """Return what a screen knows of a played table."""
    table = Table(played, played.scenario)
    table.poll()
    return table


def crowded() -> Scenario:
    """Return a scenario that fills the screen: seven seats, four indicators, three rounds, long names."""
    data = yaml.safe_load((resources.scenarios() / "eerste-potje" / "scenario.yaml").read_text("utf-8"))
    roles, needs = data["roles"], data["needs"]
    data["seats"]["max"] = 9
    data["rounds"][3] = {"name": "Het jaar daarna"}
    for number, (id_, kind) in enumerate(
        [("henk", "resident"), ("aylin", "resident"), ("marloes", "partner"), ("willem", "partner")]
    ):
        need = f"nood-{id_}"
        needs[need] = {"name": f"Wat {id_.title()} nodig heeft", "domain": "jeugd", "weight": 1 + number}
        roles[id_] = {
            "kind": kind,
            "name": id_.title(),
            "who": "Vrijwilliger bij de bibliotheek en het wijkcentrum",
            "colour": ["groen", "oker", "indigo", "oranje"][number],
            "trust": 30 + 10 * number,
            "cards": {
                need: {"says": "Ik wil meedoen, maar niet zonder zekerheid over mijn geld en mijn tijd."}
            },
        }
    roles["noor"] = roles.pop("noor")
    for number, task in enumerate(data["tasks"].values()):
        task.setdefault("answers", {})[f"nood-{['henk', 'aylin', 'marloes', 'willem'][number % 4]}"] = (
            "partly"
        )
    for id_, name in (
        ("samen", "Gemeenschapsgevoel in de hele wijk en daarbuiten"),
        ("schuld", "Huishoudens met problematische schulden"),
        ("meedoen", "Mensen die meedoen"),
    ):
        data["indicators"][id_] = {"name": name, "start": 40, "goal": 20 if id_ == "schuld" else 70}
        for number, task in enumerate(data["tasks"].values()):
            if number % 2:
                task["effects"].append({"add": id_, "by": -6 if id_ == "schuld" else 6})
    return Scenario.model_validate(data)
