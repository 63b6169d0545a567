"""Threads that work on one thing together: the first fault ends them all, and it is the one that is told."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 0.25  # seconds between two looks at how far it is


class Crew:
    """Started threads, watched by the one that started them."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []
        self._ended: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._faults: list[BaseException] = []

    def start(self, work: Callable[[], object]) -> None:
        """Have a thread do the work."""

        def run() -> None:
            try:
                with self.blamed():
                    work()
            except BaseException:  # noqa: BLE001 - kept, and raised by `watch`
                self._ended.put(False)
            else:
                self._ended.put(True)

        thread = threading.Thread(target=run, daemon=True)
        self._threads.append(thread)
        thread.start()

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """Note a fault at once: what it breaks elsewhere, because this thread lets go of things, comes after it."""
        try:
            yield
        except BaseException as error:
            if error not in self._faults:
                self._faults.append(error)
            raise

    def watch(self, look: Callable[[], None]) -> None:
        """Wait until all have ended, looking now and then. Raises the fault of the first that failed."""
        for _ in self._threads:
            while not self._one_ended(look):
                pass

    def _one_ended(self, look: Callable[[], None]) -> bool:
        try:
            went_well = self._ended.get(timeout=EVERY)
        except queue.Empty:
            look()
            return False
        if not went_well:
            raise self.cause()
        return True

    def cause(self) -> BaseException:
        """Return the fault that came first; a pipe that broke is only what another fault leaves behind."""
        return next((f for f in self._faults if not isinstance(f, BrokenPipeError)), self._faults[0])

    def join(self, timeout: float) -> bool:
        """Wait so many seconds for each thread; tell whether all have ended."""
        for thread in self._threads:
            thread.join(timeout)
        return not any(thread.is_alive() for thread in self._threads)
