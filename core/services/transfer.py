"""Move segments in and out: members as CSV or Parquet, definitions as JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import polars as pl

from core.errors import BadInput, Refused
from core.kernel.canonical import Json
from core.kernel.clock import format_instant
from core.segments.ids import RISKY, no_column, read_ids, tidied
from core.segments.model import Segment, checked_name
from core.services.audiences import Audiences
from core.services.exchange import FORMAT, definition_in
from core.services.features import AsOf
from core.services.segments import Listing, Segments
from core.warehouse.durable import beside, put

__all__ = ["Transfer", "as_csv", "as_parquet", "ids_in", "read_ids", "write_frame"]


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
        """Write the members to a .csv or .parquet file, or the definition to a .json file; return the rows written.

        A file that is there is replaced when the new one is complete. Raises BadInput, StorageFull.
        """
        kind = path.suffix.casefold()
        if kind not in (".csv", ".parquet", ".json"):
            raise BadInput(
                f"{path.name!r} has an ending this export does not know.", fix="Use .csv, .parquet or .json."
            )
        if kind == ".json":
            if as_of is not None or features:
                raise BadInput(
                    "A definition (.json) has neither an instant nor features.", fix="Leave those out, or export .csv."
                )
            replace_file(path, json.dumps(self.definition(name), ensure_ascii=False, indent=2).encode())
            return 1
        frame = self.members(name, as_of=as_of, features=features)
        replace_file(path, as_csv(frame) if kind == ".csv" else as_parquet(frame))
        return frame.height

    def definition(self, name: str) -> dict[str, Any]:
        """Return a segment's newest definition, ready for JSON; `load_definition` takes it back."""
        segment = self._segments.get(name)
        content: dict[str, Json] = (
            {"ids": self._segments.ids(segment.slug, version=segment.head).to_list()}
            if segment.is_static
            else {"rule": segment.rule}
        )
        return {
            "format": FORMAT, "name": segment.name, "kind": str(segment.kind),
            "description": segment.definition.description, "version": segment.head,
            "saved_at": format_instant(segment.definition.created_at), **content,
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
        ids = ids_in(file, data, column=column)
        return self.load_ids(name or Path(file).stem, ids, comment=f"imported from {file}")

    def ids(self, path: Path, *, column: str | None = None) -> pl.Series:
        """Return the customer ids (text) in a .csv, .txt or .parquet file."""
        return ids_in(path.name, _read(path), column=column)

    def load_ids(self, name: str, ids: pl.Series, *, comment: str = "", description: str | None = None) -> Listing:
        """Create a static segment from ids, or save them as the next version of the one with that name."""
        old = self._segments.find(checked_name(name))
        if old is None:
            return self._segments.create_static(name, ids, description=description or "", comment=comment)
        return self._segments.edit_ids(old.slug, ids, seen=old.head, description=description, comment=comment)

    def load_definition(self, data: bytes, *, name: str | None = None) -> Listing:
        """Create a segment from an exported definition, or save it as the next version of the one with that name."""
        found = definition_in(data)
        title, description = checked_name(name or found["name"]), found.get("description", "")
        if "ids" in found:
            ids = tidied(pl.Series("customer_id", [str(i) for i in found["ids"]], dtype=pl.String))
            return self.load_ids(title, ids, comment="imported definition", description=description)
        segment = self._load_rule(title, found["rule"], description=description)
        return Listing(segment, pl.Series("customer_id", [], dtype=pl.String))

    def _load_rule(self, title: str, rule: Json, *, description: str) -> Segment:
        old = self._segments.find(title)
        if old is None:
            return self._segments.create(title, rule, description=description, comment="imported definition")
        if old.is_static:
            raise Refused(
                f"Segment {old.slug!r} is a list of customers; a rule cannot replace it.",
                fix="Import it under another name (--name).",
            )
        return self._segments.edit(
            old.slug, seen=old.head, rule=rule, description=description, comment="imported definition"
        )


def ids_in(file: str, data: bytes, *, column: str | None = None) -> pl.Series:
    """Return the customer ids (text) that the file called `file` holds."""
    if file.casefold().endswith(".parquet"):
        return tidied(_parquet_column(data, column))
    return read_ids(data, column=column)


def as_csv(frame: pl.DataFrame) -> bytes:
    """Return a frame as CSV (UTF-8): lists joined by '; ', and ' before cells that a spreadsheet would run."""
    lists = [c for c, t in frame.schema.items() if t == pl.List(pl.String)]
    flat = frame.with_columns(pl.col(c).list.join("; ") for c in lists)
    texts = [pl.col(c) for c, t in flat.schema.items() if t == pl.String]
    risky = [c.str.slice(0, 1).is_in(list(RISKY)) for c in texts]
    return flat.with_columns(
        pl.when(is_risky).then(pl.concat_str(pl.lit("'"), c)).otherwise(c).name.keep()
        for c, is_risky in zip(texts, risky, strict=True)
    ).write_csv().encode()  # fmt: skip


def as_parquet(frame: pl.DataFrame) -> bytes:
    """Return a frame as a Parquet file."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()


def write_frame(frame: pl.DataFrame, path: Path) -> int:
    """Write a frame to a .csv or .parquet file, whole or not at all; return the rows. Raises BadInput."""
    kind = path.suffix.casefold()
    if kind not in (".csv", ".parquet"):
        raise BadInput(f"{path.name!r} has an ending this export does not know.", fix="Use .csv or .parquet.")
    replace_file(path, as_csv(frame) if kind == ".csv" else as_parquet(frame))
    return frame.height


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", fix="Check the path and its permissions.") from None


def replace_file(path: Path, data: bytes) -> None:
    """Write the file so that it is there whole or not at all."""
    temporary = beside(path)
    try:
        try:
            temporary.write_bytes(data)
            put(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(
            f"{path} cannot be written: {error.strerror}.", fix="Check the folder, its permissions and free space."
        ) from None


def _parquet_column(data: bytes, column: str | None) -> pl.Series:
    try:
        frame = pl.read_parquet(io.BytesIO(data))
    except pl.exceptions.PolarsError as error:
        reason = str(error).strip().splitlines()[0][:200]
        raise BadInput(f"The file is not Parquet: {reason}", fix="Export it again, or use CSV.") from None
    wanted = column or "customer_id"
    if wanted not in frame.columns:
        raise no_column(wanted, frame.columns)
    if not (frame[wanted].dtype == pl.String or frame[wanted].dtype.is_integer()):
        raise BadInput(
            f"The column {wanted!r} holds values of type {frame[wanted].dtype}, which are no customer ids.",
            fix="Store the ids as text or whole numbers.",
        )
    return frame[wanted].cast(pl.String)
