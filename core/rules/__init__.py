"""Rules: JSONLogic, parsed into our own tree, checked, compiled to SQL, evaluated for one customer, and explained.

    rule = check('{">": [{"var": "total_revenue"}, 100]}', schema, time_zone="America/New_York")
    rule.text                                  # 'Total revenue is more than 100 USD'
    sql(rule, as_of=as_of)                     # '"total_revenue" > 100', never NULL
    where(rule, as_of=as_of)                   # the same for WHERE and FILTER alone, where it is faster
    evaluate(rule, row, as_of=as_of)           # the same answer for one customer, by json-logic-qubit
    trace(rule, row, as_of=as_of)              # and why

What a rule means is written in docs/RULES.md. Nothing but a checked Rule is compiled or evaluated.
"""

from __future__ import annotations

from core.rules.check import check
from core.rules.compile import expression, sql, truth, truths, where
from core.rules.evaluate import Step, evaluate, evaluator, trace
from core.rules.nodes import combine, leaves
from core.rules.operators import OPERATORS
from core.rules.parse import parse
from core.rules.rule import Condition, Rule
from core.rules.sqltree import named

__all__ = [
    "OPERATORS",
    "Condition",
    "Rule",
    "Step",
    "check",
    "combine",
    "evaluate",
    "evaluator",
    "expression",
    "leaves",
    "named",
    "parse",
    "sql",
    "trace",
    "truth",
    "truths",
    "where",
]
