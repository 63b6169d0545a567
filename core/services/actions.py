"""What is done to a customer's points by hand: redeem, cancel, adjust. Each has a key, by which it happens once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from core.errors import BadInput, Conflict, NotFound, Refused
from core.kernel.canonical import digest
from core.kernel.clock import Clock, business_day, format_instant
from core.kernel.names import checked_text
from core.programs.model import Action, ActionKind, Program, ProgramVersion
from core.programs.settlement import in_force
from core.programs.values import LIMIT
from core.services.books import Books, books_of, of_accounts, policies_of, program_in
from core.services.earning import Earning
from core.services.features import AsOf
from core.services.ledgers import Ledgers, append
from core.store import Database, UnitOfWork

KEY_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Done:
    """An action as it is recorded, whether it is new, and the customer's points after it."""

    action: Action
    is_new: bool
    balance: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be done, to whom, and when."""

    kind: ActionKind
    customer_id: str
    points: int
    key: str
    at: datetime
    reason: str
    value_cents: int | None = None
    option: str | None = None
    cancels: str | None = None


class Actions:
    """Redemptions, cancellations and adjustments."""

    def __init__(self, earning: Earning, ledgers: Ledgers, *, database: Database, clock: Clock, actor: str) -> None:
        self._earning = earning
        self._ledgers = ledgers
        self._database = database
        self._clock = clock
        self._actor = actor

    def redeem(
        self, name: str, customer_id: str, *, option: str | None = None, points: int | None = None,
        key: str | None = None, at: AsOf = None, reason: str = "",
    ) -> Done:  # fmt: skip
        """Redeem a burn option, or a number of points, drawing what expires first.

        Raises Refused when it is not covered, now or by what was redeemed later; BadInput, NotFound, and Conflict when
        the key was used for something else.
        """
        program, versions = self._ledgers.running(name)
        instant = self._ledgers.now(at)
        day = business_day(instant, self._earning.profile.zone)
        options = in_force(policies_of(program, versions), day).definition.burn
        if (option is None) == (points is None):
            raise BadInput(
                "A redemption takes either a burn option or a number of points.",
                fix="Give one of the two, such as --option '5 off' or --points 500.",
            )
        chosen = next((o for o in options if option is not None and o.name.casefold() == option.casefold()), None)
        if option is not None and chosen is None:
            raise NotFound(
                f"Program {program.slug!r} has no burn option {option[:80]!r}.",
                fix=f"It has: {', '.join(repr(o.name) for o in options) or 'none; redeem a number of points'}.",
            )
        asked = _Asked(
            ActionKind.REDEEM, customer_id, chosen.points if chosen else whole(points), checked_key(key),
            instant, checked_text(reason), int(chosen.value * 100) if chosen else None,
            chosen.name if chosen else None,
        )  # fmt: skip
        return self._do(program, asked)

    def cancel(self, name: str, redemption: str, *, key: str | None = None, at: AsOf = None, reason: str = "") -> Done:
        """Cancel a redemption by its key: its lots get their points back, with their old expiry day.

        Raises NotFound, Conflict when it is cancelled already, Refused for an instant before the redemption.
        """
        program, _ = self._ledgers.with_ledger(name)
        with self._database.view() as work:
            old = work.ledger.find_action(program.program_id, redemption)
        if old is None or old.kind is not ActionKind.REDEEM:
            raise NotFound(
                f"Program {program.slug!r} has no redemption with the key {redemption[:80]!r}.",
                fix=f"The customer's ledger shows the keys: `python -m core programs ledger {program.slug} CUSTOMER`.",
            )
        instant = self._ledgers.now(at)
        if instant < old.at:
            raise Refused(
                f"{format_instant(instant)} lies before the redemption at {format_instant(old.at)}.",
                fix="Choose a later instant, or leave it out.",
            )
        own = checked_key(_undoing(redemption) if key is None else key)
        asked = _Asked(
            ActionKind.CANCEL, old.customer_id, 0, own, instant, checked_text(reason), cancels=redemption
        )  # fmt: skip
        return self._do(program, asked)

    def adjust(
        self, name: str, customer_id: str, points: int, *, reason: str, key: str | None = None, at: AsOf = None
    ) -> Done:
        """Give or take points by hand. Raises BadInput without a reason, Refused when there are not so many to take."""
        if not reason.strip():
            raise BadInput("An adjustment needs a reason.", fix="Say why, in words that an auditor understands.")
        program, _ = self._ledgers.running(name)
        self._refuse_unknown(customer_id)
        signed = whole(points, signed=True)
        asked = _Asked(
            ActionKind.ADJUST, customer_id, signed, checked_key(key), self._ledgers.now(at), checked_text(reason)
        )
        return self._do(program, asked)

    def record(self, name: str, redemptions: pl.DataFrame, *, reason: str) -> int:
        """Record and book many redemptions that took place elsewhere, such as at tills; return how many are new.

        Columns: customer_id, key, at, points, option, value_cents. What of them is not covered becomes debt: they have
        happened. Keys that are known are left out. Before the first accrual they wait for it.
        """
        told = redemptions.with_columns(pl.lit(checked_text(reason)).alias("reason"))
        return self._recorded(name, told, kind=ActionKind.REDEEM).height

    def give(self, name: str, gifts: pl.DataFrame) -> pl.DataFrame:
        """Record and book points that are given to many customers; return those that are new.

        Columns: customer_id, key, at, points (above 0), reason. Keys that are known are left out. Before the first
        accrual they wait for it. Raises NotFound, Refused for a program that is not active.
        """
        nothing = pl.lit(None, dtype=pl.String).alias("option"), pl.lit(None, dtype=pl.Int64).alias("value_cents")
        return self._recorded(name, gifts.with_columns(nothing), kind=ActionKind.ADJUST)

    def _recorded(self, name: str, rows: pl.DataFrame, *, kind: ActionKind) -> pl.DataFrame:
        """Record and book actions of one kind that have happened; return those whose keys were not known."""
        program, _ = self._ledgers.running(name)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            known = work.ledger.actions(program.program_id)["key"]
            new = rows.filter(~pl.col("key").is_in(known.implode())).with_columns(
                pl.lit(str(kind)).alias("kind"), pl.lit(None, dtype=pl.String).alias("cancels")
            )
            work.ledger.add_actions(program.program_id, new, recorded_at=work.now, recorded_by=self._actor)
            if new.height:
                work.record(str(kind), "program", subject=program.slug, after={
                    "actions": new.height, "points": int(new["points"].sum()),
                    "reasons": new["reason"].unique().sort().to_list(),
                })  # fmt: skip
        self._ledgers.settle(program, rows["customer_id"].unique())  # all of them: it may have died here before
        return new

    def _do(self, program: Program, asked: _Asked) -> Done:
        zone = self._earning.profile.zone
        if business_day(asked.at, zone) < program.phases[0].from_on:
            raise Refused(
                f"Program {program.slug!r} is in force since {program.phases[0].from_on}; {format_instant(asked.at)} "
                "lies before that.",
                fix="Choose a later instant, or leave it out.",
            )
        if asked.at > max(self._clock.now(), self._ledgers.now()):
            raise Refused(
                f"{format_instant(asked.at)} lies in the future: what happens until then is not known.",
                fix="Choose an earlier instant, or leave it out.",
            )
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            program, versions = program_in(work, program.slug)  # an accrual may have come between
            there = work.ledger.find_action(program.program_id, asked.key)
            if there is None:
                self._refuse(work, program, versions, asked)
            action, is_new = work.ledger.add_action(program.program_id, self._action(work, asked))
            books = self._books(work, program, versions, asked)
            if is_new:
                self._refuse_uncovered(work, program, versions, asked, books=books)
                books.refuse_large()
                append(work, program, books.lacks(expired=program.expired_until))
                work.record(str(asked.kind), "program", subject=program.slug, after={
                    "customer": asked.customer_id, "points": asked.points, "key": asked.key, "reason": asked.reason,
                })  # fmt: skip
            return Done(action, is_new, int(books.settled.balance.sum()))

    def _action(self, work: UnitOfWork, asked: _Asked) -> Action:
        return Action(
            0, asked.key, asked.kind, asked.customer_id, asked.points, asked.value_cents, asked.option, asked.cancels,
            asked.at, asked.reason, work.now, self._actor,
        )  # fmt: skip

    def _books(
        self, work: UnitOfWork, program: Program, versions: list[ProgramVersion], asked: _Asked, *,
        before: datetime | None = None, without: str | None = None,
    ) -> Books:  # fmt: skip
        """Return the customer's books: all there is, or what happened before an instant; without an action."""
        entries, actions = of_accounts(work, program, [asked.customer_id])
        refunds = self._ledgers.refunds(program)
        if before is not None:
            entries, actions = entries.filter(pl.col("at") < before), actions.filter(pl.col("at") <= before)
            refunds = None if refunds is None else refunds.filter(pl.col("at") < before)
        until = before or max(asked.at, program.accrued_until or asked.at)
        return books_of(
            entries, actions.filter(pl.col("key") != (without or "")), policies_of(program, versions),
            refunds=refunds, until=until, zone=self._earning.profile.zone,
        )  # fmt: skip

    def _refuse_unknown(self, customer_id: str) -> None:
        if not self._earning.knows(customer_id):
            raise NotFound(
                f"The warehouse knows no customer {customer_id[:80]!r}.", fix="Check the id; nothing was changed."
            )

    def _refuse(self, work: UnitOfWork, program: Program, versions: list[ProgramVersion], asked: _Asked) -> None:
        """Raise Refused when the account does not hold, at that instant, what is asked for, NotFound for nobody's."""
        needed = asked.points if asked.kind is ActionKind.REDEEM else -asked.points
        if needed <= 0:
            return
        books = self._books(work, program, versions, asked, before=asked.at)
        day = business_day(asked.at, self._earning.profile.zone)
        there = books.spendable(day) if asked.kind is ActionKind.REDEEM else books.held(day)
        if books.entries.is_empty():  # whoever left the warehouse with an account is still known by it
            self._refuse_unknown(asked.customer_id)
        if needed > there:
            what = "may spend" if asked.kind is ActionKind.REDEEM else "has"
            raise Refused(
                f"Customer {asked.customer_id} {what} {max(there, 0):,} points in {program.slug!r} on {day}; "
                f"{needed:,} are asked for.",
                fix="Ask for fewer points, or wait until more are earned. Nothing was changed.",
            )

    def _refuse_uncovered(
        self, work: UnitOfWork, program: Program, versions: list[ProgramVersion], asked: _Asked, *, books: Books
    ) -> None:
        """Raise Refused when what was done later would not be covered any more."""
        earlier = self._books(work, program, versions, asked, without=asked.key).uncovered()
        worse = [key for key, n in books.uncovered().items() if n > earlier.get(key, 0) and key != asked.key]
        if worse:
            raise Refused(
                f"The points are spent already: the later redemption {worse[0]!r} would not be covered any more.",
                fix="Choose an instant after it, or cancel it first. Nothing was changed.",
            )


def _undoing(redemption: str) -> str:
    """Return the key of a cancellation that was given none: the same each time."""
    plain = f"cancel-{redemption}"
    return plain if len(plain) <= KEY_LIMIT else f"cancel-{digest(redemption)}"[:KEY_LIMIT]


def checked_key(key: str | None) -> str:
    """Return the key, or a new one. Raises BadInput for one that cannot be stored or read back."""
    if key is None:
        return uuid.uuid4().hex
    if (
        not key.strip()
        or len(key) > KEY_LIMIT
        or not key.isprintable()
        or ":" in key
        or "~" in key
        or key != key.strip()
    ):
        raise BadInput(
            f"{key[:KEY_LIMIT]!r} cannot be the key of an action.",
            fix=f"Use up to {KEY_LIMIT} letters, digits and hyphens, such as order-4711.",
        )
    return key


def whole(points: object, *, signed: bool = False) -> int:
    """Return a number of points above 0, or one on either side. Raises BadInput, also for 2^53 and more."""
    is_whole = isinstance(points, int | np.integer) and not isinstance(points, bool)
    found = int(points) if is_whole else 0  # type: ignore[call-overload]
    if not 0 < (abs(found) if signed else found) < LIMIT:
        raise BadInput(
            f"{'2^53 or more' if abs(found) >= LIMIT else repr(points)[:40]} is no number of points.",
            fix="Give a whole number from 1 to 9,007,199,254,740,991.",
        )
    return found


__all__ = ["Actions", "Conflict", "Done"]
