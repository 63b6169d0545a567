"""Every fault of a program at once, each with its place: structure, what must agree, and the rules in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from core.documents.plain import rows
from core.documents.rules import rule_problems
from core.documents.structure import in_order, structured
from core.errors import Problem
from core.kernel.schema import Schema
from core.programs.consistency import inconsistencies
from core.programs.definition import Per, ProgramDefinition
from core.programs.kind import PROGRAM
from core.rules.check import check
from core.rules.numbers import check_number
from core.rules.tree import pointer


def program_problems(
    program: ProgramDefinition | Mapping[str, Any], schemas: Mapping[Per, Schema], zone: ZoneInfo
) -> tuple[Problem, ...]:
    """Return every fault of a definition or of its plain document, in the order of the document; none if it can run.

    `schemas` are the fields that rules per basket and per line may name, `zone` the business time zone.
    """
    document = program.document() if isinstance(program, ProgramDefinition) else program
    _, problems = structured(document, PROGRAM)
    if not isinstance(document, Mapping):
        return problems
    return in_order([*problems, *inconsistencies(document), *_rule_problems(document, schemas, zone=zone)], PROGRAM)


def _relative(at: str) -> Problem:
    what = "`within_last_days` counts from the day of a question; an earn rule is asked of each purchase."
    return Problem(at, what, "Ask for a number of days, such as last_purchase_days_ago.")


def _rule_problems(document: Mapping[str, Any], schemas: Mapping[Per, Schema], *, zone: ZoneInfo) -> Iterator[Problem]:
    for at, rule in rows(document, "earn"):
        per = rule.get("per", Per.BASKET)
        schema = schemas[Per.LINE if per == Per.LINE else Per.BASKET]
        for key, checked in (("when", check), ("points", check_number)):
            if isinstance(rule.get(key, ""), str):  # left out, or found by its structure
                continue
            asked = partial(checked, schema=schema, time_zone=zone)
            yield from rule_problems(rule[key], pointer(at, key), check=asked, relative=_relative)
