"""What definitions of programs have of their own among the definitions that people write."""

from __future__ import annotations

import re

from core.documents.kind import Kind, Style
from core.errors import ProgramInvalid
from core.programs.consistency import inconsistencies
from core.programs.definition import ProgramDefinition

PROGRAM = Kind(
    "program",
    model=ProgramDefinition,
    invalid=ProgramInvalid,
    begins="name: Everyday",
    between=inconsistencies,
    rules=re.compile(r"/earn/\d+/(when|points)(/|$)"),
    examples={
        "name": "Everyday",
        "point_value": "0.01",
        "starts_on": "2017-01-01",
        "earn": '[{name: base, points: {"*": [{"var": "amount"}, 1]}}]',
        "points": '{"*": [{"var": "amount"}, 1]}',
        "per": "day",
        "limit": "200",
        "threshold": "500",
        "value": "5.00",
        "caps": "[{per: day, limit: 200}]",
        "tiers": "[{name: Bronze, threshold: 0}, {name: Silver, threshold: 500}]",
        "tier_window": "{days: 365}",
        "expiry": "{after_days: 180}",
        "burn": '[{name: "5 off", points: 500, value: 5.00}]',
    },
    within={
        ("earn", "name"): "base",
        ("tiers", "name"): "Silver",
        ("burn", "name"): '"5 off"',
        ("burn", "points"): "500",
    },
    style=Style(
        rules=frozenset({"when", "points"}),  # the points of a burn option are a number, which is JSON too
        decimals=frozenset({"point_value", "multiplier", "value"}),
        days=frozenset({"starts_on", "ends_on"}),
        quoted=frozenset({"yearly_on"}),
        tall=frozenset({"earn"}),
    ),
)
