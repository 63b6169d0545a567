"""What may know what, as far as the import contracts cannot see it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT, modules, name, tracked, tree

HEAVY = {"tensorflow", "keras", "mlflow", "sklearn", "matplotlib", "torch", "scipy", "statsmodels"}


def loaded_by(statements: str) -> set[str]:
    code = f"import sys\n{statements}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.splitlines()[-1].split())


def dotted(path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_core_starts_without_the_ui_and_without_training():
    names = [dotted(f) for f in modules("core") if "migrations" not in f.parts and f.name != "__main__.py"]
    loaded = loaded_by("\n".join(f"import {n}" for n in names))
    assert loaded & (HEAVY | {"streamlit"}) == set()


def test_nothing_that_a_page_loads_imports_training():
    shell = [dotted(f) for f in modules("app") if f.name != "main.py"]  # the entry draws a page when it is imported
    statements = {f"import {n}" for n in shell}
    for script in [*modules("pages"), ROOT / "app" / "main.py"]:
        if script.exists():
            statements |= {ast.unparse(node) for node in ast.walk(tree(script)) if isinstance(node, ast.Import)}
            statements |= {
                ast.unparse(node)
                for node in ast.walk(tree(script))
                if isinstance(node, ast.ImportFrom) and node.module != "__future__"
            }
    assert loaded_by("\n".join(sorted(statements))) & HEAVY == set()


@pytest.mark.parametrize("page", modules("pages"), ids=name)
def test_a_page_is_a_script_not_a_library(page):
    kinds = {type(node).__name__ for node in ast.walk(tree(page))}
    assert not kinds & {"ClassDef", "AsyncFunctionDef"}
    strings = [n.value for n in ast.walk(tree(page)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert [s for s in strings if re.search(r"\bselect\b.+\bfrom\b", s, re.IGNORECASE | re.DOTALL)] == []


FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}


def test_no_text_becomes_code():
    found = [
        f"{name(f)}:{node.lineno}"
        for f in modules("core", "app", "pages")
        for node in ast.walk(tree(f))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS
    ]
    assert found == []


def test_json_logic_qubit_which_runs_python_for_whoever_writes_the_rule_lives_in_rules():
    word = re.compile(r"\bjson_logic\b")  # core.rules loads a private copy, which the import contracts do not see
    naming = {name(f) for f in modules("core", "app", "pages") if word.search(f.read_text(encoding="utf-8"))}
    assert naming != set()
    assert {f for f in naming if not f.startswith("core/rules/")} == set()


def test_nothing_is_patched_in_tests():
    words = re.compile(r"monkeypatch\.setattr|mock\.patch|unittest\.mock|MagicMock|mocker\b")
    here = "test_boundaries.py"
    patched = [name(f) for f in modules("tests") if f.name != here and words.search(f.read_text(encoding="utf-8"))]
    assert patched == []


TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".yaml",
    ".yml",
    ".json",
    ".ipynb",
    ".js",
    ".jsx",
    ".css",
    ".html",
    ".sh",
    "",
}
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "registry." + "yarnpkg", "files.python" + "hosted"]
MACHINE = re.compile(r"(?<![\w.$}~/:*-])/(?:work|root|home|Users|mnt|opt)/[\w.-]+")


def text_files():
    return [f for f in tracked() if f.suffix in TEXTS and f.stat().st_size < 3_000_000]


def test_no_file_names_a_package_registry():
    found = {name(f): h for f in text_files() for h in HOSTS if h in f.read_text(encoding="utf-8", errors="replace")}
    assert found == {}


def test_no_file_names_a_path_of_somebodys_machine():
    found = {}
    for f in text_files():
        hit = MACHINE.search(f.read_text(encoding="utf-8", errors="replace"))
        if hit and name(f) != "tests/architecture/test_boundaries.py":
            found[name(f)] = hit.group()
    assert found == {}


def test_lock_files_hold_exact_pins_and_no_addresses():
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = [
            line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if line and line[0] not in " #"
        ]
        assert lines != []
        assert [line for line in lines if not re.match(r"^[a-z0-9-]+(\[[a-z0-9,-]+\])?==\S+( ; .+)?$", line)] == []
