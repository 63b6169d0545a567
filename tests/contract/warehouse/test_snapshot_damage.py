"""Damage to snapshots: named with its file and a remedy, mended by a refresh, and never made worse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import SnapshotCorrupt, SnapshotTooNew
from tests.contract.warehouse.little import little_profile, little_source, little_store


def test_a_damaged_or_lost_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    store = little_store(tmp_path)
    snapshot = store.refresh(little_source(tmp_path), little_profile(tmp_path))
    path = snapshot.files("visits")[0]
    whole = path.read_bytes()
    for damaged, why in [
        (None, "it is not there"),
        (b"", "only 0 bytes"),
        (whole[:-1], "its end"),
        (whole[:-1] + b"X", "its end"),
        (whole[:-30] + b"\xff" + whole[-29:], "not the file that was written"),
        (whole[:20] + whole[19:], "not the file that was written"),
    ]:
        path.unlink(missing_ok=True)
        if damaged is not None:
            path.write_bytes(damaged)
        with pytest.raises(SnapshotCorrupt, match=rf"visits\.parquet cannot be read: .*{why}") as caught:
            store.current()
        assert "warehouse refresh" in caught.value.fix
        with pytest.raises(SnapshotCorrupt, match=r"visits\.parquet"):
            store.verify(snapshot)
    path.write_bytes(whole)
    store.verify(store.current())


def test_a_flipped_bit_in_the_data_is_found_by_verify(tmp_path: Path) -> None:
    store = little_store(tmp_path)
    snapshot = store.refresh(little_source(tmp_path), little_profile(tmp_path))
    store.verify(snapshot)
    for table in ("visits", "customers"):
        whole = snapshot.files(table)[0].read_bytes()
        snapshot.files(table)[0].write_bytes(whole[:10] + bytes([whole[10] ^ 1]) + whole[11:])
    store.current()  # the cheap check reads ends only
    with pytest.raises(SnapshotCorrupt, match=r"customers\.parquet, .*visits\.parquet"):
        store.verify(snapshot)


@pytest.mark.parametrize("name", ["manifest.json", "snapshot.json"])
@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}', '{"format": 1, "published": [{"id": 5}]}'])
def test_a_damaged_manifest_is_named_and_mended_by_a_refresh(tmp_path: Path, name: str, text: str) -> None:
    store = little_store(tmp_path)
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    first = store.refresh(source, profile)
    path = (store.folder if name == "manifest.json" else first.folder) / name
    path.write_text(text)
    with pytest.raises(SnapshotCorrupt, match=name):
        store.current()
    second = store.refresh(source, profile)
    assert store.current() == second
    assert [s.id for s in store.list()] == ([first.id, second.id] if name == "manifest.json" else [second.id])


def test_a_lost_manifest_loses_no_snapshot(tmp_path: Path) -> None:
    store = little_store(tmp_path, keep=3)
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    first = store.refresh(source, profile)
    (store.folder / "manifest.json").unlink()
    second = store.refresh(source, profile)
    assert [s.id for s in store.list()] == [first.id, second.id]


@pytest.mark.parametrize("name", ["manifest.json", "snapshot.json"])
def test_what_a_newer_version_wrote_is_left_alone(tmp_path: Path, name: str) -> None:
    store = little_store(tmp_path)
    source, profile = little_source(tmp_path), little_profile(tmp_path)
    snapshot = store.refresh(source, profile)
    path = (store.folder if name == "manifest.json" else snapshot.folder) / name
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 3, "new": "thing"}))
    for read in (store.current, lambda: store.get(snapshot.id), store.list):
        with pytest.raises(SnapshotTooNew, match=r"format 3; this one reads up to 2") as caught:
            read()
    assert "LAB_HOME" in caught.value.fix
    if name == "manifest.json":
        with pytest.raises(SnapshotTooNew):
            store.refresh(source, profile)
        assert snapshot.folder.exists()
