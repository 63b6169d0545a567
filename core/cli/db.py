"""`db ...`: the application's own database."""

from __future__ import annotations

import argparse

from core.cli.parsing import Groups, command
from core.cli.reply import Reply
from core.errors import StoreError
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("db", help="migrate the store, tell its state")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command(commands, "upgrade", _upgrade, help="migrate the store to this version", named=False)
    command(commands, "status", _status, help="which schema the store has", named=False)


def _upgrade(lab: Lab, _args: argparse.Namespace) -> Reply:
    before, after = lab.database.upgrade()
    text = (
        f"The store is at schema {after}."
        if before == after
        else f"The store went from {before or 'nothing'} to {after}."
    )
    return Reply({"before": before, "after": after}, text)


def _status(lab: Lab, _args: argparse.Namespace) -> Reply:
    state = lab.database.state()
    try:
        lab.database.check()
        verdict = "ready"
    except StoreError as error:
        verdict = f"not ready. {error}"
    data = {"store": state.address, "revision": state.revision, "head": state.head, "ready": state.is_ready}
    return Reply(data, f"{state.address}: schema {state.revision or 'none'}, {verdict}")
