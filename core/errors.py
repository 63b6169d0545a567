"""Every error that a person can meet.

An error says what was seen, why it cannot go on, and what to do. Facts go in as arguments, the remedy comes out.
Secrets, connection strings and personal data never enter an error.

    LabError(what, *, fix)
    ├── ConfigError                  a setting is missing, unknown or malformed
    ├── WarehouseError
    │   ├── WarehouseUnreachable     nothing answers behind DWH_URL
    │   │   └── WarehouseLost        it answered, then the connection broke
    │   ├── WarehouseRefused         it answers, and lets us in or read not: password, database, TLS, privilege
    │   ├── ContractViolation        the source lacks declared tables or columns (all of them at once)
    │   ├── SnapshotMissing          no snapshot was taken yet, or the one asked for is gone
    │   ├── SnapshotCorrupt          a file of the snapshot is damaged or lost
    │   ├── SnapshotTooNew           the snapshots were written by a newer version
    │   ├── NoHistory                a table keeps none, and no kept snapshot reaches back that far
    │   ├── RefreshRunning           another process is refreshing
    │   ├── RefreshCancelled         somebody asked the refresh to end
    │   └── StorageFull              the disk ran out while writing
    ├── RuleError                    also ValueError; carries every `Problem` of the rule
    │   ├── RuleSyntaxError          not JSON, not JSONLogic, too deep or too long
    │   └── RuleRefused              unknown field, type clash, operator outside the list
    ├── Refused                      the business says no; nothing is broken
    │   ├── SegmentCycle             a segment would contain itself
    │   ├── SegmentIsStatic          a static segment has no rule to recalculate
    │   ├── DocumentInvalid          also ValueError; carries every `Problem` of a definition that a person wrote
    │   │   ├── ProgramInvalid       of a program
    │   │   ├── CampaignInvalid      of a campaign
    │   │   └── PolicyInvalid        of the contact policy
    │   └── BadInput                 a file, an id list or an argument that cannot be read
    └── StoreError
        ├── NotFound                 also LookupError
        ├── Conflict                 somebody else saved first, or the name is taken
        ├── StoreBusy                others keep writing to the database
        ├── StoreTooNew              the database was written by a newer version
        └── StoreNotReady            the database was not migrated yet
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def nearest(name: str, known: Iterable[str], *, n: int = 3) -> tuple[str, ...]:
    """Return up to `n` of the `known` names that look most like `name`, best first."""
    by_folded = {k.casefold(): k for k in known}
    return tuple(by_folded[m] for m in difflib.get_close_matches(name.casefold(), by_folded, n=n, cutoff=0.5))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the sentence "Did you mean 'a' or 'b'?", or an empty string when nothing is near."""
    near = nearest(name, known)
    return f"Did you mean {' or '.join(repr(n) for n in near)}?" if near else ""


class LabError(Exception):
    """A fault that a person can mend: `what` was seen, and the `fix`."""

    def __init__(self, what: str, *, fix: str) -> None:
        super().__init__(what, fix)
        self.what = what
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.what}\nWhat to do: {self.fix}"


class ConfigError(LabError):
    """A setting is missing, unknown or malformed."""


class WarehouseError(LabError):
    """Something about the data source or its snapshots."""


class WarehouseUnreachable(WarehouseError):
    """Nothing answers behind DWH_URL."""


class WarehouseLost(WarehouseUnreachable):
    """The warehouse answered, and then the connection broke: to try again may help."""


class WarehouseRefused(WarehouseError):
    """The warehouse answers and refuses: a password, a database, a certificate or a privilege is not right."""


class ContractViolation(WarehouseError):
    """The source does not hold what the profile declares."""

    def __init__(self, what: str, *, fix: str, problems: Sequence[str] = ()) -> None:
        super().__init__("\n".join([what, *(f"  - {p}" for p in problems)]), fix=fix)
        self.problems = tuple(problems)


class SnapshotMissing(WarehouseError):
    """No snapshot to read."""


class SnapshotCorrupt(WarehouseError):
    """A file of the snapshot is damaged or lost."""


class SnapshotTooNew(WarehouseError):
    """The snapshots were written by a newer version of the app."""


class NoHistory(WarehouseError):
    """A table says only what is true now, and no kept snapshot reaches back to the instant asked for."""


class RefreshRunning(WarehouseError):
    """Another process holds the writer lock."""


class RefreshCancelled(WarehouseError):
    """Somebody asked the refresh to end before it was done; what was in force stays."""


class StorageFull(WarehouseError):
    """The disk ran out while writing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a document: where (`pointer`, an RFC 6901 JSON pointer), what, and the fix."""

    pointer: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"at {self.pointer or '/'}: {self.what} {self.fix}".rstrip()


def _listed(problems: Sequence[Problem], *, whose: str) -> tuple[str, str]:
    """Return what to say of all `problems` at once, and the fixes in one text; `whose` begins the sentence."""
    head = f"{whose} cannot be used:" if len(problems) == 1 else f"{whose} has {len(problems)} faults:"
    lines = [f"  - at {p.pointer or '/'}: {p.what}" for p in problems]
    return "\n".join([head, *lines]), " ".join(dict.fromkeys(p.fix for p in problems))


class RuleError(LabError, ValueError):
    """A rule that cannot be accepted, with every fault found; `whose` begins the sentence that says so."""

    def __init__(self, problems: Sequence[Problem], *, whose: str = "The rule") -> None:
        self.problems = tuple(problems)
        what, fix = _listed(self.problems, whose=whose)
        super().__init__(what, fix=fix)


class RuleSyntaxError(RuleError):
    """Not JSON, not JSONLogic, too deep or too long."""


class RuleRefused(RuleError):
    """Well-formed, but it names what is not there or mixes what cannot be mixed."""


class Refused(LabError):
    """The business says no; nothing is broken."""


class SegmentCycle(Refused):
    """A segment would, by way of others, contain itself."""


class SegmentIsStatic(Refused):
    """A static segment has no rule to evaluate."""


class DocumentInvalid(Refused, ValueError):
    """A definition that cannot be accepted, with every fault found; `whose` begins the sentence that says so."""

    def __init__(self, problems: Sequence[Problem], *, whose: str = "The definition") -> None:
        self.problems = tuple(problems)
        self.whose = whose
        what, fix = _listed(self.problems, whose=whose)
        super().__init__(what, fix=fix)


class ProgramInvalid(DocumentInvalid):
    """A program that cannot be accepted, with every fault found; `whose` begins the sentence that says so."""

    def __init__(self, problems: Sequence[Problem], *, whose: str = "The program") -> None:
        super().__init__(problems, whose=whose)


class CampaignInvalid(DocumentInvalid):
    """A campaign that cannot be accepted, with every fault found; `whose` begins the sentence that says so."""

    def __init__(self, problems: Sequence[Problem], *, whose: str = "The campaign") -> None:
        super().__init__(problems, whose=whose)


class PolicyInvalid(DocumentInvalid):
    """A contact policy that cannot be accepted, with every fault found."""

    def __init__(self, problems: Sequence[Problem], *, whose: str = "The contact policy") -> None:
        super().__init__(problems, whose=whose)


class BadInput(Refused, ValueError):
    """A file, a list of ids or an argument that cannot be read."""


class StoreError(LabError):
    """Something about the application's own database."""


class NotFound(StoreError, LookupError):
    """Nothing of that kind has that name."""

    @classmethod
    def among(cls, kind: str, name: str, known: Iterable[str]) -> NotFound:
        """Name the nearest of the `known` names."""
        names = sorted(known)
        hint = did_you_mean(name, names)
        return cls(f"There is no {kind} {name!r}. {hint}".rstrip(), fix=f"List them with `{kind}s list`, or create it.")


class Conflict(StoreError):
    """Somebody else saved first, or the name is taken."""


class StoreBusy(StoreError):
    """Others kept writing to the database for longer than one waits: nothing was changed, to try again may help."""


class StoreTooNew(StoreError):
    """The database was written by a newer version of the app."""


class StoreNotReady(StoreError):
    """The database was not migrated yet."""
