"""What is archived on a page is gone from its list, is named below it, and comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.config import Settings
from core.services.lab import Lab
from tests.app.conftest import Open, texts

ONES = {
    "segments": ("segment", "coupon-redeemers", "Coupon redeemers"),
    "programs": ("program", "fresh-rewards", "Fresh Rewards"),
    "campaigns": ("campaign", "win-back-big-spenders", "Win back big spenders"),
}


def slugs(app: AppTest) -> list[str]:
    return [slug for frame in app.dataframe if "slug" in frame.value for slug in frame.value["slug"]]


@pytest.mark.parametrize("many", ONES)
def test_what_is_archived_leaves_the_list_and_comes_back(open_app: Open, demo_copy: Path, many: str) -> None:
    one, slug, name = ONES[many]
    app = open_app(demo_copy, many, **{one: slug})
    assert f"Archive **{name}**?" in texts(app)
    app.button(key=f"{many}.archive.{slug}").click().run()
    assert not app.exception
    assert f"{name} is archived." in texts(app)
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        assert slug not in [thing.slug for thing in getattr(lab, many).all()]
    listed = open_app(demo_copy, many)
    assert slug not in slugs(listed)
    assert "1 archived" in [e.label for e in listed.expander]
    away = listed.button(key=f"{many}.{slug}").click().run()
    away.button(key=f"{many}.restore.{slug}").click().run()
    assert f"{name} is in the list again." in texts(away)
    listed = open_app(demo_copy, many)
    assert slug in slugs(listed)
    assert [e.label for e in listed.expander if "archived" in e.label] == []


@pytest.mark.parametrize(
    ("many", "slug", "why"),
    [
        ("segments", "lapsing-big-spenders", "Segment 'lapsing-big-spenders' "),
        ("programs", "everyday", "Program 'everyday' is active."),
        ("campaigns", "thank-the-champions", "Campaign 'thank-the-champions' is active."),
    ],
)
def test_what_is_still_needed_stays_and_the_page_says_why(
    open_app: Open, demo_copy: Path, many: str, slug: str, why: str
) -> None:
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        lab.campaigns.approve("thank-the-champions")
        lab.campaigns.activate("thank-the-champions")
    app = open_app(demo_copy, many, **{ONES[many][0]: slug})
    app.button(key=f"{many}.archive.{slug}").click().run()
    assert why in texts(app).replace("\\", "")
    assert "**What to do:**" in texts(app)
    with Lab.open(Settings(lab_home=demo_copy)) as lab:
        assert slug in [thing.slug for thing in getattr(lab, many).all()]
