"""Processes that are killed at any moment.

A test gives its orders to another Python (`another`), which has each carried out by a fork (`forked`); that dies on the
way. So a process is started once, and killed hundreds of times.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event

from core.store import Database
from tests.conftest import ROOT

# What the test does


class Another:
    """Another Python that takes orders: a line of words each, and a line is the answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def order(self, *words: object) -> None:
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        return self._process.stdout.readline().strip()

    def tell(self, *words: object) -> str:
        self.order(*words)
        return self.answer()


@contextmanager
def another(module: str, *arguments: object) -> Iterator[Another]:
    """Another Python that runs one of the modules beside this one, for as long as the block."""
    run = [sys.executable, "-m", f"tests.contract.{module}", *map(str, arguments)]
    with subprocess.Popen(run, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Another(process)
        process.stdin.close()
        process.wait(60)
    assert process.returncode == 0


# What the other one does


def forked(work: Callable[[], object], *, after: float | None = None) -> str:
    """Do it in a fork; say `killed`, or `lived` and what it returned. After so many seconds it is killed in any case.

    It is forked before any DuckDB is opened, so it is whole.
    """
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(tell, f"lived {work()}".encode())
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(tell)
    with os.fdopen(told) as said:
        answer = said.read()
    assert status in {0, signal.SIGKILL}, status
    return "killed" if status else answer


class Steps:
    """Counts the steps of this process, and kills it as kill -9 does before the last (0: never)."""

    def __init__(self, last: int) -> None:
        self._last = last
        self.seen = 0

    def __call__(self) -> None:
        self.seen += 1
        if self.seen == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def statements(database: Database, last: int) -> Steps:
    """Count the statements to a store."""
    steps = Steps(last)
    event.listen(database._engine, "before_cursor_execute", lambda *_: steps())
    return steps
