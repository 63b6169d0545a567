"""Features computed inside PostgreSQL: the dictionary's expressions translated, or refused in words."""

from __future__ import annotations

from core.features.postgres.dialect import Postgres
from core.features.postgres.plan import Translations

__all__ = ["Postgres", "Translations"]
