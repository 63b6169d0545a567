"""Processes of our own: one started to outlive us, one ended by its number."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Thread

import psutil

from core.config import ROOT, Settings
from core.errors import ConfigError
from core.warehouse.durable import storage_errors

Spawn = Callable[[int, int], int]  # a job's number and the handle of its lock, to the number of the process
PATIENCE = 3.0  # seconds between asking a process to end and ending it


def spawner(settings: Settings) -> Spawn:
    """Return what starts `warehouse refresh` for a job, with these settings, in a session of its own.

    It lives on when this process, its terminal or the web server ends. Its output goes to LAB_HOME/logs/refresh.log,
    which the next one writes anew. It raises ConfigError when it cannot.
    """

    def spawn(job_id: int, line: int) -> int:
        argv = ["-m", "core", "warehouse", "refresh", "--job", str(job_id), "--line", str(line)]
        log = settings.home / "logs" / "refresh.log"
        try:
            return detached(argv, environment=settings.environment(), log=log, line=line)
        except OSError as error:
            raise ConfigError(
                f"The process that is to refresh cannot be started: {error.strerror}.",
                fix=f"See that this user may write to {log.parent}, and that the machine has room for another process.",
            ) from None

    return spawn


def detached(argv: Sequence[str], *, environment: Mapping[str, str], log: Path, line: int) -> int:
    """Start Python with these arguments; it inherits the handle `line`. Return its process number."""
    with storage_errors(log.parent):
        log.parent.mkdir(parents=True, exist_ok=True)
        out = log.open("wb")
    with out:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, *argv], cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True, pass_fds=(line,),
        )  # fmt: skip
    Thread(target=process.wait, name=f"reaper-{process.pid}", daemon=True).start()  # or it would stay as a zombie
    return process.pid


def end_this() -> None:
    """End this process at once, whatever it is busy with. The kernel frees its locks; nothing else is cleaned up."""
    os.kill(os.getpid(), signal.SIGTERM)


def end(pid: int) -> None:
    """End a process: ask it to, then make it."""
    try:
        process = psutil.Process(pid)
        process.terminate()
        try:
            process.wait(PATIENCE)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(PATIENCE)
    except psutil.NoSuchProcess:
        return
