"""The foundation: segments and their versions, listed customers, runs, audit.

Revision: 0001, the first
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.tables import Instant, RowId

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "segment",
        sa.Column("segment_id", sa.String(32), primary_key=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("archived_at", Instant()),
        sa.UniqueConstraint("slug", name="uq_segment_slug"),
    )
    op.create_table(
        "segment_version",
        sa.Column("segment_id", sa.String(32), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text()),
        sa.Column("n_ids", sa.Integer()),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.segment_id"], name="fk_segment_version_segment_id"),
    )
    op.create_table(
        "segment_customer",
        sa.Column("segment_id", sa.String(32), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.String(80), primary_key=True),
        sa.ForeignKeyConstraint(
            ["segment_id", "version"],
            ["segment_version.segment_id", "segment_version.version"],
            name="fk_segment_customer_segment_id",
        ),
    )
    op.create_table(
        "segment_run",
        sa.Column("run_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("segment_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.Column("dictionary", sa.String(32), nullable=False),
        sa.Column("inputs", sa.String(32), nullable=False),
        sa.Column("as_of", Instant(), nullable=False),
        sa.Column("n_customers", sa.BigInteger(), nullable=False),
        sa.Column("n_members", sa.BigInteger(), nullable=False),
        sa.Column("n_joined", sa.BigInteger(), nullable=False),
        sa.Column("n_left", sa.BigInteger(), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.segment_id"], name="fk_segment_run_segment_id"),
        sa.UniqueConstraint(
            "segment_id", "version", "snapshot_id", "dictionary", "inputs", "as_of", name="uq_segment_run_once"
        ),
    )
    op.create_index("ix_segment_run_segment_id", "segment_run", ["segment_id"])
    op.create_table(
        "audit",
        sa.Column("audit_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("audit", "segment_run", "segment_customer", "segment_version", "segment"):
        op.drop_table(table)
