"""Quoting that no file name breaks out of, and footers that tell a whole file from a damaged one."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from core.errors import SnapshotCorrupt
from core.warehouse import Engine
from core.warehouse.parquet import content_digest, fault, footer_digest, identifier, paths_in, quoted, relation

NASTY = ["plain", "it's", "a [b] c", "*", "what?", "[*]'?", "}; drop table x --", "ünï ç"]


@pytest.mark.parametrize("name", NASTY)
def test_a_file_of_any_name_is_read_and_no_other(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "t.parquet"
    for folder, value in [(path.parent, 1), (tmp_path / "b", 2), (tmp_path / "decoy", 3)]:
        folder.mkdir(parents=True, exist_ok=True)
        pl.DataFrame({"x": [value]}).write_parquet(folder / "t.parquet")
    sql = f"SELECT x FROM {relation(path)}"
    assert Engine(threads=1).rows(sql) == [(1,)]
    assert paths_in(sql) == [path]


def test_a_missing_file_with_a_pattern_for_a_name_matches_nothing_else(tmp_path: Path) -> None:
    pl.DataFrame({"x": [1]}).write_parquet(tmp_path / "ab.parquet")
    with pytest.raises(SnapshotCorrupt, match="it is not there"):
        Engine(threads=1).rows(f"SELECT * FROM {relation(tmp_path / 'a*.parquet')}")


def test_literals_and_identifiers_are_escaped() -> None:
    assert quoted("it's") == "'it''s'"
    assert identifier('a"b') == '"a""b"'
    assert Engine(threads=1).rows(f"SELECT {quoted(chr(39) * 3)} AS {identifier(chr(34))}") == [("'''",)]


def test_a_whole_file_has_no_fault_and_every_damaged_one_has(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame({"x": range(1000)}).write_parquet(path)
    whole = path.read_bytes()
    assert fault(path) is None
    for damaged, why in [
        (b"", "it has only 0 bytes"),
        (whole[:-1], "its end is not that"),
        (whole[: len(whole) // 2], "its end"),
        (b"PAR1" + b"\xff" * 4 + b"PAR1" + b"x" * 8, "its end"),
        (b"PAR1" * 6, "its end"),
    ]:
        path.write_bytes(damaged)
        assert why in (fault(path) or "")
    path.unlink()
    assert fault(path) == "it is not there"
    assert fault(tmp_path) is not None  # a folder


def test_digests_notice_a_changed_byte(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame({"x": range(1000)}).write_parquet(path)
    whole = path.read_bytes()
    in_footer, in_all = footer_digest(path), content_digest(path)
    path.write_bytes(whole[:50] + bytes([whole[50] ^ 1]) + whole[51:])
    assert footer_digest(path) == in_footer
    assert content_digest(path) != in_all
    path.write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    assert footer_digest(path) != in_footer
