"""Run commands in this process; as a script, run those that come by standard input, one JSON object a line."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from core.cli.main import main
from core.config import Settings
from core.services.lab import Lab


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON, which knows no NaN."""

        def strange(name: str) -> None:
            raise AssertionError(f"{name} is no JSON")

        return json.loads(self.out, parse_constant=strange)


def refused(answer: Answer, *words: str) -> None:
    """Hold it to one message on stderr, with a remedy, short, without a traceback."""
    assert (answer.code, answer.out) == (1, ""), answer
    assert answer.err.startswith("error: ")
    assert "\nWhat to do: " in answer.err
    assert len(answer.err) < 1500
    assert "Traceback" not in answer.err
    assert all(c.isprintable() or c == "\n" for c in answer.err)
    for word in words:
        assert word in answer.err


@contextlib.contextmanager
def piped(data: bytes) -> Iterator[None]:
    own, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = own


def ask(where: Settings | Lab, *argv: str, stdin: bytes = b"") -> Answer:
    """Run one command in this process, in a lab that is opened for it or is open already."""
    given = {"lab": where} if isinstance(where, Lab) else {"settings": where}
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), piped(stdin):
        try:
            code = main(argv, **given)
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


def spelt(settings: Settings) -> dict[str, Any]:
    """The settings as JSON."""
    return settings.model_dump(mode="json") | {"dwh_url": settings.dwh_url.get_secret_value()}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(asdict(ask(Settings.model_validate(asked["settings"]), *asked["argv"]))), flush=True)
