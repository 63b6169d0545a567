"""The example campaigns of the demo: drafts, one in review, and one that ran when the data were made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.campaigns.states import CampaignState
from core.services.lab import Lab
from core.services.seeded import is_seeded, mark_seeded
from core.warehouse.progress import Progress, quiet

FOLDER = Path(__file__).parent / "examples" / "campaigns"
RUN = "autumn-produce"
IN_REVIEW = "thank-the-champions"
DESIGNED_AT = datetime(2017, 9, 29, 15, tzinfo=UTC)  # a Friday
FIRED_AT = datetime(2017, 10, 2, 14, tzinfo=UTC)  # Monday, ten o'clock in New York
ENDED_AT = datetime(2017, 10, 31, 14, tzinfo=UTC)
WORKER = "example"
REVIEWER = "example reviewer"  # where LAB_FOUR_EYES is set, nobody approves what they handed in


def seed_campaigns(lab: Lab, *, progress: Progress = quiet) -> int:
    """Create the profile's example campaigns once per store, and run one with the clock set to then; return how many.

    A seeding that was interrupted is taken up where it stopped; one that was completed is never repeated.
    """
    files = sorted((FOLDER / lab.warehouse.profile.name).glob("*.yaml"))
    if not files or is_seeded(lab, "campaigns"):
        return 0
    then = lab.at(DESIGNED_AT)
    for file in files:
        text = file.read_text(encoding="utf-8")
        if lab.campaigns.find(lab.campaigns.read(text).name) is None:
            then.campaigns.create(text, comment="example")
    progress("Running the example campaign", 0.0)
    _run(lab, then)
    if lab.campaigns.get(IN_REVIEW).state is CampaignState.DRAFT:
        then.campaigns.submit(IN_REVIEW, note="example")
    mark_seeded(lab, "campaigns")
    return len(files)


def _run(lab: Lab, then: Lab) -> None:
    """Move the example on from wherever it stands."""
    state = lab.campaigns.get(RUN).state
    if state is CampaignState.DRAFT:
        then.campaigns.submit(RUN, note="example")
        state = CampaignState.IN_REVIEW
    if state is CampaignState.IN_REVIEW:
        lab.at(DESIGNED_AT, actor=REVIEWER).campaigns.approve(RUN, note="example")
        state = CampaignState.APPROVED
    if state is CampaignState.APPROVED:
        then.campaigns.activate(RUN, note="example: nothing was sent in truth")
        state = CampaignState.ACTIVE
    if state is CampaignState.ACTIVE:
        monday = lab.at(FIRED_AT)
        monday.launching.trigger(RUN)
        monday.sending.drain(WORKER)
        lab.at(ENDED_AT).campaigns.end(RUN, note="example")
