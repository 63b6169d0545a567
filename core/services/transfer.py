"""Move segments in and out: members as CSV or Parquet, definitions as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import polars as pl

from core.errors import BadInput
from core.kernel.canonical import Json
from core.kernel.clock import format_instant
from core.segments.ids import read_ids, tidied
from core.segments.model import Segment, slug_of
from core.services.audiences import Audiences
from core.services.features import AsOf
from core.services.segments import Listing, Segments

__all__ = ["Transfer", "as_csv", "as_parquet", "ids_in", "read_ids"]

FORMAT = "loyalty-lab/segment@1"


class Transfer:
    """Exports and imports of segments."""

    def __init__(self, segments: Segments, audiences: Audiences) -> None:
        self._segments = segments
        self._audiences = audiences

    def members(self, name: str, *, as_of: AsOf = None, features: bool = False) -> pl.DataFrame:
        """Return what an export of the members holds: customer_id, with every feature when asked for."""
        if features:
            return self._audiences.member_features(name, as_of=as_of)
        return self._audiences.members(name, as_of=as_of).to_frame()

    def write(self, name: str, path: Path, *, as_of: AsOf = None, features: bool = False) -> int:
        """Write the members to a .csv or .parquet file, or the definition to a .json file; return the rows written."""
        kind = path.suffix.casefold()
        if kind not in (".csv", ".parquet", ".json"):
            raise BadInput(f"{path.name} has an ending this export does not know.", fix="Use .csv, .parquet or .json.")
        try:
            if kind == ".json":
                path.write_text(json.dumps(self.definition(name), ensure_ascii=False, indent=2), encoding="utf-8")
                return 1
            frame = self.members(name, as_of=as_of, features=features)
            path.write_bytes(as_csv(frame) if kind == ".csv" else as_parquet(frame))
        except OSError as error:
            raise BadInput(
                f"{path} cannot be written: {error.strerror}.", fix="Check the folder, its permissions and free space."
            ) from None
        return frame.height

    def definition(self, name: str) -> dict[str, Any]:
        """Return a segment's newest definition, ready for JSON; `load_definition` takes it back."""
        segment = self._segments.get(name)
        content: dict[str, Json] = (
            {"ids": self._segments.ids(segment.slug).to_list()} if segment.is_static else {"rule": segment.rule}
        )
        return {
            "format": FORMAT, "name": segment.name, "kind": segment.kind, "description": segment.definition.description,
            "version": segment.head, "saved_at": format_instant(segment.definition.created_at), **content,
        }  # fmt: skip

    def read(self, path: Path, *, name: str | None = None, column: str | None = None) -> Listing:
        """Import a file; see `load`."""
        return self.load(path.name, _read(path), name=name, column=column)

    def load(self, file: str, data: bytes, *, name: str | None = None, column: str | None = None) -> Listing:
        """Import what a file holds: .json is a definition, .csv, .txt and .parquet list a static segment's customers.

        A segment of that name gets a new version. Raises BadInput and whatever a rule can be refused for.
        """
        if Path(file).suffix.casefold() == ".json":
            return self.load_definition(data, name=name)
        return self.load_ids(name or Path(file).stem, ids_in(file, data, column=column), comment=f"imported from {file}")

    def ids(self, path: Path, *, column: str | None = None) -> pl.Series:
        """Return the customer ids (text) in a .csv, .txt or .parquet file."""
        return ids_in(path.name, _read(path), column=column)

    def load_ids(self, name: str, ids: pl.Series, *, comment: str = "") -> Listing:
        """Create a static segment from ids, or save them as the next version of the one with that name."""
        known = {s.slug: s for s in self._segments.all(archived=True)}
        if (old := known.get(slug_of(name))) is not None:
            return self._segments.edit_ids(old.slug, ids, seen=old.head, comment=comment)
        return self._segments.create_static(name, ids, comment=comment)

    def load_definition(self, data: bytes, *, name: str | None = None) -> Listing:
        """Create a segment from an exported definition, or save it as the next version of the one with that name."""
        found = _definition(data)
        title = name or found["name"]
        if "ids" in found:
            return self.load_ids(title, read_ids("\n".join(map(str, found["ids"]))), comment="imported definition")
        return Listing(self._load_rule(title, found), pl.Series("customer_id", [], dtype=pl.String))

    def _load_rule(self, title: str, found: dict[str, Any]) -> Segment:
        known = {s.slug: s for s in self._segments.all(archived=True)}
        description = str(found.get("description", ""))
        if (old := known.get(slug_of(title))) is not None:
            return self._segments.edit(
                old.slug, seen=old.head, rule=found["rule"], description=description, comment="imported definition"
            )
        return self._segments.create(title, found["rule"], description=description, comment="imported definition")


def ids_in(file: str, data: bytes, *, column: str | None = None) -> pl.Series:
    """Return the customer ids (text) that the file called `file` holds."""
    if file.casefold().endswith(".parquet"):
        return tidied(_parquet_column(data, column))
    return read_ids(data, column=column)


def as_csv(frame: pl.DataFrame) -> bytes:
    """Return a frame as CSV (UTF-8); lists are joined by '; ' and cells that a spreadsheet would run are quoted by '."""
    lists = [c for c, t in frame.schema.items() if t == pl.List(pl.String)]
    flat = frame.with_columns(pl.col(c).list.join("; ") for c in lists)
    texts = [c for c, t in flat.schema.items() if t == pl.String]
    risky = [
        pl.when(pl.col(c).str.contains(r"^[=+\-@\t\r]")).then(pl.concat_str(pl.lit("'"), c)).otherwise(c).alias(c)
        for c in texts
        if c != "customer_id"
    ]
    return flat.with_columns(risky).write_csv().encode()


def as_parquet(frame: pl.DataFrame) -> bytes:
    """Return a frame as a Parquet file."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", fix="Check the path and its permissions.") from None


def _parquet_column(data: bytes, column: str | None) -> pl.Series:
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except pl.exceptions.PolarsError as error:
        reason = str(error).strip().splitlines()[0]
        raise BadInput(f"The file is not Parquet: {reason}", fix="Export it again, or use CSV.") from None
    wanted = column or "customer_id"
    if wanted not in frame.columns:
        raise BadInput(
            f"The file has no column {wanted!r}; it has {', '.join(map(repr, frame.columns))}.", fix="Name one of those."
        )
    return frame[wanted].cast(pl.String)


def _definition(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    usable = isinstance(found, dict) and found.get("format") == FORMAT and isinstance(found.get("name"), str)
    if not usable or ("ids" in found) == ("rule" in found) or not isinstance(found.get("ids", []), list):
        raise BadInput(
            "The file is not an exported segment definition.",
            fix=f'It is JSON with "format": "{FORMAT}", a "name", and either a "rule" or "ids"; export one to see it.',
        )
    return dict(found)
