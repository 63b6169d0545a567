"""Run every measurement and print it. Exit code 1 when a bar is missed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from core.config import Settings
from scripts.bench import (
    campaign_launch,
    campaign_performance,
    campaign_plans,
    campaigns,
    extraction,
    large,
    pages,
    programs,
    segments,
    synthetic,
)
from scripts.bench.timing import Figure, at_most, peak_memory


def main() -> int:
    """Measure; what is made up is kept in LAB_HOME/bench for the next run (10 GB for ten million customers)."""
    args = argparse.ArgumentParser(prog="make bench", description=__doc__)
    args.add_argument("--customers", type=int, default=synthetic.CUSTOMERS)
    args.add_argument("--without-pages", action="store_true", help="leave the browser out")
    chosen = args.parse_args()
    folder: Path = Settings.load().home / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    print(f"Making {chosen.customers:,} customers, unless they are there …", flush=True)
    view = synthetic.view(folder, customers=chosen.customers)
    figures: list[Figure] = [*segments.run(view, folder), at_most("peak memory", peak_memory(), 4, unit="GB")]
    home = folder / "home"
    subprocess.run([sys.executable, "-m", "core", "setup"], env=os.environ | {"LAB_HOME": str(home)}, check=True)
    figures += programs.run(home, folder)
    if not chosen.without_pages:
        figures += pages.run(home)
    figures += campaigns.run(folder)
    figures += campaign_plans.run(folder)
    figures += campaign_performance.run(folder)
    figures += campaign_launch.run(folder)
    figures += extraction.run(folder / "extraction")
    figures += large.run(folder, customers=chosen.customers, with_pages=not chosen.without_pages)
    print(*figures, sep="\n")
    return 1 if any(f.is_met is False for f in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
