"""A page that holds nothing but the rule builder and a few widgets that make it run again."""

from __future__ import annotations

import json

import streamlit as st

from app.components.rule_builder import NodeCount, builder_state, field_dicts, rule_builder
from core.kernel.schema import Field, FieldType, Schema
from tests.e2e.component.host_rules import RULES

INCOMES = ("Under 15K", "15-24K", "25-34K", "35-49K")
DEPARTMENTS = ("DAIRY", "DELI", "DRUG GM", "FLORAL", "GROCERY", "MEAT", "PASTRY", "PRODUCE", "SEAFOOD")
FIELDS = Schema(
    [
        Field(
            "total_revenue", FieldType.MONEY, False, group="Value", description="All that was ever spent", unit="USD"
        ),
        Field(
            "transaction_count", FieldType.INTEGER, False, group="Value", description="Distinct baskets", unit="baskets"
        ),
        Field("avg_transaction_value", FieldType.NUMBER, group="Value", unit="USD"),
        Field("r_score", FieldType.INTEGER, group="RFM", description="1 worst, 5 best", allowed=(1, 2, 3, 4, 5)),
        Field("last_purchase_on", FieldType.DATE, group="Activity", description="Business day of the last purchase"),
        Field("last_seen_at", FieldType.TIMESTAMP, group="Activity"),
        Field("loyalty_code", FieldType.STRING, False, group="Household", description="As printed on the card"),
        Field("income", FieldType.STRING, group="Household", unit="USD a year", allowed=INCOMES),
        Field("top_department", FieldType.STRING, False, group="Shopping", allowed=DEPARTMENTS),
        Field("departments", FieldType.STRINGS, group="Shopping", description="Bought from", allowed=DEPARTMENTS),
        Field("opt_in", FieldType.BOOLEAN, group="Household"),
        Field("segment.champions", FieldType.BOOLEAN, False, "Champions", "Segments"),
        Field("bucket.*", FieldType.INTEGER, False, "Random share", "Segments"),
    ]
)


def count_nodes(rule: object) -> dict[str, NodeCount]:
    """Invent counts for every pointer of `rule`: shorter pointers hold more."""
    found: dict[str, NodeCount] = {}

    def visit(node: object, pointer: str) -> None:
        found[pointer] = {"members": 2469 - 97 * len(pointer) - st.session_state.shift, "removes": 7 * len(pointer)}
        if isinstance(node, dict):
            for op, args in node.items():
                if op in ("and", "or"):
                    for i, part in enumerate(args):
                        visit(part, f"{pointer}/{op}/{i}")
                elif op == "!":
                    visit(args, f"{pointer}/!")

    visit(rule, "")
    found[""]["removes"] = st.session_state.runs  # not shown, but no two runs send the same counts
    return found


state = st.session_state
state.setdefault("draft", RULES[st.query_params.get("rule", "simple")])
state.setdefault("revision", 1)
state.setdefault("counted", None)
state.setdefault("runs", 0)
state.setdefault("shift", 0)
state.setdefault("saved", "nothing")
state.runs += 1

st.set_page_config(layout="wide", page_title="Rule builder")
with st.container(horizontal=True):
    load = st.selectbox("Load", list(RULES), label_visibility="collapsed")
    if st.button("Open rule"):
        state.draft, state.revision = RULES[load], state.revision + 1
    st.button("Run again")
    if st.button("Shift counts"):
        state.shift += 1
    lag = st.toggle("Old counts")
    hidden = st.toggle("Elsewhere")
if hidden:  # as when a person looks at another page and comes back
    st.stop()
now = builder_state("builder", rule=state.draft, revision=state.revision)
if not lag:
    state.counted = now.rule
built = rule_builder(
    "builder",
    fields=field_dicts(FIELDS),
    rule=state.draft,
    revision=state.revision,
    counts=count_nodes(state.counted),
    counted=state.counted,
    explanation="r score plus 1 is more than 3",
    disabled=st.query_params.get("disabled") == "yes",
)
state.draft = built.rule
if st.button("Save", disabled=built.incomplete > 0):
    state.saved = json.dumps(built.rule, separators=(",", ":"))
st.text(f"RUNS={state.runs}")
st.text(f"INCOMPLETE={built.incomplete} ADVANCED={built.is_advanced}")
st.code(json.dumps(built.rule), language=None)
st.text(f"AGREES={now == built}")
st.text(f"SAVED={state.saved}")
for problem in built.problems:
    st.caption(problem)
