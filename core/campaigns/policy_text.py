"""The contact policy as people write it: YAML and plain documents, to a policy and back, without loss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from core.campaigns.parts import Channel
from core.contact.policy import ContactPolicy, FrequencyCap, QuietHours, Then, ZoneOf
from core.documents import text
from core.documents.kind import Kind
from core.documents.part import Part
from core.documents.values import refuse, shown, whole, word
from core.errors import PolicyInvalid, Problem

_MOST = 1_000
_DAYS = 366
_WALL = re.compile(r"([01]\d|2[0-3]):[0-5]\d", flags=re.ASCII)


def _wall_time(value: Any) -> str:
    """Read a time of day, such as 21:00."""
    if not isinstance(value, str) or not _WALL.fullmatch(value):
        refuse(f"A time of day belongs here, and this is {shown(value)}.", fix='Write hours and minutes: "21:00".')
    return value


Way = Annotated[Channel, BeforeValidator(word(Channel))]


class Cap(Part):
    """At most so many contacts in so many days, by one channel or by all together."""

    channel: Way | None = None
    at_most: Annotated[int, BeforeValidator(whole(0, below=_MOST + 1, example=2))]
    per_days: Annotated[int, BeforeValidator(whole(1, below=_DAYS + 1, example=7))]


class Quiet(Part):
    """When nobody is to be disturbed."""

    begins: Annotated[str, BeforeValidator(_wall_time)] = Field(alias="from")
    ends: Annotated[str, BeforeValidator(_wall_time)] = Field(alias="to")
    zone: Annotated[ZoneOf, BeforeValidator(word(ZoneOf))] = ZoneOf.BUSINESS
    then: Annotated[Then, BeforeValidator(word(Then))] = Then.HOLD
    channels: tuple[Way, ...] = ()

    @model_validator(mode="after")
    def _some(self) -> Quiet:
        if self.begins == self.ends:
            refuse("Quiet hours that end when they begin are none.", fix="Write two times, or leave them out.")
        return self


class PolicyDocument(Part):
    """The whole policy."""

    caps: tuple[Cap, ...] = ()
    quiet_hours: Quiet | None = None

    def policy(self) -> ContactPolicy:
        """Return what campaigns are planned by."""
        caps = tuple(
            FrequencyCap(c.at_most, c.per_days, None if c.channel is None else str(c.channel)) for c in self.caps
        )
        quiet = self.quiet_hours
        if quiet is None:
            return ContactPolicy(caps)
        hours = QuietHours(
            time.fromisoformat(quiet.begins), time.fromisoformat(quiet.ends), quiet.zone, quiet.then,
            tuple(map(str, quiet.channels)),
        )  # fmt: skip
        return ContactPolicy(caps, hours)


def _between(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Nothing in a policy has to agree with anything else in it."""
    del document
    yield from ()


POLICY = Kind(
    "contact policy", PolicyDocument, PolicyInvalid, "caps: [{at_most: 2, per_days: 7}]", _between,
    examples={
        "caps": "[{at_most: 2, per_days: 7}]", "quiet_hours": '{from: "21:00", to: "09:00"}',
        "at_most": "2", "per_days": "7", "from": '"21:00"', "to": '"09:00"',
    },
)  # fmt: skip


def read_policy(source: str | bytes) -> PolicyDocument:
    """Return the policy written in YAML. Raises PolicyInvalid with every fault."""
    return text.read(source, POLICY)


def policy_of(document: Mapping[str, Any]) -> PolicyDocument:
    """Return the policy that a plain document stands for. Raises PolicyInvalid with every fault."""
    return text.of_document(document, POLICY)


def write_policy(policy: PolicyDocument) -> str:
    """Return the policy as YAML; `{}` where nothing is limited."""
    return text.write(policy, POLICY) or "{}\n"
