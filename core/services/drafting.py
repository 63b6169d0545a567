"""A first profile and a first feature dictionary for a warehouse, drafted from what it says of itself."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from core.config import Settings
from core.errors import BadInput, Refused
from core.features import Dictionary
from core.features.drafting import dictionary_text
from core.warehouse import Profile, connect
from core.warehouse.drafting import Draft, draft_of, pruned
from core.warehouse.drafting.words import logical
from core.warehouse.durable import put_text, storage_errors
from core.warehouse.progress import Progress, part, quiet
from core.warehouse.sources.connection import Source

ROUNDS = 5  # of comparing with the source; what is refused in one goes in the next


@dataclass(frozen=True, slots=True)
class Drafted:
    """The texts of a profile and of its feature dictionary, as YAML; both load, and the source gives all they name.

    n_questions: how many `# ?` a person should decide.
    """

    name: str
    profile: str
    dictionary: str
    n_tables: int
    n_features: int

    @property
    def n_questions(self) -> int:
        """How many guesses a person should decide."""
        return (self.profile + self.dictionary).count("# ?")


class Drafting:
    """Drafts of profiles."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def draft(
        self, url: str | None = None, *, name: str | None = None, customers: str | None = None,
        progress: Progress = quiet,
    ) -> Drafted:  # fmt: skip
        """Look at the warehouse at `url` (DWH_URL if left out) and draft a profile called `name` and its dictionary.

        `customers` names the table or view with one row a customer, where the guess would be another. Nothing is
        written anywhere. Raises ConfigError for an address of no known kind, WarehouseError.
        """
        address = SecretStr(url) if url is not None else self._settings.dwh_url
        source = connect(self._settings.model_copy(update={"dwh_url": address}))
        called = _name(name or source.address)
        draft = draft_of(source, name=called, customers=customers, progress=part(progress, 0.0, 0.9))
        progress("Comparing the draft with the warehouse", 0.9)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{called}.yaml"
            draft, profile = _fitting(draft, source, path)
            features = Path(folder) / f"{called}-features.yaml"
            features.write_text(text := dictionary_text(draft), encoding="utf-8")
            dictionary = Dictionary.load(features, profile=profile)
        progress("The draft is written", 1.0)
        return Drafted(called, draft.text, text, len(draft.tables), len(dictionary.schema))

    def files(self, to: Path, *, replace: bool = False) -> tuple[Path, Path]:
        """Return the files of a draft: the profile's, `to`, and beside it the dictionary's, `<stem>-features.yaml`.

        Raises Refused for files that are there, unless `replace`; BadInput for a name that is no YAML file's.
        """
        if to.suffix not in (".yaml", ".yml"):
            raise BadInput(f"{to.name!r} is not the name of a YAML file.", fix="Write --to with the ending .yaml.")
        features = to.with_name(f"{to.stem}-features{to.suffix}")
        there = [path for path in (to, features) if path.exists()]
        if there and not replace:
            raise Refused(
                f"{' and '.join(map(str, there))} would be overwritten.",
                fix="Give another name with --to, or --replace if nothing in it is worth keeping.",
            )
        return to, features

    def write(self, drafted: Drafted, to: Path, *, replace: bool = False) -> tuple[Path, Path]:
        """Write the profile and the dictionary to their `files`, and return those. Raises as `files`."""
        profile, features = self.files(to, replace=replace)
        with storage_errors(to.parent):
            to.parent.mkdir(parents=True, exist_ok=True)
        put_text(drafted.profile, profile)
        put_text(drafted.dictionary, features)
        return profile, features


def _fitting(draft: Draft, source: Source, path: Path) -> tuple[Draft, Profile]:
    """Return the draft without what the source would refuse, and the profile that it is."""
    for _ in range(ROUNDS):
        path.write_text(draft.text, encoding="utf-8")
        profile = Profile.load(path)
        problems = source.check(profile)
        if not problems:
            break
        draft = pruned(draft, problems)
    return draft, profile


def _name(text: str) -> str:
    """Return a profile's name for a database or a file: the last word of its address."""
    stem = re.split(r"[/\\]", text.split("?", maxsplit=1)[0].rstrip("/"))[-1]
    return logical(Path(stem).stem)
