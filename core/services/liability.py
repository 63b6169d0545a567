"""What the points of a program are worth to its customers: a valuation of the ledger, and its export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from core.errors import Refused
from core.kernel.clock import reference_day
from core.programs.liability import LiabilityReport, report
from core.programs.model import Program
from core.programs.settlement import in_force
from core.services.books import policies_of
from core.services.earning import Earning
from core.services.ledgers import Ledgers
from core.services.transfer import write_frame

__all__ = ["Liability", "LiabilityReport"]


class Liability:
    """Valuations of ledgers."""

    def __init__(self, earning: Earning, ledgers: Ledgers) -> None:
        self._earning = earning
        self._ledgers = ledgers

    def report(self, name: str, *, as_of: date | None = None) -> LiabilityReport:
        """Return the valuation at the end of a business day: by default the last whose expiries are booked.

        Raises Refused for a day that the ledger does not hold completely.
        """
        program, versions = self._ledgers.with_ledger(name)
        last = self._complete(program)
        day = as_of or last
        if day > last:
            raise Refused(
                f"The ledger of {program.slug!r} is complete up to {last}; {day} cannot be valued.",
                fix=f"Run `python -m core programs accrue {program.slug}` and `programs expire {program.slug}` first.",
            )
        entries, _ = self._ledgers.frames(program)
        definition = in_force(policies_of(program, versions), day).definition
        inactivity = definition.expiry.inactivity_days if definition.expiry else None
        return report(entries, as_of=day, point_value=definition.point_value, inactivity_days=inactivity)

    def export(self, name: str, path: Path, *, as_of: date | None = None) -> int:
        """Write the vintages of the valuation to a .csv or .parquet file; return the rows. Raises BadInput."""
        return write_frame(self.report(name, as_of=as_of).vintages, path)

    def _complete(self, program: Program) -> date:
        if program.accrued_until is None or program.expired_until is None:
            raise Refused(
                f"The ledger of {program.slug!r} is not complete up to any day yet.",
                fix=f"Run `python -m core programs accrue {program.slug}` and `programs expire {program.slug}` first.",
            )
        return min(program.expired_until, reference_day(program.accrued_until, self._earning.profile.zone))
