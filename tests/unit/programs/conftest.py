"""The engines that must mean the same by a loyalty program."""

from __future__ import annotations

import pytest

from tests.property.programs.engine import engine as sets
from tests.property.programs.reference import reference


@pytest.fixture(params=[reference, sets], ids=["reference", "engine"])
def engine(request: pytest.FixtureRequest):
    """A function `(definition, history, *, zone, from_on, to_on, burning) -> Outcome`, see the reference."""
    return request.param
