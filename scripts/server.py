"""The app, or another Streamlit script, served on a free port for as long as a browser needs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import ports

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds until a server that does not answer is given up
BETWEEN = 0.1  # seconds between two questions


@contextmanager
def serving(script: str = "app/server.py", **environment: str) -> Iterator[str]:
    """Serve a script with the app's own configuration and yield its address; the server is ended afterwards.

    Raises RuntimeError when it ends or does not answer within `PATIENCE`.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=quiet, stderr=subprocess.STDOUT)
    try:
        if not answered(port, PATIENCE, lambda: server.poll() is None):
            raise RuntimeError(f"streamlit run {script} did not answer")
        yield f"http://{ports.HOST}:{port}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind((ports.HOST, 0))
        return int(free.getsockname()[1])


def answered(port: int, patience: float, is_alive: Callable[[], bool]) -> bool:
    """Wait until the server on `port` is healthy; False when it is no longer alive or `patience` (seconds) is over."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and is_alive():
        if answers(port):
            return True
        time.sleep(BETWEEN)
    return False


def answers(port: int) -> bool:
    """Say whether a Streamlit server on `port` reports itself healthy."""
    try:
        with urllib.request.urlopen(f"http://{ports.HOST}:{port}/_stcore/health", timeout=2) as reply:
            return bool(reply.status == 200)
    except (OSError, urllib.error.URLError):
        return False
