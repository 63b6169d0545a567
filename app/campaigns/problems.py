"""Every problem of a draft at once, each with its step and its place in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import streamlit as st

from app.campaigns.draft import Draft
from app.components.text import plain
from app.documents.problems import Places, box
from core.errors import Problem
from core.services.lab import Lab

AUDIENCE, OFFER, TRIGGER = "Audience", "Offer and message", "Trigger"
CONTROL, BUDGET, REVIEW = "Control and variants", "Policy and budget", "Review"
STEPS = (AUDIENCE, OFFER, TRIGGER, CONTROL, BUDGET, REVIEW)
STEP_OF = {
    "name": AUDIENCE, "description": AUDIENCE, "audience": AUDIENCE, "program": AUDIENCE,
    "offer": OFFER, "channels": OFFER, "messages": OFFER,
    "triggers": TRIGGER, "again_after_days": TRIGGER, "starts_on": TRIGGER, "ends_on": TRIGGER,
    "control": CONTROL, "stratify_by": CONTROL, "variants": CONTROL,
    "conversion": BUDGET, "budget": BUDGET, "cost_per_contact": BUDGET, "priority": BUDGET,
}  # fmt: skip
PLACES = Places(
    whole="the campaign",
    lists={"triggers": "trigger", "variants": "variant", "channels": "channel", "stratify_by": "feature"},
    words={
        "again_after_days": "days until again", "starts_on": "first day", "ends_on": "last day",
        "stratify_by": "strata", "cost_per_contact": "cost of a contact", "within_days": "days", "is_html": "HTML",
        "html": "HTML", "at": "time", "cron": "repetition", "rows": "table", "when": "condition",
        "size_of": "segment", "entered": "segment", "left": "segment", "above": "level", "below": "level",
        "back": "level at which it is ready again", "messages": "message", "default": "for all channels",
        "schedule": "", "event": "", "threshold": "", "purchase": "",
    },
)  # fmt: skip
_MISSING = re.compile(r"`\w+` is missing\.")
_SHARE = re.compile(r"/control|/variants/\d+/share")
_BOUNDS = re.compile(r"(?<=Write a number ).*\.$|^It is .*(?=, outside)")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_YAML = re.compile(r"`\w+:|(?<!\{)\{(?!\{)")  # keys with values, and sets of them; but not placeholders


@dataclass(frozen=True, slots=True)
class Found:
    """One problem: its pointer, the step it belongs to, its place in words, and what is to be said of it."""

    pointer: str
    step: str
    place: str
    what: str


def found(lab: Lab, draft: Draft) -> tuple[Found, ...]:
    """Return the problems of a draft; none when it can be saved."""
    document = draft.document()
    told = [(p.pointer, spoken(p)) for p in lab.campaigns.problems(document)]
    return tuple(
        Found(at, _step(at), place(at, document), " ".join(what.split())) for at, what in [*told, *draft.half_typed]
    )


def show(problems: Sequence[Found]) -> None:
    """Draw them in one box."""
    box([(f"{p.step}, {p.place}", p.what) for p in problems], then="the campaign can be saved", to_be="done")


def spoken(problem: Problem) -> str:
    """Return what is to be said of a problem to somebody who fills in forms: without advice on how to write YAML."""
    if _MISSING.fullmatch(problem.what):
        return "It is not filled in yet."
    what, fix = (_percent(problem, text) for text in (problem.what, problem.fix))
    return what if _YAML.search(fix) else f"{what} {fix}".strip()


def _percent(problem: Problem, text: str) -> str:
    """Say the bounds of a share as a form shows it: in percent."""
    if not _SHARE.fullmatch(problem.pointer):
        return text
    return _BOUNDS.sub(lambda found: _NUMBER.sub(_hundredfold, found[0]), text)


def _hundredfold(number: re.Match[str]) -> str:
    return f"{(Decimal(number[0]) * 100).normalize():f} %"


def below(problems: Sequence[Found], pointer: str) -> None:
    """Draw the problems of one part beside it.

    In a container that is always there: what comes and goes moves what stands behind it, and Streamlit then draws a
    field anew, without what is being typed into it.
    """
    with st.container(gap=None):
        for problem in problems:
            if problem.pointer == pointer or problem.pointer.startswith(f"{pointer}/"):
                st.markdown(f":orange[:material/error:] {plain(problem.what)}")


def place(pointer: str, document: Mapping[str, Any]) -> str:
    """Return in words where a JSON pointer points to: `variant 2 (B), message, email, body`."""
    return PLACES.of(pointer, document)


def _step(pointer: str) -> str:
    return STEP_OF.get(pointer.split("/")[1] if "/" in pointer else "", REVIEW)
