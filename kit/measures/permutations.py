"""Do two groups of articles differ? A permutation test over articles, with its interval by inversion.

Mentions of one article are not independent of each other, so what changes sides is the article with all that it holds.
If there is no difference, which articles are the first group's is chance: every division into groups of the same sizes
was as likely as the one at hand. The difference of the two means is divided by its standard error over articles in each
division, so that the test holds, too, where the groups vary unequally (Janssen 1997, Statistics & Probability
Letters 36:9; Chung & Romano 2013, Annals of Statistics 41:484). The 95 % interval holds the differences that the same
test does not reject, equal tails (Garthwaite 1996, Biometrics 52:1387): it holds 0 just where 0 is not rejected.

All divisions are gone through where there are no more than `draws`; else so many are drawn, the one at hand among them
(Phipson & Smyth 2010), and ten times as many again where fewer than ten are as extreme (Besag & Clifford 1991,
Biometrika 78:301). If those are fewer than ten as well, the tail of the fifty most extreme is continued by Hill's
(1975) power law, after Knijnenburg et al. (2009, Bioinformatics 25:i161), never below one division in all; it is
heavier than that of a studentised mean, and so errs on the side of no difference. Holm (1979) keeps the chance of any
false finding in a table to 1 in 20, however its rows hang together.

scipy's `permutation_test` gives no interval, and brings 35 MB for it; Holm's steps are three lines.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["DRAWS", "LEVEL", "Test", "holm"]

DRAWS = 2000
LEVEL = 0.05
CELLS = 4_000_000  # of the table of divisions that is held at a time: 32 MB
KEPT = 500_000  # of them, in each of the sixteen tables that are kept: actors of as many articles share them
RELIED_ON = 10  # draws beyond, below which a tail is fitted
TAIL = 50
LEAST = 1000  # draws, so that ten of them are far within the 95 %
MORE = 10  # times as many draws, where few are as extreme
STEPS = 25  # of the bisection
SAME = 1e-9

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Sums:
    """Of the articles on one side, in each division: their number, and what mean and variance follow from.

    `n` values, their `total`, `nn nt tt` the products per article; `f fn ft` of the first group's articles among them
    n, n², n · total: what a shift of that group by d takes away.
    """

    articles: int
    n: Floats
    total: Floats
    nn: Floats
    nt: Floats
    tt: Floats
    f: Floats
    fn: Floats
    ft: Floats

    def mean_and_variance(self, shift: float) -> tuple[Floats, Floats]:
        """Of the mean after the first group's values are less by `shift`; the variance is that over articles."""
        mean = (self.total - shift * self.f) / self.n
        nt = self.nt - shift * self.fn
        tt = self.tt - 2 * shift * self.ft + shift**2 * self.fn
        # Rounding can take a variance of nothing below it.
        squares = np.maximum(tt - 2 * mean * nt + mean**2 * self.nn, 0.0)
        return mean, squares / self.n**2 * self.articles / (self.articles - 1)


class Test:
    """The difference of two means over articles: `difference`, `p` (two-sided) and `interval`.

    Parameters
    ----------
    n, total
        Of each article: how many values (1 or more), and their sum.
    first
        Which articles are of the first group; two or more on either side.
    """

    def __init__(self, n: Floats, total: Floats, first: npt.NDArray[np.bool_], *, draws: int = DRAWS, seed: int = 0):
        n, total = np.asarray(n, dtype=float), np.asarray(total, dtype=float)
        self._size, self._chosen, self._seed = len(n), int(first.sum()), seed
        self.divisions = comb(self._size, self._chosen)
        draws = max(draws, LEAST)
        self.complete = self.divisions <= draws
        own = first.astype(float)
        # All that mean and variance of either side follow from, so that one product with the divisions gives all of
        # them.
        self._columns = np.stack([n, total, n * n, n * total, total**2, own * n, own * n * n, own * n * total], axis=1)
        self._drawn = self._divided(_divisions(self._size, self._chosen, draws, seed))
        self._here = self._divided(iter([own[None]]))
        means = [side.mean_and_variance(0.0)[0][0] for side in self._here]
        self.values: tuple[float, float] = (float(means[0]), float(means[1]))
        self.difference = self.values[0] - self.values[1]

    @property
    def p(self) -> float:
        """How likely a difference so large in its direction is where there is none, doubled; at most 1."""
        here = float(_studentised(self._here, 0.0)[0])
        drawn = _studentised(self._drawn, 0.0)
        # The tail on the side of the difference found; the other one says nothing about it.
        sign = 1 if here >= 0 else -1
        if not self.complete and _beyond(sign * drawn, sign * here) < RELIED_ON:
            # Another seed, so that it does not begin with the draws that were just few.
            more = _divisions(self._size, self._chosen, MORE * len(drawn), self._seed + 1)
            drawn = _studentised(self._divided(more), 0.0)
        return min(1.0, 2 * self._tail(sign * drawn, sign * here))

    def interval(self, least: float, most: float) -> tuple[float, float]:
        """The differences between `least` and `most` that are not rejected, 95 %."""
        return (
            self._bound(least, 0, zero=self.difference > 0 > least),
            self._bound(most, 1, zero=self.difference < 0 < most),
        )

    def _bound(self, end: float, side: int, *, zero: bool) -> float:
        """Between the difference, which is not rejected, and `end`; 0 is asked first, so that p and interval agree."""
        inside, outside = self.difference, end
        for asked in (0.0, end) if zero else (end,):
            if self._rejects(asked, side):
                outside = asked
                break
            inside = asked
        else:
            return end
        # So many halvings leave less than 10⁻⁷ of the widest range.
        for _ in range(STEPS):
            middle = (inside + outside) / 2
            if self._rejects(middle, side):
                outside = middle
            else:
                inside = middle
        return inside

    def _rejects(self, shift: float, side: int) -> bool:
        sign = 1 - 2 * side
        drawn, here = sign * _studentised(self._drawn, shift), sign * float(_studentised(self._here, shift)[0])
        return self._counted(_beyond(drawn, here), len(drawn)) <= LEVEL / 2

    def _divided(self, divisions: Iterator[Floats]) -> tuple[_Sums, _Sums]:
        first = np.concatenate([part @ self._columns for part in divisions])
        # What one side has the other lacks: half the products.
        second = self._columns.sum(axis=0) - first
        return _Sums(self._chosen, *first.T), _Sums(self._size - self._chosen, *second.T)

    def _counted(self, beyond: int, drawn: int) -> float:
        # Drawn at random, the one at hand is counted as one more draw: no p is 0 (Phipson & Smyth 2010).
        return beyond / drawn if self.complete else (beyond + 1) / (drawn + 1)

    def _tail(self, drawn: Floats, here: float) -> float:
        beyond = _beyond(drawn, here)
        extreme = np.sort(drawn)[-TAIL:]
        if self.complete or beyond >= RELIED_ON or extreme[0] <= 0 or not np.isfinite(extreme).all():
            return self._counted(beyond, len(drawn))
        # The law is tied to the tenth draw, the last whose share is known well enough.
        start = float(extreme[-RELIED_ON])
        index = 1 / max(float(np.log(extreme[1:] / extreme[0]).mean()), SAME)
        fitted = self._counted(RELIED_ON, len(drawn)) * (start / max(here, start)) ** index
        return float(max(fitted, 1 / self.divisions))


def _beyond(drawn: Floats, here: float) -> int:
    # Sums of the same numbers in another order differ in their last digit, and would not count as equal.
    return int(np.count_nonzero(drawn >= here - SAME * (1 + abs(here))))


def _studentised(sides: tuple[_Sums, _Sums], shift: float) -> Floats:
    """The difference of the means over its standard error; infinite where nothing varies but the means differ."""
    (a, var_a), (b, var_b) = (side.mean_and_variance(shift) for side in sides)
    gap = a - b
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(gap) <= SAME, 0.0, gap / np.sqrt(var_a + var_b))


def _divisions(size: int, chosen: int, draws: int, seed: int) -> Iterator[Floats]:
    """Divisions of so many articles, a row each, 1 for those of the first group; in pieces where they are large."""
    if size * min(draws, comb(size, chosen)) <= KEPT:
        yield _cached(size, chosen, draws, seed)
        return
    # Piece by piece from one generator: the same divisions, however many fit at a time.
    rng = np.random.default_rng(seed)
    rows = max(1, CELLS // size)
    for start in range(0, draws, rows):
        yield _drawn(rng, min(rows, draws - start), size, chosen)


@lru_cache(maxsize=16)
def _cached(size: int, chosen: int, draws: int, seed: int) -> Floats:
    if comb(size, chosen) <= draws:
        every = np.array(list(itertools.combinations(range(size), chosen)))
        out = np.zeros((len(every), size))
        np.put_along_axis(out, every, 1.0, axis=1)
        return out
    return _drawn(np.random.default_rng(seed), draws, size, chosen)


def _drawn(rng: np.random.Generator, draws: int, size: int, chosen: int) -> Floats:
    keys = rng.random((draws, size), dtype=np.float32)
    # The smallest keys of a row are the group: no loop over rows, as a shuffle of each would need.
    limit = np.partition(keys, chosen - 1, axis=1)[:, [chosen - 1]]
    out = (keys <= limit).astype(float)
    # Two keys in seventeen million are the same; such a draw would have an article too many.
    wrong = np.flatnonzero(out.sum(axis=1) != chosen)
    for row in wrong:
        out[row] = 0.0
        out[row, rng.choice(size, chosen, replace=False)] = 1.0
    return out


def holm(p: npt.NDArray[Any]) -> Floats:
    """Each p-value as it is when all are tried together (Holm 1979, Scandinavian Journal of Statistics 6:65).

    Parameters
    ----------
    p
        Shape (k,), 0 to 1, none missing.

    Returns
    -------
    Floats
        Shape (k,), at most 1: whoever calls those of 0.05 or less clear errs in any of them in 1 of 20 tables at most.
    """
    order = np.argsort(p, kind="stable")
    # Never below the one before: a larger p is not the clearer one.
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    out = np.empty(len(p))
    out[order] = np.minimum(steps, 1.0)
    return out
