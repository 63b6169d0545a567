"""The address of a mail server, as people write it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

EXAMPLE = "smtp://user:password@mail.example.com:587"


@dataclass(frozen=True, slots=True)
class SmtpAddress:
    """Where the server is, and how to talk to it."""

    host: str
    port: int
    is_tls: bool  # from the first byte on
    starts_tls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca: Path | None = None  # a file of certificates that are trusted in place of the machine's

    def context(self) -> ssl.SSLContext:
        """Return what certificates are checked by. Raises OSError for a file that holds none."""
        return ssl.create_default_context(cafile=None if self.ca is None else str(self.ca))


def smtp_address(url: str) -> SmtpAddress:
    """Read the address. Raises ValueError, which says what is wrong without showing a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError:
        raise ValueError(f"LAB_SMTP_URL is no address; write it like {EXAMPLE}") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError(f"LAB_SMTP_URL must be smtp://... or smtps://..., such as {EXAMPLE}")
    options = _options(parts)
    is_tls = parts.scheme == "smtps"
    starts = not is_tls and options.get("starttls", "yes") == "yes"
    if parts.username and not (is_tls or starts):
        raise ValueError("LAB_SMTP_URL would send the password for everybody to read; leave ?starttls=no out")
    return SmtpAddress(
        host=parts.hostname, port=port or (465 if is_tls else 587 if starts else 25), is_tls=is_tls, starts_tls=starts,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        ca=Path(options["ca"]) if "ca" in options else None,
    )  # fmt: skip


def _options(parts: SplitResult) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(options) - {"starttls", "ca"}):
        raise ValueError(f"LAB_SMTP_URL has an option {unknown[0][:40]!r}; there are starttls=yes|no and ca=/path.pem")
    if "starttls" in options and (parts.scheme == "smtps" or options["starttls"] not in ("yes", "no")):
        raise ValueError("LAB_SMTP_URL: starttls is yes or no, and of smtp:// alone (smtps:// has TLS anyway)")
    if "ca" in options and not Path(options["ca"]).is_file():
        raise ValueError(f"LAB_SMTP_URL names a file of certificates that is not there: {options['ca'][:80]}")
    return options
