"""What a database says when it cannot be used, in words and with a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from core import logs
from core.errors import StoreBusy, StoreError
from core.store.engines import address_of, waits

LOST = re.compile(r"server closed the connection|connection already closed|SSL connection has been closed|"
                  r"terminating connection|could not receive data|connection not open", re.IGNORECASE)  # fmt: skip
DOWN = re.compile(
    r"refused|could not translate host|timeout expired|timed out|unreachable|no route|no such file|is starting up|"
    r"shutting down|could not connect", re.IGNORECASE,
)  # fmt: skip


@contextmanager
def in_words(engine: Engine) -> Iterator[None]:
    """Turn what keeps the database from being used into a StoreError; other errors pass."""
    try:
        yield
    except NoConnectionLeft as error:
        raise busy(engine) from error
    except DBAPIError as error:
        told = _postgres(error, engine) if engine.dialect.name == "postgresql" else _sqlite(error, engine)
        if told is None:  # a broken constraint or a wrong statement is no outage
            raise
        raise told from error


def busy(engine: Engine) -> StoreBusy:
    """Return the error for a store that others kept busy for too long."""
    return StoreBusy(
        f"The store {address_of(engine.url)} is busy: others have been writing to it for {waits(engine):g} seconds. "
        "Nothing was changed.",
        fix="Try again: a campaign that fires for millions of customers takes so long. If it stays so, look for a "
        "command or a refresh that hangs, and end it.",
    )


def _reason(error: DBAPIError) -> str:
    return logs.scrub(str(error.orig).strip().splitlines()[0].removeprefix("FATAL:").strip())


def _sqlite(error: DBAPIError, engine: Engine) -> StoreError | None:
    address, reason = address_of(engine.url), _reason(error)
    if type(error) not in (DatabaseError, OperationalError):
        return None
    if "locked" in reason:
        return busy(engine)
    return StoreError(
        f"The store {address} cannot be used: {reason}",
        fix="Check STORE_URL, the file's folder, its permissions and the free space on its disk.",
    )


def _postgres(error: DBAPIError, engine: Engine) -> StoreError | None:
    """Tell by the server's code; what fails while connecting has none, and is told by its text."""
    address, code = address_of(engine.url), str(getattr(error.orig, "pgcode", None) or "")
    if code == "42501":
        return _forbidden(address, _reason(error), engine.url.username or "")
    if code == "55P03":
        return busy(engine)
    if code.startswith("53"):
        return StoreError(
            f"The server of the store {address} has run out of something: {_reason(error)}",
            fix="Free space on its disk, or raise its limit of connections or memory.",
        )
    if code == "25006":
        return StoreError(
            f"The store {address} can only be read: {_reason(error)}", fix="Point STORE_URL at the primary server."
        )
    if error.connection_invalidated or code.startswith(("08", "57P")) or LOST.search(str(error.orig)):
        return StoreError(
            f"The connection to the store {address} was lost. What was being written is undone as a whole.",
            fix="Try again: a new connection is made. If it stays so, see whether the server runs.",
        )
    if isinstance(error, OperationalError | InterfaceError | InternalError) and not code:
        return _no_connection(address, str(error.orig), engine)
    return None


def _forbidden(address: str, reason: str, user: str) -> StoreError:
    return StoreError(
        f"The user {user!r} may not do this in the store {address}: {reason}",
        fix=f'Have it allowed there: GRANT CREATE, USAGE ON SCHEMA public TO "{user}". Tables that another user made '
        "must be handed over too: REASSIGN OWNED, or GRANT ALL ON ALL TABLES IN SCHEMA public.",
    )


def _no_connection(address: str, text: str, engine: Engine) -> StoreError:
    user, database = engine.url.username, engine.url.database
    if "password" in text or "authentication failed" in text or (user and f'role "{user}" does not exist' in text):
        return StoreError(
            f"The server of the store {address} does not let user {user!r} in: wrong user or password.",
            fix="Correct the user and the password in STORE_URL; characters such as @ and / are written %40 and %2F.",
        )
    if f'database "{database}" does not exist' in text:
        return StoreError(
            f"There is no database {database!r} on the server of the store {address}.",
            fix=f"Make it there (CREATE DATABASE \"{database}\" ENCODING 'UTF8' TEMPLATE template0), or correct "
            "STORE_URL.",
        )
    if "pg_hba.conf" in text or "SSL" in text:
        return StoreError(
            f"The server of the store {address} does not accept this connection: {_first_line(text)}",
            fix="Have the connection allowed in the server's pg_hba.conf, or add ?sslmode=require to STORE_URL.",
        )
    if DOWN.search(text):
        return StoreError(
            f"No server answers for the store {address}: {_first_line(text)}",
            fix="Start the server, or correct host and port in STORE_URL.",
        )
    return StoreError(
        f"The store {address} cannot be used: {_first_line(text)}", fix="Check STORE_URL and the server's own log."
    )


def _first_line(text: str) -> str:
    return logs.scrub(text.strip().splitlines()[0])
