"""Questions about a rule's tree, as boolean formulas over its leaves.

The formulas are built with `&`, `|` and `~` alone, so a leaf may be anything that has them: a column of a truth table
(a numpy array) or a piece of SQL (`Sql`). One code asks both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Self

from core.rules import Condition, Rule

Truth = Any  # has & | ~


@dataclass(frozen=True, slots=True)
class Sql:
    """A two-valued SQL condition."""

    text: str

    def __and__(self, other: Self) -> Sql:
        return Sql(f"({self.text} AND {other.text})")

    def __or__(self, other: Self) -> Sql:
        return Sql(f"({self.text} OR {other.text})")

    def __invert__(self) -> Sql:
        return Sql(f"(NOT {self.text})")


class Tree:
    """The conditions of a rule over given truths of its leaves; `true` holds for everybody."""

    def __init__(self, rule: Rule, leaves: Mapping[str, Truth], *, true: Truth) -> None:
        self._nodes: dict[str, Condition] = {c.path: c for c in rule.conditions}
        self._members: dict[str, list[str]] = {c.path: [] for c in rule.conditions}
        for condition in rule.conditions:
            if condition.parent is not None:
                self._members[condition.parent].append(condition.path)
        self._true = true
        self._truth: dict[str, Truth] = dict(leaves)
        for path in reversed(self._nodes):  # groups stand before their members
            if self._members[path]:
                self._truth[path] = self._join(path, [self._truth[m] for m in self._members[path]])

    def questions(self) -> dict[tuple[str, str], Truth]:
        """Return the truths that one asks of every node, by its path and the question.

        "members": who satisfies it; "without": who would be in the segment without it; "reaching": who satisfies all
        that comes before it; "passing": who of those also satisfies it.
        """
        asked: dict[tuple[str, str], Truth] = {}
        for path, truth in self._truth.items():
            without, reaching = self._without(path), self._reaching(path)
            asked[path, "members"] = truth
            asked[path, "without"] = self._true if without is None else without
            asked[path, "reaching"] = reaching
            asked[path, "passing"] = reaching & truth
        return asked

    def _join(self, path: str, truths: list[Truth]) -> Truth:
        match self._nodes[path].kind:
            case "and":
                return reduce(and_, truths)
            case "or":
                return reduce(or_, truths)
            case "!":
                return ~truths[0]
            case "!!":
                return truths[0]
            case "if":
                return _chosen(truths)
            case other:
                raise ValueError(f"{other!r} is not a group of conditions")

    def _without(self, path: str) -> Truth | None:
        """Return the root's truth were the node at `path` not there; None when nothing at all is left.

        A group of which nothing is left goes too, and so does an `if` that misses any of its parts.
        """
        gone, left = path, None
        while (group := self._nodes[gone].parent) is not None:
            parts = [self._truth[m] if m != gone else left for m in self._members[group]]
            kept = [p for p in parts if p is not None]
            if self._nodes[group].kind == "if" and len(kept) < len(parts):
                kept = []
            left = self._join(group, kept) if kept else None
            gone = group
        return left

    def _reaching(self, path: str) -> Truth:
        """Return who satisfies every earlier sibling in the `and`s above the node at `path`."""
        reached, below = self._true, path
        while (group := self._nodes[below].parent) is not None:
            if self._nodes[group].kind == "and":
                for earlier in self._members[group][: self._members[group].index(below)]:
                    reached = reached & self._truth[earlier]
            below = group
        return reached


def _chosen(truths: list[Truth]) -> Truth:
    """Return the truth of `if`: of the branch behind the first test that holds, else of the last part (or false)."""
    tests, branches = truths[0 : len(truths) - 1 : 2], truths[1::2]
    otherwise = truths[-1] if len(truths) % 2 else truths[0] & ~truths[0]
    for test, branch in zip(reversed(tests), reversed(branches), strict=True):
        otherwise = (test & branch) | (~test & otherwise)
    return otherwise
