"""The feature dictionary as people write it: the shape of the YAML file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    StringConstraints,
    model_validator,
)

from core.kernel.schema import FieldType

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Literals = StrictBool | StrictInt | StrictFloat | StrictStr | list[str]
AS_OF, REFERENCE_DAY = "as_of", "reference_day"
RESERVED = ("customer_id", AS_OF, REFERENCE_DAY)

_WAYS = {
    "take": {"from", "take", "where", "last_days", "skip_days", "otherwise"},
    "top": {"from", "top", "by", "where", "last_days", "skip_days", "otherwise"},
    "expression": {"expression", "otherwise"},
    "score": {"score", "better"},
}


class FeatureSpec(BaseModel):
    """One feature. How it is computed is one of four: `take`, `top`, `expression`, `score`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    type: FieldType
    description: str
    label: str = ""
    unit: str = ""
    nullable: bool | None = None  # left out: a feature with `otherwise` is never null, any other may be
    allowed: tuple[StrictStr | StrictInt, ...] = ()

    table: str | None = Field(None, alias="from")
    take: str | None = None  # an aggregate over the rows of the table; of a table with one row a customer, a value
    top: str | None = None  # the value of this expression ...
    by: str | None = None  # ... for which this aggregate is highest; ties by name
    where: str | None = None
    last_days: int | None = Field(None, ge=1)  # only the last n business days, ending with the reference day
    skip_days: int = Field(0, ge=0)  # ... but not the very last m of them: the window moves back by m days
    otherwise: Literals | None = None  # the value of customers for whom there is none

    expression: str | None = None  # over other features
    score: str | None = None  # 1 (worst) to 5 (best) by fifths of this feature's ranking
    better: Literal["higher", "lower"] = "higher"

    @model_validator(mode="before")
    @classmethod
    def _one_way(cls, value: Any) -> Any:
        """Refuse a feature that is computed in no way, in two ways, or with words of another way."""
        if not isinstance(value, dict):
            raise ValueError("is not a feature: write its type, description and how it is computed")
        ways = [way for way in _WAYS if way in value]
        if len(ways) != 1:
            raise ValueError("needs exactly one of `take`, `top`, `expression` and `score`")
        stray = (set().union(*_WAYS.values()) & set(value)) - _WAYS[ways[0]]
        if stray:
            raise ValueError(f"`{ways[0]}` does not go with {', '.join(f'`{s}`' for s in sorted(stray))}")
        if ways[0] in ("take", "top") and "from" not in value:
            raise ValueError(f"`{ways[0]}` needs `from`, the table it looks at")
        if ways[0] == "top" and "by" not in value:
            raise ValueError("`top` needs `by`, the aggregate that decides which is highest")
        return value

    @property
    def is_nullable(self) -> bool:
        """Whether a customer may lack a value."""
        return self.otherwise is None if self.nullable is None else self.nullable


class DictionaryDocument(BaseModel):
    """The whole file. `groups` hold the features under the heading that people see."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    description: str = ""
    profile: str
    customers: str  # customers are those with a row of this table before as_of
    groups: dict[str, dict[Name, FeatureSpec]]
