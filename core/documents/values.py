"""The values that a definition is made of, read strictly: a refusal says what was seen and shows an example."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from core.errors import DocumentInvalid, Problem, did_you_mean
from core.kernel.canonical import Json
from core.kernel.names import checked_name, checked_text, is_storable
from core.rules.source import read
from core.rules.tree import pointer

Word = TypeVar("Word", bound=StrEnum)

EXACT = 2**53  # a double holds every whole number below
DAYS = 36_525  # a hundred years
YEARS = range(1900, 2200)
_DECIMAL = re.compile(r"[-+]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})([eE][-+]?\d{1,4})?", flags=re.ASCII)


def refuse(what: str, *, fix: str, at: str = "") -> NoReturn:
    """Raise a DocumentInvalid with one fault; `at` is the pointer within the value."""
    raise DocumentInvalid([Problem(at, what, fix)])


def shown(value: Any) -> str:
    """Return a value for a message: quoted, cut, and without anything that a terminal or a page would act on."""
    if isinstance(value, Mapping | list | tuple):
        return "a list" if not isinstance(value, Mapping) else "a set of keys"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) >= 10**40:  # Python refuses to write thousands of digits
        return "a number of more than 40 digits"
    text = repr(value) if isinstance(value, str) else str(value)  # repr: what cannot be printed is escaped
    return text if len(text) <= 60 else text[:57] + "..."


def named(kind: str, *, example: str) -> Callable[[Any], str]:
    """Return a reader of names of a `kind` of thing."""

    def reader(value: Any) -> str:
        if not isinstance(value, str):
            refuse(f"The name must be text, and this is {shown(value)}.", fix=f'Put it in quotes, such as "{example}".')
        return checked_name(value, kind=kind, example=example)

    return reader


def text(value: Any) -> str:
    """Read a description."""
    if not isinstance(value, str):
        refuse(f"Text belongs here, and this is {shown(value)}.", fix='Put it in quotes, such as "Free delivery".')
    return checked_text(value)


def whole(lowest: int, *, below: int = EXACT, example: int) -> Callable[[Any], int]:
    """Return a reader of whole numbers from `lowest` up to, but not including, `below`."""

    def reader(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            what = f"A whole number belongs here, and this is {shown(value)}."
            refuse(what, fix=f"Write digits alone, such as {example}.")
        if not lowest <= value < below:
            most = "9007199254740991, which is 2^53 - 1" if below == EXACT else str(below - 1)
            refuse(f"It is {shown(value)}, outside of what is allowed.", fix=f"Write a number from {lowest} to {most}.")
        return value

    return reader


def decimal(*, places: int, above: Decimal | None = None, most: Decimal, example: str) -> Callable[[Any], Decimal]:
    """Return a reader of decimals from 0 (or above `above`) to `most`, with at most `places` digits after the point.

    Text and numbers are taken as they are written: 0.1 is one tenth. The result has no zeros at the end, or two places
    where `places` is 2, as amounts of money do; so equal definitions look equal.
    """

    def reader(value: Any) -> Decimal:
        number = _written(value, example)
        low = number < 0 if above is None else number <= above
        if low or number > most:
            least = "from 0" if above is None else f"above {above}"
            fix = f"Write a number {least} to {most:f}."
            refuse(f"It is {shown(value)}, outside of what is allowed.", fix=fix)
        exact = abs(number.quantize(Decimal(1).scaleb(-places)))
        if exact != number:
            seen = f"{shown(value)} has more than {places} digits after the point."
            refuse(seen, fix=f"Write at most {places}, such as {example}.")
        return exact if places == 2 else Decimal(f"{exact.normalize():f}")

    return reader


def _written(value: Any, example: str) -> Decimal:
    is_short = not isinstance(value, int) or abs(value) < 10**40  # Python refuses to write thousands of digits
    written = str(value).strip() if is_short and isinstance(value, int | float | Decimal | str) else ""
    if not _DECIMAL.fullmatch(written):
        refuse(f"A number belongs here, and this is {shown(value)}.", fix=f"Write it with a point, such as {example}.")
    return Decimal(written)


def day(value: Any) -> date:
    """Read a business day: a date, or ISO 8601 text."""
    found = value if isinstance(value, date) and not isinstance(value, datetime) else None
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, flags=re.ASCII):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
    if found is None:
        refuse(f"A day belongs here, and this is {shown(value)}.", fix="Write year, month and day, such as 2017-01-01.")
    if found.year not in YEARS:
        refuse(f"The year {found.year} is out of reach.", fix=f"Write a year from {YEARS[0]} to {YEARS[-1]}.")
    return found


def word(words: type[Word]) -> Callable[[Any], Word]:
    """Return a reader of one of several words."""

    def reader(value: Any) -> Word:
        if isinstance(value, str) and value in list(words):
            return words(value)
        hint = did_you_mean(value[:80], map(str, words)) if isinstance(value, str) else ""
        what = f"{shown(value)} is none of the words that can stand here."
        refuse(what, fix=f"{hint} Write {_either(list(words))}.".strip())

    return reader


def _either(words: list[Word]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def yes_or_no(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        refuse(f"True or false belongs here, and this is {shown(value)}.", fix="Write true or false.")
    return value


def logic(value: Any) -> Json:
    """Read JSONLogic: a copy of plain JSON in our bounds; what it means is checked against the fields elsewhere."""
    if isinstance(value, str):
        what = "A rule is written as it is, and this is text."
        refuse(what, fix='Take the quotes around it away: {"*": [{"var": "amount"}, 1]}.')
    return _copied(read(value), "")


def _copied(value: Any, path: str) -> Json:
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str) or not is_storable(key):
                refuse(
                    f"The key {shown(key)} is not text.", fix="The key is an operator, such as `>` or `var`.", at=path
                )
        return {k: _copied(v, pointer(path, k)) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(v, pointer(path, i)) for i, v in enumerate(value)]
    if isinstance(value, float) and not math.isfinite(value):
        refuse("The number is not finite.", fix="Write a finite number.", at=path)
    if isinstance(value, str) and not is_storable(value):
        refuse("The text holds a character that cannot be stored.", fix="Type it anew.", at=path)
    return value
