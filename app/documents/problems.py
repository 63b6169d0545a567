"""Every problem of a draft at once, each with its place in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.components.text import plain


@dataclass(frozen=True, slots=True)
class Places:
    """How the parts of a document are called. `deep`: below these the pointer itself says where."""

    whole: str
    lists: Mapping[str, str]  # the word for one item of each
    words: Mapping[str, str]  # empty for a part that goes without saying
    deep: frozenset[str] = frozenset({"when"})

    def of(self, pointer: str, document: Mapping[str, Any]) -> str:
        """Return in words where a JSON pointer points to: `tier 2 (Silver), from points`."""
        parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
        if not parts:
            return self.whole
        said: list[str] = []
        if len(parts) > 1 and parts[0] in self.lists and parts[1].isdigit():
            said.append(self._item(parts[0], int(parts[1]), document))
            parts = parts[2:]
        while parts:
            part = parts.pop(0)
            said.append(self.words.get(part, part))
            if part in self.deep and parts:
                said.append("at /" + "/".join(parts))
                break
        return ", ".join(dict.fromkeys(filter(None, said)))

    def _item(self, name: str, number: int, document: Mapping[str, Any]) -> str:
        items = document.get(name)
        item = items[number] if isinstance(items, list) and number < len(items) else {}
        called = item.get("name") if isinstance(item, Mapping) else item
        return f"{self.lists[name]} {number + 1}" + (f" ({called})" if called else "")


def box(problems: Sequence[tuple[str, str]], *, then: str, to_be: str) -> None:
    """Draw problems (where, what) in one box; they are "to be" mended or done before `then` is possible."""
    if not problems:
        return
    head = f"One thing is to be {to_be}" if len(problems) == 1 else f"{len(problems)} things are to be {to_be}"
    lines = "\n".join(f"- **{plain(where)}**: {plain(' '.join(what.split()))}" for where, what in problems)
    st.warning(f"{head} before {then}:\n\n{lines}", icon=":material/edit:")
