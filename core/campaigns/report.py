"""What a campaign brought, in plain figures; one that cannot be had is None, and `reasons` says why by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

CONVERSION, REVENUE = "conversion", "revenue"  # the metrics
TREATED, CONTROL = "treated", "control"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the funnel: how many of the treated customers came so far, and their share.

    None: nobody reports it; of conversions: nothing is known yet of the time after the first contact.
    """

    name: str  # treated, sent, delivered, opened, clicked, converted, unsubscribed
    n: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class ArmFigures:
    """One arm, or one variant of the treated. Money is in the unit of account.

    n_assigned, sent, delivered, opened, clicked, unsubscribed: customers, all of them so far; the last four are None
    where no response event tells. n: the measured ones,
    whose window is over; converted, revenue, contacts and costs are theirs, in their windows. conversion_interval: of
    the conversion rate; revenue_interval: of the revenue per customer.
    """

    arm: str
    variant: str | None
    n_assigned: int
    n: int
    sent: int
    delivered: int | None
    opened: int | None
    clicked: int | None
    unsubscribed: int | None
    converted: int
    conversion_rate: float | None
    revenue: float | None
    revenue_per_customer: float | None
    contacts: int
    contact_cost: float
    offer_cost: float | None
    conversion_interval: Estimate | None = None
    revenue_interval: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Lift:
    """Treated customers (of one variant; None: all of them) against control, per customer.

    p_adjusted: of a variant, the p-value by Holm's method for all variants together. cuped: the absolute lift, adjusted
    by what the same customers did in the window of equal length before; variance_reduced: the share of the variance
    that this takes away. sequential: an interval of the absolute lift that holds however often one looks.
    """

    metric: str  # conversion or revenue
    variant: str | None
    n_control: int
    n_treated: int
    control: float | None = None
    treated: float | None = None
    absolute: Estimate | None = None
    relative: Estimate | None = None
    p_value: float | None = None
    p_adjusted: float | None = None
    chance_to_beat: float | None = None
    cuped: Estimate | None = None
    cuped_relative: Estimate | None = None
    cuped_p_value: float | None = None
    variance_reduced: float | None = None
    sequential: Estimate | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SampleRatio:
    """Whether the arms are as large as they should be; a mismatch means that the lifts cannot be trusted."""

    observed: Mapping[str, int]  # by control, treated; or by control and the names of the variants
    intended: Mapping[str, float]  # shares
    p_value: float | None = None
    is_mismatch: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Power:
    """How small an effect the groups can show, as a difference of means and relative to the baseline.

    mde: found with a power of 80 % at the level of 5 %, by the spread that was seen; baseline: the mean of control.
    planned_mde: the same by what all of them did in the window before, as it was known before the launch. achieved: the
    power with which an effect of planned_mde would have been seen. Before the launch there is only what was planned;
    baseline is then the mean of the window before.
    """

    metric: str
    n_control: int
    n_treated: int
    baseline: float | None = None
    mde: float | None = None
    mde_relative: float | None = None
    planned_mde: float | None = None
    planned_mde_relative: float | None = None
    achieved: float | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incremental:
    """What treating the measured customers brought beyond what they would have done anyway.

    cost: contacts and offers. net: revenue less cost. roi: net over cost. roi_interval: the bounds of net over cost, as
    what was spent is known and only the revenue is in doubt.
    """

    variant: str | None
    conversions: Estimate | None = None
    revenue: Estimate | None = None
    cost: float | None = None
    net: Estimate | None = None
    roi: float | None = None
    roi_interval: Estimate | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayLift:
    """The absolute lift of all treated, summed up over the first `day` days after each customer's contact.

    low and high: the interval that holds however often one looks. The customers are those of whom so many days are
    known.
    """

    day: int
    n_control: int
    n_treated: int
    conversion: float | None = None
    conversion_low: float | None = None
    conversion_high: float | None = None
    revenue: float | None = None
    revenue_low: float | None = None
    revenue_high: float | None = None


@dataclass(frozen=True, slots=True)
class PointsGiven:
    """Points of one program that treated customers who converted were given, and those who wait for theirs."""

    program: str  # slug
    n_customers: int
    points: int
    n_waiting: int
    points_waiting: int
    why: str = ""  # they wait


@dataclass(frozen=True, slots=True)
class Report:
    """The performance of a campaign. `arms`: control, all treated, then each variant.

    `contacts`, `spent`: of all contacts with these customers so far, each at what the version of its run says.
    `points`: of offers of points, by program; of all customers so far, also those whose window is not over.
    """

    slug: str
    name: str
    state: str
    version: int
    conversion: str  # what counts as one, in words
    unit: str
    window_days: int
    launched_at: datetime | None
    as_of: datetime
    known_until: datetime
    n_customers: int
    n_measured: int
    n_open: int
    arms: tuple[ArmFigures, ...]
    lifts: tuple[Lift, ...]
    sample_ratio: SampleRatio
    power: tuple[Power, ...]
    incremental: tuple[Incremental, ...]
    funnel: tuple[Stage, ...]
    daily: tuple[DayLift, ...]
    contacts: int
    spent: float
    points: tuple[PointsGiven, ...] = ()
    notes: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def arm(self, arm: str, variant: str | None = None) -> ArmFigures | None:
        """Return the figures of an arm, or of a variant."""
        return next((a for a in self.arms if (a.arm, a.variant) == (arm, variant)), None)

    def lift(self, metric: str, variant: str | None = None) -> Lift | None:
        """Return the lift of a metric, of all treated or of one variant."""
        return next((x for x in self.lifts if (x.metric, x.variant) == (metric, variant)), None)

    def gain(self, variant: str | None = None) -> Incremental | None:
        """Return what was gained by all treated or by one variant."""
        return next((g for g in self.incremental if g.variant == variant), None)


@dataclass(frozen=True, slots=True)
class HoldoutArm:
    """Those held out, or the others: how many bought anything, and for how much."""

    arm: str  # control: held out; treated: the others
    n: int
    buyers: int
    buyer_rate: float | None
    revenue: float
    revenue_per_customer: float | None


@dataclass(frozen=True, slots=True)
class HoldoutReport:
    """What all campaigns together brought while a global holdout was open, by intention to treat.

    `arms`: those held out, and the others, whoever of them was contacted; all of them had bought or done something
    before it started. The window has `days` whole days from the start on. A conversion is having bought anything in it.
    `n_contacts` and `spent` are of all contacts in it.
    """

    holdout_id: int
    name: str
    share: float
    unit: str
    from_at: datetime
    until_at: datetime | None
    known_until: datetime
    days: int
    n_campaigns: int
    n_contacts: int
    spent: float
    arms: tuple[HoldoutArm, ...]
    lifts: tuple[Lift, ...]
    sample_ratio: SampleRatio
    incremental: Incremental
    notes: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    def lift(self, metric: str) -> Lift | None:
        """Return the lift of a metric."""
        return next((x for x in self.lifts if x.metric == metric), None)
