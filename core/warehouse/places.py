"""Where in its file a profile declares a table or a column, so that a fault can name the line."""

from __future__ import annotations

from pathlib import Path

import yaml


class Places:
    """The lines of a profile's file. A profile that was not read from a file has none."""

    def __init__(self, file: Path | None) -> None:
        self._name = file.name if file else ""
        try:
            self._root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader) if file else None
        except (OSError, yaml.YAMLError):
            self._root = None  # it changed since it was read: then the fault goes without its line

    def of(self, table: str, column: str | None = None) -> str:
        """Return `telecom.yaml, line 12` for a table or one of its columns; empty when it is not known."""
        path = ["tables", table] + (["columns", column] if column else [])
        node, line = self._root, None
        for key in path:
            found = _child(node, key)
            if found is None:
                break
            line, node = found
        return f"{self._name}, line {line}" if line is not None else ""


def _child(node: yaml.Node | None, key: str) -> tuple[int, yaml.Node] | None:
    """Return the line (from 1) of a key of a mapping, and what it stands for."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return name.start_mark.line + 1, value
    return None
