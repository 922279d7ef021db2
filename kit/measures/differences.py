"""Two means of the same thing beside each other, and how sure their difference is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kit.measures.resampling import bootstrap, interval, reasons

__all__ = ["differences"]


def differences(
    rows: pd.DataFrame, keys: list[str], side: str, sides: tuple[Any, Any], *, min_n: int, draws: int
) -> pd.DataFrame:
    """For each of `keys` the mean on either side, their difference (first minus second) and its interval.

    Parameters
    ----------
    rows
        One row an article, key and side: `article` (its number), `n` (how many values), `total` (their sum).
    side, sides
        The column that says which side a row is of, and its two values, which must differ: columns are named after
        them.
    min_n
        Values that either side must have; a key with fewer has no row.
    draws
        Of the bootstrap over articles, the same for both sides; 0 leaves `low high` NaN.

    Returns
    -------
    DataFrame
        `keys`, `n_…` and the mean of each side, `difference articles largest_article low high note`: `low high` are the
        95 % interval of the difference (-2 to 2; NaN where a side has one article, as `note` says), `largest_article`
        the share of one article in the side that rests on it more.
    """
    halves = []
    for value in sides:
        half = rows[(rows[side] == value).fillna(False)]
        sums = half.groupby(keys, dropna=False)[["n", "total"]].sum()
        halves.append((half, sums[sums["n"] >= min_n]))
    # Sorted, so that numbers of groups, and with them the draws, do not hang on the order of rows.
    both = halves[0][1].index.intersection(halves[1][1].index, sort=True)
    numbers = pd.DataFrame({"group": range(len(both))}, index=both)
    table: pd.DataFrame = both.to_frame(index=False)
    first, second = (str(value) for value in sides)
    estimates, present, largest = [], [], []
    for name, (half, sums) in zip((first, second), halves, strict=True):
        kept = half.merge(numbers, left_on=keys, right_index=True, how="inner").reset_index(drop=True)
        table[f"n_{name}"] = sums.loc[both, "n"].to_numpy()
        table[name] = (sums.loc[both, "total"] / sums.loc[both, "n"]).to_numpy()
        present.append(kept[["group", "article"]])
        by_group = kept.groupby("group")["n"]
        largest.append((by_group.max() / by_group.sum()).to_numpy(float))
        if draws and len(both):
            # The same seed for both sides: an article weighs as much on either, so that what both share cancels out.
            top, bottom = bootstrap(kept, kept["group"], "total", "n", draws=draws)
            with np.errstate(divide="ignore", invalid="ignore"):
                estimates.append(top / bottom)
    table["difference"] = table[first] - table[second]
    articles = [part.groupby("group")["article"].nunique().to_numpy() for part in (*present, pd.concat(present))]
    # The side that rests on fewer decides: the difference is no surer than its weaker half.
    fewest = np.minimum(articles[0], articles[1])
    table["articles"] = articles[2]
    # Of the side that rests more on one article: the difference rests on both.
    table["largest_article"] = np.maximum(*largest)
    table["low"] = table["high"] = np.nan
    if estimates:
        drawn = estimates[0] - estimates[1]
        table["low"], table["high"] = interval(drawn, fewest, (-2, 2))
    table["note"] = reasons(fewest)
    return table
