"""Rules in documents that are asked of what happened, such as a purchase or a new row, and not of customers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from core.errors import Problem, RuleError
from core.rules.tree import pointer


def rule_problems(
    rule: Any, at: str, *, check: Callable[[Any], object], relative: Callable[[str], Problem]
) -> Iterator[Problem]:
    """Yield every fault of the rule at a place.

    check: raises RuleError for those that any rule can have. relative: says, of a place, why `within_last_days` cannot
    stand there, which counts from the day of a question.
    """
    yield from map(relative, _relative(rule, at))
    try:
        check(rule)
    except RuleError as error:
        yield from (Problem(at + p.pointer, p.what, p.fix) for p in error.problems)


def _relative(rule: Any, at: str) -> Iterator[str]:
    """Yield the places of the conditions that count days from the day of the question."""
    stack = [(rule, at)]
    while stack:
        part, place = stack.pop()
        if isinstance(part, Mapping):
            if "within_last_days" in part:
                yield place
            stack += [(inner, pointer(place, str(key))) for key, inner in part.items()]
        elif isinstance(part, list):
            stack += [(inner, pointer(place, n)) for n, inner in enumerate(part)]
