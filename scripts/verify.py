"""Every check of the project, one after the other, with one summary: the second half of `make test`.

    .venv/bin/python -m scripts.verify             everything
    .venv/bin/python -m scripts.verify ruff mypy   only these steps

All steps run even when an early one fails. The exit code is 0 only if every step passed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.config import Settings
from scripts import browser

ROOT = Path(__file__).resolve().parent.parent
CLOSING = re.compile(r"^=+ .*\bin [\d.]+s.* =+$")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
SHARED = ("-n", "2")  # the machine has two tests at a time, but for those that are marked `alone`
PYTEST = ("-m", "pytest", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class Step:
    """One check: a name, and the arguments that Python is given."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """How a step ended: exit code, seconds, and the closing line of pytest where it was that."""

    step: Step
    code: int
    seconds: float
    closing: str = ""


STEPS = (
    Step("ruff", ("-m", "ruff", "check", ".")),
    Step("format", ("-m", "ruff", "format", "--check", ".")),
    Step("imports", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    Step("spelling", ("-m", "codespell_lib")),
    Step("mypy", ("-m", "mypy")),
    Step("setup", ("-m", "core", "setup")),
    Step("tests", (*PYTEST, "tests", *SHARED, "--dist", "worksteal", "-m", "not (e2e or kill or alone)")),
    Step("browser", (*PYTEST, "tests/e2e", *SHARED, "--dist", "loadfile", "-m", "not alone")),
    Step("kills", (*PYTEST, "tests", *SHARED, "--dist", "worksteal", "-m", "kill and not (e2e or alone)")),
    Step("alone", (*PYTEST, "tests", "-m", "alone")),
    Step("notebooks", (*PYTEST, "--nbmake", "--nbmake-timeout=300", "-p", "no:randomly", "notebooks")),
)


def clean_environment(home: str) -> dict[str, str]:
    """Return this environment with every setting at its default (over a person's `.env` too), and a home of its own."""
    env = dict(os.environ) | {name.upper(): "" for name in Settings.model_fields}
    return env | {"LAB_HOME": home, "PYTHONUNBUFFERED": "1"}


def run(step: Step, env: Mapping[str, str]) -> Outcome:
    """Run one step with its output in view."""
    print(f"\n──── {step.name}: python {' '.join(step.arguments)}", flush=True)
    began = time.monotonic()
    closing = ""
    pipe, out = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen([sys.executable, *step.arguments], cwd=ROOT, env=env, stdout=pipe, stderr=out) as process:
        for raw in iter(process.stdout.readline, b"") if process.stdout else ():
            sys.stdout.buffer.write(raw)
            sys.stdout.buffer.flush()
            line = COLOUR.sub("", raw.decode(errors="replace").strip())
            closing = line if CLOSING.match(line) else closing
    return Outcome(step, process.returncode, time.monotonic() - began, closing)


def run_all(steps: Sequence[Step], env: dict[str, str]) -> list[Outcome]:
    """Run the steps one after the other; the tests read the demo that the step `setup` made, where it did."""
    outcomes = []
    for step in steps:
        outcomes.append(run(step, env))
        if step.name == "setup" and not outcomes[-1].code:
            env["DEMO_HOME"] = env["LAB_HOME"]
    return outcomes


def find_browser(env: dict[str, str]) -> bool:
    """Put a working Chromium into the environment of the steps; say loudly if there is none."""
    path = browser.ensure()
    if path:
        env["CHROMIUM"] = path
        print(f">> Browser tests use {path}", flush=True)
    else:
        env.pop("CHROMIUM", None)
    return path is not None


def summary(outcomes: Sequence[Outcome], *, has_browser: bool) -> str:
    """Return the table that ends the run."""
    lines = ["", "════ Summary"]
    lines += [
        f"  {'FAILED' if o.code else 'passed'}  {o.step.name:<10} {o.seconds:6.1f} s  {o.closing.strip('= ')}"
        for o in outcomes
    ]
    if not has_browser:
        lines += [
            "  ┌──────────────────────────────────────────────────────────────────────┐",
            "  │ WARNING: no Chromium on this machine, the browser tests did NOT run. │",
            "  │ Install one, or name one: CHROMIUM=/path/to/chromium make test       │",
            "  └──────────────────────────────────────────────────────────────────────┘",
        ]
    failed = [o.step.name for o in outcomes if o.code]
    lines.append(
        f"  {sum(o.seconds for o in outcomes):.0f} s in all. "
        + (f"Failed: {', '.join(failed)}." if failed else "All passed.")
    )
    return "\n".join(lines)


def main(names: Sequence[str]) -> int:
    """Run the named steps, or all of them."""
    unknown = sorted(set(names) - {step.name for step in STEPS})
    if unknown:
        print(f"No such step: {', '.join(unknown)}. There are: {', '.join(s.name for s in STEPS)}.", file=sys.stderr)
        return 2
    chosen = [step for step in STEPS if not names or step.name in names]
    home = tempfile.mkdtemp(prefix="loyalty-lab-test-")
    env = clean_environment(home)
    has_browser = find_browser(env) if {"browser", "alone"} & {s.name for s in chosen} else True
    try:
        outcomes = run_all(chosen, env)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(summary(outcomes, has_browser=has_browser), flush=True)
    return int(any(o.code for o in outcomes))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
