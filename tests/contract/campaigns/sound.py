"""What must hold of a campaign's records at any moment."""

from __future__ import annotations

import polars as pl

from tests.contract.campaigns.stall import Stall


def sound(stand: Stall, slug: str) -> pl.DataFrame:
    """All executions of a campaign; they are those that its runs count, and each treated one has its delivery."""
    campaign = stand.lab.campaigns.get(slug)
    frame = stand.lab.launching.executions(slug)
    with stand.lab.database.view() as work:
        queued = work.deliveries.states(campaign.campaign_id)
    for run in stand.runs(slug):
        mine = frame.filter(pl.col("run_id") == run.run_id)
        found = dict(mine.group_by("reason").len().iter_rows())
        assert found == {r: n for r, n in run.counts.items() if n and r != "already_treated"}
        assert sum(run.counts.values()) == run.n_audience
    assert frame.select("customer_id", "occasion").is_unique().all()
    treated = frame.filter(pl.col("reason") == "treated")["execution_id"]
    assert sorted(queued["execution_id"]) == sorted(treated)
    return frame
