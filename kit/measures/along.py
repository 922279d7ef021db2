"""`by` of several columns: one value for each combination within a measure, a column each in its table.

And a table as it is read: such columns as one, actors of one name told apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kit.errors import MeasureError
from kit.measures.phrases import written

__all__ = ["Along", "as_one", "label"]

BETWEEN = "\x1f"  # sorts before every letter, so that combinations are in order of the first column, then the second
# Columns of actors' names with those of their ids, and what may say how much is behind a row.
NAMED = (("actor", "actor_id"), ("voice_name", "voice"))
SIZES = ("n", "n_own", "n_a", "articles")
MISSING = "\U0010ffff"  # sorts last, as values that are not known do


class Along(str):
    """Several columns to compare along, which reads "source and month"."""

    columns: tuple[str, ...]

    def __new__(cls, columns: Sequence[str]) -> Along:
        """Of two columns or more, each once."""
        made = super().__new__(cls, " and ".join(columns))
        made.columns = tuple(columns)
        return made

    def sql(self, parts: Sequence[str]) -> str:
        """One value of SQL for those of all columns."""
        told = [f"coalesce({_written(part)}, '{MISSING}')" for part in parts]
        return f"concat_ws('{BETWEEN}', {', '.join(told)})"

    def columns_of(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table with a column each in the place of `part`.

        Raises
        ------
        MeasureError
            If the measure has a column of such a name.
        """
        for name in self.columns:
            if name in table.columns:
                raise MeasureError(
                    f"by={name!r}: this measure has a column of that name; rename the articles' column first"
                )
        values = [str(value).split(BETWEEN) for value in table["part"]]
        # In the place of `part`, that is first, so that groups stand where those of one column do.
        rest = table.drop(columns="part")
        for place, name in enumerate(self.columns):
            column = [None if row[place] == MISSING else row[place] for row in values]
            rest.insert(place, name, pd.Series(column, index=rest.index, dtype="string"))
        return rest


def _written(part: str) -> str:
    """SQL of a value as `phrases.written` gives it."""
    plain = f"({part})::varchar"
    return f"case typeof({part}) when 'DOUBLE' then regexp_replace({plain}, '\\.0$', '') else {plain} end"


def label(part: str) -> str:
    """A combination as it is read: "Herald, 2024-03"."""
    return ", ".join("not known" if value == MISSING else value for value in str(part).split(BETWEEN))


def as_one(table: pd.DataFrame) -> pd.DataFrame:
    """A table as it is drawn and told: several columns that it is by as one, which has the name `attrs["by"]`; numbers
    that it is by as they are read; actors of one name told apart; any other as it is.

    The one given is never changed, and `attrs` are kept; columns made here are nullable, a missing value of `by` is
    "not known" where it is one of several columns.

    Raises
    ------
    MeasureError
        If it is no table.
    """
    if not isinstance(table, pd.DataFrame):
        raise MeasureError(f"figure: found {type(table).__name__}, not a table; give one that a measure made")
    table = _told_apart(table)
    columns, by = table.attrs.get("along"), table.attrs.get("by")
    # A column of whole numbers with a gap comes as 2020.0, which no reader wrote.
    if isinstance(by, str) and by in table and pd.api.types.is_float_dtype(table[by]):
        read = table.assign(**{by: table[by].map(written, na_action="ignore").astype("string")})
        read.attrs = table.attrs
        return read
    if not columns or not set(columns) <= set(table.columns):
        return table
    joined = table[columns[0]].astype("string").fillna("not known")
    for name in columns[1:]:
        joined = joined + ", " + table[name].astype("string").fillna("not known")
    one: pd.DataFrame = table.drop(columns=columns)
    one.insert(0, table.attrs["by"], joined)
    one.attrs = {**table.attrs, "along": None}
    return one


def _told_apart(table: pd.DataFrame) -> pd.DataFrame:
    """Where several actors have one name, those with less behind them bear their kind: "Islamic State (person)"."""
    pairs = [(name, key) for name, key in NAMED if {name, key} <= {*table}]
    size = next((column for column in SIZES if column in table), None)
    if not pairs or size is None:
        return table
    parts = [table[[name, key, size]].set_axis(["name", "key", "n"], axis=1) for name, key in pairs]
    sums = pd.concat(parts).dropna(subset=["name", "key"]).groupby(["name", "key"])["n"].sum().reset_index()
    same = sums[sums["name"].duplicated(keep=False)].sort_values(["name", "n", "key"], ascending=[True, False, True])
    if same.empty:
        return table
    # An actor's id begins with its kind (person:ann-lee); of two of one kind only the whole id tells which is meant.
    kinds = same["key"].str.partition(":")[0]
    alone = ~pd.concat([same["name"], kinds], axis=1).duplicated(keep=False)
    called = same["name"] + " (" + kinds.where(alone, same["key"]) + ")"
    # The one with most behind it keeps the plain name: it is whom a reader expects.
    less = same["name"].duplicated()
    names = dict(zip(same["key"][less], called[less], strict=True))
    told = table.assign(**{name: table[key].map(names).fillna(table[name]).astype("string") for name, key in pairs})
    told.attrs = table.attrs
    return told
