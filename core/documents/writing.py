"""The plain document of a definition as YAML for people: keys in their order, rules as JSON, short lines.

What is written is what is read: words that any reader of YAML takes for something else stand in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from core.documents.kind import Kind, Style
from core.documents.reading import BOOL, FLOAT, INT, MAP, NULL, SEQ, STR, WORDS
from core.kernel.canonical import Json

WIDTH = 120
SHORT = 110
_DAY = "tag:yaml.org,2002:timestamp"
_PLAIN_LINES = re.compile(r"\S[^\n]*\S(\n+\S[^\n]*\S)+")


class _Dumper(yaml.SafeDumper):
    """A dumper that also knows the words that only our reader takes for numbers, such as 1e3."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, False)  # items of a list stand further in than its key


for _tag, (_looks, _first) in WORDS.items():
    _Dumper.add_implicit_resolver(_tag, re.compile(f"^(?:{_looks.pattern})$"), list(_first))


def write_yaml(document: Mapping[str, Json], kind: Kind[Any]) -> str:
    """Return the YAML of the plain document of a definition, which may still have faults."""
    node = _block(document, kind.style)
    return str(yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=WIDTH))


def _block(document: Mapping[str, Json], style: Style) -> yaml.MappingNode:
    pairs = [(_text(key), _value(key, value, style)) for key, value in document.items()]
    return yaml.MappingNode(MAP, pairs, flow_style=False)


def _value(key: str, value: Json, style: Style) -> yaml.Node:
    if key in style.rules:
        return _json(value)
    if key in style.decimals:
        return yaml.ScalarNode(FLOAT if "." in value else INT, value)
    if key in style.days:
        return yaml.ScalarNode(_DAY, value)
    if key in style.quoted:  # not every reader of YAML leaves 12-31 alone
        return yaml.ScalarNode(STR, value, style='"')
    if isinstance(value, list):
        return _list(key, value, style)
    if isinstance(value, dict):
        return _part(key, value, style)
    return _text(value) if isinstance(value, str) else _json(value)


def _list(key: str, items: list[Json], style: Style) -> yaml.SequenceNode:
    """Return a list: on one line if it is short and made of words and numbers, else an item a line."""
    has_parts = any(isinstance(item, dict | list) for item in items)
    nodes = [_value(key, item, style) for item in items]
    is_short = not has_parts and _is_short(items)
    return yaml.SequenceNode(SEQ, nodes, flow_style=is_short)


def _part(key: str, value: dict[str, Json], style: Style) -> yaml.MappingNode:
    """Return a part of the definition: on one line if it is short and its key is not tall."""
    node = _block(value, style)
    node.flow_style = key not in style.tall and _is_short(value)
    return node


def _is_short(value: Json) -> bool:
    written = json.dumps(value, ensure_ascii=False)
    return len(written) <= SHORT and "\\n" not in written


def _text(value: str) -> yaml.ScalarNode:
    if value.isprintable():
        return yaml.ScalarNode(STR, value)
    is_plain = _PLAIN_LINES.fullmatch(value) and all(line.isprintable() for line in value.split("\n"))
    return yaml.ScalarNode(STR, value, style="|" if is_plain else '"')


def _json(value: Json) -> yaml.Node:
    """Return a rule as JSON looks."""
    if isinstance(value, dict):
        pairs = [(yaml.ScalarNode(STR, k, style='"'), _json(v)) for k, v in value.items()]
        return yaml.MappingNode(MAP, pairs, flow_style=True)
    if isinstance(value, list):
        return yaml.SequenceNode(SEQ, [_json(v) for v in value], flow_style=True)
    if isinstance(value, str):
        return yaml.ScalarNode(STR, value, style='"')
    text = json.dumps(value)
    if isinstance(value, float) and "." not in text:
        text = text.replace("e", ".0e")  # 1.0e-07: what readers of YAML 1.1 take for a number
    tag = {bool: BOOL, int: INT, float: FLOAT}.get(type(value), NULL)
    return yaml.ScalarNode(tag, text)
