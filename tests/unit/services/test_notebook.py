"""In a notebook: objects show themselves, and the notebook that a page hands out runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat

from core.config import Settings
from core.services.lab import Lab
from core.services.notebook import notebook_for, show_richly

ROOT = Path(__file__).resolve().parents[3]
BIG = {">": [{"var": "total_revenue"}, 1000]}
NASTY = "<script>alert(1)</script> & 'quotes' \"both\""


def test_previews_reasons_and_differences_show_themselves(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    shop.segments.edit("big", seen=1, rule={"and": [BIG, {"==": [{"var": "age"}, NASTY]}]})
    preview = shop.audiences.preview(shop.segments.rule("big"))
    html = preview._repr_html_()
    assert f"0 of {preview.total} customers" in html
    assert "1 May 2017, 00:00 EDT" in html
    assert "No customer at all satisfies" in html
    why = shop.audiences.why("big", 3)._repr_html_()
    assert "Customer 3 is not a member of big" in why
    assert "Age (years): " in why
    difference = shop.memberships.diff("big")
    assert f"0 joined, {len(difference.left)} left" in difference._repr_html_()
    for shown in (html, why):
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown


def test_outside_of_a_notebook_nothing_is_taught() -> None:
    assert show_richly() is False


KERNEL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
book = json.loads(sys.stdin.read())
for cell in book["cells"]:
    if cell["cell_type"] == "code":
        ran = shell.run_cell(cell["source"], silent=False, store_history=False)
        ran.raise_error()
        shown = {} if ran.result is None else shell.display_formatter.format(ran.result)[0]
        print("\\n@@" + json.dumps(shown.get("text/html", "")))
"""


def test_the_notebook_of_a_page_is_valid_runs_and_shows_all(shop: Lab, shop_settings: Settings) -> None:
    shop.segments.create(NASTY, BIG, description="Who <b>spends</b>.")
    shop.segments.create_static("Friends", ["1", "2"])
    nbformat.validate(nbformat.reads(notebook_for(shop.segments.get("friends")), as_version=4))
    text = notebook_for(shop.segments.get(NASTY))
    nbformat.validate(nbformat.reads(text, as_version=4))
    env = os.environ | {
        "LAB_HOME": str(shop_settings.home), "DWH_URL": shop_settings.dwh_url.get_secret_value(),
        "DWH_PROFILE": shop_settings.dwh_profile, "IPYTHONDIR": str(shop_settings.home / "ipython"),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", KERNEL], cwd=ROOT, env=env, input=text, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    shown = [json.loads(line[2:]) for line in ran.stdout.splitlines() if line.startswith("@@")]
    assert shown[0] == ""
    segment, preview, members, profile = shown[1:]
    assert "&lt;script&gt;" in segment
    assert "of 60 customers" in preview
    assert "total_revenue" in members
    assert "Profile" in profile
    assert "<script>" not in segment
