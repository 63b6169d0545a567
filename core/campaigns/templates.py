"""Messages with placeholders: parsed, checked against what there is to name, and filled in.

    Dear customer, your last visit was {{ last_purchase_days_ago | "some" }} days ago.

A placeholder is the name of a feature, or one of OWN; the text after `|` stands where a customer has no such value.
Everything else, single braces too, is the author's own text and goes out as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from core.campaigns.values import is_text
from core.errors import BadInput, Problem, did_you_mean

OWN = ("customer_id", "campaign.name", "offer.name", "offer.code", "offer.value")
"""What can be named besides features."""

_OPEN, _CLOSE = "{{", "}}"
_PLACEHOLDER = re.compile(r'\{\{\s*([A-Za-z_][\w.-]*)\s*(?:\|\s*"([^"{}\n]*)"\s*)?\}\}', flags=re.ASCII)
_HOW = 'Write it like {{ last_purchase_on }}, or {{ last_purchase_on | "never" }} with what stands where it is missing.'
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")  # with which a spreadsheet takes a cell for a formula


class Escape(StrEnum):
    """Where a text goes, and so what must not be in a value."""

    TEXT = "text"
    HTML = "html"  # a value is text there, never markup
    HEADER = "header"  # one line
    CSV = "csv"  # a cell that no spreadsheet takes for a formula


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name for which a customer's value is put in, and what stands there without one."""

    name: str
    fallback: str | None


@dataclass(frozen=True, slots=True)
class Template:
    """A text taken apart: the author's own stretches, and placeholders between them."""

    parts: tuple[str | Placeholder, ...]

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """The placeholders in their order."""
        return tuple(p for p in self.parts if isinstance(p, Placeholder))

    @property
    def fields(self) -> tuple[str, ...]:
        """The names in the order of their first use."""
        return tuple(dict.fromkeys(p.name for p in self.placeholders))


@lru_cache(maxsize=256)  # the same few texts, for each of many customers
def parse(text: str) -> Template:
    """Take a text apart. Raises BadInput for the first placeholder that is not one."""
    parts: list[str | Placeholder] = []
    for piece, what in _pieces(text):
        if what:
            raise BadInput(what, fix=_HOW)
        parts.append(piece)
    return Template(tuple(parts))


def problems(text: str, known: Collection[str], *, at: str) -> Iterator[Problem]:
    """Yield every fault of a text: what is no placeholder, and names that are neither `known` nor OWN.

    `at` is the pointer to the text.
    """
    names = [*OWN, *known]
    unknown = set[str]()
    for piece, what in _pieces(text):
        if what:
            yield Problem(at, what, _HOW)
        elif isinstance(piece, Placeholder) and piece.name not in names and piece.name not in unknown:
            unknown.add(piece.name)
            hint = did_you_mean(piece.name[:80], names) or f"Name a feature, or one of {', '.join(OWN)}."
            yield Problem(at, f"There is nothing called {piece.name[:80]!r} to put into a message.", hint)


def render(template: Template, values: Mapping[str, Any], escape: Escape = Escape.TEXT) -> str:
    """Return the text with the values put in. Raises BadInput when one is not there at all; None is what is missing."""
    filled = "".join(p if isinstance(p, str) else _value(p, values, escape) for p in template.parts)
    if escape is Escape.HEADER:
        return _one_line(filled)
    return guarded(filled) if escape is Escape.CSV else filled


def guarded(cell: str) -> str:
    """Return the content of a cell such that no spreadsheet takes it for a formula; a second time changes nothing."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_RISKY) else cell


def _pieces(text: str) -> Iterator[tuple[str | Placeholder, str]]:
    """Yield the parts of a text, each with what is wrong with it, or an empty string."""
    place = 0
    while (begin := text.find(_OPEN, place)) >= 0:
        if begin > place:
            yield text[place:begin], ""
        found = _PLACEHOLDER.match(text, begin)
        if found is not None:
            yield Placeholder(found[1], found[2]), ""
            place = found.end()
            continue
        end = text.find(_CLOSE, begin)
        line = f"(line {text.count(chr(10), 0, begin) + 1})"
        if end < 0:
            yield text[begin:], f"A placeholder begins with {{{{ and does not end {line}."
            return
        place = end + len(_CLOSE)
        yield text[begin:place], f"{text[begin:place][:60]!a} is no placeholder {line}."
    if place < len(text):
        yield text[place:], ""


def _value(placeholder: Placeholder, values: Mapping[str, Any], escape: Escape) -> str:
    if placeholder.name not in values:
        raise BadInput(
            f"The message names {placeholder.name!r}, of which no value was kept.",
            fix="Plan the campaign again: values are kept when it is planned.",
        )
    found = values[placeholder.name]
    text = _printable((placeholder.fallback or "") if found is None else str(found))
    return html.escape(text, quote=True) if escape is Escape.HTML else text


def _printable(text: str) -> str:
    if text.isprintable():  # nearly every value; a look at each character takes longer than all else about a message
        return text
    return "".join(c for c in text if is_text(c) or c in "\n\t")


def _one_line(text: str) -> str:
    return " ".join(text.split())
