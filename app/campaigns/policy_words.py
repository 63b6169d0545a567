"""The contact policy and the holdout in sentences."""

from __future__ import annotations

from core.reports import words
from core.services.holdouts import Holdout
from core.services.policies import Policy


def told(policy: Policy, holdout: Holdout | None) -> list[str]:
    """Return what holds over all campaigns."""
    document = policy.document
    said = [
        f"At most {words.count(cap.at_most, 'message')} in {words.count(cap.per_days, 'day')}"
        + (f" by {cap.channel}" if cap.channel else "")
        for cap in document.caps
    ]
    if not said:
        said.append("Nothing limits how often a customer gets messages")
    quiet = document.quiet_hours
    if quiet is None:
        said.append("There are no quiet hours")
    else:
        whose = "the customer's own time" if quiet.zone == "customer" else "business time"
        then = "messages wait until they are over" if quiet.then == "hold" else "the channel is passed over"
        by = f" by {words.listed(map(str, quiet.channels))}" if quiet.channels else ""
        said.append(f"Quiet from {quiet.begins} to {quiet.ends} in {whose}{by}: {then}")
    if holdout is not None:
        said.append(f"{words.share(holdout.share)} of all customers are held out of every campaign ({holdout.name})")
    return said
