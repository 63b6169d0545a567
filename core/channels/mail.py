"""Messages as e-mails: headers that nobody can write into, and addresses that are none told from the others."""

from __future__ import annotations

import re
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from core.channels.message import Outgoing

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,253}}$)({_LABEL}\.)*{_LABEL}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def address_of(text: str | None) -> str | None:
    """Return an e-mail address as it goes over the wire (its domain in ASCII), or None for what is none."""
    local, at, domain = (text or "").strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    fits = at and len(local) <= 64 and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)
    return f"{local}@{domain}" if fits else None


def sender_of(text: str) -> Address | None:
    """Return who mails are from, read from `a@b.c` or `Name <a@b.c>`; None for what is neither."""
    name, written = parseaddr(text)
    address = address_of(written)
    return None if address is None or _CONTROL.search(text) else Address(display_name=name, addr_spec=address)


def message_id(key: str, sender: Address) -> str:
    """Return the Message-ID, the same for the same key: mail servers and readers drop what they have seen."""
    return f"<{key}@{sender.domain}>"


def mail_of(message: Outgoing, *, sender: Address, to: str, at: datetime) -> bytes:
    """Return the e-mail as it goes over the wire. Raises ValueError for what cannot be one."""
    mail = EmailMessage(policy=SMTP)
    try:
        mail["Subject"] = _CONTROL.sub(" ", message.subject)
        mail["From"] = sender
        mail["To"] = Address(addr_spec=to)
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = message_id(message.key, sender)
        mail["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday notice answers
        mail["X-Campaign"] = message.campaign
        mail.set_content(message.body, subtype="html" if message.is_html else "plain", charset="utf-8")
        return mail.as_bytes()
    except (MessageError, UnicodeError) as error:
        raise ValueError(type(error).__name__) from None
