"""What must agree between the parts of a campaign, seen in its plain document, which may have other faults as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from core.campaigns.parts import Channel, OfferKind
from core.documents.plain import day_or_none, name_or_none, rows, twins
from core.documents.values import decimal, shown
from core.errors import DocumentInvalid, Problem
from core.rules.tree import pointer

MOST_TRIGGERS = 5
MOST_VARIANTS = 10
MOST_STRATA = 3
_BIG = Decimal(10) ** 15


def inconsistencies(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield every fault between the parts; a part that cannot be read itself is passed over."""
    yield from _numbers(document)
    for key in ("channels", "stratify_by"):
        yield from _repeated(document, key)
    yield from twins(document, "variants", "variant")
    yield from _shares(document)
    yield from _messages(document)
    yield from _budget(document)
    yield from _program(document)
    yield from _period(document)


def items(document: Mapping[str, Any], key: str) -> Sequence[Any]:
    """Return the items of a list, none where there is no list."""
    found = document.get(key)
    return found if isinstance(found, list | tuple) else ()


def part(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a set of keys within the document, an empty one where there is none."""
    found = document.get(key)
    return found if isinstance(found, Mapping) else {}


def decimal_or_none(value: Any) -> Decimal | None:
    """Return a decimal that is not negative, or None where there is none."""
    try:
        return decimal(places=4, most=_BIG, example="1")(value)
    except DocumentInvalid:
        return None


def _numbers(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield lists that are empty or too long."""
    if document.get("channels") in ([], ()):
        yield Problem("/channels", "Without a channel nothing can be sent.", "Name one, such as [outbox].")
    if document.get("triggers") in ([], ()):
        fix = 'Write one, such as - schedule: {at: "2017-10-02T10:00"}.'
        yield Problem("/triggers", "Without a trigger nothing is ever sent.", fix)
    for key, most in {"triggers": MOST_TRIGGERS, "variants": MOST_VARIANTS, "stratify_by": MOST_STRATA}.items():
        if (n := len(items(document, key))) > most:
            yield Problem(f"/{key}", f"There are {n}, and {most} are the most.", f"Keep {most} of them.")


def _repeated(document: Mapping[str, Any], key: str) -> Iterator[Problem]:
    seen = set[str]()
    for n, item in enumerate(items(document, key)):
        name = name_or_none(item)
        if name is not None and name in seen:
            yield Problem(pointer(f"/{key}", n), f"{shown(name)} stands there twice.", "Keep the first.")
        seen.add(name or "")


def _shares(document: Mapping[str, Any]) -> Iterator[Problem]:
    shares = [decimal_or_none(v.get("share")) for _, v in rows(document, "variants")]
    if not shares or len(shares) != len(items(document, "variants")):
        return
    known = [s for s in shares if s and s <= 1]  # what cannot be a share is a fault of its own
    total = sum(known, start=Decimal())
    if len(known) == len(shares) and total != 1:
        what = f"The shares of the variants add up to {total.normalize():f}, and not to 1."
        yield Problem("/variants", what, "Let them add up to 1; the control group is taken off before.")


def _messages(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield channels without a message, and e-mails without a subject, for each variant."""
    variants = list(rows(document, "variants")) or [("", {})]
    known = {str(c) for c in Channel} - {Channel.WAREHOUSE}
    for channel in dict.fromkeys(c for c in items(document, "channels") if isinstance(c, str) and c in known):
        for at, variant in variants:
            found = _message(document, at, variant, channel=channel)
            whose = f"Variant {shown(name)} has" if (name := name_or_none(variant.get("name"))) else "There is"
            if found is None:
                what = f"{whose} no message for the channel {channel}."
                yield Problem("/messages", what, f"Write one at `messages: {channel}` or `messages: default`.")
            elif channel == Channel.EMAIL and not _subject(found[1]):
                yield Problem(pointer(found[0], "subject"), "An e-mail needs a subject.", "Write one, on one line.")


def _message(
    document: Mapping[str, Any], at: str, variant: Mapping[str, Any], *, channel: str
) -> tuple[str, Any] | None:
    """Return where the message of a channel and variant stands, and what stands there."""
    for place, holder in ((at, variant), ("", document)):
        messages = part(holder, "messages")
        for key in (channel, "default"):
            if messages.get(key) is not None:
                return pointer(f"{place}/messages", key), messages[key]
    return None


def _subject(message: Any) -> bool:
    """Whether a message has a subject, or is no message, which is a fault of its own."""
    subject = message.get("subject", "") if isinstance(message, Mapping) else None
    return not isinstance(subject, str) or bool(subject.strip())


def _budget(document: Mapping[str, Any]) -> Iterator[Problem]:
    budget, cost = decimal_or_none(document.get("budget")), decimal_or_none(document.get("cost_per_contact", "0"))
    if not budget or cost is None:
        return
    if not cost:
        endless = f"A budget of {budget:f} never runs out while a contact costs nothing."
        yield Problem("/budget", endless, "Write what a contact costs at `cost_per_contact`, or leave the budget out.")
    elif cost > budget:
        small = f"A budget of {budget:f} is less than the {cost:f} that one contact costs."
        yield Problem("/budget", small, "Give a budget for more than one contact.")


def _program(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what only a program gives, where none is named."""
    if document.get("program") is not None:
        return
    fix = "Name the program at `program`."
    for at, holder in [("", document), *rows(document, "variants")]:
        if part(holder, "offer").get("kind") == OfferKind.POINTS:
            yield Problem(f"{at}/offer/kind", "Points are those of a program, and none is named.", fix)
    if part(document, "conversion").get("redemption") is True:
        what = "A redemption is one of a program's points, and no program is named."
        yield Problem("/conversion/redemption", what, fix)


def _period(document: Mapping[str, Any]) -> Iterator[Problem]:
    starts, ends = day_or_none(document.get("starts_on")), day_or_none(document.get("ends_on"))
    if starts and ends and ends < starts:
        what = f"The campaign ends on {ends}, before it starts on {starts}."
        yield Problem("/ends_on", what, "Give a later last day, or leave `ends_on` out.")
