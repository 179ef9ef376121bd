"""Pages under judgement: axe-core with all its rules and those of WCAG 2.2 AA, and no sideways scrolling."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
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

WIDE = 1280

_QUIET = 0.12
_SIGNS_ONLY = "Element content contains only non-text characters"
"""What axe-core says of dots, which are ink on paper too; what they stand for is also there in words."""

_LOOK = """
(() => {
  for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of document.querySelectorAll('.long')) one.style.maxHeight = 'none'; // no part out of sight
  scrollTo(0, document.body.scrollHeight); // there what was said lies over nothing
  const copy = document.documentElement.cloneNode(true);
  for (const one of copy.querySelectorAll('input[type=hidden], script')) one.remove();
  for (const one of copy.querySelectorAll('[data-left]')) one.textContent = '';
  const main = copy.querySelector('#main');
  if (main) main.removeAttribute('data-seq');
  return JSON.stringify({page: copy.innerHTML, wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth});
})()
"""

_RUN = """
(async () => {
  const rules = {};
  for (const one of axe.getRules(['wcag22aa'])) rules[one.ruleId] = {enabled: true};
  const found = await axe.run(document, {rules, resultTypes: ['violations', 'incomplete']});
  const told = (one) => [one.id, one.nodes.map((node) => [node.target.join(' '), node.html.slice(0, 160),
    (node.failureSummary || '').slice(0, 300)])];
  return JSON.stringify({wrong: found.violations.map(told), unsure: found.incomplete.map(told),
    passed: found.passes.length});
})()
"""

_REACHED = """
(() => {
  const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const key = (one) => one.type === 'radio' ? `radio ${one.form.dataset.key} ${one.name}`
    : `${one.tagName} ${one.id || one.textContent.trim()} ${one.form ? one.form.dataset.key : ''}`;
  const wanted = [...document.querySelectorAll(all)].filter((one) => !one.disabled && one.checkVisibility());
  const said = document.getElementById('said');
  if (said) said.textContent = 'x';
  window.wanted = new Set(wanted.map(key));
  window.step = () => {
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement) return '';
    window.wanted.delete(key(one));
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    if (style.outlineStyle === 'none') return `nothing shows that ${key(one)} has the focus`;
    const x = Math.min(innerWidth - 1, box.left + Math.min(box.width / 2, 20));
    const y = box.top + box.height / 2;
    const there = document.elementFromPoint(x, y);
    const hidden = there && (there.id === 'said' || there.id === 'line');
    return hidden || y < 0 || y > innerHeight ? `${key(one)} has the focus out of sight` : '';
  };
  document.activeElement.blur();
  return window.wanted.size;
})()
"""


@dataclass
class Judge:
    """Looks at the pages of a tab: at each that reads otherwise than those before, in each width.

    Attributes:
        tab: Where it opens them.
        loaded: How many pages were opened.
        looked: How often axe-core looked.
        walked: How many pages were walked through by Tab.
    """

    tab: Tab
    loaded: int = 0
    looked: int = 0
    walked: int = 0
    _known: set[tuple[str, int]] = field(default_factory=set)

    async def judge(self, url: str, *widths: int, by_keys: bool = False) -> None:
        """Fail when a page has something that a rule forbids, or that must be scrolled sideways.

        Args:
            url: The page.
            widths: In which widths; NARROW when none is given.
            by_keys: Whether everything on it must be within reach of Tab, and in sight then, too.
        """
        await self._resize((widths or (NARROW,))[0])
        await self.tab.go(url)
        await self.judge_here(*widths, by_keys=by_keys)

    async def judge_here(self, *widths: int, by_keys: bool = False) -> None:
        """Judge the page that is open."""
        self.loaded += 1
        has_axe = False
        for width in widths or (NARROW,):
            await self._resize(width)
            seen = json.loads(await self.tab.run(_LOOK))
            url = await self.tab.run("location.href")
            assert seen["wide"] <= seen["room"] <= width, (url, f"{seen['wide']} px wide at {width}")
            if (seen["page"], width) in self._known:
                continue
            self._known.add((seen["page"], width))
            if not has_axe:
                await self.tab.run((node.modules() / "axe-core" / "axe.min.js").read_text("utf-8") + "; 0")
                has_axe = True
            found = json.loads(await self.tab.run(_RUN))
            self.looked += 1
            assert not found["wrong"], (url, found["wrong"])
            unsure = [one for one in found["unsure"] if not all(_SIGNS_ONLY in node[2] for node in one[1])]
            assert not unsure, (url, unsure)
            assert found["passed"] > 10, "axe-core looked at nothing"
            if by_keys and width == NARROW:
                await self._walk(url)

    async def _resize(self, width: int) -> None:
        """Give the window a width; the narrow one is a screen of 1280 at 400 %."""
        await size(self.tab, width, 256 if width == NARROW else 800, scale=WIDE // width, is_phone=False)

    async def _walk(self, url: str) -> None:
        """Go over the page by Tab alone: everything is reached, and is in sight when it has the focus."""
        self.walked += 1
        for _ in range(3 * await self.tab.run(_REACHED) + 3):
            await self.tab.key("Tab")
            wrong = await self.tab.run("window.step()")
            assert not wrong, (url, wrong)
            if not await self.tab.run("window.wanted.size"):
                return
        raise AssertionError((url, "not within reach of Tab", await self.tab.run("[...window.wanted]")))


async def order_by_keys(tab: Tab, key: str) -> None:
    """Fill in a form and send it by Tab, arrows, space, letters and Enter alone."""
    for _ in range(120):
        await tab.key("Tab")
        kind = await tab.run(f"({_KIND})({json.dumps(key)})")
        if kind == "elsewhere":
            continue
        if kind in ("radio", "checkbox"):
            await tab.key(" ", " ")
        elif kind in ("number", "textarea", "text"):
            await tab.do("Input.insertText", text="1")
        elif kind == "select":
            await tab.key("ArrowDown")
        elif kind == "button":
            await tab.run("document.querySelector('#said').textContent = ''; 0")
            await tab.key("Enter", "\r")
            await tab.until("document.querySelector('#said').textContent !== ''")
            return
    raise AssertionError(f"the form {key} is not within reach of Tab")


_KIND = """
(key) => {
  const one = document.activeElement;
  if (!one.form || one.form.dataset.key !== key) return 'elsewhere';
  return one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase();
}
"""


@dataclass
class Table:
    """A session that bots play, but for some seats, each with its key."""

    leader: Client
    keys: dict[str, str]

    @property
    def place(self) -> str:
        table = self.leader.parts["table"]
        return f"{table['round']}-{table['phase']}-{table['step'] or ''}" if not table["ended"] else "ended"


async def a_table(hosted: Hosted, scenario: str, *mine: str) -> Table:
    hosted.opened = await hosted.served.hall.open_played(played_from(find(scenario)), seed=7)
    leader = await hosted.join(hosted.opened.token)
    keys = {seat: await hosted.take(seat, "Fatima") for seat in mine}
    room = await hosted.served.hall.room(hosted.opened.session)
    for other in set(room.session.state.seats) - set(mine):
        await leader.act("take_seat", seat=other, holder="bot:dialogue")
    await leader.act("add_remark", text="Let op wie er zwijgt.")
    await leader.until(lambda: "table" in leader.parts)
    return Table(leader, keys)


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
            for seat in table.keys:  # the table waits for one of them
                await _do_something(hosted, seat, turn)
            said = await table.leader.act("advance")
        assert "accepted" in said, said


async def _do_something(hosted: Hosted, seat: str, turn: int) -> None:
    """Have a seat do one of the things that it is offered, if any."""
    room = await hosted.served.hall.room(hosted.opened.session)
    actor = f"seat:{seat}"
    _, parts = await room.seen(actor)
    offered = open_options(parts)
    if not offered:
        return

    def chance(what: str, sides: int) -> int:
        return draw(7, what, "judged", turn, sides)

    option = offered[chance("option", len(offered))]
    body = {one["name"]: drawn(one, chance) for one in option["fields"]}
    await room.order(Order(uuid4().hex, actor, option["kind"], body, parts["table"]["moment"]))
