"""How well two coders agree on the same things: the kit's labels and a hand coding, or two hands (NLTK)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.errors import MeasureError
from kit.measures.phrases import between, count, percent, wilson
from kit.measures.records import measure
from kit.measures.resampling import interval, student

__all__ = ["agreement"]

COEFFICIENTS = {
    "agreement": "avg_Ao",
    "cohen_kappa": "kappa",
    "scott_pi": "pi",
    "krippendorff_alpha": "alpha",
}
# Fewer than elsewhere: NLTK computes all four coefficients anew in each draw, in plain Python.
DRAWS = 200


def _raw_and_corrected(table: pd.DataFrame) -> list[str]:
    """Raw and corrected for chance."""
    value = dict(zip(table["coefficient"], table["value"], strict=True))
    said = [f"The two agree in {percent(value['agreement'])} of {count(int(table['n'].iloc[0]), 'row')}."]
    if pd.notna(value["krippendorff_alpha"]):
        row = table[table["coefficient"] == "krippendorff_alpha"].iloc[0]
        none = "one article" if table.attrs["articles"] < 2 else "the two never differ"
        said.append(f"Krippendorff's alpha is {row['value']:.2f} ({between(row, none)}).")
    return said


@measure(
    empty="There is nothing that both have coded.",
    finding=_raw_and_corrected,
)
def agreement(
    a: pd.DataFrame | str | Path,
    b: pd.DataFrame | str | Path,
    *,
    key: Sequence[str] = ("article_id", "mention"),
    label: str = "label",
) -> pd.DataFrame:
    """Agreement of two codings, with NLTK's coefficients.

    Parameters
    ----------
    a, b
        Tables (`corpus.sentiment`, say) or CSV files, with `key` and `label`. Rows are matched by `key`; what only
        one of them has, or has no label for, is left out and counted in `attrs["note"]`.
    key
        Columns that name a row. The intervals draw by the first of them (the article).
    label
        The column that both have coded.

    Returns
    -------
    DataFrame
        `coefficient value low high n`, four rows: agreement (share of rows coded alike, 0 to 1), cohen_kappa (Cohen
        1960), scott_pi (Scott 1955), krippendorff_alpha (Krippendorff 2004, nominal; these three -1 to 1), with 95 %
        intervals by bootstrap over articles (`kit.measures.resampling`; NA for one). Where the two agree in every row
        there is nothing to draw from: agreement then has Wilson's interval with the articles as its size, the others
        have none. NA where both coded everything with one and the same label.

    Raises
    ------
    MeasureError
        If a column is missing, a key stands twice, or the two have no row in common.
    """
    codings = [_coding(coding, side, list(key), label) for coding, side in ((a, "a"), (b, "b"))]
    # Outer: a row that one coder alone has is counted in the note, not lost.
    both = codings[0].merge(codings[1], on=list(key), how="outer", suffixes=("_a", "_b"))
    matched = both.dropna(subset=[f"{label}_a", f"{label}_b"]).reset_index(drop=True)
    if matched.empty:
        raise MeasureError(f"agreement: no row of a and b has the same {', '.join(key)}; check the keys")
    one, other = matched[f"{label}_a"].to_numpy(object), matched[f"{label}_b"].to_numpy(object)
    values = _coefficients(one, other)
    # Sorted, so that the draws are the same whatever order the rows came in.
    clusters = matched.groupby(key[0], sort=True).indices
    drawn = np.full((len(COEFFICIENTS), DRAWS), np.nan)
    rng = np.random.default_rng(0)
    places = list(clusters.values())
    for draw in range(DRAWS if len(places) > 1 else 0):
        rows = np.concatenate([places[i] for i in rng.integers(0, len(places), len(places))])
        drawn[:, draw] = _coefficients(one[rows], other[rows])
    low, high = interval(drawn, np.full(len(COEFFICIENTS), len(places)), (-1, 1))
    # Draws that are all alike say nothing of how far the coders may differ elsewhere.
    alike = low == high
    low[alike] = high[alike] = np.nan
    # The draws never leave a share of 0 or 1: Wilson's interval says what so many articles can tell of it.
    if values[0] in (0, 1) and len(places) > 1:
        low[0], high[0] = wilson(values[0] * len(places), len(places), student(len(places) - 1))
    table = pd.DataFrame(
        {
            "coefficient": pd.Series(list(COEFFICIENTS), dtype="string"),
            "value": pd.Series(values, dtype="Float64"),
            "low": pd.Series(low, dtype="Float64"),
            "high": pd.Series(high, dtype="Float64"),
            "n": pd.Series([len(matched)] * len(COEFFICIENTS), dtype="Int64"),
        }
    )
    left = len(both) - len(matched)
    table.attrs = {
        "by": None,
        "articles": len(places),
        "caption": f"Agreement of two codings of {count(len(matched), 'row')} in {count(len(places), 'article')}.",
        "note": f"{count(left, 'row')} that only one of the two has coded {'is' if left == 1 else 'are'} left out.",
    }
    return table


def _coding(coding: pd.DataFrame | str | Path, side: str, key: list[str], label: str) -> pd.DataFrame:
    try:
        table = coding if isinstance(coding, pd.DataFrame) else pd.read_csv(coding)
    except (OSError, ValueError) as error:
        raise MeasureError(
            f"agreement: {coding} cannot be read as CSV ({error}); give a table or a CSV file"
        ) from error
    for column in (*key, label):
        if column not in table:
            raise MeasureError(
                f"agreement: {side} has no column {column!r}; it has {', '.join(map(str, table.columns))}"
            )
    table = table[[*key, label]].copy()
    for column in (*key, label):
        # Numbers that went through a spreadsheet may come back as 3.0.
        table[column] = table[column].map(_written, na_action="ignore").astype("string")
    if table.duplicated(key).any():
        twice = table.loc[table.duplicated(key), key].iloc[0].to_dict()
        raise MeasureError(f"agreement: {side} has {twice} twice; keep one row of each")
    return table


def _written(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _coefficients(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> list[float]:
    # Imported here: it is slow to load, and few ask for it.
    from nltk.metrics.agreement import AnnotationTask

    coded = [
        (coder, str(row), value) for coder, values in (("a", one), ("b", other)) for row, value in enumerate(values)
    ]
    task = AnnotationTask(data=coded)
    same = len(set(one) | set(other)) == 1
    # Without a second label there is no chance to correct for.
    return [np.nan if same and name != "agreement" else float(_called(task, way)) for name, way in COEFFICIENTS.items()]


def _called(task: object, way: str) -> float:
    try:
        return float(getattr(task, way)())
    # NLTK divides by the disagreement that chance would bring, which may be none.
    except ZeroDivisionError:
        return float("nan")
