"""A coding sheet as a file: written for spreadsheets, read again, and never taken for one it is not."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd

from kit.by_hand import as_csv, inert, original, read_lines
from kit.coding.codebook import codebook
from kit.errors import LoadError, SheetError
from kit.pipeline.entrances import here_or_above

__all__ = ["COLUMNS", "checked_sheet", "field_of", "places", "read_sheet", "unit_id", "write_sheet"]

COLUMNS = {
    "unit": "string",
    "of": "string",
    "article_id": "string",
    "field": "string",
    "start": "Int64",
    "end": "Int64",
    "source": "string",
    "published": "string",
    "before": "string",
    "words": "string",
    "after": "string",
    "question": "string",
    "label": "string",
    "note": "string",
    "coder": "string",
    "probability": "Float64",
    "stratum": "Int64",
}
KEPT = (
    "unit",
    "of",
    "article_id",
    "start",
    "end",
    "label",
    "probability",
    "stratum",
)  # without which there is no sheet
IDS = ("unit", "article_id")
# What a spreadsheet shows of an id that it took for a number; no id is so short, or has a point or a capital.
MADE_NUMBER = r"[0-9]{1,11}|[0-9]+[.,][0-9]+|[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+"


def write_sheet(sheet: pd.DataFrame, out: str | Path) -> Path:
    """Write a sheet that is not there yet, as .xlsx or .csv by its name.

    Raises
    ------
    SheetError
        If the file is there already (somebody may have coded it), has another suffix, or cannot be written.
    """
    place = Path(out)
    if place.suffix not in (".xlsx", ".csv"):
        raise SheetError(f"{out}: ends in neither .xlsx nor .csv; give it one of these endings")
    # Days of somebody's work may stand in it.
    if place.exists():
        raise SheetError(f"{out}: already exists and may be coded; name another file, or move it away")
    # Beside its place and renamed: a full disk leaves no half of a sheet under the sheet's name.
    new = place.with_name(f".kit-new-{place.name}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.suffix == ".csv":
            _as_csv(sheet, new)
        else:
            from kit.coding.workbook import write

            write(sheet, new)
        os.replace(new, place)
    except OSError as error:
        raise SheetError(f"{out}: cannot be written ({error.strerror or error}); name another place") from error
    finally:
        new.unlink(missing_ok=True)
    return place


def read_sheet(sheet: str | Path | pd.DataFrame) -> pd.DataFrame:
    """A coded sheet, from a file (looked for from the current folder, then from the one above) or a table, checked.

    Parameters
    ----------
    sheet
        The file, or the table that `kit.sample` gave.

    Returns
    -------
    DataFrame
        The columns that `kit.sample` gives, coded or not: `label` is NA where nothing was chosen.

    Raises
    ------
    SheetError
        If it cannot be read, lacks a column, or a row was changed: another id or place, a unit twice, a label that the
        codebook does not have.

    Examples
    --------
    >>> sheet = kit.sample(kit.read_corpus("seeds/"), of="quotes", n=3, out="sheet.csv")
    >>> kit.read_sheet("sheet.csv")["label"].isna().all()
    np.True_
    """
    if isinstance(sheet, pd.DataFrame):
        return checked_sheet(sheet, "sheet")
    place = Path(here_or_above(sheet))
    try:
        head, *lines = read_lines(place, "sheet", KEPT)
    except LoadError as error:
        line = str(error).partition("; ")[0].removeprefix(f"{place}: ")
        raise SheetError(
            f"{sheet}: cannot be read as a coding sheet ({line}); save it as .xlsx or CSV UTF-8"
        ) from error
    names = [cell.strip() for cell in head.cells]
    if name := next((name for name in names if name in COLUMNS and names.count(name) > 1), None):
        raise SheetError(f"{sheet}: column {name!r} appears twice; keep one")
    # An unquoted comma in a note would move every cell behind it by one, in silence.
    if wide := next((line for line in lines if any(map(str.strip, line.cells[len(names) :]))), None):
        raise SheetError(f"{wide.where}: more cells than columns; put quotation marks around commas")
    cells = [(line.cells + [""] * len(names))[: len(names)] for line in lines if any(map(str.strip, line.cells))]
    table = pd.DataFrame(cells, columns=names, dtype="string")
    return checked_sheet(table.replace("", pd.NA), str(sheet))


def checked_sheet(table: pd.DataFrame, where: str) -> pd.DataFrame:
    """The table itself with its types, where every row is as it was drawn.

    Parameters
    ----------
    table
        With the columns that a sheet cannot do without; further ones are left out, absent ones NA.
    where
        What the sheet is called in errors.

    Raises
    ------
    SheetError
        Naming the row: a column that is missing, another id or place, a unit twice, a probability that is none, or a
        label that the codebook does not have.
    """
    lacking = [name for name in KEPT if name not in table]
    if lacking:
        raise SheetError(f"{where}: no column {lacking[0]!r}; give a sheet that kit.sample made, with all its columns")
    rows = table.reindex(columns=list(COLUMNS)).reset_index(drop=True)
    rows["field"] = rows["field"].astype("string").fillna("text")  # sheets of before there were titles
    numbers = [name for name, kind in COLUMNS.items() if kind in ("Int64", "Float64")]
    for name in numbers:
        # Where semicolons stand between cells, commas stand before decimals.
        read = pd.to_numeric(rows[name].map(_point, na_action="ignore"), errors="coerce")
        if read.isna().any():
            raise SheetError(
                f"{where}, row {_row(read.isna())}: {name} is not a number; take it from the sheet as drawn"
            )
        rows[name] = read
    for name in set(COLUMNS) - set(numbers):
        rows[name] = rows[name].astype("string").map(original, na_action="ignore").astype("string")
    for name in IDS:
        rows[name] = rows[name].str.removeprefix("'")
        if (spoilt := rows[name].str.fullmatch(MADE_NUMBER).fillna(False).astype(bool)).any():
            raise SheetError(
                f"{where}, row {_row(spoilt)}: {name} {rows[name][spoilt].iloc[0]} is a number that a spreadsheet made "
                "from an id; copy the column label into the sheet as drawn, in the same order"
            )
    rows = rows.astype(COLUMNS)
    kinds = list(dict.fromkeys(rows["of"]))
    if len(kinds) != 1:
        raise SheetError(f"{where}: units of {len(kinds)} kinds; put each kind into a sheet of its own")
    book = codebook(str(kinds[0]))
    # Sorting by one column alone moves the answers to other units; the id, which is counted from the place, tells.
    expected = pd.Series([unit_id(book.of, place) for place in places(rows)], dtype="string")
    if (changed := rows["unit"].fillna("") != expected).any():
        raise SheetError(
            f"{where}, row {_row(changed)}: unit {rows['unit'][changed].iloc[0]} does not belong to this row; "
            "ids and places must stay as they were drawn"
        )
    if (twice := rows["unit"].duplicated()).any():
        raise SheetError(f"{where}, row {_row(twice)}: unit {rows['unit'][twice].iloc[0]} appears twice; keep one")
    if (wrong := ~rows["probability"].between(0, 1, inclusive="right")).any():
        raise SheetError(
            f"{where}, row {_row(wrong)}: probability is not between 0 and 1; take it from the sheet as drawn"
        )
    labels = rows["label"].str.strip()
    labels = labels.mask(labels == "").astype("string")
    plain = labels.map(_plain, na_action="ignore").astype("string")
    # Names keep their capitals; only the answers of the codebook are levelled.
    labels = plain.where(~plain.isna() & (plain.isin(list(book.answers)) | (not book.names)), labels)
    if not book.names and (unknown := labels.notna() & ~labels.isin(list(book.answers))).any():
        answers = ", ".join(book.answers)
        raise SheetError(
            f"{where}, row {_row(unknown)}: label {labels[unknown].iloc[0]!r} is unknown; choose one of {answers}"
        )
    rows["label"] = labels
    return rows


def places(sheet: pd.DataFrame) -> pd.Series:
    """What names a unit: its article, the title where it stands there, and its place in it.

    Parameters
    ----------
    sheet
        Rows with `article_id field start end`.

    Returns
    -------
    Series
        Text, one for each row: `04ca6adf580d3291:112:240`, or with `:title:` between for a place in a title.
    """
    field = sheet["field"].map(lambda field: ":title:" if field == "title" else ":").astype(str)
    return sheet["article_id"].astype(str) + field + sheet["start"].astype(str) + ":" + sheet["end"].astype(str)


def field_of(sheet: pd.DataFrame) -> str:
    """Where the units of a sheet stand.

    Parameters
    ----------
    sheet
        As `checked_sheet` gives it; not empty.

    Returns
    -------
    str
        "text" or "title", or "both" where it has units of either.
    """
    fields = set(sheet["field"])
    return fields.pop() if len(fields) == 1 else "both"


def unit_id(of: str, place: str) -> str:
    """The id of a unit, which a changed row no longer fits.

    Parameters
    ----------
    of, place
        The kind of unit, and its place as `places` writes it.

    Returns
    -------
    str
        The first twelve hex digits of the SHA-256 of both.
    """
    return hashlib.sha256(f"{of}:{place}".encode()).hexdigest()[:12]


def _row(which: Any) -> int:
    """The first of these, as a spreadsheet counts: its heads are row 1."""
    return int(which.to_numpy().argmax()) + 2


def _plain(label: str) -> str:
    """Whole numbers that a spreadsheet gave a decimal, and answers in capitals."""
    label = label.casefold()
    return label[:-2] if label.endswith(".0") and label[:-2].isdigit() else label


def _point(cell: Any) -> Any:
    return cell.strip().replace(",", ".") if isinstance(cell, str) else cell


def _as_csv(sheet: pd.DataFrame, place: Path) -> None:
    """UTF-8 with a mark, by which Excel knows it; nothing in it is run as a formula, and no id becomes a number."""
    texts = sheet.astype("string").fillna("")
    for name in texts:
        texts[name] = texts[name].map(_digits if name in IDS else inert)
    place.write_bytes(as_csv([list(texts.columns), *texts.to_numpy().tolist()]))


def _digits(identity: str) -> str:
    """An id of digits alone, or that reads as 12e34, stays text in a spreadsheet by an apostrophe."""
    return f"'{identity}" if re.fullmatch(r"[0-9]+(?:e[0-9]+)?", identity) else identity
