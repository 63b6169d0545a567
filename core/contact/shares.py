"""A stable share of the customers: the same customer and salt give the same bucket, everywhere and for ever.

The bucket is the first 32 bits of the MD5 of "<salt>:<customer id>", modulo 10,000. MD5 is chosen because DuckDB,
PostgreSQL, Spark and Python compute it alike; it deals cards here, it keeps no secret. 10,000 does not divide 2^32:
the first 7,296 buckets are fuller by one part in 429,496, far below anything a campaign can measure.
"""

from __future__ import annotations

import hashlib

from sqlglot import exp

BUCKETS = 10_000


def bucket(customer_id: str | int, salt: str) -> int:
    """Return the bucket (0 to 9,999) of one customer under `salt`."""
    word = hashlib.md5(f"{salt}:{customer_id}".encode(), usedforsecurity=False).hexdigest()[:8]
    return int(word, 16) % BUCKETS


def bucket_sql(column: str, salt: str, *, dialect: str = "duckdb") -> exp.Expression:
    """Return the expression of the bucket of the customer whose id is in `column`, for DuckDB or PostgreSQL."""
    text = exp.DPipe(
        this=exp.Literal.string(f"{salt}:"),
        expression=exp.cast(exp.column(column, quoted=True), "varchar"),
    )
    digits = (exp.Literal.number(1), exp.Literal.number(8))
    if dialect == "postgres":
        utf8 = exp.Anonymous(this="CONVERT_TO", expressions=[text, exp.Literal.string("UTF8")])
        hashed = exp.Anonymous(this="MD5", expressions=[utf8])
        head = exp.Anonymous(this="SUBSTR", expressions=[hashed, *digits])
        bits = exp.cast(exp.paren(exp.DPipe(this=exp.Literal.string("x"), expression=head)), "bit(32)")
        return exp.Mod(this=exp.cast(bits, "bigint"), expression=exp.Literal.number(BUCKETS))
    word = exp.func("substr", exp.func("md5", text), *digits)
    value = exp.cast(exp.paren(exp.DPipe(this=exp.Literal.string("0x"), expression=word)), "bigint")
    return exp.Mod(this=value, expression=exp.Literal.number(BUCKETS))
