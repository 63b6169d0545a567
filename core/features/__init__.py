"""Named values per customer as of an instant: the dictionary that declares them and the view that holds them."""

from __future__ import annotations

from core.features.dictionary import Dictionary
from core.features.live import LiveFeatures
from core.features.postgres import Translations
from core.features.values import undeclared_values
from core.features.view import FeatureView, build

__all__ = ["Dictionary", "FeatureView", "LiveFeatures", "Translations", "build", "undeclared_values"]
