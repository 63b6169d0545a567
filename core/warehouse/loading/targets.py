"""Where made tables go: the target that an address names."""

from __future__ import annotations

from pathlib import Path

from core.config import ROOT
from core.errors import BadInput, ConfigError
from core.warehouse.loading.into_duckdb import into_file
from core.warehouse.loading.into_postgres import into_server
from core.warehouse.loading.load import Target
from core.warehouse.postgres.connection import Waits
from core.warehouse.postgres.url import SCHEME, parsed


def target(url: str, *, scratch: Path, connect_timeout: int = 10) -> Target:
    """Return where `url` says that tables go; `scratch` is a folder for what is on its way. Raises BadInput."""
    scheme, _, rest = url.partition("://")
    if scheme == "duckdb" and rest.strip("/"):
        return into_file(ROOT / rest)  # an absolute path stays what it is
    if SCHEME.fullmatch(scheme):
        try:
            address = parsed(url)
        except ConfigError as error:
            raise BadInput(error.what.replace("DWH_URL", "The address"), fix=error.fix) from None
        return into_server(address, Waits(connect_timeout, statement=0), scratch=scratch)
    raise BadInput(
        "The address to load into names no kind of warehouse that tables can be loaded into.",
        fix="Give postgresql://user:password@host:5432/database or duckdb:///path/to/file.duckdb.",
    )
