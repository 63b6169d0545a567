from __future__ import annotations

import os

from core.config import Settings
from scripts.verify import Outcome, Step, clean_environment, run, run_all, summary


def test_a_step_hands_its_output_on_and_keeps_pytests_closing_line(capfdbinary):
    code = "import sys; print('noise'); print('== 3 passed, 1 skipped in 0.12s =='); sys.exit(3)"
    outcome = run(Step("tests", ("-c", code)), os.environ)
    assert outcome.code == 3
    assert outcome.closing == "== 3 passed, 1 skipped in 0.12s =="
    assert b"noise" in capfdbinary.readouterr().out


def test_the_closing_line_is_found_under_colours_and_past_a_minute():
    code = "print('\\x1b[32m===== 900 passed in 75.01s (0:01:15) =====\\x1b[0m')"
    assert run(Step("tests", ("-c", code)), os.environ).closing == "===== 900 passed in 75.01s (0:01:15) ====="


def test_the_tests_read_the_demo_that_was_set_up_before_them():
    asks = Step("tests", ("-c", "import os, sys; sys.exit(os.environ.get('DEMO_HOME') != os.environ['LAB_HOME'])"))
    for code, is_there in ((0, True), (1, False)):
        env = os.environ | {"LAB_HOME": "somewhere"}
        set_up, tested = run_all([Step("setup", ("-c", f"raise SystemExit({code})")), asks], env)
        assert (set_up.code, not tested.code) == (code, is_there)


def test_the_summary_names_what_failed_and_repeats_the_closing_lines():
    outcomes = [Outcome(Step("ruff", ()), 1, 0.1), Outcome(Step("tests", ()), 0, 9.0, "==== 5 passed in 8.9s ====")]
    text = summary(outcomes, has_browser=True)
    assert "FAILED  ruff" in text
    assert "5 passed in 8.9s" in text
    assert "Failed: ruff." in text
    assert "WARNING" not in text


def test_missing_browser_is_shouted():
    assert "browser tests did NOT run" in summary([], has_browser=False)


def test_a_persons_settings_do_not_reach_the_steps(tmp_path):
    env = clean_environment(str(tmp_path))
    assert Settings.load(tmp_path / ".env", env) == Settings(lab_home=tmp_path)
