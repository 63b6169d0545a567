"""Documents against code: what is generated is current, what is written by hand is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.config import Settings
from scripts.docs import DOCUMENTS, present
from scripts.docs.messages import error_classes, messages
from scripts.docs.troubleshooting import advice, document, escaped, sections
from tests.architecture.source import ROOT, tracked

STALE = "run `make docs` and commit what it writes"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_made_from_the_code_is_current(name):
    text = present(name)
    assert text != "", STALE
    assert DOCUMENTS[name](text) == text, STALE


def test_the_example_settings_can_be_used_as_they_are(tmp_path):
    example = present(".env.example")
    file = tmp_path / ".env"
    file.write_text(re.sub(r"^# ([A-Z_]+=)", r"\1", example, flags=re.MULTILINE), encoding="utf-8")
    assert Settings.load(file, {}) == Settings()


def entries() -> set[tuple[str, str]]:
    classes = {c.__name__ for c in error_classes()}
    return {
        (title, what)
        for title, body in sections(present("docs/TROUBLESHOOTING.md"))
        if title in classes
        for what in re.findall(r"^### (.+)$", body, flags=re.MULTILINE)
    }


def test_every_message_is_in_troubleshooting_and_every_entry_is_in_the_code():
    in_code = {(m.error, escaped(m.what)) for m in messages()}
    assert entries() - in_code == set(), f"these messages are no longer in the code; {STALE}"
    assert in_code - entries() == set(), f"these messages are not described; {STALE}"


def test_advice_written_by_hand_survives_also_when_its_message_is_reworded():
    key = next(k for k in sorted(entries()) if k[0] == "SnapshotMissing" and "taken yet" in k[1])
    heading = f"### {key[1]}\n"
    text = document("")
    remedy = next(line for line in text.partition(heading)[2].splitlines() if line)
    written = text.replace(f"{heading}\n{remedy}\n", f"{heading}\n{remedy}\n\nBy hand.\n\n- twice\n")
    assert advice(written)[key] == "By hand.\n\n- twice"
    assert document(written) == written
    older = written.replace(heading, heading.replace("was taken yet", "has been taken so far"))
    assert document(older) == written
    own = text.replace("\n## ConfigError", "\n## Installing\n\nDo it twice.\n\n## ConfigError", 1)
    assert document(own) == own


def packages() -> dict[str, Path]:
    return {f"core.{p.name}": p for p in (ROOT / "core").iterdir() if (p / "__init__.py").is_file()} | {
        f"core.{p.stem}": p for p in (ROOT / "core").glob("*.py") if not p.stem.startswith("__")
    }


def test_the_table_of_packages_in_the_architecture_is_the_code():
    text = present("ARCHITECTURE.md")
    table = text.partition("## The packages")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(core\.\w+)` \| (.+) \|$", table, flags=re.MULTILINE)
    assert sorted(n for n, _ in rows) == sorted(packages())
    assert [n for n, about in rows if len(about) < 10] == []


def test_what_the_architecture_calls_still_to_come_is_not_there_yet():
    text = present("ARCHITECTURE.md")
    coming = text.partition("## Still to come")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(core\.\w+)`", coming))
    assert named != set()
    assert named & set(packages()) == set()


def documents() -> list[Path]:
    return [f for f in tracked() if f.suffix == ".md" and f.parts[-2] in (ROOT.name, "docs")]


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{file.name}: {target}"
        for file in documents()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8"))
        if not (file.parent / target).exists()
    ]
    assert broken == []


def test_commands_named_in_documents_are_in_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {t for f in documents() for t in re.findall(r"`make ([a-z]+)", f.read_text(encoding="utf-8"))}
    assert named - targets == set()
