"""Ids as people paste and upload them."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from core.segments.ids import ID_LIMIT, read_ids


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ("1\n2\n3", ["1", "2", "3"]),
        (" 1, 2;3\t4 \r\n 5", ["1", "2", "3", "4", "5"]),
        ("7\n7\n 7 ", ["7"]),
        ("0123\n123", ["0123", "123"]),  # an id is a name, not a number
        ("\ufeff12", ["12"]),
        ("'a-1'\n\"b-2\"", ["a-1", "b-2"]),
        ("customer_id\n1\n2", ["1", "2"]),
        ('customer_id,city\n1,Paris\n2,"Rome, Italy"\n', ["1", "2"]),
        ("city;Household_ID\nParis;5\n", ["5"]),
        ("customer_id\tx\n1\ty\n\tz\n", ["1"]),
    ],
)
def test_pastes_and_csv(given: str, ids: list[str]) -> None:
    assert read_ids(given).to_list() == ids
    assert read_ids(given.encode()).to_list() == ids


def test_a_named_column() -> None:
    assert read_ids("who,when\nx1,2\nx2,3", column="WHO").to_list() == ["x1", "x2"]


@pytest.mark.parametrize("mark", ["utf-16", "utf-8-sig"])
def test_files_that_say_their_encoding(mark: str) -> None:
    assert read_ids("customer_id\nä1\n".encode(mark)).to_list() == ["ä1"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("customer_id\nJos\xe9".encode("latin-1"), r"not UTF-8: byte 15 is 0xe9[\s\S]*CSV UTF-8"),
        (b"", "no customer id"),
        (b" \n , ;", "no customer id"),
        (b"customer_id\n", "no customer id"),
        (b"x" * (ID_LIMIT + 1), "longer than 80 characters"),
        (b'customer_id,a\n"1,2\n3', "cannot be read as CSV|no customer id"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(given: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        read_ids(given)


def test_a_missing_column_names_those_there_are() -> None:
    with pytest.raises(BadInput, match="no column 'id2'; it has 'who', 'when'"):
        read_ids("who,when\n1,2", column="id2")


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (b'"Name, first",customer_id\n"Doe, J",1\n', ["1"]),  # a separator inside a quoted header moves no column
        (b"\r\n\r\ncustomer_id;x\r\n1;a\r\n2;b\r\n", ["1", "2"]),
        (b"customer_id\r1\r2\r", ["1", "2"]),
        (b"customer_id\n'=1+1\n'-5\n'quoted'\n", ["=1+1", "-5", "'quoted'"]),  # as exports quote what is risky
        (b'customer_id\n"O\'Brien"\n"a ""b"""\n', ["O'Brien", 'a "b"']),
        (b"CUSTOMER_ID , x\n 1 ,a\n", ["1"]),
        (b"id,customer_id\nx,1\n", ["1"]),  # the more telling name wins
        ("customer_id\n1\n".encode("utf-16-be").join([b"\xfe\xff", b""]), ["1"]),
    ],
)
def test_files_as_spreadsheets_write_them(given: bytes, ids: list[str]) -> None:
    assert read_ids(given).to_list() == ids


def test_a_very_long_line_of_ids_is_a_list() -> None:
    many = ",".join(str(i) for i in range(200_000))
    assert len(read_ids(many)) == 200_000
