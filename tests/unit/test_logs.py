from __future__ import annotations

import json
import logging
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import SecretStr

from core import logs
from core.config import Settings

DSN = "postgresql+psycopg2://ana:p%40ss/w@rd@db.example:5432/shop?sslmode=require"


def written(settings: Settings) -> list[dict[str, object]]:
    return [json.loads(line) for line in (settings.home / "logs" / "lab.log").read_text(encoding="utf-8").splitlines()]


def test_a_line_is_json_in_the_file_and_key_value_on_stderr(settings, capsys):
    logs.setup(settings)
    logs.get_logger("core.warehouse").info("snapshot.published", snapshot="a b", rows=1469307)
    (line,) = written(settings)
    assert line["event"] == "snapshot.published"
    assert (line["snapshot"], line["rows"], line["level"], line["logger"]) == ("a b", 1469307, "info", "core.warehouse")
    out, err = capsys.readouterr()
    assert out == ""
    assert 'event=snapshot.published snapshot="a b" rows=1469307' in err


def test_setup_twice_writes_once_and_the_last_call_holds(settings, tmp_path, capsys):
    logs.setup(settings)
    logs.setup(settings)
    other = Settings(lab_home=tmp_path / "other")
    logs.get_logger("core.x").info("a.happened")
    assert len(written(settings)) == 1
    assert capsys.readouterr().err.count("a.happened") == 1
    logs.setup(other)
    logs.get_logger("core.x").info("b.happened")
    assert [line["event"] for line in written(other)] == ["b.happened"]
    assert len(written(settings)) == 1


def test_the_level_is_respected(settings, tmp_path, capsys):
    log = logs.get_logger("core.x")
    logs.setup(settings)
    log.debug("quiet.one")
    logs.setup(Settings(lab_home=tmp_path / "loud", log_level="DEBUG"))
    log.debug("loud.one")
    err = capsys.readouterr().err
    assert "quiet.one" not in err
    assert "loud.one" in err


def test_a_command_keeps_its_console_quiet_unless_debug_was_asked_for(settings, tmp_path, capsys):
    log = logs.get_logger("core.x")
    logs.setup(settings, console=False)
    log.error("only.file")
    assert capsys.readouterr().err == ""
    assert written(settings)[0]["event"] == "only.file"
    logs.setup(Settings(lab_home=tmp_path / "loud", log_level="DEBUG"), console=False)
    log.info("seen.too")
    assert "seen.too" in capsys.readouterr().err


def test_before_setup_nothing_is_written(capsys):
    code = "from core import logs; logs.get_logger('core.x').critical('nobody.listens')"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (DSN, "postgresql+psycopg2://***@db.example:5432/shop?sslmode=require"),
        ("to redis://:pw@h:1/0 and back", "to redis://***@h:1/0 and back"),
        ("host=db user=u password=p4ss dbname=x", "host=db user=u password=*** dbname=x"),
        ("password='two words' host=h", "password=*** host=h"),
        ("https://h/p?api_key=abc&x=1", "https://h/p?api_key=***&x=1"),
        ('{"password": "p4ss", "x": 1}', '{"password": ***, "x": 1}'),
        ("Authorization: Bearer abcdef.12345-xyz", "Authorization: Bearer ***"),
        ("mail to ana.lee+1@shop.example.com now", "mail to <e-mail> now"),
        ("sqlite:///.lab/store.sqlite", "sqlite:///.lab/store.sqlite"),
        ("demo://complete_journey", "demo://complete_journey"),
    ],
)
def test_secrets_are_blotted_out_of_any_text(text, clean):
    assert logs.scrub(text) == clean


def test_secrets_and_personal_data_go_at_any_depth(settings):
    logs.setup(settings, console=False)
    logs.get_logger("core.x").info(
        f"connecting to {DSN}",
        url=SecretStr(DSN),
        name="Ana Lee",
        customer_id=42,
        segment_name="Big spenders",
        rows=[{"customer_id": 1, "email": "a@b.de", "Phone": "+49 1", "first_name": "A", "tags": ("x", "p@q.de")}],
        access_token="abc",
        deep={"db": {"DB_PASSWORD": "abc"}},
    )
    (line,) = written(settings)
    for gone in ("p%40ss", "w@rd", "Ana", "a@b.de", "+49", "abc", "p@q.de", "first_name", '"name"'):
        assert gone not in json.dumps(line)
    assert line["customer_id"] == 42
    assert line["segment_name"] == "Big spenders"
    assert line["rows"] == [{"customer_id": 1, "tags": ["x", "<e-mail>"]}]
    assert line["access_token"] == "***"
    assert line["deep"] == {"db": {"DB_PASSWORD": "***"}}


def test_a_traceback_is_kept_without_its_secrets(settings):
    logs.setup(settings, console=False)
    try:
        raise ValueError(DSN)
    except ValueError:
        logs.get_logger("core.x").exception("connect.failed", error=ValueError(DSN))
    (line,) = written(settings)
    assert "ValueError" in line["exception"]
    assert "w@rd" not in json.dumps(line)


def test_plain_values_stay_and_other_objects_show_their_type_alone(settings):
    class Frame:
        def __repr__(self) -> str:
            return "a customer's phone"

    logs.setup(settings, console=False)
    logs.get_logger("core.x").info("x.y", day=date(2017, 1, 2), cents=Decimal("1.50"), path=Path("a/b"), frame=Frame())
    (line,) = written(settings)
    assert (line["day"], line["cents"], line["path"], line["frame"]) == ("2017-01-02", "1.50", "a/b", "<Frame>")


def test_the_standard_librarys_loggers_of_ours_are_cleaned_too(settings):
    logs.setup(settings, console=False)
    logging.getLogger("core.old").warning("using %s", DSN)
    (line,) = written(settings)
    assert line["event"] == "using postgresql+psycopg2://***@db.example:5432/shop?sslmode=require"


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("core.x", logging.INFO, "", 0, text, None, None)


def test_rotation_keeps_the_newest_files(tmp_path):
    handler = logs.SharedFile(tmp_path / "lab.log", max_bytes=100, keep=2)
    for n in range(50):
        handler.emit(record(f"line {n:03}"))
    files = {f.name: f.read_text(encoding="utf-8").split("\n")[:-1] for f in tmp_path.glob("lab.log*")}
    assert sorted(files) == ["lab.log", "lab.log.1", "lab.log.2"]
    kept = files["lab.log.2"] + files["lab.log.1"] + files["lab.log"]
    assert kept == [f"line {n:03}" for n in range(50 - len(kept), 50)]


def test_many_processes_share_the_file_and_no_line_is_lost_or_torn(tmp_path):
    code = (
        "import sys, logging; from pathlib import Path; from core import logs\n"
        "h = logs.SharedFile(Path(sys.argv[1]), max_bytes=2000, keep=100)\n"
        "for n in range(100):\n"
        " h.emit(logging.LogRecord('x', 20, '', 0, f'{sys.argv[2]}-{n:03}-' + 'x' * 40, None, None))\n"
    )
    path = tmp_path / "lab.log"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    lines = [line for f in tmp_path.glob("lab.log*") for line in f.read_text(encoding="utf-8").splitlines()]
    assert sorted(line[:5] for line in lines) == sorted(f"{name}-{n:03}" for name in "abc" for n in range(100))
    assert {len(line) for line in lines} == {46}


def test_a_file_that_cannot_be_written_is_said_once_and_stops_nothing(tmp_path, capsys):
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    logs.setup(Settings(lab_home=tmp_path))
    log = logs.get_logger("core.x")
    log.info("one.event")
    log.info("two.event")
    err = capsys.readouterr().err
    assert "one.event" in err
    assert "two.event" in err
    assert err.count("cannot be written") == 1
