"""How sure a number is: the bootstrap over articles, and shrinkage of small groups.

Mentions of one article are not independent of each other, so what is drawn anew is the article. Each article gets a
weight from a Poisson distribution of mean 1 in each draw (the Poisson bootstrap: Chamandy et al. 2012, "Estimating
uncertainty for massive data streams"), the same in all groups, so that differences between groups are paired.
Percentile intervals are too narrow where articles are few; theirs is the expanded one (Hesterberg 2015, The American
Statistician 69:371). Shrinkage is empirical Bayes (Efron & Morris 1975, JASA 70:311; between-group variance by
DerSimonian & Laird 1986).
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.measures.weights import FEW, WEIGHTS, weights

__all__ = ["DRAWS", "Floats", "bootstrap", "interval", "means", "reasons", "shrink", "student"]

DRAWS = 1000
ONE_ARTICLE = "one article: no interval"
CELLS = 4_000_000  # of the array that is held at a time: 16 MB

Floats = npt.NDArray[np.float64]

# Student's t, 97.5 %, for 1 to 30 degrees of freedom.
T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)


def student(freedom: float) -> float:
    """Student's t, 97.5 %, for one degree of freedom or more, between whole ones as well.

    Less than one counts as one. The exact values to 30, beyond the first term of the expansion around the normal,
    off by 0.002 at most.
    """
    # The first terms of the expansion around the normal; off by 0.002 at most from here on.
    if freedom > len(T_975):
        return 1.96 + 2.4 / freedom
    # Over the reciprocal t is nearly straight, so that a line between two whole ones is near enough.
    known = 1 / np.arange(len(T_975), 0, -1)
    return float(np.interp(1 / max(freedom, 1.0), known, T_975[::-1]))


def bootstrap(
    rows: pd.DataFrame, groups: pd.Series, *values: str, draws: int = DRAWS, seed: int = 0
) -> tuple[npt.NDArray[np.float32], ...]:
    """Sums of each value, by group, in each draw.

    Parameters
    ----------
    rows
        One row an article and group: `article` (a number; the same number has the same weights everywhere) and
        `values`.
    groups
        The group of each row, 0 to k - 1, each present.

    Returns
    -------
    For each of `values` an array of shape (k, draws).
    """
    order = np.argsort(groups.to_numpy(), kind="stable")
    group = groups.to_numpy()[order]
    article = rows["article"].to_numpy(dtype=np.int64)[order]
    # Poisson weights in place of drawing with replacement: each article's can be had without knowing how many there
    # are. A byte a weight: of a million articles and a thousand draws that is the largest thing in memory.
    weights = np.random.default_rng(seed).poisson(1.0, (int(article.max(initial=-1)) + 1, draws)).astype(np.uint8)
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    out = tuple(np.zeros((len(starts), draws), dtype=np.float32) for _ in values)
    ends = np.append(starts[1:], len(group))
    first = 0
    while first < len(starts):
        # As many whole groups as fit; a single group that does not fit is taken nevertheless.
        last = max(first + 1, int(np.searchsorted(ends, starts[first] + CELLS // max(draws, 1), side="right")))
        part = slice(starts[first], ends[last - 1])
        drawn = weights[article[part]]
        for sums, name in zip(out, values, strict=True):
            value = rows[name].to_numpy(dtype=np.float32)[order][part]
            sums[first:last] = np.add.reduceat(drawn * value[:, None], starts[first:last] - starts[first], axis=0)
        first = last
    return out


def interval(
    estimates: npt.NDArray[Any], articles: npt.NDArray[Any], bounds: tuple[float, float]
) -> tuple[Floats, Floats]:
    """95 % interval of each row of `estimates`.

    Parameters
    ----------
    estimates
        Shape (k, draws); NaN where a draw has nothing to divide by, which is left out.
    articles
        Shape (k,): from how many articles each was drawn.
    bounds
        Least and most that the value can be; the interval is cut there.

    Returns
    -------
    low, high
        Shape (k,) each; NaN for fewer than two articles.

    Notes
    -----
    Below eight articles the draws cannot tell what lies beyond those at hand: there it is Student's, with the deviation
    of the draws.
    """
    low = np.full(len(estimates), np.nan)
    high = low.copy()
    if not estimates.size:
        return low, high
    ordered = np.sort(estimates, axis=1)
    found = np.isfinite(ordered).sum(axis=1)
    for row in np.flatnonzero((articles >= 2) & (found > 1)):
        n = int(articles[row])
        drawn = ordered[row, : found[row]]
        t = student(n - 1)
        # The bootstrap of few articles is too narrow by just this: it takes their spread for that of all.
        wider = t * np.sqrt(n / (n - 1))
        if n < FEW:
            half = wider * drawn.std()
            low[row], high[row] = drawn.mean() - half, drawn.mean() + half
        else:
            tail = NormalDist().cdf(-wider)
            # Interpolated between draws, as the wider tail seldom falls on one.
            at = np.array([tail, 1 - tail]) * (len(drawn) - 1)
            low[row], high[row] = np.interp(at, np.arange(len(drawn)), drawn)
    return np.clip(low, *bounds), np.clip(high, *bounds)


def means(
    rows: pd.DataFrame, keys: list[str], *, min_n: int = 1, draws: int = DRAWS, copies: pd.Series | None = None
) -> pd.DataFrame:
    """Mean of `total` over `n` for each of `keys`, with its interval.

    Parameters
    ----------
    rows
        One row an article and key: `article`, `n` (how many values), `total` (their sum), and further counts.
    copies
        Which articles are near copies, as `weights` takes it.

    Returns
    -------
    DataFrame
        `keys`, the sums of all counts, `articles`, `mean low high shrunk`, `largest_article largest_wire article_mean`
        (see `weights`) and `note` (why there is no interval).
        Groups of fewer than `min_n` values are left out; `attrs["left_out"]` says how many, and
        `attrs["nowhere"]` how many actors (or pairs) have none that is not.
    """
    counts = [name for name in rows.columns if name not in (*keys, "article", "total")]
    totals = rows.groupby(keys, dropna=False, sort=True)[["n"]].transform("sum")["n"] if len(rows) else rows["n"]
    whom = [key for key in keys if key not in ("part", "voice_kind")]
    every = rows[keys].drop_duplicates()
    rows = rows[totals >= min_n].reset_index(drop=True)
    by_key = rows.groupby(keys, dropna=False, sort=True)
    table = by_key[[*counts, "total"]].sum().assign(articles=by_key["article"].nunique()).reset_index()
    table["mean"] = table.pop("total") / table["n"]
    articles = table["articles"].to_numpy()
    if draws and len(rows):
        top, bottom = bootstrap(rows, by_key.ngroup(), "total", "n", draws=draws)
        with np.errstate(divide="ignore", invalid="ignore"):
            table["low"], table["high"] = interval(top / bottom, articles, (-1, 1))
    else:
        table["low"] = table["high"] = np.nan
    table["shrunk"] = shrink(table["mean"].to_numpy(float), _errors(rows, by_key.ngroup(), table))
    own = weights(rows["article"], by_key.ngroup(), rows["n"], rows["total"] / rows["n"], copies)
    table[WEIGHTS] = own.to_numpy() if len(own) else np.zeros((0, len(WEIGHTS)))
    table["note"] = reasons(articles)
    table.attrs["left_out"] = len(every) - len(table)
    table.attrs["nowhere"] = len(every[whom].drop_duplicates()) - len(table[whom].drop_duplicates())
    return table


def reasons(articles: npt.NDArray[Any]) -> pd.Series:
    """Why there is no interval, where there is none.

    Of each number of articles, shape (k,), a text, and NA from two articles on; the index runs from 0.
    """
    return pd.Series([ONE_ARTICLE if n < 2 else None for n in articles], dtype="string")


def _errors(rows: pd.DataFrame, groups: pd.Series, table: pd.DataFrame) -> Floats:
    """Sampling variance of each mean: the variance between articles' means within groups, pooled, over the articles."""
    if not len(rows):
        return np.zeros(0)
    own = rows["total"] / rows["n"] - table["mean"].to_numpy(float)[groups.to_numpy()]
    # One degree of freedom goes with each group's mean.
    spare = len(rows) - len(table)
    pooled = float((own**2).sum()) / spare if spare > 0 else np.nan
    # Pooled, as the variance within a group of two or three articles is hardly known.
    return pooled / table["articles"].to_numpy(float)


def shrink(means: Floats, errors: Floats) -> Floats:
    """Each mean drawn towards the mean of all, the more the larger its sampling variance.

    Parameters
    ----------
    means, errors
        Shape (k,) each: means, and the sampling variance of each; NaN where it is not known.

    Returns
    -------
    Floats
        Shape (k,), on the scale of the means (Efron & Morris 1975; between-group variance by DerSimonian & Laird 1986).
        With fewer than three groups of known variance there is nothing to learn from: NaN.
    """
    known = np.isfinite(means) & np.isfinite(errors) & (errors > 0)
    out = np.full(len(means), np.nan)
    if known.sum() < 3:
        return out
    mean, weight = means[known], 1 / errors[known]
    centre = np.average(mean, weights=weight)
    # What the means differ by beyond what chance alone would make of them; below zero it is nothing.
    spread = (weight * (mean - centre) ** 2).sum() - (known.sum() - 1)
    between = max(0.0, spread / (weight.sum() - (weight**2).sum() / weight.sum()))
    centre = np.average(mean, weights=1 / (between + errors[known]))
    out[known] = centre + between / (between + errors[known]) * (mean - centre)
    return out
