"""Rules: JSONLogic, parsed into our own tree, checked, compiled to SQL, evaluated for one customer, and explained.

    rule = check('{">": [{"var": "total_revenue"}, 100]}', schema, time_zone="America/New_York")
    rule.text                                  # 'Total revenue is more than 100 USD'
    sql(rule, as_of=as_of)                     # '"total_revenue" > 100', never NULL
    where(rule, as_of=as_of)                   # the same for WHERE and FILTER alone, where it is faster
    evaluate(rule, row, as_of=as_of)           # the same answer for one customer, by json-logic-qubit
    trace(rule, row, as_of=as_of)              # and why

    number = check_number({"*": [{"var": "amount"}, 0.05]}, schema, time_zone="America/New_York")
    exact_sql(number, as_of=as_of, rounding="nearest")    # a whole number from 0 on, never NULL, never by doubles
    exact_value(number, row, as_of=as_of)      # the same for one customer, as a fraction

What a rule means is written in docs/RULES.md. Nothing but a checked Rule or Number is compiled or evaluated.
"""

from __future__ import annotations

from core.rules.check import check
from core.rules.compile import expression, sql, truth, truths, where
from core.rules.evaluate import Step, evaluate, evaluator, trace
from core.rules.nodes import combine, leaves
from core.rules.numbers import Number, check_number, exact_sql, exact_value
from core.rules.operators import OPERATORS
from core.rules.parse import parse
from core.rules.rule import Condition, Rule
from core.rules.sqltree import named

__all__ = [
    "OPERATORS",
    "Condition",
    "Number",
    "Rule",
    "Step",
    "check",
    "check_number",
    "combine",
    "evaluate",
    "evaluator",
    "exact_sql",
    "exact_value",
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
