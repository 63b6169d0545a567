"""Make `.venv` hold exactly what the requirement files name, once; later calls cost a fraction of a second.

    python scripts/install.py          what `make run` needs
    python scripts/install.py --dev    and what `make test` needs

Standard library only. The stamp in `.venv` is written last, so an install that was cut short is seen and done over.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import pip_settings  # noqa: E402  (this file runs as a script, before the project is installed)

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lab-stamp.json"
UNFINISHED = VENV / "lab-unfinished"
FILES = {"runtime": "requirements.txt", "dev": "requirements-dev.txt"}
NEWEST = (3, 13)
OUTSIDE = getattr(sys, "_base_executable", sys.executable)  # ours, or the one that our own .venv was made with
UV = "uv==0.13.9"
NEEDED_GB = 4.0  # measured: 3.5 GB with the development tools, of which tensorflow is 1.8


class InstallError(Exception):
    """The install cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f">> {text}", flush=True)


def digest(*names: str) -> str:
    """Return one digest of the named files of the project."""
    total = hashlib.sha256(UV.encode())
    for name in names:
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()


def wanted(*, dev: bool) -> dict[str, str]:
    """Return what the stamp must say for the install to be up to date."""
    stamp = {"root": str(ROOT), "runtime": digest(FILES["runtime"]), "project": digest("pyproject.toml")}
    return stamp | ({"dev": digest(FILES["dev"])} if dev else {})


def stamped(stamp: Path = STAMP) -> dict[str, str]:
    """Return what the last finished install wrote, or nothing."""
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def stale(want: Mapping[str, str], have: Mapping[str, str]) -> list[str]:
    """Return which requirement files have to be installed."""
    return [key for key in FILES if key in want and have.get(key) != want[key]]


def runs(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, quiet: bool = False) -> bool:
    """Run a command with its output in view (or not) and say whether it succeeded."""
    sink = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run([str(c) for c in command], env=env, stdout=sink, stderr=sink, check=False).returncode == 0
    except OSError:
        return False


def free_gb() -> float:
    """Return the free space of the project's disk in GB."""
    return shutil.disk_usage(ROOT).free / 1e9


def blame(what: str) -> InstallError:
    """Return the error that most likely explains why `what` failed."""
    if free_gb() < NEEDED_GB / 2:
        return InstallError(
            f"{what} failed, and only {free_gb():.1f} GB are free on this disk: it has probably run full.\n"
            f"What to do: free about {NEEDED_GB:.0f} GB and run the same command again; what was downloaded is kept."
        )
    return InstallError(
        f"{what} failed; the lines above say why.\n"
        "What to do: check the network, and PIP_INDEX_URL or the proxy if you use one; then run the same command again."
    )


def make_venv() -> None:
    """Create `.venv`, with pip where this Python brings it along."""
    say(f"Creating .venv with Python {sys.version.split()[0]}")
    if sys.version_info[:2] > NEWEST:
        make_venv_with_private_python()
    elif runs([OUTSIDE, "-c", "import ensurepip"], quiet=True):
        if not runs([OUTSIDE, "-m", "venv", "--clear", VENV]):
            raise blame("Creating .venv")
    elif not runs([OUTSIDE, "-m", "venv", "--clear", "--without-pip", VENV]):
        raise InstallError(
            "This Python cannot create a virtual environment.\n"
            "What to do: install its venv module (Debian and Ubuntu: `apt install python3-venv`)."
        )


def make_venv_with_private_python() -> None:
    """Only a Python newer than the pinned tensorflow is here: let uv fetch one that fits."""
    version = ".".join(str(n) for n in NEWEST)
    here = ".".join(str(n) for n in sys.version_info[:2])
    say(f"tensorflow has no wheels for Python {here} yet; fetching Python {version} for this project alone")
    with tempfile.TemporaryDirectory() as folder:
        tool = Path(folder) / "uv"
        made = (
            runs([OUTSIDE, "-m", "venv", tool])
            and runs([tool / "bin" / "python", "-m", "pip", "install", "--quiet", UV])
            and runs([tool / "bin" / "uv", "venv", "--clear", "--seed", "--managed-python", "--python", version, VENV])
        )
    if not made:
        raise InstallError(
            f"Loyalty Lab needs Python 3.11 to {version}; only {here} is here, and fetching another one failed.\n"
            f"What to do: install Python {version} beside it and run the same command again."
        )


def pip(*arguments: str) -> list[str | Path]:
    """Return a pip command for `.venv`: its own pip, or that of the Python that runs this."""
    if not runs([PYTHON, "-m", "pip", "--version"], quiet=True) and not runs([PYTHON, "-m", "ensurepip"], quiet=True):
        if not runs([OUTSIDE, "-m", "pip", "--version"], quiet=True):
            raise InstallError(
                "This Python has no pip, and its ensurepip module is missing.\n"
                "What to do: install them (Debian and Ubuntu: `apt install python3-venv python3-pip`)."
            )
        return [OUTSIDE, "-m", "pip", "--python", PYTHON, *arguments]
    return [PYTHON, "-m", "pip", *arguments]


def install(files: Sequence[str]) -> None:
    """Install the requirement files with uv, or with pip where uv cannot."""
    env = dict(os.environ) | {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    listed = [part for name in files for part in ("-r", str(ROOT / name))]
    uv = VENV / "bin" / "uv"
    if runs(pip("install", "--quiet", UV), env=env):
        settings = subprocess.run(
            [str(c) for c in pip("config", "list")], env=env, capture_output=True, text=True, check=False
        ).stdout
        uv_env = env | pip_settings.for_uv(settings, env)
        if runs([uv, "pip", "install", "--python", PYTHON, *listed], env=uv_env):
            return
    if free_gb() < NEEDED_GB / 2:
        raise blame("Installing the packages")
    say("uv could not install the packages; trying pip, which is slower")
    if not runs(pip("install", "--progress-bar", "off", *listed), env=env):
        raise blame("Installing the packages")


def install_project() -> None:
    """Install the project itself, editable. Needs no network: setuptools is among the pins."""
    flags = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    uv = VENV / "bin" / "uv"
    command: list[str | Path] = [uv, "pip", "install", "--quiet", "--offline", "--python", PYTHON, *flags]
    if not runs(command) and not runs(pip("install", "--quiet", *flags)):
        raise blame("Installing the project itself")


def mark(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all."""
    beside = path.with_suffix(".tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def bring_up_to_date(*, dev: bool) -> None:
    """Create, repair or complete `.venv`; do nothing when the stamp fits."""
    want, have = wanted(dev=dev), stamped()
    usable = runs([PYTHON, "-c", "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"], quiet=True)
    moved = bool(have) and have.get("root") != str(ROOT)
    if usable and not UNFINISHED.exists() and all(have.get(key) == value for key, value in want.items()):
        return
    if VENV.exists() and (not usable or moved or UNFINISHED.exists()):
        say("The .venv that is here is unfinished, moved or broken; making it anew (downloads are kept)")
        shutil.rmtree(VENV)
        have, usable = {}, False
    if not usable:
        make_venv()
    if free_gb() < NEEDED_GB and not have:
        say(f"Only {free_gb():.1f} GB are free on this disk; a full install takes up to {NEEDED_GB:.0f} GB")
    mark(UNFINISHED, "")
    files = [FILES[key] for key in stale(want, have)]
    if files:
        say(f"Installing {' and '.join(files)} (minutes the first time, then never again)")
        install(files)
    install_project()
    mark(STAMP, json.dumps(have | want, indent=1))
    UNFINISHED.unlink()
    say("Installed")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the install lock: of two commands started at once, the second waits and then finds the work done."""
    import fcntl  # not on Windows, where `make` is not either

    with Path(__file__).open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another install is running; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: Sequence[str]) -> int:
    """Return 0 when `.venv` is ready, 1 after saying why it is not, 2 when it is not understood."""
    if set(arguments) - {"--dev"}:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with alone():
            bring_up_to_date(dev="--dev" in arguments)
    except InstallError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"\nThe install cannot write here: {error}.\nWhat to do: check the disk and the folder's owner.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command picks up from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
