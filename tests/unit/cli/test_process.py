"""The command line as a process: exit codes, pipes, encodings, and two people at once."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.cli.main import main, parser, perform
from core.cli.reply import Reply, table
from core.config import Settings
from tests.unit.cli.asking import Answer, ask
from tests.unit.cli.conftest import ROOT, Run

BIG = '{">": [{"var": "total_revenue"}, 1000]}'


def at_once(*calls: Callable[[], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(lambda call: call(), calls))


def test_exit_codes_and_where_the_words_go(process: Run) -> None:
    good = process("segments", "preview", "--rule", "-", "--json", stdin=BIG.encode())
    assert (good.code, good.err, good.json["total"]) == (0, "", 60)
    refused = process("segments", "preview", "--rule", "-", stdin=b"{")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("error: The rule cannot be used:")
    assert "Traceback" not in refused.err
    misuse = process("segments", "preview")
    assert (misuse.code, misuse.out) == (2, "")
    assert misuse.err.startswith("usage: python -m core segments preview")


@pytest.mark.parametrize(
    ("piped", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[" * 2_000_000, "262,144 bytes"),
        (b'{"method": []}', "`method`"),
    ],
    ids=["nothing", "not UTF-8", "2 MB", "method"],
)
def test_what_comes_by_the_pipe_is_refused_in_words(run: Run, piped: bytes, words: str) -> None:
    answer = run("create", "New", "--rule", "-", stdin=piped)
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err


def test_a_rule_of_the_pipe_is_saved_and_edited(run: Run) -> None:
    assert run("create", "Zoë", "--rule", "-", stdin=BIG.encode("utf-8-sig")).code == 0
    rule = json.dumps({"!": json.loads(BIG)}).encode()
    assert run("edit", "Zoë", "--rule", "-", stdin=rule).out == "Saved 'Zoë' (zoe) as version 2.\n"
    assert run("show", "zoe", "--json").json["rule"] == json.loads(rule)


def test_two_who_create_at_once(people: tuple[Run, Run], shop_settings: Settings) -> None:
    answers = at_once(*(lambda p=p: p(shop_settings, "segments", "create", "Same", "--rule", BIG) for p in people))
    assert sorted(a.code for a in answers) == [0, 1]
    (late,) = (a for a in answers if a.code)
    assert "There already is a segment called 'Same' (same)." in late.err


@pytest.mark.parametrize("kind", ["rule", "list"])
def test_two_who_edit_at_once(people: tuple[Run, Run], shop_settings: Settings, kind: str) -> None:
    old, new = (("--rule", BIG), ("--rule", "true")) if kind == "rule" else (("--ids", "1"), ("--ids", "2,3"))
    ask(shop_settings, "segments", "create", "Same", *old)
    edit = (shop_settings, "segments", "edit", "same", "--seen", "1", *new)
    answers = at_once(*(lambda p=p: p(*edit) for p in people))
    assert sorted(a.code for a in answers) == [0, 1]
    (late,) = (a for a in answers if a.code)
    assert "was saved as version 2 by ann while you edited version 1. Nothing was overwritten." in late.err
    assert ask(shop_settings, "segments", "show", "same", "--json").json["version"] == 2
    members = ask(shop_settings, "segments", "members", "same", "--json").json["ids"]
    assert members == (list(range(1, 61)) if kind == "rule" else [2, 3])


def test_two_who_would_make_a_circle_together(people: tuple[Run, Run], shop_settings: Settings) -> None:
    for name in ("A", "B"):
        ask(shop_settings, "segments", "create", name, "--rule", BIG)
    ann, bob = people
    answers = at_once(
        lambda: ann(shop_settings, "segments", "edit", "a", "--rule", '{"var": "segment.b"}'),
        lambda: bob(shop_settings, "segments", "edit", "b", "--rule", '{"var": "segment.a"}'),
    )
    assert sorted(a.code for a in answers) == [0, 1]
    assert "The segments would contain each other" in "".join(a.err for a in answers)
    assert ask(shop_settings, "segments", "overlap").code == 0


def test_one_archives_what_the_other_begins_to_use(people: tuple[Run, Run], shop_settings: Settings) -> None:
    ask(shop_settings, "segments", "create", "A", "--rule", BIG)
    answers = at_once(
        lambda: people[0](shop_settings, "segments", "create", "Uses", "--rule", '{"var": "segment.a"}'),
        lambda: people[1](shop_settings, "segments", "archive", "a"),
    )
    assert sorted(a.code for a in answers) == [0, 1]
    assert ask(shop_settings, "segments", "overlap", "--json").json["left_out"] == {}


def test_two_who_recalculate_at_once(people: tuple[Run, Run], shop_settings: Settings) -> None:
    ask(shop_settings, "segments", "create", "Same", "--rule", BIG)
    command = (shop_settings, "segments", "recalculate", "same", "--json", "--as-of", "2017-03-01")
    for _ in range(2):  # nobody's view is there yet, then everybody's
        answers = at_once(*(lambda p=p: p(*command) for p in people))
        assert [a.code for a in answers] == [0, 0], answers
        assert answers[0].json == answers[1].json
    folder = shop_settings.home / "memberships"
    assert len(list(folder.glob("*/*.parquet"))) == len(list(folder.glob("*/*"))) == 1


def test_debug_logs_tell_what_was_done_and_what_it_took_and_no_values(process: Run, shop_settings: Settings) -> None:
    loud = {"LOG_LEVEL": "DEBUG"}
    assert process("segments", "create", "Big", "--rule", BIG, **loud).code == 0
    assert process("segments", "recalculate", "big", **loud).code == 0
    said = process("warehouse", "refresh", **loud)
    assert said.code == 0
    assert "event=snapshot.published" in said.err
    lines = [json.loads(line) for line in (shop_settings.home / "logs" / "lab.log").read_text("utf-8").splitlines()]
    of = {event: [line for line in lines if line["event"] == event] for event in {line["event"] for line in lines}}
    changes = [(c["action"], c["subject"], c["level"]) for c in of["change.committed"]]
    assert changes == [("create", "big", "info"), ("recalculate", "big", "info"), ("start", "1", "info")]
    assert {line["table"]: line["rows"] for line in of["table.extracted"]}["customers"] == 60
    assert [(c["command"], c["code"]) for c in of["command.done"]] == [
        ("segments create", 0), ("segments recalculate", 0), ("warehouse refresh", 0),
    ]  # fmt: skip
    assert any("transactions.parquet" in line["reads"] for line in of["query.answered"])
    assert all(line["ms"] > 0 for line in of["query.answered"] + of["table.extracted"] + of["command.done"])
    assert "1000" not in "".join(json.dumps(line) for line in of["query.answered"])


def test_a_closed_pipe_is_no_error(environment: dict[str, str]) -> None:
    command = f"{sys.executable} -m core segments preview --rule true --ids | head -1"
    bash = ["bash", "-o", "pipefail", "-c", command]
    done = subprocess.run(bash, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_answer_that_nobody_wants_is_no_error(environment: dict[str, str]) -> None:
    command = ["sh", "-c", 'exec "$0" -m core segments list >&-', sys.executable]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=100, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_while_it_loads_ends_it_without_a_word(environment: dict[str, str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "core", "segments", "list"]  # tells what it has loaded
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stderr is not None
        assert any(b"core.errors" in line for line in iter(other.stderr.readline, b""))
        other.send_signal(signal.SIGINT)
        out, err = other.communicate(timeout=60)
    assert (other.returncode, out) == (-signal.SIGINT, b"")
    assert b"Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_answer_that_does_not_fit_on_the_disk_is_an_error(shop_settings: Settings) -> None:
    said = io.StringIO()
    with Path("/dev/full").open("w") as full, contextlib.redirect_stdout(full), contextlib.redirect_stderr(said):
        assert main(["segments", "preview", "--rule", "true"], settings=shop_settings) == 1
    assert said.getvalue().startswith("error: The answer cannot be written: No space left on device.\nWhat to do: ")


def test_a_terminal_without_our_characters_still_gets_an_answer(process: Run, run: Run) -> None:
    slug = run("create", "Zoë 日本", "--rule", BIG, "--json").json["slug"]
    shown = process("segments", "show", slug, "--json", PYTHONIOENCODING="ascii")
    assert (shown.code, shown.err, shown.json["name"]) == (0, "", "Zoë 日本")
    assert shown.out.isascii()


def test_nothing_that_a_terminal_would_act_on_is_printed() -> None:
    reply = Reply({"a": "\x1b[2J\x7f\x9b\u202e\udcff é 日"}, table(("a", "b"), [("\x1b[2J", "x\ny")]))
    assert reply.printed(as_json=False).splitlines()[-1].split() == ["\\u001b[2J", "x", "y"]
    text = reply.printed(as_json=True)
    assert all(c.isprintable() or c == "\n" for c in text)
    assert json.loads(text) == reply.data
    assert "é 日" in text


def test_a_home_that_cannot_be_made_is_refused_in_words(shop_settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings = shop_settings.model_copy(update={"lab_home": tmp_path / "file" / "home"})
    for command in (("segments", "list"), ("doctor",), ("db", "upgrade")):
        answer = ask(settings, *command)
        assert (answer.code, answer.out) == (1, "")
        assert "cannot be made: Not a directory." in answer.err


def test_a_fault_of_ours_keeps_its_traceback_and_goes_to_the_log(shop_settings: Settings) -> None:
    def broken(*_: object) -> Reply:
        raise ZeroDivisionError

    arguments = parser().parse_args(["db", "status"])
    arguments.run = broken
    with pytest.raises(ZeroDivisionError):
        perform(arguments, settings=shop_settings)
    log = (shop_settings.home / "logs" / "lab.log").read_text()
    assert "command.failed" in log
    assert "ZeroDivisionError" in log


def test_help_names_every_command(still: Run) -> None:
    answer = still("--help")
    assert answer.code == 0
    promised = "list show create edit preview recalculate members why diff overlap export import"
    assert set(promised.split()) <= {line.split()[0] for line in answer.out.splitlines() if line.startswith("    ")}
