"""Which columns are about a person, so that their values are shown nowhere."""

from __future__ import annotations

from core import logs
from core.warehouse import Profile, Snapshot
from core.warehouse.profile import CUSTOMER_ID


def personal_columns(profile: Profile, snapshot: Snapshot, table: str) -> frozenset[str]:
    """Return the columns about a person: as the profile says, else by their names beside a customer's id."""
    columns = snapshot.tables[table].columns
    declared = profile.tables[table].columns if table in profile.tables else {}
    said = {c: declared[c].personal for c in columns if c in declared and declared[c].personal is not None}
    return frozenset(c for c in columns if said.get(c, CUSTOMER_ID in columns and logs.is_personal(c)))
