"""Where made tables go: the target that an address names."""

from __future__ import annotations

from pathlib import Path

from core.config import ROOT
from core.errors import BadInput
from core.warehouse.load import Target
from core.warehouse.load_duckdb import into_file
from core.warehouse.load_postgres import into_server


def target(url: str, *, scratch: Path) -> Target:
    """Return where `url` says that tables go; `scratch` is a folder for what is on its way. Raises BadInput."""
    scheme, _, rest = url.partition("://")
    if scheme == "duckdb" and rest.strip("/"):
        return into_file(ROOT / rest)  # an absolute path stays what it is
    if scheme.split("+")[0] in ("postgresql", "postgres"):
        return into_server(url, scratch=scratch)
    raise BadInput(
        f"Tables cannot be loaded into a {scheme.split(':')[0]!r} warehouse."
        if "://" in url
        else "The address to load into has no kind: nothing stands before ://.",
        fix="Give postgresql://user:password@host/database or duckdb:///path/to/file.duckdb.",
    )
