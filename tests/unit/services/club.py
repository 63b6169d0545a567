"""A club whose register says only what is true now: who is a member on which level, beside dated visits.

Every member's level is the number of refreshes so far, so that an answer tells which snapshot it is from.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.warehouse import Snapshot

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROFILE = """
name: club
time_zone: Europe/Berlin
is_live: true
unit: EUR
tables:
  customers:
    description: The register, as it is now.
    source: register
    is_state: true
    key: [customer_id]
    columns: {customer_id: string, level: integer}
  visits:
    description: Who came when.
    source: visits
    instant: came_at
    columns: {customer_id: string, came_at: timestamp}
"""
MIXED = """
name: club
profile: club
customers: customers
groups:
  All:
    level: {type: integer, description: The level now., from: customers, take: level}
    visits: {type: integer, description: Visits so far., from: visits, take: count(*), otherwise: 0}
"""
DATED = """
name: club
profile: club
customers: visits
groups:
  All:
    visits: {type: integer, description: Visits so far., from: visits, take: count(*), otherwise: 0}
"""


def build(home: Path, dictionary: str = MIXED, *, keep: int = 3) -> Settings:
    """Make the warehouse, the profile and the dictionary in `home`; visits of "a" at noon of every first in 2026."""
    home.mkdir(parents=True)
    (home / "club.yaml").write_text(PROFILE, encoding="utf-8")
    (home / "features.yaml").write_text(dictionary, encoding="utf-8")
    with duckdb.connect(str(home / "club.duckdb")) as db:
        db.execute("""
            CREATE TABLE register AS SELECT unnest(['a', 'b', 'c']) AS customer_id, 0 AS level;
            CREATE TABLE visits AS SELECT 'a' AS customer_id, timezone('UTC', came) AS came_at
            FROM (SELECT unnest([TIMESTAMP '2026-01-01 12:00', '2026-02-01 12:00', '2026-03-01 12:00']) AS came)
        """)
    return Settings(
        lab_home=home, dwh_url=f"duckdb:///{home / 'club.duckdb'}", dwh_profile=str(home / "club.yaml"),
        lab_dictionary=str(home / "features.yaml"), lab_keep_snapshots=keep, lab_snapshot_grace_minutes=0,
        lab_threads=1,
    )  # fmt: skip


def refresh(lab: Lab, clock: FixedClock, *, at: datetime | None = None) -> Snapshot:
    """Raise every level by one and take a snapshot, a day after the last unless `at` is given."""
    with duckdb.connect(str(lab.settings.home / "club.duckdb")) as db:
        db.execute("UPDATE register SET level = level + 1")
    clock.at = at or clock.at + timedelta(days=1)
    return lab.warehouse.refresh()
