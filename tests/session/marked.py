"""A canary: a scenario with a mark of its own in every text that is somebody's alone or hidden."""

import yaml

from game import resources
from game.session.scenario import Played, files_of, played
from game.session.session import Session

MARK = "kanarie"


def marked() -> Played:
    """Return the first scenario with a mark of its own in every text that is somebody's alone or hidden."""
    files = files_of(resources.scenarios() / "eerste-potje")
    data = yaml.safe_load(files["scenario.yaml"])
    for id_, role in data["roles"].items():
        role["brief"] = f"{MARK}-brief-{id_}"
        for need, card in role.get("cards", {}).items():
            card["says"] = f"{MARK}-card-{id_}/{need}"
        if role.get("core_value"):
            role["core_value"]["says"] = f"{MARK}-value-{id_}"
    for id_, need in data["needs"].items():
        need["name"] = f"{MARK}-need-{id_}"
    for id_, card in data["event_cards"].items():
        card |= {"name": f"{MARK}-event-{id_}", "says": f"{MARK}-event-{id_}"}
    return played(dict(files) | {"scenario.yaml": yaml.safe_dump(data, allow_unicode=True).encode()})


def may_be_seen(session: Session) -> set[str]:
    """Return the marks of what everybody knows by now."""
    table = session.state.table
    seen = {f"card-{id_}" for id_ in table.told} | {f"event-{id_}" for id_ in table.cards_drawn}
    needs = {id_.partition("/")[2] for id_ in table.told} | set(table.found)
    return seen | {f"need-{id_}" for id_ in needs} | {f"value-{seat}" for seat in table.values_said}
