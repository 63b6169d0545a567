"""The tables of campaigns: definitions, what fired, whom it reached, messages on their way, what came back."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from core.store.tables import Instant, RowId, metadata

_CONSENT = text("kind IN ('unsubscribed', 'resubscribed')")

campaign = Table(
    "campaign",
    metadata,
    Column("campaign_id", String(32), primary_key=True),
    Column("slug", String(80), nullable=False, unique=True),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),  # the newest
    Column("created_at", Instant, nullable=False),
    Column("archived_at", Instant),
    Column("active_since", Instant),  # the last activation
)

campaign_version = Table(
    "campaign_version",
    metadata,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("definition", Text, nullable=False),  # canonical JSON
    Column("comment", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(200), nullable=False),
)

campaign_transition = Table(  # rows are only ever added, a trigger of the database holds that
    "campaign_transition",
    metadata,
    Column("transition_id", RowId, primary_key=True, autoincrement=True),
    Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False, index=True),
    Column("act", String(16), nullable=False),
    Column("state", String(16), nullable=False),  # after it
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String(200), nullable=False),
    Column("note", Text, nullable=False),
)

campaign_run = Table(  # one firing of a trigger; only ever added
    "campaign_run",
    metadata,
    Column("run_id", RowId, primary_key=True, autoincrement=True),
    Column("campaign_id", ForeignKey("campaign.campaign_id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("key", String(120), nullable=False),
    Column("trigger", String(16), nullable=False),
    Column("as_of", Instant, nullable=False),
    Column("snapshot_id", String(80), nullable=False),
    Column("n_audience", BigInteger, nullable=False),
    Column("counts", Text, nullable=False),  # JSON: customers by reason
    Column("policy_version", Integer, nullable=False),
    Column("holdout_id", BigInteger),
    Column("at", Instant, nullable=False),
    Column("by", String(200), nullable=False),
    UniqueConstraint("campaign_id", "key"),
)

execution = Table(  # what became of a customer on an occasion; only ever added
    "execution",
    metadata,
    Column("execution_id", RowId, primary_key=True, autoincrement=False),  # consecutive within a run
    Column("campaign_id", String(32), nullable=False),  # of the run, here so that the key below can hold it
    Column("run_id", BigInteger, nullable=False, index=True),  # a foreign key would take as long as all else
    Column("occasion", String(80), nullable=False),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
    Column("arm", String(16)),
    Column("variant", String(80)),
    Column("channel", String(16)),
    Column("planned_at", Instant, nullable=False),
    UniqueConstraint("campaign_id", "customer_id", "occasion"),  # a run's rows go in side by side
)

delivery = Table(  # a message on its way; who, on which occasion and in which arm its execution says
    "delivery",
    metadata,
    Column("execution_id", RowId, primary_key=True, autoincrement=False),
    Column("campaign_id", String(32), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_by", String(200)),
    Column("lease_until", Instant),
    Column("facts", Text, nullable=False),  # JSON: values of the message's placeholders
    Column("reason", Text, nullable=False),
    Column("reference", Text, nullable=False),  # the channel's own
    Column("settled_at", Instant),
    Index("ix_delivery_campaign_id", "campaign_id", "state", "channel", "not_before", "execution_id"),
)

outbox_message = Table(  # what the channel `outbox` keeps; only ever added
    "outbox_message",
    metadata,
    Column("message_id", RowId, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("execution_id", BigInteger, nullable=False),
    Column("campaign", String(80), nullable=False, index=True),  # slug
    Column("run_id", BigInteger, nullable=False),
    Column("occasion", String(80), nullable=False),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("arm", String(16), nullable=False),
    Column("variant", String(80)),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("is_html", Boolean, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

response = Table(  # what customers did; only ever added
    "response",
    metadata,
    Column("response_id", RowId, primary_key=True, autoincrement=True),
    Column("key", String(200), nullable=False, unique=True),  # of the source
    Column("kind", String(40), nullable=False),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("campaign", String(80), index=True),  # slug
    Column("channel", String(16)),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Index("ix_response_consent", "customer_id", "at", sqlite_where=_CONSENT, postgresql_where=_CONSENT),
)

holdout = Table(  # history: a row changes once, when it ends; a trigger of the database holds that
    "holdout",
    metadata,
    Column("holdout_id", RowId, primary_key=True, autoincrement=True),
    Column("open", Integer, unique=True),  # 1 until it has ended, then null: there cannot be two
    Column("name", String(200), nullable=False),
    Column("share", Float, nullable=False),
    Column("salt", String(80), nullable=False),
    Column("from_at", Instant, nullable=False),
    Column("until_at", Instant),
    Column("started_by", String(200), nullable=False),
    Column("ended_by", String(200)),
)

contact_policy = Table(  # only ever added
    "contact_policy",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),  # canonical JSON
    Column("comment", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String(200), nullable=False),
)

campaign_look = Table(  # what came of the last look at a campaign's triggers
    "campaign_look",
    metadata,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("result", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("run_id", ForeignKey("campaign_run.run_id")),
    Column("next_at", Instant),
    Column("counts", Text, nullable=False),  # JSON: customers by reason
)

trigger_state = Table(
    "trigger_state",
    metadata,
    Column("campaign_id", ForeignKey("campaign.campaign_id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # made of what the trigger says
    Column("document", Text, nullable=False),  # JSON
)
