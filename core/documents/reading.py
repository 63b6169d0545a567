"""YAML that people write, read strictly: nothing is guessed, nothing lost, and faults come with their line.

Words stay words (yes, no, on, off, 12-31, 1:30), days stay text, and numbers keep their decimals: 0.10 is a Decimal,
but inside a rule it is the number of JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from core.documents.kind import Kind
from core.documents.values import refuse, shown
from core.errors import DocumentInvalid, Problem
from core.kernel.canonical import Json
from core.rules.tree import pointer

MAX_BYTES = 262_144
MAX_DEPTH = 100
MAX_DIGITS = 60
MAX_NODES = 100_000  # aliases count each time they are used
_TAG = "tag:yaml.org,2002:"
STR, INT, FLOAT, BOOL, NULL, MAP, SEQ = (_TAG + t for t in ("str", "int", "float", "bool", "null", "map", "seq"))
ENDLESS, MERGE = "!not-finite", _TAG + "merge"
WORDS = {
    BOOL: (re.compile("true|True|TRUE|false|False|FALSE"), "tTfF"),
    NULL: (re.compile("~|null|Null|NULL|"), ["~", "n", "N", ""]),
    INT: (re.compile("[-+]?(0|[1-9][0-9]*)"), "-+0123456789"),
    FLOAT: (re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?"), "-+.0123456789"),
    ENDLESS: (re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"), "-+."),
    MERGE: (re.compile("<<"), "<"),
}
"""What a bare word can be other than text, by tag: how it looks, and its first letters."""


class _Loader(yaml.SafeLoader):
    """A loader that knows only the words above, and ends where a text is nested too deep for any person."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - so it is named in PyYAML
    depth = 0
    noun = ""

    def compose_node(self, parent: Any, index: int) -> Any:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            fix = f"Flatten it; no {self.noun} is that deep."
            refuse(f"The text is nested deeper than {MAX_DEPTH} levels.", fix=fix)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


for _tag, (_looks, _first) in WORDS.items():
    _Loader.add_implicit_resolver(_tag, re.compile(f"^(?:{_looks.pattern})$"), list(_first))


@dataclass(frozen=True)
class Written:
    """The plain `document` that a text holds, what is wrong with its writing, and the places that could not be read.

    What stands at those places in the document is None.
    """

    document: Any
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()


def read_yaml(source: str | bytes, kind: Kind[Any]) -> Written:
    """Return what the text of a definition holds.

    Raises the kind's error when it is too long, not UTF-8, not YAML at all, or empty.
    """
    try:
        node = _composed(_decoded(source), kind.noun)
        if node is None:
            refuse("There is nothing to read.", fix=f"A {kind.noun} begins with `{kind.begins}`.")
        reader = _Reader(kind)
        document = reader.read(node, "", 0)
    except DocumentInvalid as error:
        raise kind.invalid(error.problems) from error
    return Written(document, tuple(reader.problems), frozenset(reader.unread))


def _composed(text: str, noun: str) -> yaml.Node | None:
    """Return the tree of the text, or None when there is nothing in it."""
    loader = None
    try:
        loader = _Loader(text)
        loader.noun = noun
        node: yaml.Node | None = loader.get_single_node()
    except yaml.reader.ReaderError as error:
        where = _place(text.count("\n", 0, error.position), error.position - text.rfind("\n", 0, error.position) - 1)
        refuse(f"The text holds a character that YAML does not allow {where}.", fix="Delete it, or type it anew.")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = _place(mark.line, mark.column) if mark else ""
        seen = ", ".join(filter(None, (error.context, error.problem)))
        fix = "Correct that place; texts with : # { [ ! > * & in them need quotes."
        refuse(f"This is not YAML: {seen} {where}.", fix=fix)
    finally:
        if loader is not None:
            loader.dispose()
    return node


def _at(node: yaml.Node) -> str:
    return _place(node.start_mark.line, node.start_mark.column)


def _place(line: int, column: int) -> str:
    return f"(line {line + 1}, column {column + 1})"


def _decoded(source: str | bytes) -> str:
    if len(source) > MAX_BYTES or (isinstance(source, str) and len(source.encode("utf-8", "replace")) > MAX_BYTES):
        refuse(f"The text is longer than {MAX_BYTES:,} bytes.", fix="Keep long lists of ids in a static segment.")
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse("The text is not UTF-8.", fix="Save it as UTF-8.")


class _Reader:
    """Makes plain values of YAML's nodes and notes what cannot be one."""

    def __init__(self, kind: Kind[Any]) -> None:
        self._kind = kind
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self._n_nodes = 0

    def read(self, node: yaml.Node, path: str, depth: int) -> Any:
        self._n_nodes += 1
        if self._n_nodes > MAX_NODES or depth > MAX_DEPTH:  # an alias within what it stands for, or aliases of aliases
            refuse(f"Its aliases make it larger than any {self._kind.noun}.", fix="Write the parts out.")
        if isinstance(node, yaml.MappingNode) and node.tag == MAP:
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == SEQ:
            return [self.read(item, pointer(path, i), depth + 1) for i, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _fault(self, path: str, what: str, fix: str) -> None:
        self.problems.append(Problem(path, what, fix))

    def _unread(self, path: str, what: str, fix: str) -> None:
        self.unread.add(path)
        self._fault(path, what, fix)

    def _mapping(self, node: yaml.MappingNode, path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            at = pointer(path, name)
            if key.tag == MERGE:
                self._fault(at, f"The key `<<` is not read here {_at(key)}.", "Write the keys out.")
            elif key.tag != STR:
                self._fault(at, f"The key {shown(key.value)} is not text {_at(key)}.", "Put the key in quotes.")
            elif name in found:
                what = f"The key {shown(name)} is written twice, on line {lines[name]} and here {_at(key)}."
                self._fault(at, what, "Keep one of them.")
            else:
                lines[name] = key.start_mark.line + 1
                found[name] = self.read(value, at, depth + 1)
        return found

    def _scalar(self, node: yaml.Node, path: str) -> Any:
        if node.tag == STR and isinstance(node, yaml.ScalarNode):
            return node.value
        if node.tag == ENDLESS:
            self._unread(path, f"{node.value} is no number to count with {_at(node)}.", "Write a finite number.")
        elif node.tag not in WORDS or not isinstance(node, yaml.ScalarNode):
            self._unread(path, f"The tag {shown(node.tag)} is not read here {_at(node)}.", "Leave the tag out.")
        elif not WORDS[node.tag][0].fullmatch(node.value):
            what = f"{shown(node.value)} is not what its tag says {_at(node)}."
            self._unread(path, what, "Leave the tag out.")
        elif node.tag == BOOL:
            return node.value.casefold() == "true"
        elif node.tag in (INT, FLOAT):
            return self._number(node, path)
        return None

    def _number(self, node: yaml.ScalarNode, path: str) -> Json | Decimal:
        if len(node.value) > MAX_DIGITS:
            what = f"The number has more than {MAX_DIGITS} digits {_at(node)}."
            self._unread(path, what, "Write fewer digits.")
            return None
        if node.tag == INT:
            return int(node.value)
        number = Decimal(node.value)
        if not self._kind.rules.match(path):
            return number
        if Decimal(repr(float(number))) != number:
            what = f"{node.value} has more digits than a rule can hold {_at(node)}."
            self._unread(path, what, "Write at most 15 digits.")
        return float(number)
