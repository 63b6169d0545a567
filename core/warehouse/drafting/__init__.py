"""A first profile of a warehouse, drafted from what it says of itself; a person decides the rest."""

from __future__ import annotations

from core.warehouse.drafting.catalog import Lookable, Looker
from core.warehouse.drafting.making import draft_of
from core.warehouse.drafting.pruning import pruned
from core.warehouse.drafting.text import Draft

__all__ = ["Draft", "Lookable", "Looker", "draft_of", "pruned"]
