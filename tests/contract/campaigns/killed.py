"""A process that lets a pass go over all campaigns, and dies on the way. Each line on its input is an order.

    N HOME URL WHEN WHAT    a pass at an instant, in a fork that is killed -9 at its N-th statement to the store; 0:
                            never. It fires (`trigger`), or gives points (`award`). The URL - is the SQLite file in
                            HOME.

The answer is a line: `killed`, or `lived` and the number of statements.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from core.kernel.clock import FixedClock
from tests.contract.campaigns.stall import Stall, opened


def carry_out(last: int, home: Path, url: str | None, when: str, *, is_award: bool) -> str:
    """Let the pass happen in a fork. It is forked before any DuckDB is opened, so it is whole."""
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        with opened(home, url, clock=FixedClock(datetime.fromisoformat(when))) as stand:
            seen = count(stand, last)
            if is_award:
                assert [award.fault for award in stand.lab.awards.all()] == [""]
            else:
                stand.lab.launching.trigger()
        os.write(tell, str(seen[0]).encode())
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    os.close(tell)
    with os.fdopen(told) as said:
        n = said.read()
    assert status in {0, signal.SIGKILL}, status
    return "killed" if status else f"lived {n}"


def count(stand: Stall, last: int) -> list[int]:
    """Count the statements to the store; die before the `last` one."""
    seen = [0]

    def before(*_: object) -> None:
        seen[0] += 1
        if seen[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(stand.lab.database._engine, "before_cursor_execute", before)
    return seen


if __name__ == "__main__":
    for line in sys.stdin:
        number, home, url, when, what = line.split()
        told = carry_out(int(number), Path(home), None if url == "-" else url, when, is_award=what == "award")
        print(told, flush=True)
