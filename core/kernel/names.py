"""Names and texts that people give to things, and the permanent short names made of them."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from core.errors import BadInput

NAME_LIMIT = 120
TEXT_LIMIT = 4_000
SLUG_LIMIT = 60


class Named(Protocol):
    """Something with a permanent short name, a name, and a newest version."""

    @property
    def slug(self) -> str:
        """The short name, which never changes."""

    @property
    def name(self) -> str:
        """The name for people."""

    @property
    def head(self) -> int:
        """The number of the newest version."""

    @property
    def archived_at(self) -> datetime | None:
        """When it was archived, if it is."""


def checked_name(name: str, *, kind: str, example: str) -> str:
    """Return the name without surrounding blanks; raises BadInput when nothing printable is left or it is too long.

    `kind` is what has the name ("segment"), `example` a name that such a thing could have.
    """
    clean = " ".join(name.split())
    if not clean or not clean.isprintable():
        article = "An" if kind[0] in "aeiou" else "A"
        raise BadInput(
            f"{article} {kind} needs a name that can be printed.", fix=f"Type a short name, such as {example!r}."
        )
    if len(clean) > NAME_LIMIT:
        raise BadInput(
            f"The name has {len(clean)} characters.", fix=f"Keep it within {NAME_LIMIT}; the description has room."
        )
    return clean


def checked_text(text: str) -> str:
    """Return a description or comment without surrounding blanks; raises BadInput when a store could not hold it."""
    clean = text.strip()
    if len(clean) > TEXT_LIMIT:
        raise BadInput(f"The text has {len(clean):,} characters.", fix=f"Keep it within {TEXT_LIMIT:,}.")
    if not is_storable(clean):
        raise BadInput("The text holds a character that cannot be stored.", fix="Type it anew instead of pasting it.")
    return clean


def is_storable(text: str) -> bool:
    """Whether every database and file can hold the text: no NUL, no half of a character."""
    return not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


def slug_of(name: str, *, kind: str) -> str:
    """Return the permanent short name: lower-case ASCII letters, digits and hyphens.

    A name in another script has a few digits of its hash in it, so that no two such names share a short name; where
    nothing else is left, `kind` begins it. Raises BadInput when the name holds no letter and no digit.
    """
    known = unicodedata.normalize("NFKD", " ".join(name.split()))
    plain = unicodedata.normalize("NFKD", known.casefold())
    if not any(c.isalnum() for c in plain):
        fix = "Use at least one letter or digit in the name."
        raise BadInput(f"No short name can be made from {name[:NAME_LIMIT]!r}.", fix=fix)
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:SLUG_LIMIT].strip("-")
    if any(c.isalnum() and not c.isascii() for c in plain):
        return f"{slug[: SLUG_LIMIT - 7].strip('-') or kind}-{sha256(plain.encode()).hexdigest()[:6]}"
    return slug
