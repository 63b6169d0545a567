"""Pin what requirements*.in name, for every supported Python and system, without any address.

.venv/bin/python -m scripts.lock             keeps the pins that still fit
.venv/bin/python -m scripts.lock --upgrade   takes the newest that fit
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts import pip_settings
from scripts.install import ROOT, VENV

FLAGS = (
    "--universal", "--python-version", "3.11", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Write requirements.txt, then requirements-dev.txt, which keeps to the pins of the first."""
    if set(arguments) - {"--upgrade"}:
        print(__doc__, file=sys.stderr)
        return 2
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    env = dict(os.environ) | pip_settings.for_uv(listing, os.environ)
    for name in ("requirements", "requirements-dev"):
        command: list[str | Path] = [
            VENV / "bin" / "uv",
            "pip",
            "compile",
            *FLAGS,
            *arguments,
            f"{name}.in",
            "-o",
            f"{name}.txt",
        ]
        ran = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=False)
        if ran.returncode:
            return ran.returncode
        print(f"written  {name}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
