"""Numbers and lists as sentences have them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

__all__ = [
    "between",
    "count",
    "day",
    "foremost",
    "listed",
    "next_three",
    "percent",
    "plural",
    "rows_of",
    "signed",
    "wilson",
    "written",
]

EQUALS = 3  # of one size, who are told by name


def count(n: int, one: str, many: str | None = None) -> str:
    """1 quote, 1,200 quotes."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def day(value: date | str) -> str:
    """31 October 2024, of a date or what it is written as in tables."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{found.day} {found:%B %Y}"


def plural(word: str) -> str:
    """source, sources; country, countries: of the name of a column."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def written(value: object) -> str:
    """A value of a column as it is read: 1000, where a column of numbers with fractions holds 1000.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def percent(share: float) -> str:
    """Whole per cents; one decimal below 1, so that little is not nothing.

    Of 0 to 1: 0.004 is "0.4%", 0.4 "40%".
    """
    return f"{share:.1%}" if 0 < share < 0.0095 else f"{share:.0%}"


def signed(score: float) -> str:
    """A score with its sign, a true minus and two decimals."""
    # Rounded first, as no zero has a sign: "−0.00" reads as a finding.
    return f"{score:+.2f}".replace("-", "−") if round(score, 2) else "0.00"


def between(row: Any, none: str = "one article") -> str:
    """The 95 % interval of a row with `low` and `high`, or that there is none and why.

    `low` and `high` on the scale of scores, -1 to 1 (differences: -2 to 2); NA for no interval, whose reason is
    `none`.
    """
    return f"95% interval {signed(row.low)} to {signed(row.high)}" if pd.notna(row.low) else f"no interval: {none}"


def wilson(k: float, n: float, z: float = 1.959964) -> tuple[float, float]:
    """The interval of a share k of n (Wilson 1927, JASA 22:209), of 95 % where `z` is not another.

    `n` is above 0; `k` of 0 to `n` need not be whole (an effective number). Both bounds lie within 0 and 1 but for
    rounding.
    """
    middle, half = (k + z * z / 2) / (n + z * z), z * (k * (n - k) / n + z * z / 4) ** 0.5 / (n + z * z)
    return middle - half, middle + half


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """The rows as records: row.actor, row.n.

    Named tuples in the table's order, with the columns as attributes; a column whose name begins with a line below
    has none.
    """
    yield from table.itertuples(index=False)


def foremost(table: pd.DataFrame, size: str, name: str) -> tuple[str, list[Any], list[Any]]:
    """Who has most of `size`, in words ("Ann Lee and Ben Ito", "5 actors"); their rows, and the three next ones'.

    Equals are all named, up to three; more are counted. The table must have a row; missing sizes come last.
    """
    table = table.sort_values(size, ascending=False, kind="stable")
    most = list(rows_of(table[table[size] == table[size].iloc[0]]))
    names = [str(getattr(row, name)) for row in most]
    who = listed(names) if len(names) <= EQUALS else count(len(names), name)
    return who, most, list(rows_of(next_three(table, len(most), size)))


def next_three(table: pd.DataFrame, after: int, size: str) -> pd.DataFrame:
    """The three rows after the first ones, those left out who are equals of one that would not be among them.

    The table is in order already, largest first; fewer than three where there are no more, or equals would be
    parted.
    """
    rows, left = table.iloc[after : after + 3], table.iloc[after + 3 :]
    return rows if left.empty else rows[rows[size] > left[size].iloc[0]]


def listed(items: list[str]) -> str:
    """a; a and b; a, b and c.

    At least one item.
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
