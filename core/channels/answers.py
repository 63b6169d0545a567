"""What a webhook's answer means for the messages of the request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from core.channels.message import Outcome

LONGEST = 24 * 3600.0  # seconds; whoever asks to wait longer is asked again tomorrow
EVENT = "X-Loyalty-Lab-Event"  # an answer's header with what is known to have happened to the messages of the request
EVENTS = ("delivered",)
_CONTENT = (400, 413, 422)  # about what was sent, so about one message of several perhaps
_LATER = (408, 409, 425, 429)  # 409: the same key is being worked on
_SECRET = (401, 403)


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome and why. `is_down`: to send more now is in vain. `is_content`: one message may be to blame."""

    outcome: Outcome
    detail: str = ""
    retry_after: float | None = None
    is_down: bool = False
    is_content: bool = False
    event: str = ""


def meaning(status: int, retry_after: str | None, *, now: datetime, event: str | None = None) -> Answer:
    """Return what a status means. Only 2xx is sent. A redirect is not followed: it could carry messages elsewhere.

    What speaks against the address or the secret speaks against no message: all of them wait until it is mended.
    `event` is the header EVENT; other words than EVENTS say nothing.
    """
    if 200 <= status < 300:
        told = (event or "").strip().casefold()
        return Answer(Outcome.SENT, event=told if told in EVENTS else "")
    if status in _CONTENT:
        return Answer(Outcome.REFUSED, f"The webhook refuses it ({status}).", is_content=True)
    if status in _LATER or status >= 500 or status < 200:
        wait = seconds(retry_after, now=now)
        is_down = status in (429, 503) or wait is not None
        return Answer(Outcome.RETRY, f"The webhook answers {status}.", wait, is_down=is_down)
    return Answer(Outcome.RETRY, _unwelcome(status), is_down=True)


def _unwelcome(status: int) -> str:
    """Return what is to be mended where the receiver takes no message at all."""
    if status < 400:
        return f"The webhook redirects ({status}), which is not followed; set LAB_WEBHOOK_URL to where it leads."
    if status in _SECRET:
        return f"The webhook does not let us in ({status}); check that LAB_WEBHOOK_SECRET is the receiver's."
    return f"The webhook takes no messages at this address ({status}); check LAB_WEBHOOK_URL."


def seconds(retry_after: str | None, *, now: datetime) -> float | None:
    """Return the seconds to wait by a Retry-After header: a number, or an HTTP date; None if it says nothing."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:10]), LONGEST)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    left = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(left.total_seconds(), 0.0), LONGEST)
