"""Campaigns as people and pages hold them: YAML and plain documents, to a definition and back, without loss.

    definition = read_campaign(text)         # YAML; raises CampaignInvalid with every fault
    definition = of_document(document)       # the same from plain JSON, which the builder of the page holds
    read_campaign(write_campaign(definition)) == definition

Comments are not kept. What a campaign may name is another question: see `core.campaigns.faults`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.campaigns.definition import CampaignDefinition
from core.campaigns.kind import CAMPAIGN
from core.documents import text


def read_campaign(source: str | bytes) -> CampaignDefinition:
    """Return the definition written in YAML. Raises CampaignInvalid with every fault of its writing and its parts."""
    return text.read(source, CAMPAIGN)


def write_campaign(definition: CampaignDefinition) -> str:
    """Return the definition as YAML, with what is at its default left out."""
    return text.write(definition, CAMPAIGN)


def of_document(document: Mapping[str, Any]) -> CampaignDefinition:
    """Return the definition that a plain document stands for; decimals and days may be text.

    Raises CampaignInvalid with every fault.
    """
    return text.of_document(document, CAMPAIGN)
