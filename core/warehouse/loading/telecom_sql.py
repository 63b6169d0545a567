"""The SQL that makes up a telecom's customers: chance is a hash of the seed and of who or what it is about.

MD5 is that hash, since it is the same in every version. A customer is a number `i`; what is drawn for them depends on
the seed, on `i` and on as_of alone, so that the first customers are the same however many there are. "Back" counts days
before the reference day: 0 is the reference day itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

SPAN = 730  # days: nobody joined earlier
MOST = 64  # transactions of one customer at most; their ids leave room for as many
_BITS = 21  # of the hash make one number between 0 and 1; six fit
_CITIES = {  # inhabitants in thousands
    "East": {"Berlin": 3645, "Leipzig": 597, "Dresden": 557, "Magdeburg": 238, "Erfurt": 214},
    "North": {"Hamburg": 1841, "Bremen": 567, "Hannover": 536, "Kiel": 247, "Lübeck": 217, "Rostock": 209},
    "South": {"München": 1472, "Stuttgart": 635, "Nürnberg": 518, "Augsburg": 297, "Freiburg": 231},
    "West": {"Köln": 1086, "Frankfurt am Main": 753, "Düsseldorf": 620, "Dortmund": 588, "Essen": 583,
             "Duisburg": 499, "Bochum": 365},
}  # fmt: skip
_REASONS = {"price": 34, "competitor": 27, "network": 16, "service": 12, "moved": 11}
_CHANNELS = {"app": 44, "web": 27, "store": 17, "call centre": 7, "partner": 5}
_KINDS = {"top-up": 52, "plan": 33, "add-on": 9, "device": 4, "roaming": 2}
_GENDERS = {"female": 495, "male": 490, "other": 15}
_CUSTOMER_DRAWS = (
    "u_joined", "u_fate", "u_ended", "u_returned", "u_bought", "u_count",
    "u_wealth", "v_wealth", "u_city", "u_no_city", "u_age", "v_age",
    "u_no_age", "u_gender", "u_no_gender", "u_products", "u_email", "u_churn",
    "u_tier", "u_value", "u_updated", "u_offers", "u_reason", "u_hour",
)  # fmt: skip


def drawn(hashed: str, place: int) -> str:
    """Return the number between 0 and 1 (both excluded) at one of the six places of a 128 bit hash."""
    return f"(CAST(({hashed} >> {_BITS * place}) & {2**_BITS - 1} AS DOUBLE) + 0.5) / {2**_BITS}"


def normal(first: str, second: str) -> str:
    """Return a standard normal number made of two between 0 and 1."""
    return f"(sqrt(-2 * ln({first})) * cos(2 * pi() * {second}))"


def chosen(number: str, shares: Mapping[str, float]) -> str:
    """Return the CASE that gives each value its share of the numbers between 0 and 1."""
    total = sum(shares.values())
    *cases, last = zip(accumulate(shares.values()), shares, strict=True)
    limits = " ".join(f"WHEN {number} < {limit / total:.6f} THEN '{value}'" for limit, value in cases)
    return f"CASE {limits} ELSE '{last[1]}' END"


DAYS = f"""
    SELECT CAST(back AS INTEGER) AS back, timezone($zone, CAST(day AS TIMESTAMP) + INTERVAL 12 HOUR) AS noon,
           season[month(day)] * weekday[isodow(day)] AS weight
    FROM (
        SELECT back, CAST($reference_day AS DATE) - CAST(back AS INTEGER) AS day,
               [1.0, 0.9, 1.0, 0.95, 1.0, 1.0, 0.85, 0.8, 1.05, 1.1, 1.3, 1.6] AS season,
               [1.0, 0.95, 0.95, 1.0, 1.2, 1.35, 0.7] AS weekday
        FROM range({SPAN + 1}) AS backs(back)
    )
"""  # an hour of the day is counted from noon, on which the clocks never change

_HASHES = ", ".join(f"md5_number($seed || '/customer/{n}/' || i) AS h{n}" for n in range(4))
_DRAWS = ", ".join(f"{drawn(f'h{n // 6}', n % 6)} AS {name}" for n, name in enumerate(_CUSTOMER_DRAWS))
PEOPLE = f"""
    WITH hashed AS (
        SELECT i, md5($seed || '/id/' || i) AS id, {_HASHES} FROM range($first, $last) AS numbers(i)
    ), draws AS (SELECT i, id, {_DRAWS} FROM hashed), joined AS (
        SELECT *, CAST(least({SPAN}, floor(1000 * sqrt(u_joined))) AS INTEGER) AS tenure,
               {normal("u_wealth", "v_wealth")} AS wealth
        FROM draws
    ), stayed AS (
        SELECT *, CASE WHEN tenure < 90 THEN 'active' WHEN u_fate < 0.10 THEN 'churned'
                       WHEN u_fate < 0.15 THEN 'returned' WHEN u_fate < 0.30 AND tenure > 180 THEN 'inactive'
                       ELSE 'active' END AS fate
        FROM joined
    ), ended AS (
        SELECT *, CASE WHEN fate IN ('churned', 'returned')
                       THEN CAST(2 + floor(u_ended * (tenure - 60)) AS INTEGER) END AS churned_back
        FROM stayed
    ), returned AS (
        SELECT *, CASE WHEN fate = 'returned'
                       THEN CAST(1 + floor(u_returned * (churned_back - 1)) AS INTEGER) END AS returned_back
        FROM ended
    )
    SELECT returned.*, CAST(id[1:12] || '4' || id[14:16] || 'a' || id[18:32] AS UUID) AS customer_id,
           CASE fate WHEN 'churned' THEN churned_back + 1 WHEN 'inactive' THEN CAST(120 + u_ended * 60 AS INTEGER)
                ELSE 0 END AS last_back,
           churned_back - returned_back + 1 AS days_away,
           CASE WHEN u_bought < 0.18 THEN 0 ELSE least({MOST}, 1 + CAST(floor(
                2.45 * exp(0.35 * wealth) * (power(u_count, -0.42) - 1)) AS INTEGER)) END AS n_transactions,
           CAST(least(8, floor(4.6 * u_offers * u_offers * exp(0.25 * wealth))) AS INTEGER) AS n_offers,
           noon AS joined_at
    FROM returned JOIN days ON days.back = tenure ORDER BY i
"""

TRANSACTIONS = f"""
    WITH hashed AS (
        SELECT people.*, j, md5_number($seed || '/transaction/' || i || '/' || j) AS h
        FROM (SELECT i, customer_id, tenure, last_back, returned_back, days_away, wealth,
                     unnest(range(n_transactions)) AS j FROM people) AS people
    ), draws AS (
        SELECT *, CAST(floor({drawn("h", 0)} * n_days) AS INTEGER) AS one_raw,
               CAST(floor({drawn("h", 1)} * n_days) AS INTEGER) AS other_raw, {drawn("h", 2)} AS u_day,
               {drawn("h", 3)} AS u_hour, {normal(drawn("h", 4), drawn("h", 5))} AS size,
               {drawn("h", 2)} * 1024 % 1 AS u_channel, {drawn("h", 3)} * 2048 % 1 AS u_kind
        FROM (SELECT *, tenure - last_back - coalesce(days_away, 0) + 1 AS n_days FROM hashed)
    ), placed AS (
        SELECT *, last_back + one_raw + CASE WHEN one_raw >= returned_back THEN days_away ELSE 0 END AS one,
               last_back + other_raw + CASE WHEN other_raw >= returned_back THEN days_away ELSE 0 END AS other
        FROM draws
    ), dated AS (
        SELECT placed.*, {chosen("u_kind", _KINDS)} AS kind,
               CASE WHEN u_day * (a.weight + b.weight) < a.weight THEN a.back ELSE b.back END AS back,
               CASE WHEN u_day * (a.weight + b.weight) < a.weight THEN a.noon ELSE b.noon END AS noon
        FROM placed JOIN days AS a ON a.back = one JOIN days AS b ON b.back = other
    )
    SELECT i, i * {MOST} + j AS transaction_id, customer_id,
           CASE WHEN back = 0 THEN CAST($day_began AS TIMESTAMPTZ) + to_seconds(floor(u_hour * $elapsed))
                ELSE noon + to_seconds(floor((u_hour - 0.34) * 63000)) END AS occurred_at,
           CAST(greatest(100, round(1500 * exp(0.6 * wealth + 0.7 * size) * CASE kind WHEN 'device' THEN 14 WHEN 'plan'
                THEN 1.6 WHEN 'roaming' THEN 1.4 WHEN 'add-on' THEN 0.5 ELSE 1 END)) AS BIGINT) AS cents,
           {chosen("u_channel", _CHANNELS)} AS channel, kind, back
    FROM dated ORDER BY transaction_id
"""

CHURN = f"""
    SELECT i, customer_id, ended.noon + to_seconds(floor((u_hour - 0.5) * 36000)) AS churned_at,
           {chosen("u_reason", _REASONS)} AS reason,
           again.noon + to_seconds(floor((u_value - 0.9) * 36000)) AS returned_at
    FROM people JOIN days AS ended ON ended.back = churned_back LEFT JOIN days AS again ON again.back = returned_back
    ORDER BY i
"""

_CITY = chosen("u_city", {city: n for cities in _CITIES.values() for city, n in cities.items()})
_REGION = chosen("u_city", {region: sum(cities.values()) for region, cities in _CITIES.items()})  # the same limits
WIDE = f"""
    WITH sums AS (
        SELECT i, count(*) AS n, CAST(sum(cents) AS BIGINT) AS cents,
               max(occurred_at) AS last_at, min(back) AS last_back
        FROM transactions GROUP BY i
    ), joint AS (
        SELECT people.*, coalesce(n, 0) AS n, coalesce(cents, 0) AS cents, last_at, sums.last_back AS silent_days,
               churned_at, returned_at,
               CASE WHEN cents >= 40000 THEN 3 WHEN cents >= 10000 THEN 2 WHEN cents >= 3000 THEN 1 ELSE 0 END AS earned
        FROM people LEFT JOIN sums USING (i) LEFT JOIN churn USING (i)
    ), tiers AS (
        SELECT *, CAST(least(3, greatest(0, earned + CAST(u_tier > 0.95 AS INTEGER)
                                          - CAST(u_tier < 0.05 AS INTEGER))) AS INTEGER) AS tier
        FROM joint
    ), products AS (
        SELECT *, CASE fate WHEN 'churned' THEN 0 WHEN 'inactive' THEN CAST(u_products < 0.7 AS INTEGER)
                       ELSE 1 + CAST(floor(3 * power(u_products, 1.6)) AS INTEGER) + tier // 2 END AS products
        FROM tiers
    ), risks AS (
        SELECT *, CASE fate WHEN 'churned' THEN round(0.9 + 0.1 * u_churn, 4) ELSE round(1 / (1 + exp(
                       3.2 + 0.2 * products - coalesce(silent_days, tenure) / 80 - 2.4 * (u_churn - 0.5))), 4)
                  END AS risk
        FROM products
    )
    SELECT i, customer_id, cents, n, silent_days, tier, risk, products, fate, tenure, n_offers, u_reason, u_hour,
           (2 * cents + n) // nullif(2 * n, 0) AS mean_cents,
           cents + CAST(floor(cents / greatest(tenure, 60) * 365 * (1 - risk) * (0.5 + u_value)) AS BIGINT)
               AS value_cents,
           CASE WHEN u_no_city >= 0.03 THEN {_CITY} END AS city,
           CASE WHEN u_no_city >= 0.01 THEN {_REGION} END AS region,
           CASE WHEN u_no_age >= 0.06
                THEN CAST(18 + floor(72 * power((u_age + v_age) / 2, 1.25)) AS INTEGER) END AS age,
           CASE WHEN u_no_gender >= 0.04 THEN {chosen("u_gender", _GENDERS)} END AS gender,
           CASE fate WHEN 'returned' THEN 'active' ELSE fate END AS status, u_email < 0.7 + 0.06 * tier AS is_verified,
           least(CAST($as_of AS TIMESTAMPTZ), greatest(joined_at, last_at, churned_at, returned_at)
                 + to_seconds(floor(u_updated * 21600))) AS updated_at
    FROM risks ORDER BY i
"""

OFFERS = f"""
    WITH hashed AS (
        SELECT *, CAST(floor(u_reason * 8) + k * (1 + 2 * floor(u_hour * 4)) AS INTEGER) % 8 + 1 AS offer,
               md5_number($seed || '/offer/' || i || '/' || k) AS h
        FROM (SELECT i, customer_id, tier, tenure, u_reason, u_hour, unnest(range(n_offers)) AS k FROM wide)
    ), sent AS (
        SELECT *, CAST(floor({drawn("h", 0)} * (least(tenure, 364) + 1)) AS INTEGER) AS back, {drawn("h", 1)} AS u_sent,
               {drawn("h", 2)} AS u_likes, {drawn("h", 3)} AS u_waits
        FROM hashed
    ), offered AS (
        SELECT sent.*, CASE WHEN back = 0 THEN CAST($day_began AS TIMESTAMPTZ) + to_seconds(floor(u_sent * $elapsed))
                            ELSE noon + to_seconds(floor((u_sent - 0.25) * 28800)) END AS offered_at
        FROM sent JOIN days USING (back)
    ), answered AS (
        SELECT *, CASE WHEN u_likes < [0.05, 0.08, 0.11, 0.14, 0.18, 0.22, 0.27, 0.33][offer]
                                      * [0.6, 1.0, 1.4, 1.8][tier + 1]
                       THEN offered_at + to_seconds(1 + floor(u_waits * u_waits * 14 * 86400)) END AS would_convert_at
        FROM offered
    )
    SELECT i, customer_id, offer, offered_at,
           coalesce(would_convert_at < CAST($as_of AS TIMESTAMPTZ), false) AS converted,
           CASE WHEN would_convert_at < CAST($as_of AS TIMESTAMPTZ) THEN would_convert_at END AS converted_at
    FROM answered ORDER BY i, offered_at, offer
"""
