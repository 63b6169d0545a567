"""What the browser sends back, read with suspicion."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from core.errors import BadInput
from core.kernel.canonical import Json

LIMIT = 256 * 1024  # characters of rule text taken from a browser


class NodeCount(TypedDict):
    """Customers that satisfy one node, and how many its group would gain without it."""

    members: int
    removes: NotRequired[int | None]


@dataclass(frozen=True, slots=True)
class BuilderState:
    """The builder as the person left it.

    `rule` is the JSONLogic of the complete conditions (null: none, that is everybody); `incomplete` counts half-typed
    conditions, which `rule` leaves out, so nothing may be saved while it is above zero; `problems` says in words what
    they still need, or why a rule `is_advanced`, that is shown read-only because it has no visual form.
    """

    rule: Json | None
    revision: int
    incomplete: int = 0
    is_advanced: bool = False
    problems: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether `rule` is all that the person typed."""
        return self.incomplete == 0


def read_state(value: object, *, rule: Json | None, revision: int) -> BuilderState:
    """Return the state in the component's `value`, or the given `rule` untouched while nothing of this `revision` came.

    Raises BadInput when the value is not one that the component sends.
    """
    if not isinstance(value, Mapping) or value.get("revision") != revision:
        return BuilderState(rule=rule, revision=revision)
    text, incomplete, problems = value.get("rule"), value.get("incomplete"), value.get("problems")
    if not isinstance(incomplete, int) or not isinstance(problems, list) or not isinstance(text, str | None):
        raise _refused()
    return BuilderState(
        rule=None if text is None else _parse(text),
        revision=revision,
        incomplete=incomplete,
        is_advanced=value.get("advanced") is True,
        problems=tuple(str(problem) for problem in problems),
    )


def serial_of(value: object) -> int:
    """Return the serial number of the component's `value`, 0 before the first: sent back, it says what was seen."""
    serial = value.get("serial") if isinstance(value, Mapping) else None
    return serial if isinstance(serial, int) else 0


def _parse(text: str) -> Json:
    def constant(name: str) -> None:
        raise ValueError(name)  # NaN and Infinity are not JSON

    if len(text) > LIMIT:
        raise _refused()
    try:
        return json.loads(text, parse_constant=constant)
    except (ValueError, RecursionError):
        raise _refused() from None


def _refused() -> BadInput:
    return BadInput("The rule builder sent something that is not a rule.", fix="Reload the page and try again.")
