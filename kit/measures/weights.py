"""What one article weighs: how much of a mean or share rests on a single article, or on copies of one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from kit.corpus import Corpus

__all__ = ["FEW", "MATTERS", "SEVERAL", "WEIGHTS", "copies_of", "weight", "weights"]

FEW = 8  # articles below which a group is told of last, greyed, and never as a headline
MATTERS = 0.25  # of all, in one article, from which on it is said in words
SEVERAL = 5  # of them; fewer are no weight
WEIGHTS = ["largest_article", "largest_wire", "article_mean"]


def copies_of(corpus: Corpus) -> pd.Series:
    """The position of the first of its copies, by the position of each article that has near copies (wire copy).

    int64, with an index of positions; empty where no two articles are near copies. As `corpus.duplicates` finds
    them (near-duplicate detection by MinHash).
    """
    found = corpus.duplicates()
    if found.empty:
        return pd.Series(dtype="int64")
    places = corpus.sql("select article_id, position from articles").set_index("article_id")["position"]
    first = places.loc[found["group"]].to_numpy(dtype=np.int64)
    return pd.Series(first, index=places.loc[found["article_id"]].to_numpy(dtype=np.int64))


def weights(
    article: pd.Series,
    group: pd.Series,
    n: pd.Series,
    value: pd.Series,
    copies: pd.Series | None,
    articles: Any = None,
) -> pd.DataFrame:
    """By group: the share of `n` in its largest article, in its largest set of near copies, and the mean over articles.

    Parameters
    ----------
    article, group, n, value
        One row an article and group: its position, the number of the group, how many it has, and its own mean or share.
    copies
        As `copies_of` gives it; None where it is not asked: `largest_wire` is then NA.
    articles
        Of each group, over how many articles `value` is averaged, where those without a row count as 0 (default: rows).
    """
    rows = pd.DataFrame({"group": group.to_numpy(), "n": n.to_numpy(float), "value": value.to_numpy(float)})
    by_group = rows.groupby("group")
    whole = by_group["n"].sum()
    table = pd.DataFrame({"largest_article": by_group["n"].max() / whole})
    table["largest_wire"] = np.nan
    if copies is not None:
        # An article without copies is the only one of its text.
        rows["text"] = article.map(copies).fillna(article).to_numpy()
        table["largest_wire"] = rows.groupby(["group", "text"])["n"].sum().groupby("group").max() / whole
    table["article_mean"] = by_group["value"].mean() if articles is None else by_group["value"].sum() / articles
    return table


def weight(row: Any) -> str:
    """ ", 40 of 64 in one article", where so much rests on one that it must be said; else nothing.

    A row with `n articles largest_article largest_wire`, the latter two shares, 0 to 1, or NA. Said from a quarter
    and five of them on.
    """
    if row.articles < 2 or pd.isna(row.largest_article):
        return ""
    # Not asked for, nothing is known of copies but that each article is one of itself.
    wire = row.largest_wire if pd.notna(row.largest_wire) else row.largest_article
    share = max(row.largest_article, wire)
    if share < MATTERS or share * row.n < SEVERAL:
        return ""
    # Only where copies add something: an article alone is no wire copy.
    where = "copies of one article" if round(wire * row.n) > round(row.largest_article * row.n) else "one article"
    return f", {round(share * row.n):,} of {row.n:,} in {where}"
