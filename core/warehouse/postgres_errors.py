"""What PostgreSQL refuses, in words that say what to do. It is quoted, but for what could hold a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import psycopg2.extensions

from core.errors import LabError, WarehouseError, WarehouseLost, WarehouseRefused, WarehouseUnreachable
from core.warehouse.checking import Unreadable
from core.warehouse.postgres_url import Address

_GRANT = "Let its owner run: GRANT USAGE ON SCHEMA <schema> TO <user>; GRANT SELECT ON <table> TO <user>."
_TIME = "Raise DWH_STATEMENT_TIMEOUT (seconds; 0 means never), or ask when the warehouse has less to do."


def connecting(error: psycopg2.Error, address: Address) -> LabError:
    """Return why no connection came about."""
    text = words(error)
    for pattern, kind, what, fix in _CONNECTING:
        if re.search(pattern, text, re.IGNORECASE):
            return kind(what.format(where=address, user=address.user or "(the system's)", words=text), fix=fix)
    return WarehouseRefused(
        f"PostgreSQL at {address} did not let us in: {text}",
        fix="Correct DWH_URL, or ask whoever runs the warehouse what these words mean there.",
    )


@contextmanager
def reading(address: Address) -> Iterator[None]:
    """Turn psycopg2's errors of a query into the warehouse's."""
    try:
        yield
    except psycopg2.Error as error:
        raise failed(error, address) from error


def failed(error: psycopg2.Error, address: Address) -> LabError:
    """Return what the failure of a query means."""
    code, text = error.pgcode or "", words(error)
    if code == "57014":
        if "statement timeout" in text:
            return WarehouseError(f"PostgreSQL at {address} ended a query that took too long: {text}", fix=_TIME)
        return WarehouseLost(
            f"A query was ended at PostgreSQL {address}: {text}", fix="Run the command again, if nobody wanted it."
        )
    if code == "42501":
        return WarehouseRefused(f"PostgreSQL at {address} does not let us read: {text}", fix=_GRANT)
    if code.startswith(("08", "57P")) or not code or code == "25P03":
        return WarehouseLost(
            f"The connection to PostgreSQL at {address} broke: {text}",
            fix="Run the command again when the warehouse answers; the last snapshot stays in force.",
        )
    if code.startswith("53"):
        return WarehouseUnreachable(
            f"PostgreSQL at {address} is short of something: {text}", fix="Ask whoever runs it, and try again later."
        )
    return WarehouseError(
        f"PostgreSQL at {address} refuses a query: {text}",
        fix="Run `python -m core warehouse test`, which compares the profile with the warehouse.",
    )


def unreadable(error: psycopg2.Error) -> Unreadable:
    """Return a refusal of a query in the source's own words."""
    if error.pgcode == "42501":
        return Unreadable(words(error), fix=_GRANT)
    if error.pgcode == "57014":
        return Unreadable(words(error), fix=_TIME)
    return Unreadable(words(error))


def words(error: psycopg2.Error) -> str:
    """Return PostgreSQL's own first line."""
    primary = error.diag.message_primary if error.diag is not None else None
    lines = [line.strip() for line in (primary or str(error)).splitlines() if line.strip()]
    return lines[0].removeprefix("ERROR:").strip() if lines else type(error).__name__


_START = "Check that the server runs and listens there, and that no firewall is between; then run the command again."
_LATER = "Try again in a moment; if it lasts, ask whoever runs the warehouse."
_CONNECTING: tuple[tuple[str, type[LabError], str, str], ...] = (
    (
        r"could not translate host name|name or service not known|nodename nor servname",
        WarehouseUnreachable, "There is no host by the name in {where}.",
        "Correct the host in DWH_URL, or check that this machine's network knows it.",
    ),
    (
        r"timeout expired|timed out",
        WarehouseUnreachable, "PostgreSQL at {where} does not answer in time.",
        _START + " DWH_CONNECT_TIMEOUT says how long to wait.",
    ),
    (
        r"password authentication failed|no password supplied|(?:LDAP|PAM|RADIUS|GSSAPI) authentication failed",
        WarehouseRefused, "PostgreSQL at {where} does not take the password of the user {user}.",
        "Correct the password in DWH_URL (signs like @ : / % written as %40 %3A %2F %25), or in ~/.pgpass.",
    ),
    (
        r"no pg_hba\.conf entry|pg_hba\.conf rejects",
        WarehouseRefused, "PostgreSQL at {where} lets nobody in from here: {words}",
        "Ask whoever runs it for an entry in pg_hba.conf for this machine, user and database; "
        "where it says `no encryption`, add ?sslmode=require to DWH_URL.",
    ),
    (
        r"server does not support SSL|certificate|SSL error|sslmode|SSL connection",
        WarehouseRefused, "PostgreSQL at {where} and we do not agree about TLS: {words}",
        "Set sslmode in DWH_URL (?sslmode=require, verify-full with sslrootcert=..., or disable on a trusted network).",
    ),
    (
        r'database ".*" does not exist',
        WarehouseRefused, "PostgreSQL at {where} has no such database: {words}",
        "Correct the database at the end of DWH_URL.",
    ),
    (
        r'role ".*" (?:does not exist|is not permitted to log in)',
        WarehouseRefused, "PostgreSQL at {where} does not know that user: {words}",
        "Correct the user in DWH_URL, or have it made with LOGIN.",
    ),
    (
        r"permission denied for database",
        WarehouseRefused, "PostgreSQL at {where} does not let the user {user} connect: {words}",
        "Let its owner run: GRANT CONNECT ON DATABASE <database> TO <user>.",
    ),
    (
        r"too many (?:clients|connections)|remaining connection slots",
        WarehouseUnreachable, "PostgreSQL at {where} has no connection free: {words}", _LATER,
    ),
    (
        r"starting up|shutting down|recovery mode|not yet accepting connections|administrator command",
        WarehouseUnreachable, "PostgreSQL at {where} is starting or stopping: {words}", _LATER,
    ),
    (
        r"connection refused|no route|unreachable|no such file or directory|closed the connection|reset by peer|"
        r"could not connect|connection to server at .* failed: (?!FATAL)",
        WarehouseUnreachable, "Nothing answers at {where}: {words}", _START,
    ),
)  # fmt: skip
