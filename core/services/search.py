"""Find customers: by id or its beginning, by values of features, by segments. Nothing is kept, only ids are logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from core.errors import NotFound, did_you_mean
from core.features import Dictionary, FeatureView
from core.kernel.canonical import Json
from core.kernel.schema import Field, FieldType
from core.reports import customers as shown
from core.reports import words
from core.rules import Rule, where
from core.segments.references import SEGMENT, references
from core.segments.relation import KEY, quoted, relation
from core.services.audiences import Audiences
from core.services.features import AsOf, Features
from core.services.segments import Segments
from core.warehouse import Engine

MOST = 1_000  # customers that can be paged through; whoever wants all makes a segment
PAGE = 25
VALUES = 500  # of a feature that can be looked for
TEXTS = 4  # among the telling features
_LAST = chr(0x10FFFF)  # stands behind every other letter
_LONGEST = 18  # digits of a whole number that surely fits


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a search: `rows` of one page in ascending order of the ids (customer_id and the telling features).

    n: how many customers there are in all. why_empty: the sentence that says why there is none.
    """

    rows: pl.DataFrame
    n: int
    view: FeatureView
    why_empty: str = ""

    def _repr_html_(self) -> str:
        return shown.found(self.rows, self.view.schema, n=self.n, note=self.why_empty, zone=self.view.zone)


def telling(dictionary: Dictionary) -> tuple[Field, ...]:
    """Return the features that say most of a customer: the name for its scores, their measures, then other texts."""
    schema, scores = dictionary.schema, dictionary.scores()
    groups = {schema[name].group for name in scores}
    texts = sorted((f for f in schema.values() if f.type is FieldType.STRING), key=lambda f: f.group not in groups)
    measures = [schema[measure] for measure, _ in scores.values()]
    return tuple(dict.fromkeys([*texts[:1], *measures, *texts[1:TEXTS]]))


class Search:
    """Searches among the customers as of any instant; every answer is read with a limit, never sorted as a whole."""

    def __init__(self, engine: Engine, features: Features, segments: Segments, *, audiences: Audiences) -> None:
        self._engine = engine
        self._features = features
        self._segments = segments
        self._audiences = audiences

    def find(
        self, id: str = "", *, values: Mapping[str, Sequence[Any]] | None = None, segments: Sequence[str] = (),
        as_of: AsOf = None, limit: int = PAGE, offset: int = 0,
    ) -> Found:  # fmt: skip
        """Return the customers whose id is or begins with `id`, with these values of features, in all these segments.

        If no id begins as it is written, small letters are tried, then capital ones. values: by feature, those to look
        for; None among them stands for unknown. Raises RuleError for a feature or value that is none, NotFound for a
        segment.
        """
        view, begins = self._features.view(as_of), id.strip()
        rule = self._rule(values or {}, [self._segments.get(s).slug for s in segments])
        base, truth = self._condition(view, rule)
        numbers = bool(begins) and self.has_numbers(view)
        for written in dict.fromkeys((begins, begins.lower(), begins.upper())):
            within, given = beginning(written, numbers=numbers)
            asked = f"FROM {base} WHERE ({truth}) AND ({within})"
            ((n,),) = self._engine.rows(f"SELECT count(*) {asked}", given)
            if n:
                break
        columns = ", ".join([KEY, *(quoted(f.name) for f in telling(self._features.dictionary))])
        page = f"ORDER BY {KEY} LIMIT {int(limit)} OFFSET {int(offset)}"
        rows = self._engine.frame(f"SELECT {columns} {asked} {page}", given)
        return Found(rows, n, view, "" if n else self._why_empty(begins, rule, view))

    def nearest(self, id: str, *, as_of: AsOf = None, n: int = 2) -> list[str | int]:
        """Return the ids beside the place where `id` would stand in their order, at most `n` on either side."""
        view, text = self._features.view(as_of), id.strip()
        around: str | int = text
        if self.has_numbers(view):
            around = int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0
        parts = [
            f"(SELECT {KEY} FROM {view.relation} WHERE {KEY} {sign} $id ORDER BY {KEY} {order} LIMIT {int(n)})"
            for sign, order in (("<", "DESC"), (">=", "ASC"))
        ]
        return [r[0] for r in self._engine.rows(f"{' UNION ALL '.join(parts)} ORDER BY {KEY}", {"id": around})]

    def has_numbers(self, view: FeatureView) -> bool:
        """Say whether the ids of customers are whole numbers."""
        return self._engine.describe(f"SELECT {KEY} FROM {view.relation}")[KEY] == "BIGINT"

    def filters(self) -> tuple[Field, ...]:
        """Return the features whose values can be looked for: texts, yes or no, and numbers of which there are few."""
        kinds = (FieldType.STRING, FieldType.BOOLEAN)
        few = {f.name for f in self._features.schema.values() if f.allowed and f.type is FieldType.INTEGER}
        return tuple(f for f in self._features.schema.values() if f.type in kinds or f.name in few)

    def field(self, name: str) -> Field:
        """Return one of `filters`. Raises NotFound with the nearest names."""
        field = next((f for f in self.filters() if f.name == name), None)
        if field is None:
            names = [f.name for f in self.filters()]
            raise NotFound(
                f"{name[:80]!r} is no feature whose values can be looked for. {did_you_mean(name, names)}".rstrip(),
                fix="Use one that holds texts, or yes and no. For the others, make a segment with a rule.",
            )
        return field

    def values(self, name: str, *, as_of: AsOf = None) -> list[Any]:
        """Return the values of a feature that can be looked for: the allowed or the most frequent ones, None last.

        Raises NotFound for a feature that is none of `filters`.
        """
        field = self.field(name)
        unknown = [None] if field.nullable else []
        if field.type is FieldType.BOOLEAN:
            return [True, False, *unknown]
        if field.allowed:
            return [*field.allowed, *unknown]
        view, column = self._features.view(as_of), quoted(name)
        top = (
            f"SELECT {column} AS v, count(*) AS n FROM {view.relation} WHERE {column} IS NOT NULL GROUP BY 1 "
            f"ORDER BY n DESC, v LIMIT {VALUES}"
        )
        return [*(r[0] for r in self._engine.rows(f"SELECT v FROM ({top}) ORDER BY v")), *unknown]

    def _rule(self, values: Mapping[str, Sequence[Any]], slugs: Sequence[str]) -> Rule | None:
        parts = [_one_of(name, wanted) for name, wanted in values.items() if wanted]
        parts += [{"==": [{"var": SEGMENT + slug}, True]} for slug in slugs]
        return self._segments.check({"and": parts}) if parts else None

    def _condition(self, view: FeatureView, rule: Rule | None) -> tuple[str, str]:
        if rule is None:
            return view.relation, "TRUE"
        return relation(view, [rule], self._segments.sources(references(rule))), where(rule, as_of=view.as_of)

    def _why_empty(self, id: str, rule: Rule | None, view: FeatureView) -> str:
        if rule is not None and (why := self._audiences.preview(rule, as_of=view).empty_because):
            return why
        if rule is not None:
            return f"Customers fit the other conditions, but no id among theirs begins with {id[:80]!r}."
        near = words.listed(map(str, self.nearest(id, as_of=view)))
        if not near:
            return "There is no customer at all as of this instant."
        return f"No customer's id begins with {id[:80]!r}. The nearest are {near}."


def beginning(id: str, *, numbers: bool) -> tuple[str, dict[str, str | int]]:
    """Return the SQL condition that a customer's id begins with `id`, and its parameters.

    It is made of ranges, so that of a file in the order of the ids only the places where they stand are read.
    """
    if not id:
        return "TRUE", {}
    if not numbers:
        ranges: list[tuple[str | int, str | int]] = [(id, id + _LAST)]
    elif is_whole(id):
        ranges = [_digits(int(id), more) for more in range(_LONGEST - len(id.lstrip("-")) + 1 if int(id) else 1)]
    else:
        return "FALSE", {}
    condition = " OR ".join(f"{KEY} BETWEEN $low{i} AND $high{i}" for i in range(len(ranges)))
    ends = {
        f"{end}{i}": value for i, pair in enumerate(ranges) for end, value in zip(("low", "high"), pair, strict=True)
    }
    return condition, ends


def _digits(number: int, more: int) -> tuple[int, int]:
    """Return the lowest and the highest number that begins with the digits of `number` and has so many `more`."""
    ends = number * 10**more, number * 10**more + (10**more - 1) * (1 if number > 0 else -1)
    return min(ends), max(ends)


def is_whole(text: str) -> bool:
    """Say whether a text is a whole number as the warehouse spells it: 7, not 007, 7.0 or +7."""
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST and str(int(text)) == text


def _one_of(name: str, wanted: Sequence[Any]) -> Json:
    """Return the condition that a feature has one of the values; None stands for unknown."""
    known = [v for v in wanted if v is not None]
    parts: list[Json] = [{"==": [{"var": name}, v]} for v in known if isinstance(v, bool)]
    if known and not parts:
        parts = [{"in": [{"var": name}, known]}]
    if None in wanted:
        parts.append({"missing": [name]})
    return parts[0] if len(parts) == 1 else {"or": parts}
