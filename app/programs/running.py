"""Replays on a page: run with progress, and kept until something changes that they follow from."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

from app import cache
from app.programs.choosing import DRAFT, Asked
from app.programs.draft import desk
from core.kernel.canonical import digest
from core.services.lab import Lab
from core.services.programs import Program, ProgramDefinition
from core.services.replays import Replay

T = TypeVar("T")
LOOK = 0.1  # seconds between two looks at how far it is


def replay(lab: Lab, program: Program, chosen: str, asked: Asked) -> Replay:
    """Return the replay of a version, or of the unsaved edits."""
    draft = desk().held(program) if chosen == DRAFT else None
    what: Program | ProgramDefinition
    if draft is not None:
        what = lab.programs.read(draft.document())
        key = digest(draft.document())
    else:
        what = lab.programs.get(program.slug, version=int(chosen))
        key = f"{program.program_id} {chosen}"
    more = f"{key} {asked.from_on} {asked.to_on} {asked.burning}"

    def ask(progress: Callable[[str, float], None]) -> Replay:
        def run() -> Replay:
            return lab.replays.replay(
                what, from_on=asked.from_on, to_on=asked.to_on, burn=asked.burn(), progress=progress
            )

        # what is recorded in a ledger may change at any time, so a replay of it is not kept
        return run() if asked.burning.startswith("history") else cache.kept(lab, "programs.replay", run, more=more)

    return watched(ask, f"Replaying {program.name} ...")


def watched(ask: Callable[[Callable[[str, float], None]], T], label: str) -> T:
    """Return an answer, and show how far it is meanwhile.

    The work is done beside the page, for what a kept answer draws Streamlit would draw again with every answer.
    """
    said: list[tuple[str, float]] = [(label, 0.0)]
    answer: Future[T] = Future()

    def work() -> None:
        try:
            answer.set_result(ask(lambda text, share: said.append((text, share))))
        except BaseException as error:  # noqa: BLE001 - handed to the page, which knows what to do with it
            answer.set_exception(error)

    worker = threading.Thread(target=work, daemon=True)
    add_script_run_ctx(worker)
    worker.start()
    bar = st.empty()
    while not _done(answer):
        text, share = said[-1]
        bar.progress(min(max(share, 0.0), 1.0), text)
    bar.empty()
    return answer.result()


def _done(answer: Future[T]) -> bool:
    try:
        answer.exception(timeout=LOOK)
    except TimeoutError:
        return False
    return True
