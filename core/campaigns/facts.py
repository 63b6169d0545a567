"""The values of placeholders as customers read them, by SQL: kept with each message when it is planned."""

from __future__ import annotations

from collections.abc import Iterable

from core.campaigns.definition import CampaignDefinition
from core.campaigns.templates import OWN, parse
from core.kernel.schema import Field, FieldType, Schema
from core.warehouse.parquet import identifier, quoted


def fields_of(definition: CampaignDefinition) -> tuple[str, ...]:
    """Return the features that any message of the campaign names, in the order of their first use."""
    written = [definition.messages, *(variant.messages for variant in definition.variants)]
    texts = [text for each in written for m in each.all().values() for text in (m.subject, m.body)]
    return tuple(dict.fromkeys(name for text in texts for name in parse(text).fields if name not in OWN))


def facts_sql(names: Iterable[str], schema: Schema, *, zone: str) -> str | None:
    """Return the DuckDB expression of a JSON object (text) with the value of each named feature; None without a name.

    It stands over a feature view. Values are texts as customers read them, null where there is none: amounts with two
    decimals, other numbers with two at most, days as 2017-10-02, instants as 2017-10-02 10:00 in the business time
    `zone`, lists with commas, yes or no.
    """
    pairs = [f"{quoted(name)}, {_shown(schema[name], zone)}" for name in dict.fromkeys(names)]
    return f"CAST(json_object({', '.join(pairs)}) AS VARCHAR)" if pairs else None


def _shown(field: Field, zone: str) -> str:
    column = identifier(field.name)
    if field.type is FieldType.MONEY:
        return f"CAST(CAST({column} AS DECIMAL(18, 2)) AS VARCHAR)"
    if field.type is FieldType.NUMBER:  # -0.001 is no "-0"
        short = f"rtrim(rtrim(printf('%.2f', {column}), '0'), '.')"
        return f"CASE WHEN isfinite({column}) THEN CASE {short} WHEN '-0' THEN '0' ELSE {short} END END"
    if field.type is FieldType.BOOLEAN:
        return f"CASE WHEN {column} THEN 'yes' WHEN NOT {column} THEN 'no' END"
    if field.type is FieldType.TIMESTAMP:
        return f"strftime({column} AT TIME ZONE {quoted(zone)}, '%Y-%m-%d %H:%M')"
    if field.type is FieldType.STRINGS:
        return f"array_to_string({column}, ', ')"
    return f"CAST({column} AS VARCHAR)"
