"""Prepare the data and serve the app on 127.0.0.1: the second half of `make run`, inside `.venv`.

    .venv/bin/python -m scripts.serve --port 8501

The server takes this process's place, so that whoever stops it stops the server and nothing is left behind.
"""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import sys

from core.config import Settings
from scripts import ports
from scripts.server import ROOT, answered, answers

PATIENCE = 120.0  # seconds until the announcer gives up on a server that does not answer


def announce(port: int, server: int) -> int:
    """Wait until the server (our parent process) answers, then print its address."""
    if answered(port, PATIENCE, lambda: os.getppid() == server):
        print(f"\n  Loyalty Lab is ready:  http://{ports.HOST}:{port}\n  Ctrl-C stops it.\n", flush=True)
        return 0
    if os.getppid() == server:
        print(f"The server has not answered for {PATIENCE:.0f} s; its output above says why.", file=sys.stderr)
    return 1


def beside(*words: str, user: str) -> None:
    """Start a command of the Lab that goes on for as long as the server runs.

    The server holds the open end of a pipe without knowing it; when it ends, however it ends, the kernel closes it, and
    the command, which reads the other end, comes to its own end.
    """
    shut, held = os.pipe()
    os.set_inheritable(held, True)
    command = [sys.executable, "-m", "core", *words, "--until-closed"]
    subprocess.Popen(command, stdin=shut, env=os.environ | {"LAB_USER": user}, start_new_session=True)
    os.close(shut)


def busy(port: int, reason: str) -> str:
    """Return the message for a port that cannot be had."""
    other = port + 1 if port < 65535 else port - 1
    if reason == os.strerror(errno.EADDRINUSE):
        kind = "a Streamlit server, perhaps this very app," if answers(port) else "a program"
        reason = f"{kind} holds it already, {ports.holder(port)}"
    return f"Port {port} cannot be used: {reason}.\nWhat to do: stop it, or use another port: make run PORT={other}"


def main() -> int:
    """Check the port, prepare the data, become the server."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--announce", type=int, metavar="PID", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.announce:
        return announce(given.port, given.announce)
    reason = ports.refusal(given.port)
    if reason:
        print(busy(given.port, reason), file=sys.stderr)
        return 1
    os.chdir(ROOT)
    ready = subprocess.run([sys.executable, "-m", "core", "setup"], check=False)
    if ready.returncode:
        return ready.returncode
    beside("worker", user="worker")
    if minutes := Settings.load().lab_refresh_minutes:
        beside("warehouse", "refresh", "--every", str(minutes), user="schedule")
    print(">> Starting the server", flush=True)
    me = [sys.executable, "-m", "scripts.serve", "--port", str(given.port)]
    subprocess.Popen([*me, "--announce", str(os.getpid())])
    server = [sys.executable, "-m", "streamlit", "run", "app/server.py", "--server.port", str(given.port)]
    os.execv(sys.executable, server)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
