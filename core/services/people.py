"""What the warehouse says of how customers can be reached: addresses, consent, and their time zones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.campaigns.plan import Way
from core.contact.policy import QuietHours, ZoneOf
from core.contact.quiet import end_of_quiet, is_quiet
from core.warehouse import Engine, Profile, SnapshotStore
from core.warehouse.contact import ADDRESSED, Contact
from core.warehouse.parquet import identifier
from core.warehouse.profile import CUSTOMER_ID


class People:
    """The columns of the profile's section `contact`, from the snapshot in force."""

    def __init__(self, engine: Engine, snapshots: SnapshotStore, profile: Profile) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._profile = profile

    @property
    def _contact(self) -> Contact:
        return self._profile.contact or Contact()

    def ways(self, channels: Iterable[str]) -> list[Way]:
        """Return the channels with the conditions of being reached and consenting, over the columns of `columns`."""
        return [self._way(name) for name in channels]

    def columns(self, key: str) -> tuple[list[str], str]:
        """Return SQL columns with what is known of a customer, and the joins that they come by.

        `key` is the customer's id. The columns are `reach_<channel>`, `consent_<channel>` and `zone`, of those that the
        profile names.
        """
        named = self._named()
        tables = sorted({place.rpartition(".")[0] for place in named.values()})
        columns = []
        for name, place in named.items():
            table, _, column = place.rpartition(".")
            value = f"{identifier('c_' + table)}.{identifier(column)}"
            columns.append(f"{_known(name, value)} AS {name}")
        held = self._snapshots.current()
        joins = "".join(
            f" LEFT JOIN {held.relation(t)} AS {identifier('c_' + t)} ON {identifier('c_' + t)}.{CUSTOMER_ID} = {key}"
            for t in tables
        )
        return columns, joins

    def zone_column(self, hours: QuietHours | None) -> str | None:
        """Return the column with a customer's zone, where quiet hours are the customers' own."""
        own = hours is not None and hours.zone is ZoneOf.CUSTOMER and self._contact.time_zone is not None
        return "zone" if own else None

    def quiet(self, hours: QuietHours | None, at: datetime) -> Sequence[tuple[str, bool, datetime]]:
        """Return for the business zone, then for each zone of customers, whether it is quiet and when that ends."""
        if hours is None:
            return ()
        zones = {self._profile.time_zone: self._profile.zone}
        if self.zone_column(hours) is not None:
            zones |= self._zones()
        return [(name, is_quiet(at, zone, hours), end_of_quiet(at, zone, hours)) for name, zone in zones.items()]

    def _zones(self) -> Mapping[str, ZoneInfo]:
        """Return the zones of customers that there are; what is no zone is left out, and the business zone holds."""
        table, _, column = str(self._contact.time_zone).rpartition(".")
        relation = self._snapshots.current().relation(table)
        found = self._engine.rows(
            f"SELECT DISTINCT {identifier(column)} FROM {relation} WHERE {identifier(column)} <> ''"
        )
        return {str(name): zone for (name,) in found if (zone := _zone(str(name))) is not None}

    def _named(self) -> dict[str, str]:
        found = {}
        for name, channel in self._contact.channels.items():
            if channel.address is not None:
                found[f"reach_{name}"] = channel.address
            if channel.consent is not None:
                found[f"consent_{name}"] = channel.consent
        if self._contact.time_zone is not None:
            found["zone"] = self._contact.time_zone
        return found

    def _way(self, name: str) -> Way:
        declared = self._contact.of(name)
        has_address = f"reach_{name}" if declared.address is not None else "FALSE" if name in ADDRESSED else "TRUE"
        return Way(name, has_address, "TRUE" if declared.consent is None else f"consent_{name}")


def _known(name: str, value: str) -> str:
    """Return what a plan needs to know of the value: of an address whether there is one, and never the address."""
    return f"(trim(CAST({value} AS VARCHAR)) <> '')" if name.startswith("reach_") else value


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
