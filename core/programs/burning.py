"""How customers are assumed to spend points in a replay."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.errors import BadInput

_FIX = "Write none, history, history:<program> or behaviour:<probability>:<seed>, such as behaviour:0.3:7."


@dataclass(frozen=True, slots=True)
class Burning:
    """An assumption: none; as redeemed in the history of a program (its own, or `slug`); or a seeded behaviour.

    Under the behaviour, a customer who can pay for a burn option redeems the dearest one before a basket with this
    probability, by a stable hash of seed, customer and basket: the same seed gives the same replay.
    """

    kind: str
    slug: str | None = None
    probability: Decimal = Decimal(0)
    seed: int = 0

    @classmethod
    def none(cls) -> Burning:
        """Return the assumption that nobody spends anything."""
        return cls("none")

    @classmethod
    def history(cls, slug: str | None = None) -> Burning:
        """Return the assumption that customers redeem as they did in the program `slug`, where points suffice."""
        return cls("history", slug)

    @classmethod
    def behaviour(cls, probability: Decimal | float | str, *, seed: int = 0) -> Burning:
        """Return the seeded behaviour. Raises BadInput for a probability that is not between 0 and 1."""
        try:
            share = Decimal(str(probability))
        except InvalidOperation:
            share = Decimal(-1)
        if not 0 <= share <= 1 or share != round(share, 4):
            raise BadInput(
                f"The probability {probability!s} is not a number from 0 to 1 with at most four decimals.", fix=_FIX
            )
        return cls("behaviour", None, share.normalize(), seed)

    @classmethod
    def parse(cls, text: str) -> Burning:
        """Read an assumption as `str` writes it. Raises BadInput."""
        kind, *rest = text.strip().split(":")
        if kind == "none" and not rest:
            return cls.none()
        if kind == "history" and len(rest) < 2:
            return cls.history(rest[0] if rest else None)
        if kind == "behaviour" and len(rest) == 2 and rest[1].isdigit() and len(rest[1]) < 10:
            return cls.behaviour(rest[0], seed=int(rest[1]))
        raise BadInput(f"{text[:60]!r} is no assumption about spending points.", fix=_FIX)

    def __str__(self) -> str:
        if self.kind == "behaviour":
            return f"behaviour:{self.probability:f}:{self.seed}"
        return self.kind if self.slug is None else f"{self.kind}:{self.slug}"
