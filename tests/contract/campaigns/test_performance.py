"""What a campaign brought, with ids of text that bend nothing, over every store: as counted one by one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.campaigns.model import DeliveryState
from core.campaigns.report import CONTROL, TREATED
from core.config import Settings
from core.services.lab import Lab
from tests.contract.segments.test_text_ids import name
from tests.unit.services import shop
from tests.unit.services.launched import DAY, arms, figures, launched, opened, settle

NUMBER = {name(n): n for n in range(1, shop.N + 1)}


@pytest.fixture(scope="module")
def odd_home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A shop whose customers have strange ids."""
    return shop.build(tmp_path_factory.mktemp("odd") / "home", name=name)


@pytest.fixture
def lab(url: str | None, odd_home: Settings, tmp_path: Path) -> Iterator[Lab]:
    settings = shop.at(odd_home, Path(shutil.copytree(odd_home.home, tmp_path / "shop")))
    if url is not None:
        settings = settings.model_copy(update={"store_url": SecretStr(url)})
    with opened(settings) as (made, _):
        yield made


def test_figures_are_those_that_one_counts(lab: Lab) -> None:
    launched(lab, again_after_days=1)
    who = arms(lab)
    treated = [c for c, (arm, *_) in who.items() if arm == TREATED]
    states = dict.fromkeys(treated[2:], DeliveryState.SENT) | {treated[0]: DeliveryState.CANCELLED}
    settle(lab, states)
    opened_by = [c for c in treated if "\t" not in c and '"' not in c][:5]
    lines = [f'"{c}",opened,2017-03-01T10:30:00-05:00,try' for c in opened_by]
    assert lab.responses.read_csv("\n".join(["customer_id,kind,at,campaign", *lines]).encode()).n_new == len(opened_by)
    report = lab.performance.of("try")
    for arm in (CONTROL, TREATED):
        spends = [
            sum(10.0 + NUMBER[c] for at in shop.days_of(NUMBER[c]) if first <= at < first + 4 * DAY)
            for c, (a, _, first) in who.items()
            if a == arm
        ]
        found = figures(report, arm)
        assert (found.n, found.converted) == (len(spends), sum(s > 0 for s in spends))
        assert found.revenue == pytest.approx(sum(spends))
    found = figures(report, TREATED)
    assert (found.sent, found.contacts, found.opened) == (len(treated) - 2, len(treated) - 1, len(opened_by))
