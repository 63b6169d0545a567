"""A tiny shop: 60 customers, four months of baskets, a real DuckDB warehouse, a real snapshot, a real store.

Everything follows from the customer's number by arithmetic, so that a test can say what must come out.
Customer n bought first on day n of 2017, then every n % 7 + 2 days until the last of April, for 10 + n dollars each
time; every third customer told the lab about itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import yaml

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.warehouse.profile import PROFILES

N = 60
FIRST = datetime(2017, 1, 1, 17, tzinfo=UTC)  # noon in New York
END = datetime(2017, 5, 1, tzinfo=UTC)
AS_OF = datetime(2017, 5, 1, 4, tzinfo=UTC)  # the midnight after the last fact
CLOCK = datetime(2017, 6, 1, 12, tzinfo=UTC)
AGES = ("19-24", "25-34", "35-44", "45-54", "55-64", "65+")

EMPTY = """
    CREATE TABLE transactions(household_id {id}, basket_id BIGINT, store_id BIGINT, product_id BIGINT,
        quantity BIGINT, sales_value DOUBLE PRECISION, retail_disc DOUBLE PRECISION, coupon_disc DOUBLE PRECISION,
        coupon_match_disc DOUBLE PRECISION, transaction_timestamp TIMESTAMP);
    CREATE TABLE demographics(household_id {id}, age VARCHAR, income VARCHAR, home_ownership VARCHAR,
        marital_status VARCHAR, household_size VARCHAR, household_comp VARCHAR, kids_count VARCHAR);
    CREATE TABLE products(product_id BIGINT, manufacturer_id BIGINT, department VARCHAR, brand VARCHAR,
        product_category VARCHAR, product_type VARCHAR, package_size VARCHAR);
    CREATE TABLE campaign_descriptions(campaign_id BIGINT, campaign_type VARCHAR, start_date DATE,
        end_date DATE);
    CREATE TABLE campaigns(campaign_id BIGINT, household_id {id});
    CREATE TABLE coupons(coupon_upc BIGINT, product_id BIGINT, campaign_id BIGINT);
    CREATE TABLE coupon_redemptions(household_id {id}, coupon_upc BIGINT, campaign_id BIGINT,
        redemption_date DATE);
"""  # the tables of the demo, in the SQL of DuckDB and PostgreSQL alike; {id} is the type of a household's

Name = Callable[[int], int | str]


def days_of(n: int) -> list[datetime]:
    """The instants at which customer n bought something."""
    first, step = FIRST + timedelta(days=n - 1), timedelta(days=n % 7 + 2)
    return [first + i * step for i in range(200) if first + i * step < END]


def build(home: Path, *, name: Name = int, extra: int = 0) -> Settings:
    """Make warehouse, snapshot and store in `home`; `name` spells the ids, `extra` customers bought nothing."""
    home.mkdir(parents=True)
    profile = _profile(home, text=name is not int)
    settings = Settings(
        lab_home=home, dwh_url=f"duckdb:///{home / 'shop.duckdb'}", dwh_profile=str(profile), lab_threads=1,
        lab_user="ann",
    )  # fmt: skip
    _warehouse(home / "shop.duckdb", name, extra)
    with Lab.open(settings, clock=FixedClock(CLOCK)) as lab:
        lab.database.upgrade()
        lab.warehouse.refresh()
    return settings


def at(settings: Settings, home: Path) -> Settings:
    """The settings of a copy of the shop in another folder."""
    return settings.model_copy(
        update={"lab_home": home, "dwh_url": type(settings.dwh_url)(f"duckdb:///{home / 'shop.duckdb'}")}
    )


def _profile(home: Path, *, text: bool) -> Path:
    document = yaml.safe_load((PROFILES / "complete_journey.yaml").read_text(encoding="utf-8"))
    for table in document["tables"].values():
        if text and "customer_id" in table["columns"]:
            table["columns"]["customer_id"]["type"] = "string"
    path = home / "profile.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    return path


def _warehouse(path: Path, name: Name, extra: int) -> None:
    lines = [
        (name(n), 1000 * n + i, n % 3 + 1, n % 5 + 1, 1, 10.0 + n, 0.0, 0.0, 0.0, day.replace(tzinfo=None))
        for n in range(1, N + 1)
        for i, day in enumerate(days_of(n))
    ]
    told = [(name(n), AGES[n % 6], None, None, None, str(n % 4 + 1), None, "0") for n in range(3, N + 1, 3)]
    told += [(name(N + n), "65+", *[None] * 6) for n in range(1, extra + 1)]
    id_type = "VARCHAR" if lines and isinstance(lines[0][0], str) else "BIGINT"
    with duckdb.connect(str(path)) as db:
        db.execute(f"""
            {EMPTY.format(id=id_type)}
            INSERT INTO products SELECT i, 1, ['GROCERY', 'MEAT', 'PRODUCE', 'DELI', 'GROCERY'][i], 'National', 'C',
                'T', '1' FROM range(1, 6) AS t(i);
            INSERT INTO campaign_descriptions VALUES (1, 'Type A', DATE '2017-02-01', DATE '2017-03-01');
        """)
        contacts = [(1, name(n)) for n in range(1, N + 1, 2)]
        for table, rows in (("transactions", lines), ("demographics", told), ("campaigns", contacts)):
            db.register("rows", pl.DataFrame(rows, orient="row", infer_schema_length=None).to_arrow())
            db.execute(f"INSERT INTO {table} SELECT * FROM rows")
