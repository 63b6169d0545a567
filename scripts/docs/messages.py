"""Every message that a person can meet, read from the code: where a LabError or a Problem of a rule is made.

A message is a pattern: what differs from case to case is written as an ellipsis. A message built by a small function
that only passes its text on (`fault(path, what, fix)`) is found where that function is called.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core import errors

ROOT = Path(__file__).resolve().parent.parent.parent
GAP = "…"
LISTING = (errors.RuleError, errors.DocumentInvalid)  # made of Problems, which hold the texts
OWN = {
    "core/documents/": "DocumentInvalid",
    "core/programs/": "ProgramInvalid",
    "core/campaigns/": "CampaignInvalid",
}  # whose Problems those of a folder are, where they are not those of a rule
Function = ast.FunctionDef | ast.AsyncFunctionDef
Names = Mapping[str, Sequence[ast.expr]]


@dataclass(frozen=True, order=True)
class Message:
    """What is seen, under the class of the error, and what to do where that is literal text too."""

    error: str
    what: str
    fix: str
    file: str


@dataclass(frozen=True)
class Maker:
    """Something that makes an error when it is called: which argument is the text, and which the remedy."""

    error: str
    what: int
    fix: int | None = None


def error_classes() -> list[type[errors.LabError]]:
    """Return the classes of the tree in the order in which core/errors.py defines them."""
    return [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.LabError)]


def classes_as_makers() -> dict[str, Maker]:
    """Return the makers that are classes: LabErrors take (what, fix=), a Problem takes (pointer, what, fix).

    A Problem belongs to a rule, but where OWN says so to a definition.
    """
    makers = {c.__name__: Maker(c.__name__, 0) for c in error_classes() if not issubclass(c, LISTING)}
    return makers | {"Problem": Maker("RuleError", 1, 2)}


def texts(node: ast.expr | None, names: Names, *, depth: int = 0) -> list[str]:
    """Return the patterns that an expression can come out as; [GAP] for what cannot be read off the code."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else GAP for part in node.values]
        return ["".join(str(part) for part in parts)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [a + b for a in texts(node.left, names, depth=depth) for b in texts(node.right, names, depth=depth)]
    if isinstance(node, ast.IfExp):
        return texts(node.body, names, depth=depth) + texts(node.orelse, names, depth=depth)
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in texts(value, names, depth=depth)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("rstrip", "strip"):
        return texts(node.func.value, names, depth=depth)
    if isinstance(node, ast.Name) and depth < 3 and node.id in names:
        return [text for value in names[node.id] for text in texts(value, names, depth=depth + 1)]
    return [GAP]


def tidy(text: str) -> str:
    """Return a pattern on one line, with neighbouring gaps as one."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"{GAP}(\s*{GAP})+", GAP, text)


def assigned(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """Return the expressions that are assigned to plain names within a scope."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def assigned_at_top(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return the expressions that are assigned to names on the level of the module."""
    return assigned(ast.Module([s for s in tree.body if isinstance(s, ast.Assign)], []))


def latest(names: Names, line: int) -> Names:
    """Return for each name only what was assigned to it last before `line`."""
    before = {name: [v for v in values if v.lineno <= line] for name, values in names.items()}
    return {name: values[-1:] or names[name] for name, values in before.items()}


def name_of(call: ast.Call) -> str:
    """Return the last name of what is called: BadInput, fault, among."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def argument(call: ast.Call, index: int | None, keyword: str) -> ast.expr | None:
    """Return an argument that may be given by position or by name."""
    for given in call.keywords:
        if given.arg == keyword:
            return given.value
    return call.args[index] if index is not None and index < len(call.args) else None


def scopes(tree: ast.Module) -> Iterator[tuple[str, ast.AST, list[ast.Call]]]:
    """Yield (class around it, scope, calls) for each outermost function or method, and for the module's own level."""

    def inside(body: Iterable[ast.stmt], owner: str) -> Iterator[tuple[str, ast.AST, list[ast.Call]]]:
        loose: list[ast.Call] = []
        for statement in body:
            if isinstance(statement, ast.ClassDef):
                yield from inside(statement.body, statement.name)
                continue
            calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
            if isinstance(statement, Function):
                yield owner, statement, calls
            else:
                loose += calls
        yield owner, tree, loose

    yield from inside(tree.body, "")


def forwarders(trees: Mapping[str, ast.Module], makers: Mapping[str, Maker]) -> dict[str, Maker]:
    """Find the functions that hand their own argument on as the text of an error."""
    found: dict[str, Maker] = {}
    for tree in trees.values():
        for owner, scope, calls in scopes(tree):
            if not isinstance(scope, Function):
                continue
            names = [a.arg for a in [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]]
            offset = 1 if owner and names[:1] in (["self"], ["cls"]) else 0
            for call in calls:
                maker = makers.get(name_of(call))
                what = argument(call, maker.what, "what") if maker else None
                if maker and isinstance(what, ast.Name) and what.id in names:
                    fix = argument(call, maker.fix, "fix")
                    place = names.index(fix.id) - offset if isinstance(fix, ast.Name) and fix.id in names else None
                    found[scope.name] = Maker(maker.error, names.index(what.id) - offset, place)
    return found


def messages() -> list[Message]:
    """Return every message of core and app, sorted by class and text."""
    files = [*sorted((ROOT / "core").rglob("*.py")), *sorted((ROOT / "app").rglob("*.py"))]
    trees = {str(f.relative_to(ROOT)): ast.parse(f.read_text(encoding="utf-8")) for f in files}
    makers = classes_as_makers()
    makers |= forwarders(trees, makers)
    constants = {name: values for tree in trees.values() for name, values in assigned_at_top(tree).items()}
    found = {m for file, tree in trees.items() for m in of_file(file, tree, makers, constants=constants)}
    kept = {(m.error, m.what): m for m in sorted(found, reverse=True)}
    return sorted(kept.values())


def of_file(file: str, tree: ast.Module, makers: Mapping[str, Maker], *, constants: Names) -> Iterator[Message]:
    """Yield the messages that one file makes."""
    owner_of = next((error for folder, error in OWN.items() if file.startswith(folder)), "RuleError")
    whose = {"RuleError": owner_of}
    for owner, scope, calls in scopes(tree):
        names = {**constants, **assigned_at_top(tree), **(assigned(scope) if scope is not tree else {})}
        for call in calls:
            maker = makers.get(owner if name_of(call) == "cls" else name_of(call))
            if maker is None:
                continue
            fixes = [tidy(t) for t in texts(argument(call, maker.fix, "fix"), latest(names, call.lineno))]
            fix = " Or: ".join(dict.fromkeys(f for f in fixes if f and f != GAP))
            for what in texts(argument(call, maker.what, "what"), names):
                if len(tidy(what).strip(f"{GAP} .:")) > 2:
                    yield Message(whose.get(maker.error, maker.error), tidy(what), fix, file)
