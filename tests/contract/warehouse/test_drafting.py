"""A drafted profile and dictionary load, fit their source, and can be refreshed and asked without an edit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import yaml

from core.config import Settings
from core.errors import BadInput, Refused, WarehouseError
from core.features import Dictionary
from core.kernel.clock import FixedClock
from core.services.drafting import Drafted, Drafting
from core.services.lab import Lab
from core.warehouse import Profile, connect, demo_path
from core.warehouse.purchases import Purchases
from tests.contract.warehouse import nasty
from tests.postgres import run

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Kept = tuple[Drafted, Profile, Dictionary]


def duckdb_url(path: Path, *statements: str) -> str:
    with duckdb.connect(str(path)) as db:
        for statement in statements:
            db.execute(statement)
    return f"duckdb:///{path}"


@pytest.fixture
def kept(tmp_path: Path) -> Callable[..., Kept]:
    """Draft the warehouse at an address and take it into use as it is: load, check, refresh, compute the features."""

    def drafted(url: str, **options: str) -> Kept:
        settings = Settings(lab_home=tmp_path / "lab", dwh_url=url, lab_threads=1)
        drafting = Drafting(settings)
        found = drafting.draft(url, name="mine", **options)
        path, features = drafting.write(found, tmp_path / "out" / "mine.yaml")
        profile = Profile.load(path)
        dictionary = Dictionary.load(features, profile=profile)
        assert connect(settings).check(profile) == []
        own = settings.model_copy(update={"dwh_profile": str(path), "lab_dictionary": str(features)})
        with Lab.open(own, clock=FixedClock(NOW)) as lab:
            assert lab.warehouse.refresh().tables.keys() == profile.tables.keys()
            view = lab.features.view()
            assert view.n_customers > 0
            assert list(view.schema) == list(dictionary.schema)
        return found, profile, dictionary

    return drafted


def test_the_demo_is_drafted_as_a_person_would(kept: Callable[..., Kept], demo_home: Path) -> None:
    found, profile, dictionary = kept(f"duckdb:///{demo_path(demo_home)}")
    tables = profile.tables
    assert list(tables)[:2] == ["customers", "transactions"]
    assert "UNION SELECT" in (tables["customers"].sql or "")  # no table has all of the 2,469 households
    bought = tables["transactions"]
    assert (bought.instant, bought.day, bought.references) == (
        "occurred_at", "occurred_on", {"product_id": "products"}
    )  # fmt: skip
    assert {"basket_id", "sales_cents", "product_id", "customer_id"} <= bought.columns.keys()
    assert tables["coupon_redemptions"].columns["redemption_date"].type.value == "date"
    assert [n for n, t in tables.items() if t.is_state] == ["campaigns", "demographics"]
    assert dictionary.state_tables == ("campaigns", "demographics")
    assert profile.purchases == Purchases(
        table="transactions", basket="basket_id", amount="sales_cents", quantity="quantity",
        discount=("retail_disc_cents", "coupon_disc_cents", "coupon_match_disc_cents"),
        per_basket={"store_id": "store_id"},
        per_line={"department": "products.department", "brand": "products.brand"},
    )  # fmt: skip
    assert {"total_revenue", "r_score", "top_department", "income"} <= dictionary.schema.keys()
    assert "coupons" in found.profile.split("# Left out: ")[1]
    assert found.n_questions == (found.profile + found.dictionary).count("# ?") > 10


def test_a_telecom_in_postgres_is_drafted_from_its_keys_and_indexes(
    kept: Callable[..., Kept], postgres_url: str, tmp_path: Path
) -> None:
    with Lab.open(Settings(lab_home=tmp_path / "lab"), clock=FixedClock(NOW)) as lab:
        lab.loading.generate(postgres_url, customers=300)
    _, profile, dictionary = kept(postgres_url)
    customers = profile.tables["customers"]
    assert (customers.source, customers.key, customers.watermark, customers.is_state) == (
        "customer_features_view", ("customer_id",), "updated_at", True,
    )  # fmt: skip
    assert profile.tables["transactions"].source == "customer_transaction_history"
    assert profile.tables["transactions"].key == ("basket_id",)
    assert {n: t.instant for n, t in profile.tables.items()} == {
        "customers": None, "transactions": "occurred_at", "offer": "offered_at", "churn": "churned_at",
    }  # fmt: skip
    assert profile.tables["offer"].key == ("customer_id", "offer", "offered_at")
    assert dictionary.schema["customer_tier"].allowed == ("bronze", "gold", "platinum", "silver")
    assert {"total_revenue", "revenue_91d", "offer_converted_count", "churn_count"} <= dictionary.schema.keys()
    assert dictionary.state_tables == ("customers",)
    assert profile.purchases == Purchases(
        table="transactions",
        basket="basket_id",
        amount="sales_cents",
        per_basket={"channel": "channel", "kind": "kind"},
    )


def check_nasty(found: Drafted, profile: Profile, dictionary: Dictionary) -> None:
    tables = profile.tables
    customers = tables["customers"]
    assert (customers.source, customers.key) == ("crm.Kunden", ("customer_id",))
    assert customers.columns["customer_id"].source == "Kunden Nr"
    assert not {"e_mail", "name"} & customers.columns.keys()
    assert "E-Mail is left out: looks like a personal datum" in found.profile
    orders = tables["transactions"]
    assert orders.source == "Sales Dept.Customer Orders"
    assert orders.instant == "occurred_at"
    assert orders.columns["occurred_at"].expression == "timezone('UTC', \"Order Date\")"
    assert orders.key == ("basket_id",)
    assert profile.purchases is None  # a price of three decimals cannot be kept in cents
    assert tables["ta_ble"].sql == 'SELECT * FROM "we.ird"."ta.ble"\n'
    assert {"events", "events_2"} <= tables.keys()
    left_out = found.profile.split("# Left out: ")[1]
    assert "#   stock\n" in left_out
    assert "#   crm.broken: " in left_out
    assert dictionary.schema["top_kind"].allowed == ("# b", 'it\'s: "a"')
    assert dictionary.schema["tier"].allowed == ("1", "gold")
    assert "place is left out" in found.profile
    assert tables["details"].columns["tags"].type.value == "list[string]"


def test_a_nasty_schema_in_postgres(kept: Callable[..., Kept], postgres_url: str) -> None:
    run(postgres_url, *nasty.POSTGRES, "ANALYZE")
    found, profile, dictionary = kept(postgres_url)
    check_nasty(found, profile, dictionary)
    details = profile.tables["details"]
    assert details.columns.keys() == {"customer_id", "tags", "balance_cents", "seen", "huge"}
    assert details.description == 'Several lines: - "quoted" # and more'
    assert details.columns["tags"].description == "it's: {a, b} # c"


def test_a_nasty_schema_in_duckdb(kept: Callable[..., Kept], tmp_path: Path) -> None:
    found, profile, dictionary = kept(duckdb_url(tmp_path / "nasty.duckdb", *nasty.DUCKDB))
    check_nasty(found, profile, dictionary)
    assert profile.tables["details"].columns.keys() == {"customer_id", "tags", "huge"}


def test_a_list_of_customers_and_nothing_else(kept: Callable[..., Kept], tmp_path: Path) -> None:
    url = duckdb_url(tmp_path / "one.duckdb", "CREATE TABLE clients AS SELECT 7 AS id, 'a' AS city")
    _, profile, dictionary = kept(url)
    assert profile.tables.keys() == {"customers"}
    assert profile.purchases is None
    assert list(dictionary.schema) == ["city"]


def test_the_table_of_the_customers_can_be_named(kept: Callable[..., Kept], tmp_path: Path) -> None:
    url = duckdb_url(
        tmp_path / "odd.duckdb",
        "CREATE TABLE zebras AS SELECT i AS zebra, i % 3 AS stripes FROM range(20) AS t(i)",
        "CREATE TABLE meals AS SELECT i % 20 AS zebra, eaten_at FROM range(60) AS t(i), "
        "(SELECT TIMESTAMPTZ '2026-01-01 12:00:00+00' AS eaten_at)",
    )  # fmt: skip
    with pytest.raises(WarehouseError, match="Nothing in .* is named like a customer: 2 tables") as caught:
        Drafting(Settings(lab_home=tmp_path / "lab")).draft(url)
    assert "--customers" in caught.value.fix
    with pytest.raises(WarehouseError, match="no table 'zebra'. Did you mean 'zebras'"):
        Drafting(Settings(lab_home=tmp_path / "lab")).draft(url, customers="zebra")
    _, profile, _ = kept(url, customers="zebras")
    assert profile.tables["customers"].source == "zebras"
    assert profile.tables["meals"].instant == "eaten_at"


def test_an_empty_warehouse_says_so(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="0 tables"):
        Drafting(Settings(lab_home=tmp_path / "lab")).draft(duckdb_url(tmp_path / "empty.duckdb"))


def test_what_may_not_be_read_is_left_out_and_named(postgres_url: str, tmp_path: Path) -> None:
    role = f"r_{tmp_path.name[-20:].replace('-', '_')}".lower()
    run(
        postgres_url, f"DROP ROLE IF EXISTS {role}", f"CREATE ROLE {role} LOGIN PASSWORD 'secret'",
        "CREATE TABLE customers (customer_id bigint PRIMARY KEY, city text)",
        "CREATE TABLE salaries (customer_id bigint, paid_at timestamptz)", f"GRANT SELECT ON customers TO {role}",
    )  # fmt: skip
    server = postgres_url.split("@", 1)[1]
    found = Drafting(Settings(lab_home=tmp_path / "lab")).draft(f"postgresql://{role}:secret@{server}")
    assert "salaries: permission denied" in found.profile
    assert "secret" not in found.profile + found.dictionary
    assert yaml.safe_load(found.profile)["tables"].keys() == {"customers"}
    run(postgres_url, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_a_file_that_is_there_is_never_overwritten_unasked(tmp_path: Path) -> None:
    drafting, found = Drafting(Settings(lab_home=tmp_path / "lab")), Drafted("a", "profile", "dictionary", 1, 1)
    to = tmp_path / "mine.yaml"
    assert drafting.write(found, to) == (to, tmp_path / "mine-features.yaml")
    to.unlink()
    with pytest.raises(Refused, match="mine-features.yaml would be overwritten") as caught:
        drafting.write(Drafted("a", "other", "other", 1, 1), to)
    assert "--replace" in caught.value.fix
    assert not to.exists()
    drafting.write(Drafted("a", "other", "other", 1, 1), to, replace=True)
    assert (to.read_text(), to.with_name("mine-features.yaml").read_text()) == ("other", "other")
    with pytest.raises(BadInput, match="'mine' is not the name of a YAML file"):
        drafting.write(found, tmp_path / "mine")
