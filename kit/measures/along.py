"""`by` of several columns: one value for each combination within a measure, a column each in its table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kit.errors import MeasureError

__all__ = ["Along", "as_one", "label"]

BETWEEN = "\x1f"  # sorts before every letter, so that combinations are in order of the first column, then the second
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
        told = [f"coalesce(({part})::varchar, '{MISSING}')" for part in parts]
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
        rest = table.drop(columns="part")
        for place, name in enumerate(self.columns):
            column = [None if row[place] == MISSING else row[place] for row in values]
            rest.insert(place, name, pd.Series(column, index=rest.index, dtype="string"))
        return rest


def label(part: str) -> str:
    """A combination as it is read: "Herald, 2024-03"."""
    return ", ".join("not known" if value == MISSING else value for value in str(part).split(BETWEEN))


def as_one(table: pd.DataFrame) -> pd.DataFrame:
    """A table by several columns with one in their place, which has the name `attrs["by"]`; any other as it is."""
    if not isinstance(table, pd.DataFrame):
        raise MeasureError(f"figure: found {type(table).__name__}, not a table; give one that a measure made")
    columns = table.attrs.get("along")
    if not columns or not set(columns) <= set(table.columns):
        return table
    joined = table[columns[0]].astype("string").fillna("not known")
    for name in columns[1:]:
        joined = joined + ", " + table[name].astype("string").fillna("not known")
    one: pd.DataFrame = table.drop(columns=columns)
    one.insert(0, table.attrs["by"], joined)
    one.attrs = {**table.attrs, "along": None}
    return one
