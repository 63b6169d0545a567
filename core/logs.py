"""Logs: one structured line an event, as key=value on the console (stderr) and as JSON in LAB_HOME/logs/lab.log.

    log = logs.get_logger(__name__)
    log.info("snapshot.published", snapshot=snapshot.id, rows=1_469_307)

An event is named `noun.verb`; facts are keywords. Secrets are blotted out and personal data dropped on the way, in
whatever nesting and also inside tracebacks; objects other than plain values appear as their type alone. Nothing is
written anywhere before `setup`. Several processes may write the one file: each line is appended, and the file rotated,
under a lock that the kernel frees when a process dies.
"""

from __future__ import annotations

import fcntl
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePath
from time import perf_counter
from typing import Any, cast
from uuid import UUID

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from core.config import Settings

OURS = ("core", "app", "pages")  # other packages' loggers are left alone: what they write is not ours to vouch for
MAX_BYTES = 5_000_000
KEEP = 5

_PERSONAL = re.compile(
    r"^(.*_)?(name|surname|e_?mails?|mail|phones?|phone_number|mobile|msisdn|address|birth_?date|birth_?day)$"
)
_IMPERSONAL = re.compile(r"^(logger|segment|table|file|column|field|feature|profile|event|page|campaign|journey)_name$")
_SECRET = re.compile(r"pass(word|wd|phrase)?$|pwd|secret|token|api_?key|authorization|credential|cookie", re.IGNORECASE)
_BLOTS = (
    (re.compile(r"([a-z][a-z0-9+.-]*://)[^\s'\"<>]*@", re.IGNORECASE), r"\1***@"),
    (
        re.compile(
            r"(\w*(?:password|passwd|pwd|secret|token|api_?key)[\"']?\s*[=:]\s*)"
            r"('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|[^\s&;,'\"]+)",
            re.IGNORECASE,
        ),
        r"\1***",
    ),
    (re.compile(r"\b(bearer|basic)\s+[\w.+/=-]{8,}", re.IGNORECASE), r"\1 ***"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<e-mail>"),
)


def scrub(text: str) -> str:
    """Return `text` without user information in URLs, passwords in DSNs, bearer tokens and e-mail addresses."""
    for pattern, blot in _BLOTS:
        text = pattern.sub(blot, text)
    return text


def is_personal(key: str) -> bool:
    """Say whether a value under this key would be about a person: a name, an e-mail address, a phone number."""
    key = key.lower().replace("-", "_")
    return bool(_PERSONAL.match(key)) and not _IMPERSONAL.match(key)


def _clean(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, date | time | timedelta | Decimal | UUID | PurePath | BaseException):
        return scrub(str(value))
    if isinstance(value, Mapping):
        return {k: "***" if _SECRET.search(k) else _clean(v) for k, v in _by_text(value) if not is_personal(k)}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(v) for v in value]
    return f"<{type(value).__name__}>"  # a frame or a row shows customers when it is printed


def _by_text(value: Mapping[Any, object]) -> list[tuple[str, object]]:
    return [(str(k), v) for k, v in value.items()]


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blot out secrets and drop personal data: the structlog processor that every line passes."""
    inner = {k: v for k, v in event.items() if k.startswith("_")}  # structlog's own bookkeeping
    rest = {k: v for k, v in event.items() if k not in inner}
    return cast("dict[str, Any]", _clean(rest)) | inner


_BEFORE: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    redact,
]


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return the logger of a module: `get_logger(__name__)`. Silent until `setup` was called."""
    logger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[structlog.stdlib.filter_by_level, *_BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return cast("structlog.stdlib.BoundLogger", logger)


@contextmanager
def timed(log: structlog.stdlib.BoundLogger, event: str, **facts: object) -> Iterator[dict[str, object]]:
    """Log a debug line with `facts`, and those that the block adds, once it succeeded; `ms` is what it took.

    A block that fails is silent here: its error is told by whoever answers it.
    """
    start = perf_counter()
    yield facts
    log.debug(event, **facts, ms=round(1000 * (perf_counter() - start), 1))


class Console(logging.Handler):
    """Writes to whatever stderr is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        sys.stderr.write(self.format(record) + "\n")


class SharedFile(logging.Handler):
    """Appends to one file that several processes share, and rotates it: lab.log, lab.log.1, ... lab.log.5.

    The lock file beside it is held while a line is written, so no line is lost or torn and no process writes on into
    a file that another one has put away. If the file cannot be written, that is said once and logging goes on without.
    """

    def __init__(self, path: Path, *, max_bytes: int = MAX_BYTES, keep: int = KEEP) -> None:
        super().__init__()
        self.path = path
        self.max_bytes = max_bytes
        self.keep = keep
        self._is_lost = False

    def emit(self, record: logging.LogRecord) -> None:
        """Append one line."""
        line = (self.format(record) + "\n").encode(errors="backslashreplace")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.with_suffix(".lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._rotate(len(line))
                with self.path.open("ab") as file:
                    file.write(line)
        except OSError as error:
            if not self._is_lost:
                sys.stderr.write(
                    f"The log file {self.path} cannot be written ({error.strerror}); only the console is.\n"
                )
            self._is_lost = True
        else:
            self._is_lost = False

    def _rotate(self, coming: int) -> None:
        if not self.path.exists() or self.path.stat().st_size + coming <= self.max_bytes:
            return
        names = [self.path, *(self.path.with_name(f"{self.path.name}.{n}") for n in range(1, self.keep + 1))]
        for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
            if newer.exists():
                newer.replace(older)


def _formatter(*renderers: Processor) -> logging.Formatter:
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(processors=[meta, *renderers], foreign_pre_chain=_BEFORE)


def setup(settings: Settings, *, console: bool = True) -> None:
    """Send our loggers to the console and to LAB_HOME/logs/lab.log from `settings.log_level` upwards.

    `console=False` is for commands whose output is what counts: their console stays quiet, except at LOG_LEVEL=DEBUG,
    which asks to see everything. May be called any number of times; the last call holds and no line is written twice.
    """
    file = SharedFile(settings.home / "logs" / "lab.log")
    file.setFormatter(_formatter(structlog.processors.JSONRenderer(ensure_ascii=False)))
    handlers: list[logging.Handler] = [file]
    if console or settings.log_level == "DEBUG":
        order = ["timestamp", "level", "logger", "event"]
        handlers.insert(0, Console())
        handlers[0].setFormatter(_formatter(structlog.processors.LogfmtRenderer(key_order=order, drop_missing=True)))
    for name in OURS:
        logger = logging.getLogger(name)
        logger.handlers[:] = handlers
        logger.setLevel(settings.log_level)
        logger.propagate = False


for _name in OURS:
    logging.getLogger(_name).addHandler(logging.NullHandler())  # or Python itself would print warnings, unformatted
