from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bootstrap, install


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00"])
def test_a_damaged_stamp_counts_as_none(tmp_path, text):
    stamp = tmp_path / "stamp.json"
    stamp.write_text(text, encoding="utf-8")
    assert install.stamped(stamp) == {}


def test_the_stamp_tells_what_is_stale():
    runtime, dev = install.wanted(dev=False), install.wanted(dev=True)
    assert set(dev) - set(runtime) == {"dev"}
    assert install.stale(runtime, {}) == ["runtime"]
    assert install.stale(dev, runtime) == ["dev"]
    assert install.stale(runtime, dev) == []
    assert install.stale(runtime, runtime | {"runtime": "other"}) == ["runtime"]


def test_what_bootstrap_and_install_accept_is_one_and_the_same():
    assert install.NEWEST == bootstrap.NEWEST
    assert bootstrap.version_of(sys.executable) == sys.version_info[:2]


def test_an_interpreter_that_does_not_run_is_no_candidate(tmp_path):
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\necho 'command not found' >&2\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    assert bootstrap.version_of(str(shim)) is None
    assert bootstrap.version_of(str(tmp_path / "none")) is None


def test_without_a_suitable_python_one_sentence_says_what_to_install(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\necho 3.8\n", encoding="utf-8")
    old.chmod(0o755)
    (tmp_path / "scripts").mkdir()
    copy = tmp_path / "scripts" / "bootstrap.py"
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")
    copy.write_text(source.replace("yield sys.executable", ""), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(copy)], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert "needs Python 3.11 to 3.13; found: 3.8" in ran.stderr
    assert "What to do" in ran.stderr


def test_misuse_is_told():
    ran = subprocess.run([sys.executable, install.__file__, "--prod"], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "--dev" in ran.stderr
