"""Names of any kind of thing."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from core.kernel.names import NAME_LIMIT, checked_name, is_storable, slug_of


def test_the_kind_of_thing_is_named_where_its_name_is_refused() -> None:
    with pytest.raises(BadInput, match="A program needs a name") as refusal:
        checked_name(" \t", kind="program", example="Everyday")
    assert refusal.value.fix == "Type a short name, such as 'Everyday'."
    with pytest.raises(BadInput, match="The name has 121 characters"):
        checked_name("x" * (NAME_LIMIT + 1), kind="program", example="Everyday")
    assert checked_name(" a  b ", kind="program", example="Everyday") == "a b"


def test_the_kind_of_thing_begins_a_short_name_without_latin_letters() -> None:
    assert slug_of("日本", kind="program").startswith("program-")
    assert slug_of("日本", kind="program")[-6:] == slug_of("日本", kind="segment")[-6:]
    assert slug_of("Every Day", kind="program") == "every-day"


def test_what_a_store_can_hold() -> None:
    assert [is_storable(text) for text in ("a\n🙂", "", "a\0", "\ud800")] == [True, True, False, False]
