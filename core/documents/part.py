"""A part of a definition, or the whole of it: read strictly, never changed, and plain again without loss."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from core.kernel.canonical import Json


class Part(BaseModel):
    """What all models of definitions are made from. `unwritten` names the fields that nobody writes as a key."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)
    unwritten: ClassVar[frozenset[str]] = frozenset()

    def document(self) -> Any:
        """Return the plain form, ready for JSON: decimals and days as text, what is left at its default left out."""
        found = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            default = None if field.is_required() else field.get_default(call_default_factory=True)
            if field.is_required() or type(value) is not type(default) or value != default:  # 1 is not True
                found[field.alias or name] = _plain(value)
        return found

    @classmethod
    def keys(cls) -> dict[str, str]:
        """Return the keys as people write them, in order, and for each the name of its field."""
        return {field.alias or name: name for name, field in cls.model_fields.items() if name not in cls.unwritten}


def _plain(value: Any) -> Json:
    if isinstance(value, Part):
        return value.document()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {key: _plain(v) for key, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if isinstance(value, StrEnum) else value
