"""A Chromium for the browser tests: one that is here, Playwright's own, or the system's, in this order.

    python -m scripts.browser            prints the path of one that runs, installing it if need be
    python -m scripts.browser --find     prints the path of one that is here already

Exit code 1, with the reason on stderr, when there is none.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PAGE = "data:text/html,<p>alive</p>"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
HEADLESS = ("--headless", *FLAGS, "--dump-dom", PAGE)
WHERE = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
PACKAGERS = (
    ("apt-get", ("apt-get update -q", "apt-get install -q -y --no-install-recommends chromium")),
    ("dnf", ("dnf install -y chromium",)),
    ("apk", ("apk add chromium",)),
)


def say(text: str) -> None:
    """Report on stderr: stdout is for the path alone."""
    print(f">> {text}", file=sys.stderr, flush=True)


def run(command: Sequence[str], *, seconds: float, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a command, ended with all its children after `seconds`; return its exit code and what it wrote."""
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(
            command, stdout=pipe, stderr=subprocess.STDOUT, text=True, errors="replace", env=env, start_new_session=True
        )
    except OSError as error:
        return 127, str(error)
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return 124, f"no end after {seconds:.0f} s"
    return process.returncode, out


def works(path: str) -> bool:
    """Say whether it really starts: a snap stub or a browser without its libraries is in the PATH too."""
    code, page = run([path, *HEADLESS], seconds=60)
    return code == 0 and "alive" in page


def playwrights() -> str:
    """Return where Playwright's own Chromium is or would be."""
    code, path = run([sys.executable, "-c", WHERE], seconds=60)
    return path.strip() if code == 0 else ""


def candidates() -> Iterator[str]:
    """Yield the browsers of this machine, best first."""
    asked = os.environ.get("CHROMIUM")
    if asked:
        yield asked
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield path
    yield from (place for place in (*PLACES, playwrights()) if place and os.path.exists(place))  # noqa: PTH110


def find() -> str | None:
    """Return the path of a Chromium that runs here, or None."""
    return next((path for path in candidates() if works(path)), None)


def download() -> str | None:
    """Fetch Playwright's own Chromium; None where it cannot be downloaded or lacks libraries of the system."""
    say("No browser is here; downloading Playwright's Chromium (about 170 MB)")
    env = os.environ | {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"}
    tool = [sys.executable, "-m", "playwright"]
    code, out = run([*tool, "install", "chromium"], seconds=240, env=env)
    if code:
        reasons = [line for line in out.splitlines() if "rror" in line] or [f"exit code {code}"]
        say(f"Playwright could not: {reasons[-1].strip()}")
        return None
    path = playwrights()
    if path and not works(path) and os.geteuid() == 0:
        say("It lacks libraries of the system; installing those")
        run([*tool, "install-deps", "chromium"], seconds=300)
    return path if path and works(path) else None


def from_system() -> str | None:
    """Install Chromium with the system's package manager; None where this user may not or there is none."""
    if os.geteuid() != 0:
        say("Not root, so the system's package manager cannot be asked")
        return None
    for tool, commands in PACKAGERS:
        if shutil.which(tool):
            say(f"Installing chromium with {tool}")
            for command in commands:
                code, out = run(command.split(), seconds=300, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
                if code:
                    say(f"`{command}` failed: {' '.join(out.strip().splitlines()[-1:]) or code}")
    return find()


def ensure() -> str | None:
    """Return a Chromium that runs here, installing one if need be; None when every way failed."""
    return find() or download() or from_system()


def main(arguments: Sequence[str]) -> int:
    """Print the path, or say that there is none."""
    path = find() if "--find" in arguments else ensure()
    if path is None:
        say("There is no Chromium. Install one, or name one: CHROMIUM=/path/to/chromium")
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
