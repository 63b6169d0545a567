"""A warehouse as they are: quoted names, several schemas, no keys, types that nobody can read, and a broken view."""

from __future__ import annotations

SHARED = (
    "CREATE SCHEMA crm",
    'CREATE SCHEMA "Sales Dept"',
    'CREATE SCHEMA "we.ird"',
    """
        CREATE TABLE crm."Kunden" ("Kunden Nr" text PRIMARY KEY, "E-Mail" text, "Name" text, "Tier" text NOT NULL,
            "Имя" integer, "order" integer, score double precision, "Updated At" timestamp with time zone)
    """,
    """
        INSERT INTO crm."Kunden" SELECT 'K' || i, 'k@example.org', 'Ann', CASE WHEN i % 3 = 0 THEN 'gold' ELSE '1' END,
            i, i, i / 7.0, TIMESTAMP '2026-01-01 00:00:00' FROM generate_series(1, 50) AS t(i)
    """,
    """
        CREATE TABLE "Sales Dept"."Customer Orders" ("Order No" bigint, "Kunden Nr" text, "Order Date" timestamp,
            "Shipped At" timestamp, "Total Price" numeric(12,3), "Discount" numeric(10,2), "select" boolean,
            "Kind" text)
    """,
    """
        INSERT INTO "Sales Dept"."Customer Orders" SELECT i, 'K' || (i % 50 + 1), TIMESTAMP '2026-02-01 10:00:00',
            NULL, i, 1, i % 2 = 0, CASE WHEN i % 2 = 0 THEN 'it''s: "a"' ELSE '# b' END
        FROM generate_series(1, 400) AS t(i)
    """,
    'CREATE TABLE "we.ird"."ta.ble" ("Kunden Nr" text, "as_of" date, note text)',
    """
        INSERT INTO "we.ird"."ta.ble" SELECT 'K' || (i % 50 + 1), DATE '2026-02-03', 'x'
        FROM generate_series(1, 90) AS t(i)
    """,
    'CREATE TABLE crm.events ("Kunden Nr" text, occurred_at timestamp with time zone NOT NULL, kind text)',
    'CREATE TABLE "Sales Dept".events ("Kunden Nr" text, stamp date, kind text)',
    """
        INSERT INTO "Sales Dept".events SELECT 'K1', DATE '2026-02-03', 'a' FROM generate_series(1, 9) AS t(i)
    """,
    "CREATE TABLE stock (article integer, pieces integer)",
    """
        CREATE VIEW crm.broken AS
        SELECT "Kunden Nr", CAST("Tier" || 'x' AS integer) AS bad FROM crm."Kunden"
    """,
)
POSTGRES = (
    *SHARED,
    """
        CREATE TABLE crm.details ("Kunden Nr" text PRIMARY KEY REFERENCES crm."Kunden", payload jsonb, place point,
            tags text[], numbers integer[], stay interval, balance money, photo bytea, seen inet, huge numeric,
            born date)
    """,
    """
        INSERT INTO crm.details SELECT 'K' || i, '{"a": 1}', point(1, 2), ARRAY['x'], ARRAY[1], INTERVAL '1 day',
            12.5::money, '\\x00', '127.0.0.1', 'NaN', DATE '1980-01-01' FROM generate_series(1, 50) AS t(i)
    """,
    'COMMENT ON TABLE crm.details IS $$Several lines:\n  - "quoted" # and more$$',
    "COMMENT ON COLUMN crm.details.tags IS $$it's: {a, b} # c$$",
)
DUCKDB = (
    *SHARED,
    """
        CREATE TABLE crm.details ("Kunden Nr" text PRIMARY KEY, payload json, place STRUCT(x integer), tags text[],
            numbers integer[], stay interval, huge decimal(38, 10), photo blob)
    """,
    """
        INSERT INTO crm.details SELECT 'K' || i, '{"a": 1}', {'x': 1}, ['x'], [1], INTERVAL 1 DAY, 1, '\\x00'::blob
        FROM generate_series(1, 50) AS t(i)
    """,
)
