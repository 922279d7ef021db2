"""The sheet as a workbook: lists to choose from, the unit's words in bold, the codebook on a sheet of its own.

openpyxl (MIT, 1 MB, a dependency of the extra `formats` already) writes lists and rich text; XlsxWriter does, too, and
would be a second library for the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from kit.by_hand import ILLEGAL
from kit.coding.codebook import codebook
from kit.errors import SheetError

__all__ = ["write"]

WIDTHS = {"passage": 90, "label": 16, "note": 30, "coder": 12, "source": 16, "published": 12, "question": 30}
HIDDEN = ("unit", "of", "article_id", "field", "start", "end", "before", "words", "after", "probability", "stratum")


def write(sheet: pd.DataFrame, place: Path) -> None:
    """Write a sheet as .xlsx, with lists to choose from and the codebook.

    Parameters
    ----------
    sheet
        As `kit.sample` draws it; of one kind of unit.
    place
        The file; what is there is written over.

    Raises
    ------
    SheetError
        Without openpyxl.
    OSError
        If the file cannot be written.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation
    except ImportError as error:
        raise SheetError("sample: .xlsx needs openpyxl; pip install article-kit[formats], or write .csv") from error

    book = codebook(str(sheet["of"].iloc[0]))
    names = ["passage", "question", "label", "note", "coder", "source", "published", *HIDDEN]
    workbook = Workbook()
    page = workbook.active
    page.title = "units"
    page.append(names)
    for row in sheet.astype(object).where(sheet.notna(), None).to_dict("records"):
        # Appended as a plain row first, for rich text can only be set on a cell that is there.
        page.append([None if name == "passage" else _text(row[name]) for name in names])
        line = page.max_row
        page.cell(line, 1).value = _passage({str(name): value for name, value in row.items()})
        for cell in page[line]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=cell.column == 1, vertical="top")
    page.freeze_panes = "B2"
    for cell in page[1]:
        cell.font = Font(bold=True)
    for number, name in enumerate(names, start=1):
        column = page.column_dimensions[get_column_letter(number)]
        # Hidden and not left out: by them the sheet is known and checked when it comes back.
        column.width, column.hidden = WIDTHS.get(name, 12), name in HIDDEN
    answers = workbook.create_sheet("codebook")
    answers.append(["label", "meaning"])
    for label, meaning in book.answers.items():
        answers.append([label, meaning])
        # As text: "0" in the list of choices would else not be equal to the "0" that is chosen.
        answers.cell(answers.max_row, 1).number_format = "@"
    answers.append([])
    answers.append(["question", book.question])
    answers.freeze_panes = "A2"
    answers.column_dimensions["A"].width, answers.column_dimensions["B"].width = 16, 90
    choice = DataValidation(
        type="list",
        formula1=f"codebook!$A$2:$A${len(book.answers) + 1}",
        allow_blank=True,
        # Where names are asked for, the list only offers; elsewhere it refuses what is not on it.
        showErrorMessage=not book.names,
        errorTitle="Not an answer",
        error=f"Choose one of: {', '.join(book.answers)}",
    )
    page.add_data_validation(choice)
    letter = get_column_letter(names.index("label") + 1)
    choice.add(f"{letter}2:{letter}{len(sheet) + 1}")
    workbook.save(place)


def _passage(row: dict[str, Any]) -> Any:
    """What stands before, the unit in bold, what stands after."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    bold = TextBlock(InlineFont(b=True), _text(row["words"]) or " ")
    parts = [_text(row["before"]), bold, _text(row["after"])]
    return CellRichText(*[part for part in parts if part])


def _text(value: Any) -> Any:
    return ILLEGAL.sub("\ufffd", value) if isinstance(value, str) else value
