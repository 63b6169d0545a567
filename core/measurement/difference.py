"""The difference between two groups, absolute and relative, before anything is said of how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from core.measurement.estimate import CONTROL, TREATED, Unknown, no_variance, too_few
from core.measurement.statistics import Statistic

Kind = TypeVar("Kind", bound=Statistic)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference, its standard error, its degrees of freedom (Welch-Satterthwaite), and all customers behind it."""

    value: float
    se: float
    df: float
    n: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A group of which everything is known."""

    n: int
    mean: float
    variance: float
    level: float


def differences(control: Kind, treated: Kind) -> tuple[Difference | Unknown, Difference | Unknown]:
    """Return the absolute and the relative difference of treated over control.

    With means m, variances v, sizes n of control (c) and treated (t), and levels l, the means as they were seen:

        absolute: m_t - m_c,          se² = v_c/n_c + v_t/n_t
        relative: (m_t - m_c) / l_c,  se² = v_t/(l_c² n_t) + v_c l_t²/(l_c⁴ n_c)     (delta method)
        df = (v_c/n_c + v_t/n_t)² / ((v_c/n_c)²/(n_c - 1) + (v_t/n_t)²/(n_t - 1))    (of both)

    Unknown: a group has fewer than two customers or no variance; relative: also a control level of 0 or below.

    Raises:
        TypeError: the groups are not statistics of the same kind.
    """
    if type(control) is not type(treated):
        raise TypeError(f"a {type(control).__name__} cannot be compared with a {type(treated).__name__}")
    c, t = _known(control, CONTROL), _known(treated, TREATED)
    absolute = c if isinstance(c, Unknown) else t if isinstance(t, Unknown) else _absolute(c, t)
    if control.n > 1 and treated.n > 1 and control.level is not None and control.level <= 0:
        return absolute, Unknown(control.empty if control.level == 0 else "the control group's mean is below 0")
    if isinstance(c, Unknown) or isinstance(t, Unknown) or isinstance(absolute, Unknown):
        return absolute, absolute
    return absolute, _relative(c, t, df=absolute.df)


def _known(group: Statistic, name: str) -> _Known | Unknown:
    """Return what is known of a group, or what is missing."""
    if group.n < 2:
        return too_few(name)
    if group.mean is None or group.variance is None or group.level is None:
        return Unknown(f"the denominators of the {name} group add up to 0")
    if group.variance <= 0:
        return no_variance(name)
    return _Known(group.n, group.mean, group.variance, group.level)


def _absolute(c: _Known, t: _Known) -> Difference:
    """Return the absolute difference, with the degrees of freedom of Welch (1947) and Satterthwaite (1946)."""
    shares = c.variance / c.n, t.variance / t.n
    spread = sum(shares)
    weights = shares[0] / spread, shares[1] / spread  # divided first: the squares of small variances are 0 in doubles
    df = 1 / (weights[0] ** 2 / (c.n - 1) + weights[1] ** 2 / (t.n - 1))
    return Difference(t.mean - c.mean, spread**0.5, df, c.n + t.n)


def _relative(c: _Known, t: _Known, *, df: float) -> Difference:
    """Return the relative difference by the delta method."""
    spread = t.variance / t.n + c.variance * (t.level / c.level) ** 2 / c.n
    return Difference((t.mean - c.mean) / c.level, spread**0.5 / c.level, df, c.n + t.n)
