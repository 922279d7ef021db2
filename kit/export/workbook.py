"""A workbook with a sheet a table. Every text is a text: no cell is a formula, whatever it begins with."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

from kit.by_hand import ILLEGAL
from kit.errors import KitError
from kit.export.frames import Frames, meanings, plain
from kit.views import characters

__all__ = ["write"]

LONGEST = 32_767  # characters that Excel takes in a cell
ROWS = 1_048_575
TEXTS = ("text", "title", "said", "meaning", "reason")
WIDE, NARROW = 60, 16


def write(found: Frames, place: Path) -> None:
    """Write the file."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.utils import get_column_letter
    except ImportError as error:
        raise KitError("xlsx: needs openpyxl; pip install article-kit[formats]") from error

    # Row by row: a workbook that is held in memory takes some fifty times the size of its file (openpyxl's
    # documentation).
    book = Workbook(write_only=True)
    for name, table in [*found.tables.items(), ("columns", meanings())]:
        if len(table) > ROWS:
            # Cut off they would be missed by nobody.
            raise KitError(f"xlsx: {name} has {len(table):,} rows and a sheet holds {ROWS:,}; choose csv or parquet")
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        names = list(map(str, table.columns))
        for place_of, column in enumerate(names, 1):
            sheet.column_dimensions[get_column_letter(place_of)].width = WIDE if column in TEXTS else NARROW
        sheet.append(names)
        for row in plain(table):
            cells = []
            for value in row.values():
                cell = WriteOnlyCell(sheet, value=_plain(value))
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
        _as_table(sheet, name, names, len(table))
    book.properties.creator = found.about["made_by"]
    book.save(place)


def _as_table(sheet: Any, name: str, columns: list[str], rows: int) -> None:
    """The sheet as a table of Excel's, which filters and sorts; without a row, Excel takes no table."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    # Two names that differ in case alone are one to Excel, which then mends the file.
    if not rows or len({column.casefold() for column in columns}) < len(columns):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
        return
    table = Table(displayName=f"kit_{name}", ref=f"A1:{get_column_letter(len(columns))}{rows + 1}")
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, columns, strict=True):
        column.name = heading
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    with warnings.catch_warnings():
        # It reminds whoever writes row by row of the columns, which stand in the table already.
        warnings.simplefilter("ignore", UserWarning)
        sheet.add_table(table)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    text = ILLEGAL.sub(lambda one: characters.visible(one[0]), value)
    # Said in the cell itself, where whoever reads it cannot overlook it.
    note = f" … [cut: a cell holds {LONGEST:,} characters]"
    return text if len(text) <= LONGEST else text[: LONGEST - len(note)] + note
