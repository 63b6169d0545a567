"""Refresh jobs: who asked for a snapshot, which process takes it, how far it is and how it ended.

Revision: 0002, after 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.tables import Instant, RowId

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "refresh_job",
        sa.Column("job_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("active", sa.Integer()),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("requested_by", sa.String(200), nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("pid", sa.Integer()),
        sa.Column("started_at", Instant()),
        sa.Column("heartbeat_at", Instant()),
        sa.Column("finished_at", Instant()),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("next_try_at", Instant()),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("snapshot_id", sa.String(80)),
        sa.Column("what", sa.Text()),
        sa.Column("fix", sa.Text()),
        sa.Column("cancel_requested_at", Instant()),
        sa.Column("cancel_requested_by", sa.String(200)),
        sa.UniqueConstraint("active", name="uq_refresh_job_active"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("refresh_job")
