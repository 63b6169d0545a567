"""The tiny shop, and the stall of campaigns."""

from __future__ import annotations

from tests.contract.campaigns.fixtures import stall_home, stand
from tests.unit.services.fixtures import clock, shop, shop_home, shop_settings, still

__all__ = ["clock", "shop", "shop_home", "shop_settings", "stall_home", "stand", "still"]
