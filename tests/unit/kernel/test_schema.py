from __future__ import annotations

import pytest

from core.kernel.schema import Field, FieldType, Schema

AGE = Field("age", FieldType.INTEGER, label="Age band", unit="years")
TOP = Field("top_department", FieldType.STRING, nullable=False, allowed=("GROCERY", "DELI"))
BUCKET = Field(
    "bucket.*", FieldType.INTEGER, nullable=False, label="Share", group="Shares", description="stable", unit="‱"
)


def test_fields_keep_their_order():
    assert list(Schema([TOP, AGE])) == ["top_department", "age"]
    assert len(Schema([TOP, AGE])) == 2
    assert Schema([TOP, AGE])["age"] is AGE


def test_a_name_of_a_family_is_found_with_everything_the_family_says():
    found = Schema([AGE, BUCKET])["bucket.spring"]
    assert found == Field(
        "bucket.spring",
        FieldType.INTEGER,
        nullable=False,
        label="Share spring",
        group="Shares",
        description="stable",
        unit="‱",
    )
    assert Schema([BUCKET])["bucket.a.b"].name == "bucket.a.b"
    assert "bucket.spring" in Schema([BUCKET])


def test_the_name_itself_wins_over_its_family():
    own = Field("bucket.own", FieldType.STRING)
    assert Schema([BUCKET, own])["bucket.own"] is own


@pytest.mark.parametrize("name", ["", "Age", "age.", "bucket", "bucket.", "share.x", ".x", "age.x"])
def test_anything_else_is_unknown(name):
    schema = Schema([AGE, BUCKET])
    assert name not in schema
    with pytest.raises(KeyError):
        schema[name]


def test_schemas_are_joined_and_the_later_field_wins():
    other = Field("age", FieldType.NUMBER)
    joined = Schema([AGE, TOP]) | [other]
    assert list(joined) == ["age", "top_department"]
    assert joined["age"] is other


def test_a_field_without_a_label_is_titled_by_its_name():
    assert (AGE.title, TOP.title) == ("Age band", "Top department")


def test_three_types_can_be_calculated_with():
    assert {t for t in FieldType if t.is_numeric} == {FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY}
