"""From a plain document to a definition, or to every fault of its structure in words of our own, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from core.documents.kind import Definition, Kind
from core.documents.part import Part
from core.documents.values import shown
from core.errors import DocumentInvalid, LabError, Problem, RuleError, did_you_mean
from core.rules.tree import pointer

Loc = Sequence[str | int]


def structured(document: Any, kind: Kind[Definition]) -> tuple[Definition | None, tuple[Problem, ...]]:
    """Return the definition that the document stands for, or None and every fault that keeps it from being one."""
    if not isinstance(document, Mapping):
        what = f"A {kind.noun} is a set of keys with values, and this is {shown(document)}."
        fix = f"Write keys and values, such as `{kind.begins}`{_first(kind)}."
        return None, (Problem("", what, fix),)
    try:
        return kind.model.model_validate(dict(document), by_alias=True, by_name=False), ()
    except ValidationError as error:
        return None, tuple(p for e in error.errors(include_url=False) for p in _translated(e, kind))


def in_order(problems: Iterable[Problem], kind: Kind[Any]) -> tuple[Problem, ...]:
    """Return the problems in the order in which such a definition is written, none of them twice."""
    order = {key: i for i, key in enumerate(kind.model.keys())}

    def place(problem: Problem) -> tuple[int, int]:
        parts = problem.pointer.split("/")
        row = int(parts[2]) if len(parts) > 2 and parts[2].isdecimal() else -1
        return (order.get(parts[1], len(order)) if len(parts) > 1 else -1), row

    return tuple(sorted(dict.fromkeys(problems), key=place))


def _first(kind: Kind[Any]) -> str:
    """Return what says which keys have to be there, if any have to."""
    needed = [key for key, name in kind.model.keys().items() if kind.model.model_fields[name].is_required()]
    if not needed:
        return ""
    *most, last = needed
    return f"; the first are {', '.join(most)} and {last}" if most else f"; the first is {last}"


def _translated(error: ErrorDetails, kind: Kind[Any]) -> Iterator[Problem]:
    """Yield pydantic's fault in our words."""
    at, key = "", str(error["loc"][-1]) if error["loc"] else ""
    for part in error["loc"]:
        at = pointer(at, part)
    example = _example(error["loc"], kind)
    if error["type"] == "value_error":
        yield from _own(error["ctx"]["error"], at)
    elif error["type"] == "missing":
        yield Problem(at, f"`{key}` is missing.", f"Write it, such as `{key}: {example}`.")
    elif error["type"] == "extra_forbidden":
        yield _unknown(error["loc"], at, kind.model)
    elif error["type"] == "tuple_type":
        what = f"A list belongs here, and this is {shown(error['input'])}."
        yield Problem(at, what, f"Write each item on a line after a hyphen, or {example}.")
    elif error["type"] == "invalid_key":
        yield Problem(at, f"The key {shown(error['loc'][-1])} is not text.", "Put it in quotes.")
    else:
        what = f"A set of keys with values belongs here, and this is {shown(error['input'])}."
        yield Problem(at, what, f"Write it like {example}.")


def _own(error: Exception, at: str) -> Iterator[Problem]:
    """Yield the faults that one of our own readers raised, their places below `at`."""
    if isinstance(error, DocumentInvalid | RuleError):
        yield from (Problem(at + p.pointer, p.what, p.fix) for p in error.problems)
    elif isinstance(error, LabError):
        yield Problem(at, error.what, error.fix)
    else:
        raise error


def _unknown(loc: Loc, at: str, model: type[Part]) -> Problem:
    known = list(_around(loc, model).keys())
    fix = did_you_mean(str(loc[-1])[:80], known) or f"These can stand here: {', '.join(known)}."
    return Problem(at, f"There is no key {shown(loc[-1])} here.", fix)


def _around(loc: Loc, model: type[Part]) -> type[Part]:
    """Return the part of the model that holds the place."""
    for step in loc[:-1]:
        name = model.keys().get(str(step))
        if name is not None:
            model = next(_parts(model.model_fields[name].annotation), model)
    return model


def _parts(annotation: Any) -> Iterator[type[Part]]:
    """Yield the parts that an annotation such as `tuple[Tier, ...] | None` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _example(loc: Loc, kind: Kind[Any]) -> str:
    """Return what could stand at the place: an item of the list's example, or what its key looks like."""
    keys = [str(step) for step in loc if not isinstance(step, int)]
    if not keys:
        return "..."
    example = kind.examples.get(keys[-1], "...")
    if isinstance(loc[-1], int):
        return example[1:-1].split(", {")[0] if example.startswith("[") else example
    return kind.within.get((keys[-2], keys[-1]), example) if len(keys) > 1 else example
