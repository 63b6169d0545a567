"""The ledgers of programs: accrue and expire, each exactly once, and prove that it all ties.

A ledger is brought to say what purchases, refunds and recorded actions come to; what it said otherwise before is
corrected by new entries that name the old ones. To do anything twice therefore changes nothing, and neither does
dying on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from core.errors import Conflict, Refused
from core.kernel.clock import Clock, format_instant, reference_day
from core.programs.difference import missing, renumbered
from core.programs.model import Program, ProgramState, ProgramVersion
from core.programs.reconciliation import Check, Reconciliation, reconciled
from core.services.accruals import accrued, made_with, stretches
from core.services.books import Books, books_of, of_accounts, policies_of, program_in
from core.services.earning import Earning
from core.services.features import AsOf, Features
from core.services.mirror import Frames, Mirror
from core.services.transfer import write_frame
from core.store import Database, UnitOfWork
from core.warehouse.progress import Progress, part, quiet

__all__ = ["Accrual", "Check", "Expired", "Ledgers", "Reconciliation"]

CHUNK = 20_000  # customers whose entries are written in one transaction


@dataclass(frozen=True, slots=True)
class Accrual:
    """What an accrual wrote: entries, those of them that are corrections, and of how many customers; up to when."""

    entries: int
    corrections: int
    customers: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """What an expiry run wrote: how many lots lost how many points; up to and on which day."""

    lots: int
    points: int
    day: date


class Ledgers:
    """Accounts of customers in programs that are, or were, in force."""

    def __init__(
        self, earning: Earning, features: Features, *, mirror: Mirror, database: Database, clock: Clock, actor: str,
        at_once: int = CHUNK,
    ) -> None:  # fmt: skip
        """Work on the ledgers in a store; the entries of `at_once` customers are written in one transaction."""
        self._earning = earning
        self._features = features
        self._database = database
        self._clock = clock
        self._actor = actor
        self._at_once = at_once
        self._mirror = mirror

    def accrue(self, name: str, *, until: AsOf = None, anew: bool = False, progress: Progress = quiet) -> Accrual:
        """Bring the ledger to hold what all purchases before `until` earned: by default all that the snapshot knows.

        Those of whom a purchase changed since the last time are looked at, or everybody (`anew`), so that what does not
        tie is corrected. Purchases that came late or changed, and refunds, are corrected for, also of a program that
        pauses. Raises Refused for a program that was never in force, or an instant that the snapshot does not reach;
        Conflict when another process changed the program or accrued it meanwhile.
        """
        program, versions = self.with_ledger(name)
        snapshot = self._earning.snapshot()
        at = snapshot.as_of if until is None else self._features.instant(until, snapshot=snapshot)
        if at > snapshot.as_of:
            raise Refused(
                f"The ledger cannot be accrued until {format_instant(at)}: the snapshot knows nothing after "
                f"{format_instant(snapshot.as_of)}.",
                fix="Refresh the warehouse first, or leave the instant out.",
            )
        at = max(at, program.accrued_until or at)
        progress("Working out what was earned", 0.0)
        seen = self._earning.seen(program.program_id)
        try:
            found = accrued(self._earning, program, versions, until=at, snapshot=snapshot, seen=seen, anew=anew)
            written = self._settle(
                program, versions, at=at, earnings=found.earnings, customers=found.customers,
                progress=part(progress, 0.3, 1.0),
            )  # fmt: skip
        except BaseException:
            seen.drop()
            raise
        self._record(program, "accrue", entries=len(written), until=format_instant(at))
        spans = stretches(program, versions, until=reference_day(at, self._earning.profile.zone))
        seen.commit(len(spans), made_with(self._earning, spans), until=format_instant(at))
        return Accrual(
            written.height, int(written["corrects"].is_not_null().sum()), written["customer_id"].n_unique(), at
        )

    def expire(self, name: str, *, day: date | None = None, progress: Progress = quiet) -> Expired:
        """Book what expires up to and on a business day; by default the last of which the ledger knows everything.

        Raises Refused for a day that accruals did not reach yet.
        """
        program, versions = self.with_ledger(name)
        if program.accrued_until is None:
            raise Refused(
                f"Nothing was accrued for program {program.slug!r} yet.",
                fix=f"Run `python -m core programs accrue {program.slug}` first.",
            )
        last = reference_day(program.accrued_until, self._earning.profile.zone)
        if day is not None and day > last:
            raise Refused(
                f"The ledger of {program.slug!r} knows nothing after {last}, so what expires on {day} is not known.",
                fix=f"Accrue first, or expire up to {last}.",
            )
        chosen = max(day or last, program.expired_until or date.min)
        with self._database.view() as work:
            after = program.expired_until or date.min
            some = work.ledger.expiring(program.program_id, after=after, until=chosen)
        waits = any(p.definition.expiry and p.definition.expiry.inactivity_days for p in policies_of(program, versions))
        written = self._settle(program, versions, expired=chosen, customers=None if waits else some, progress=progress)
        lost = written.filter(pl.col("kind") == "expire")
        told = Expired(lost["lot"].n_unique(), -int(lost["points"].sum()), chosen)
        self._record(program, "expire", lots=told.lots, points=told.points, day=chosen.isoformat())
        return told

    def reconcile(self, name: str) -> Reconciliation:
        """Prove that the ledger is what purchases and actions come to, and that it ties; repair nothing."""
        program, versions = self.with_ledger(name)
        with self._database.view() as work:
            entries, actions = of_accounts(work, program, None)
        at = program.accrued_until or self.now()
        earnings = None
        if program.accrued_until is not None:
            found = accrued(self._earning, program, versions, until=at, snapshot=self._earning.snapshot())
            earnings = found.earnings
        books = books_of(
            entries, actions, policies_of(program, versions), refunds=self.refunds(program), until=at,
            zone=self._earning.profile.zone, earnings=earnings,
        )  # fmt: skip
        expired = program.expired_until
        wanted = books.wanted(expired=expired)
        due = books.wanted(expired=books.day).join(wanted, on=["customer_id", "key"], how="anti")
        return reconciled(entries, wanted, lacks=missing(entries, wanted), due=due, expired=expired)

    def now(self, at: AsOf = None) -> datetime:
        """Return the instant that is meant; by default now, or where the history of a finished data set ends."""
        if at is None and self._earning.profile.is_live:
            return self._clock.now()
        return self._features.instant(at)

    def refunds(self, program: Program) -> pl.DataFrame | None:
        """Return the refunds that the ledger knows of: those before its last accrual."""
        found = self._earning.refunds()
        if found is None or program.accrued_until is None:
            return None
        return found.filter(pl.col("at") < program.accrued_until)

    def books(self, name: str, customers: list[str] | None = None, *, at: AsOf = None) -> Books:
        """Return how accounts stood by what happened before an instant; by default now, with what was just done."""
        program, versions = self.with_ledger(name)
        instant = self.now(at)
        entries, actions = self.frames(program) if customers is None else self._some(program, customers)
        refunds = self.refunds(program)
        known = pl.col("at") <= instant if at is None else pl.col("at") < instant
        return books_of(
            entries.filter(known), actions.filter(known),
            policies_of(program, versions), until=instant, zone=self._earning.profile.zone,
            refunds=None if refunds is None else refunds.filter(pl.col("at") < instant),
        )  # fmt: skip

    def export(self, name: str, path: Path) -> int:
        """Write every entry, the oldest first, to a .csv or .parquet file; return how many. Raises BadInput."""
        program, _ = self.with_ledger(name)
        return write_frame(self.frames(program)[0].drop("program_id"), path)

    def running(self, name: str) -> tuple[Program, list[ProgramVersion]]:
        """Return an active program with all its versions. Raises NotFound, Refused."""
        program, versions = self.with_ledger(name)
        if program.state is not ProgramState.ACTIVE:
            raise Refused(
                f"Program {program.slug!r} is {program.state}.",
                fix=f"Activate it first: `python -m core programs activate {program.slug}`.",
            )
        return program, versions

    def with_ledger(self, name: str) -> tuple[Program, list[ProgramVersion]]:
        """Return a program that has a ledger, with all its versions. Raises NotFound, Refused."""
        with self._database.view() as work:
            return program_in(work, name)

    def _some(self, program: Program, customers: list[str]) -> Frames:
        with self._database.view() as work:
            return of_accounts(work, program, customers)

    def frames(self, program: Program) -> Frames:
        """Return all entries (the oldest first) and all actions of a program."""
        return self._mirror.frames(program)

    def settle(self, program: Program, customers: pl.Series) -> int:
        """Bring the ledger of these customers to what it holds of purchases and actions; return the entries written."""
        if program.accrued_until is None:
            return 0
        with self._database.view() as work:
            versions = work.programs.versions(program.program_id)
        return self._settle(program, versions, customers=customers).height

    def _settle(
        self, program: Program, versions: list[ProgramVersion], *, at: datetime | None = None,
        expired: date | None = None, earnings: pl.DataFrame | None = None, customers: pl.Series | None = None,
        progress: Progress = quiet,
    ) -> pl.DataFrame:  # fmt: skip
        """Write what the ledger lacks, part after part of the customers, each in a transaction; return all of it.

        `earnings` are what purchases before `at` earned if that was worked out anew, `expired` the day up to which
        expiries are booked if that is a new one; `customers` are all whom it is about. Each part says how far the
        ledger has come: whoever reads an account of it finds what was written, and whoever changes one of those that
        were to follow brings it there.
        """
        if customers is None:
            with self._database.view() as work:
                known = work.ledger.customers(program.program_id)
            everybody = known if earnings is None else pl.concat([known, earnings["customer_id"]]).unique()
        else:
            everybody = customers
        everybody, written, refunds = everybody.sort(), [], self._earning.refunds()
        for start in range(0, max(len(everybody), 1), self._at_once):
            progress("Writing the ledger", start / max(len(everybody), 1))
            some = everybody[start : start + self._at_once]
            whole = len(everybody) <= self._at_once and customers is None
            mine = (
                earnings if whole or earnings is None else earnings.filter(pl.col("customer_id").is_in(some.implode()))
            )
            with self._database.unit(actor=self._actor, clock=self._clock) as work:
                now = _unchanged(work, program, at=at)
                until = at or now.accrued_until or work.now
                booked = max((d for d in (expired, now.expired_until) if d is not None), default=None)
                entries, actions = of_accounts(work, program, None if whole else some.to_list())
                books = books_of(
                    entries, actions, policies_of(program, versions), until=until, zone=self._earning.profile.zone,
                    refunds=None if refunds is None else refunds.filter(pl.col("at") < until), earnings=mine,
                )  # fmt: skip
                books.refuse_large()
                work.programs.mark(program.program_id, accrued_until=at, expired_until=booked)
                written.append(append(work, program, books.lacks(expired=booked)))
        return pl.concat(written)

    def _record(self, program: Program, action: str, **told: str | int) -> None:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            work.record(action, "program", subject=program.slug, after=told)


def _unchanged(work: UnitOfWork, program: Program, *, at: datetime | None) -> Program:
    """Return the program as it is now. Raises Conflict when what was worked out, until `at`, does not hold any more."""
    now = work.programs.get(program.slug)
    if now.phases != program.phases or (at is not None and at < (now.accrued_until or at)):
        raise Conflict(
            f"Program {program.slug!r} was changed while its ledger was worked out: another version, a pause, or "
            "another accrual.",
            fix="Run it again; what was written already stays and is not written twice.",
        )
    return now


def append(work: UnitOfWork, program: Program, rows: pl.DataFrame) -> pl.DataFrame:
    """Append entries inside a transaction, and return them; a key that another account took is counted on."""
    said: dict[str, Any] = {"recorded_at": work.now, "recorded_by": work.actor}
    try:
        work.ledger.append(program.program_id, rows, **said)
    except Conflict:
        rows = renumbered(rows, work.ledger.entries(program.program_id))
        work.ledger.append(program.program_id, rows, **said)
    return rows
