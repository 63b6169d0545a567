"""The rule builder in a page that Streamlit runs without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    """Show the builder and what it returns."""
    import json

    import streamlit as st

    from app.components.rule_builder import builder_state, rule_builder

    fields = [{"name": "score", "title": "Score", "type": "integer", "nullable": False}]
    rule = {">": [{"var": "score"}, 3]}
    before = builder_state("builder", rule=rule, revision=1)
    state = rule_builder("builder", fields=fields, rule=rule, revision=1, counts={"": {"members": 5}}, counted=rule)
    st.text(json.dumps(state.rule))
    st.text(f"{state.incomplete} {before == state}")


def texts(app: AppTest) -> list[str]:
    """Return what the page wrote."""
    assert not app.exception
    return [text.value for text in app.text]


def test_the_builder_returns_the_rule_it_was_given() -> None:
    assert texts(AppTest.from_function(page).run()) == ['{">": [{"var": "score"}, 3]}', "0 True"]


def test_an_edit_is_known_before_the_builder_is_shown() -> None:
    app = AppTest.from_function(page)
    edit = {"rule": '{"<":[{"var":"score"},2]}', "incomplete": 1, "advanced": False, "problems": ["x"], "revision": 1}
    app.session_state["builder"] = {"value": edit}
    assert texts(app.run()) == ['{"<": [{"var": "score"}, 2]}', "1 True"]
    assert texts(app.run()) == ['{"<": [{"var": "score"}, 2]}', "1 True"]
