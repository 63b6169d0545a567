"""What changes in a telecom's warehouse arrives by an increment, and the result is that of reading everything anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from core.config import Settings
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from tests.contract.telecom.conftest import AS_OF, CUSTOMERS, TAKEN
from tests.contract.warehouse.alike import assert_alike
from tests.postgres import run

NOW = "timestamptz '2026-11-24 07:00+00'"
CHANGES = f"""
    UPDATE customer_features_view SET churn_score = 0.5, updated_at = {NOW}
        WHERE get_byte(uuid_send(customer_id), 0) < 26;
    INSERT INTO customer_transaction_history
        SELECT 1000000 + row_number() OVER (), customer_id, {NOW}, 12.34, 'app', 'plan'
        FROM customer_features_view LIMIT 9;
    UPDATE customer_offer_history SET converted = true, converted_at = {NOW}, updated_at = {NOW}
        WHERE NOT converted AND offer = 8;
    UPDATE customer_churn_history SET returned_at = {NOW}, updated_at = {NOW} WHERE returned_at IS NULL
"""


def test_an_increment_of_every_table_is_as_good_as_all_of_it(postgres_url: str, tmp_path: Path) -> None:
    clock = FixedClock(TAKEN)
    settings = [
        Settings(dwh_url=postgres_url, dwh_profile="telecom", lab_home=tmp_path / name) for name in ("old", "new")
    ]
    with Lab.open(settings[0], clock=clock) as lab, Lab.open(settings[1], clock=clock) as fresh:
        lab.loading.generate(postgres_url, customers=CUSTOMERS, as_of=AS_OF.isoformat())
        for opened in (lab, fresh):
            opened.database.upgrade()
        first = lab.warehouse.refresh()
        run(postgres_url, *CHANGES.split(";"))
        clock.advance(timedelta(hours=3))
        second, anew = lab.warehouse.refresh(), fresh.warehouse.refresh()
        assert (first.kind, second.kind, anew.kind) == ("full", "incremental", "full")
        assert_alike(second, anew)
        assert second.tables["transactions"].rows == first.tables["transactions"].rows + 9
        assert second.tables["customers"].sums != first.tables["customers"].sums
