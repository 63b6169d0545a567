"""Pages about campaigns for stakeholders: of one campaign, or of many side by side; as data, HTML and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.campaigns.model import Campaign
from core.errors import BadInput, NotFound, Refused
from core.kernel.clock import Clock, business_day
from core.reports import campaign_comparison, campaign_pages, holdout_page, past_campaigns, words
from core.reports.campaign_comparison import Compared
from core.reports.sheet import Sheet
from core.services.features import Features
from core.services.holdout_report import HoldoutReports
from core.services.past_campaigns import PastCampaigns
from core.services.performance import Performance
from core.services.transfer import replace_file
from core.store import Database

__all__ = ["Compared", "Entry", "Reports", "Sheet"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A campaign that can be reported on.

    key: the short name of a campaign, or the number of a past one. ran: the business days on which it fired, or all
    days of a past one's window, as first and last; empty when it never fired or its days are not known.
    """

    key: str
    name: str
    is_past: bool
    ran: tuple[tuple[date, date], ...]

    def ran_within(self, first: date | None, last: date | None) -> bool:
        """Whether it ran on any day of a period; an end that is None is open."""
        return any((last is None or a <= last) and (first is None or b >= first) for a, b in self.ran)


class Reports:
    """Pages for stakeholders about campaigns, those of the Lab and those of the past."""

    def __init__(
        self, performance: Performance, past: PastCampaigns, holdouts: HoldoutReports, *, features: Features,
        database: Database, clock: Clock,
    ) -> None:  # fmt: skip
        self._performance = performance
        self._holdouts = holdouts
        self._past = past
        self._features = features
        self._database = database
        self._clock = clock

    def entries(self) -> list[Entry]:
        """Return everything that can be reported on: campaigns by name, then past ones by number.

        A past campaign whose number is the short name of a campaign is left out. Raises SnapshotMissing.
        """
        own = self._own()
        taken = {entry.key for entry in own}
        past = [
            Entry(c.number, c.name, True, ((c.starts_on, c.ends_on),) if c.starts_on and c.ends_on else ())
            for c in self._past.all()
            if c.number not in taken
        ]
        return [*own, *past]

    def page(self, names: Sequence[str] = (), *, from_on: date | None = None, to_on: date | None = None) -> Sheet:
        """Return the page of one campaign, of several side by side, or of all that ran in a period.

        With names and a period: of those named that ran in it. Raises NotFound, BadInput for neither, Refused when none
        of those named ran in the period.
        """
        if len(names) == 1 and from_on is None and to_on is None:
            return self._one(self._entry(names[0]))
        rows = self.compared(names, from_on=from_on, to_on=to_on)
        subtitle = _period(from_on, to_on)
        return campaign_comparison.page(rows, title="Campaigns side by side", subtitle=subtitle)

    def compared(
        self, names: Sequence[str] = (), *, from_on: date | None = None, to_on: date | None = None
    ) -> list[Compared]:
        """Return campaigns side by side: those named, or all that ran in a period. Raises as `page`."""
        if not names and from_on is None and to_on is None:
            raise BadInput("Neither a campaign nor a period is named.", fix="Name campaigns, or give --from and --to.")
        if from_on is not None and to_on is not None and to_on < from_on:
            said = f"The period ends on {to_on}, before it begins on {from_on}."
            raise BadInput(said, fix="Give the earlier day first.")
        chosen = list(dict.fromkeys(map(self._entry, names))) if names else self.entries()
        if from_on is not None or to_on is not None:
            chosen = [entry for entry in chosen if entry.ran_within(from_on, to_on)]
            if names and not chosen:
                raise Refused(
                    f"None of the campaigns named ran in this period ({_period(from_on, to_on)}).",
                    fix="Widen the period, or leave it out.",
                )
        past = {c.number: c for c in self._past.all()} if any(entry.is_past for entry in chosen) else {}
        reports = [self._performance.of(entry.key) for entry in chosen if not entry.is_past]
        before = [past[entry.key] for entry in chosen if entry.is_past]
        return campaign_comparison.compared(reports, before, zone=self._features.zone)

    def together(self) -> list[Sheet]:
        """Return a page for each time in which a global holdout was open, newest first: what all campaigns brought."""
        return [holdout_page.page(report, zone=self._features.zone) for report in self._holdouts.all()]

    def html(self, page: Sheet) -> str:
        """Return a page as one HTML file that needs nothing else."""
        from core.reports.page_html import page_html

        return page_html(page, made=self._made())

    def pdf(self, page: Sheet) -> bytes:
        """Return a page as a PDF. Raises ConfigError when its fonts are not there."""
        from core.reports.page_pdf import page_pdf

        return page_pdf(page, made=self._made())

    def write(self, page: Sheet, path: Path) -> None:
        """Write a page as .html or .pdf, durably and at once. Raises BadInput for another ending, StorageFull."""
        ending = path.suffix.casefold()
        if ending not in (".html", ".pdf"):
            said = f"A page is written as .html or .pdf, not as {path.name!r}."
            raise BadInput(said, fix="Give the file one of these endings.")
        replace_file(path, self.html(page).encode() if ending == ".html" else self.pdf(page))

    def _own(self) -> list[Entry]:
        with self._database.view() as work:
            campaigns, runs = work.campaigns.all(archived=True), work.executions.runs()
        zone = self._features.zone
        days: dict[str, set[date]] = {}
        for run in runs:
            days.setdefault(run.campaign_id, set()).add(business_day(run.at, zone))
        return [_entry(campaign, days.get(campaign.campaign_id, set())) for campaign in campaigns]

    def _entry(self, name: str) -> Entry:
        found = self.entries()
        for entry in found:
            if entry.key == name:
                return entry
        for entry in found:
            if entry.name == name:
                return entry
        raise NotFound.among("campaign", name, [entry.key for entry in found])

    def _one(self, entry: Entry) -> Sheet:
        if entry.is_past:
            return past_campaigns.sheet(self._past.of(entry.key), self._past.days(entry.key))
        return campaign_pages.page(self._performance.of(entry.key), zone=self._features.zone)

    def _made(self) -> str:
        return f"Loyalty Lab, {words.instant(self._clock.now(), self._features.zone)}"


def _entry(campaign: Campaign, days: set[date]) -> Entry:
    return Entry(campaign.slug, campaign.name, False, tuple((day, day) for day in sorted(days)))


def _period(first: date | None, last: date | None) -> str:
    if first is not None and last is not None:
        return past_campaigns.span(first, last)
    if first is not None:
        return f"Since {words.day(first)}"
    return "All their days" if last is None else f"Until {words.day(last)}"
