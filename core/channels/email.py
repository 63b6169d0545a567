"""Messages by e-mail: one connection a batch, each mail to one customer."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from time import perf_counter

from core.channels.channel import answered
from core.channels.mail import address_of, mail_of, message_id, sender_of
from core.channels.message import Outcome, Outgoing, Receipt
from core.channels.smtp_url import SmtpAddress, smtp_address
from core.kernel.clock import Clock

TIMEOUT = 20.0  # seconds that a server may take for an answer
AT_MOST = 120.0  # seconds for a batch, well within a lease: whoever takes it over would send the mails again
_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_TOO_LARGE = 552
_CLOSING = 421


@dataclass(frozen=True, slots=True)
class _Mail:
    to: str = field(repr=False)
    content: bytes = field(repr=False)


class EmailChannel:
    """Messages by SMTP to the customers' addresses. `url` and `sender` are LAB_SMTP_URL and LAB_SMTP_FROM."""

    name = "email"
    at_once = 25

    def __init__(
        self, url: str | None, sender: str | None, *, clock: Clock, timeout: float = TIMEOUT, at_most: float = AT_MOST
    ) -> None:
        self._url = url
        self._from = sender
        self._clock = clock
        self._timeout = timeout
        self._at_most = at_most

    def fault(self) -> str | None:
        """Return what is missing in the settings, or None."""
        if self._url is None or self._from is None:
            return f"There is no e-mail: {'LAB_SMTP_URL' if self._url is None else 'LAB_SMTP_FROM'} is not set."
        if sender_of(self._from) is None:
            return "LAB_SMTP_FROM is no e-mail address; write it like `The Shop <shop@example.com>`."
        try:
            smtp_address(self._url)
        except ValueError as error:
            return f"{error}."
        return None

    def send(self, batch: Sequence[Outgoing]) -> list[Receipt]:
        """Send the mails one after another; when the server goes away, the rest is to be tried again."""
        if (fault := self.fault()) is not None:
            return answered(batch, Outcome.RETRY, fault)
        server, sender = smtp_address(self._url or ""), sender_of(self._from or "")
        assert sender is not None  # noqa: S101 - `fault` saw it
        mails = {m.key: self._mail(m, sender) for m in batch}
        found = {key: mail for key, mail in mails.items() if isinstance(mail, Receipt)}
        ready = {key: mail for key, mail in mails.items() if not isinstance(mail, Receipt)}
        until = perf_counter() + self._at_most
        while ready:
            n = len(ready)
            reason = self._hand_over(server, sender, ready=ready, found=found, until=until)
            if len(ready) == n or perf_counter() > until:  # many servers end a connection after so many mails
                found |= {key: Receipt(key, Outcome.RETRY, reason) for key in ready}
                break
        return [found[message.key] for message in batch]

    def _hand_over(
        self, server: SmtpAddress, sender: Address, *, ready: dict[str, _Mail], found: dict[str, Receipt], until: float
    ) -> str:
        """Hand over by one connection what is `ready`, moving it to `found`; return why it ended, if it did."""
        try:
            with self._connected(server, sender) as smtp:
                for key, mail in list(ready.items()):
                    if perf_counter() > until:
                        return "The mail server is too slow; the rest of the batch waits."
                    found[key] = _handed_over(smtp, key, mail, sender=sender)
                    del ready[key]
        except OSError as error:  # smtplib's errors are such, too
            return _down(error)
        return ""

    def _mail(self, message: Outgoing, sender: Address) -> _Mail | Receipt:
        to = address_of(message.address)
        if to is None:
            what = "no address is known" if not message.address else "what is kept as the address is none"
            return Receipt(message.key, Outcome.REFUSED, f"The customer cannot be reached by e-mail: {what}.")
        try:
            return _Mail(to, mail_of(message, sender=sender, to=to, at=self._clock.now()))
        except ValueError as error:
            return Receipt(message.key, Outcome.REFUSED, f"The message cannot be made an e-mail ({error}).")

    @contextmanager
    def _connected(self, server: SmtpAddress, sender: Address) -> Iterator[smtplib.SMTP]:
        smtp = (
            smtplib.SMTP_SSL(server.host, server.port, sender.domain, context=server.context(), timeout=self._timeout)
            if server.is_tls
            else smtplib.SMTP(server.host, server.port, sender.domain, timeout=self._timeout)
        )
        try:
            if server.starts_tls:
                smtp.starttls(context=server.context())
            if server.user is not None:
                smtp.login(server.user, server.password or "")
            yield smtp
            with suppress(smtplib.SMTPException, OSError):  # all is sent; how it says goodbye is its own affair
                smtp.quit()
        finally:
            smtp.close()


def _handed_over(smtp: smtplib.SMTP, key: str, mail: _Mail, *, sender: Address) -> Receipt:
    """Hand one mail over. Raises OSError where the server is gone, or takes no mail at all."""
    try:
        smtp.sendmail(sender.addr_spec, [mail.to], mail.content)
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(key, "the customer's address", *next(iter(error.recipients.values())))
    except smtplib.SMTPSenderRefused as error:
        if error.smtp_code != _TOO_LARGE:
            raise  # that is about us, so every other mail would fare the same
        return _refused(key, "the message", error.smtp_code, error.smtp_error)
    except smtplib.SMTPDataError as error:
        return _refused(key, "the message", error.smtp_code, error.smtp_error)
    return Receipt(key, Outcome.SENT, reference=message_id(key, sender))


def _refused(key: str, what: str, code: int, said: bytes | str) -> Receipt:
    """Return the receipt for an answer of the server about one mail; its own words may hold the address."""
    if code == _CLOSING:
        raise smtplib.SMTPServerDisconnected("closing")
    if code >= 500:
        return Receipt(key, Outcome.REFUSED, f"The mail server refuses {what} ({_code(code, said)}).")
    return Receipt(key, Outcome.RETRY, f"The mail server does not take {what} now ({_code(code, said)}).")


def _down(error: OSError) -> str:
    """Say why the server cannot be used at all now."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"The mail server does not take the user and password of LAB_SMTP_URL ({_coded(error)})."
        case smtplib.SMTPSenderRefused():
            return f"The mail server does not take mail from LAB_SMTP_FROM ({_coded(error)})."
        case smtplib.SMTPNotSupportedError():
            return "The mail server offers no STARTTLS or no login; see LAB_SMTP_URL."
        case smtplib.SMTPServerDisconnected():
            return "The mail server closed the connection."
        case smtplib.SMTPResponseException():
            return f"The mail server does not take mail now ({_coded(error)})."
        case smtplib.SMTPException():
            return f"The mail server answers what is not understood ({type(error).__name__})."
        case TimeoutError():
            return "The mail server does not answer in time."
        case ssl.SSLCertVerificationError():
            return f"The mail server's certificate is not trusted: {error.verify_message}."
    return f"The mail server cannot be reached: {error.strerror or type(error).__name__}."


def _coded(error: smtplib.SMTPResponseException) -> str:
    return _code(error.smtp_code, error.smtp_error)


def _code(code: int, said: bytes | str) -> str:
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    enhanced = _ENHANCED.match(text)
    return f"{code} {enhanced[1]}" if enhanced else str(code)
