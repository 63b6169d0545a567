"""One spelling for one value: canonical JSON and its digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

Json = Any  # what json.loads can return


def canonical_json(value: Json) -> str:
    """Return `value` as JSON with sorted keys and no blanks: equal values give equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: Json) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of the canonical JSON of `value`."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:16]
