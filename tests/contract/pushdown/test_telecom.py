"""A telecom in PostgreSQL, whose wide table says only what is now: its features there against those of its snapshot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.errors import NoHistory
from core.services.lab import Lab
from scripts.postgres import Server
from tests.contract.pushdown.test_features import differences
from tests.contract.telecom.conftest import AS_OF, CUSTOMERS, telecom_lab
from tests.postgres import database, run


@pytest.fixture(scope="module")
def telecom(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A lab on 300 customers with a snapshot of them; a test may change the warehouse for a moment."""
    with database(postgres) as url, telecom_lab(url, tmp_path_factory.mktemp("telecom")) as lab:
        lab.loading.generate(url, customers=CUSTOMERS, as_of=AS_OF.isoformat())
        lab.database.upgrade()
        lab.warehouse.refresh()
        yield lab


def test_every_feature_of_every_customer_is_the_views(telecom: Lab) -> None:
    assert len(telecom.features.schema) > 40
    assert differences(telecom, telecom, telecom.features.instant(None).isoformat()) == {}


def test_it_answers_of_now_alone_and_of_what_is_there_now(telecom: Lab) -> None:
    rule = {"and": [{"==": [{"var": "customer_tier"}, "gold"]}, {">": [{"var": "transaction_count"}, 0]}]}
    before = telecom.audiences.preview(rule)
    assert telecom.audiences.preview(rule, engine="postgres").counts == before.counts
    with pytest.raises(NoHistory, match="customers"):
        telecom.audiences.preview(rule, engine="postgres", as_of="2026-01-01")
    url = telecom.settings.dwh_url.get_secret_value()
    kept = "CREATE TABLE kept AS SELECT customer_id, customer_tier AS tier FROM customer_features_view"
    run(url, kept, "UPDATE customer_features_view SET customer_tier = 'gold'")
    after = telecom.audiences.preview(rule, engine="postgres")
    mended = (
        "UPDATE customer_features_view AS v SET customer_tier = tier FROM kept WHERE kept.customer_id = v.customer_id"
    )
    run(url, mended)
    assert telecom.audiences.preview(rule).counts == before.counts  # the snapshot is what it was
    assert after.members == after.nodes[2].members > before.members
