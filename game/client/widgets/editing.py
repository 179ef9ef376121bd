"""Editing one text: letters in and out, a cursor, a selection, jumps by word. No screen, no keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Edit:
    """A text with a cursor; what lies between `anchor` and `cursor` is selected."""

    text: str = ""
    cursor: int = 0
    anchor: int = 0
    most: int = 200

    @property
    def span(self) -> tuple[int, int]:
        """Where the selection starts and ends; the same place twice when nothing is selected."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    @property
    def selected(self) -> str:
        start, end = self.span
        return self.text[start:end]

    def put(self, typed: str) -> Edit:
        """Put text in the place of the selection; what does not fit, and line breaks, stay out."""
        start, end = self.span
        clean = "".join(
            " " if sign in "\n\r\t" else sign for sign in typed if sign.isprintable() or sign in "\n\r\t"
        )
        clean = clean[: max(0, self.most - (len(self.text) - (end - start)))]
        at = start + len(clean)
        return replace(self, text=self.text[:start] + clean + self.text[end:], cursor=at, anchor=at)

    def erase(self, step: int, *, by_word: bool = False) -> Edit:
        """Take out the selection, else the sign (or word) before (`step` -1) or after (1) the cursor."""
        edit = self if self.selected else self.move(step, by_word=by_word, selecting=True)
        start, end = edit.span
        return replace(self, text=self.text[:start] + self.text[end:], cursor=start, anchor=start)

    def move(self, step: int, *, by_word: bool = False, selecting: bool = False) -> Edit:
        """Move the cursor a sign or a word; without selecting, a selection first closes on that side."""
        if self.selected and not selecting and not by_word:
            return self.at(self.span[0 if step < 0 else 1])
        to = _word(self.text, self.cursor, step) if by_word else self.cursor + step
        return self.at(to, selecting=selecting)

    def at(self, place: int, *, selecting: bool = False) -> Edit:
        """Put the cursor somewhere (brought within the text)."""
        place = max(0, min(place, len(self.text)))
        return replace(self, cursor=place, anchor=self.anchor if selecting else place)

    def all(self) -> Edit:
        """Select everything."""
        return replace(self, anchor=0, cursor=len(self.text))

    def of(self, text: str) -> Edit:
        """Return the same cursor in another text, at its end when the text is new."""
        if text == self.text:
            return self
        return replace(self, text=text, cursor=len(text), anchor=len(text))


def _word(text: str, place: int, step: int) -> int:
    """Return where the next word starts (`step` 1), or where the word before starts (-1)."""
    if step > 0:
        while place < len(text) and not text[place].isspace():
            place += 1
        while place < len(text) and text[place].isspace():
            place += 1
        return place
    while place > 0 and text[place - 1].isspace():
        place -= 1
    while place > 0 and not text[place - 1].isspace():
        place -= 1
    return place
