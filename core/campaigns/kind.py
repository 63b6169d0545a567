"""What definitions of campaigns have of their own among the definitions that people write."""

from __future__ import annotations

import re

from core.campaigns.consistency import inconsistencies
from core.campaigns.definition import CampaignDefinition
from core.documents.kind import Kind, Style
from core.errors import CampaignInvalid

CAMPAIGN = Kind(
    "campaign",
    model=CampaignDefinition,
    invalid=CampaignInvalid,
    begins="name: Win back",
    between=inconsistencies,
    rules=re.compile(r"/(triggers/\d+/event|conversion/purchase)/when(/|$)"),
    examples={
        "name": "Win back",
        "program": "everyday",
        "audience": "lapsing-regulars",
        "offer": "{name: Five dollars off, kind: discount, value: 5.00}",
        "channels": "[email, outbox]",
        "messages": "{default: {subject: We miss you, body: Come back.}}",
        **dict.fromkeys(("default", "outbox", "csv", "email", "webhook"), "{subject: We miss you, body: Come back.}"),
        "body": "Come back.",
        "variants": "[{name: A, share: 0.5}, {name: B, share: 0.5}]",
        "share": "0.5",
        "control": "0.1",
        "stratify_by": "[income]",
        "triggers": '[{schedule: {at: "2017-10-02T10:00"}}]',
        "schedule": '{cron: "0 10 * * MON"}',
        "event": "{entered: lapsing-regulars}",
        "threshold": "{size_of: lapsing-regulars, above: 1000, back: 900}",
        "back": "900",
        "conversion": "{purchase: true, within_days: 14}",
        "purchase": "true",
    },
    within={
        ("offer", "name"): "Five dollars off",
        ("variants", "name"): "A",
        ("conversion", "event"): "signed_up",
    },
    style=Style(
        rules=frozenset({"when"}),
        decimals=frozenset({"value", "share", "control", "above", "below", "back", "budget", "cost_per_contact"}),
        days=frozenset({"starts_on", "ends_on"}),
        quoted=frozenset({"at", "cron"}),
        tall=frozenset({"messages"}),
    ),
)
