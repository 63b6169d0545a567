"""What is shown of one customer, as data: whoever knows more of customers adds a panel here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.customers import contacts, known, points, standings, timeline
from core.services.customers import Customer
from core.services.lab import Lab


@dataclass(frozen=True, slots=True)
class Panel:
    """One tab of a customer's page; `has` says whether there is anything to show of this customer."""

    label: str
    draw: Callable[[Lab, Customer], None]
    has: Callable[[Lab, Customer], bool] = lambda _lab, _customer: True


PANELS = (
    Panel("Timeline", timeline.show),
    Panel("Segments", standings.show),
    Panel("Points", points.show, points.has),
    Panel("Campaigns", contacts.show, contacts.has),
    Panel("All features", known.show),
)
