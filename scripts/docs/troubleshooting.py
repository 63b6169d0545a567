"""docs/TROUBLESHOOTING.md: every message by its text, from the code; advice written by hand is kept.

    ## BadInput                        one section for each class of core/errors.py that has messages
    ### The file is not UTF-8 …        one entry for each message; … stands for what differs
    **What to do:** ...                the remedy that the code gives (written here anew each time)
    anything else                      advice by hand, kept for as long as the message is there

Sections that are not named after an error class are kept as they are, before the others.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from scripts.docs.messages import Message, error_classes, messages

REMEDY = "**What to do:**"
HEAD = """\
# Troubleshooting

<!-- The sections named after error classes are written by `make docs` from the code. What you write below a message's
remedy is kept; so is every section with another title. -->

Look for the text that you saw; … stands for what differs from case to case. Nothing here ever lost data: a refused
change changes nothing, and the last good snapshot stays in force.
"""
Advice = dict[tuple[str, str], str]


def escaped(text: str) -> str:
    """Return the text so that Markdown shows it as it is."""
    return re.sub(r"([<*])", r"\\\1", text)


def sections(document: str) -> list[tuple[str, str]]:
    """Return (title, body) of the second-level sections."""
    parts = re.split(r"^## (.+)$", document, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def advice(document: str) -> Advice:
    """Return what people wrote, by (error class, message)."""
    found: Advice = {}
    for title, body in sections(document):
        parts = re.split(r"^### (.+)$", body, flags=re.MULTILINE)
        for what, text in zip(parts[1::2], parts[2::2], strict=True):
            lines = text.strip().splitlines()
            own = lines[1:] if lines and lines[0].startswith(REMEDY) else lines
            if "\n".join(own).strip():
                found[title, what] = "\n".join(own).strip()
    return found


def matched(kept: Advice, current: Mapping[tuple[str, str], Message]) -> Advice:
    """Carry advice over to a message that was only reworded."""
    result = {key: text for key, text in kept.items() if key in current}
    for (error, what), text in kept.items():
        free = [w for e, w in current if e == error and (e, w) not in result]
        near = difflib.get_close_matches(what, free, n=1, cutoff=0.6)
        if (error, what) not in current and near:
            result[error, near[0]] = text
    return result


def document(present: str) -> str:
    """Return the document for the messages of today, with the advice of the document that is there."""
    classes = {c.__name__: (c.__doc__ or "").strip().splitlines()[0] for c in error_classes()}
    current = {(m.error, escaped(m.what)): m for m in messages()}
    kept = matched(advice(present), current)
    parts = [HEAD]
    parts += [f"\n## {title}\n\n{body.strip()}\n" for title, body in sections(present) if title not in classes]
    for name, about in classes.items():
        mine = [(what, m) for (error, what), m in current.items() if error == name]
        if mine:
            parts.append(f"\n## {name}\n\n{about}\n")
        for what, message in mine:
            lines = [f"{REMEDY} {escaped(message.fix)}"] * bool(message.fix)
            lines += filter(None, [kept.get((name, what))])
            parts.append("\n\n".join([f"\n### {what}", *lines]) + "\n")
    return "".join(parts)
