"""Which examples this store was given: each kind once, whatever people have made of them since."""

from __future__ import annotations

from core.services.lab import Lab


def is_seeded(lab: Lab, kinds: str) -> bool:
    """Whether the examples of a kind ("programs") were all created in this store, even if they are gone since."""
    with lab.database.view() as work:
        return any(record.action == "seed" for record in work.audit.of("store", kinds))


def mark_seeded(lab: Lab, kinds: str) -> None:
    """Note in the audit log that the examples of a kind were created."""
    with lab.database.unit(actor=lab.settings.lab_user, clock=lab.clock) as work:
        work.record("seed", "store", subject=kinds)
