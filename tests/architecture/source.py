"""What the architecture tests read: the project's files, as text and as syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SKIPPED = {".git", ".venv", ".lab", "node_modules", "__pycache__", "build", "mlruns", ".hypothesis"}


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files under version control and those that will be; without git, all but what tools leave behind."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        files = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        files = [f for f in ROOT.rglob("*") if not SKIPPED & set(f.relative_to(ROOT).parts)]
    return tuple(sorted(f for f in files if f.is_file()))


def modules(*folders: str) -> list[Path]:
    """Return the Python files below the folders."""
    return sorted(f for folder in folders for f in (ROOT / folder).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """Return the path from the project's root."""
    return path.relative_to(ROOT).as_posix()
