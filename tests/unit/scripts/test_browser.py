from __future__ import annotations

import sys

from scripts import browser


def test_a_stub_in_the_path_is_not_taken_for_a_browser(tmp_path):
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho 'please install the snap'\n", encoding="utf-8")
    stub.chmod(0o755)
    assert not browser.works(str(stub))
    assert not browser.works(str(tmp_path / "none"))


def test_a_command_that_hangs_is_ended_with_its_children(tmp_path):
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    code, text = browser.run([sys.executable, "-c", script], seconds=1)
    assert code == 124
    assert "no end after 1 s" in text


def test_exit_code_and_output_of_a_command_are_returned():
    assert browser.run([sys.executable, "-c", "import sys; print('hi'); sys.exit(3)"], seconds=20) == (3, "hi\n")
