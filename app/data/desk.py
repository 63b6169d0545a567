"""What one browser tab does on the page Data. Plain objects: a run that the next event ends takes nothing away."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from core.errors import LabError
from core.services.lab import Lab
from core.services.warehouse import SourceReport

KEY = "data.desk"


@dataclass
class Trial:
    """A test of the connection, in a thread of its own: a warehouse that is silent keeps nobody from reading on."""

    lab: Lab
    asked_at: datetime = field(init=False)
    report: SourceReport | None = None
    fault: Exception | None = None
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        """Begin."""
        self.asked_at = self.lab.clock.now()
        self._thread = threading.Thread(target=self._ask, name="data.trial", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether there is an answer."""
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Wait until it is over."""
        self._thread.join()

    def _ask(self) -> None:
        try:
            self.report = self.lab.warehouse.test()
        except Exception as error:  # noqa: BLE001 - told in the browser's own run, with its traceback
            self.fault = error


@dataclass
class Desk:
    """fault: why the last press of a button about refreshes came to nothing."""

    fault: LabError | None = None
    trial: Trial | None = None

    def refresh(self, lab: Lab, *, full: bool) -> None:
        """Start a refresh in the background."""
        self.fault = None
        try:
            lab.refreshes.start(full=full)
        except LabError as error:
            self.fault = error

    def cancel(self, lab: Lab, job_id: int) -> None:
        """Ask a refresh to end."""
        self.fault = None
        try:
            lab.refreshes.cancel(job_id)
        except LabError as error:
            self.fault = error

    def test(self, lab: Lab) -> None:
        """Begin to test the connection, unless that is under way."""
        if self.trial is None or self.trial.is_over:
            self.trial = Trial(lab)


def desk() -> Desk:
    """Return this tab's desk."""
    held: Desk = st.session_state.setdefault(KEY, Desk())
    return held
