"""The error tree: its drawing, and the remedy that every error carries."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from core import errors
from scripts.docs.messages import (
    LISTING,
    assigned_at_top,
    classes_as_makers,
    error_classes,
    forwarders,
    messages,
    name_of,
    of_file,
)
from tests.architecture.source import modules, name, tree

LEAVES = [c for c in error_classes() if not c.__subclasses__()]


def drawn() -> dict[str, str]:
    """Return class -> parent, as the docstring of core/errors.py draws them."""
    path: list[tuple[int, str]] = []
    tree_drawn = {}
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^ {4}([│├└─ ]*)([A-Z]\w+)", line)
        if found:
            depth, child = len(found[1]), found[2]
            path = [(d, n) for d, n in path if d < depth]
            tree_drawn[child] = path[-1][1] if path else ""
            path.append((depth, child))
    return tree_drawn


def test_the_drawing_is_the_tree():
    classes = {c.__name__: "" if c is errors.LabError else c.__mro__[1].__name__ for c in error_classes()}
    assert drawn() == classes


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda c: c.__name__)
def test_a_leaf_says_what_was_seen_and_what_to_do(leaf):
    if issubclass(leaf, LISTING):
        error = leaf(
            [errors.Problem("/and/0", "No such field.", "Name another."), errors.Problem("", "Too long.", "Cut it.")]
        )
        assert error.fix == "Name another. Cut it."
        assert "at /and/0: No such field." in str(error)
    else:
        error = leaf("It was seen.", fix="Do this.")
    assert str(error) == f"{error.what}\nWhat to do: {error.fix}"
    assert isinstance(error, errors.LabError)
    assert (leaf.__doc__ or "").strip()


@pytest.mark.parametrize("leaf", [c for c in LEAVES if not issubclass(c, LISTING)], ids=lambda c: c.__name__)
def test_no_error_can_be_made_without_a_remedy(leaf):
    with pytest.raises(TypeError):
        leaf("It was seen.")


def test_wherever_an_error_is_made_its_remedy_is_given_and_not_empty():
    faults = []
    makers = {n for n in classes_as_makers() if n != "Problem"}
    for file in modules("core", "app"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and name_of(node) in makers:
                given = [k.value for k in node.keywords if k.arg == "fix"]
                if not given or (isinstance(given[0], ast.Constant) and not given[0].value):
                    faults.append(f"{name(file)}:{node.lineno} {name_of(node)}")
            if isinstance(node, ast.Call) and name_of(node) == "Problem":
                fix = (
                    node.args[2]
                    if len(node.args) > 2
                    else next((k.value for k in node.keywords if k.arg == "fix"), None)
                )
                if fix is None or (isinstance(fix, ast.Constant) and not fix.value):
                    faults.append(f"{name(file)}:{node.lineno} Problem")
    assert faults == []


def test_near_names_are_offered_best_first():
    assert errors.nearest("total_revenu", ["age", "total_revenue", "revenue_28d"])[0] == "total_revenue"
    assert errors.did_you_mean("AGE", ["age"]) == "Did you mean 'age'?"
    assert errors.did_you_mean("xyz", ["age"]) == ""
    assert "Did you mean 'gold'" in str(errors.NotFound.among("segment", "glod", ["gold", "silver"]))


def test_what_builtin_they_are_is_kept():
    assert issubclass(errors.BadInput, ValueError)
    assert issubclass(errors.RuleError, ValueError)
    assert issubclass(errors.ProgramInvalid, ValueError)
    assert issubclass(errors.NotFound, LookupError)


SAMPLE = """
WHERE = "Look there."
def refuse(what, fix):
    return BadInput(what, fix=fix)
def seen(n):
    if n:
        raise NotFound(f"There are {n} of {n!r}." + (" Really." if n > 2 else ""), fix=WHERE)
    text = "Nothing"
    raise refuse(f"{text} at all.", "Look " + "again.")
class C:
    def fault(self, path, what, fix):
        self.problems.append(Problem(path, what, fix))
    def check(self):
        self.fault("", "Too " f"long: {self}.", "Cut it.")
"""


def test_messages_are_read_off_the_code_also_through_functions_that_pass_them_on():
    parsed = ast.parse(SAMPLE)
    makers = classes_as_makers()
    makers |= forwarders({"x.py": parsed}, makers)
    found = {(m.error, m.what, m.fix) for m in of_file("x.py", parsed, makers, constants=assigned_at_top(parsed))}
    assert found == {
        ("NotFound", "There are … of ….", "Look there."),
        ("NotFound", "There are … of …. Really.", "Look there."),
        ("BadInput", "… at all.", "Look again."),
        ("RuleError", "Too long: ….", "Cut it."),
    }


def test_every_message_carries_a_remedy_that_can_be_read():
    assert [f"{m.file}: {m.what}" for m in messages() if not m.fix] == []


def test_the_trees_root_cannot_be_raised_without_a_remedy():
    assert inspect.signature(errors.LabError).parameters["fix"].default is inspect.Parameter.empty
