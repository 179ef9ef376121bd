"""Conditions: when an event card may come, read from one line or from a mapping into one checked form.

`round >= 2 and leefwereld < 50` and `{round: {from: 2}, leefwereld: {below: 50}}` are the same condition.
A condition is a tree of comparisons; each comparison is linear (numbers times values, added up), so rules
evaluate it with whole numbers and `intervals` can tell what can never be true. Nothing is ever executed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

MAX_LENGTH = 200
MAX_DEPTH = 12

Sign = Literal["<", "<=", "==", "!=", ">", ">="]
_OPPOSITE: dict[Sign, Sign] = {"<": ">=", "<=": ">", "==": "!=", "!=": "==", ">": "<=", ">=": "<"}
_SIGNS: dict[str, Sign] = {
    "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=", "==": "==", "!=": "!=", "≠": "!=",
}  # fmt: skip
_WORDS = {"and": "and", "en": "and", "or": "or", "of": "or", "not": "not", "niet": "not"}
_MEANT = {"=": "==", "&&": "and", "||": "or", "!": "not"}
"""Signs of other languages, and what they are here."""

RESERVED = frozenset({*_WORDS, "round", "trust", "patience", "table_support", "lowest_support", "cohesion"})
"""Names that an indicator cannot have, because a condition reads them as something else."""

_BY_WORD: dict[str, Sign] = {
    "below": "<",
    "to": "<=",
    "is": "==",
    "is_not": "!=",
    "above": ">",
    "from": ">=",
}
"""The words of the mapping form."""


class Spot(NamedTuple):
    """Where something stands in a condition: the path in the mapping form, then the columns in one line."""

    path: tuple[str | int, ...] = ()
    start: int = 0
    end: int = 0


class ConditionError(ValueError):
    """A condition cannot be read.

    Attributes:
        code: The code of the problem.
        spot: Where in the condition.
        facts: What the message tells.
    """

    def __init__(self, code: str, spot: Spot, **facts: object) -> None:
        super().__init__(f"{code} at {spot}: {facts}")
        self.code = code
        self.spot = spot
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison with 0: the sum of coefficient x value, and a constant.

    Coefficients are in tenths and values in tenths, so the sum and the constant are in hundredths of a point.
    """

    terms: tuple[tuple[int, str], ...]
    constant: int
    sign: Sign
    spot: Spot = field(default=Spot(), compare=False)


@dataclass(frozen=True, slots=True)
class Every:
    """True when all its parts are."""

    parts: tuple["Test", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """True when one of its parts is."""

    parts: tuple["Test", ...]


Test: TypeAlias = Compare | Every | Some


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was read: what to test, and which names it reads where."""

    test: Test
    names: tuple[tuple[str, Spot], ...] = field(default=(), compare=False)


def holds(condition: Condition, read: Callable[[str], int]) -> bool:
    """Return whether the condition is true now.

    Args:
        condition: What to test.
        read: Gives the value of a name in tenths: indicator 50.8 is 508, round 2 is 20, trust 45 is 450.
    """
    return _true(condition.test, read)


def _true(test: Test, read: Callable[[str], int]) -> bool:
    match test:
        case Every(parts):
            return all(_true(part, read) for part in parts)
        case Some(parts):
            return any(_true(part, read) for part in parts)
        case Compare(terms, constant, sign):
            return compares(constant + sum(times * read(name) for times, name in terms), sign)


def compares(difference: int, sign: Sign) -> bool:
    """Return whether a difference stands so to 0."""
    match sign:
        case "<":
            return difference < 0
        case "<=":
            return difference <= 0
        case "==":
            return difference == 0
        case "!=":
            return difference != 0
        case ">":
            return difference > 0
        case ">=":
            return difference >= 0


def comparisons(test: Test) -> Iterator[Compare]:
    """Yield the comparisons of a test, first to last."""
    if isinstance(test, Compare):
        yield test
    else:
        for part in test.parts:
            yield from comparisons(part)


def negated(test: Test) -> Test:
    """Return the test that is true exactly when this one is not."""
    match test:
        case Every(parts):
            return Some(tuple(negated(part) for part in parts))
        case Some(parts):
            return Every(tuple(negated(part) for part in parts))
        case Compare(terms, constant, sign, spot):
            return Compare(terms, constant, _OPPOSITE[sign], spot)


# The one-line form. ----------------------------------------------------------------------------------


def parse(text: str, path: tuple[str | int, ...] = ()) -> Condition:
    """Return the condition that one line says.

    Args:
        text: For example `round >= 2 and leefwereld < 50`.
        path: Where this line stands when it is part of a mapping form.

    Raises:
        ConditionError: It cannot be read; the spot has the columns in `text`, from 0.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError("OT142", Spot(path, 0, len(text)), most=MAX_LENGTH)
    return _Line(text, path).condition()


class _Token(NamedTuple):
    kind: Literal["number", "name", "word", "sign", "plus", "minus", "times", "open", "close", "end"]
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""\s*(?:
      (?P<name>\d*[^\W\d_]\w*(?:-\w+)*(?:\.\w+(?:-\w+)*)?)
    | (?P<number>\d[\d_]*(?:[.,]\d+)?)
    | (?P<sign><=|>=|==|!=|[<>≤≥≠])
    | (?P<plus>\+) | (?P<minus>[-−]) | (?P<times>[*×]) | (?P<open>\() | (?P<close>\))
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)

_Sum: TypeAlias = tuple[dict[str, int], int]
"""Coefficients per name in tenths, and a constant in hundredths."""


class _Value(NamedTuple):
    sum: _Sum
    start: int
    end: int


class _Truth(NamedTuple):
    test: Test
    start: int
    end: int


# How strongly each sign binds; a stronger one is read first.
_OR, _AND, _NOT, _COMPARE, _ADD, _MULTIPLY, _NEGATE = range(1, 8)
_POWERS = {"or": _OR, "and": _AND, "sign": _COMPARE, "plus": _ADD, "minus": _ADD, "times": _MULTIPLY}


class _Line:
    """Reads one line by the strength of its signs (a Pratt parser)."""

    def __init__(self, text: str, path: tuple[str | int, ...]) -> None:
        self._text = text
        self._path = path
        self._tokens = list(self._split())
        self._next = 0
        self._depth = 0
        self._names: list[tuple[str, Spot]] = []

    def condition(self) -> Condition:
        read = self._truth(self._read(0))
        last = self._tokens[self._next]
        if last.kind != "end":
            raise self._error("OT140", last, found=last.text)
        return Condition(read.test, tuple(self._names))

    def _split(self) -> Iterator[_Token]:
        at = 0
        while True:
            found = _TOKEN.match(self._text, at)
            if found is None:
                start = at + len(self._text[at:]) - len(self._text[at:].lstrip())
                sign = next((sign for sign in _MEANT if self._text.startswith(sign, start)), "")
                found_here = sign or self._text[start]
                spot = self._spot(start, start + len(found_here))
                raise ConditionError("OT140", spot, found=found_here, meant=_MEANT.get(sign, ""))
            kind = found.lastgroup or "end"
            text, start, at = found[kind], found.start(kind), found.end()
            if kind == "name" and text.casefold() in _WORDS:
                kind, text = "word", _WORDS[text.casefold()]
            yield _Token(kind, text, start, at)  # type: ignore[arg-type]
            if kind == "end":
                return

    def _take(self) -> _Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _read(self, power: int) -> _Value | _Truth:
        """Return what stands here, up to a sign that binds less strongly than `power`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ConditionError("OT142", self._spot(0, len(self._text)), most=MAX_LENGTH)
        left = self._first()
        while _POWERS.get(self._kind(), 0) > power:
            left = self._join(left, self._take())
        self._depth -= 1
        return left

    def _kind(self) -> str:
        token = self._tokens[self._next]
        return token.text if token.kind == "word" else token.kind

    def _first(self) -> _Value | _Truth:
        token = self._take()
        match token.kind:
            case "number":
                return _Value(({}, 10 * self._tenths(token)), token.start, token.end)
            case "name":
                self._names.append((token.text, self._spot(token.start, token.end)))
                return _Value(({token.text: 10}, 0), token.start, token.end)
            case "minus":
                negative = self._value(self._read(_NEGATE))
                return _Value(_times(negative.sum, -1), token.start, negative.end)
            case "word" if token.text == "not":
                test = self._truth(self._read(_NOT))
                return _Truth(negated(test.test), token.start, test.end)
            case "open":
                inner = self._read(0)
                close = self._take()
                if close.kind != "close":
                    raise self._error("OT144", token)
                return inner._replace(start=token.start, end=close.end)
            case "end":
                raise ConditionError("OT145", self._spot(0, len(self._text)))
            case _:
                raise self._error("OT140", token, found=self._text[token.start : token.end])

    def _join(self, left: _Value | _Truth, token: _Token) -> _Value | _Truth:
        match token.kind:
            case "word":
                first = self._truth(left)
                second = self._truth(self._read(_POWERS[token.text]))
                kind = Every if token.text == "and" else Some
                return _Truth(kind((first.test, second.test)), left.start, second.end)
            case "sign":
                return self._chain(self._value(left), token)
            case "times":
                second_value = self._value(self._read(_MULTIPLY))
                return self._product(self._value(left), second_value)
            case _:
                added = self._value(self._read(_ADD))
                factor = 1 if token.kind == "plus" else -1
                return _Value(_plus(self._value(left).sum, _times(added.sum, factor)), left.start, added.end)

    def _chain(self, left: _Value, sign: _Token) -> _Truth:
        """Return `left < b`, or `left < b < c` as both comparisons."""
        tests: list[Test] = []
        start = left.start
        while True:
            right = self._value(self._read(_COMPARE))
            terms, constant = _plus(left.sum, _times(right.sum, -1))
            spot = self._spot(left.start, right.end)
            known = tuple((times, name) for name, times in terms.items() if times)
            tests.append(Compare(known, constant, _SIGNS[sign.text], spot))
            if self._tokens[self._next].kind != "sign":
                return _Truth(tests[0] if len(tests) == 1 else Every(tuple(tests)), start, right.end)
            left, sign = right, self._take()

    def _product(self, left: _Value, right: _Value) -> _Value:
        number, value = (left, right) if not left.sum[0] else (right, left)
        if number.sum[0]:
            raise ConditionError("OT143", self._spot(left.start, right.end))
        terms, constant = value.sum
        times = number.sum[1] // 10  # tenths: a number has one decimal
        if number.sum[1] % 10 or any(times * each % 10 for each in (*terms.values(), constant)):
            raise ConditionError("OT146", self._spot(left.start, right.end))
        product = {name: times * each // 10 for name, each in terms.items()}, times * constant // 10
        return _Value(product, left.start, right.end)

    def _tenths(self, token: _Token) -> int:
        whole, _, decimals = token.text.replace("_", "").replace(",", ".").partition(".")
        if len(decimals) > 1 or len(whole) > 9 or "," in token.text:
            raise self._error("OT146", token)
        return int(whole) * 10 + int(decimals or 0)

    def _truth(self, read: _Value | _Truth) -> _Truth:
        if isinstance(read, _Value):
            raise ConditionError("OT141", self._spot(read.start, read.end))
        return read

    def _value(self, read: _Value | _Truth) -> _Value:
        if isinstance(read, _Truth):
            raise ConditionError("OT147", self._spot(read.start, read.end))
        return read

    def _error(self, code: str, token: _Token, **facts: object) -> ConditionError:
        return ConditionError(code, self._spot(token.start, token.end), **facts)

    def _spot(self, start: int, end: int) -> Spot:
        return Spot(self._path, start, end)


def _plus(one: _Sum, other: _Sum) -> _Sum:
    names = {**one[0], **other[0]}
    return {name: one[0].get(name, 0) + other[0].get(name, 0) for name in names}, one[1] + other[1]


def _times(one: _Sum, factor: int) -> _Sum:
    return {name: factor * times for name, times in one[0].items()}, factor * one[1]


# The mapping form. -----------------------------------------------------------------------------------


def from_data(data: object, path: tuple[str | int, ...] = ()) -> Condition:
    """Return the condition that a `when:` says, in whichever form it was written.

    Args:
        data: A line, or a mapping such as `{any: [{round: {from: 2}}, {leefwereld: {below: 50}}]}`.
        path: Where the data stands in the whole condition.

    Raises:
        ConditionError: It is no condition; the spot tells where.
    """
    if isinstance(data, str):
        return parse(data, path)
    if not isinstance(data, Mapping) or not data:
        raise ConditionError("OT148", Spot(path))
    if len(path) > MAX_DEPTH:
        raise ConditionError("OT142", Spot(path), most=MAX_LENGTH)
    parts = [_part(str(key), value, (*path, str(key))) for key, value in data.items()]
    return _joined(Every, parts)


def _part(key: str, value: object, path: tuple[str | int, ...]) -> Condition:
    match key:
        case "all" | "any":
            if not isinstance(value, list) or not value:
                raise ConditionError("OT149", Spot(path), word=key)
            parts = [from_data(item, (*path, index)) for index, item in enumerate(value)]
            return _joined(Every if key == "all" else Some, parts)
        case "not":
            inner = from_data(value, path)
            return Condition(negated(inner.test), inner.names)
        case _:
            return _bounds(key, value, path)


def _bounds(name: str, value: object, path: tuple[str | int, ...]) -> Condition:
    """Return what is asked of one value: `{from: 2, below: 6}`, or a number for `is`."""
    asked = value if isinstance(value, Mapping) else {"is": value}
    if not asked:
        raise ConditionError("OT148", Spot(path))
    tests: list[Test] = []
    for word, number in asked.items():
        at = Spot((*path, str(word)) if isinstance(value, Mapping) else path)
        if word not in _BY_WORD:
            raise ConditionError("OT150", at, found=str(word), known=tuple(_BY_WORD))
        tests.append(Compare(((10, name),), -10 * _whole_tenths(number, at), _BY_WORD[word], at))
    return Condition(tests[0] if len(tests) == 1 else Every(tuple(tests)), ((name, Spot(path)),))


def _whole_tenths(number: object, at: Spot) -> int:
    if isinstance(number, bool) or not isinstance(number, int | float) or abs(number) > 10**9:
        raise ConditionError("OT151", at)
    tenths = round(number * 10)
    if isinstance(number, float) and tenths / 10 != number:
        raise ConditionError("OT146", at)
    return tenths


def _joined(kind: type[Every] | type[Some], parts: list[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    names = tuple(name for part in parts for name in part.names)
    return Condition(kind(tuple(part.test for part in parts)), names)
