"""How customers can be reached now: addresses and consent, looked up just before something is sent to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import polars as pl

from core.warehouse import Engine, Profile, SnapshotStore
from core.warehouse.contact import Contact, contact_sql


@dataclass(frozen=True, slots=True)
class Reachable:
    """What the warehouse says of one customer and channel."""

    address: str | None = field(default=None, repr=False)
    has_consent: bool = True


class Reach:
    """The columns of the profile's section `contact`, of the snapshot in force."""

    def __init__(self, engine: Engine, snapshots: SnapshotStore, profile: Profile) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._contact = profile.contact or Contact()

    def of(self, channel: str, customer_ids: Collection[str]) -> dict[str, Reachable]:
        """Return what is known of these customers, by one query. Raises SnapshotMissing, SnapshotCorrupt.

        Who is not in the warehouse any more has neither address nor consent, where the profile says where they stand.
        """
        declared = self._contact.of(channel)
        if declared.address is None and declared.consent is None:
            return dict.fromkeys(customer_ids, Reachable())
        wanted = pl.DataFrame({"customer_id": list(customer_ids)}, schema={"customer_id": pl.String})
        told = contact_sql(self._contact, self._snapshots.current().relation, channel=channel)
        sql = f"SELECT told.* FROM ({told}) AS told SEMI JOIN wanted USING (customer_id)"
        known = {
            customer: Reachable(address, has_consent)
            for customer, address, has_consent in self._engine.rows(sql, tables={"wanted": wanted})
        }
        stranger = Reachable(None, has_consent=declared.consent is None)
        return {customer: known.get(customer, stranger) for customer in customer_ids}
