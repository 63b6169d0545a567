"""The arms of a campaign in figures: how many there are, what they did, what they cost, and what they should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.campaigns.definition import CampaignDefinition, OfferKind
from core.campaigns.model import Run
from core.campaigns.outcomes import Outcomes
from core.campaigns.report import CONTROL, CONVERSION, REVENUE, TREATED, ArmFigures, Stage
from core.services.contact_costs import Spent
from core.services.contacted import ENGAGED, Group
from core.services.lifts import intervals

Counts = Mapping[Group, int]
Dealt = Mapping[tuple[int, str, str | None], int]  # by run, arm and variant
OfferCost = Callable[[str | None], Decimal | None]  # what one conversion of a variant costs; None where nobody knows


def offer_cost(definition: CampaignDefinition, *, point_value: Decimal | None) -> OfferCost:
    """Return what conversions cost by a definition; an offer of points costs what the program's points are worth."""

    def of(variant: str | None) -> Decimal | None:
        offer = definition.offer_of(variant)
        if offer.kind is OfferKind.INFORMATION or not offer.value:
            return Decimal(0)
        if offer.kind is OfferKind.POINTS:
            return None if point_value is None else offer.value * point_value
        return offer.value

    return of


@dataclass(frozen=True, slots=True)
class Arms:
    """All that is known of the arms, by arm and variant.

    contacts: those of measured customers in their windows. is_begun: whether anything is known of the time after the
    first contact.
    """

    outcomes: Outcomes
    sent: Counts
    engaged: Mapping[str, Counts]
    contacts: Mapping[Group, Spent]
    offer_cost: OfferCost
    has_purchases: bool
    is_begun: bool

    def figures(self) -> tuple[ArmFigures, ...]:
        """Return control, all treated, then each variant; those that are there."""
        groups = self.outcomes.arms()
        asked: list[Group] = [(arm, None) for arm in (CONTROL, TREATED) if any(a == arm for a, _ in groups)]
        asked += [(arm, variant) for arm, variant in groups if arm == TREATED and variant is not None]
        return tuple(self._figures(arm, variant) for arm, variant in asked)

    def funnel(self) -> tuple[Stage, ...]:
        """Return how far all treated customers came, also those whose window is not over."""
        n = self.outcomes.assigned(TREATED)
        counts: dict[str, int | None] = {"treated": n, "sent": _of(self.sent, TREATED, None)}
        counts |= {kind: self._did(kind, TREATED, None) for kind in ENGAGED[:-1]}
        converted = self.outcomes.before(TREATED)["c"]
        is_told = self.is_begun or converted or not n  # otherwise a zero would be a claim
        counts["converted"] = converted if is_told else None
        counts[ENGAGED[-1]] = self._did(ENGAGED[-1], TREATED, None)
        return tuple(
            Stage(name, found, found / n if n and found is not None else None) for name, found in counts.items()
        )

    @property
    def is_told_of(self) -> bool:
        """Whether any response event names the campaign. If none does, nobody knows who opened or clicked."""
        return any(any(counts.values()) for counts in self.engaged.values())

    def _figures(self, arm: str, variant: str | None) -> ArmFigures:
        sums = self.outcomes.whole(arm, variant)
        n, made = sums["n"], (found for (a, v), found in self.contacts.items() if a == arm and variant in (None, v))
        contacts = sum(made, Spent())
        revenue = sums["y"] / 100 if self.has_purchases else None
        between = intervals(sums)
        did = {kind: self._did(kind, arm, variant) for kind in ENGAGED}
        return ArmFigures(
            arm, variant, self.outcomes.assigned(arm, variant), n, sent=_of(self.sent, arm, variant),
            delivered=did["delivered"], opened=did["opened"], clicked=did["clicked"], unsubscribed=did["unsubscribed"],
            converted=sums["c"], conversion_rate=sums["c"] / n if n else None, revenue=revenue,
            revenue_per_customer=revenue / n if n and revenue is not None else None, contacts=contacts.n,
            contact_cost=float(contacts.cost), offer_cost=self._offers(arm, variant),
            conversion_interval=between[CONVERSION], revenue_interval=between[REVENUE] if self.has_purchases else None,
        )  # fmt: skip

    def _did(self, kind: str, arm: str, variant: str | None) -> int | None:
        """Return how many did so; None where nobody reports it, for a zero would be a claim.

        Many systems tell of opens and clicks, and never that a message was delivered.
        """
        is_told = any(self.engaged[kind].values()) if kind == "delivered" else self.is_told_of
        return _of(self.engaged[kind], arm, variant) if is_told else None

    def _offers(self, arm: str, variant: str | None) -> float | None:
        """Return what the offers cost that were taken; those in control have none."""
        if arm == CONTROL:
            return 0.0
        total = Decimal(0)
        for a, v in self.outcomes.arms():
            if a == arm and variant in (None, v):
                each = self.offer_cost(v)
                if each is None:
                    return None
                total += each * self.outcomes.whole(a, v)["c"]
        return float(total)


def observed(dealt: Dealt) -> dict[str, int]:
    """Return how many customers there are by group: control, and treated or the names of the variants."""
    found: dict[str, int] = {}
    for (_, arm, variant), n in dealt.items():
        name = _group(arm, variant)
        found[name] = found.get(name, 0) + n
    return dict(sorted(found.items()))


def intended(dealt: Dealt, runs: Sequence[Run], definitions: Mapping[int, CampaignDefinition]) -> dict[str, float]:
    """Return the shares that the groups should have: of each run those of its version, by how many it dealt."""
    version = {run.run_id: run.version for run in runs}
    sizes: dict[int, int] = {}
    for (run_id, _, _), count in dealt.items():
        sizes[run_id] = sizes.get(run_id, 0) + count
    expected: dict[str, float] = {}
    for run_id, n in sorted(sizes.items()):
        for name, share in shares(definitions[version[run_id]]).items():
            expected[name] = expected.get(name, 0.0) + n * share
    total = sum(expected.values())
    return {name: count / total for name, count in sorted(expected.items()) if count} if total else {}


def groups(
    dealt: Dealt, runs: Sequence[Run], definitions: Mapping[int, CampaignDefinition]
) -> tuple[dict[str, int], dict[str, float]]:
    """Return how many customers each group has, and the share that it should have; both have the same groups."""
    wanted = intended(dealt, runs, definitions)
    seen = {name: n for name, n in observed(dealt).items() if name in wanted or n}
    return {**dict.fromkeys(wanted, 0), **seen}, {**dict.fromkeys(seen, 0.0), **wanted}


def shares(definition: CampaignDefinition) -> dict[str, float]:
    """Return the share of each group of a definition."""
    treated = 1 - definition.control
    found = {v.name: treated * v.share for v in definition.variants} or {TREATED: treated}
    return {name: float(share) for name, share in {CONTROL: definition.control, **found}.items()}


def _group(arm: str, variant: str | None) -> str:
    return variant if arm == TREATED and variant is not None else arm


def _of(counts: Counts, arm: str, variant: str | None) -> int:
    return sum(n for (a, v), n in counts.items() if a == arm and variant in (None, v))
