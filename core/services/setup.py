"""The first start: build, migrate, snapshot and seed whatever is missing, and nothing twice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from core.errors import SnapshotMissing
from core.kernel.clock import business_day
from core.services.campaign_examples import seed_campaigns
from core.services.lab import Lab
from core.services.program_examples import seed_programs
from core.services.seeded import is_seeded, mark_seeded
from core.warehouse.progress import Progress, part, quiet

EXAMPLES = Path(__file__).parent / "examples"


def prepare(lab: Lab, *, progress: Progress = quiet) -> list[str]:
    """Bring everything in place for the app to start; return what was done (nothing on a second run)."""
    done = []
    if lab.warehouse.is_demo and not lab.warehouse.demo_is_current():
        lab.warehouse.demo(progress=part(progress, 0.0, 0.3))
        done.append("built the demo warehouse")
    before, after = lab.database.upgrade()
    if before != after:
        done.append(f"migrated the store to schema {after}")
    if not _has_snapshot(lab):
        lab.refreshes.refresh(progress=part(progress, 0.3, 0.7))
        snapshot = lab.warehouse.snapshot()
        done.append(f"took snapshot {snapshot.id} ({snapshot.rows:,} rows)")
    seeded = seed(lab, progress=part(progress, 0.7, 0.9))
    if seeded:
        done.append(f"created {seeded} example segments")
    programs = seed_programs(lab, progress=part(progress, 0.9, 0.97))
    if programs:
        done.append(f"created {programs} example programs, one of them in force")
    campaigns = seed_campaigns(lab, progress=part(progress, 0.97, 1.0))
    if campaigns:
        done.append(f"created {campaigns} example campaigns, one of which ran in its past")
    lab.features.view()  # so that the first page need not wait for it
    return done


def seed(lab: Lab, *, progress: Progress = quiet) -> int:
    """Create the profile's example segments once per store and record their history; return how many.

    A seeding that was interrupted is taken up where it stopped; one that was completed is never repeated, so an example
    that somebody archived or edited stays as it is.
    """
    file = EXAMPLES / f"{lab.warehouse.profile.name}.yaml"
    if not file.is_file() or is_seeded(lab, "segments"):
        return 0
    examples: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["segments"]
    for example in examples:
        if lab.segments.find(example["name"]) is None:
            lab.segments.create(example["name"], example["rule"], description=example["description"], comment="example")
    found = [lab.segments.get(example["name"]) for example in examples]
    slugs = [s.slug for s in found if not s.is_static and s.archived_at is None]  # what people made of them stays
    instants = list(dict.fromkeys([*lab.features.moments(), lab.features.instant(None)]))
    for done, as_of in enumerate(instants):
        progress(f"Recording the examples as of {business_day(as_of, lab.features.zone)}", done / len(instants))
        for slug in slugs:
            _record(lab, slug, as_of)
    mark_seeded(lab, "segments")
    return len(examples)


def _record(lab: Lab, slug: str, as_of: datetime) -> None:
    runs = lab.memberships.runs(slug)
    if not runs or runs[-1].as_of < as_of:
        lab.memberships.recalculate(slug, as_of=as_of)


def _has_snapshot(lab: Lab) -> bool:
    try:
        lab.warehouse.snapshot()
    except SnapshotMissing:
        return False
    return True
