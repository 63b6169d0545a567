"""Find a Python that can run the project, and hand over to scripts/install.py.

This file alone must be readable by any Python 3 (from 3.6), so that an old one gets a sentence and no traceback.
"""

import os
import subprocess
import sys
from typing import Dict, Iterator, Optional, Tuple

Version = Tuple[int, int]

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST = (3, 11)
NEWEST = (3, 13)  # tensorflow 2.21 has wheels for 3.11 to 3.13
NAMES = ("python3.12", "python3.13", "python3.11", "python3", "python3.14", "python3.15", "python")


def version_of(python: str) -> Optional[Version]:
    """Return (major, minor) of an interpreter, or None if it does not run (a pyenv shim, a broken link)."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [python, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=True
        )
        major, minor = answer.stdout.decode().strip().split(".")
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return int(major), int(minor)


def candidates() -> Iterator[str]:
    """Yield interpreters, best first: the one asked for, the one that runs this, the PATH's, the one in .venv."""
    if os.environ.get("PYTHON"):
        yield os.environ["PYTHON"]
    yield sys.executable
    for name in NAMES:
        yield name
    yield os.path.join(ROOT, ".venv", "bin", "python")


def choose() -> Tuple[Optional[str], Dict[Version, str]]:
    """Return (interpreter, {}), or (None, {version: interpreter} of those that were seen and do not fit)."""
    unfit = {}  # type: Dict[Version, str]
    for python in candidates():
        version = version_of(python)
        if version is None:
            continue
        if OLDEST <= version <= NEWEST:
            return python, {}
        unfit.setdefault(version, python)
    return None, unfit


def main() -> int:
    """Exec install.py under a suitable interpreter; exit 1 with a sentence when there is none."""
    python, unfit = choose()
    if python is None:
        newer = [path for version, path in sorted(unfit.items()) if version > NEWEST]
        if not newer:
            seen = ", ".join("%d.%d" % version for version in sorted(unfit)) or "none"
            sys.stderr.write(
                "Loyalty Lab needs Python %d.%d to %d.%d; found: %s.\n"
                % (OLDEST + NEWEST + (seen,))
                + "What to do: install one (`apt install python3 python3-venv`, `dnf install python3.12`,\n"
                "`brew install python@3.12`), or name it: PYTHON=/path/to/python3.12 make run\n"
            )
            return 1
        python = newer[0]  # install.py fetches a private interpreter with it
    sys.stdout.flush()
    os.execvp(python, [python, os.path.join(ROOT, "scripts", "install.py")] + sys.argv[1:])
    return 1


if __name__ == "__main__":
    sys.exit(main())
