"""Definitions: versions, names, references, the archive, and the audit record of each change."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from core.errors import BadInput, Conflict, NotFound, Refused, RuleRefused, SegmentCycle, SegmentIsStatic
from core.segments.references import DEEPEST
from core.services.lab import Lab

BIG = {">": [{"var": "total_revenue"}, 1000]}
SMALL = {"<": [{"var": "total_revenue"}, 100]}


def member(slug: str) -> dict[str, Any]:
    return {"==": [{"var": f"segment.{slug}"}, True]}


def audit(lab: Lab, slug: str) -> list[tuple[str, Any, Any]]:
    """Action, before and after of every change of a segment, oldest first."""
    with lab.database.view() as work:
        records = work.audit.of("segment", slug)
    return [(r.action, r.before and json.loads(r.before), r.after and json.loads(r.after)) for r in reversed(records)]


def test_every_edit_is_a_version_and_the_old_ones_stay(shop: Lab) -> None:
    shop.segments.create("Big", BIG, description="who spends", comment="first")
    shop.segments.edit("big", seen=1, rename="Bigger")
    shop.segments.edit("big", seen=2, rule=SMALL, comment="turned round")
    versions = shop.segments.versions("big")
    assert [(v.version, v.name, v.rule, v.comment) for v in versions] == [
        (3, "Bigger", SMALL, "turned round"), (2, "Bigger", BIG, ""), (1, "Big", BIG, "first"),
    ]  # fmt: skip
    assert {v.description for v in versions} == {"who spends"}
    assert {v.created_by for v in versions} == {"ann"}
    assert shop.segments.get("big", version=1).definition == versions[-1]
    assert shop.segments.get("big").slug == "big"


def test_a_list_is_versioned_too_and_keeps_its_lists(shop: Lab) -> None:
    shop.segments.create_static("Friends", ["1", "2", "3"])
    shop.segments.edit_ids("friends", [3, 4, 99], seen=1, rename="Pals", description="new")
    assert shop.segments.ids("friends").to_list() == ["3", "4"]
    assert shop.segments.ids("friends", version=1).to_list() == ["1", "2", "3"]
    shop.segments.edit("friends", seen=2, description="newer")
    assert shop.segments.ids("friends", version=3).to_list() == ["3", "4"]
    found = shop.segments.get("friends")
    assert (found.name, found.definition.description, found.definition.n_ids) == ("Pals", "newer", 2)
    assert shop.audiences.members("friends", version=1).to_list() == [1, 2, 3]
    assert shop.audiences.members("friends").to_list() == [3, 4]


def test_unknown_ids_are_reported_each_once_in_their_order(shop: Lab) -> None:
    listing = shop.segments.create_static("Friends", pl.Series(["x", "2", "99", "2", "x", " 1 ", ""]))
    assert listing.unknown.to_list() == ["x", "99"]
    assert shop.segments.ids("friends").to_list() == ["1", "2"]
    assert listing.segment.definition.n_ids == 2


@pytest.mark.parametrize("ids", [[], [""], ["x", "99"], ["1.0"], ["01"]])
def test_a_list_without_a_known_customer_is_refused(still: Lab, ids: list[str]) -> None:
    with pytest.raises(BadInput, match="(?s)no customer id|is a customer"):
        still.segments.create_static("Friends", ids)
    assert still.segments.all() == []


def test_a_stale_edit_is_refused_and_changes_nothing(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    shop.segments.create_static("Friends", ["1"])
    shop.segments.edit("big", seen=1, rule=SMALL)
    shop.segments.edit_ids("friends", ["2"], seen=1)
    with pytest.raises(Conflict, match="saved as version 2 by ann while you edited version 1"):
        shop.segments.edit("big", seen=1, rename="Other")
    with pytest.raises(Conflict, match="Nothing was overwritten"):
        shop.segments.edit_ids("friends", ["3"], seen=1)
    assert (shop.segments.get("big").rule, shop.segments.get("big").head) == (SMALL, 2)
    assert shop.segments.ids("friends").to_list() == ["2"]
    assert len(audit(shop, "big")) == len(audit(shop, "friends")) == 2


@pytest.mark.parametrize("seen", [0, -1, 2, 10**30])
def test_a_version_that_never_was_is_named(shop: Lab, seen: int) -> None:
    shop.segments.create("Big", BIG)
    with pytest.raises(NotFound, match="has no version .*; it has versions 1 to 1"):
        shop.segments.edit("big", seen=seen, rename="Other")


def test_a_list_and_a_rule_do_not_turn_into_each_other(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    shop.segments.create_static("Friends", ["1"])
    with pytest.raises(SegmentIsStatic, match="is a list of customers; it has no rule to edit"):
        shop.segments.edit("friends", seen=1, rule=BIG)
    with pytest.raises(Refused, match="is a rule; a list of ids cannot replace it"):
        shop.segments.edit_ids("big", ["1"], seen=1)
    with pytest.raises(SegmentIsStatic, match="list of 1 customers; it has no rule"):
        shop.segments.rule("friends")


def test_each_change_is_audited_with_before_and_after(shop: Lab) -> None:
    shop.segments.create("Big", BIG, comment="c1")
    shop.segments.edit("big", seen=1, rule=SMALL, comment="c2")
    shop.segments.archive("big")
    shop.segments.archive("big")  # it is archived already: nothing happens
    shop.segments.archive("big", restore=True)
    first = {"version": 1, "name": "Big", "description": "", "rule": BIG, "n_ids": None, "comment": "c1"}
    at = "2017-06-01T12:00:00Z"
    assert audit(shop, "big") == [
        ("create", None, first),
        ("edit", first, first | {"version": 2, "rule": SMALL, "comment": "c2"}),
        ("archive", {"archived_at": None}, {"archived_at": at}),
        ("restore", {"archived_at": at}, {"archived_at": None}),
    ]


def test_a_refused_change_leaves_no_audit_record(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    shop.segments.create("Uses", member("big"))
    before = audit(shop, "big")
    for refused in (
        lambda: shop.segments.archive("big"),
        lambda: shop.segments.edit("big", seen=1, rule=member("uses")),
        lambda: shop.segments.edit("big", seen=1, rename="Uses"),
        lambda: shop.segments.edit("big", seen=1, rule={">": [{"var": "nope"}, 1]}),
    ):
        with pytest.raises((Refused, Conflict, RuleRefused)):
            refused()
    assert audit(shop, "big") == before


def test_a_segment_is_found_by_short_name_and_by_each_name_it_ever_has(shop: Lab) -> None:
    shop.segments.create("Große Kunden", BIG)
    assert shop.segments.get("grosse-kunden").name == "Große Kunden"
    assert shop.segments.get("große  KUNDEN").slug == "grosse-kunden"
    shop.segments.edit("Große Kunden", seen=1, rename="VIP")
    assert shop.segments.get("vip").slug == shop.segments.get("grosse-kunden").slug == "grosse-kunden"
    with pytest.raises(NotFound, match="Did you mean 'grosse-kunden'"):
        shop.segments.get("grosse kundin")
    with pytest.raises(NotFound, match="no segment ''"):
        shop.segments.get("")


def test_names_in_any_script_work_and_do_not_collide(shop: Lab) -> None:
    names = ["Жирные коты", "Тонкие коты", "коты 2", "кошки 2", "日本", "Ægir"]
    slugs = {shop.segments.create(name, BIG).slug for name in names}
    assert len(slugs) == len(names)
    assert [shop.segments.get(name).name for name in names] == names
    assert all(s.isascii() and s == s.lower() for s in slugs)
    used = shop.segments.create("Uses", member(shop.segments.get("日本").slug))
    assert shop.audiences.members(used.slug).to_list() == shop.audiences.members("日本").to_list()


@pytest.mark.parametrize("name", ["Big", "BIG!", "big", " big "])
def test_a_taken_name_is_refused(shop: Lab, name: str) -> None:
    shop.segments.create("Big", BIG)
    with pytest.raises(Conflict, match=r"already is a segment called 'Big' \(big\)"):
        shop.segments.create(name, SMALL)


def test_a_name_that_another_took_by_renaming_is_taken(shop: Lab) -> None:
    shop.segments.create("Big", BIG)
    shop.segments.create("Small", SMALL)
    shop.segments.edit("big", seen=1, rename="Huge")
    with pytest.raises(Conflict, match=r"called 'Huge' \(big\)"):
        shop.segments.create("HUGE", BIG)
    with pytest.raises(Conflict, match=r"called 'Huge' \(big\)"):
        shop.segments.edit("small", seen=1, rename="huge")
    shop.segments.edit("small", seen=1, rename="Tiny", description="a name of its own may stay")
    shop.segments.edit("small", seen=2, rename="Tiny")


@pytest.mark.parametrize(
    ("name", "seen"),
    [("", "needs a name"), (" \t ", "needs a name"), ("a\u202eb", "needs a name"), ("a\x00b", "needs a name"),
     ("\x1b[31m", "needs a name"), ("x" * 121, "has 121 characters"), ("...", "No short name"),
     ("🎉", "No short name")],
)  # fmt: skip
def test_what_is_no_name_is_refused(still: Lab, name: str, seen: str) -> None:
    with pytest.raises(BadInput, match=seen):
        still.segments.create(name, BIG)
    with pytest.raises(BadInput, match=seen):
        still.segments.create_static(name, ["1"])


@pytest.mark.parametrize("text", ["x" * 4001, "a\x00b", "\ud800"])
def test_texts_that_no_store_can_hold_are_refused(still: Lab, text: str) -> None:
    for words in ({"description": text}, {"comment": text}):
        with pytest.raises(BadInput, match="The text h"):
            still.segments.create("Big", BIG, **words)


@pytest.mark.parametrize(
    "name",
    [
        "Robert'); DROP TABLE segment;--",
        "=cmd|' /C calc'!A0",
        "../../etc/passwd",
        "__import__('os')",
        "{{7*7}} $x `id`",
    ],
)
def test_smuggled_names_are_just_names(shop: Lab, name: str) -> None:
    slug = shop.segments.create(name, BIG, description=name, comment=name).slug
    found = shop.segments.get(name)
    assert (found.slug, found.name, found.definition.description, found.definition.comment) == (slug, name, name, name)
    assert shop.memberships.recalculate(slug).n_members == shop.audiences.preview(BIG).members
    assert [s.slug for s in shop.segments.all()] == [slug]


def test_a_segment_cannot_contain_itself_directly_or_by_way_of_others(shop: Lab) -> None:
    shop.segments.create("A", BIG)
    shop.segments.create("B", member("a"))
    shop.segments.create("C", {"and": [BIG, {"!": member("b")}]})
    for inner, circle in (("a", "a → a"), ("b", "a → b → a"), ("c", "a → c → b → a")):
        with pytest.raises(SegmentCycle, match=circle):
            shop.segments.edit("a", seen=1, rule=member(inner))
        with pytest.raises(SegmentCycle, match=circle):
            shop.segments.check(member(inner), slug="a")
    with pytest.raises(RuleRefused, match="no field 'segment.new'"):
        shop.segments.create("New", member("new"))
    assert shop.segments.get("a").head == 1


def test_what_two_checked_apart_is_checked_again_in_the_transaction(shop: Lab) -> None:
    """Both edits passed the check before either was saved: the second one finds out inside its transaction."""
    shop.segments.create("A", BIG)
    shop.segments.create("B", BIG)
    shop.segments.create("Old", BIG)
    shop.segments.edit("a", seen=1, rule=member("b"))
    shop.segments.archive("old")
    late = shop.segments.get("b")
    for rule, refusal in ((member("a"), "b → a → b"), (member("old"), "'b' refers to old, archived by now")):
        draft = replace(late.definition, version=2, rule=rule)
        with pytest.raises(Refused, match=refusal):
            shop.segments._save(late, draft, seen=1, ids=None)
        assert shop.segments.get("b") == late
    assert [action for action, *_ in audit(shop, "b")] == ["create"]


def test_an_older_version_may_refer_to_what_now_refers_to_it(shop: Lab) -> None:
    shop.segments.create("A", BIG)
    shop.segments.create("B", SMALL)
    shop.segments.edit("a", seen=1, rule=member("b"))
    shop.segments.edit("a", seen=2, rule=BIG)
    shop.segments.edit("b", seen=1, rule=member("a"))
    assert shop.audiences.members("a", version=2).to_list() == shop.audiences.members("a").to_list()


def test_segments_inside_each_other_are_bounded(shop: Lab) -> None:
    shop.segments.create("s0", BIG)
    for i in range(1, DEEPEST):
        shop.segments.create(f"s{i}", member(f"s{i - 1}"))
    last = f"s{DEEPEST - 1}"
    assert shop.audiences.members(last).to_list() == shop.audiences.members("s0").to_list()
    with pytest.raises(Refused, match=f"More than {DEEPEST} segments would refer to each other"):
        shop.segments.create("one too many", member(last))


def test_what_others_use_cannot_be_archived_and_archived_parts_come_back_first(shop: Lab) -> None:
    for name, rule in (("A", BIG), ("B", member("a")), ("C", member("b"))):
        shop.segments.create(name, rule)
    with pytest.raises(Refused, match="'a' is used by b"):
        shop.segments.archive("a")
    shop.segments.archive("c")
    shop.segments.archive("b")
    assert shop.audiences.members("c").to_list() == shop.audiences.members("a").to_list()  # its past stays askable
    with pytest.raises(Refused, match="'c' refers to b, archived by now"):
        shop.segments.archive("c", restore=True)
    shop.segments.archive("b", restore=True)
    assert shop.segments.archive("c", restore=True).archived_at is None
    assert [s.slug for s in shop.segments.all()] == ["a", "b", "c"]


def test_an_archived_segment_is_kept_as_it_was(shop: Lab) -> None:
    shop.segments.create("A", BIG)
    shop.segments.create_static("L", ["1"])
    for slug in ("a", "l"):
        shop.segments.archive(slug)
    for refused in (
        lambda: shop.segments.edit("a", seen=1, rename="X"),
        lambda: shop.segments.edit_ids("l", ["2"], seen=1),
        lambda: shop.memberships.recalculate("a"),
    ):
        with pytest.raises(Refused, match="is archived"):
            refused()
    with pytest.raises(Conflict, match=r"archived segment called 'A' \(a\)[\s\S]*archive a --restore"):
        shop.segments.create("A", BIG)
    with pytest.raises(RuleRefused, match="no field 'segment.a'"):
        shop.segments.create("New", member("a"))
    assert [s.slug for s in shop.segments.all(archived=True)] == ["a", "l"]
    assert shop.segments.all() == []


@pytest.mark.parametrize(
    "salt", ["Spring", "", "*", "a b", 'x"); drop table t; --', "é", "a" * 61, "\x00", "-a", "'", "\u202eevil"]
)
def test_random_shares_have_plain_names(still: Lab, salt: str) -> None:
    with pytest.raises(RuleRefused, match="cannot be the name of a random share|no field 'bucket.'") as refusal:
        still.segments.create("Share", {"<": [{"var": f"bucket.{salt}"}, 1000]})
    assert [p.pointer for p in refusal.value.problems] == ["/</0"]


def test_a_rule_may_name_a_share_and_a_segment_from_any_depth(shop: Lab) -> None:
    shop.segments.create("A", {"<": [{"var": "bucket.spring-2018"}, 5000]})
    rule = {"or": [{"!": {"and": [member("a"), BIG]}}, {"<=": [100, {"var": "bucket.other_1"}, 9000]}]}
    assert shop.segments.create("Deep", rule).rule == rule
    with pytest.raises(Refused, match="'a' is used by deep"):
        shop.segments.archive("a")
