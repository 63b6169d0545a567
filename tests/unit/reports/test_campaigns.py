"""What stakeholders are told of campaigns: the answer, the figures, the charts, and why something cannot be told."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from reportlab.graphics.shapes import String

from core.campaigns.report import CONVERSION, REVENUE, Estimate, Incremental, SampleRatio, Stage
from core.reports import campaign_comparison as comparison
from core.reports import campaign_pages, campaigns, holdout_page, page_drawings, page_pdf, past_campaigns
from core.reports.campaign_figures import drawn
from core.reports.sheet import Scale, between
from core.reports.style import DARK, LIGHT
from tests.unit.reports.measured import (
    EVIL,
    NOBODY,
    arm,
    days,
    lift,
    never,
    past,
    report,
    together,
    uncontrolled,
    unknown,
)

NEW_YORK = ZoneInfo("America/New_York")


def gained(value: float, low: float, high: float):
    return report(incremental=(Incremental(None, Estimate(value, low, high)),))


CHANCE = "Whether it brought anything cannot be told from chance"
EACH = "Each targeted customer spent an estimated"
WORSE = past(number="9", did=-26.0, ci_low=-50.0, ci_high=-2.0)
EXPECT = "than the other customers lead one to expect"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (report(), "Brought 1,240 more conversions than without it, between 300 and 2,180 (95 %)."),
        (gained(-50, -80, -20), "Brought 50 fewer conversions than without it, between 20 and 80 (95 %)."),
        (gained(5, -30, 40), f"{CHANCE}: between 30 fewer and 40 more conversions (95 %)."),
        (uncontrolled(), f"What it brought cannot be told: {NOBODY}."),
        (never(), "What it brought cannot be told: nobody was treated or held out."),
    ],
)
def test_the_answer_is_one_sentence(given, said):
    assert campaigns.answer(given) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (past(), f"{EACH} 14.48 USD more {EXPECT}, between 0.05 and 28.91 USD (95 %)."),
        (WORSE, f"{EACH} 26.00 USD less {EXPECT}, between 2.00 and 50.00 USD (95 %)."),
        (unknown(), "What it brought cannot be estimated. The estimate needs sales that the data do not hold."),
    ],
)
def test_the_answer_about_a_past_campaign_is_one_sentence(given, said):
    assert past_campaigns.answer(given) == said


def test_an_estimate_that_chance_explains_is_given_with_its_interval():
    assert past_campaigns.answer(past(did=1.5, ci_low=-2.0, ci_high=5.0)) == (
        "Whether it changed sales cannot be told from chance: the estimate is +1.50 USD per targeted customer, "
        "between -2.00 and +5.00 USD (95 %)."
    )


def test_scales_say_differences_with_their_sign():
    assert Scale("share").said(0.5) == "50.0%"
    assert Scale("share", is_difference=True).said(-0.021) == "-2.1 pp"
    assert Scale("money", "USD", is_difference=True).said(3.0) == "+3.00 USD"
    assert Scale("money", "USD").said(None) == "–"
    assert Scale("share", is_difference=True).ranged(0.01, -0.01, 0.03) == "+1.0 (-1.0 to +3.0) pp"
    assert Scale("share").ranged(0.1, 0.05, 0.15) == "10.0% (5.0% to 15.0%)"
    assert between(1.0, 2.0, Scale("money", "USD")) == "between 1.00 and 2.00 USD"


def test_the_funnel_has_a_bar_for_each_stage_in_their_order():
    frame = campaigns.funnel_chart(report()).frame
    assert frame.rows() == [
        ("Treated", 100, 1.0, "not reported"), ("Sent to", 98, 0.98, "not reported"),
        ("Opened it", 40, 0.4, "not reported"), ("Converted", 20, 0.2, "not known yet"),
    ]  # fmt: skip
    figure = campaigns.funnel(report())
    assert list(figure.data[0].x) == [100, 98, 40, 20]
    assert [a.text for a in figure.layout.annotations][1] == "100 (100.0%)"


def test_a_stage_that_nobody_reports_has_words_instead_of_a_bar_of_no_length():
    given = report(funnel=(Stage("treated", 100, 1.0), Stage("opened", None, None), Stage("converted", None, None)))
    figure = campaigns.funnel(given)
    assert list(figure.data[0].x) == [100, None, None]
    assert [a.text for a in figure.layout.annotations][3::2] == ["not reported", "not known yet"]
    page_pdf.register(page_pdf.font_folder())
    [drawing] = page_drawings.drawings(campaigns.funnel_chart(given), width=400)
    assert "not reported" in [part.text for part in drawing.contents if isinstance(part, String)]


def test_each_arm_has_its_value_and_its_interval():
    frame = campaigns.arms_chart(report(), CONVERSION).frame
    assert frame["label"].to_list() == ["Control (50)", "Treated (100)", "Variant A (60)", f"Variant {EVIL} (40)"]
    assert frame.row(0)[1:4] == pytest.approx((0.1, 0.02, 0.18))
    figure = campaigns.arms(report(), CONVERSION)
    spread, values = figure.data
    assert list(spread.x)[:3] == pytest.approx([2.0, 18.0, None]), "an interval, in percent"
    assert list(values.x) == pytest.approx([10.0, 20.0, 100 * 14 / 60, 15.0])
    revenue = campaigns.arms_chart(report(), REVENUE).frame
    assert revenue.row(1)[1:4] == (20.0, 15.0, 25.0)


def test_the_forest_has_a_row_for_all_and_for_each_variant():
    frame = campaigns.lifts_chart(report(), REVENUE).frame
    assert frame["label"].to_list() == ["All treated", "Variant A", f"Variant {EVIL}"]
    assert frame.row(0)[1:4] == (5.0, 1.0, 10.0)
    figure = campaigns.lifts(report(), REVENUE)
    low, high = figure.layout.xaxis.range
    assert low < 0, "no difference is in sight"
    assert high > 10, "nothing touches the edge"


def test_a_lift_that_cannot_be_told_says_why_in_its_row():
    chart = campaigns.lifts_chart(uncontrolled(), CONVERSION)
    assert chart.frame.rows() == [("All treated", None, None, None, NOBODY)]
    figure = drawn(chart)
    assert NOBODY in [a.text for a in figure.layout.annotations]
    assert [len(trace.x) for trace in figure.data] == [0, 0]


def test_the_course_is_drawn_within_its_interval():
    figure = campaigns.course(report(), REVENUE)
    band, line = figure.data
    assert list(line.x) == list(range(1, 15))
    assert list(line.y)[-1] == 14.0
    assert min(band.y) == -3.0
    assert max(band.y) == 18.0
    share = campaigns.course(report(), CONVERSION)
    assert next(iter(share.data[1].y)) == pytest.approx(1.0), "percentage points"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("given", [report(), uncontrolled(), never()], ids=["measured", "uncontrolled", "never"])
def test_every_chart_of_every_campaign_can_be_drawn(given, palette):
    for section in campaign_pages.page(given, zone=NEW_YORK).sections:
        if section.chart is not None:
            figure = drawn(section.chart, palette=palette)
            assert figure.layout.height >= 24
            assert section.alt


def test_names_are_text_in_a_figure_and_never_markup():
    written = campaigns.arms(report(), CONVERSION).to_json() + campaigns.lifts(report(), REVENUE).to_json()
    assert "<a href" not in written.replace("\\u003c", "<")
    assert "&lt;a href" in written


def test_the_page_of_a_measured_campaign():
    page = campaign_pages.page(report(), zone=NEW_YORK)
    assert page.title == "Winter"
    assert page.subtitle == "Version 2, launched on 2 Oct 2017; a conversion is a purchase within 14 days"
    assert page.evidence == "Measured against a control group that was drawn by lot."
    facts = {fact.label: (fact.value, fact.note) for fact in page.facts}
    assert facts["Conversion"] == ("20.0%", "control 10.0%")
    assert facts["Extra revenue"] == ("+500.00 USD", "between +100.00 and +900.00 USD")
    assert facts["Return"] == ("733%", "of the cost, net")
    tables = {section.title: section.table for section in page.sections if section.table}
    assert tables["Every figure of the lift"].rows[0][:5] == (
        "Conversion, all treated", "+5.0 (+1.0 to +10.0) pp", "33.0% (5.0% to 70.0%)", "0.030", "98.5%"
    )  # fmt: skip
    trust = dict(tables["How far this can be trusted"].rows)
    assert trust["Sizes of the groups"] == "as intended (p = 0.410)"
    assert trust["Smallest effect to be found, conversion"] == "+17.0 pp"
    assert trust["Smallest effect to be found, revenue per customer"] == "cannot be told: all bought alike"
    assert trust["Power, conversion"] == "78% (what was planned for: +16.0 pp)"
    assert page.notes == ("The data reach to 1 Jan 2018, 00:00 EST.",)


def test_a_mismatch_of_the_groups_is_said():
    ratio = SampleRatio({"control": 10, "treated": 140}, {"control": 0.3, "treated": 0.7}, 0.00001, True)
    page = campaign_pages.page(report(sample_ratio=ratio), zone=NEW_YORK)
    table = next(s.table for s in page.sections if s.title == "How far this can be trusted")
    assert table.rows[0] == ("Sizes of the groups", "mismatch (p < 0.001): the lifts cannot be trusted")


def test_the_p_value_of_a_variant_allows_for_the_others():
    table = next(
        section.table
        for section in campaign_pages.page(
            report(lifts=(lift(REVENUE, "A", p_adjusted=0.0004),)), zone=NEW_YORK
        ).sections
        if section.title == "Every figure of the lift"
    )
    assert table.rows[0][3] == "< 0.001"


def test_customers_whose_window_is_open_are_mentioned():
    assert "7 customers: the window is not over yet." in campaign_pages.page(report(n_open=7), zone=NEW_YORK).notes


def test_what_was_not_measured_says_so():
    assert campaign_pages.page(uncontrolled(), zone=NEW_YORK).evidence == (
        "Not measured: nobody was held out as a control group."
    )
    page = campaign_pages.page(never(), zone=NEW_YORK)
    assert page.evidence == "Nothing was sent yet."
    assert "not launched yet" in page.subtitle


def test_the_page_of_a_past_campaign_is_labelled_observational():
    page = past_campaigns.sheet(past(), days())
    assert page.evidence.startswith("Observational: nobody drew lots")
    assert page.subtitle == "Past campaign, Type A, 30 Oct to 24 Dec 2017"
    facts = {fact.label: (fact.value, fact.note) for fact in page.facts}
    assert facts["Targeted"] == ("1,133", "customers contacted")
    assert facts["Redemptions"] == ("653", "by 214 customers")
    assert facts["Redemption rate"][0] == "18.9%"
    assert facts["Estimated effect"] == ("+16,406 USD", "between +56.65 and +32,755 USD")
    assert page.notes == ()


def test_what_the_data_do_not_hold_of_a_past_campaign_is_said():
    page = past_campaigns.sheet(unknown(redemptions=None, redeemers=None), days())
    assert page.notes == (
        "The data hold 63 days of 122 of the campaign's window; sales and redemptions are those of these days.",
        "Redemptions are not known: the warehouse profile declares none.",
    )
    facts = {fact.label: fact.value for fact in page.facts}
    assert facts["Redemptions"] == facts["Redemption rate"] == facts["Estimated effect"] == "–"


def test_the_daily_chart_marks_the_window():
    figure = past_campaigns.daily(past(), days())
    assert [trace.name for trace in figure.data] == ["targeted customers", "all other customers"]
    assert len(figure.data[0].x) == 112
    band = figure.layout.shapes[0]
    assert (band.x0, band.x1) == (date(2017, 10, 30), date(2017, 12, 24))


def test_a_past_campaign_of_unknown_days_draws_nothing_and_says_so():
    figure = past_campaigns.daily(past(), days(n=0))
    assert figure.layout.annotations[0].text == "The data hold no day of it."
    assert past_campaigns.span(None, None) == "days unknown"
    assert past_campaigns.span(date(2017, 12, 30), date(2018, 1, 2)) == "30 Dec 2017 to 2 Jan 2018"


def test_campaigns_stand_side_by_side_in_one_table():
    rows = comparison.compared([report(), uncontrolled(), never()], [past(), unknown()], zone=NEW_YORK)
    table = comparison.table(rows)
    assert table.head == (
        "Campaign", "When", "Evidence", "Reached", "Responded", "Extra revenue each, USD", "In all, USD", "Cost, USD",
        "Return",
    )  # fmt: skip
    assert table.rows[0] == (
        "Winter", "2 Oct 2017", "measured", "100", "20.0% converted", "+5.00 (+1.00 to +10.00)",
        "+500.00 (+100.00 to +900.00)", "60.00", "733% (67% to 1,400%)",
    )  # fmt: skip
    assert [row[2] for row in table.rows] == [
        "measured", "not measured", "not measured", "observational", "observational"
    ]  # fmt: skip
    assert table.rows[3][4:7] == ("18.9% redeemed", "+14.48 (+0.05 to +28.91)", "+16,406 (+56.65 to +32,755)")
    assert table.rows[4][5:7] == ("–", "–")


def test_costs_are_left_out_where_none_is_known():
    assert comparison.table(comparison.compared([], [past()], zone=NEW_YORK)).head[-1] == "In all, USD"


def test_the_page_of_many_says_which_raised_revenue_and_why_some_have_no_estimate():
    rows = comparison.compared([report(), never()], [past(), unknown(), WORSE], zone=NEW_YORK)
    page = comparison.page(rows, title="Side by side", subtitle="2017")
    assert page.answer == (
        "Of 5 campaigns, 2 (Winter and Campaign 18) raised revenue beyond what chance explains; "
        "1 (Campaign 9) lowered it."
    )
    assert page.notes == (
        "Never: nobody was treated or held out.", "Campaign 15: The estimate needs sales that the data do not hold."
    )  # fmt: skip
    assert "Measured against" in page.evidence
    assert "Observational" in page.evidence
    assert page.facts[0].value == "5"
    assert page.sections[1].text == comparison.RETURN
    assert comparison.page(rows[1:], title="", subtitle="").sections[1].text == ""
    empty = comparison.page([], title="Side by side", subtitle="2016")
    assert empty.answer == "No campaign ran in this period."


def test_of_many_intervals_some_miss_by_chance_and_that_is_said():
    rows = comparison.compared([], [past(number=str(n)) for n in range(20)], zone=NEW_YORK)
    page = comparison.page(rows, title="", subtitle="")
    assert page.notes == ("Of 20 intervals of 95 %, about 1 misses the truth by chance alone.",)


def test_the_tidy_frame_has_the_same_figures():
    frame = comparison.frame(comparison.compared([report()], [past(), unknown()], zone=NEW_YORK))
    assert frame["campaign"].to_list() == ["Winter", "Campaign 18", "Campaign 15"]
    assert frame["each"].to_list() == [5.0, 14.48, None]
    assert frame["reason"].to_list() == ["", "", "The estimate needs sales that the data do not hold."]
    assert frame["roi"].to_list() == [7.33, None, None]
    assert frame.select("roi_low", "roi_high").row(0) == (0.67, 14.0)


def test_the_page_of_a_global_holdout_says_what_all_campaigns_brought():
    page = holdout_page.page(together(), zone=NEW_YORK)
    assert page.answer == (
        "All campaigns together brought 23,000 USD more revenue than there would be without them, "
        "between 2,000 and 44,000 USD (95 %)."
    )
    assert page.subtitle == f"{EVIL}: 5.0% of all customers held out since 2 Oct 2017"
    facts = {fact.label: (fact.value, fact.note) for fact in page.facts}
    assert facts["Held out"][0] == "120"
    assert facts["Contacts"] == ("4,000", "of 3 campaigns")
    assert facts["Return"] == ("5,650%", "of the cost, net")
    assert page.notes[0] == "Known of it: 90 whole days. A conversion is any purchase."
    tables = {section.title: section.table for section in page.sections if section.table}
    assert tables["The groups"].rows[0] == ("Held out", "120", "100", "83.3%", "12,000 USD", "100.00 USD")


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (
            Incremental(None, revenue=Estimate(5, -10, 20)),
            "told from chance: between -10.00 and +20.00 USD of revenue (95 %).",
        ),
        (Incremental(None, reasons={"revenue": NOBODY}), f"brought cannot be told: {NOBODY}."),
    ],
)
def test_what_all_campaigns_brought_may_not_be_told(gain, said):
    assert holdout_page.answer(together(incremental=gain)).endswith(said)


def test_a_notebook_shows_the_page_without_markup_of_others():
    shown = campaign_pages.page(report(name=EVIL), zone=NEW_YORK)._repr_html_()
    assert "<a href" not in shown
    assert "Brought 1,240 more conversions" in shown
    assert "Extra revenue" in shown
    assert "Every figure of the lift" in shown


def test_what_cannot_be_told_is_one_sentence_for_each_reason():
    assert campaigns.untold(report()) == []
    assert campaigns.untold(uncontrolled()) == ["Conversion and revenue per customer: nobody was held out."]
    why = {"chance_to_beat": "all bought alike", "cuped": "too few bought before"}
    found = report(
        lifts=(lift(CONVERSION, reasons=why | {"absolute": NOBODY}), lift(REVENUE, "A", reasons=why)),
        reasons={CONVERSION: NOBODY, "responses": "no response event names this campaign yet"},
    )
    assert campaigns.untold(found) == [
        "Conversion: nobody was held out.",
        "Responses: no response event names this campaign yet.",
        "Conversion (chance to beat) and revenue per customer of variant A (chance to beat): all bought alike.",
        "Conversion (cuped) and revenue per customer of variant A (cuped): too few bought before.",
    ]


def test_before_any_window_is_over_the_figures_are_those_of_the_contacts():
    arms = (arm("control", n=50, converted=5), arm("treated"))
    found = report(arms=arms, n_measured=0, n_open=150, contacts=1200, spent=120.0)
    assert [(fact.label, fact.value, fact.note) for fact in campaigns.facts(found)] == [
        ("Treated", "100", "no window is over yet"), ("Control", "50", "no window is over yet"),
        ("Spent", "120.00 USD", "for 1,200 contacts"),
    ]  # fmt: skip
    assert campaigns.facts(never())[0].label == "Treated"
    assert len(campaigns.facts(report())) == 6
