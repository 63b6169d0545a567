"""The channels as the settings have them."""

from __future__ import annotations

from pydantic import SecretStr

from core.channels.assignments import WarehouseChannel
from core.channels.channel import Channel
from core.channels.csv_file import CsvChannel
from core.channels.email import EmailChannel
from core.channels.outbox import Keep, OutboxChannel
from core.channels.webhook import WebhookChannel
from core.config import Settings
from core.kernel.clock import Clock
from core.warehouse.profile import Profile
from core.warehouse.writeback.assignments import AssignmentWriter


def channels_of(settings: Settings, profile: Profile, *, keep: Keep, clock: Clock) -> dict[str, Channel]:
    """Return all five channels by name; `Channel.fault` tells which cannot be used. `keep` puts into the outbox."""
    made: list[Channel] = [
        OutboxChannel(keep),
        CsvChannel(settings.home / "outgoing"),
        EmailChannel(_shown(settings.lab_smtp_url), settings.lab_smtp_from, clock=clock),
        WebhookChannel(
            _shown(settings.lab_webhook_url), _shown(settings.lab_webhook_secret), clock=clock,
            batch=settings.lab_webhook_batch,
        ),
        WarehouseChannel(AssignmentWriter(settings, profile)),
    ]  # fmt: skip
    return {channel.name: channel for channel in made}


def _shown(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
