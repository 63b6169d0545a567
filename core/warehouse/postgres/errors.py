"""What PostgreSQL refuses, in words that say what to do. It is quoted, but for what could hold a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import psycopg2.extensions

from core.errors import LabError, WarehouseError, WarehouseLost, WarehouseRefused, WarehouseUnreachable
from core.warehouse.checking import Unreadable
from core.warehouse.postgres.url import Address

_GRANT = "Let its owner run: GRANT USAGE ON SCHEMA <schema> TO <user>; GRANT SELECT ON <table> TO <user>."
_TIME = "Raise DWH_STATEMENT_TIMEOUT (seconds; 0 means never), or ask when the warehouse has less to do."
_LATER = "Try again in a moment; if it lasts, ask whoever runs the warehouse."
_START = "Check that the server runs and listens there, and that no firewall is between; then run the command again."


def connecting(error: Exception, address: Address) -> LabError:
    """Return why no connection came about."""
    text = _last_words(error) if isinstance(error, psycopg2.Error) else "it holds signs that no name can have"
    return (
        _login(text, address)
        or _state(text, address)
        or _network(text, address)
        or WarehouseRefused(
            f"PostgreSQL at {address} did not let us in: {text}",
            fix="Correct DWH_URL, or ask whoever runs the warehouse what these words mean there.",
        )
    )


def _says(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _login(text: str, address: Address) -> LabError | None:
    """Return what is wrong with user, password, database or TLS, if that is it."""
    if _says(text, r"no password supplied"):
        return WarehouseRefused(
            f"PostgreSQL at {address} wants a password, and there is none.",
            fix="Write it into DWH_URL (postgresql://user:password@host/database), or into ~/.pgpass with mode 0600.",
        )
    if _says(text, r"password authentication failed|(LDAP|PAM|RADIUS|GSSAPI) authentication failed"):
        return WarehouseRefused(
            f"PostgreSQL at {address} does not take that password, or does not know that user.",
            fix="Correct them in DWH_URL (signs like @ : / % written as %40 %3A %2F %25), or in ~/.pgpass.",
        )
    if _says(text, r"pg_hba\.conf"):
        return WarehouseRefused(
            f"PostgreSQL at {address} lets nobody in from here: {text}",
            fix="Ask whoever runs it for an entry in pg_hba.conf for this machine, user and database; where it says "
            "`no encryption`, add ?sslmode=require to DWH_URL.",
        )
    if _says(text, r"server does not support SSL|certificate|\bssl\b|sslmode"):
        return WarehouseRefused(
            f"PostgreSQL at {address} and we do not agree about TLS: {text}",
            fix="Set sslmode in DWH_URL: ?sslmode=require, verify-full with &sslrootcert=file, or disable where the "
            "network is trusted.",
        )
    if _says(text, r'database ".*" does not exist'):
        return WarehouseRefused(
            f"PostgreSQL at {address} has no such database: {text}", fix="Correct the database at the end of DWH_URL."
        )
    if _says(text, r'role ".*" (does not exist|is not permitted to log in)|permission denied for database'):
        return WarehouseRefused(
            f"PostgreSQL at {address} does not let that user in: {text}",
            fix="Correct the user in DWH_URL, or let the owner run: ALTER ROLE <user> LOGIN; "
            "GRANT CONNECT ON DATABASE <database> TO <user>.",
        )
    return None


def _state(text: str, address: Address) -> LabError | None:
    """Return what state the server is in, if that is why."""
    if _says(text, r"too many (clients|connections)|remaining connection slots"):
        return WarehouseUnreachable(f"PostgreSQL at {address} has no connection free: {text}", fix=_LATER)
    if _says(text, r"starting up|shutting down|recovery mode|not yet accepting|administrator command"):
        return WarehouseUnreachable(f"PostgreSQL at {address} is starting or stopping: {text}", fix=_LATER)
    return None


def _network(text: str, address: Address) -> LabError | None:
    """Return what is between us and the server, if that is why."""
    if _says(text, r"could not translate host name|name or service not known|nodename nor servname"):
        return WarehouseUnreachable(
            f"There is no host by the name in {address}.",
            fix="Correct the host in DWH_URL, or check that this machine's network knows it.",
        )
    if _says(text, r"timeout expired|timed out"):
        return WarehouseUnreachable(
            f"PostgreSQL at {address} does not answer in time.",
            fix=f"{_START} DWH_CONNECT_TIMEOUT says how long to wait.",
        )
    if _says(text, r"refused|no route|unreachable|no such file|closed the connection|reset by peer|could not connect"):
        return WarehouseUnreachable(f"Nothing answers at {address}: {text}", fix=_START)
    return None


def _last_words(error: psycopg2.Error) -> str:
    """Return why the last of the tries failed: libpq goes from one address of a host to the next, with and without TLS.

    What stands in the address already is left out.
    """
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    reasons = [line.rpartition("failed: ")[2] for line in lines if "failed: " in line]
    return re.sub(r"^FATAL:\s*", "", (reasons or lines or [type(error).__name__])[-1])


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
        return Unreadable(words(error), fix=_GRANT, is_denied=True)
    if error.pgcode == "57014":
        return Unreadable(words(error), fix=_TIME)
    return Unreadable(words(error))


def words(error: psycopg2.Error) -> str:
    """Return PostgreSQL's own first line."""
    lines = [line.strip() for line in (error.diag.message_primary or str(error)).splitlines() if line.strip()]
    return lines[0].removeprefix("ERROR:").strip() if lines else type(error).__name__
