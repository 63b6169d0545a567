"""Campaigns set off by a figure that crosses its level, with hysteresis."""

from __future__ import annotations

from tests.contract.campaigns.stall import Stall, beside, later

SIZE = {"size_of": "buyers", "above": 2, "back": 1}
AGAIN = {"again_after_days": 1, "control": 0}


def buyers(stand: Stall, n: int, hour: int) -> None:
    """Let there be so many buyers by that hour, and look at the warehouse."""
    stand.sql("DELETE FROM purchases")
    for customer in range(n):
        stand.buys(f"c{customer:02d}", later(minutes=1))
    stand.refresh(later(days=2 * hour))


def test_it_fires_on_crossing_and_again_only_after_it_came_back(stand: Stall) -> None:
    slug = stand.launch(triggers=[{"threshold": SIZE}], **AGAIN)
    fired = []
    with beside(stand) as other:
        for hour, n in enumerate((2, 3, 4, 2, 3, 1, 2, 3, 3), start=1):
            buyers(stand, n, hour)
            turn = (stand, other) if hour % 2 else (other, stand)  # what one saw, the other one knows
            fired.append("fired" in turn[0].results(slug, stand.clock.at))
            assert turn[1].results(slug, stand.clock.at) == ["not_met"]
    assert fired == [False, True, False, False, False, False, False, True, False]
    assert stand.keys(slug) == ["crossing:1", "crossing:2"]


def test_it_says_how_the_figure_stands(stand: Stall) -> None:
    slug = stand.launch(triggers=[{"threshold": SIZE}], **AGAIN)
    buyers(stand, 2, 1)
    assert stand.look(slug)[0].text == "The figure of the segment 'buyers' is 2; it fires above 2."
    buyers(stand, 3, 2)
    assert stand.look(slug)[0].result == "fired"
    (look,) = stand.look(slug)
    assert look.text == "The figure of the segment 'buyers' is 3; it fired before, and is ready again at or under 1."


def test_an_aggregate_is_taken_over_the_audience(stand: Stall) -> None:
    mean = {"aggregate": "mean", "feature": "visits", "below": 2, "back": 2}
    slug = stand.launch(audience="buyers", triggers=[{"threshold": mean}], **AGAIN)
    (look,) = stand.look(slug)
    assert look.text == "There is no figure of visits (mean): nobody in the audience has a value."
    for customer in ("c01", "c01", "c01", "c02"):
        stand.buys(customer)
    stand.refresh(later(hours=1))
    assert stand.look(slug)[0].text == "The figure of visits (mean) is 2; it fires below 2."
    stand.buys("c03")
    stand.refresh(later(hours=2))
    assert stand.results(slug) == ["fired"]
    assert sorted(stand.outcomes(slug)) == ["c01", "c02", "c03"]


def test_a_pause_does_not_make_it_ready_and_another_threshold_is(stand: Stall) -> None:
    slug = stand.launch(triggers=[{"threshold": SIZE}], **AGAIN)
    buyers(stand, 3, 1)
    assert stand.results(slug) == ["fired"]
    stand.lab.campaigns.pause(slug)
    stand.lab.campaigns.activate(slug)
    buyers(stand, 3, 2)
    assert stand.results(slug) == ["not_met"]
    stand.lab.campaigns.pause(slug)
    stand.edit(slug, triggers=[{"threshold": {**SIZE, "above": 1}}])
    assert stand.results(slug) == ["fired"]
    assert stand.keys(slug) == ["crossing:1", "crossing:2"]


def test_two_thresholds_of_a_campaign_remember_each_for_itself(stand: Stall) -> None:
    slug = stand.launch(triggers=[{"threshold": SIZE}, {"threshold": {**SIZE, "above": 4}}], **AGAIN)
    buyers(stand, 3, 1)
    assert stand.results(slug) == ["fired", "not_met"]
    buyers(stand, 5, 2)
    assert stand.results(slug) == ["not_met", "fired"]
    assert stand.keys(slug) == ["crossing:1", "crossing:2"]


def test_a_crossing_is_over_even_if_it_reaches_nobody(stand: Stall) -> None:
    stand.lab.segments.create("Nobody", {"<": [{"var": "visits"}, 0]})
    slug = stand.launch(audience="nobody", triggers=[{"threshold": SIZE}], **AGAIN)
    buyers(stand, 3, 1)
    (look,) = stand.look(slug)
    assert look.result == "empty_segment"
    assert look.text.startswith("The segment 'nobody' has no members. No customer at all satisfies")
    assert stand.results(slug) == ["not_met"]
    assert [(run.key, run.n_audience) for run in stand.runs(slug)] == [("crossing:1", 0)]
