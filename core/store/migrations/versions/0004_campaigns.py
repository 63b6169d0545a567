"""Campaigns: versions, what fired, executions, deliveries, responses, the holdout, the contact policy.

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.store.tables import Instant, RowId

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPEND_ONLY = ("campaign_transition", "campaign_run", "execution", "outbox_message", "response", "contact_policy")
TABLES = (
    "trigger_state", "campaign_look", "contact_policy", "holdout", "response", "outbox_message", "delivery",
    "execution", "campaign_run", "campaign_transition", "campaign_version", "campaign",
)  # fmt: skip
CHANGED = "OLD.open IS NULL OR NEW.open IS NOT NULL OR " + " OR ".join(
    f"OLD.{name} <> NEW.{name}" for name in ("holdout_id", "name", "share", "salt", "from_at", "started_by")
)


def upgrade() -> None:
    """Create the tables, and the triggers that refuse to change what was recorded."""
    _campaigns()
    _runs()
    _deliveries()
    _messages()
    _responses()
    _contact()
    _triggers()
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgres()
    else:
        _guard_sqlite()


def downgrade() -> None:
    """Drop them; the triggers go with their tables."""
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_holdout()")


def _campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("campaign_id", sa.String(32), primary_key=True),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("archived_at", Instant()),
        sa.Column("active_since", Instant()),
        sa.UniqueConstraint("slug", name="uq_campaign_slug"),
    )
    op.create_table(
        "campaign_version",
        sa.Column("campaign_id", sa.String(32), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.campaign_id"], name="fk_campaign_version_campaign_id"),
    )
    op.create_table(
        "campaign_transition",
        sa.Column("transition_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("campaign_id", sa.String(32), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.campaign_id"], name="fk_campaign_transition_campaign_id"),
    )
    op.create_index("ix_campaign_transition_campaign_id", "campaign_transition", ["campaign_id"])


def _runs() -> None:
    op.create_table(
        "campaign_run",
        sa.Column("run_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("campaign_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("trigger", sa.String(16), nullable=False),
        sa.Column("as_of", Instant(), nullable=False),
        sa.Column("snapshot_id", sa.String(80), nullable=False),
        sa.Column("n_audience", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("holdout_id", sa.BigInteger()),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.campaign_id"], name="fk_campaign_run_campaign_id"),
        sa.UniqueConstraint("campaign_id", "key", name="uq_campaign_run_campaign_id"),
    )
    op.create_table(
        "execution",
        sa.Column("execution_id", RowId, primary_key=True, autoincrement=False),
        sa.Column("campaign_id", sa.String(32), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("occasion", sa.String(80), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("arm", sa.String(16)),
        sa.Column("variant", sa.String(80)),
        sa.Column("channel", sa.String(16)),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.UniqueConstraint("campaign_id", "customer_id", "occasion", name="uq_execution_campaign_id"),
    )
    op.create_index("ix_execution_run_id", "execution", ["run_id"])
    op.create_index("ix_execution_customer_id", "execution", ["customer_id"])


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("execution_id", RowId, primary_key=True, autoincrement=False),
        sa.Column("campaign_id", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(200)),
        sa.Column("lease_until", Instant()),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("settled_at", Instant()),
    )
    columns = ["campaign_id", "state", "channel", "not_before", "execution_id"]
    op.create_index("ix_delivery_campaign_id", "delivery", columns)


def _messages() -> None:
    op.create_table(
        "outbox_message",
        sa.Column("message_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("execution_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign", sa.String(80), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("occasion", sa.String(80), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("arm", sa.String(16), nullable=False),
        sa.Column("variant", sa.String(80)),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_html", sa.Boolean(), nullable=False),
        sa.Column("planned_at", Instant(), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.UniqueConstraint("key", name="uq_outbox_message_key"),
    )
    op.create_index("ix_outbox_message_campaign", "outbox_message", ["campaign"])
    op.create_index("ix_outbox_message_customer_id", "outbox_message", ["customer_id"])


def _responses() -> None:
    op.create_table(
        "response",
        sa.Column("response_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("customer_id", sa.String(80), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("campaign", sa.String(80)),
        sa.Column("channel", sa.String(16)),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.UniqueConstraint("key", name="uq_response_key"),
    )
    op.create_index("ix_response_customer_id", "response", ["customer_id"])
    op.create_index("ix_response_campaign", "response", ["campaign"])
    where = "kind IN ('unsubscribed', 'resubscribed')"
    _some("ix_response_consent", "response", ["customer_id", "at"], where=where)


def _contact() -> None:
    op.create_table(
        "holdout",
        sa.Column("holdout_id", RowId, primary_key=True, autoincrement=True),
        sa.Column("open", sa.Integer()),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("salt", sa.String(80), nullable=False),
        sa.Column("from_at", Instant(), nullable=False),
        sa.Column("until_at", Instant()),
        sa.Column("started_by", sa.String(200), nullable=False),
        sa.Column("ended_by", sa.String(200)),
        sa.UniqueConstraint("open", name="uq_holdout_open"),
    )
    op.create_table(
        "contact_policy",
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
    )


def _triggers() -> None:
    op.create_table(
        "campaign_look",
        sa.Column("campaign_id", sa.String(32), primary_key=True),
        sa.Column("result", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("run_id", RowId),
        sa.Column("next_at", Instant()),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.campaign_id"], name="fk_campaign_look_campaign_id"),
        sa.ForeignKeyConstraint(["run_id"], ["campaign_run.run_id"], name="fk_campaign_look_run_id"),
    )
    op.create_table(
        "trigger_state",
        sa.Column("campaign_id", sa.String(32), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.campaign_id"], name="fk_trigger_state_campaign_id"),
    )


def _some(name: str, table: str, columns: list[str], *, where: str) -> None:
    """Make an index of some of a table's rows."""
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            _refuse_sqlite(table, change, said="is only ever added to")
    _refuse_sqlite("holdout", "DELETE", said="changes once, when it ends")
    _refuse_sqlite("holdout", "UPDATE", said="changes once, when it ends", when=f"WHEN {CHANGED} ")


def _refuse_sqlite(table: str, change: str, *, said: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{table} {said}'); END"
    )


def _guard_postgres() -> None:
    for table in APPEND_ONLY:  # the function came with 0003; by statement, so that also TRUNCATE is refused
        op.execute(
            f"CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE FUNCTION refuse_change_of_holdout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
        "'holdout changes once, when it ends' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    refuse = "EXECUTE FUNCTION refuse_change_of_holdout()"
    op.execute(f"CREATE TRIGGER holdout_stays BEFORE DELETE OR TRUNCATE ON holdout FOR EACH STATEMENT {refuse}")
    op.execute(f"CREATE TRIGGER holdout_ends BEFORE UPDATE ON holdout FOR EACH ROW WHEN ({CHANGED}) {refuse}")
