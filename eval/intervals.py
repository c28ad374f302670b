"""Whether a difference between two runs is more than noise: paired bootstrap and McNemar."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

SAMPLES = 2000
SEED = 20261121


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The mean of a difference and where it lies with 95 % confidence."""

    mean: float
    low: float
    high: float

    @property
    def beyond_noise(self) -> bool:
        """Whether zero lies outside."""
        return self.low > 0 or self.high < 0


def paired_bootstrap(
    before: Sequence[float], after: Sequence[float], *, samples: int = SAMPLES
) -> Interval:
    """The mean of ``after - before`` over questions, with the percentile interval.

    Efron and Tibshirani, An introduction to the bootstrap, 1993; questions are drawn, so the
    two runs stay paired. The same numbers give the same interval.

    Raises:
        ValueError: The two are not of the same length, or empty.
    """
    if len(before) != len(after) or not len(before):
        raise ValueError(f"cần hai dãy cùng độ dài, gặp {len(before)} và {len(after)}")
    differences = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)  # (n,)
    if not differences.any():
        return Interval(mean=0.0, low=0.0, high=0.0)
    low, high = np.percentile(drawn_means(differences, samples), [2.5, 97.5])
    return Interval(mean=float(differences.mean()), low=float(low), high=float(high))


def drawn_means(values: NDArray[np.float64], samples: int = SAMPLES) -> NDArray[np.float64]:
    """The means of ``samples`` draws with replacement, shape (samples,); the same every time."""
    rng, n = np.random.default_rng(SEED), len(values)
    step = max(1, 1_000_000 // n)
    parts = [
        values[rng.integers(0, n, (min(step, samples - at), n))].mean(axis=1)
        for at in range(0, samples, step)
    ]
    return np.concatenate(parts)


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> float:
    """The exact two-sided p value that right-to-wrong and wrong-to-right are equally likely.

    McNemar 1947, by the binomial distribution; 1 where nothing changed.
    """
    lost = sum(b and not a for b, a in zip(before, after, strict=True))
    won = sum(a and not b for b, a in zip(before, after, strict=True))
    changed = lost + won
    tail = sum(comb(changed, k) for k in range(min(lost, won) + 1))
    return float(min(1.0, 2 * tail / 2**changed))
