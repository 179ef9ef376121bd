"""The parts of a view, a module per subject; `game.rules.views` puts them together for an observer.

Each module begins with the list of its parts and what is in each, and ends with `PARTS`. A part is JSON:
mappings, lists, strings, whole numbers, booleans, None. It is built up from what everybody may know, never
cut down. Money in euros, indicators in tenths of a point, trust, support and patience 0–100.
"""
