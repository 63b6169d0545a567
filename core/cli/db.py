"""`db ...`: the application's own database: its schema, its backups."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from core.cli.parsing import Groups, command
from core.cli.reply import Reply, counted
from core.errors import StoreError
from core.services.backup import Saved
from core.services.lab import Lab


def add(groups: Groups) -> None:
    """Add the group to the parser."""
    group = groups.add_parser("db", help="migrate the store, tell its state, save and restore it")
    commands = group.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command(commands, "upgrade", _upgrade, help="migrate the store to this version", named=False)
    command(commands, "status", _status, help="which schema the store has", named=False)
    backup = command(commands, "backup", _backup, help="the store and its memberships in one file", named=False)
    backup.add_argument("file", type=Path)
    restore = command(commands, "restore", _restore, help="bring a backup back, into whatever store", named=False)
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="put it in the place of what the store holds")


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


def _backup(lab: Lab, args: argparse.Namespace) -> Reply:
    made = lab.backup.save(args.file)
    lost = [f"note: {counted(len(made.missing), 'membership file')} that the store refers to is not there:"]
    note = "\n".join([*lost, *made.missing]) if made.missing else ""
    return Reply(asdict(made), f"Saved {_held(made)} in {made.file}. Snapshots are not in it.", note=note)


def _restore(lab: Lab, args: argparse.Namespace) -> Reply:
    made = lab.backup.restore(args.file, replace=args.replace)
    text = f"Restored {_held(made)}, saved at {made.made_at:%Y-%m-%d %H:%M} UTC by {made.made_by}."
    return Reply(asdict(made), text, note=_waiting(lab))


def _waiting(lab: Lab) -> str:
    """Say how many messages a restored store is going to send, some of which may have been sent since the backup."""
    states = lab.deliveries.status().states
    if not (n := states["queued"] + states["leased"]):
        return ""
    return (
        f"note: {counted(n, 'message')} to be sent, as when the backup was made. What was sent since goes out again, "
        "under the same key; where that must not be, end those campaigns before a worker runs."
    )


def _held(made: Saved) -> str:
    return f"{counted(made.rows, 'row')} and {counted(made.files, 'membership file')}"
