"""A json-logic-qubit of our own, that knows our operators and nothing else.

The library keeps its operators in tables of its module, shared by everybody in the process, and lets a dotted operator
name walk from a custom operator to Python's builtins. So a private copy of the module is loaded beside the shared one:
its tables are filled once and never change again (which makes it safe among threads), and the table of custom
operators, where dotted names are looked up, stays empty. Programs come from a checked tree, never from outside; and
even if one did, there is nothing in here that reaches Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import util
from types import ModuleType
from typing import Any

from core.kernel.canonical import Json
from core.rules.operators import OPERATORS, Operator

DOUBLE = "as double"  # the one operator of the evaluator that no rule can name
_STOCK = {  # what is used as it is: it evaluates its arguments itself
    "_logical_operations": ("and", "or", "if"),
    "_scoped_operations": ("some", "all", "none"),
    "_data_operations": ("var",),
    "_unsupported_operations": (),
    "_custom_operations": (),
}


class Qubit:
    """A private json-logic-qubit with a fixed table of operators."""

    def __init__(self, operators: Mapping[str, Operator]) -> None:
        self._module = _private_copy()
        for table, kept in _STOCK.items():
            stock: dict[str, Any] = getattr(self._module, table)
            for name in set(stock) - set(kept):
                del stock[name]
        ours = {name: run for op in operators.values() for name, run in op.functions().items()}
        common: dict[str, Any] = vars(self._module)["_common_operations"]
        common.clear()
        common.update(ours)
        common[DOUBLE] = lambda value: None if value is None else float(value)

    def run(self, program: Json, data: Mapping[str, Any]) -> Any:
        """Return what the program yields for the data."""
        return self._module.jsonLogic(program, data)


@cache
def shared() -> Qubit:
    """Return the one with the real operators."""
    return Qubit(OPERATORS)


def _private_copy() -> ModuleType:
    spec = util.find_spec("json_logic")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("json-logic-qubit is not installed; run `make run`.")
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
