"""The figures of the app on the made-up telecom, ten million customers in a PostgreSQL: refreshes, segments, pages."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from core.config import Settings
from core.services.lab import Lab
from core.services.setup import seed
from scripts.bench import pages, refreshing, segments
from scripts.bench.pages import METRIC, TABLE, Visit
from scripts.bench.telecom import telecom
from scripts.bench.timing import Figure, seconds

PAGES = (
    Visit("", METRIC),
    Visit("segments", TABLE),
    Visit("segments?segment=champions", ".rb"),
    Visit("customers", TABLE),
    Visit("data", TABLE),
)


def run(folder: Path, *, customers: int, with_pages: bool) -> list[Figure]:
    """Measure; server and lab are kept in `folder` for the next run."""
    with telecom(folder / "telecom", customers=customers) as (url, made):
        settings = Settings(lab_home=folder / "telecom-lab", dwh_url=SecretStr(url), dwh_profile="telecom")
        figures = [*made, *_lab(settings, folder)]
        if with_pages:
            with Lab.open(settings) as lab:
                known = Visit(f"customers?customer={lab.search.find().rows['customer_id'][0]}", METRIC)
            address = {"DWH_URL": url, "DWH_PROFILE": "telecom"}
            figures += pages.run(settings.home, (*PAGES, known), bar=2, start=5, **address)
        return [*figures, *refreshing.run(url, folder)]


def _lab(settings: Settings, folder: Path) -> list[Figure]:
    """Measure what the pages stand on."""
    with Lab.open(settings) as lab:
        lab.database.upgrade()
        taken = seconds(lambda: lab.refreshes.refresh(full=True))
        what = f"full refresh of {lab.warehouse.snapshot().rows:,} rows, with all that pages need"
        seed(lab)
        return [Figure(what, f"{taken:,.0f} s"), *segments.run(lab.features.view(), folder, segments.TELECOM)]
