"""Campaigns: define them, and move them on from draft to the end. Every edit is a version."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from core.campaigns.definition import CampaignDefinition
from core.campaigns.model import Campaign, CampaignVersion, Transition
from core.campaigns.remarks import remarks
from core.campaigns.rendering import Rendered
from core.campaigns.states import Act, CampaignState
from core.campaigns.text import write_campaign
from core.errors import BadInput, NotFound, Problem, did_you_mean
from core.kernel.clock import Clock
from core.kernel.names import checked_text, slug_of
from core.kernel.schema import Schema
from core.services import campaign_moves as moves
from core.services import named
from core.services.campaign_terms import Given, Terms
from core.services.campaign_words import told
from core.services.features import AsOf
from core.services.transfer import replace_file, write_frame
from core.store import Database, UnitOfWork
from core.store.audit import AuditRecord

__all__ = ["Campaign", "CampaignDefinition", "Campaigns", "Given"]

KIND = "campaign"


class Way(Protocol):
    """A channel, as far as it matters here."""

    def fault(self) -> str | None:
        """Return why it cannot be used at all, or None."""
        ...


class Campaigns:
    """Definitions of campaigns, their versions, and how far each is."""

    def __init__(
        self, terms: Terms, channels: Mapping[str, Way], *, database: Database, clock: Clock, actor: str,
        four_eyes: bool = False,
    ) -> None:  # fmt: skip
        self._terms = terms
        self._channels = channels
        self._database = database
        self._clock = clock
        self._actor = actor
        self._four_eyes = four_eyes

    def all(self, *, archived: bool = False) -> list[Campaign]:
        """Return the campaigns by name, without the archived ones unless asked."""
        with self._database.view() as work:
            return work.campaigns.all(archived=archived)

    def get(self, name: str, *, version: int | None = None) -> Campaign:
        """Return one campaign by its short name or its name. Raises NotFound with the nearest names."""
        with self._database.view() as work:
            return named.get(work.campaigns, name, kind=KIND, version=version)

    def find(self, name: str) -> Campaign | None:
        """Return the campaign that has this short name or name, or None."""
        with self._database.view() as work:
            return named.find(work.campaigns, name, kind=KIND)

    def versions(self, name: str) -> list[CampaignVersion]:
        """Return every version of a campaign, newest first."""
        with self._database.view() as work:
            return work.campaigns.versions(_found(work, name).campaign_id)

    def transitions(self, name: str) -> list[Transition]:
        """Return what was done to move a campaign on, and by whom, oldest first."""
        with self._database.view() as work:
            return work.campaigns.transitions(_found(work, name).campaign_id)

    def history(self, name: str) -> list[AuditRecord]:
        """Return all that was done to a campaign, newest first."""
        with self._database.view() as work:
            return work.audit.of(KIND, _found(work, name).slug)

    def channels(self) -> dict[str, str | None]:
        """Return every channel, and for each why it cannot be used, None where it can."""
        return {name: channel.fault() for name, channel in self._channels.items()}

    def schema(self) -> Schema:
        """Return the features that messages, strata and thresholds may name."""
        return self._terms.features()

    def tables(self) -> Mapping[str, Schema]:
        """Return the tables whose new rows can set a campaign off, and what a rule may ask of a row."""
        return self._terms.tables()

    def basket(self) -> Schema | None:
        """Return what a rule may ask of a purchase that counts as a conversion; None where no purchases are known."""
        return self._terms.basket()

    def problems(self, campaign: CampaignDefinition | Mapping[str, Any]) -> tuple[Problem, ...]:
        """Return every fault of a definition or of its plain document; none if it can be saved."""
        return self._terms.problems(campaign)

    def remarks(self, definition: CampaignDefinition) -> tuple[str, ...]:
        """Return what is no fault, and should be known before the launch: sentences."""
        now, zone = self._clock.now(), self._terms.profile.zone
        said = remarks(definition, self._terms.features(), now=now, zone=zone)
        faults = self.channels()
        unusable = [f"The channel {c} cannot be used: {faults[c]}" for c in definition.channels if faults.get(c)]
        return (*said, *filter(None, [self._terms.program_remark(definition)]), *unusable)

    def told(self, definition: CampaignDefinition) -> dict[str, list[str]]:
        """Return what a definition says, sentences by heading."""
        profile = self._terms.profile
        return told(definition, tables=self.tables(), basket=self.basket(), zone=profile.zone, unit=profile.unit)

    def read(self, given: Given) -> CampaignDefinition:
        """Return the definition that is given, checked. Raises CampaignInvalid with every fault."""
        return self._terms.read(given)

    def slug_of(self, definition: CampaignDefinition) -> str:
        """Return the short name that a campaign with this definition would be created with."""
        return slug_of(definition.name, kind=KIND)

    def text(self, name: str, *, version: int | None = None) -> str:
        """Return a campaign's definition as YAML; `read` takes it back."""
        return write_campaign(self.get(name, version=version).definition)

    def export(self, name: str, path: Path, *, version: int | None = None) -> int:
        """Write the definition to a .yaml file, or all executions to .csv or .parquet; return the rows written.

        Raises BadInput, StorageFull.
        """
        kind = path.suffix.casefold()
        if kind in (".yaml", ".yml"):
            replace_file(path, self.text(name, version=version).encode())
            return 1
        if kind not in (".csv", ".parquet"):
            fix = "Use .yaml for the definition, .csv or .parquet for the executions."
            raise BadInput(f"{path.name!r} has an ending this export does not know.", fix=fix)
        with self._database.view() as work:
            frame = work.executions.frame(_found(work, name).campaign_id)
        return write_frame(frame.drop("campaign_id"), path)

    def preview_message(
        self, given: str | Given, customer_id: str, *, channel: str | None = None, variant: str | None = None,
        as_of: AsOf = None,
    ) -> Rendered:  # fmt: skip
        """Return the message of a channel and variant as a customer would get it, of values as of an instant.

        `given` is a campaign's name, or a definition of which only the messages must be sound. The first channel and
        the first variant are taken unless told, and the instant of a plan made now. Raises NotFound, CampaignInvalid.
        """
        found = self.find(given) if isinstance(given, str) else None
        if found is None and isinstance(given, str) and "\n" not in given:
            found = self.get(given)  # no text of a definition: it says which names there are
        definition = self._terms.sayable(found.definition if found else given)
        channel = channel or str(definition.channels[0])
        if variant is None and definition.variants:
            variant = definition.variants[0].name
        _refuse_unsaid(definition, channel, variant)
        at = self._terms.planned(self._clock.now()) if as_of is None else as_of
        return self._terms.message(definition, customer_id, channel=channel, variant=variant, as_of=at)

    def create(self, given: Given, *, comment: str = "") -> Campaign:
        """Create a campaign as a draft. Raises CampaignInvalid, or Conflict when the name is taken."""
        definition = self.read(given)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            first = CampaignVersion(1, definition, checked_text(comment), work.now, self._actor)
            slug = self.slug_of(definition)
            campaign = Campaign(uuid.uuid4().hex, slug, CampaignState.DRAFT, work.now, None, 1, first, None)
            named.refuse_taken(work.campaigns, campaign, kind=KIND)
            work.campaigns.add(campaign)
            work.record("create", KIND, subject=slug, after=definition.document())
        return campaign

    def edit(self, name: str, given: Given, *, seen: int, comment: str = "") -> Campaign:
        """Save a new version made from version `seen`, as a draft to be reviewed anew; what ran stays with its own.

        Raises CampaignInvalid, Conflict when somebody saved since `seen` or the name is taken, Refused for a campaign
        that is active, has ended or is archived.
        """
        definition = self.read(given)
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            old = _found(work, name)
            named.refuse_archived(old, kind=KIND)
            state = moves.next_state(old, Act.EDIT)
            version = CampaignVersion(seen + 1, definition, checked_text(comment), work.now, self._actor)
            new = replace(old, head=seen + 1, version=version)
            named.refuse_taken(work.campaigns, new, kind=KIND)
            work.campaigns.edit(new, seen=seen)
            if state is not old.state:
                step = Transition(Act.EDIT, state, seen + 1, work.now, self._actor, version.comment)
                work.campaigns.set_state(old.campaign_id, step)
            before = work.campaigns.get(old.slug, version=seen).definition.document()
            work.record("edit", KIND, subject=old.slug, before=before, after=definition.document())
        return self.get(old.slug)

    def submit(self, name: str, *, note: str = "") -> Campaign:
        """Hand a draft to whoever approves it. Raises CampaignInvalid when it does not fit what there is any more."""
        self._terms.check(self.get(name).definition)
        return self._move(name, Act.SUBMIT, note)

    def reject(self, name: str, *, note: str = "") -> Campaign:
        """Give a campaign in review back as a draft; the note says why."""
        return self._move(name, Act.REJECT, note)

    def approve(self, name: str, *, note: str = "", seen: int | None = None) -> Campaign:
        """Let a campaign in review be launched. `seen` is the version that was looked at.

        Whoever handed it in may approve it, which the note then says, unless LAB_FOUR_EYES asks for somebody else.
        Raises Refused, Conflict when there is another version by now, CampaignInvalid as `submit`.
        """
        self._terms.check(self.get(name).definition)
        return self._move(name, Act.APPROVE, note, seen=seen)

    def activate(self, name: str, *, note: str = "") -> Campaign:
        """Let the triggers of an approved campaign set it off, or those of a paused one again.

        Raises CampaignInvalid when it names what is not there any more, such as an archived segment, RuleError when a
        segment's rule fits the dictionary no longer, and Refused where a channel cannot be used, or an approved
        campaign could never go off.
        """
        campaign = self.get(name)
        moves.next_state(campaign, Act.ACTIVATE)
        self._terms.check(campaign.definition)
        self._terms.check_segments(campaign.definition)
        moves.refuse_channels(campaign, self.channels())
        if campaign.state is CampaignState.APPROVED:
            moves.refuse_over(campaign, self._clock.now(), self._terms.profile.zone)
        return self._move(name, Act.ACTIVATE, note, seen=campaign.head)

    def pause(self, name: str, *, note: str = "") -> Campaign:
        """Let nothing set the campaign off; messages on their way wait until it is active again."""
        return self._move(name, Act.PAUSE, note)

    def end(self, name: str, *, note: str = "") -> Campaign:
        """End a campaign for good; messages that were not sent yet are not sent any more."""
        return self._move(name, Act.END, note)

    def archive(self, name: str, *, restore: bool = False) -> Campaign:
        """Hide a campaign from lists, or bring it back. Raises Refused for one that is active or paused."""
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            campaign = _found(work, name)
            if not restore:
                moves.refuse_running(campaign)
            work.campaigns.archive(campaign.campaign_id, at=None if restore else work.now)
            work.record("restore" if restore else "archive", KIND, subject=campaign.slug)
        return self.get(campaign.slug)

    def _move(self, name: str, act: Act, note: str, *, seen: int | None = None) -> Campaign:
        with self._database.unit(actor=self._actor, clock=self._clock) as work:
            campaign = _found(work, name)
            moves.move(work, campaign, act, note=checked_text(note), seen=seen, four_eyes=self._four_eyes)
        return self.get(campaign.slug)


def _found(work: UnitOfWork, name: str) -> Campaign:
    return named.get(work.campaigns, name, kind=KIND)


def _refuse_unsaid(definition: CampaignDefinition, channel: str, variant: str | None) -> None:
    """Raise NotFound for a variant that is not there, BadInput for a channel that is not there or has no message."""
    names = [v.name for v in definition.variants]
    if variant is not None and variant not in names:
        hint = did_you_mean(variant[:80], names) or (f"There are {', '.join(names)}." if names else "There is none.")
        raise NotFound(
            f"The campaign has no variant {variant[:80]!r}. {hint}", fix="Ask for one of those, or for none."
        )
    if channel not in definition.channels or definition.message(channel, variant) is None:
        channels = ", ".join(c for c in definition.channels if definition.message(c, variant))
        raise BadInput(
            f"The campaign sends no message by the channel {channel[:80]!r}.",
            fix=f"Ask for one of {channels}." if channels else "The warehouse gets arms, and no messages.",
        )
