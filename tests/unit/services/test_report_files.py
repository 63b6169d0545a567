"""Pages for stakeholders as files: what is chosen, what the HTML and the PDF hold, and that names are only text."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from plotly.offline import get_plotlyjs
from pypdf import PdfReader

from core.errors import BadInput, ConfigError, NotFound, Refused
from core.kernel.clock import FixedClock
from core.reports import campaign_comparison, campaign_pages, holdout_page, page_pdf, past_campaigns
from core.reports.page_drawings import ticks
from core.reports.page_html import page_html
from core.reports.sheet import Sheet
from core.services.features import AsOf
from core.services.lab import Lab
from core.services.past_campaigns import PastCampaign, PastCampaigns
from core.services.report_files import Reports
from tests.unit.reports.measured import EVIL, days, never, past, report, together, uncontrolled, unknown

NEW_YORK = ZoneInfo("America/New_York")
SCRIPTS = "Зимняя акция: Größe, ελληνικά"
DEFINITION = """
name: {name}
audience: everybody
offer: {{name: Five dollars off, kind: discount, value: 5.00}}
channels: [outbox]
messages: {{default: {{subject: Hello, body: Come back}}}}
control: 0.3
triggers: [{{schedule: {{at: "2017-04-20T10:00"}}}}]
conversion: {{purchase: true, within_days: 14}}
"""


class Elements(HTMLParser):
    """The elements of a page, the texts outside of scripts, and every address in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.addresses: list[str] = []
        self._in_script = False
        self.feed(text.replace(get_plotlyjs(), ""))  # the library takes long, and nobody's text is in it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action")]
        self._in_script = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if not self._in_script and data.strip():
            self.texts.append(data.strip())


def _links(text: str) -> int:
    return text.replace("\\u003c", "<").count("<a href")


def read_pdf(content: bytes) -> tuple[int, str]:
    reader = PdfReader(BytesIO(content))
    return len(reader.pages), " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def sheets() -> dict[str, Sheet]:
    rows = campaign_comparison.compared([report(), never()], [past(), unknown()], zone=NEW_YORK)
    return {
        "measured": campaign_pages.page(report(), zone=NEW_YORK),
        "uncontrolled": campaign_pages.page(uncontrolled(), zone=NEW_YORK),
        "never": campaign_pages.page(never(), zone=NEW_YORK),
        "together": holdout_page.page(together(), zone=NEW_YORK),
        "past": past_campaigns.sheet(past(), days()),
        "unknown": past_campaigns.sheet(unknown(), days(n=0)),
        "many": campaign_comparison.page(rows, title="Side by side", subtitle="2017"),
        "none": campaign_comparison.page([], title="Side by side", subtitle="2016"),
        "very many": campaign_comparison.page(
            campaign_comparison.compared([], [past(number=str(n)) for n in range(40)], zone=NEW_YORK),
            title="Side by side", subtitle="2017",
        ),
    }  # fmt: skip


every = pytest.mark.parametrize("sheet", sheets().values(), ids=sheets())


@every
def test_the_html_says_all_that_the_page_says(sheet: Sheet) -> None:
    said = "\n".join(Elements(page_html(sheet, made="Loyalty Lab")).texts)
    for text in (sheet.title, sheet.answer, sheet.evidence, *(f.value for f in sheet.facts), *sheet.notes):
        assert text in said
    for section in sheet.sections:
        assert section.title in said
        for row in section.table.rows if section.table else ():
            parts = [part for cell in row for part in cell.replace(" to ", " (").split(" (")]
            assert all(part in said for part in parts)


@every
def test_the_html_needs_no_other_file_and_has_the_library_once(sheet: Sheet) -> None:
    text = page_html(sheet, made="Loyalty Lab")
    assert Elements(text).addresses == []
    n_charts = sum(section.chart is not None for section in sheet.sections)
    assert text.count("plotly.js v") == (1 if n_charts else 0)
    assert text.count("Plotly.newPlot(") - text.count("Plotly.newPlot(gd") >= n_charts
    assert "default-src 'none'" in text


@every
def test_the_pdf_says_all_that_the_page_says(sheet: Sheet) -> None:
    n_pages, said = read_pdf(page_pdf.page_pdf(sheet, made="Loyalty Lab, today"))
    assert n_pages >= 1
    close = said.replace(" ", "")
    texts = [sheet.title, sheet.answer, sheet.evidence, *(f.value for f in sheet.facts), *sheet.notes]
    for section in sheet.sections:
        texts += [section.title, section.text]
        texts += [cell for row in section.table.rows for cell in row] if section.table else []
    assert [text for text in texts if text.replace(" ", "") not in close] == []
    assert said.count("Loyalty Lab, today") == n_pages


def test_a_name_is_only_ever_text() -> None:
    sheet = campaign_pages.page(report(name=EVIL, conversion=f"{EVIL}<script>alert(1)</script>"), zone=NEW_YORK)
    text = page_html(sheet, made=EVIL)
    plain = page_html(campaign_pages.page(report(), zone=NEW_YORK), made="")
    assert Elements(text).elements == Elements(plain).elements
    assert "a" not in Elements(text).elements
    assert _links(text) == _links(plain), "the library has some in it, and no more have come"
    assert html.escape(EVIL) in text
    n_pages, said = read_pdf(page_pdf.page_pdf(sheet, made=EVIL))
    assert n_pages >= 1
    assert EVIL.replace(" ", "") in said.replace(" ", "")


def test_other_scripts_are_printed() -> None:
    sheet = campaign_pages.page(report(name=SCRIPTS), zone=NEW_YORK)
    _, said = read_pdf(page_pdf.page_pdf(sheet, made=""))
    assert SCRIPTS in said
    assert page_pdf.missing_letters(SCRIPTS) == ""
    assert SCRIPTS in page_html(sheet, made="")


def test_what_the_font_lacks_is_said_in_the_file() -> None:
    assert page_pdf.missing_letters("冬冬の 1") == "冬の"
    _, said = read_pdf(page_pdf.page_pdf(campaign_pages.page(report(name="冬の"), zone=NEW_YORK), made=""))
    assert "The font of this file lacks 2 of the characters used, shown as boxes; the page as HTML has them." in said


def test_without_its_fonts_a_pdf_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"DejaVuSans\.ttf of PDF pages is not there") as caught:
        page_pdf.register(tmp_path)
    assert "make run" in caught.value.fix


def test_the_fonts_are_found_without_loading_the_library() -> None:
    assert (page_pdf.font_folder() / "DejaVuSans-Bold.ttf").is_file()


def test_the_same_page_gives_the_same_file() -> None:
    sheet = past_campaigns.sheet(past(), days())
    assert page_pdf.page_pdf(sheet, made="x") == page_pdf.page_pdf(sheet, made="x")


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 28.9, [0, 5, 10, 15, 20, 25, 30]), (-3.5, 3.9, [-4, -2, 0, 2, 4]), (0, 0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        (-0.011, 0.004, [-0.0125, -0.01, -0.0075, -0.005, -0.0025, 0, 0.0025, 0.005]), (5, 5, [5, 6, 7, 8, 9, 10]),
    ],
)  # fmt: skip
def test_marks_are_round_and_hold_the_values(low: float, high: float, marks: list[float]) -> None:
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert len(found) <= 9
    steps = {round(b - a, 9) for a, b in itertools.pairwise(found)}
    assert len(steps) == 1
    if low != high:
        assert found == pytest.approx(marks)


@pytest.fixture
def ran(shop: Lab, clock: FixedClock) -> Iterator[Lab]:
    """The shop with a campaign that ran on 10 April 2017, one that never did, and the past campaign 1."""
    clock.at = datetime(2017, 4, 10, 15, tzinfo=UTC)
    shop.segments.create("Everybody", {">": [{"var": "total_revenue"}, 0]})
    for name in (SCRIPTS, "Never"):
        made = shop.campaigns.create(DEFINITION.format(name=f"'{name}'"))
        if name != "Never":
            shop.campaigns.submit(made.slug)
            shop.campaigns.approve(made.slug, seen=made.head)
            shop.campaigns.activate(made.slug)
            shop.launching.trigger(made.slug, is_now=True)
    clock.advance(timedelta(days=60))
    return shop


def test_everything_that_can_be_reported_on_is_listed_with_its_days(ran: Lab) -> None:
    entries = {entry.name: entry for entry in ran.reports.entries()}
    assert list(entries) == [*sorted((SCRIPTS, "Never")), "Campaign 1"]
    assert entries[SCRIPTS].ran == ((date(2017, 4, 10), date(2017, 4, 10)),)
    assert entries["Never"].ran == ()
    assert entries["Campaign 1"].ran == ((date(2017, 2, 1), date(2017, 3, 1)),)
    assert entries["Campaign 1"].is_past


def test_a_campaign_is_found_by_its_short_name_or_its_name(ran: Lab) -> None:
    slug = next(c.slug for c in ran.campaigns.all() if c.name == SCRIPTS)
    one, same = ran.reports.page([slug]), ran.reports.page([SCRIPTS])
    assert (one.title, one.facts) == (same.title, same.facts)
    assert one.title == SCRIPTS
    assert ran.reports.page(["1"]).title == ran.reports.page(["Campaign 1"]).title == "Campaign 1"
    with pytest.raises(NotFound, match="no campaign 'nobody'"):
        ran.reports.page(["nobody"])


def test_a_page_of_the_shop_measures_against_control(ran: Lab) -> None:
    page = ran.reports.page([SCRIPTS])
    facts = {fact.label: fact.value for fact in page.facts}
    counts = ran.launching.runs(next(c.slug for c in ran.campaigns.all() if c.name == SCRIPTS))[0].counts
    assert facts["Treated"] == str(counts["treated"])
    assert facts["Control"] == str(counts["control"])
    assert counts["control"] > 0
    n_pages, said = read_pdf(ran.reports.pdf(page))
    assert n_pages >= 2
    assert "Measured against a control group" in said


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (date(2017, 4, 10), date(2017, 4, 10), [SCRIPTS]), (date(2017, 1, 1), date(2017, 2, 1), ["Campaign 1"]),
        (None, date(2017, 3, 1), ["Campaign 1"]), (date(2017, 3, 1), None, [SCRIPTS, "Campaign 1"]),
        (date(2017, 3, 2), date(2017, 4, 9), []),
    ],
)  # fmt: skip
def test_a_period_holds_what_ran_on_any_of_its_days(
    ran: Lab, first: date | None, last: date | None, names: list[str]
) -> None:
    assert [row.name for row in ran.reports.compared(from_on=first, to_on=last)] == names


def test_names_and_a_period_are_those_of_the_named_that_ran_in_it(ran: Lab) -> None:
    rows = ran.reports.compared(["1", "Never"], from_on=date(2017, 1, 1), to_on=date(2017, 12, 31))
    assert [row.name for row in rows] == ["Campaign 1"]
    with pytest.raises(Refused, match="None of the campaigns named ran in this period"):
        ran.reports.compared(["Never"], from_on=date(2017, 1, 1), to_on=date(2017, 12, 31))


def test_what_cannot_be_asked_is_refused(ran: Lab) -> None:
    with pytest.raises(BadInput, match="Neither a campaign nor a period"):
        ran.reports.page()
    with pytest.raises(BadInput, match="before it begins"):
        ran.reports.page(from_on=date(2017, 3, 1), to_on=date(2017, 2, 1))
    with pytest.raises(BadInput, match=r"as \.html or \.pdf, not as 'page\.docx'"):
        ran.reports.write(ran.reports.page(["1"]), Path("page.docx"))


class Spelt(PastCampaigns):
    """Past campaigns that a warehouse numbers by words."""

    def __init__(self, past: PastCampaigns, number: str) -> None:
        self._found = [replace(campaign, number=number) for campaign in past.all()[:1]]

    def all(self, *, as_of: AsOf = None) -> list[PastCampaign]:
        return self._found


def test_a_short_name_that_a_past_campaign_has_too_belongs_to_the_labs_own(ran: Lab) -> None:
    def kinds(number: str) -> list[bool]:
        reports = Reports(
            ran.performance, Spelt(ran.past, number), ran.holdout_report, features=ran.features, database=ran.database,
            clock=ran.clock,
        )  # fmt: skip
        return [entry.is_past for entry in reports.entries() if entry.key == number]

    assert (kinds("never"), kinds("long-ago")) == ([False], [True])


def test_each_holdout_has_a_page_of_what_all_campaigns_brought(ran: Lab) -> None:
    assert ran.reports.together() == []
    ran.holdouts.start(share=0.1, name="Spring")
    (page,) = ran.reports.together()
    assert page.title == "All campaigns together"
    assert page.subtitle == "Spring: 10.0% of all customers held out since 9 Jun 2017"
    assert page.answer.startswith("What all campaigns together brought cannot be told: less than a day of it is known")


def test_files_are_written_whole(ran: Lab, tmp_path: Path) -> None:
    page = ran.reports.page(["1"])
    for name in ("page.html", "page.PDF"):
        ran.reports.write(page, tmp_path / name)
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "page.PDF").read_bytes().startswith(b"%PDF-")
    assert re.fullmatch(r"Loyalty Lab, \d+ \w+ 2017, \d\d:\d\d E[DS]T", Elements(ran.reports.html(page)).texts[-1])
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix.casefold() == ".tmp") == []
