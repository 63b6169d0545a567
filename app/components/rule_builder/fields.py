"""The feature dictionary as the rule builder reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.kernel.schema import FAMILY, Field

BUCKETS = "bucket" + FAMILY  # the one family with an editor of its own: a stable random share of customers


def field_dicts(schema: Mapping[str, Field]) -> list[dict[str, Any]]:
    """Return one dict per field, in the schema's order: name, title, type, nullable, group, description, unit, allowed.

    Of the families (names ending in `.*`) only `bucket.*` can be edited and is kept. Fields of one group stay together
    in the builder's list even when the schema scatters them.
    """
    return [_as_dict(field) for name, field in schema.items() if name == BUCKETS or not name.endswith(FAMILY)]


def _as_dict(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "title": field.title,
        "type": field.type.value,
        "nullable": field.nullable,
        "group": field.group,
        "description": field.description,
        "unit": field.unit,
        "allowed": list(field.allowed),
    }
