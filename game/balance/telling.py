"""Telling: what a balance found, as lines for a terminal."""

from collections.abc import Mapping
from typing import Any

from game.i18n import Texts


def tell(found: Mapping[str, Any], texts: Texts) -> list[str]:
    """Return what was found: whether all holds, each condition, what other minima change."""
    failed = sum(not one["passes"] for one in found["conditions"])
    title = found["title"][texts.language]
    lines = [
        texts("balance.fails", n=failed, title=title) if failed else texts("balance.passes", title=title)
    ]
    settings = found["settings"]
    if settings is not None:
        lines.append(texts("balance.played", plays=settings["plays"], **_ends(settings["seeds"])))
    flaws = [one for one in found["findings"] if one["flaw"]]
    if flaws:
        lines += ["", texts("balance.flaws", n=len(flaws)), *(_at(one, texts) for one in flaws)]
    lines.append("")
    for one in found["conditions"]:
        sign = "–" if one["skipped"] else texts("balance.yes") if one["passes"] else texts("balance.no")
        lines.append(f"{one['letter']}  {sign:4} {one['sentence'][texts.language]}{_interval(one, texts)}")
    for version in ("higher", "lower"):
        if found["fails"][version]:
            how, names = texts(f"balance.{version}"), ", ".join(found["fails"][version])
            lines += ["", texts("balance.only_written", how=how, names=names)]
    advice = [one for one in found["findings"] if not one["flaw"]]
    return [*lines, *([""] if advice else []), *(_at(one, texts) for one in advice)]


def _at(finding: Mapping[str, Any], texts: Texts) -> str:
    sentence = finding["sentence"][texts.language]
    return texts("balance.finding_at", file=finding["file"], line=finding["line"], sentence=sentence)


def _ends(seeds: Mapping[str, Any]) -> dict[str, Any]:
    return {"first": seeds["first"], "last": seeds["last"]}


def _interval(one: Mapping[str, Any], texts: Texts) -> str:
    if one["interval"] is None or one["interval"][0] == one["interval"][1]:
        return ""
    low, high = (texts.tenths(round(10 * end)) for end in one["interval"])
    return f" ({texts('balance.between', low=low, high=high)})"
