"""Workers that send, and die. This process forks one for each line on its input, and answers with its number.

Each drains the queue again and again until nothing is left to send or to wait for, and ends.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from core.campaigns.model import DeliveryState
from core.channels.channel import Channel
from core.channels.csv_file import CsvChannel
from core.channels.message import Outgoing
from core.channels.outbox import OutboxChannel
from core.channels.webhook import WebhookChannel
from core.kernel.clock import SystemClock
from core.services.delivery_log import DeliveryLog
from core.services.retries import Patience
from core.services.sending import Sending
from core.store import Database
from tests.contract.channels.receiver import SECRET
from tests.contract.delivery.queue import People

LEASE = timedelta(seconds=2)


def channels_to(target: str, batch: int, database: Database) -> dict[str, Channel]:
    """The webhook at an address, or the outbox and the CSV files in a folder, a few messages at once."""
    clock = SystemClock()
    if target.startswith("http"):
        return {"webhook": WebhookChannel(target, SECRET, clock=clock, batch=batch)}

    def keep(messages: Sequence[Outgoing]) -> None:
        with database.unit(actor="worker", clock=clock) as work:
            work.outbox.keep(messages, at=work.now)

    made = OutboxChannel(keep), CsvChannel(Path(target))
    for channel in made:
        channel.at_once = batch
    return {channel.name: channel for channel in made}


def work(url: str, target: str, batch: int) -> None:
    """Send until all is sent."""
    clock, database = SystemClock(), Database(url, wait=30)
    said = {"database": database, "clock": clock, "actor": "worker"}
    sending = Sending(People(), channels_to(target, batch, database), **said, patience=Patience(lease=LEASE))
    log = DeliveryLog(sending, **said)
    while True:
        sending.drain(f"worker {os.getpid()}")
        left = log.status().states
        if not left[DeliveryState.QUEUED] + left[DeliveryState.LEASED]:
            return
        time.sleep(0.05)  # until a lease of one that died is over


def nursery(url: str, target: str, batch: int) -> None:
    """Fork workers as long as somebody asks for them. Nothing is opened before, so each of them is whole."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries them
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.close(0)
            work(url, target, batch)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    nursery(sys.argv[1], sys.argv[2], int(sys.argv[3]))
