"""A workbook with a sheet a table. Every text is a text: no cell is a formula, whatever it begins with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kit.errors import KitError
from kit.export.frames import Frames, meanings, plain
from kit.views import characters

__all__ = ["write"]

LONGEST = 32_767  # characters that Excel takes in a cell
ROWS = 1_048_575
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(found: Frames, place: Path) -> None:
    """Write the file."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise KitError("xlsx: needs openpyxl; pip install article-kit[formats]") from error

    book = Workbook(write_only=True)
    for name, table in [*found.tables.items(), ("columns", meanings())]:
        if len(table) > ROWS:
            raise KitError(f"xlsx: {name} has {len(table):,} rows and a sheet holds {ROWS:,}; choose csv or parquet")
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(map(str, table.columns)))
        for row in plain(table):
            cells = []
            for value in row.values():
                cell = WriteOnlyCell(sheet, value=_plain(value))
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    book.properties.creator = found.about["made_by"]
    book.save(place)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return value
    text = ILLEGAL.sub(lambda one: characters.visible(one[0]), value)
    note = f" … [cut: a cell holds {LONGEST:,} characters]"
    return text if len(text) <= LONGEST else text[: LONGEST - len(note)] + note
