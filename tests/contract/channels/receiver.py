"""A webhook's receiver: a real HTTP server on loopback that keeps what it is sent, and answers as it is told to."""

from __future__ import annotations

import json
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from core.channels.signing import SIGNATURE, TIMESTAMP, is_genuine

SECRET = "a shared secret, seldom guessed"


@dataclass(frozen=True)
class Request:
    """What came in."""

    headers: dict[str, str]
    content: bytes
    is_genuine: bool

    @property
    def messages(self) -> list[dict[str, Any]]:
        return list(json.loads(self.content)["messages"])

    @property
    def keys(self) -> list[str]:
        return [m["key"] for m in self.messages]


@dataclass(frozen=True)
class Reply:
    """An answer. `raw` goes out as it is in place of one, piece by piece, and the connection ends."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: Iterable[bytes] | None = None
    body: bytes = b"ok"


Answer = Callable[[Request], Reply]


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of senders that die."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class Receiver:
    """The server. It takes what it answers with 2xx; `answer` decides, and may wait."""

    def __init__(self, *, now: Callable[[], float]) -> None:
        self.now = now
        self.answer: Answer = lambda _request: Reply()
        self.requests: list[Request] = []
        self.taken: Counter[str] = Counter()
        self.released = threading.Event()  # lets those go who hang
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def start(self, tls: ssl.SSLContext | None = None) -> None:
        server = _Server(("127.0.0.1", self.port), self._handler())
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        self._server, self.port = server, server.server_address[1]
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()

    def stop(self) -> None:
        self.released.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def hang(self, _request: Request) -> Reply:
        """Answer when the test is over."""
        self.released.wait(60)
        return Reply(raw=[])

    def _take(self, request: Request) -> Reply:
        reply = self.answer(request)
        with self._lock:
            self.requests.append(request)
            if 200 <= reply.status < 300 and reply.raw is None:
                self.taken.update(request.keys)
        return reply

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5  # of a connection that is kept open
            wbufsize = -1  # an answer is one packet, or the other side's acknowledgement is waited for

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                content = self.rfile.read(length)
                if len(content) < length:
                    raise ConnectionResetError  # the sender died over it
                genuine = is_genuine(
                    SECRET, timestamp=self.headers.get(TIMESTAMP, ""), given=self.headers.get(SIGNATURE, ""),
                    body=content, now=receiver.now(),
                )  # fmt: skip
                reply = receiver._take(Request(dict(self.headers), content, genuine))
                try:
                    self._say(reply)
                except OSError:
                    self.close_connection = True  # the sender has gone

            def _say(self, reply: Reply) -> None:
                if reply.raw is not None:
                    for piece in reply.raw:
                        self.wfile.write(piece)
                        self.wfile.flush()
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        return Handler


@contextmanager
def receiving(now: Callable[[], float]) -> Iterator[Receiver]:
    """Yield a server that runs."""
    receiver = Receiver(now=now)
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()
