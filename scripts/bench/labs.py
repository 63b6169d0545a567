"""Labs on the made-up telecom for the measurements of campaigns: one warehouse for all, a new store for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.loading import Loading

AS_OF = datetime(2026, 11, 24, 3, tzinfo=UTC)  # fixed, so that what is kept is what would be made


def telecom(folder: Path, customers: int) -> Settings:
    """Return the settings of a lab on that many made-up customers, with the warehouse and its snapshot in place.

    They are kept in `folder` for the next run: 250 MB for a million customers.
    """
    folder /= f"campaigns-{customers}"
    folder.mkdir(parents=True, exist_ok=True)
    warehouse = folder / "telecom.duckdb"
    url = f"duckdb:///{warehouse.resolve()}"
    settings = Settings(lab_home=folder / "lab", dwh_url=SecretStr(url), dwh_profile="telecom")
    if not (folder / "made").exists():
        warehouse.unlink(missing_ok=True)
        Loading(settings, clock=FixedClock(AS_OF)).generate(url, customers=customers, as_of=AS_OF.isoformat())
        with Lab.open(settings, clock=FixedClock(AS_OF)) as lab:
            lab.database.upgrade()
            lab.warehouse.refresh()
            lab.features.view()
        (folder / "made").touch()
    return settings


@contextmanager
def opened(settings: Settings, *, at: datetime) -> Iterator[Lab]:
    """Open a lab at an instant, with a new store and without anything that was copied out of another one.

    It has the segment `everybody`. A PostgreSQL that the settings name has to be empty.
    """
    for file in settings.home.glob("store.sqlite*"):
        file.unlink()
    for name in ("executions", "contacted", "responses"):
        shutil.rmtree(settings.home / name, ignore_errors=True)
    with Lab.open(settings, clock=FixedClock(at)) as lab:
        lab.database.upgrade()
        lab.segments.create("Everybody", {">=": [{"var": "total_revenue"}, 0]})
        yield lab
