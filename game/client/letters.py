"""Text at true pixels: fonts by size, lines kept once drawn, and breaking at words.

Sizes here are pixels; the painter turns units into pixels and knows the text scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pygame

from game.client.surfaces import SurfaceStore
from game.client.theme import Colour

ELLIPSIS = "…"
LONELY, FEW = 0.2, 4
"""A last line shorter than this share of the whole width looks forgotten; few lines are then set evenly."""
_VOWELS, _TOGETHER = "aeiouyëïöüéè", ("ch", "th", "ng", "nk", "st", "sp", "tr", "pr", "kr", "br", "dr", "gr")
_MINUS = re.compile(r"(?<!\w)-(?=(?:€\s?)?\d)")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Text broken into lines; `is_cut` says that the end was left out (the last line ends in "…")."""

    lines: tuple[str, ...]
    is_cut: bool


class Letter:
    """One family, weight and size in pixels."""

    def __init__(self, file: Path, pixels: int) -> None:
        self.pixels = pixels
        self._font = pygame.font.Font(file, pixels)
        self.ascent = self._font.get_ascent()
        self.width = lru_cache(maxsize=4096)(self._width)
        self.wrap = lru_cache(maxsize=1024)(self._wrap)
        self.balance = lru_cache(maxsize=256)(self._balance)

    def draw(self, string: str, colour: Colour) -> pygame.Surface:
        """Return one line; the baseline lies `ascent` pixels under its top."""
        return self._font.render(_typeset(string), True, colour)

    @cached_property
    def capital_height(self) -> int:
        """How high a capital is, in pixels; text is set in the middle by this."""
        box = self._font.render("H", True, (0, 0, 0)).get_bounding_rect()
        return box.height

    def _width(self, string: str) -> int:
        return self._font.size(_typeset(string))[0]

    def fitted(self, string: str, width: int) -> str:
        """Return the line, cut at a word (or inside the only word) with "…" when it is too wide."""
        return self.wrap(string, width, 1).lines[0]

    def _wrap(self, string: str, width: int, most_lines: int) -> Wrapped:
        """Return `string` in lines no wider than `width` pixels, at most `most_lines` (0 is any number)."""
        paragraphs = string.split("\n")
        lines = [line for one in paragraphs for line in self._broken(one, width)]
        if not most_lines or len(lines) <= most_lines:
            lines = [line for one in paragraphs for line in self._with_company(one, width)]
            return Wrapped(tuple(lines), is_cut=False)
        kept = lines[:most_lines]
        kept[-1] = self._cut(kept[-1], width)
        return Wrapped(tuple(kept), is_cut=True)

    def _balance(self, string: str, width: int, most_lines: int) -> Wrapped:
        """Return the same number of lines as `wrap`, but about equally long."""
        widest = self.wrap(string, width, most_lines)
        if widest.is_cut or len(widest.lines) < 2 or "\n" in string:
            return widest
        return Wrapped(tuple(self._evenly(string, width, len(widest.lines))), is_cut=False)

    def filled(self, string: str, width: int) -> list[str]:
        """Return the lines of a text that is being typed: all full, and no letter is added."""
        return [line for one in string.split("\n") for line in self._broken(one, width, "")]

    def _broken(self, paragraph: str, width: int, hyphen: str = "-") -> list[str]:
        lines: list[str] = []
        current = ""
        for word in paragraph.split(" "):
            longer = f"{current} {word}" if current else word
            if self.width(longer) <= width:
                current = longer
                continue
            if current:
                lines.append(current)
            *full, current = self._pieces(word, width, hyphen)
            lines += full
        return [*lines, current]

    def _with_company(self, paragraph: str, width: int) -> list[str]:
        """Return the text in as few lines as it needs, the last of them no lonely word or two."""
        lines = self._broken(paragraph, width)
        if len(lines) < 2 or (" " in lines[-1] and self.width(lines[-1]) >= width * LONELY):
            return lines
        if len(lines) <= FEW:
            return self._evenly(paragraph, width, len(lines))
        above, _, word = lines[-2].rpartition(" ")
        last = f"{word} {lines[-1]}"
        return [*lines[:-2], above, last] if above and self.width(last) <= width else lines

    def _evenly(self, paragraph: str, width: int, count: int) -> list[str]:
        """Return so many lines, about equally long, of a text that takes as many at `width`."""
        low, high = min(width, max(self.width(word) for word in paragraph.split(" "))), width
        while low < high:
            middle = (low + high) // 2
            if len(self._broken(paragraph, middle)) > count:
                low = middle + 1
            else:
                high = middle
        return self._broken(paragraph, high)

    def _pieces(self, word: str, width: int, hyphen: str) -> list[str]:
        """Return the word in parts that fit: one part, unless it is wider than a whole line.

        A part ends with a hyphen, where a syllable may end if there is such a place near by.
        """
        parts = []
        while len(word) > 2 and self.width(word) > width:
            most = max(1, sum(self.width(word[:n] + hyphen) <= width for n in range(1, len(word))))
            end = next((n for n in range(most, max(1, most - 6), -1) if _ends_syllable(word, n)), most)
            fits = self.width(word[:end] + hyphen) <= width
            parts.append(word[:end] + hyphen * fits)
            word = word[end:]
        return [*parts, word]

    def _cut(self, line: str, width: int) -> str:
        words = line.split(" ")
        while len(words) > 1 and self.width(" ".join(words) + ELLIPSIS) > width:
            words.pop()
        text = " ".join(words).rstrip(" ,.;:–-")
        while len(text) > 1 and self.width(text + ELLIPSIS) > width:
            text = text[:-1]
        return text + ELLIPSIS


def _ends_syllable(word: str, at: int) -> bool:
    """Tell whether a word may be broken before letter `at`: before one consonant, or between two."""
    if not 2 <= at <= len(word) - 2:
        return False
    before, first, second = (letter in _VOWELS for letter in word[at - 1 : at + 2].lower())
    if first:
        return False
    return second if before else word[at - 1 : at + 1].lower() not in _TOGETHER


def _typeset(string: str) -> str:
    """Return the text as it is drawn: what stands for a minus is one, as wide as a plus, not a hyphen."""
    return _MINUS.sub("−", string)


class Letters:
    """All letters in use, and the lines drawn with them."""

    def __init__(self, folder: Path, limit_bytes: int = 24_000_000) -> None:
        pygame.font.init()
        self._folder = folder
        self._letters: dict[tuple[str, int, int], Letter] = {}
        self._drawn = SurfaceStore(limit_bytes)

    def letter(self, family: str, weight: int, pixels: int) -> Letter:
        key = (family, weight, pixels)
        if key not in self._letters:
            self._letters[key] = Letter(self._folder / f"{family}-{weight}.ttf", pixels)
        return self._letters[key]

    def drawn(self, letter: Letter, string: str, colour: Colour) -> pygame.Surface:
        """Return one line of text, kept for the next time."""
        key = (id(letter), string, colour)
        return self._drawn.get(key, lambda: letter.draw(string, colour))
