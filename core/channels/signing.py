"""How requests to a webhook are signed, so that the receiver knows whose they are.

The signature is HMAC-SHA256 under the shared secret, of the timestamp, a point, and the body as it was received. A
receiver computes it anew, compares in constant time, and refuses timestamps that are more than five minutes off:

    wanted = hmac.new(secret, f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
    is_ours = hmac.compare_digest(f"v1={wanted}", signature) and abs(time.time() - int(timestamp)) < 300
"""

from __future__ import annotations

import hashlib
import hmac

TIMESTAMP = "X-Loyalty-Lab-Timestamp"  # seconds since 1970
SIGNATURE = "X-Loyalty-Lab-Signature"
TOLERANCE = 300  # seconds


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a body: `v1=` and 64 hexadecimal digits."""
    signed = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1={signed.hexdigest()}"


def is_genuine(secret: str, *, timestamp: str, given: str, body: bytes, now: float) -> bool:
    """Say whether a request was signed with the secret, not more than five minutes from `now`."""
    if not timestamp.isascii() or not timestamp.isdigit():
        return False
    fits = hmac.compare_digest(signature(secret, int(timestamp), body).encode(), given.encode("utf-8", "replace"))
    return fits and abs(now - int(timestamp)) <= TOLERANCE
