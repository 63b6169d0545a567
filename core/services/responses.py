"""What customers did with messages, taken in from files, from the warehouse and from channels: each event once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from core.campaigns.responding import COLUMNS, INSTANT, Read, checked, read_events
from core.errors import BadInput, ConfigError
from core.kernel.clock import Clock
from core.services.response_files import ResponseFiles
from core.store import Database
from core.store.responses import RESPONSE
from core.warehouse import Engine, Profile, SnapshotStore
from core.warehouse.parquet import identifier, quoted
from core.warehouse.responses import Responses as Declared
from core.warehouse.types import ColumnType

__all__ = ["Imported", "Responses"]

FAULTS = 100  # that are told of
DIGITS = 32  # hexadecimal ones of the hash of an event: two never meet
_ID, _SAID = ("id", "customer_id", "kind"), ("customer_id", "kind", "at", "campaign", "channel")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of taking in events.

    n_known: had been taken in before, or came twice. n_refused: rows that are no events; `faults` are sentences about
    the first hundred of them. remarks: what is no fault, and should be known.
    """

    n_new: int
    n_known: int
    n_refused: int
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """How many rows there were."""
        return self.n_new + self.n_known + self.n_refused


class Responses:
    """Response events: delivered, opened, clicked, unsubscribed, resubscribed, or of any other name."""

    def __init__(
        self, engine: Engine, snapshots: SnapshotStore, profile: Profile, *, database: Database, files: ResponseFiles,
        clock: Clock, actor: str,
    ) -> None:  # fmt: skip
        self._engine = engine
        self._snapshots = snapshots
        self._profile = profile
        self._database = database
        self._files = files
        self._clock = clock
        self._actor = actor

    def read_csv(self, source: Path | bytes, *, name: str = "") -> Imported:
        """Take in a CSV file; what of it is no event is refused, line by line. Raises BadInput for a file that is none.

        Columns: customer_id, kind, at, and if it has them campaign, channel, id. An instant without an offset is one of
        the business time zone.
        """
        data = source if isinstance(source, bytes) else _read(source)
        read = read_events(data, zone=self._profile.time_zone, now=self._clock.now())
        return self._taken(read, source=name or (source.name if isinstance(source, Path) else "a file"), word="line")

    def fault(self) -> str | None:
        """Return why the warehouse gives no events, or None if it does."""
        if self._profile.responses is None:
            return f"The warehouse profile {self._profile.name!r} names no table of response events."
        return None

    def read_warehouse(self) -> Imported:
        """Take in the events of the snapshot in force. Raises ConfigError for a profile that names no table of them."""
        declared = self._profile.responses
        if declared is None:
            raise ConfigError(
                str(self.fault()),
                fix="Add the section `responses` to it, or use `python -m core campaigns responses import FILE.csv`.",
            )
        held = self._snapshots.current()
        shape = self._profile.tables[declared.table]
        text = {
            name: f"{identifier(column)} AS {identifier(name)}"
            if shape.columns[column].type is ColumnType.TIMESTAMP
            else f"CAST({identifier(column)} AS VARCHAR) AS {identifier(name)}"
            for name, column in _columns(declared).items()
        }
        rows = self._engine.frame(
            f"SELECT CAST(row_number() OVER () AS BIGINT) AS line, {', '.join(text.values())} "
            f"FROM {held.relation(declared.table)}"
        )
        read = checked(rows.cast({"at": INSTANT}), zone=self._profile.time_zone, now=self._clock.now())
        return self._taken(read, source=f"the table {declared.table}", word="row")

    def of(self, campaign: str | None = None, *, customer_id: str | None = None) -> pl.DataFrame:
        """Return the events that name a campaign (its short name), of one customer, or all, as they were recorded.

        Columns: key, kind, customer_id, at, campaign, channel.
        """
        with self._database.view() as work:
            return work.responses.of(campaign=campaign, customer_id=customer_id)

    def _taken(self, read: Read, *, source: str, word: str) -> Imported:
        """Record the events that are not known yet."""
        rows = self._with_keys(read.rows)
        new = self._unknown(rows)
        n_new = 0
        if new.height:
            with self._database.unit(actor=self._actor, clock=self._clock) as work:
                at, by = work.now, self._actor
                n_new, _ = work.responses.insert(new.select(RESPONSE), recorded_at=at, recorded_by=by)
                told = {"new": n_new, "known": rows.height - n_new, "refused": len(read.faults)}
                work.record("import", "responses", subject=source[:200], after=told)
        faults = tuple(f"{word} {line}: {said}" for line, said in read.faults[:FAULTS])
        remarks = (*self._strangers(rows), *(f"The column {c[:40]!r} was not read." for c in read.ignored))
        return Imported(n_new, rows.height - n_new, len(read.faults), faults, remarks)

    def _with_keys(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add what tells an event apart: its own id, for this customer and kind; or all that is said of it."""
        spelled = {name: f'coalesce(CAST("{name}" AS VARCHAR), {quoted("")})' for name in COLUMNS}
        spelled["at"] = 'CAST(epoch_us("at") AS VARCHAR)'
        by_id = f"concat_ws({quoted(chr(31))}, 'id', {', '.join(spelled[n] for n in _ID)})"
        by_all = f"concat_ws({quoted(chr(31))}, 'said', {', '.join(spelled[n] for n in _SAID)})"
        key = f'sha256(CASE WHEN "id" IS NULL THEN {by_all} ELSE {by_id} END)[:{DIGITS}]'
        return self._engine.frame(f"SELECT *, {key} AS key FROM rows ORDER BY line", tables={"rows": rows})

    def _unknown(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the events that the store does not know, each once."""
        return self._engine.frame(
            f"SELECT * FROM rows WHERE key NOT IN (SELECT key FROM {self._files.relation()} AS known) ORDER BY line",
            tables={"rows": rows.unique("key", keep="first", maintain_order=True)},
        )

    def _strangers(self, rows: pl.DataFrame) -> list[str]:
        """Return that some events name campaigns that are not here."""
        with self._database.view() as work:
            slugs = [c.slug for c in work.campaigns.all(archived=True)]
        found = rows.filter(pl.col("campaign").is_not_null() & ~pl.col("campaign").is_in(slugs))
        if found.is_empty():
            return []
        first = repr(found["campaign"].min())
        if found.height == 1:
            return [f"1 event names a campaign that is not here, {first}; it was taken all the same."]
        return [
            f"{found.height:,} events name campaigns that are not here, such as {first}; they were taken all the same."
        ]


def _columns(declared: Declared) -> dict[str, str]:
    """Return the columns of the table by the names that events have."""
    found = declared.columns()
    return {"customer_id": found.pop("customer"), **found}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", fix="Check the path and its permissions.") from None
