"""What of a table by groups stands: in which group a value is clearly higher than in which other.

Two groups differ where their intervals, each widened until all pairs that were tried are covered together (Bonferroni),
leave a gap. That asks for more than a test of the difference does: rather a finding less than one that is chance
(Schenker & Gentleman 2001, The American Statistician 55:182). So where no gap is found nothing is shown to be alike,
and `compare` may well find a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from statistics import NormalDist
from typing import Any

import pandas as pd

from kit.measures.phrases import percent, rows_of, signed, wilson
from kit.measures.weights import SEVERAL

__all__ = ["Contrast", "clear", "errors_apart", "followed", "over_all", "widened"]

TOLD = 4


@dataclass(frozen=True)
class Contrast:
    """How a measure's groups are compared in words.

    name, value: the columns of who or what is compared, and of its value, with `low high` where the table has them.
    says: a sentence with {name} {high} {most} {low} {least}.
    size: the column of how much is behind a row.
    what: in what groups are compared, where none lies apart: "in whom it quotes".
    tested: whether `compare` tests the differences themselves.
    whole: of all groups together, a sentence with {name} {n} {total}, and the entry of `attrs` that has the total.
    voices: what is added for each `voice_kind`, where there are rows for each.
    names: what {name} is called in the sentence, where it is not as in the table.
    """

    name: str
    value: str
    says: str
    size: str = "n"
    what: str = ""
    tested: bool = False
    whole: tuple[str, str] | None = None
    voices: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def followed(groups: int) -> int:
    """How many names are compared between so many groups, those with most behind them: a figure has a row for each."""
    return 10 if groups < 5 else 8


def clear(table: pd.DataFrame, by: str, how: Contrast) -> tuple[list[str], int]:
    """The differences that stand, in sentences, and how many pairs were tried.

    Parameters
    ----------
    table
        Of a measure by `by`: a row a group and name, with `low high` (95 %) or, of shares of articles, without.

    Returns
    -------
    list of str, int
        At most four sentences, the widest difference first, of the names that are `followed`; none where the table has
        no intervals, and 0 tried.
    """
    # A share of anything but articles has no interval of its own: nothing is tried where the table has none.
    if "low" not in table and how.size != "articles":
        return [], 0
    # What is left over is not one kind of thing.
    table = table[(table[how.name] != "other").fillna(True)]
    sums = table.groupby(how.name)[how.size].sum().sort_values(ascending=False, kind="stable")
    parts = []
    for name in sums.index[: followed(table[by].nunique(dropna=False))]:
        rows = table[(table[how.name] == name).fillna(False)]
        for voice, words in how.voices or (("", ""),):
            own = rows[rows["voice_kind"] == voice] if voice else rows
            parts.append((str(name), words, list(rows_of(own.assign(_by=own[by].map(_called))))))
    tried = sum(len(rows) * (len(rows) - 1) // 2 for _, _, rows in parts)
    if not tried:
        return [], 0
    z = errors_apart(tried)
    found = [
        (apart, how.says.format(name=how.names.get(name, name), **said) + words)
        for name, words, rows in parts
        if (best := _widest(rows, how.value, z)) is not None
        for apart, said in [best]
    ]
    return [sentence for _, sentence in sorted(found, key=lambda one: -one[0])[:TOLD]], tried


def over_all(table: pd.DataFrame, how: Contrast) -> Iterator[str]:
    """Who alone leads in all groups together, where the measure has a sentence for it.

    At most one sentence; none where the first two are equals. `table` is the measure's own, whose `attrs` have the
    total.
    """
    if how.whole is None:
        return
    sums = table.groupby(how.name)[how.size].sum().sort_values(ascending=False, kind="stable")
    says, total = how.whole
    # Two who are equals lead nobody: naming the first of the alphabet would be a finding that is none.
    if len(sums) == 1 or sums.iloc[0] > sums.iloc[1]:
        yield says.format(name=sums.index[0], n=f"{int(sums.iloc[0]):,}", total=f"{table.attrs[total]:,}")


def _widest(rows: list[Any], value: str, z: float) -> tuple[float, dict[str, str]] | None:
    """The pair that is furthest apart of those with a gap between their widened intervals, if any has one."""
    best = None
    for one, other in combinations(rows, 2):
        high, low = (one, other) if getattr(one, value) > getattr(other, value) else (other, one)
        gap = widened(high, value, z)[0] - widened(low, value, z)[1]
        apart = float(getattr(high, value) - getattr(low, value))
        # Nothing is said of what stands in a handful of articles.
        if gap > 0 and high.articles >= SEVERAL and (best is None or apart > best[0]):
            tell = percent if value == "share" else signed
            said = {"high": tell(getattr(high, value)), "low": tell(getattr(low, value))}
            best = (apart, said | {"most": high[-1], "least": low[-1]})
    return best


def errors_apart(tried: int) -> float:
    """How many standard errors an interval of 95 % reaches when so many are tried together (Bonferroni).

    With none or one tried it is 1.96. Independence is not assumed: the bound holds however the intervals hang
    together.
    """
    # A union bound, which holds however the intervals hang together: groups share actors and articles.
    return NormalDist().inv_cdf(1 - 0.025 / max(tried, 1))


def widened(row: Any, value: str, z: float) -> tuple[float, float]:
    """The 95 % interval of a value at so many standard errors instead; a share of articles has one without `low`.

    Parameters
    ----------
    row
        With `low high`, the 95 % interval; a missing one reaches from minus to plus infinity. Without these two columns
        the value is a share of `articles`, and the interval Wilson's.
    z
        Standard errors, as `errors_apart` gives them.
    """
    middle = float(getattr(row, value))
    if not hasattr(row, "low"):
        # The table has the share and what it is of the articles; the number of all follows from the two.
        return wilson(row.articles, round(row.articles / middle), z)
    # One article excludes nothing, so that no gap can lie beside it.
    if pd.isna(row.low):
        return float("-inf"), float("inf")
    wider = z / 1.959964
    return middle - (middle - float(row.low)) * wider, middle + (float(row.high) - middle) * wider


def _called(value: Any) -> str:
    return "those not known" if pd.isna(value) else str(value)
