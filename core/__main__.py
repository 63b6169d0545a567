"""`python -m core ...`: the command line."""

from __future__ import annotations

import signal
import sys

_before = signal.getsignal(signal.SIGINT)
if _before is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # loading takes seconds: Ctrl-C ends it at once, and says nothing

from core.cli.main import main  # noqa: E402

signal.signal(signal.SIGINT, _before)
sys.exit(main())
