"""Pages under judgement: axe-core with all its rules and those of WCAG 2.2 AA, and no sideways scrolling."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import uuid4

from game.rules.chance import draw
from game.scenario.load import find
from game.session.scenario import played_from
from game.session.wire import Order
from tests.server import node
from tests.server.browser import Tab, size
from tests.server.browsing import open_options
from tests.server.served import Client, Hosted
from tests.session.stories import drawn

NARROW = 320
"""Pixels in width: what is left of a screen of 1280 at 400 %."""

_QUIET = 0.12
_SIGNS_ONLY = "Element content contains only non-text characters"
"""What axe-core says of dots, which are ink on paper too; what they stand for is also there in words."""

_RUN = """
(async () => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  const rules = {};
  for (const one of axe.getRules(['wcag22aa'])) rules[one.ruleId] = {enabled: true};
  const found = await axe.run(document, {rules, resultTypes: ['violations', 'incomplete']});
  const told = (one) => [one.id, one.nodes.map((node) => [node.target.join(' '), node.html.slice(0, 160),
    (node.failureSummary || '').slice(0, 300)])];
  return JSON.stringify({wrong: found.violations.map(told), unsure: found.incomplete.map(told),
    wide: document.documentElement.scrollWidth, passed: found.passes.length});
})()
"""


@dataclass
class Judge:
    """Looks at the pages of a tab."""

    tab: Tab
    looked: int = 0

    async def judge(self, url: str, width: int = NARROW) -> None:
        """Fail when a page has something that a rule forbids, or that must be scrolled sideways."""
        await size(self.tab, width, 640)
        await self.tab.go(url)
        await self.tab.run((node.modules() / "axe-core" / "axe.min.js").read_text("utf-8") + "; 0")
        found = json.loads(await self.tab.run(_RUN))
        self.looked += 1
        assert not found["wrong"], (url, found["wrong"])
        unsure = [one for one in found["unsure"] if not all(_SIGNS_ONLY in node[2] for node in one[1])]
        assert not unsure, (url, unsure)
        assert found["wide"] <= width, (url, f"{found['wide']} px wide at {width}")
        assert found["passed"] > 10, "axe-core looked at nothing"


@dataclass
class Table:
    """A session that bots play, but for one seat."""

    leader: Client
    seat: str
    key: str

    @property
    def place(self) -> str:
        table = self.leader.parts["table"]
        return f"{table['round']}-{table['phase']}-{table['step'] or ''}" if not table["ended"] else "ended"


async def a_table(hosted: Hosted, scenario: str, mine: str) -> Table:
    hosted.opened = await hosted.served.hall.open_played(played_from(find(scenario)), seed=7)
    leader = await hosted.join(hosted.opened.token)
    key = await hosted.take(mine, "Fatima")
    room = await hosted.served.hall.room(hosted.opened.session)
    for other in set(room.session.state.seats) - {mine}:
        await leader.act("take_seat", seat=other, holder="bot:dialogue")
    await leader.act("add_remark", text="Let op wie er zwijgt.")
    await leader.until(lambda: "table" in leader.parts)
    return Table(leader, mine, key)


async def places(hosted: Hosted, table: Table) -> AsyncIterator[str]:
    """Yield every place that a session comes through, once the bots have done what they do there."""
    room = await hosted.served.hall.room(hosted.opened.session)
    while True:
        head = -1
        while head != room.session.state.head:
            head = room.session.state.head
            await asyncio.sleep(_QUIET)
        await table.leader.until_seq(head)
        yield table.place
        if table.place == "ended":
            return
        if table.leader.parts["table"]["phase"] == "opening":
            await table.leader.act("seal_envelope")
        said = await table.leader.act("advance")
        for turn in range(20):
            if "accepted" in said:
                break
            await _do_something(hosted, table, turn)  # the table waits for this seat
            said = await table.leader.act("advance")
        assert "accepted" in said, said


async def _do_something(hosted: Hosted, table: Table, turn: int) -> None:
    """Have the seat do one of the things that it is offered."""
    room = await hosted.served.hall.room(hosted.opened.session)
    actor = f"seat:{table.seat}"
    _, parts = await room.seen(actor)
    offered = open_options(parts)

    def chance(what: str, sides: int) -> int:
        return draw(7, what, "judged", turn, sides)

    option = offered[chance("option", len(offered))]
    body = {one["name"]: drawn(one, chance) for one in option["fields"]}
    await room.order(Order(uuid4().hex, actor, option["kind"], body, parts["table"]["moment"]))
