"""Programs: their versions and phases, what was done by hand, and the ledger, whose rows are only ever added.

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.tables import Instant, RowId

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

APPEND_ONLY = ("program_action", "ledger_entry")


def upgrade() -> None:
    """Create the tables, and the triggers that refuse to change what was recorded."""
    _programs()
    _actions()
    _ledger()
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgres()
    else:
        _guard_sqlite()


def downgrade() -> None:
    """Drop them; the triggers go with their tables."""
    for table in ("ledger_entry", "program_action", "program_phase", "program_version", "program"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _programs() -> None:
    op.create_table(
        "program",
        sa.Column("program_id", sa.String(32), primary_key=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("archived_at", Instant()),
        sa.Column("accrued_until", Instant()),
        sa.Column("expired_until", sa.Date()),
        sa.UniqueConstraint("slug", name="uq_program_slug"),
    )
    op.create_table(
        "program_version",
        sa.Column("program_id", sa.String(32), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.program_id"], name="fk_program_version_program_id"),
    )
    op.create_table(
        "program_phase",
        sa.Column("phase_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("program_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id", "version"],
            ["program_version.program_id", "program_version.version"],
            name="fk_program_phase_program_id",
        ),
    )
    op.create_index("ix_program_phase_program_id", "program_phase", ["program_id"])


def _actions() -> None:
    op.create_table(
        "program_action",
        sa.Column("action_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("program_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("value_cents", sa.BigInteger()),
        sa.Column("option", sa.String(200)),
        sa.Column("cancels", sa.String(80)),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.program_id"], name="fk_program_action_program_id"),
        sa.UniqueConstraint("key", "program_id", name="uq_program_action_key"),
        sa.UniqueConstraint("cancels", "program_id", name="uq_program_action_cancels"),
    )
    op.create_index("ix_program_action_customer_id", "program_action", ["customer_id"])


def _ledger() -> None:
    op.create_table(
        "ledger_entry",
        sa.Column("entry_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("program_id", sa.String(32), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("lot", sa.String(120), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("qualifying", sa.BigInteger(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date()),
        sa.Column("spendable_on", sa.Date()),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("corrects", sa.String(200)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text()),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["program.program_id"], name="fk_ledger_entry_program_id"),
        sa.UniqueConstraint("key", "program_id", name="uq_ledger_entry_key"),
    )
    op.create_index("ix_ledger_entry_customer_id", "ledger_entry", ["customer_id"])


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )


def _guard_postgres() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    for table in APPEND_ONLY:  # by statement, so that also TRUNCATE is refused
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
