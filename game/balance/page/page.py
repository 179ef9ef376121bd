"""The page itself: first what these figures are no evidence of, then what is the matter, then all figures."""

from collections.abc import Callable, Mapping
from typing import Any

from game.balance.page.bands import drawing
from game.balance.page.markup import STYLE, Safe, element, items, table
from game.balance.sentences import points, whole
from game.balance.strategies import MIXED
from game.i18n import Texts
from game.scenario.model import Scenario, in_language

Found = Mapping[str, Any]

_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}
_BANDS = ("mean", "low", "quarter", "middle", "three_quarters", "high")
_HITS = ("supplier", "dialogue", "mixed", "best", "all")


def page(found: Found, scenario: Scenario | None, texts: Texts) -> str:
    """Return the whole page in the reader's language.

    Args:
        found: What `game.balance.balance.balance` returned.
        scenario: Where names come from; None when the file could not be played.
        texts: The reader's language.
    """
    writer = _Writer(found, scenario, texts)
    title = texts("balance.page.title", title=found["title"][texts.language])
    sections = [writer.findings(), writer.conditions()]
    if found["settings"] is not None:
        sections += [writer.strategies(), writer.hits(), writer.forbidden(), writer.ranking()]
        sections += [writer.replays(), writer.played()]
    body = element(
        "main",
        element("h1", title),
        writer.warning(),
        element("p", element("strong", writer.verdict())),
        *sections,
        writer.cannot_know(),
    )
    head = element(
        "head",
        Safe('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", title),
        element("style", Safe(STYLE)),
    )
    return "<!DOCTYPE html>\n" + element("html", head, element("body", body), lang=texts.language) + "\n"


class _Writer:
    def __init__(self, found: Found, scenario: Scenario | None, texts: Texts) -> None:
        self._found = found
        self._scenario = scenario
        self._texts = texts
        self._say: Callable[[str], str] = lambda key: texts(f"balance.page.{key}")

    def warning(self) -> Safe:
        return element(
            "div",
            *(element("p", self._say(key)) for key in ("no_evidence", "no_people")),
            class_="warning",
        )

    def verdict(self) -> str:
        failed = sum(not one["passes"] for one in self._found["conditions"])
        title = self._found["title"][self._texts.language]
        if failed:
            return self._texts("balance.fails", n=failed, title=title)
        if not self._found["passes"]:
            return self._say("flawed")
        return self._texts("balance.passes", title=title)

    def findings(self) -> Safe:
        flaws = [one for one in self._found["findings"] if one["flaw"]]
        advice = [one for one in self._found["findings"] if not one["flaw"]]
        parts = [element("h2", self._say("findings"))]
        if not flaws and not advice:
            parts.append(element("p", self._say("no_findings")))
        for key, ones in (("flaws", flaws), ("advice", advice)):
            if ones:
                parts += [element("h3", self._say(key)), items(map(self._finding, ones))]
        return element("section", *parts)

    def _finding(self, one: Found) -> str:
        place = self._texts("balance.page.place", file=one["file"], line=one["line"])
        return Safe(element("span", one["sentence"][self._texts.language]) + " " + element("code", place))

    def conditions(self) -> Safe:
        rows = [
            [
                f"{one['letter']}. {one['sentence'][self._texts.language]}",
                self._figure(one),
                self._between(one),
                self._wanted(one),
                self._holds(one),
                self._again(one["higher"]),
                self._again(one["lower"]),
                self._texts.number(one["games"]) if not one["skipped"] else "–",
            ]
            for one in self._found["conditions"]
        ]
        keys = ("condition", "figure", "interval", "wanted", "holds", "higher", "lower", "games")
        heads = [self._say(f"head.{key}") for key in keys]
        return self._section(
            "conditions", *([table(self._say("conditions_table"), heads, rows)] if rows else [])
        )

    def _figure(self, one: Found | None) -> str:
        return "–" if one is None or one["figure"] is None else points(one["figure"], self._texts)

    def _between(self, one: Found) -> str:
        if one["interval"] is None or one["interval"][0] == one["interval"][1]:
            return "–"
        low, high = (points(end, self._texts) for end in one["interval"])
        return self._texts("balance.between", low=low, high=high)

    def _wanted(self, one: Found) -> str:
        if one["threshold"] is None:
            return "–"
        return f"{_SIGNS[one['sense']]} {whole(one['threshold'], self._texts)}"

    def _holds(self, one: Found) -> str:
        if one.get("skipped"):
            return "–"
        return self._texts("balance.yes" if one["passes"] else "balance.no")

    def _again(self, one: Found | None) -> str:
        if one is None or one["figure"] is None:
            return "–"
        return f"{self._holds(one)} ({self._figure(one)})"

    def strategies(self) -> Safe:
        drawn, tables = [], []
        for measure in ("main", "lowest_support"):
            title = self._texts("balance.page.bands_of", what=self._measure(measure))
            rows = [
                (self._strategy(one["strategy"]), one["bands"][measure]) for one in self._found["strategies"]
            ]
            drawn.append(drawing(title, self._say("bands_described"), rows, f"bands-{measure}"))
            written = [[name, *(points(bands[key], self._texts) for key in _BANDS)] for name, bands in rows]
            heads = [self._say("head.strategy"), *(self._say(f"head.{key}") for key in _BANDS)]
            tables.append(table(title, heads, written, numbers=1))
        succeeded = [
            [
                self._strategy(one["strategy"]),
                self._percent(one["succeeded"]),
                self._texts.number(one["plays"]),
            ]
            for one in self._found["strategies"]
        ]
        heads = [self._say(f"head.{key}") for key in ("strategy", "succeeded", "plays")]
        last = table(self._say("succeeded_table"), heads, succeeded, numbers=1)
        return self._section("strategies", *drawn, *tables, last)

    def hits(self) -> Safe:
        kinds = dict.fromkeys(one["kind"] for one in self._found["hits"])
        heads = [self._say("head.thing"), *(self._say(f"head.hit_{name}") for name in _HITS)]
        tables = [
            table(
                self._say(f"hits.{kind}"),
                heads,
                [
                    [self._thing(kind, one["id"]), *(self._percent(one[name]) for name in _HITS)]
                    for one in self._found["hits"]
                    if one["kind"] == kind
                ],
                numbers=1,
            )
            for kind in kinds
        ]
        return self._section("hits", *tables)

    def forbidden(self) -> Safe:
        rows = [
            [
                self._texts(f"balance.page.without.{one['kind']}", what=self._thing(one["kind"], one["id"])),
                *map(self._worth, one["worth"].values()),
            ]
            for one in self._found["forbidden"]
        ]
        if not rows:
            return self._left_out("forbidden")
        names = self._found["forbidden"][0]["worth"]
        heads = [self._say("head.thing"), *map(self._strategy, names)]
        return self._section("forbidden", table(self._say("forbidden_table"), heads, rows, numbers=1))

    def _worth(self, one: Found) -> str:
        between = self._between(one)
        figure = points(one["figure"], self._texts)
        return figure if between == "–" else f"{figure} ({between})"

    def ranking(self) -> Safe:
        rows = [
            [
                self._texts(f"balance.setting.{one['setting']}"),
                points(one["size"], self._texts),
                points(one["spread"], self._texts),
                self._texts.number(one["lowest"]),
                self._texts.number(one["value"]),
                self._texts.number(one["highest"]),
            ]
            for one in self._found["ranking"]
        ]
        if not rows:
            return self._left_out("ranking")
        keys = ("setting", "size", "spread", "lowest", "value", "highest")
        heads = [self._say(f"head.{key}") for key in keys]
        return self._section("ranking", table(self._say("ranking_table"), heads, rows, numbers=1))

    def replays(self) -> Safe:
        told = []
        for one in self._found["replays"]:
            sentence = self._texts(
                f"balance.page.replay.{one['which']}",
                strategy=self._strategy(one["strategy"]),
                seed=one["seed"],
                result=one["result"],
                path=" → ".join(points(value, self._texts) for value in one["path"]),
            )
            told.append(Safe(element("p", sentence) + element("p", element("code", one["command"]))))
        return self._section("replays", items(told))

    def played(self) -> Safe:
        settings, planner = self._found["settings"], self._found["settings"]["planner"]
        seeds = settings["seeds"]
        lines = [
            self._texts("balance.played", plays=settings["plays"], first=seeds["first"], last=seeds["last"]),
            self._say(f"seeds_{seeds['set']}"),
            self._texts("balance.page.games", games=settings["games"], least=settings["least_games"]),
            self._texts("balance.page.planner", games=settings["planner_games"], **planner),
            self._texts("balance.page.digest", digest=self._found["digest"]),
        ]
        if settings["minima_games"]:
            lines.insert(3, self._texts("balance.page.minima", games=settings["minima_games"]))
        names = [
            Safe(element("strong", one["strategy"]) + ": " + element("span", self._about(one["strategy"])))
            for one in self._found["strategies"]
        ]
        return self._section("played", items(lines), element("h3", self._say("bots")), items(names))

    def cannot_know(self) -> Safe:
        return self._section("cannot_know", items(self._found["cannot_know"][self._texts.language]))

    # Pieces. ------------------------------------------------------------------------------------------

    def _section(self, key: str, *content: str) -> Safe:
        heading = element("h2", self._say(key))
        return element("section", heading, element("p", self._say(f"{key}_intro")), *content)

    def _left_out(self, key: str) -> Safe:
        return element("section", element("h2", self._say(key)), element("p", self._say("left_out")))

    def _strategy(self, name: str) -> str:
        return self._say("mixed") if name == MIXED else self._texts(f"bot.name.{name}")

    def _about(self, name: str) -> str:
        return self._texts(f"balance.strategy_about.{name}")

    def _measure(self, name: str) -> str:
        if name == "main" and self._scenario is not None:
            return self._named(next(iter(self._scenario.indicators.values())).name)
        return self._texts("simulate.measure.lowest_support")

    def _percent(self, value: float) -> str:
        return f"{points(value, self._texts)}\u00a0%"

    def _named(self, text: Any) -> str:
        home = self._scenario.language if self._scenario else "nl"
        return in_language(text, self._texts.language, home)

    def _thing(self, kind: str, id_: str) -> str:
        """Return the name of a thing of the scenario; of a card whose it is and which need."""
        if self._scenario is None:
            return id_
        if kind == "mechanic":
            return self._texts(f"balance.mechanic.{id_}")
        if kind == "told":
            role, _, need = id_.partition("/")
            name = self._scenario.roles[role].name
            return self._texts("balance.page.card", role=name, need=self._need(need))
        if kind == "found":
            return self._need(id_)
        section = kind if kind.endswith("s") else f"{kind}s"
        things: Mapping[str, Any] = getattr(self._scenario, section)
        return self._named(things[id_].name)

    def _need(self, need: str) -> str:
        known = self._scenario.needs if self._scenario else {}
        return self._named(known[need].name) if need in known else need
