"""What a rule refers to beyond the features: other segments (`segment.<slug>`) and random shares (`bucket.<salt>`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from core.errors import Problem, Refused, RuleRefused, SegmentCycle
from core.kernel.canonical import Json
from core.kernel.schema import Field, FieldType
from core.rules import Rule
from core.rules.parse import short
from core.rules.tree import Var, walk

SEGMENT = "segment."
BUCKET = "bucket."
DEEPEST = 50  # segments one inside another
_SALT = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")  # one case only: SQL does not tell "A" from "a" in a column's name
_SHOWN = 8  # segments of a circle

BUCKET_FIELD = Field(
    "bucket.*",
    FieldType.INTEGER,
    nullable=False,
    label="Random share",
    group="Random share",
    description="A stable bucket from 0 to 9,999 by customer and salt; below 1,000 is a stable tenth of all customers.",
)


def segment_field(slug: str, name: str) -> Field:
    """Return the field by which rules refer to the membership of a segment."""
    return Field(
        SEGMENT + slug,
        FieldType.BOOLEAN,
        nullable=False,
        label=name,
        group="Segments",
        description=f"Whether the customer is a member of the segment {name!r} as of the same instant.",
    )


def references(rule: Rule) -> tuple[str, ...]:
    """Return the slugs of the segments that the rule refers to."""
    return tuple(sorted(f.removeprefix(SEGMENT) for f in rule.fields if f.startswith(SEGMENT)))


def named_segments(rule: Json) -> set[str]:
    """Return the slugs that a stored rule (JSONLogic) refers to, whether or not it would still pass the check."""
    found, stack = set(), [rule]
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack.extend(part)
        elif isinstance(part, dict):
            for operator, given in part.items():
                stack.append(given)
                name = given[0] if isinstance(given, list) and given else given
                if operator == "var" and isinstance(name, str) and name.startswith(SEGMENT):
                    found.add(name.removeprefix(SEGMENT))
    return found


def refuse_salts(rule: Rule) -> None:
    """Raise RuleRefused for random shares whose name cannot be the name of a column on every engine."""
    shares = [n for n in walk(rule.root) if isinstance(n, Var) and n.name.startswith(BUCKET)]
    bad = [n for n in shares if not _SALT.fullmatch(n.name.removeprefix(BUCKET))]
    if bad:
        fix = 'Write lower-case letters, digits, hyphens and dots, 60 at most, such as "bucket.spring-2018".'
        raise RuleRefused([Problem(n.path, f"{short(n.name)} cannot be the name of a random share.", fix) for n in bad])


def ordered(start: Iterable[str], links: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the slugs needed by `start` (included), each after those that `links` says it refers to.

    Raises SegmentCycle, and Refused when more than DEEPEST segments are inside each other.
    """
    done: dict[str, None] = {}
    for first in start:
        trail: dict[str, Iterator[str]] = {} if first in done else {first: iter(links[first])}
        while trail:
            here, ahead = next(reversed(trail.items()))
            step = next((s for s in ahead if s not in done), None)
            if step is None:
                done[here] = None
                del trail[here]
                continue
            if step in trail:
                raise _circle([*trail, step])
            if len(trail) == DEEPEST:
                raise Refused(
                    f"More than {DEEPEST} segments would refer to each other, from {first!r} down to {step!r}.",
                    fix="Write the conditions of the innermost ones into a rule of their own.",
                )
            trail[step] = iter(links[step])
    return list(done)


def _circle(trail: list[str]) -> SegmentCycle:
    circle = trail[trail.index(trail[-1]) :]
    shown = circle if len(circle) <= _SHOWN else [*circle[: _SHOWN // 2], "…", *circle[-_SHOWN // 2 :]]
    return SegmentCycle(
        f"The segments would contain each other: {' → '.join(shown)}.",
        fix="Take the reference to a segment out of one of these rules.",
    )
