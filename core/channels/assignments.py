"""Who gets what, control included, written into the warehouse, for campaigns that something else sends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from core.channels.channel import answered
from core.channels.message import Outcome, Outgoing, Receipt
from core.errors import BadInput, LabError

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "campaign": pl.String, "occasion": pl.String, "customer_id": pl.String, "arm": pl.String, "variant": pl.String,
    "at": pl.Datetime("us", "UTC"), "key": pl.String,
}  # fmt: skip


class Writer(Protocol):
    """What puts assignments into the warehouse (core.warehouse.writeback.assignments)."""

    def fault(self) -> str | None:
        """Return why nothing can be written there at all, or None."""
        ...

    def write(self, rows: pl.DataFrame) -> int:
        """Put in the rows whose key is not there; return how many. Raises LabError, BadInput for a row's fault."""
        ...


class WarehouseChannel:
    """Assignments into the table loyalty_lab_assignments of the warehouse, each once."""

    name = "warehouse"
    at_once = 5000

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def fault(self) -> str | None:
        """Return why nothing can be written into this warehouse, or None."""
        return self._writer.fault()

    def send(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        """Write the assignments in one transaction; find out which it does not take, if one."""
        if (fault := self.fault()) is not None:
            return answered(batch, Outcome.RETRY, fault)
        try:
            self._writer.write(_frame(batch))
        except BadInput as error:
            if len(batch) == 1:
                return answered(batch, Outcome.REFUSED, error.what)
            middle = len(batch) // 2
            return [*self.send(batch[:middle]), *self.send(batch[middle:])]
        except LabError as error:
            return answered(batch, Outcome.RETRY, error.what)
        return answered(batch, Outcome.SENT)


def _frame(batch: Sequence[Outgoing]) -> pl.DataFrame:
    rows = [(m.campaign, m.occasion, m.customer_id, m.arm, m.variant, m.planned_at, m.key) for m in batch]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").unique("key", maintain_order=True)
