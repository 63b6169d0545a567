"""Importing core.measurement loads neither SciPy nor statsmodels nor pandas: pages start without them."""

from __future__ import annotations

import subprocess
import sys


def test_importing_it_is_light():
    code = "import sys, core.measurement; print(*sorted({n.partition('.')[0] for n in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert "core" in loaded
    assert loaded & {"scipy", "statsmodels", "pandas", "polars"} == set()
