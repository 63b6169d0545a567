"""Every channel with something real behind it: what came out of it, and a way to break it and mend it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from pydantic import SecretStr

from core.channels.assignments import WarehouseChannel
from core.channels.channel import Channel
from core.channels.csv_file import CsvChannel
from core.channels.email import EmailChannel
from core.channels.message import Outgoing, key_of
from core.channels.outbox import OutboxChannel
from core.channels.webhook import WebhookChannel
from core.config import Settings
from core.errors import StoreError
from core.kernel.clock import FixedClock
from core.store import Database
from core.warehouse.profile import Profile
from core.warehouse.writeback.assignments import AssignmentWriter
from tests.contract.channels.mail_server import MailServer, mail_server
from tests.contract.channels.receiver import SECRET, receiving
from tests.postgres import run
from tests.unit.services.shop import EMPTY

FROM = "The Shop <shop@example.com>"


@dataclass(frozen=True)
class Way:
    """A channel, the keys that came out of it in order (again and again if so), and switches to break and mend it."""

    channel: Channel
    keys: Callable[[], list[str]]
    break_it: Callable[[], None]
    mend: Callable[[], None]
    is_exact: bool  # each key comes out once whatever happens; else receivers drop what they know


def message(n: int | str, clock: FixedClock, **changes: object) -> Outgoing:
    """The message to customer `n`, with an address to be kept to ourselves."""
    customer = str(n)
    given = {
        "key": key_of("win-back", "2018-01-15T12:00:00Z", customer), "execution_id": 1, "campaign": "win-back",
        "occasion": "2018-01-15T12:00:00Z", "run": 7, "customer_id": customer, "arm": "treated", "variant": "A",
        "channel": "?", "subject": f"Private line {n}", "body": f"Private words {n}", "planned_at": clock.now(),
        "address": f"ann.{n}@private.example",
    }  # fmt: skip
    return Outgoing(**{**given, **changes})  # type: ignore[arg-type]


@contextmanager
def outbox(folder: Path, clock: FixedClock) -> Iterator[Way]:
    database = Database.at(folder / "store.sqlite")
    database.upgrade()
    broken: list[bool] = []

    def keep(messages: Sequence[Outgoing]) -> None:
        if broken:
            raise StoreError("The store is locked by another process.", fix="Wait.")
        with database.unit(actor="ann", clock=clock) as work:
            work.outbox.keep(messages, at=work.now)

    def keys() -> list[str]:
        with database.view() as work:
            return work.outbox.page(limit=10_000)["key"].to_list()[::-1]

    yield Way(OutboxChannel(keep), keys, lambda: broken.append(True), broken.clear, is_exact=True)
    database.close()


@contextmanager
def csv_file(folder: Path, _clock: FixedClock) -> Iterator[Way]:
    out, away = folder / "outgoing", folder / "away"

    def keys() -> list[str]:
        files = sorted(out.rglob("*.csv"))
        return [
            row["key"] for file in files for row in csv.DictReader(io.StringIO(file.read_bytes().decode(), newline=""))
        ]

    def break_it() -> None:
        if out.exists():
            out.rename(away)
        out.write_text("no folder")

    def mend() -> None:
        out.unlink()
        if away.exists():
            away.rename(out)

    yield Way(CsvChannel(out), keys, break_it, mend, is_exact=True)


def key_in(mail_id: str) -> str:
    return mail_id.strip("<>").partition("@")[0]


def by_mail(server: MailServer, clock: FixedClock, **options: object) -> EmailChannel:
    url = f"smtp://127.0.0.1:{server.port}?starttls=no"
    return EmailChannel(url, FROM, clock=clock, timeout=2.0, **options)


@contextmanager
def email(_folder: Path, clock: FixedClock) -> Iterator[Way]:
    with mail_server() as server:
        yield Way(
            by_mail(server, clock), lambda: [key_in(m["Message-ID"]) for m in server.mails], server.stop, server.start,
            is_exact=False,
        )  # fmt: skip


@contextmanager
def webhook(_folder: Path, clock: FixedClock, *, batch: int = 1) -> Iterator[Way]:
    with receiving(lambda: clock.now().timestamp()) as receiver:
        channel = WebhookChannel(receiver.url, SECRET, clock=clock, batch=batch, timeout=2.0)
        yield Way(channel, lambda: list(receiver.taken.elements()), receiver.stop, receiver.start, is_exact=False)


@contextmanager
def warehouse(folder: Path, _clock: FixedClock) -> Iterator[Way]:
    file, away = folder / "shop.duckdb", folder / "away.duckdb"
    with duckdb.connect(str(file)) as made:
        made.execute(EMPTY.format(id="VARCHAR"))

    def keys() -> list[str]:
        with closing(duckdb.connect(str(file), read_only=True)) as there:
            if not there.execute(
                "SELECT 1 FROM duckdb_tables() WHERE table_name = 'loyalty_lab_assignments'"
            ).fetchall():
                return []
            return [
                key for (key,) in there.execute("SELECT key FROM loyalty_lab_assignments ORDER BY rowid").fetchall()
            ]

    def break_it() -> None:
        file.rename(away)
        file.write_bytes(b"not a database" * 1000)

    writer = AssignmentWriter(Settings(dwh_url=SecretStr(f"duckdb:///{file}")), Profile.load("complete_journey"))
    yield Way(WarehouseChannel(writer), keys, break_it, lambda: away.replace(file) and None, is_exact=True)


@contextmanager
def warehouse_in_postgres(url: str) -> Iterator[Way]:
    run(url, EMPTY.format(id="text"))
    settings = Settings(dwh_url=SecretStr(url))
    gone = Settings(dwh_url=SecretStr(url.partition("?")[0].rpartition("/")[0] + "/nowhere"))
    writers = [AssignmentWriter(s, Profile.load("complete_journey")) for s in (settings, gone)]

    class Switched(AssignmentWriter):
        def __init__(self) -> None:
            self.now = writers[0]

        def fault(self) -> str | None:
            return self.now.fault()

        def write(self, rows):
            return self.now.write(rows)

    from tests.contract.pushdown.test_write_back import asked_of

    def keys() -> list[str]:
        ask = asked_of(url)
        if ask("SELECT to_regclass('loyalty_lab_assignments') IS NULL")[0][0]:
            return []
        return [key for (key,) in ask("SELECT key FROM loyalty_lab_assignments ORDER BY ctid")]

    switched = Switched()
    yield Way(
        WarehouseChannel(switched), keys, lambda: setattr(switched, "now", writers[1]),
        lambda: setattr(switched, "now", writers[0]), is_exact=True,
    )  # fmt: skip
