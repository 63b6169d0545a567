"""Programs: the list, or the one that the address names."""

from __future__ import annotations

from app.documents import fields, page
from app.programs import detail, listing
from app.programs.draft import PROGRAM, desk
from app.runtime import lab

fields.collect()
page.go_on(desk(), PROGRAM)
page.show(lab(), PROGRAM, listing=listing.show, new=detail.new, importing=detail.given, one=detail.show)
