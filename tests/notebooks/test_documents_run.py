"""What README.md, docs/WORKFLOW.md and docs/WAREHOUSE.md show of a terminal is what happens there.

Only blocks that begin with ```console are terminals. A line after `$ ` is a command, with settings before it if needed;
what follows it, up to the next command, is what it prints (… stands for what differs from day to day, nothing at
all for "it works"). What begins with `error:` goes to the error output and the exit code is 1.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.cli.main import main
from tests.architecture.source import ROOT

DOCUMENTS = ("README.md", "docs/WORKFLOW.md", "docs/WAREHOUSE.md")
OURS = re.compile(r"((?:[A-Z_]+=\S+ )*)python -m core (.*)")


@dataclass(frozen=True)
class Example:
    """One command of a document, where it stands, and what the document says that it prints."""

    place: str
    command: str
    shown: str

    @property
    def is_refused(self) -> bool:
        return self.shown.startswith("error:")

    def is_answered_by(self, printed: str) -> bool:
        if not self.shown:
            return True
        pattern = r"[\s\S]*?".join(re.escape(part) for part in re.split(r"\s*…\s*", self.shown))
        return re.fullmatch(pattern, printed.strip()) is not None


def examples(document: str, text: str) -> list[Example]:
    found = []
    for block in re.finditer(r"^```console\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL):
        for part in re.finditer(r"^\$ (.*?)(?=^\$ |\Z)", block[1], flags=re.MULTILINE | re.DOTALL):
            command, _, shown = part[1].replace("\\\n", " ").partition("\n")
            line = text.count("\n", 0, block.start(1) + part.start()) + 1
            found.append(Example(f"{document}:{line}", " ".join(command.split()), shown.strip()))
    return found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_of_a_document_do_what_it_shows(document, demo_copy, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LAB_HOME", str(demo_copy))
    monkeypatch.chdir(tmp_path)
    shown = examples(document, (ROOT / document).read_text(encoding="utf-8"))
    ours = [(e, found) for e in shown if (found := OURS.fullmatch(e.command))]
    assert ours != []
    for example, (given, command) in ((e, m.groups()) for e, m in ours):  # in their order: one may build on another
        with monkeypatch.context() as around:
            for name, _, value in (word.partition("=") for word in given.split()):
                around.setenv(name, value)
            code = main(shlex.split(command))
        out, err = capsys.readouterr()
        assert (code, example.place) == (1 if example.is_refused else 0, example.place), err
        printed = err if example.is_refused else out
        assert example.is_answered_by(printed), f"{example.place} shows\n{example.shown}\nbut it prints\n{printed}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_other_command_of_a_document_exists(document):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    others = [
        e for e in examples(document, (ROOT / document).read_text(encoding="utf-8")) if not OURS.fullmatch(e.command)
    ]
    strange = [e for e in others if not is_known(shlex.split(e.command), targets)]
    assert strange == []


def is_known(words: list[str], targets: set[str]) -> bool:
    match words:
        case ["make", *rest]:
            return {w for w in rest if "=" not in w} <= targets
        case ["source", ".venv/bin/activate"]:
            return True
        case ["python", "-m", "pytest", *rest]:
            return all((ROOT / w).exists() for w in rest if not w.startswith("-"))
        case ["python", "-m", "scripts.verify", *steps]:
            text = (ROOT / "scripts" / "verify.py").read_text(encoding="utf-8")
            return all(f'Step("{s}"' in text for s in steps)
        case ["python", "-m", module]:
            return Path(ROOT, *module.split(".")).is_dir() or Path(ROOT, *module.split(".")).with_suffix(".py").exists()
    return False


def test_an_example_is_read_with_its_command_its_place_and_what_it_shows():
    shown = "$ python -m core x \\\n    --y '1 2'\nid 7 …\nend\n$ make run"
    text = f"a\n```console\n{shown}\n```\n```\n$ not a terminal\n```\n"
    first, second = examples("A.md", text)
    assert (first.place, first.command, first.shown) == ("A.md:3", "python -m core x --y '1 2'", "id 7 …\nend")
    assert (second.command, second.shown) == ("make run", "")
    assert first.is_answered_by("id 7 of today\nend\n")
    assert not first.is_answered_by("id 8 of today\nend\n")
    assert not first.is_answered_by("id 7 of today\nend\nand more\n")
