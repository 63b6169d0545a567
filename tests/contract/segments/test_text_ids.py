"""A warehouse whose customers have text for ids: quotes, formulas, commas, other scripts. Nothing may bend them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from core.errors import NotFound
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.transfer import as_csv
from tests.unit.services import shop as builder

STRANGE = (
    "A-1", "O'Brien", '"quoted"', "=1+1", "+49 30", "-5", "@sum", "Zoë 7", "a,b", "x;y", "tab\there", "007", "7",
    "'; DROP TABLE segment;--", "кот", "日本", "{{7*7}}", "null", "NaN", "1e5", "%_", "\\", "it''s", "''", "id",
)  # fmt: skip
BIG = {">": [{"var": "transaction_count"}, 15]}


def name(n: int) -> str:
    return STRANGE[n - 1] if n <= len(STRANGE) else f"c{n:03}"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("text") / "a [lab] for 'us' *"  # a folder's name is no pattern and no SQL either
    with Lab.open(builder.build(home, name=name), clock=FixedClock(builder.CLOCK)) as lab:
        lab.segments.create("Big", BIG)
        lab.segments.create_static("All", [name(n) for n in range(1, builder.N + 1)])
        yield lab


EVERYBODY = {name(n) for n in range(1, builder.N + 1)}


def test_every_id_is_known_as_it_is_spelt(lab: Lab) -> None:
    assert lab.segments.get("all").definition.n_ids == builder.N
    assert set(lab.segments.ids("all")) == set(lab.audiences.members("all")) == EVERYBODY
    listing = lab.segments.create_static("Spelling", ["7", "07", "Zoe 7", "zoë 7", "O'Brien"])
    assert listing.unknown.to_list() == ["07", "Zoe 7", "zoë 7"]


def test_members_and_their_recording_keep_the_type(lab: Lab) -> None:
    wanted = sorted(name(n) for n in range(1, builder.N + 1) if len(builder.days_of(n)) > 15)
    members = lab.audiences.members("big")
    assert (members.dtype, members.to_list()) == (pl.String, wanted)
    run = lab.memberships.recalculate("big")
    recorded = lab.memberships.recorded("big")["customer_id"]
    assert (run.n_members, recorded.to_list()) == (len(wanted), wanted)


@pytest.mark.parametrize("customer", [s for s in STRANGE if s.strip() == s])
def test_why_finds_exactly_this_customer(lab: Lab, customer: str) -> None:
    why = lab.audiences.why("big", customer)
    n = STRANGE.index(customer) + 1
    assert (why.customer_id, why.is_member) == (customer, len(builder.days_of(n)) > 15)


@pytest.mark.parametrize("smuggled", ["' OR '1'='1", "A-1' --", "A-1; DROP TABLE x", "%", "A-_", "\x00", "A-1\n"])
def test_a_smuggled_id_is_just_unknown(lab: Lab, smuggled: str) -> None:
    if smuggled.strip() in EVERYBODY:
        assert lab.audiences.why("big", smuggled).customer_id == smuggled.strip()
    else:
        with pytest.raises(NotFound, match="There is no customer"):
            lab.audiences.why("big", smuggled)


FORMS = [("csv", "ids"), ("csv", "features"), ("parquet", "ids"), ("parquet", "features"), ("json", "ids")]


@pytest.mark.parametrize(("ending", "columns"), FORMS)
def test_a_list_survives_export_and_import(lab: Lab, tmp_path: Path, ending: str, columns: str) -> None:
    file = tmp_path / f"all.{ending}"
    lab.transfer.write("all", file, features=columns == "features")
    back = f"Back {ending} {columns}"
    listing = lab.transfer.read(file, name=back)
    assert listing.unknown.to_list() == []
    assert set(lab.segments.ids(back)) == EVERYBODY


def test_a_spreadsheet_finds_no_formula_in_an_export(lab: Lab) -> None:
    frame = lab.transfer.members("all", features=True).with_columns(
        age=pl.lit("=HYPERLINK(1)"), departments_bought=pl.lit(["@a", "b"])
    )
    text = as_csv(frame).decode()
    cells = [c for column in pl.read_csv(io.StringIO(text), infer_schema=False) for c in column if c is not None]
    numbers = {c for column in pl.read_csv(io.StringIO(text)).select(pl.selectors.numeric()) for c in map(str, column)}
    assert [c for c in cells if c[:1] in ("=", "+", "@", "\t", "\r")] == []
    assert {c for c in cells if c[:1] == "-"} <= numbers
    assert {"'=1+1", "'-5", "'+49 30", "'@sum", "'=HYPERLINK(1)", "'@a; b"} <= set(cells)


def test_a_definition_is_exact_json(lab: Lab, tmp_path: Path) -> None:
    lab.transfer.write("all", tmp_path / "all.json")
    found = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert (found["format"], found["kind"], found["name"]) == ("loyalty-lab/segment@1", "static", "All")
    assert set(found["ids"]) == EVERYBODY


def test_lists_and_rules_combine(lab: Lab) -> None:
    rule = {"and": [{"==": [{"var": "segment.all"}, True]}, BIG, {"<": [{"var": "bucket.a"}, 5000]}]}
    preview = lab.audiences.preview(rule)
    assert [n.members for n in preview.nodes][:3] == [preview.members, builder.N, len(lab.audiences.members("big"))]
