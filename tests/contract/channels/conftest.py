"""The channels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from core.kernel.clock import FixedClock
from tests.contract.channels import ways

MADE = {
    "outbox": ways.outbox,
    "csv": ways.csv_file,
    "email": ways.email,
    "webhook": ways.webhook,
    "webhook by tens": partial(ways.webhook, batch=10),
    "warehouse": ways.warehouse,
    "warehouse in PostgreSQL": None,
}


@pytest.fixture(params=list(MADE))
def way(request: pytest.FixtureRequest, tmp_path: Path, clock: FixedClock) -> Iterator[ways.Way]:
    """Each channel, with something real behind it."""
    made = MADE[request.param]
    with ExitStack() as stack:
        if made is None:
            yield stack.enter_context(ways.warehouse_in_postgres(request.getfixturevalue("postgres_url")))
        else:
            yield stack.enter_context(made(tmp_path, clock))
