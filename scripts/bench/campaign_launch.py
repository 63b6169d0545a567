"""A campaign for everybody all the way: planned, written, sent by outbox and webhook, and looked at meanwhile.

Over SQLite and PostgreSQL. It is a tenth of what `--customers 1000000` measures, at the same rates. Bars are for
seconds of processor time of this process, which neighbours hardly change; PostgreSQL's server has its own.
"""

from __future__ import annotations

import argparse
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from pydantic import SecretStr

from core.config import Settings
from core.services.lab import Lab
from scripts.bench import labs
from scripts.bench.campaigns import DURABLE
from scripts.bench.timing import Figure, at_least, seconds
from scripts.postgres import serving

CUSTOMERS = 100_000
NOW = labs.AS_OF + timedelta(hours=12)
SHARE = 0.9  # of the customers that are treated
PARTS = 8  # in which the messages are sent, to compare the last one with the first
SENT = 4_000  # messages a second at least: a million in about four minutes
WRITTEN = 25_000  # customers a second at least: a million in less than a minute
REQUEST = 100  # messages in a request to the webhook
LOOK = 0.02  # seconds between two saves of somebody else
DEFINITION: dict[str, Any] = {
    "audience": "everybody",
    "offer": {"name": "Five off", "kind": "discount", "value": "5.00", "code": "FIVE"},
    "messages": {"default": {"subject": "Hello", "body": "You spent {{ total_revenue }}. Show {{ offer.code }}."}},
    "variants": [{"name": "A", "share": "0.5"}, {"name": "B", "share": "0.5"}],
    "control": "0.1",
    "triggers": [{"schedule": {"at": "2026-12-01T10:00"}}],
}


def run(folder: Path, *, customers: int = CUSTOMERS) -> list[Figure]:
    """Measure; the warehouse is kept in `folder` for the next run (250 MB for a million customers)."""
    settings = labs.telecom(folder, customers)
    with _receiving() as url:
        hook = {"lab_webhook_url": SecretStr(url), "lab_webhook_secret": SecretStr("bench"),
                "lab_webhook_batch": REQUEST}  # fmt: skip
        settings = settings.model_copy(update=hook)
        figures = _launches("SQLite", settings)
        with serving(settings=DURABLE) as server:
            figures += _launches("PostgreSQL", settings.model_copy(update={"store_url": SecretStr(server.url())}))
    return figures


def _launches(store: str, settings: Settings) -> list[Figure]:
    """Launch two campaigns for everybody, one after the other: by the outbox, and by the webhook."""
    with labs.opened(settings, at=NOW) as lab:
        outbox, n = _launched(lab, "Outbox", f"launched over {store}")
        sending = _sent(lab, n)
        looking = _looked_at(lab, "outbox")
        if settings.store_url is None:
            size = (settings.home / "store.sqlite").stat().st_size
            looking.append(Figure("  ... the store then", f"{size / n:,.0f} bytes", "a message"))
        hook, again = _launched(lab, "Webhook", "launched after it")
        posting = _rates(f"  ... messages posted, {REQUEST} in a request", again, SENT,
                         [_spent(lambda: lab.sending.drain("bench"))])  # fmt: skip
        _check(lab, "webhook", again)
    return [*outbox, *sending, *looking, *hook, *posting]


def _launched(lab: Lab, name: str, what: str) -> tuple[list[Figure], int]:
    """Launch a campaign by hand; return how fast, how long others could not save meanwhile, and how many it reached."""
    lab.campaigns.create({"name": name, "channels": [name.lower()], **DEFINITION})
    for act in (lab.campaigns.submit, lab.campaigns.approve, lab.campaigns.activate):
        act(name)
    waits: list[float] = []
    with _saving(lab, waits):
        spent = _spent(lambda: lab.launching.trigger(name, is_now=True))
    (fired,) = lab.launching.runs(name)
    if fired.counts["treated"] < fired.n_audience * SHARE * 0.99:
        raise RuntimeError("everybody must have been treated, but for the control group")
    return [
        *_rates(f"campaign for {fired.n_audience:,} customers {what}", fired.n_audience, WRITTEN, [spent]),
        Figure("  ... for so long nobody else could save", f"{max(waits):,.1f} s", f"of {spent[0]:,.1f} s"),
    ], fired.counts["treated"]


def _spent(run: Callable[[], object]) -> tuple[float, float]:
    """Return how many seconds one run takes, and how many of this process's processor time."""
    begin = process_time()
    taken = seconds(run)
    return taken, process_time() - begin


def _rates(what: str, n: int, bar: float, spent: Sequence[tuple[float, float]]) -> list[Figure]:
    """Return how many a second of processor time, and how many a second by the clock."""
    taken, processor = (sum(column) for column in zip(*spent, strict=True))
    return [
        at_least(what, n / processor, bar, unit="/s"),
        Figure("  ... by the clock", f"{n / taken:,.0f} /s"),
    ]


@contextmanager
def _saving(lab: Lab, waits: list[float]) -> Iterator[None]:
    """Write something of no account all the while, and note how long it took each time."""
    over = threading.Event()

    def save() -> None:
        while not over.wait(LOOK):
            begin = perf_counter()
            with lab.database.unit(actor="bench", clock=lab.clock) as work:
                work.looks.all()
            waits.append(perf_counter() - begin)

    thread = threading.Thread(target=save)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _sent(lab: Lab, n: int) -> list[Figure]:
    """Send the messages in parts; return how fast, and how the last part compares with the first."""
    spent = []
    for part in range(PARTS):
        limit = n * (part + 1) // PARTS - n * part // PARTS
        spent.append(_spent(partial(lab.sending.pass_, "bench", limit=limit)))
    _check(lab, "outbox", n)
    return [
        *_rates("  ... messages kept by the outbox", n, SENT, spent),
        at_least("  ... the last eighth of them against the first", spent[0][1] / spent[-1][1], 0.5),
    ]


def _check(lab: Lab, name: str, n: int) -> None:
    if lab.deliveries.status(name).states["sent"] != n:
        raise RuntimeError("every message must have been sent")


def _looked_at(lab: Lab, name: str) -> list[Figure]:
    """Ask what pages ask while a campaign is looked at."""
    asked = {
        "how far its messages are": lambda: lab.deliveries.status(name),
        "its first 1,000 executions": lambda: lab.launching.executions(name, limit=1_000),
        "its newest 200 deliveries": lambda: lab.deliveries.page(limit=200),
    }
    return [Figure(f"  ... {what}", f"{1000 * seconds(question):,.0f} ms") for what, question in asked.items()]


@contextmanager
def _receiving() -> Iterator[str]:
    """Have another process take whatever is posted to the address that is yielded."""
    context = get_context("spawn")
    here, there = context.Pipe()
    receiver = context.Process(target=_receive, args=(there,), daemon=True)
    receiver.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        receiver.terminate()
        receiver.join()


def _receive(told: Connection) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Taking) as server:
        told.send(server.server_address[1])
        server.serve_forever()


class _Taking(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer is one packet, or the other side's acknowledgement is waited for

    def do_POST(self) -> None:
        """Take it."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure by itself."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--customers", type=int, default=CUSTOMERS)
    args.add_argument("--folder", type=Path, help="where what is made up is kept; LAB_HOME/bench if left out")
    chosen = args.parse_args()
    print(*run(chosen.folder or Settings.load().home / "bench", customers=chosen.customers), sep="\n")


if __name__ == "__main__":
    main()
