"""The rules that the hosting page can open."""

from __future__ import annotations

from typing import Any

RULES: dict[str, Any] = {
    "simple": {">=": [{"var": "total_revenue"}, 100]},
    "nested": {
        "and": [
            {">=": [{"var": "total_revenue"}, 1250.5]},
            {"within_last_days": [{"var": "last_purchase_on"}, 28]},
            {
                "or": [
                    {"in": [{"var": "top_department"}, ["GROCERY", "PRODUCE"]]},
                    {"!": {"and": [{"in": ["FLORAL", {"var": "departments"}]}, {"==": [{"var": "income"}, None]}]}},
                ]
            },
            {"==": [{"var": "segment.champions"}, True]},
            {"<": [{"var": "bucket.spring"}, 1000]},
        ]
    },
    "every": {
        "or": [
            {"<=": [10, {"var": "total_revenue"}, 2000.75]},
            {"in": [{"var": "r_score"}, [4, 5]]},
            {"in": [{"var": "transaction_count"}, [1, 2, 3]]},
            {">=": [{"var": "r_score"}, 3]},
            {"<=": ["2017-01-01", {"var": "last_purchase_on"}, "2017-06-30"]},
            {">=": [{"var": "last_seen_at"}, "2017-06-01T05:00:00Z"]},
            {"in": [{"var": "loyalty_code"}, ["0012", "a rather long code with spaces", "x"]]},
            {"in": [{"var": "income"}, ["15-24K", "no longer offered"]]},
            {"==": [{"var": "income"}, "35-49K"]},
            {"none": [{"var": "departments"}, {"in": [{"var": ""}, ["DAIRY", "DRUG GM", "SEAFOOD"]]}]},
            {"<=": [1000, {"var": "bucket.spring"}, 1999]},
        ]
    },
    "advanced": {">": [{"+": [{"var": "r_score"}, 1]}, 3]},
    "empty": None,
}
