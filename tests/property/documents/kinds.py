"""The kinds of definitions that people write: how one is drawn, damaged, read and judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from core.campaigns.faults import campaign_problems
from core.campaigns.text import of_document as campaign_of
from core.campaigns.text import read_campaign, write_campaign
from core.errors import CampaignInvalid, DocumentInvalid, Problem, ProgramInvalid
from core.programs.faults import program_problems
from core.programs.text import of_document as program_of
from core.programs.text import read_program, write_program
from tests.property.campaigns.definitions import definitions as campaigns
from tests.property.programs.definitions import SCHEMAS
from tests.property.programs.definitions import definitions as programs
from tests.unit.campaigns.cases import KNOWN

ZONE = ZoneInfo("America/New_York")
ODD = (None, True, -1, 0, 2**53, 10**5000, 1.5, float("nan"), float("inf"), "", "x", "1e999999", "\0", "\ud800", [], {},
       [[]], {"a": 1}, {1: 2}, {"var": ""}, {"log": 1}, object(), b"x", "2017-02-30")  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """drawn: definitions without a fault. odd: what may stand where it should not, besides ODD."""

    noun: str
    drawn: st.SearchStrategy[Any]
    read: Callable[[str | bytes], Any]
    write: Callable[[Any], str]
    of_document: Callable[[Any], Any]
    problems: Callable[[Any], Sequence[Problem]]
    invalid: type[DocumentInvalid]
    odd: tuple[Any, ...]

    def asked(self, read: Callable[[Any], Any], source: Any) -> tuple[Sequence[Problem], Any]:
        """What is wrong, or the definition; no other error than the kind's own may be raised."""
        try:
            return (), read(source)
        except self.invalid as error:
            return error.problems, None

    def damaged(self) -> st.SearchStrategy[Any]:
        """Documents with something odd at one to three places."""
        return _damaged(self.drawn, st.sampled_from((*ODD, *self.odd)))


@st.composite
def _damaged(draw: st.DrawFn, drawn: st.SearchStrategy[Any], odd: st.SearchStrategy[Any]) -> Any:
    document = deepcopy(draw(drawn).document())  # its conditions are shared with other examples
    for _ in range(draw(st.integers(1, 3))):
        at = document
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = draw(st.sampled_from([*keys, "stray"] if isinstance(at, dict) else keys)) if keys else "stray"
            inner = at.get(key) if isinstance(at, dict) else at[key] if keys else None
            if isinstance(inner, dict | list) and inner and draw(st.booleans()):
                at = inner
                continue
            if isinstance(at, dict) or keys:
                at[key] = deepcopy(draw(odd))  # it may be damaged in its turn
            break
    return document


PROGRAMS = Kind(
    "program", programs(), read_program, write_program, program_of,
    problems=lambda found: program_problems(found, SCHEMAS, ZONE), invalid=ProgramInvalid, odd=("12-32",),
)  # fmt: skip
CAMPAIGNS = Kind(
    "campaign", campaigns(), read_campaign, write_campaign, campaign_of,
    problems=lambda found: campaign_problems(found, KNOWN), invalid=CampaignInvalid,
    odd=("2017-03-12T02:30", "* * * * *", "9999-12-31T23:59", "{{", "{{ x }}", {"default": 1}, {"name": []},
         [{"name": 1}], "email", "default", "gone"),
)  # fmt: skip
