"""Names and short names."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from core.segments.model import NAME_LIMIT, SLUG_LIMIT, checked_name, checked_text, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Lapsing gold", "lapsing-gold"), ("  A  --  B  ", "a-b"), ("Café Zoë", "cafe-zoe"),
        ("GROSSE Straße", "grosse-strasse"),
        ("50% off!", "50-off"), ("a_b.c/d", "a-b-c-d"), ("①②", "12"), ("x" * 100, "x" * SLUG_LIMIT), ("=1+1", "1-1"),
    ],
)  # fmt: skip
def test_short_names(name: str, slug: str) -> None:
    assert slug_of(name) == slug == slug_of(slug)


def test_names_in_other_scripts_have_short_names_of_their_own() -> None:
    names = ["Жирные коты", "Тонкие коты", "VIP коты", "VIP собаки", "日本", "日本語", "עברית", "ø", "œ"]
    slugs = [slug_of(n) for n in names]
    assert len(set(slugs)) == len(names)
    assert [s.isascii() and len(s) <= SLUG_LIMIT for s in slugs] == [True] * len(names)
    assert slugs[2].startswith("vip-")
    assert slug_of("жирные КОТЫ") == slugs[0]
    assert slug_of("ж" * NAME_LIMIT) != slug_of("ж" * (NAME_LIMIT - 1))


@pytest.mark.parametrize("name", ["", "...", "🎉", "‼", "\u0301"])
def test_a_name_without_letters_and_digits_has_none(name: str) -> None:
    with pytest.raises(BadInput, match="No short name can be made"):
        slug_of(name)


def test_blanks_in_names_are_made_one() -> None:
    assert checked_name(" a\t b\n c ") == "a b c"
    assert checked_name("x" * NAME_LIMIT)
    assert checked_text("  two\nlines\t ") == "two\nlines"
