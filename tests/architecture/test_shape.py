"""Sizes, names, docstrings and arguments of modules."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import modules, name, tracked, tree

LIMITS = {"core": 300, "app": 300, "pages": 120, "scripts": 300}
VAGUE = {"util", "utils", "helper", "helpers", "manager", "common"}
IN_CORE = modules("core")


@pytest.mark.parametrize("folder", LIMITS)
def test_modules_stay_small(folder):
    lengths = {name(f): len(f.read_text(encoding="utf-8").splitlines()) for f in modules(folder)}
    assert {f: n for f, n in lengths.items() if n > LIMITS[folder]} == {}


def test_no_module_has_a_name_that_says_nothing():
    parts = {name(f): set(re.split(r"[_/.]", name(f))) for f in modules("core", "app", "pages", "scripts", "tests")}
    assert [f for f, words in parts.items() if words & VAGUE] == []


def test_every_module_of_core_says_what_it_is():
    silent = [
        name(f) for f in IN_CORE if "migrations" not in f.parts and not (ast.get_docstring(tree(f)) or "").strip()
    ]
    assert silent == []


def public_definitions():
    for file in IN_CORE:
        if "migrations" in file.parts:
            continue
        todo = [(node, "") for node in tree(file).body]
        while todo:
            node, owner = todo.pop()
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith(
                "_"
            ):
                yield name(file), f"{owner}{node.name}", node
                if isinstance(node, ast.ClassDef):
                    todo += [(inner, f"{node.name}.") for inner in node.body]


def test_everything_public_in_core_has_a_docstring():
    assert [f"{file}: {what}" for file, what, node in public_definitions() if not ast.get_docstring(node)] == []


def test_public_functions_take_at_most_three_arguments_by_position():
    long = []
    for file, what, node in public_definitions():
        if isinstance(node, ast.FunctionDef):
            given = [a.arg for a in [*node.args.posonlyargs, *node.args.args]]
            if len(given) - (given[:1] in (["self"], ["cls"])) > 3:
                long.append(f"{file}: {what}({', '.join(given)})")
    assert long == []


def test_names_of_tests_do_not_collide_with_a_package():
    assert [name(f) for f in tracked() if f.name == "__init__.py" and f.parent.name == "tests"] == []
