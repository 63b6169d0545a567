"""A register without history: the past is what kept snapshots still know, and nobody is told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cli.main import main
from core.errors import ConfigError, ContractViolation, NoHistory, Refused
from core.features import FeatureView
from core.kernel.clock import FixedClock
from core.services.lab import Lab
from core.services.past import held_at, usable
from core.services.setup import seed
from tests.unit.services import club
from tests.unit.services.club import BEGIN

DAY = timedelta(days=1)
HIGH = {">=": [{"var": "level"}, 2]}


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(BEGIN)


@pytest.fixture
def lab(tmp_path: Path, clock: FixedClock) -> Iterator[Lab]:
    """The club after four daily refreshes, of which the last three are kept: levels 2, 3 and 4."""
    with Lab.open(club.build(tmp_path / "club"), clock=clock) as opened:
        opened.database.upgrade()
        for _ in range(4):
            club.refresh(opened, clock)
        yield opened


def levels(lab: Lab, view: FeatureView) -> set[int]:
    return {level for (level,) in lab._engine.rows(f"SELECT level FROM {view.relation}")}


instants = st.integers(0, 6).map(lambda n: BEGIN + n * DAY)


@given(st.lists(instants, max_size=6), instants)
def test_the_newest_that_is_dated_no_later_answers(dates: list[datetime], asked: datetime) -> None:
    published = [SimpleNamespace(id=str(n), as_of=at) for n, at in enumerate(dates)]
    dictionary = SimpleNamespace(state_tables=("register",), problems=lambda snapshot: [])
    kept = usable(SimpleNamespace(list=lambda: published), dictionary)
    expected = None
    for snapshot in published:  # of equals, the one that was published last
        if snapshot.as_of <= asked and (expected is None or snapshot.as_of >= expected.as_of):
            expected = snapshot
    if expected is not None:
        assert held_at(kept, asked, dictionary=dictionary) is expected
        return
    with pytest.raises(NoHistory, match="no history of register") as caught:
        held_at(kept, asked, dictionary=dictionary)
    assert all(s.as_of > asked for s in published)
    assert not published or min(published, key=lambda s: s.as_of).id in caught.value.what
    assert "LAB_KEEP_SNAPSHOTS" in caught.value.fix


def test_an_earlier_instant_is_answered_by_the_snapshot_of_then(lab: Lab) -> None:
    kept = lab.warehouse.snapshots()
    assert [s.as_of for s in kept] == [BEGIN + n * DAY for n in (2, 3, 4)]
    for level, snapshot in zip((2, 3, 4), kept, strict=True):
        for asked in (snapshot.as_of, snapshot.as_of + timedelta(hours=23, minutes=59)):
            view = lab.features.view(asked)
            assert (view.as_of, view.snapshot_id, levels(lab, view)) == (snapshot.as_of, snapshot.id, {level})
    assert lab.features.view().as_of == lab.features.view("2030-01-01").as_of == BEGIN + 4 * DAY


def test_before_the_oldest_kept_snapshot_there_is_no_answer(lab: Lab) -> None:
    oldest = lab.warehouse.snapshots()[0]
    with pytest.raises(NoHistory, match=f"{oldest.id}, as of 2026-03-04T09:00:00Z") as caught:
        lab.features.view(oldest.as_of - timedelta(microseconds=1))
    assert "history of customers" in caught.value.what
    assert "LAB_KEEP_SNAPSHOTS" in caught.value.fix


def test_a_dictionary_that_looks_only_at_dated_tables_keeps_its_history(tmp_path: Path, clock: FixedClock) -> None:
    with Lab.open(club.build(tmp_path / "club", club.DATED), clock=clock) as lab:
        club.refresh(lab, clock)
        assert not lab.features.is_pinned
        assert lab.features.view("2026-02-15").n_customers == 1
        assert lab.features.view("2026-01-01").n_customers == 0
        assert lab.features.first_day() == date(2026, 1, 1)
        assert [f"{at:%Y-%m-%d %H}" for at in lab.features.moments()] == ["2026-01-31 23", "2026-02-28 23"]


def test_a_state_table_that_is_only_joined_pins_too(tmp_path: Path, clock: FixedClock) -> None:
    joined = club.DATED.replace("otherwise: 0}", "otherwise: 0}\n    best: {type: integer, description: X., "
                                "from: visits, take: max(customers.level)}")  # fmt: skip
    settings = club.build(tmp_path / "club", joined)
    path = Path(settings.dwh_profile)
    path.write_text(
        path.read_text().replace("instant: came_at", "instant: came_at\n    references: {customer_id: customers}")
    )
    with Lab.open(settings, clock=clock) as lab:
        assert lab.features.dictionary.state_tables == ("customers",)


def test_a_state_table_has_no_instant(tmp_path: Path) -> None:
    settings = club.build(tmp_path / "club")
    path = Path(settings.dwh_profile)
    path.write_text(path.read_text().replace("instant: came_at", "instant: came_at\n    is_state: true"))
    with pytest.raises(ConfigError, match=r"tables\.visits\.is_state: says what is true now") as caught:
        Lab.open(settings)
    assert "`instant`" in caught.value.what


def test_a_preview_says_whose_answer_it_is(lab: Lab) -> None:
    oldest = lab.warehouse.snapshots()[0]
    found = lab.audiences.preview({"==": [{"var": "level"}, 2]}, as_of="2026-03-04T20:00:00Z")
    assert (found.members, found.total, found.snapshot_id, found.as_of) == (3, 3, oldest.id, oldest.as_of)


def test_the_past_is_recorded_as_of_the_snapshot_that_answers(lab: Lab) -> None:
    lab.segments.create("High", HIGH)
    oldest, middle, newest = lab.warehouse.snapshots()
    first = lab.memberships.recalculate("high", as_of=oldest.as_of + timedelta(hours=5))
    assert (first.as_of, first.snapshot_id, first.n_members) == (oldest.as_of, oldest.id, 3)
    assert lab.memberships.recalculate("high", as_of=oldest.as_of + timedelta(hours=9)) == first
    last = lab.memberships.recalculate("high")
    assert (last.as_of, last.snapshot_id) == (newest.as_of, newest.id)
    with pytest.raises(Refused, match="already recalculated as of 2026-03-06"):
        lab.memberships.recalculate("high", as_of=middle.as_of)
    with pytest.raises(NoHistory):
        lab.memberships.recalculate("high", as_of="2026-01-01")


def test_two_instants_are_compared_each_in_its_own_snapshot(lab: Lab) -> None:
    lab.segments.create("Level three", {">=": [{"var": "level"}, 3]})
    found = lab.memberships.diff("level-three", instants=("2026-03-04T12:00:00Z", None))
    assert (found.n_before, found.n_after, len(found.joined)) == (0, 3, 3)
    assert found.instants == (BEGIN + 2 * DAY, BEGIN + 4 * DAY)


def test_rehearsals_and_day_pickers_offer_what_can_be_answered(lab: Lab) -> None:
    assert lab.features.first_day() == date(2026, 3, 4)
    assert lab.features.moments() == [BEGIN + 2 * DAY, BEGIN + 3 * DAY]
    trend = lab.memberships.trend(lab.segments.check(HIGH), lab.features.moments())
    assert trend["members"].to_list() == [3, 3]
    assert trend["on"].to_list() == [date(2026, 3, 4), date(2026, 3, 5)]
    assert lab.features.view(lab.features.end_of(lab.features.first_day())).as_of == BEGIN + 2 * DAY


def test_a_remark_says_when_another_instant_was_answered(lab: Lab, capsys: pytest.CaptureFixture[str]) -> None:
    assert lab.features.remark(None, lab.features.view()) == ""
    asked = BEGIN + 2 * DAY
    assert lab.features.remark(asked, lab.features.view(asked)) == ""
    later = asked + timedelta(hours=1)
    remark = lab.features.remark(later, lab.features.view(later))
    assert "no history of customers" in remark
    assert "as of 2026-03-04T09:00:00Z" in remark
    lab.segments.create("High", HIGH)
    assert main(["segments", "members", "high", "--as-of", "2026-03-04T10:00:00Z"], lab=lab) == 0
    assert capsys.readouterr().err == f"note: {remark}\n"
    assert main(["segments", "preview", "high", "--as-of", "2026-01-01"], lab=lab) == 1
    assert "LAB_KEEP_SNAPSHOTS" in capsys.readouterr().err


def test_snapshots_of_another_profile_are_no_history(lab: Lab, clock: FixedClock) -> None:
    path = Path(lab.settings.dwh_profile)
    path.write_text(path.read_text().replace("level: integer}", "level: number}"))
    features = lab.settings.home / "features.yaml"
    features.write_text(features.read_text().replace("level: {type: integer", "level: {type: number"))
    with Lab.open(lab.settings, clock=clock) as changed:
        with pytest.raises(ContractViolation, match="another profile"):
            changed.features.view()
        with pytest.raises(NoHistory, match="no kept snapshot holds"):
            changed.features.view("2026-03-05")
        club.refresh(changed, clock)
        assert changed.features.moments() == []
        with pytest.raises(NoHistory, match=changed.warehouse.snapshot().id):
            changed.features.view(BEGIN + 3 * DAY)


def test_a_clock_that_was_moved_back_does_not_change_which_snapshot_is_in_force(lab: Lab, clock: FixedClock) -> None:
    back = club.refresh(lab, clock, at=BEGIN + 3 * DAY + timedelta(hours=1))
    assert levels(lab, lab.features.view()) == {5}
    assert lab.features.view(back.as_of).snapshot_id == back.id
    assert levels(lab, lab.features.view(BEGIN + 3 * DAY)) == {3}
    assert levels(lab, lab.features.view(BEGIN + 4 * DAY)) == {4}
    lab.segments.create("High", HIGH)
    assert lab.memberships.recalculate("high").snapshot_id == back.id


def test_the_examples_are_recorded_only_as_of_what_is_known(lab: Lab) -> None:
    assert seed(lab) == 0  # the club has no examples
    instants = [*lab.features.moments(), lab.features.instant(None)]
    assert instants == [s.as_of for s in lab.warehouse.snapshots()]


def test_a_view_of_a_snapshot_that_is_gone_stays_for_those_who_read_it(lab: Lab, clock: FixedClock) -> None:
    held = lab.features.view(BEGIN + 2 * DAY)
    club.refresh(lab, clock)
    lab.features.view()
    assert held.path.is_file()
    assert held.snapshot_id not in {s.id for s in lab.warehouse.snapshots()}


def test_a_profile_without_a_dictionary_says_what_to_do(tmp_path: Path) -> None:
    settings = club.build(tmp_path / "club").model_copy(update={"lab_dictionary": None})
    with Lab.open(settings, clock=FixedClock(datetime(2026, 3, 2, tzinfo=UTC))) as lab:
        assert lab.warehouse.refresh().rows == 6
        with pytest.raises(ConfigError, match="'club' has no feature dictionary") as caught:
            lab.features.view()
        assert "LAB_DICTIONARY" in caught.value.fix
