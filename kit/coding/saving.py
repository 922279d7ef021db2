"""One answer at a time into a coded sheet that others may be writing, too: under a lock, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kit.by_hand import as_csv, decoded, delimiter_of, inert, original, read_lines
from kit.errors import LoadError, SheetError
from kit.writing import Busy, held, put

__all__ = ["save_answer"]


def save_answer(place: Path, unit: str, answer: Mapping[str, str | None], seen: str | None) -> str | None:
    """Write the answer to one unit; every other cell, column and sheet stays as it stands in the file now.

    Parameters
    ----------
    answer
        `label`, and where known `note` and `coder`.
    seen
        The label that the unit had when it was asked.

    Returns
    -------
    str or None
        The label that somebody else has given the unit since, which then stays; None where the answer was written.

    Raises
    ------
    SheetError
        If the file is gone, locked or cannot be written, or has no such unit any more.
    """
    try:
        with held(place):
            work = _into_workbook if place.suffix == ".xlsx" else _into_csv
            return work(place, unit, answer, seen)
    except Busy:
        raise SheetError(f"{place}: another process is using it; answer again when it has finished") from None
    except (OSError, UnicodeDecodeError, LoadError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SheetError(
            f"{place}: cannot be written ({reason}); close it in other programs and answer again"
        ) from error


def _into_csv(place: Path, unit: str, answer: Mapping[str, str | None], seen: str | None) -> str | None:
    delimiter = delimiter_of(decoded(place.read_bytes()))
    header, *rows = [line.cells for line in read_lines(place, "sheet", ("unit", "label"))]
    header = [cell.strip() for cell in header]
    at = header.index("unit")
    # With the apostrophe that keeps an id of digits from becoming a number.
    row = next((row for row in rows if row[at : at + 1] in ([unit], [f"'{unit}"])), None)
    if row is None:
        raise SheetError(f"{place}: unit {unit} is no longer in it; open it again")
    # Spreadsheets leave out empty cells at the end of a row.
    row += [""] * (len(header) - len(row))
    found = original(row[header.index("label")].strip()) or None
    # Asked of the file under the lock, not of what was shown: two tabs may have the same sheet open.
    if found != seen:
        return found or ""
    for name, value in answer.items():
        if name in header and value is not None:
            row[header.index(name)] = inert(value)
    put(place, as_csv([header, *rows], delimiter))
    return None


def _into_workbook(place: Path, unit: str, answer: Mapping[str, str | None], seen: str | None) -> str | None:
    from openpyxl import load_workbook

    # Else the bold of the words that are asked about would be lost with the first answer.
    workbook = load_workbook(place, rich_text=True)
    page = workbook.worksheets[0]
    columns: dict[Any, int] = {cell.value: cell.column for cell in page[1]}
    line = next((row[0].row for row in page.iter_rows(min_row=2) if row[columns["unit"] - 1].value == unit), None)
    if line is None:
        raise SheetError(f"{place}: unit {unit} is no longer in it; open it again")
    value = page.cell(line, columns["label"]).value
    found = None if value is None else str(value).strip() or None
    if found != seen:
        return found or ""
    for name, said in answer.items():
        if name in columns and said is not None:
            cell = page.cell(line, columns[name])
            cell.value = said
            cell.data_type = "s"  # never a formula, whatever it begins with
    out = io.BytesIO()
    workbook.save(out)
    put(place, out.getvalue())
    return None
