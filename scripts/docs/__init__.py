"""The documents that are made from the code. `make docs` writes them; tests/architecture holds them current."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.docs import api, features, settings, troubleshooting

ROOT = Path(__file__).resolve().parent.parent.parent

# Each maker is handed the text that is there (empty if none) and returns what it should be.
DOCUMENTS: Mapping[str, Callable[[str], str]] = {
    ".env.example": settings.env_example,
    "docs/SETUP.md": settings.with_table,
    "docs/API.md": api.document,
    "docs/FEATURES.md": features.document,
    "docs/TROUBLESHOOTING.md": troubleshooting.document,
}


def present(name: str) -> str:
    """Return the text of a document as it stands, or an empty string."""
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""
