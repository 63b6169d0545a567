"""The visual rule builder: JSONLogic in, JSONLogic out. Its source is `frontend/rule_builder`, `assets/` its build."""

from __future__ import annotations

from app.components.rule_builder.component import builder_state, rule_builder
from app.components.rule_builder.fields import field_dicts
from app.components.rule_builder.state import BuilderState, NodeCount

__all__ = ["BuilderState", "NodeCount", "builder_state", "field_dicts", "rule_builder"]
