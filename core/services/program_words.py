"""A program's definition in words, and the YAML of a document that is still being edited."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from core.documents.writing import write_yaml
from core.errors import RuleError
from core.kernel.canonical import Json
from core.kernel.schema import Schema
from core.programs.definition import EarnCap, EarnRule, Per, ProgramDefinition, WindowKind
from core.programs.kind import PROGRAM
from core.reports import words
from core.rules.check import check
from core.rules.numbers import check_number

ROUNDED = {"floor": "rounded down", "nearest": "rounded to the nearest", "ceil": "rounded up"}


def yaml_of(document: Mapping[str, Json]) -> str:
    """Return the YAML of a plain document, which may still have faults."""
    return write_yaml(document, PROGRAM)


def told(
    definition: ProgramDefinition, schemas: Mapping[Per, Schema], *, zone: ZoneInfo, unit: str
) -> dict[str, list[str]]:
    """Return what a definition says, sentences by heading; `unit` is the currency."""
    return {
        "Earning": [_rule(rule, schemas[rule.per], zone) for rule in definition.earn],
        "Caps": [_cap(cap) for cap in definition.caps],
        "Tiers": _tiers(definition),
        "Points": _points(definition, unit),
        "What points buy": [
            f"{option.name}: {words.count(option.points, 'point')} for {words.money(option.value, unit)}"
            for option in definition.burn
        ],
    }


def _rule(rule: EarnRule, schema: Schema, zone: ZoneInfo) -> str:
    """Return a rule in words; as JSON, where its fields are no longer in the dictionary."""
    try:
        points = check_number(rule.points, schema, time_zone=zone).text
        when = "" if rule.when is True else f" when {check(rule.when, schema, time_zone=zone).text}"
    except RuleError:
        points, when = str(rule.points), f" when {rule.when}"
    return f"{rule.name}: {_times(points)} points per {rule.per}, {ROUNDED[rule.rounding]},{when or ' always'}"


def _times(points: str) -> str:
    """Return a sentence of a number without the brackets around it."""
    return points[1:-1].replace(" * ", " × ") if points.startswith("(") and points.count("(") == 1 else points


def _cap(cap: EarnCap) -> str:
    per = {"transaction": "per basket", "program": "in the whole program"}.get(cap.per, f"per {cap.per}")
    whose = "for all customers together" if cap.is_global else "for each customer"
    of = f" of the rule {cap.rule!r}" if cap.rule else ""
    return f"At most {words.count(cap.limit, 'point')}{of} {per}, {whose}"


def _tiers(definition: ProgramDefinition) -> list[str]:
    if not definition.tiers:
        return []
    window, grace = definition.tier_window, definition.tier_grace_days
    counted = {
        WindowKind.DAYS: f"those of the last {words.count(window.days, 'day')} count",
        WindowKind.CALENDAR_YEAR: "those of the calendar year count",
        WindowKind.LIFETIME: "all that were ever earned count",
    }[window.kind]
    kept = f"a tier is kept for {words.count(grace, 'day')} after falling short" if grace else "a tier is lost at once"
    return [f"By base points, before multipliers: {counted}, and {kept}."]


def _points(definition: ProgramDefinition, unit: str) -> list[str]:
    ends = "" if definition.ends_on is None else f" to {words.day(definition.ends_on)}"
    waits = definition.pending_days
    spent = f"{words.count(waits, 'day')} after they came" if waits else "at once"
    return [
        f"Earned from {words.day(definition.starts_on)}{ends}",
        f"One is worth {definition.point_value:f} {unit}",
        f"They can be spent {spent}",
        f"They {_expiry(definition)}",
    ]


def _expiry(definition: ProgramDefinition) -> str:
    expiry = definition.expiry
    if expiry is None:
        return "never expire"
    if expiry.after_days is not None:
        return f"expire {words.count(expiry.after_days, 'day')} after they came"
    if expiry.inactivity_days is not None:
        return f"expire after {words.count(expiry.inactivity_days, 'day')} without new ones"
    month, _, day = str(expiry.yearly_on).partition("-")
    return f"expire each year on {int(day)} {calendar.month_name[int(month)]}"
