"""Whatever bytes or names come in: either an answer that keeps its promises or a BadInput, never anything else."""

from __future__ import annotations

import contextlib
import io
import re

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from core.cli.reply import visible
from core.errors import BadInput
from core.segments.ids import ID_LIMIT, read_ids
from core.segments.model import SLUG_LIMIT, checked_name, slug_of
from core.services.exchange import definition_in
from core.services.transfer import as_csv, ids_in

LINES = st.lists(st.text("customer_id,;\t\"' \n\r0aé=\x00\ufeff", max_size=12), max_size=8).map("\n".join)
FILES = st.one_of(st.binary(max_size=60), LINES.map(str.encode), LINES.map(lambda t: t.encode("utf-16")))


@given(data=FILES, column=st.none() | st.text(max_size=4))
def test_any_file_is_read_or_refused(data: bytes, column: str | None) -> None:
    with contextlib.suppress(BadInput):
        ids = read_ids(data, column=column)
        assert ids.dtype == pl.String
        assert len(ids) == ids.n_unique() > 0
        assert ids.null_count() == 0
        assert all(i == i.strip() and 0 < len(i) <= ID_LIMIT for i in ids)


@given(data=FILES, ending=st.sampled_from(["csv", "parquet"]))
def test_any_upload_is_read_or_refused(data: bytes, ending: str) -> None:
    with contextlib.suppress(BadInput):
        ids_in(f"file.{ending}", data)
    with contextlib.suppress(BadInput):
        definition_in(data)


IDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)


@given(ids=st.lists(IDS, min_size=1, max_size=12, unique=True))
def test_ids_survive_an_export_and_an_import(ids: list[str]) -> None:
    kept = [i for i in ids if not re.match(r"'[=+\-@]", i)]  # spelt as an export quotes a formula
    if kept:
        data = as_csv(pl.DataFrame({"customer_id": kept}))
        assert read_ids(data).to_list() == kept
        cells = pl.read_csv(io.BytesIO(data), infer_schema=False)["customer_id"]
        assert [c for c in cells if c[0] in "=+-@"] == []


@given(name=st.text(max_size=140))
def test_any_name_has_a_short_name_or_is_refused(name: str) -> None:
    with contextlib.suppress(BadInput):
        clean = checked_name(name)
        slug = slug_of(clean)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        assert len(slug) <= SLUG_LIMIT
        assert slug_of(slug) == slug
        assert slug_of(f"  {clean.casefold()} ") == slug


@given(text=st.text(max_size=60))
def test_what_is_printed_is_nothing_that_a_terminal_acts_on(text: str) -> None:
    shown = visible(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert visible(shown) == shown
