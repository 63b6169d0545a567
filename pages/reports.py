"""Reports: what a campaign brought, or all campaigns of a period, as one clean page."""

from __future__ import annotations

from app.reports import view
from app.runtime import lab

view.show(lab())
