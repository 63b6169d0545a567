"""Executions as files, so that a question about all customers does not read the store row by row.

    <folder>/<campaign>/<first>-<last>-<digest>.parquet   the executions of some consecutive runs

Runs are only ever added. A file is named by what the store says of its runs: a store that was restored from a backup
has others under the same numbers, and so other files. Many small runs are put together in one file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from core import logs
from core.campaigns.model import Run
from core.errors import LabError
from core.kernel.canonical import digest
from core.kernel.clock import format_instant
from core.store import Database
from core.warehouse import Engine
from core.warehouse.parquet import fault, relation

_log = logs.get_logger(__name__)
COLUMNS = {
    "execution_id": "BIGINT", "campaign_id": "VARCHAR", "run_id": "BIGINT", "occasion": "VARCHAR",
    "customer_id": "VARCHAR", "outcome": "VARCHAR", "arm": "VARCHAR", "variant": "VARCHAR", "channel": "VARCHAR",
    "planned_at": "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip
HELD = timedelta(days=2)  # a message that quiet hours hold back is sent sooner than that
TOGETHER = 32  # so many runs make one file, and so many of these files a larger one
MOST = 4_000_000  # rows of a file that was put together
ABANDONED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive runs of one campaign, in one file."""

    runs: tuple[Run, ...]
    parts: tuple[Stretch, ...] = ()  # what it is put together from

    @property
    def rows(self) -> int:
        """How many customers were asked about."""
        return sum(run.n_audience for run in self.runs)

    @property
    def name(self) -> str:
        """The name of its file."""
        said = [[r.run_id, r.key, format_instant(r.at), r.by, r.version, dict(r.counts)] for r in self.runs]
        return f"{self.runs[0].run_id}-{self.runs[-1].run_id}-{digest(said)}.parquet"


class ExecutionFiles:
    """Copies of the executions, beside the store."""

    def __init__(self, engine: Engine, *, database: Database, folder: Path) -> None:
        self._engine = engine
        self._database = database
        self._folder = folder

    @property
    def none(self) -> str:
        """The SQL behind FROM of no executions at all."""
        columns = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in COLUMNS.items())
        return f"(SELECT {columns} WHERE FALSE)"

    def relation(self, campaign_id: str | None = None, *, since: datetime | None = None) -> str:
        """Return the SQL behind FROM of the executions of one campaign or of all: columns COLUMNS, all outcomes.

        `since` leaves out what was planned before it, as far as whole files can be left out. Raises StorageFull.
        """
        return self.joined(self.files(campaign_id, since=since))

    def files(self, campaign_id: str | None = None, *, since: datetime | None = None) -> list[Path]:
        """Return the files that `relation` reads; others stand for other executions."""
        with self._database.view() as work:
            runs = work.executions.runs(campaign_id)
        by_campaign: dict[str, list[Run]] = {}
        for run in reversed(runs):
            by_campaign.setdefault(run.campaign_id, []).append(run)
        return [file for found in by_campaign.values() for file in self._files(found, since=since)]

    def joined(self, files: Sequence[Path]) -> str:
        """Return the SQL behind FROM of what these files hold together."""
        parts = [f"SELECT {', '.join(COLUMNS)} FROM {relation(file)}" for file in files]
        return f"({' UNION ALL '.join(parts)})" if parts else self.none

    def keep(self, run: Run, executions: pl.DataFrame) -> None:
        """Write the file of a run that was recorded just now, so that nobody has to read it back out of the store.

        What cannot be written now is written by whoever asks for it.
        """
        path = self._folder / run.campaign_id / Stretch((run,)).name
        try:
            self._engine.write(f"SELECT {', '.join(COLUMNS)} FROM executions", path, tables={"executions": executions})
        except LabError as error:
            _log.warning("executions.not_kept", run=run.run_id, why=error.what)

    def _files(self, runs: Sequence[Run], *, since: datetime | None) -> Iterator[Path]:
        """Yield the files of a campaign's runs (oldest first), written where they are not there."""
        folder = self._folder / runs[0].campaign_id
        stretches = _stretches([Stretch((run,)) for run in runs])
        let_go(folder, {s.name for s in stretches})
        for stretch in stretches:
            if since is None or any(run.at >= since - HELD for run in stretch.runs):
                yield self._file(folder, stretch)

    def _file(self, folder: Path, stretch: Stretch) -> Path:
        path = folder / stretch.name
        if fault(path) is None:
            return path
        columns = ", ".join(COLUMNS)
        if stretch.parts:
            parts = [relation(self._file(folder, part)) for part in stretch.parts]
            self._engine.write(" UNION ALL ".join(f"SELECT {columns} FROM {part}" for part in parts), path)
            return path
        (run,) = stretch.runs
        with self._database.view() as work:
            frame = work.executions.frame(run.campaign_id, run_id=run.run_id)
        self._engine.write(f"SELECT {columns} FROM executions", path, tables={"executions": frame})
        return path


def _stretches(found: Sequence[Stretch]) -> list[Stretch]:
    """Put stretches together, so that there are few; what was put together once stays so when more runs come."""
    alone, together = list[Stretch](), list[Stretch]()
    for n in range(0, len(found), TOGETHER):
        group = tuple(found[n : n + TOGETHER])
        if len(group) < TOGETHER or sum(s.rows for s in group) > MOST:
            alone += group
        else:
            together.append(Stretch(tuple(run for s in group for run in s.runs), group))
    return [*(_stretches(together) if together else ()), *alone]


def let_go(folder: Path, kept: Collection[str]) -> None:
    """Remove files that are not read any more; those of the last day may still be, by a question under way."""
    dated = {path: path.stat().st_mtime for path in folder.glob("*.parquet")}
    limit = max(dated.values(), default=0) - ABANDONED.total_seconds()
    for path, at in dated.items():
        if path.name not in kept and at < limit:
            path.unlink(missing_ok=True)
