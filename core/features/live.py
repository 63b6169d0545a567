"""Features as the warehouse itself computes them: those that a question needs, over its own tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.features.compile import compile_query
from core.features.postgres import Translations


@dataclass(frozen=True)
class LiveFeatures:
    """Every customer's features as of an instant, in PostgreSQL's SQL.

    `features` are the dictionary's, translated; `relations` the logical tables there (SQL behind FROM).
    """

    features: Translations
    relations: Mapping[str, str]
    as_of: datetime
    dialect: ClassVar[str] = "postgres"

    def over(self, names: Collection[str]) -> str:
        """Return the SQL behind FROM of `customer_id` and the features `names`, one row a customer.

        Raises Refused that names the features which cannot be computed there.
        """
        plan = self.features.plan(names, as_of=self.as_of)
        return f"({compile_query(plan, self.relations)}) AS features"
