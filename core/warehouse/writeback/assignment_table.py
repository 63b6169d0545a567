"""The table of assignments in a warehouse: who got what from which campaign, control included."""

from __future__ import annotations

from core.warehouse.writeback.own_table import OwnTable

ASSIGNMENTS = "loyalty_lab_assignments"
ASSIGNED = "loyalty_lab_assigned"  # the passing table with the rows to be, of the same columns
_AT = "timestamp with time zone"


def assignment_table(id_type: str) -> OwnTable:
    """Return the table, with customer ids of the warehouse's own type."""
    columns = {
        "campaign": "text", "occasion": "text", "customer_id": id_type, "arm": "text", "variant": "text", "at": _AT,
        "key": "text",
    }  # fmt: skip
    return OwnTable(ASSIGNMENTS, columns, ("key",), holds="assignments", optional=frozenset({"variant"}), otherwise="")


def insert_sql(made: OwnTable) -> str:
    """Return the statement that puts in those rows of ASSIGNED whose key is not there."""
    values = [f"CAST({n} AS {t}) AS {n}" if n == "customer_id" else f'"{n}"' for n, t in made.columns.items()]
    names = ", ".join(f'"{name}"' for name in made.columns)
    return (
        f"INSERT INTO {made.place} ({names}) SELECT {', '.join(values)} FROM {ASSIGNED} WHERE true "
        "ON CONFLICT (key) DO NOTHING"
    )
