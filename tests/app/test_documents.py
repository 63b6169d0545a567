"""What pages of things written as documents share: which draft a browser tab has, and what an item remembers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.documents import saving
from app.documents.desk import Desk
from app.documents.draft import Draft, Item, Noun
from app.documents.problems import Places
from core.errors import Refused


@dataclass(frozen=True)
class Sentence:
    """A definition of one word."""

    word: str

    def document(self) -> Mapping[str, Any]:
        return {"word": self.word}


@dataclass(frozen=True)
class Poem:
    """Something that is kept in versions."""

    slug: str
    head: int = 1
    word: str = "rose"
    name: str = "A poem"
    archived_at: datetime | None = None

    @property
    def definition(self) -> Sentence:
        return Sentence(self.word)


@dataclass
class PoemDraft(Draft[Poem]):
    noun = Noun("poem")
    held: dict[str, Any] = field(default_factory=dict)
    half_typed: tuple[str, ...] = ()

    def load(self, given: Mapping[str, Any]) -> None:
        self.held = dict(given)

    def document(self) -> dict[str, Any]:
        return dict(self.held)


BLANK = {"word": ""}


def desk(most: int = 20) -> Desk[PoemDraft, Poem]:
    return Desk(PoemDraft, most=most)


def test_a_tab_keeps_the_drafts_of_several_but_only_so_many() -> None:
    work = desk(most=2)
    first = work.of(Poem("a"), blank=BLANK)
    second = work.of(Poem("b"), blank=BLANK)
    assert (work.of(Poem("a"), blank=BLANK), work.of(Poem("b"), blank=BLANK)) == (first, second)
    assert first.key("word") == "poems.word.1"
    assert second.key("word") == "poems.word.2"
    work.of(None, blank=BLANK)
    assert list(work.drafts) == ["b", None]


def test_a_draft_follows_a_newer_version_only_while_it_is_untouched() -> None:
    work = desk()
    work.of(Poem("a"), blank=BLANK)
    newer = Poem("a", head=2, word="lily")
    mine = work.of(newer, blank=BLANK)
    assert (mine.seen, mine.document()) == (2, {"word": "lily"})
    assert work.held(newer) is None
    mine.held["word"] = "tulip"
    assert work.of(Poem("a", head=3), blank=BLANK) is mine
    assert work.held(newer) is mine


def test_a_blank_one_has_nothing_to_save_and_a_copy_has() -> None:
    work = desk()
    assert not work.of(None, blank=BLANK).is_changed
    copy = work.new({"word": "rose"})
    assert copy.is_changed
    assert work.of(None, blank=BLANK) is copy


def test_another_document_begins_the_fields_anew_and_leaves_what_was_saved() -> None:
    work = desk()
    draft = work.of(Poem("a"), blank=BLANK)
    before = draft.key("word")
    work.reload(draft, {"word": "oak"})
    assert draft.key("word") != before
    assert (draft.document(), draft.saved, draft.is_changed) == ({"word": "oak"}, {"word": "rose"}, True)


def test_a_save_goes_on_with_what_was_stored_and_a_refusal_with_what_was_typed() -> None:
    work = desk()
    draft = work.of(None, blank=BLANK)

    def refuse() -> Poem:
        raise Refused("No.", fix="Write another one.")

    assert saving.save(work, draft, refuse) is None
    assert str(draft.outcome).startswith("No.")
    assert work.drafts == {None: draft}
    fresh = saving.save(work, draft, lambda: Poem("a"))
    assert fresh is not None
    assert (fresh.slug, fresh.seen, fresh.outcome) == ("a", 1, Poem("a"))
    assert work.drafts == {"a": fresh}
    assert (work.open_next, work.open_tab) == ("a", "Edit")


def test_an_act_is_said_or_why_it_was_refused() -> None:
    work = desk()
    work.do(lambda: "It is done.")
    assert (work.said, work.failed) == ("It is done.", None)

    def refuse() -> str:
        raise Refused("No.", fix="Ask again.")

    work.do(refuse)
    assert work.said == ""
    assert isinstance(work.failed, Refused)


def test_an_item_tells_what_a_value_was_when_it_was_asked_last() -> None:
    item = Item(1, {"per": "basket"})
    assert item.before("per") == "basket"
    item.content["per"] = "line"  # typed, and taken before anything was drawn
    assert item.before("per") == "basket"
    assert item.before("per") == "line"


def test_a_pointer_is_told_in_words() -> None:
    places = Places("the poem", {"lines": "line", "tags": "tag"}, {"when": "condition", "of": ""})
    document = {"lines": [{"name": "first"}, {}], "tags": ["red"]}
    told = {pointer: places.of(pointer, document) for pointer in ("", "/lines/0/when/and/1", "/lines/1/of", "/tags/0")}
    assert told == {
        "": "the poem", "/lines/0/when/and/1": "line 1 (first), condition, at /and/1", "/lines/1/of": "line 2",
        "/tags/0": "tag 1 (red)",
    }  # fmt: skip
    assert places.of("/a~1b", document) == "a/b"
