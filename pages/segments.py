"""Segments: the list, or the one that the address names."""

from __future__ import annotations

from app.documents import page
from app.runtime import lab
from app.segments import detail, listing, moves
from app.segments.draft import SEGMENT, desk

page.go_on(desk(), SEGMENT)
page.show(lab(), SEGMENT, listing=listing.show, new=detail.new, importing=moves.import_new, one=detail.show)
