"""Adds up a log that `export` wrote, without the program: every number is its start and its causes.

.venv/bin/python tests/debrief/added_up.py SESSION.jsonl
"""

import json
import sys
from collections import Counter


def faults(lines: list[str]) -> list[str]:
    """Return what does not add up in a session; nothing when all of it does."""
    read = [json.loads(line) for line in lines]
    [values] = [line for line in read if line["line"] == "values"]
    counted: list[dict] = []  # type: ignore[type-arg]
    for record in (line["record"] for line in read if line["line"] == "record"):
        if record["kind"] == "rewound":
            to = record["body"]["to_seq"]
            counted = [one for one in counted if one["table"] is None or one["seq"] <= to]
        counted.append(record)
    found, total, flow = [], Counter[tuple[str, str]](), Counter[str]()
    for record in counted:
        changes = record["body"].get("changes", [])
        for change in changes:
            total[change["what"], change["of"]] += change["amount"]
            factors = change["cause"]["factors"]
            if factors and sum(amount for _, amount in factors) != change["amount"]:
                found.append(f"record {record['seq']}: the factors are not the amount")
            if change["what"] in ("money", "set_aside"):
                is_income = change["cause"]["kind"] in ("round", "event_card")
                inside = change["cause"]["kind"] in ("council_sets_aside", "set_aside_back", "note")
                flow["in" if is_income else "moved" if inside else "out"] += change["amount"]
        paid = -sum(one["amount"] for one in changes if one["what"] in ("money", "purse"))
        if "paid" in record["body"] and changes and record["body"]["paid"] != paid:
            found.append(f"record {record['seq']}: {paid} left the pot and the purses, not what was paid")
    for what, start in values["start"].items():
        for of, value in start.items():
            if value + total[what, of] != values["end"][what][of]:
                found.append(f"{what} of {of}: {value} + {total[what, of]} is not {values['end'][what][of]}")
    kept = values["end"]["money"]["pot"] + values["end"]["set_aside"]["pot"]
    if flow["in"] + flow["out"] != kept or flow["moved"]:
        found.append(f"money: {flow['in']} came in, {-flow['out']} went out, {kept} is left")
    return found


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123 - it imports nothing it does not need
        print(*(faults(file.readlines()) or ["It all adds up."]), sep="\n")  # noqa: T201
