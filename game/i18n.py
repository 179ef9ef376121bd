"""Texts in the reader's language, for screen, report and web page.

A catalogue is a `.po` file per language and area, `assets/locale/<language>/<area>.po`; Babel reads
it as it is. The `msgid` is a key, the `msgstr` the text, with its facts as `{fields}`:

    msgid "task.cost"
    msgstr "Deze taak kost {cost:euros}."

A field may name a form (`euros`, `number`, `tenths`, `signed`, `clock`, `date`): amounts stay whole
numbers until the last moment, and every language writes them in its own way. An entry with a
`msgid_plural` (the key again) is chosen by the fact `n`.
"""

import datetime
import gettext
import logging
import os
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from game import resources

LANGUAGES = ("nl", "en")

# A space that does not break: an amount never falls apart at the end of a line.
_EUROS = {"nl": "¤\u00a0#,##0;¤\u00a0-#,##0", "en": "¤#,##0;-¤#,##0"}

_log = logging.getLogger(__name__)


class Mendable(Exception):
    """Something the user can mend: a text's key and facts, as `Mendable("errors.no_scenario", name=…)`.

    The sentence is made at the edge, in the reader's language. It says what is wrong and what to do. A fact
    that has words of its own is a function from `Texts` to them.
    """

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(f"{key} {facts}" if facts else key)
        self.key = key
        self.facts = facts


def default_language() -> str:
    """Return the language to speak when nobody chose one: `OPGAVETAFEL_LANG`, else Dutch."""
    wanted = os.environ.get("OPGAVETAFEL_LANG", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


@dataclass(frozen=True)
class Catalogue:
    """All texts of one language: per key its forms (one, or one per plural) and the rule to choose."""

    forms: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Catalogue:
    """Return the texts of `language`, read once per run of the program.

    Raises:
        ValueError: There is no such language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no texts in language {language!r}, only in {', '.join(LANGUAGES)}")
    forms: dict[str, tuple[str, ...]] = {}
    plural = "n != 1"
    for path in sorted((resources.assets() / "locale" / language).glob("*.po")):
        with path.open("rb") as file:
            messages = read_po(file, locale=language, abort_invalid=True)
        plural = messages.plural_expr
        for message in messages:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                found = message.string or ""
                forms[key] = (found,) if isinstance(found, str) else tuple(found)
    return Catalogue(forms, gettext.c2py(plural))


class Texts(string.Formatter):
    """The texts of one language: `Texts("nl")("task.cost", cost=40_000)`.

    Making one is cheap, so a screen that changes language makes another.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(language)
        self._locale = Locale.parse(language)
        self.forms_of_numbers: dict[str, Callable[[Any], str]] = {
            "euros": self.euros,
            "number": self.number,
            "tenths": self.tenths,
            "signed": self.signed,
            "signed_tenths": self.signed_tenths,
            "clock": self.minutes_seconds,
            "date": self.date,
        }

    def __call__(self, key: str, /, **facts: object) -> str:
        """Return the text of `key` with `facts` filled in; the fact `n` chooses between plurals.

        A text or fact that is missing is our mistake, and the player must not pay for it: they see
        the key, and the log tells once. With `OPGAVETAFEL_STRICT` set, as in tests, it raises.

        Raises:
            KeyError: Strict, and the key or a fact that its text names is missing.
        """
        forms = self._catalogue.forms.get(key)
        if forms is None:
            return self._missing(key, "")
        try:
            if len(forms) == 1:
                return self.vformat(forms[0], (), facts)
            n = facts["n"]
            if not isinstance(n, int):
                raise TypeError(f"n must be a whole number, got {n!r}")
            return self.vformat(forms[self._catalogue.plural(abs(n))], (), facts)
        except KeyError as fact:
            return self._missing(key, str(fact.args[0]))

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a text for `key`."""
        return key in self._catalogue.forms

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one fact in the form its field names; other forms are Python's own.

        A fact that is a function is asked for its words in this language.
        """
        if callable(value):
            return str(value(self))
        written = self.forms_of_numbers.get(format_spec)
        return written(value) if written else str(super().format_field(value, format_spec))

    def _missing(self, key: str, fact: str) -> str:
        what = (
            f"text {key!r} ({self.language}) needs the fact {fact!r}"
            if fact
            else (f"no text for key {key!r} in language {self.language!r}")
        )
        if os.environ.get("OPGAVETAFEL_STRICT"):
            raise KeyError(what)
        _tell_once(what)
        return key

    # Amounts, as a reader of this language expects them. ---------------------------------------------

    def euros(self, amount: int) -> str:
        """Return whole euros: `€ 100.000`, `€100,000`."""
        pattern = _EUROS[self.language]
        return format_currency(amount, "EUR", pattern, locale=self._locale, currency_digits=False)

    def number(self, value: int) -> str:
        """Return a whole number: `12.500`, `12,500`."""
        return format_decimal(value, "#,##0", locale=self._locale)

    def tenths(self, value: int) -> str:
        """Return tenths of a point as points: 508 is `50,8`, `50.8`."""
        return format_decimal(Decimal(value) / 10, "#,##0.0", locale=self._locale)

    def hundredths(self, value: int) -> str:
        """Return hundredths as a number from 0 to 1: 8 is `0,08`, `0.08`."""
        return format_decimal(Decimal(value) / 100, "0.00", locale=self._locale)

    def signed(self, value: int) -> str:
        """Return a change with its sign: `+5`, `-3`, `0`."""
        return format_decimal(value, "+#,##0;-#,##0" if value else "0", locale=self._locale)

    def signed_tenths(self, value: int) -> str:
        """Return a change in tenths of a point with its sign: -15 is `-1,5`, `-1.5`."""
        return format_decimal(
            Decimal(value) / 10, "+#,##0.0;-#,##0.0" if value else "0.0", locale=self._locale
        )

    def minutes_seconds(self, seconds: int) -> str:
        """Return a clock of minutes and seconds: 272 is `4:32`; below zero it has run out: `-0:07`."""
        minutes, rest = divmod(abs(seconds), 60)
        return f"{'-' if seconds < 0 else ''}{minutes}:{rest:02}"

    def date(self, day: datetime.date) -> str:
        """Return a day in words: `5 maart 2026`, `March 5, 2026`."""
        return format_date(day, "long", locale=self._locale)

    def listing(self, parts: Sequence[str]) -> str:
        """Return parts as one enumeration: `Nadia, Bram en Els`."""
        return format_list(parts, locale=self._locale)


@lru_cache(maxsize=1000)
def _tell_once(what: str) -> None:
    _log.warning(what)
