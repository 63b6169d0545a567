"""What goes on beside a refresh: its heartbeat and progress go to the store, and a wish to cancel comes from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread
from types import TracebackType
from typing import Self

from core import logs
from core.errors import RefreshCancelled, StoreError
from core.kernel.clock import Clock
from core.store import Database

BETWEEN = 0.5  # seconds between two looks into the store
BEAT_EVERY = 10  # looks: a heartbeat is written at least so often
_log = logs.get_logger(__name__)


class Beat:
    """A thread that writes how far a job is and looks whether it is to end.

    The refresh itself never waits for the store: `progress` only notes, and raises RefreshCancelled once it is known
    that the job is to end. `deaf` is called when it has not ended by then `patience` later.
    """

    def __init__(
        self, database: Database, *, job_id: int, clock: Clock, actor: str, patience: timedelta,
        deaf: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        self._database = database
        self._job_id = job_id
        self._clock = clock
        self._actor = actor
        self._is_over, self._is_to_end = Event(), Event()
        self._patience = round(patience.total_seconds() / BETWEEN)
        self._deaf = deaf
        self._why = ""
        self._now: tuple[str, float] = ("", 0.0)
        self._written = self._now
        self._looks = 0
        self._thread = Thread(target=self._look_on, name=f"refresh-{job_id}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def progress(self, text: str, share: float) -> None:
        """Note what is being done and how much of the whole is done. Raises RefreshCancelled."""
        self._now = (text, share)
        self._end_if_asked()

    def wait(self, seconds: float) -> None:
        """Wait that long. Raises RefreshCancelled at once when the job is to end."""
        self._is_to_end.wait(seconds)
        self._end_if_asked()

    def _end_if_asked(self) -> None:
        if self._is_to_end.is_set():
            raise RefreshCancelled(
                self._why, fix="The last snapshot stays in force. Start another refresh when you like."
            )

    def _look_on(self) -> None:
        while not self._is_over.wait(BETWEEN):
            try:
                self._look()
            except StoreError as error:  # the refresh goes on without; the store may come back
                _log.warning("refresh.store_silent", job=self._job_id, why=error.what)

    def _look(self) -> None:
        with self._database.view() as work:
            job = work.refreshes.active()
        if job is None or job.job_id != self._job_id:
            self._end(f"Refresh {self._job_id} was given up by another process, or the store was restored.")
        elif job.cancel_requested_at is not None:
            self._end(f"Refresh {job.job_id} was cancelled by {job.cancel_requested_by}.")
        if self._is_to_end.is_set():
            self._patience -= 1
            if self._patience < 0:
                self._deaf()
        self._looks += 1
        if self._now != self._written or self._looks % BEAT_EVERY == 0:
            self._write(*self._now)

    def _end(self, why: str) -> None:
        self._why = why
        self._is_to_end.set()

    def _write(self, step: str, share: float) -> None:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            work.refreshes.change(self._job_id, heartbeat_at=work.now, step=step, share=share)
        self._written = (step, share)
