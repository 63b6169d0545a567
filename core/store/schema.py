"""Which schema a store has, which one this version needs, and the way between them.

Alembic takes half a second to import, so it is only for migrating: the revisions are read off the names of the
migrations' files, and the one of a database off its table. A test holds both to what Alembic says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
REVISIONS = tuple(sorted(f.name.partition("_")[0] for f in (MIGRATIONS / "versions").glob("[0-9]*_*.py")))
HEAD = REVISIONS[-1]
VERSION_TABLE = "alembic_version"
_VERSION = table(VERSION_TABLE, column("version_num"))


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision of a database, None when it was never migrated."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(select(_VERSION)).scalar_one_or_none()
    return found


def migrate(connection: Connection, revision: str = HEAD) -> None:
    """Bring the database to a revision, up or down (`base` is the empty one), inside the connection's transaction."""
    from alembic import command

    now = revision_of(connection)
    is_down = revision == "base" or (now is not None and now > revision)
    (command.downgrade if is_down else command.upgrade)(configuration(connection), revision)


def configuration(connection: Connection | None = None) -> Config:
    """Return what Alembic needs to know, for work on this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
