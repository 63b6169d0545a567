"""The tables. Alembic owns the schema in a database; a test holds these declarations to the migrations."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite, which knows no offsets, stores the UTC wall time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; hand SQLite naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs an offset")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give every value back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# SQLite numbers rows by itself only for INTEGER PRIMARY KEY
RowId = BigInteger().with_variant(Integer(), "sqlite")

segment = Table(
    "segment",
    metadata,
    Column("segment_id", String(32), primary_key=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("archived_at", Instant),
)

segment_version = Table(
    "segment_version",
    metadata,
    Column("segment_id", ForeignKey("segment.segment_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("description", Text, nullable=False),
    Column("rule", Text),  # canonical JSONLogic of a dynamic segment
    Column("n_ids", Integer),  # how many customers a static segment lists
    Column("comment", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(200), nullable=False),
)

segment_customer = Table(
    "segment_customer",
    metadata,
    Column("segment_id", String(32), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("customer_id", String(80), primary_key=True),
    ForeignKeyConstraint(["segment_id", "version"], ["segment_version.segment_id", "segment_version.version"]),
)

segment_run = Table(
    "segment_run",
    metadata,
    Column("run_id", RowId, primary_key=True, autoincrement=True),
    Column("segment_id", ForeignKey("segment.segment_id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("snapshot_id", String(80), nullable=False),
    Column("dictionary", String(32), nullable=False),
    Column("inputs", String(32), nullable=False),  # digest of the rule with everything it refers to
    Column("as_of", Instant, nullable=False),
    Column("n_customers", BigInteger, nullable=False),
    Column("n_members", BigInteger, nullable=False),
    Column("n_joined", BigInteger, nullable=False),
    Column("n_left", BigInteger, nullable=False),
    Column("file", String(200), nullable=False),  # below LAB_HOME/memberships
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(200), nullable=False),
    UniqueConstraint(
        "segment_id", "version", "snapshot_id", "dictionary", "inputs", "as_of", name="uq_segment_run_once"
    ),
)

audit = Table(
    "audit",
    metadata,
    Column("audit_id", RowId, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("actor", String(200), nullable=False),
    Column("action", String(40), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("before", Text),
    Column("after", Text),
)

refresh_job = Table(
    "refresh_job",
    metadata,
    Column("job_id", RowId, primary_key=True, autoincrement=True),
    Column("active", Integer, unique=True),  # 1 until it has ended, then null: there cannot be two
    Column("state", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("requested_by", String(200), nullable=False),
    Column("host", String(255), nullable=False),
    Column("pid", Integer),
    Column("started_at", Instant),
    Column("heartbeat_at", Instant),
    Column("finished_at", Instant),
    Column("attempt", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("step", Text, nullable=False),
    Column("share", Float, nullable=False),
    Column("snapshot_id", String(80)),
    Column("what", Text),
    Column("fix", Text),
    Column("cancel_requested_at", Instant),
    Column("cancel_requested_by", String(200)),
)

program = Table(
    "program",
    metadata,
    Column("program_id", String(32), primary_key=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),  # the newest
    Column("created_at", Instant, nullable=False),
    Column("archived_at", Instant),
    Column("accrued_until", Instant),  # the ledger holds what happened before it
    Column("expired_until", Date),  # the last day whose expiries the ledger holds
)

program_version = Table(
    "program_version",
    metadata,
    Column("program_id", ForeignKey("program.program_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("definition", Text, nullable=False),  # canonical JSON
    Column("comment", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(200), nullable=False),
)

program_phase = Table(  # which version is in force on which business days
    "program_phase",
    metadata,
    Column("phase_id", RowId, primary_key=True, autoincrement=True),
    Column("program_id", String(32), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until_on", Date),  # exclusive
    Column("at", Instant, nullable=False),
    Column("by", String(200), nullable=False),
    ForeignKeyConstraint(["program_id", "version"], ["program_version.program_id", "program_version.version"]),
)

program_action = Table(  # what was done by hand; rows are only ever added, a trigger of the database holds that
    "program_action",
    metadata,
    Column("action_id", RowId, primary_key=True, autoincrement=True),
    Column("program_id", ForeignKey("program.program_id"), nullable=False),
    Column("key", String(80), nullable=False),  # two of them stand in a ledger entry's key
    Column("kind", String(16), nullable=False),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("points", BigInteger, nullable=False),
    Column("value_cents", BigInteger),
    Column("option", String(200)),
    Column("cancels", String(80)),  # the key of the redemption that it takes back
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    UniqueConstraint("key", "program_id"),
    UniqueConstraint("cancels", "program_id"),
)

ledger_entry = Table(  # rows are only ever added, a trigger of the database holds that
    "ledger_entry",
    metadata,
    Column("entry_id", RowId, primary_key=True, autoincrement=True),
    Column("program_id", ForeignKey("program.program_id"), nullable=False),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("lot", String(120), nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("qualifying", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("day", Date, nullable=False),
    Column("expires_on", Date),
    Column("spendable_on", Date),
    Column("key", String(200), nullable=False),
    Column("corrects", String(200)),  # the key of the entry that it corrects
    Column("version", Integer, nullable=False),  # of the program
    Column("facts", Text),  # JSON
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    UniqueConstraint("key", "program_id"),  # no index begins with the program: a whole ledger is read in its order
)
