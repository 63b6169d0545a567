"""The tiny shop."""

from __future__ import annotations

from tests.unit.services.fixtures import clock, shop, shop_home, shop_settings, still

__all__ = ["clock", "shop", "shop_home", "shop_settings", "still"]
