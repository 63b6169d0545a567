"""What names of tables and columns say: split into words, compared with the words that warehouses use."""

from __future__ import annotations

import re
from collections.abc import Collection

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

CUSTOMER = {
    "customer", "client", "member", "household", "user", "subscriber", "account", "contact", "person", "people", "card",
    "cardholder", "shopper", "guest", "buyer", "party", "kunde", "kunden", "cliente", "abonent", "msisdn", "loyalty",
}  # fmt: skip
ID = {"id", "no", "nr", "num", "number", "key", "code", "uid", "uuid", "guid", "ref", "pk", "fk", "sk"}
FILLER = {
    "view", "feature", "table", "dim", "master", "data", "list", "all", "base", "vw", "tbl", "current", "profile",
    "dimension", "mv", "wide", "snapshot", "detail", "info", "register", "crm", "dwh", "stg", "public",
}  # fmt: skip
PURCHASE = {
    "transaction", "order", "purchase", "sale", "receipt", "invoice", "payment", "basket", "booking", "ticket", "bill",
    "check", "checkout", "tx", "trx", "txn",
}  # fmt: skip
AMOUNT = {
    "amount", "amt", "price", "revenue", "total", "value", "sale", "paid", "gross", "net", "cost", "spend", "spent",
    "discount", "fee", "tax", "charge", "balance", "saving", "disc", "refund", "turnover", "sum",
}  # fmt: skip
NOT_SALES = {
    "discount", "disc", "fee", "tax", "cost", "balance", "saving", "refund", "tip", "shipping", "limit", "point",
    "match", "unit", "list", "charge",
}  # fmt: skip
NOT_MONEY = {"count", "score", "rate", "share", "ratio", "percent", "pct", "quantity", "qty", "weight", "day", "point"}
HAPPENED = {
    "occurred", "ordered", "purchased", "bought", "sold", "paid", "booked", "happened", "transaction", "order",
    "purchase", "sale", "event", "visit", "visited", "sent", "offered", "contacted", "churned", "redeemed",
    "redemption", "start", "started", "begin", "opened", "clicked", "stamp", "receipt", "invoice", "payment", "called",
}  # fmt: skip
WRITTEN = {"created", "inserted", "loaded", "imported", "recorded", "registered", "ingested", "create", "etl", "load"}
AFTERWARDS = {
    "updated", "modified", "changed", "deleted", "expire", "expires", "expiry", "end", "ended", "until", "due", "valid",
    "birth", "dob", "birthday", "returned", "converted", "closed", "update", "modification", "cancelled", "canceled",
    "shipped", "delivered", "last", "next", "answered",
}  # fmt: skip
CHANGED = {"updated", "modified", "changed", "update", "modification", "change"}
PERSONAL = {
    "email", "mail", "phone", "mobile", "telephone", "tel", "fax", "surname", "forename", "firstname", "lastname",
    "fullname", "birth", "born", "birthday", "birthdate", "dob", "ssn", "passport", "iban", "street", "address",
    "password", "pwd", "secret", "token", "ip", "latitude", "longitude",
}  # fmt: skip
NAMES = {"name", "first", "last", "middle", "full", "nick", "title"}


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case and in the singular: `CustomerOrders`, `customer_orders`."""
    return tuple(_singular(part.lower()) for part in _PARTS.findall(name))


def has(name: str, known: Collection[str]) -> bool:
    """Say whether a name holds one of the `known` words."""
    return any(word in known for word in words(name))


def is_id(name: str) -> bool:
    """Say whether a name looks like that of an identifier."""
    return bool(words(name)) and words(name)[-1] in ID


def is_customer_id(name: str) -> bool:
    """Say whether a column is named like the customer's identifier: customer_id, card_no, household."""
    found = words(name)
    return has(name, CUSTOMER) and all(word in CUSTOMER | ID for word in found)


def is_personal(name: str) -> bool:
    """Say whether a column of the customers looks like a personal datum: e-mail, phone, name, address."""
    found = words(name)
    return has(name, PERSONAL) or (found[-1:] == ("name",) and all(w in NAMES | CUSTOMER for w in found))


def short(name: str) -> str:
    """Return a table's name without the customer at its beginning and without `history` and the like at its end."""
    parts = name.split("_")
    while len(parts) > 1 and words(parts[0]) and words(parts[0])[0] in CUSTOMER | {"fact", "fct", "dim", "tbl", "vw"}:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].lower() in ("history", "hist", "log", "fact", "fct", "dim", "tbl", "view", "vw"):
        parts = parts[:-1]
    return "_".join(parts)


def logical(name: str, *, taken: Collection[str] = ()) -> str:
    """Return a name as profiles write names (lower case, digits, underscores), different from those `taken`."""
    plain = re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()).strip("_")
    plain = plain if plain[:1].isalpha() else f"x_{plain}".rstrip("_")
    number, made = 1, plain
    while made in taken:
        number += 1
        made = f"{plain}_{number}"
    return made


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
