"""Whether campaigns dealt their customers as they should, told cheaply enough for a page that opens."""

from __future__ import annotations

from core import measurement
from core.campaigns.model import Campaign, Run
from core.services import lifts
from core.services.campaign_arms import groups
from core.services.contacted import Asked, Contacts
from core.services.measuring import Measuring
from core.store import Database

Seen = tuple[int, str, int]  # what tells the newest run from that of another store: number, key, size


class SampleRatios:
    """The sample-ratio check of campaigns, made once for each run."""

    def __init__(self, contacts: Contacts, measuring: Measuring, *, database: Database) -> None:
        self._contacts = contacts
        self._measuring = measuring
        self._database = database
        self._known: dict[str, tuple[Seen, bool]] = {}

    def is_mismatch(self, campaign: Campaign, newest: Run) -> bool:
        """Whether the groups of a campaign are not as large as they should be, with its `newest` run the last one.

        The figure is that of `Performance`. SciPy is loaded only where the sizes look odd. Raises StorageFull.
        """
        seen = (newest.run_id, newest.key, newest.n_audience)
        held = self._known.get(campaign.campaign_id)
        if held is not None and held[0] == seen:
            return held[1]
        found = self._asked(campaign)
        self._known[campaign.campaign_id] = seen, found
        return found

    def _asked(self, campaign: Campaign) -> bool:
        with self._database.view() as work:
            runs = work.executions.runs(campaign.campaign_id)
            definitions = {v.version: v.definition for v in work.campaigns.versions(campaign.campaign_id)}
        days = definitions[max(run.version for run in runs)].conversion.within_days  # as Performance asks for the file
        asked = Asked(campaign, runs, runs, days, known_until=runs[0].at, at=None)
        sizes = groups(self._contacts.of(asked, id_type=self._measuring.id_type).dealt, runs, definitions)
        return measurement.can_mismatch(*sizes) and bool(lifts.sample_ratio(*sizes).is_mismatch)
