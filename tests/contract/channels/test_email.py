"""E-mail against a real SMTP server that refuses, hangs up, wants TLS, wants a password, or is not there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from core.channels.email import EmailChannel
from core.channels.mail import address_of
from core.channels.message import Outcome, Receipt
from core.kernel.clock import FixedClock
from tests.contract.channels.mail_server import OK, MailServer, certificate, mail_server
from tests.contract.channels.ways import FROM, by_mail, message

S, R, X = Outcome.SENT, Outcome.RETRY, Outcome.REFUSED


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as found:
        yield found


def outcomes(receipts: list[Receipt]) -> list[Outcome]:
    return [r.outcome for r in receipts]


def about(n: int, answer: str, otherwise: str = OK):
    """What a server says to the address of customer `n`, and to others."""
    return lambda address: answer if address.startswith(f"ann.{n}@") else otherwise


def test_a_mail_as_it_arrives(server: MailServer, clock: FixedClock) -> None:
    one = message(1, clock, subject="Grüße & 5 % off", body="Line 1\n.\nLine 2 — 漢字\n")
    [receipt] = by_mail(server, clock).send([one])
    [mail] = server.mails
    assert receipt == Receipt(one.key, S, reference=f"<{one.key}@example.com>")
    assert mail["Message-ID"] == receipt.reference
    assert (mail["Subject"], mail["From"], mail["To"]) == (one.subject, FROM, "ann.1@private.example")
    assert mail["Date"].datetime == clock.now()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == one.body
    assert server.recipients == ["ann.1@private.example"]


def test_html_is_html(server: MailServer, clock: FixedClock) -> None:
    by_mail(server, clock).send([message(1, clock, body="<p>Hello</p>", is_html=True)])
    assert server.mails[0].get_content_type() == "text/html"
    assert server.mails[0].get_content().strip() == "<p>Hello</p>"


def test_one_connection_a_batch(server: MailServer, clock: FixedClock) -> None:
    by_mail(server, clock).send([message(n, clock) for n in range(30)])
    assert (len(server.mails), server.connections) == (30, 1)


@pytest.mark.parametrize(
    "evil", ["\r\nBcc: all@example.com", "\nX-Evil: 1\n\nbody", "\rTo: b@c.de", "\u2028Cc: b@c.de"]
)
def test_nobody_writes_a_header_by_a_subject(evil: str, server: MailServer, clock: FixedClock) -> None:
    [receipt] = by_mail(server, clock).send([message(1, clock, subject=f"Hi{evil}")])
    [mail] = server.mails
    assert receipt.outcome is S
    assert not {"Bcc", "Cc", "X-Evil"} & set(mail.keys())
    assert mail.get_all("To") == ["ann.1@private.example"]
    assert mail["Subject"].startswith("Hi ")
    assert server.recipients == ["ann.1@private.example"]


@pytest.mark.parametrize(
    "address",
    [
        "ann", "@private.example", "ann@", "ann@private.example, bob@private.example", "Ann <ann@private.example>",
        "ann@private.example\r\nRCPT TO:<bob@private.example>", "ann private@private.example", "ann@-private.example",
        "änn@private.example", "a" * 65 + "@private.example", "ann@" + "a" * 64 + ".example", "ann@private..example",
        "ann@private.example>", '"ann"@private.example', ".ann@private.example", "ann@priv\x00ate.example", "ann@b@c",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_telling_it(address: str, server: MailServer, clock: FixedClock) -> None:
    receipts = by_mail(server, clock).send([message(1, clock, address=address), message(2, clock)])
    assert outcomes(receipts) == [X, S]
    assert receipts[0].detail == "The customer cannot be reached by e-mail: what is kept as the address is none."
    assert server.recipients == ["ann.2@private.example"]


@pytest.mark.parametrize("address", [None, ""])
def test_no_address_at_all(address: str | None, server: MailServer, clock: FixedClock) -> None:
    [receipt] = by_mail(server, clock).send([message(1, clock, address=address)])
    assert (receipt.outcome, "no address is known" in receipt.detail) == (X, True)
    assert server.connections == 0


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (" Ann.O'Neil+x@Private.Example ", "Ann.O'Neil+x@Private.Example"),
        ("ann@münchen.example", "ann@xn--mnchen-3ya.example"),
        ("a@b", "a@b"),
    ],
)
def test_what_is_an_address(written: str, address: str) -> None:
    assert address_of(written) == address


@pytest.mark.parametrize("where", ["on_recipient", "on_data"])
@pytest.mark.parametrize(
    ("answer", "outcome", "code"),
    [
        ("550 5.1.1 ann.1@private.example: no such person", X, "(550 5.1.1)"),
        ("554 Ann does not like you", X, "(554)"),
        ("451 4.7.1 ann.1@private.example is greylisted", R, "(451 4.7.1)"),
        ("452 4.2.2 full", R, "(452 4.2.2)"),
    ],
)
def test_what_a_server_says_of_one_mail(
    where: str, answer: str, outcome: Outcome, code: str, server: MailServer, clock: FixedClock
) -> None:
    asked = about(1, answer)
    setattr(server, where, asked if where == "on_recipient" else lambda mail: asked(mail["To"]))
    receipts = by_mail(server, clock).send([message(n, clock) for n in range(4)])
    assert outcomes(receipts) == [S, outcome, S, S]
    assert code in receipts[1].detail
    assert "nn" not in receipts[1].detail
    assert len(server.mails) == 3


def test_a_mail_that_is_too_large(clock: FixedClock) -> None:
    with mail_server(data_size_limit=10_000) as server:
        receipts = by_mail(server, clock).send([message(1, clock, body="x " * 20_000), message(2, clock)])
    assert outcomes(receipts) == [X, S]
    assert "(552" in receipts[0].detail


@pytest.mark.parametrize("answer", ["550 5.7.1 not you", "451 4.3.0 later"])
def test_a_sender_that_is_not_taken_kills_nobodys_mail(answer: str, server: MailServer, clock: FixedClock) -> None:
    server.on_sender = lambda _: answer
    receipts = by_mail(server, clock).send([message(n, clock) for n in range(3)])
    assert outcomes(receipts) == [R] * 3
    assert "LAB_SMTP_FROM" in receipts[0].detail


def test_a_server_that_ends_a_connection_after_some_mails(server: MailServer, clock: FixedClock) -> None:
    seen: list[str] = []

    def some(address: str) -> str:
        seen.append(address)
        return "421 4.7.0 too many" if len(seen) % 4 == 0 else OK

    server.on_recipient = some
    receipts = by_mail(server, clock).send([message(n, clock) for n in range(10)])
    assert outcomes(receipts) == [S] * 10
    assert len(server.mails) == 10
    assert server.connections == 4


def test_a_server_that_dies_over_a_mail(server: MailServer, clock: FixedClock) -> None:
    def die(mail: EmailMessage) -> str:
        return "hang up" if mail["To"].startswith("ann.2@") else OK

    server.on_data = die
    receipts = by_mail(server, clock).send([message(n, clock) for n in range(5)])
    assert outcomes(receipts) == [S, S, R, R, R]
    assert receipts[2].detail == "The mail server closed the connection."


def test_a_batch_that_takes_too_long_is_broken_off_before_somebody_else_takes_it(
    server: MailServer, clock: FixedClock
) -> None:
    receipts = by_mail(server, clock, at_most=0.0).send([message(n, clock) for n in range(3)])
    assert outcomes(receipts) == [R] * 3
    assert "too slow" in receipts[0].detail
    assert server.mails == []


def test_a_server_that_is_not_there(server: MailServer, clock: FixedClock) -> None:
    server.stop()
    receipts = by_mail(server, clock).send([message(1, clock), message(2, clock, address="none")])
    assert outcomes(receipts) == [R, X]
    assert "cannot be reached: Connection refused" in receipts[0].detail


@pytest.mark.parametrize("said", [b"", b"220 hello\r\n", b"554 go away\r\n", b"no smtp\r\n", b"\xff\xfe\r\n"])
def test_who_hangs_or_babbles(said: bytes, clock: FixedClock) -> None:
    done = threading.Event()

    def babble(listening: socket.socket) -> None:
        other, _ = listening.accept()
        with other:
            other.sendall(said)
            done.wait(10)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=babble, args=[listening])
        thread.start()
        url = f"smtp://127.0.0.1:{listening.getsockname()[1]}?starttls=no"
        receipts = EmailChannel(url, FROM, clock=clock, timeout=0.3).send([message(n, clock) for n in range(3)])
        done.set()
        thread.join()
    assert outcomes(receipts) == [R] * 3
    assert "mail server" in receipts[0].detail


def test_tls_by_starttls_with_a_password(tmp_path: Path, clock: FixedClock) -> None:
    cert, context = certificate(tmp_path)
    with mail_server(tls_context=context, require_starttls=True, auth_required=True) as server:
        for password, outcome in (("open%20sesame", S), ("wrong", R)):
            url = f"smtp://ann:{password}@127.0.0.1:{server.port}?ca={cert}"
            [receipt] = EmailChannel(url, FROM, clock=clock).send([message(password, clock)])
            assert receipt.outcome is outcome
        assert "does not take the user and password" in receipt.detail
        assert "wrong" not in receipt.detail
        assert server.logins[0] == ("ann", "open sesame")
        assert len(server.mails) == 1


def test_tls_from_the_beginning(tmp_path: Path, clock: FixedClock) -> None:
    cert, context = certificate(tmp_path)
    with mail_server(implicit_tls=context) as server:
        url = f"smtps://127.0.0.1:{server.port}"
        [trusted] = EmailChannel(f"{url}?ca={cert}", FROM, clock=clock).send([message(1, clock)])
        [stranger] = EmailChannel(url, FROM, clock=clock).send([message(2, clock)])
    assert trusted.outcome is S
    assert stranger.outcome is R
    assert "certificate is not trusted" in stranger.detail
    assert len(server.mails) == 1


def test_a_server_without_tls_gets_nothing_unless_it_is_allowed(server: MailServer, clock: FixedClock) -> None:
    [receipt] = EmailChannel(f"smtp://127.0.0.1:{server.port}", FROM, clock=clock).send([message(1, clock)])
    assert receipt.outcome is R
    assert "offers no STARTTLS" in receipt.detail
    assert server.mails == []


def test_a_file_of_certificates_that_is_not_there(server: MailServer, clock: FixedClock) -> None:
    url = f"smtp://127.0.0.1:{server.port}?ca=/nowhere/ca.pem"
    channel = EmailChannel(url, FROM, clock=clock)
    assert channel.fault() == "LAB_SMTP_URL names a file of certificates that is not there: /nowhere/ca.pem."
    [receipt] = channel.send([message(1, clock)])
    assert (receipt.outcome, receipt.detail) == (R, channel.fault())


@pytest.mark.parametrize(
    ("url", "sender", "words"),
    [
        (None, FROM, "LAB_SMTP_URL is not set"),
        ("smtp://h", None, "LAB_SMTP_FROM is not set"),
        ("smtp://h", "nobody", "LAB_SMTP_FROM is no e-mail address"),
        ("smtp://h", "The\r\nBcc: x@y.z <a@b.c>", "LAB_SMTP_FROM is no e-mail address"),
        ("http://h", FROM, "must be smtp://"),
        ("smtp://ann:secret@h:x", FROM, "is no address"),
        ("smtp://ann:secret@h?starttls=no", FROM, "for everybody to read"),
        ("smtp://h?starttls=perhaps", FROM, "yes or no"),
        ("smtps://h?starttls=yes", FROM, "smtp:// alone"),
        ("smtp://h?verify=no", FROM, "an option 'verify'"),
        ("smtp://h..x", FROM, "is no address"),
    ],
)
def test_what_is_not_configured_says_what_to_set(
    url: str | None, sender: str | None, words: str, clock: FixedClock
) -> None:
    channel = EmailChannel(url, sender, clock=clock)
    assert words in (channel.fault() or "")
    assert "secret" not in (channel.fault() or "")
    [receipt] = channel.send([message(1, clock)])
    assert (receipt.outcome, receipt.detail) == (R, channel.fault())
