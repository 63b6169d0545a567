"""A process that lets a pass go over all campaigns, and dies on the way. Each line on its input is an order.

    N HOME URL WHEN WHAT    a pass at an instant, in a fork that is killed -9 at its N-th statement to the store; 0:
                            never. It fires (`trigger`), or gives points (`award`). The URL - is the SQLite file in
                            HOME.

The answer is a line: `killed`, or `lived` and the number of statements.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from core.kernel.clock import FixedClock
from tests.contract.campaigns.stall import opened
from tests.contract.killed import forked, statements


def passed(last: int, home: Path, url: str | None, when: str, *, is_award: bool) -> int:
    """Go over all campaigns; return the number of statements to the store."""
    with opened(home, url, clock=FixedClock(datetime.fromisoformat(when))) as stand:
        steps = statements(stand.lab.database, last)
        if is_award:
            assert [award.fault for award in stand.lab.awards.all()] == [""]
        else:
            stand.lab.launching.trigger()
        return steps.seen


def carry_out(number: str, home: str, url: str, when: str, what: str) -> str:
    store = None if url == "-" else url
    return forked(lambda: passed(int(number), Path(home), store, when, is_award=what == "award"))


if __name__ == "__main__":
    for line in sys.stdin:
        print(carry_out(*line.split()), flush=True)
