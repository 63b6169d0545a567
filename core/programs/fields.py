"""What earn rules may name: the purchase itself, and what was known of its customer before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.errors import ConfigError
from core.kernel.schema import Field, FieldType, Schema
from core.programs.definition import Per
from core.warehouse import Profile
from core.warehouse.purchases import Purchases
from core.warehouse.types import ColumnType

GROUP = "Purchase"


def purchases_of(profile: Profile) -> Purchases:
    """Return what customers pay for. Raises ConfigError for a profile that does not say."""
    if profile.purchases is None:
        raise ConfigError(
            f"The warehouse profile {profile.name!r} does not say what customers pay for, so nothing can earn points.",
            fix='Add the section `purchases` to it; docs/WAREHOUSE.md shows one under "What customers pay for".',
        )
    return profile.purchases


def event_schemas(profile: Profile, features: Schema) -> Mapping[Per, Schema]:
    """Return the fields of a basket and of a line, and the features as they were before it.

    Before a customer's first purchase nothing may be known, so any feature may be null. Raises ConfigError as
    `purchases_of`.
    """
    purchases = purchases_of(profile)
    known = [replace(f, nullable=True) for f in features.values() if not f.name.endswith(".*")]
    return {per: Schema([*_fields(per, purchases, profile), *known]) for per in Per}


def own_names(purchases: Purchases) -> frozenset[str]:
    """Return the names of the purchase's own fields."""
    always = {"amount", "n_lines", "weekday", "hour", "occurred_on"}
    some = {"discount"} if purchases.discount else set()
    some |= {"quantity"} if purchases.quantity else set()
    return frozenset(always | some | set(purchases.per_basket) | set(purchases.per_line))


def _fields(per: Per, purchases: Purchases, profile: Profile) -> Iterator[Field]:
    what = "basket" if per is Per.BASKET else "line"
    whole, money = FieldType.INTEGER, FieldType.MONEY
    yield _field("amount", money, f"What was paid for the {what}.", unit=profile.unit)
    if purchases.discount:
        yield _field("discount", money, f"What was taken off the {what}.", unit=profile.unit)
    if purchases.quantity is not None:
        kind = _kind(purchases.quantity, purchases, profile)
        yield _field("quantity", kind, f"The quantity of the {what}.", nullable=True)
    yield _field("n_lines", whole, "How many lines the basket has.", unit="lines")
    yield _field("weekday", whole, "1 is Monday, 7 is Sunday, of the business day.", allowed=tuple(range(1, 8)))
    yield _field("hour", whole, "The hour of the business day, 0 to 23.", allowed=tuple(range(24)))
    yield _field("occurred_on", FieldType.DATE, "The business day of the basket.")
    for name, column in purchases.per_basket.items():
        yield _field(name, _kind(column, purchases, profile), "Of the basket.", nullable=True)
    for name, column in purchases.per_line.items():
        kind = FieldType.STRINGS if per is Per.BASKET else _kind(column, purchases, profile)
        told = "What its lines have, each once." if per is Per.BASKET else "Of the line."
        yield _field(name, kind, told, nullable=per is Per.LINE)


def _field(
    name: str, kind: FieldType, description: str, *, unit: str = "", nullable: bool = False,
    allowed: tuple[str | int, ...] = (),
) -> Field:  # fmt: skip
    return Field(name, kind, nullable, "", GROUP, description, unit, allowed)


def _kind(column: str, purchases: Purchases, profile: Profile) -> FieldType:
    """Return the type of a column as rules see it; cents are money."""
    table, _, name = column.rpartition(".")
    kind = profile.tables[table or purchases.table].columns[name].type
    return FieldType.MONEY if kind is ColumnType.CENTS else FieldType(str(kind))
