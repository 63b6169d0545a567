"""The global holdout: customers who get nothing from any campaign, so that all together can be measured."""

from __future__ import annotations

import uuid

from core.campaigns.model import Holdout
from core.errors import BadInput, Refused
from core.kernel.clock import Clock, format_instant
from core.kernel.names import checked_text
from core.store import Database

__all__ = ["Holdout", "Holdouts"]

MOST = 0.5  # more than that would be no holdout
SALT_LIMIT = 80  # what the store's column holds


class Holdouts:
    """The holdout in force and those before it; none is ever forgotten."""

    def __init__(self, *, database: Database, clock: Clock, actor: str) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor

    def all(self) -> list[Holdout]:
        """Return every holdout there ever was, newest first."""
        with self._database.view() as work:
            return work.holdouts.all()

    def open(self) -> Holdout | None:
        """Return the holdout in force, or None."""
        with self._database.view() as work:
            return work.holdouts.open()

    def start(self, *, share: float, name: str = "", keeps_people: bool = False, salt: str | None = None) -> Holdout:
        """Hold a share of all customers (above 0, up to 0.5) out of every campaign from now on; the one before ends.

        By default others are drawn than before. `keeps_people` draws by the salt of the last holdout: of the same share
        the same people, of a larger one those and more. `salt` does so for a holdout that another store knows. Raises
        BadInput; Refused where there is no last one to keep.
        """
        if salt is not None:
            _refuse_salt(salt, keeps_people=keeps_people)
        if not 0 < share <= MOST:
            raise BadInput(
                f"A share of {share:g} cannot be held out.", fix="Write a share above 0 and up to 0.5: 0.05."
            )
        given = checked_text(name).strip()[:200]
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            last = next(iter(work.holdouts.all()), None)
            if keeps_people and last is None:
                raise Refused("There was no holdout yet whose people could be kept.", fix="Start one without keeping.")
            ended = work.holdouts.end(at=work.now, by=work.actor)
            drawn = last.salt if keeps_people and last else salt or uuid.uuid4().hex
            title = given or f"Holdout from {format_instant(work.now)[:10]}"
            made = work.holdouts.start(name=title, share=share, salt=drawn, at=work.now, by=work.actor)
            before = None if ended is None else _told(ended)
            work.record("start", "holdout", subject=str(made.holdout_id), before=before, after=_told(made))
        return made

    def end(self) -> Holdout:
        """End the holdout in force: its people may be contacted again. Raises Refused when there is none."""
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            ended = work.holdouts.end(at=work.now, by=work.actor)
            if ended is None:
                raise Refused("No holdout is in force.", fix="Nothing is left to do.")
            work.record("end", "holdout", subject=str(ended.holdout_id), before=_told(ended))
        return ended


def _refuse_salt(salt: str, *, keeps_people: bool) -> None:
    """Raise BadInput for a salt that cannot be kept as it is, or that contradicts what else was asked for."""
    if keeps_people:
        raise BadInput("The people of the last holdout have its salt.", fix="Give a salt, or keep the people.")
    if not salt.strip() or len(salt) > SALT_LIMIT or not salt.isprintable():
        raise BadInput(f"{salt[:SALT_LIMIT]!r} cannot be a salt.", fix=f"Write 1 to {SALT_LIMIT} printable characters.")


def _told(holdout: Holdout) -> dict[str, object]:
    """Return what the audit log keeps."""
    return {"name": holdout.name, "share": holdout.share, "from_at": format_instant(holdout.from_at)}
