"""The address of a PostgreSQL as people write it: postgres://, postgresql://, postgresql+psycopg2://."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote

import psycopg2.extensions

from core.errors import ConfigError

SCHEME = re.compile(r"postgres(ql)?(\+\w+)?", re.IGNORECASE)
_FORM = "Write it as postgresql://user:password@host:5432/database."
_ENCODE = (
    "Write it as postgresql://user:password@host:5432/database; in the password, write @ : / ? # and % as %40 %3A %2F "
    "%3F %23 and %25."
)
_PORT = re.compile(r"\d{1,5}")


@dataclass(frozen=True)
class Address:
    """Where a PostgreSQL is and how to get in. Its text and its repr are without the password.

    `parameters` are libpq's own (sslmode, sslrootcert, options ...). What is left out libpq finds in its own places:
    the password in ~/.pgpass, the user's name from the system.
    """

    host: str = ""  # several, and their ports, are separated by commas, as libpq has it
    port: str = ""
    user: str = ""
    database: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    password: str = field(default="", repr=False)

    def __str__(self) -> str:
        hosts = self.host.split(",")
        ports = self.port.split(",") * (len(hosts) if "," not in self.port else 1)
        places = [f"[{h}]" if ":" in h else h for h in hosts]
        named = ",".join(f"{h}:{p}" if p else h for h, p in zip(places, ports, strict=False))
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        return f"postgresql://{user}{named}/{self.database}"

    def keywords(self) -> dict[str, str]:
        """Return what psycopg2 is given."""
        own = {"host": self.host, "port": self.port, "user": self.user, "dbname": self.database}
        return dict(self.parameters) | {k: v for k, v in (own | {"password": self.password}).items() if v}


def parsed(url: str) -> Address:
    """Read an address. Raises ConfigError that says what is wrong with it, without the password."""
    scheme, separator, rest = url.partition("://")
    if not separator or not SCHEME.fullmatch(scheme):
        raise ConfigError("DWH_URL does not begin with postgresql://.", fix=_FORM)
    place, _, query = rest.partition("?")
    authority, _, database = place.partition("/")
    if "@" in database or "#" in rest.rpartition("@")[0] or "@" in query:
        raise ConfigError(
            "DWH_URL has a sign in its password or user name that means something else there.", fix=_ENCODE
        )
    login, _, hosts = authority.rpartition("@")
    user, _, password = login.partition(":")
    host, port = _hosts(hosts)
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    given = {"user": unquote(user), "password": unquote(password), "database": unquote(database)}
    named = {"host": host, "port": port} | {k: v for k, v in given.items() if v}
    for ours, theirs in {
        "host": "host",
        "port": "port",
        "user": "user",
        "password": "password",
        "database": "dbname",
    }.items():
        if theirs in parameters:
            named[ours] = parameters.pop(theirs)
    found = Address(**named, parameters=tuple(parameters.items()))
    _checked(found)
    return found


def _hosts(text: str) -> tuple[str, str]:
    """Return the hosts and the ports of `h1:5432,h2` or `[::1]:5432`."""
    hosts, ports = [], []
    for one in text.split(","):
        bracketed, _, rest = one.rpartition("]")
        host, _, port = rest.partition(":")
        hosts.append(unquote(bracketed.removeprefix("[") if bracketed else host))
        ports.append(port)
        if port and not (_PORT.fullmatch(port) and 0 < int(port) < 65536):
            raise ConfigError("DWH_URL has a port that is no number from 1 to 65535.", fix=_ENCODE)
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def _checked(address: Address) -> None:
    """Let libpq say which parameter it does not know, before anything is sent."""
    for name, value in address.parameters:
        try:
            psycopg2.extensions.make_dsn(**{name: value})
        except (psycopg2.ProgrammingError, TypeError):
            raise ConfigError(
                f"DWH_URL has a parameter {name!r} that PostgreSQL's library does not know.",
                fix="Leave it out, or correct its name: sslmode, sslrootcert, options, target_session_attrs ...",
            ) from None
