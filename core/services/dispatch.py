"""Claimed deliveries made into messages: looked up, checked once more, and filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.campaigns.definition import CampaignDefinition, Channel
from core.campaigns.model import Delivery, DeliveryState, Settled
from core.campaigns.rendering import Rendered, rendered
from core.campaigns.states import CampaignState
from core.channels.message import Outcome, Outgoing, Receipt, key_of
from core.errors import BadInput, DocumentInvalid
from core.services.reach import Reach, Reachable
from core.services.retries import ended, postponed, settled
from core.store import Database, UnitOfWork

_ENDED = "The campaign was ended."
_KEPT = 256  # versions of campaigns that are remembered


@dataclass(slots=True)
class Prepared:
    """What is to be sent, and what is not to be sent after all."""

    ready: list[tuple[Delivery, Outgoing]] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was looked up for one batch."""

    campaigns: dict[str, tuple[str, CampaignState]]  # by id: slug and state
    definitions: dict[int, CampaignDefinition | str]  # by run; or why there is none
    suppressed: frozenset[str]
    people: dict[str, Reachable]


class Dispatch:
    """Deliveries of one channel as messages."""

    def __init__(self, reach: Reach, *, database: Database, attempts: int) -> None:
        self._reach = reach
        self._database = database
        self._attempts = attempts
        self._definitions: dict[int, CampaignDefinition] = {}

    def prepare(self, channel: str, deliveries: Sequence[Delivery], *, now: datetime) -> Prepared:
        """Return the messages, and what became of deliveries that are none (any more).

        Raises SnapshotMissing, SnapshotCorrupt, StoreError when something cannot be looked up.
        """
        known = self._looked_up(channel, deliveries)
        found = Prepared()
        for delivery in deliveries:
            made = self._made(delivery, known, now)
            if isinstance(made, Outgoing):
                found.ready.append((delivery, made))
            else:
                found.settled.append(made)
        return found

    def _looked_up(self, channel: str, deliveries: Sequence[Delivery]) -> _Known:
        customers = list({d.customer_id for d in deliveries})
        people = self._reach.of(channel, customers)
        with self._database.view() as work:
            campaigns = work.campaigns.standing({d.campaign_id for d in deliveries})
            runs = {d.run_id: campaigns[d.campaign_id][0] for d in deliveries}
            definitions = {run: self._definition(work, run, slug) for run, slug in runs.items()}
            withdrawn = work.responses.suppressed(customers=customers)
        suppressed = withdrawn.filter(withdrawn["channel"] == channel)["customer_id"]
        return _Known(campaigns, definitions, frozenset(suppressed), people)

    def _definition(self, work: UnitOfWork, run_id: int, slug: str) -> CampaignDefinition | str:
        """Return the version that was in force when the run fired (it never changes), or why it cannot be read."""
        found = self._definitions.get(run_id)
        if found is None:
            try:
                version = work.executions.run(run_id).version
                found = work.campaigns.get(slug, version=version).definition
            except DocumentInvalid as error:  # another version of the app wrote it
                return error.what
            while len(self._definitions) >= _KEPT:
                self._definitions.pop(next(iter(self._definitions)), None)
            self._definitions[run_id] = found
        return found

    def _made(self, delivery: Delivery, known: _Known, now: datetime) -> Outgoing | Settled:
        slug, state = known.campaigns[delivery.campaign_id]
        person = known.people[delivery.customer_id]
        is_contact = delivery.arm != "control"  # of whom an assignment is written, and nothing is sent
        if state is CampaignState.ENDED:
            return ended(delivery, DeliveryState.CANCELLED, _ENDED)
        if state is not CampaignState.ACTIVE:
            return postponed(delivery, f"The campaign is {state}.", until=now)
        if delivery.attempts > self._attempts:
            what = f"Given up: {delivery.attempts - 1} attempts ended without an answer."
            return ended(delivery, DeliveryState.DEAD, what)
        if is_contact and delivery.customer_id in known.suppressed:
            return ended(delivery, DeliveryState.CANCELLED, "The customer has unsubscribed.")
        if is_contact and not person.has_consent:
            return ended(delivery, DeliveryState.CANCELLED, "The customer does not consent any more.")
        definition = known.definitions[delivery.run_id]
        if isinstance(definition, str):
            receipt = Receipt(str(delivery.execution_id), Outcome.RETRY, definition)
            return settled(delivery, receipt, now=now, attempts=self._attempts)
        try:
            return _outgoing(delivery, definition, slug=slug, address=person.address)
        except BadInput as error:
            return ended(delivery, DeliveryState.DEAD, f"The message cannot be written. {error.what}")


def _outgoing(delivery: Delivery, definition: CampaignDefinition, *, slug: str, address: str | None) -> Outgoing:
    message = _message(delivery, definition)
    return Outgoing(
        key=key_of(slug, delivery.occasion, delivery.customer_id), execution_id=delivery.execution_id, campaign=slug,
        occasion=delivery.occasion, run=delivery.run_id, customer_id=delivery.customer_id, arm=delivery.arm,
        variant=delivery.variant, channel=delivery.channel, subject=message.subject, body=message.body,
        planned_at=delivery.planned_at, address=address, is_html=message.is_html,
    )  # fmt: skip


def _message(delivery: Delivery, definition: CampaignDefinition) -> Rendered:
    if delivery.channel == Channel.WAREHOUSE:  # it takes arms and no messages, of control too, which has no facts
        return Rendered("", "", is_html=False)
    return rendered(
        definition, channel=delivery.channel, variant=delivery.variant, customer_id=delivery.customer_id,
        facts=delivery.facts,
    )  # fmt: skip
