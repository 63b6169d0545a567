"""Many campaigns side by side: those that were measured against a control group, and those of the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import polars as pl

from core.campaigns.past import PastCampaign
from core.campaigns.report import CONTROL, REVENUE, Estimate, Report
from core.kernel.clock import business_day
from core.reports import campaigns, past_campaigns, words
from core.reports.campaign_figures import drawn
from core.reports.sheet import Fact, Intervals, Scale, Section, Sheet, Table, intervals
from core.reports.style import LIGHT, Palette

RETURN = "The return is net over cost. Its interval comes from the revenue's alone, because what was spent is known."
MEASURED, UNMEASURED, OBSERVATIONAL = "measured", "not measured", "observational"


@dataclass(frozen=True)
class Compared:
    """One campaign in a table of many.

    evidence: measured, not measured (nobody was held out) or observational. rate: of conversions of the treated, or of
    redemptions. each, total: what it brought per treated customer and in all, with the bounds of 95 %, in `unit`; None
    when it cannot be told, and then `reason` says why. roi: net over cost, with the bounds that the revenue's give.
    """

    name: str
    key: str
    evidence: str
    when: str
    reached: int | None
    rate: float | None
    rate_of: str
    each: tuple[float, float, float] | None
    total: tuple[float, float, float] | None
    cost: float | None
    roi: tuple[float, float, float] | None
    reason: str
    unit: str


def compared(reports: Sequence[Report], past: Sequence[PastCampaign], *, zone: ZoneInfo) -> list[Compared]:
    """Return the campaigns side by side: those that were measured, then those of the past; days are those of `zone`."""
    return [*(_of_report(r, zone) for r in reports), *(_of_past(c) for c in past)]


def _of_report(report: Report, zone: ZoneInfo) -> Compared:
    when = words.UNKNOWN if report.launched_at is None else words.day(business_day(report.launched_at, zone))
    treated, gain, lift = report.arm("treated"), report.gain(), report.lift(REVENUE)
    each = lift.absolute if lift else None
    total = gain.revenue if gain else None
    returned = gain.roi_interval if gain else None
    reason = "" if total else (gain.reasons.get("revenue") if gain else None) or report.reasons.get(REVENUE, "")
    return Compared(
        report.name, report.slug, MEASURED if report.arm(CONTROL) else UNMEASURED, when,
        treated.n if treated else None, treated.conversion_rate if treated else None, "converted",
        _bounds(each), _bounds(total), gain.cost if gain else None, _bounds(returned), reason, report.unit,
    )  # fmt: skip


def _bounds(found: Estimate | None) -> tuple[float, float, float] | None:
    return None if found is None else (found.value, found.low, found.high)


def _of_past(campaign: PastCampaign) -> Compared:
    did, low, high = campaign.did, campaign.ci_low, campaign.ci_high
    each = None if did is None or low is None or high is None else (did, low, high)
    return Compared(
        campaign.name, campaign.number, OBSERVATIONAL, past_campaigns.span(campaign.starts_on, campaign.ends_on),
        campaign.targeted, campaign.redemption_rate, "redeemed", each, campaign.total, None, None, campaign.reason,
        campaign.unit,
    )  # fmt: skip


def table(rows: Sequence[Compared]) -> Table:
    """Return the campaigns as a table of texts; cost and return only where any is known."""
    unit = f", {rows[0].unit}" if rows else ""
    head = ("Campaign", "When", "Evidence", "Reached", "Responded", f"Extra revenue each{unit}", f"In all{unit}")
    has_costs = any(row.cost is not None for row in rows)
    texts = [(*_texts(row), *(_costs(row) if has_costs else ())) for row in rows]
    return Table((*head, *((f"Cost{unit}", "Return") if has_costs else ())), tuple(texts), wide=("When", "Evidence"))


def _texts(row: Compared) -> tuple[str, ...]:
    scale = Scale("money", is_difference=True)
    rate = words.UNKNOWN if row.rate is None else f"{words.share(row.rate)} {row.rate_of}"
    each, total = (words.UNKNOWN if v is None else scale.ranged(*v) for v in (row.each, row.total))
    return row.name, row.when, row.evidence, words.count(row.reached), rate, each, total


def _costs(row: Compared) -> tuple[str, str]:
    value, low, high = (campaigns.returned(v) for v in row.roi or (None, None, None))
    return words.money(row.cost, ""), value if row.roi is None else f"{value} ({low} to {high})"


def chart(rows: Sequence[Compared]) -> Intervals:
    """Return what each campaign brought per treated customer, with its interval of 95 %."""
    unit = rows[0].unit if rows else ""
    shown = [
        (row.name, *(row.each or (None, None, None)), "" if row.each else "no estimate; the notes say why")
        for row in rows
    ]
    return intervals(shown, scale=Scale("money", unit, is_difference=True))


def estimates(rows: Sequence[Compared], *, palette: Palette = LIGHT) -> go.Figure:
    """Draw what each campaign brought per treated customer, with its interval of 95 %."""
    return drawn(chart(rows), palette=palette)


def frame(rows: Sequence[Compared]) -> pl.DataFrame:
    """Return the campaigns as a tidy frame, for downloads and notebooks.

    Columns: campaign, key (short name or number), evidence, when, reached, rate, rate_of, each, each_low, each_high,
    total, total_low, total_high, cost, roi, roi_low, roi_high, reason, unit.
    """
    schema = {"campaign": pl.String(), "key": pl.String(), "evidence": pl.String(), "when": pl.String(),
              "reached": pl.Int64(), "rate": pl.Float64(), "rate_of": pl.String(), "each": pl.Float64(),
              "each_low": pl.Float64(), "each_high": pl.Float64(), "total": pl.Float64(), "total_low": pl.Float64(),
              "total_high": pl.Float64(), "cost": pl.Float64(), "roi": pl.Float64(), "roi_low": pl.Float64(),
              "roi_high": pl.Float64(), "reason": pl.String(), "unit": pl.String()}  # fmt: skip
    nothing = (None, None, None)
    data = [
        (r.name, r.key, r.evidence, r.when, r.reached, r.rate, r.rate_of, *(r.each or nothing), *(r.total or nothing),
         r.cost, *(r.roi or nothing), r.reason, r.unit)
        for r in rows
    ]  # fmt: skip
    return pl.DataFrame(data, schema=schema, orient="row")


def page(rows: Sequence[Compared], *, title: str, subtitle: str) -> Sheet:
    """Return the page of many campaigns."""
    sections = [
        Section(
            "What each brought", "Extra revenue per treated customer, with an interval of 95 %.",
            chart(rows), alt="Extra revenue per treated customer of each campaign.",
        ),
        Section("Side by side", RETURN if any(row.roi is not None for row in rows) else "", table=table(rows)),
    ]  # fmt: skip
    n_past = sum(r.evidence == OBSERVATIONAL for r in rows)
    facts = (
        Fact("Campaigns", words.count(len(rows)), f"{len(rows) - n_past:,} of the Lab, {n_past:,} past"),
        Fact("Customers reached", words.count(sum(r.reached or 0 for r in rows)), "each campaign counted for itself"),
        Fact("With an estimate", words.count(sum(r.each is not None for r in rows)), "the others say why not"),
    )
    unknown = [f"{r.name}: {r.reason.rstrip('.')}." for r in rows if r.each is None and r.reason]
    n = sum(r.each is not None for r in rows)
    chance = (
        f"Of {n} intervals of 95 %, about {round(n / 20) or 1} misses the truth by chance alone." if n >= 10 else ""
    )
    return Sheet(
        title=title, subtitle=subtitle, answer=_answer(rows), evidence=_evidence(rows), facts=facts,
        sections=tuple(sections), notes=tuple(filter(None, [chance, *unknown])),
    )  # fmt: skip


def _answer(rows: Sequence[Compared]) -> str:
    if not rows:
        return "No campaign ran in this period."
    sure = [r for r in rows if r.each is not None and r.each[1] > 0]
    worse = [r for r in rows if r.each is not None and r.each[2] < 0]
    n = words.count(len(rows), "campaign")
    parts = [f"Of {n}, {_named(sure)} raised revenue beyond what chance explains"]
    if worse:
        parts.append(f"{_named(worse)} lowered it")
    return f"{'; '.join(parts)}."


def _named(rows: Sequence[Compared]) -> str:
    return "none" if not rows else f"{len(rows):,} ({words.listed(r.name for r in rows)})"


def _evidence(rows: Sequence[Compared]) -> str:
    kinds = {r.evidence for r in rows}
    said = [campaigns.MEASURED] if MEASURED in kinds else []
    return " ".join([*said, *([past_campaigns.OBSERVATIONAL] if OBSERVATIONAL in kinds else [])])
