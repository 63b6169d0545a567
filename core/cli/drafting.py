"""`warehouse profile`: a first profile and a first feature dictionary for one's own warehouse."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.cli.parsing import Groups, command
from core.cli.progress import show_progress
from core.cli.reply import Reply, counted
from core.services.lab import Lab


def add(commands: Groups) -> None:
    """Add the command to the group `warehouse`."""
    draft = command(commands, "profile", _profile, help="draft a profile and a feature dictionary", named=False)
    draft.add_argument("--from", dest="source", metavar="URL", help="the warehouse; DWH_URL if left out")
    draft.add_argument(
        "--to", type=Path, metavar="FILE", help="write FILE.yaml and FILE-features.yaml; else print both"
    )
    draft.add_argument("--name", help="the profile's name; the file's or the database's if left out")
    draft.add_argument("--customers", metavar="TABLE", help="the table or view with one row a customer")
    draft.add_argument("--replace", action="store_true", help="overwrite the files if they are there")


def _profile(lab: Lab, args: argparse.Namespace) -> Reply:
    if args.to is not None:
        lab.drafting.files(args.to, replace=args.replace)  # refused before the warehouse is looked at
    name = args.name or (args.to.stem if args.to else None)
    found = lab.drafting.draft(args.source, name=name, customers=args.customers, progress=show_progress)
    data = {
        "name": found.name, "tables": found.n_tables, "features": found.n_features, "questions": found.n_questions,
        "profile": found.profile, "dictionary": found.dictionary,
    }  # fmt: skip
    if args.to is None:
        return Reply(data, f"{found.profile}\n---\n{found.dictionary}")
    profile, dictionary = lab.drafting.write(found, args.to, replace=args.replace)
    held = f"{counted(found.n_tables, 'table')} and {counted(found.n_features, 'feature')}"
    return Reply(
        data | {"files": [profile, dictionary]},
        f"Wrote {profile} and {dictionary}: {held}, {counted(found.n_questions, 'question')} marked `# ?`.\n"
        f"Decide those, set DWH_PROFILE={profile} and LAB_DICTIONARY={dictionary}, then run "
        "`python -m core warehouse test`.",
    )
