"""Check everything that the app stands on, each fault with its remedy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from core.errors import LabError
from core.reports import words
from core.services.lab import Lab
from core.services.refreshes import JobState

FREE_BYTES = 1_000_000_000
PACKAGES = (
    "streamlit", "streamlit-flow-component", "duckdb", "polars", "psycopg2-binary", "httpx", "json-logic-qubit",
    "tensorflow", "plotly", "mlflow",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `fix` is empty when all is well."""

    name: str
    is_ok: bool
    found: str
    fix: str = ""


def examine(lab: Lab) -> list[Check]:
    """Look at everything; one fault never hides another."""
    probes: dict[str, Callable[[Lab], Check | str]] = {
        "packages": _packages, "disk": _disk, "warehouse": _warehouse, "snapshot": _snapshot,
        "snapshot files": _files, "refresh": _refresh, "features": _features, "store": _store, "segments": _segments,
        "memberships": _memberships, "campaigns": _campaigns,
    }  # fmt: skip
    return [_probe(name, look, lab) for name, look in probes.items()]


def _probe(name: str, look: Callable[[Lab], Check | str], lab: Lab) -> Check:
    try:
        found = look(lab)
    except LabError as error:
        return Check(name, is_ok=False, found=error.what, fix=error.fix)
    return found if isinstance(found, Check) else Check(name, is_ok=True, found=found)


def _packages(_lab: Lab) -> Check | str:
    missing = []
    for package in PACKAGES:
        try:
            version(package)
        except PackageNotFoundError:
            missing.append(package)
    if missing:
        return Check("packages", is_ok=False, found=f"missing: {', '.join(missing)}", fix="Run `make run` again.")
    return f"{len(PACKAGES)} packages are installed"


def _disk(lab: Lab) -> Check | str:
    home = lab.settings.home
    home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(home).free
    found = f"{free / 1e9:.1f} GB free for {home}"
    if free < FREE_BYTES:
        return Check("disk", is_ok=False, found=found, fix="Free some space, or set LAB_HOME to a larger disk.")
    return found


def _warehouse(lab: Lab) -> Check | str:
    problems = lab.warehouse.problems()
    if problems:
        return Check(
            "warehouse", is_ok=False, found="; ".join(problems),
            fix=f"Correct the profile {lab.warehouse.profile.name!r} (DWH_PROFILE) or the warehouse (DWH_URL).",
        )  # fmt: skip
    return f"it holds all {len(lab.warehouse.profile.tables)} declared tables"


def _snapshot(lab: Lab) -> str:
    snapshot = lab.warehouse.snapshot()
    return f"{snapshot.id}, as of {snapshot.as_of:%Y-%m-%d %H:%M} UTC, {snapshot.rows:,} rows"


def _files(lab: Lab) -> Check | str:
    lab.warehouse.verify()
    return "every file has the checksum it was written with"


def _refresh(lab: Lab) -> Check | str:
    job = lab.refreshes.last()
    if job is None:
        return "none was recorded yet"
    found = f"number {job.job_id} {job.state}"
    if job.state is JobState.WAITING and job.what:
        return Check("refresh", is_ok=False, found=f"{found}: {job.what}", fix=job.fix or "")
    if job.is_active:
        return f"{found}, {job.share:.0%} done"
    if job.what and job.state is not JobState.CANCELLED:
        return Check("refresh", is_ok=False, found=f"{found}: {job.what}", fix=job.fix or "")
    return f"{found} at {job.finished_at:%Y-%m-%d %H:%M} UTC"


def _features(lab: Lab) -> str:
    view = lab.features.view()
    return f"{len(view.schema)} features of {view.n_customers:,} customers"


def _store(lab: Lab) -> str:
    lab.database.check()
    return f"{lab.database.address} is at schema {lab.database.revision()}"


def _segments(lab: Lab) -> Check | str:
    segments = lab.segments.all()
    faults = [f"{s.slug}: {fault}" for s in segments if (fault := lab.audiences.fault(s))]
    if faults:
        return Check(
            "segments", is_ok=False, found="; ".join(faults),
            fix="Edit these segments: what they refer to is gone or has another type now.",
        )  # fmt: skip
    return f"{len(segments)} segments can be evaluated"


def _memberships(lab: Lab) -> Check | str:
    damaged = lab.memberships.damaged()
    if damaged:
        return Check(
            "memberships", is_ok=False, found="; ".join(f"{slug}: {fault}" for slug, fault in damaged.items()),
            fix="Put the files back from a backup of LAB_HOME, or begin anew with "
            f"`python -m core segments recalculate {next(iter(damaged))} --anew`.",
        )  # fmt: skip
    return "the newest recording of every segment is whole"


def _campaigns(lab: Lab) -> Check | str:
    """Say what the page Home says of campaigns."""
    found = lab.campaign_concerns.all()
    faults = [c for c in found if c.level != "info"]
    if faults:
        told = " ".join(f"{c.subject}: {c.what}" for c in faults)
        return Check("campaigns", is_ok=False, found=told, fix=" ".join(dict.fromkeys(c.fix for c in faults)))
    news = "".join(f"; {c.subject}: {c.what}" for c in found)
    return f"{words.count(len(lab.campaigns.all()), 'campaign')}, nothing amiss{news}"
