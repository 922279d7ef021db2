"""What spreadsheets make of a sheet: read as it was meant, or refused in a line that says how to mend it."""

from __future__ import annotations

import pytest

import kit
from kit.coding.saving import save_answer
from kit.errors import SheetError
from tests.made_up import article, corpus

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def place(tmp_path):
    """Ids of the articles have digits only, which a spreadsheet takes for numbers where nothing keeps it from that."""
    made = corpus([article(n, "=Ann Lee met Ben Ito. It rained.") for n in range(1, 4)])
    kit.sample(made, "mentions", 6, by=None, out=tmp_path / "sheet.csv")
    return tmp_path / "sheet.csv"


def lines(place):
    return place.read_bytes().decode("utf-8-sig").splitlines()


def changed(place, name, value, tmp_path):
    """The sheet with one cell of its first row changed."""
    table = kit.read_sheet(place).astype(object)
    table.loc[0, name] = value
    table.to_csv(tmp_path / "changed.csv", index=False)
    return tmp_path / "changed.csv"


def test_no_cell_is_a_formula_and_no_id_a_number(place):
    cells = [cell for line in lines(place)[1:] for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith("=")]
    assert all(line.split(",")[2].startswith("'0") for line in lines(place)[1:])
    assert set(kit.read_sheet(place)["article_id"]) <= {f"{n:016d}" for n in range(1, 4)}
    assert kit.read_sheet(place)["before"].iloc[0][:1] in ("", "=")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_encodings_of_spreadsheets_are_read_and_answered(place, encoding, delimiter):
    before = kit.read_sheet(place)
    text = "\n".join(line.replace(",", delimiter) for line in lines(place))
    if delimiter == ";":
        text = text.replace("1.0", "1,0")
    place.write_bytes((text + ";" * (delimiter == ";")).encode(encoding))
    assert kit.read_sheet(place)[["unit", "probability"]].equals(before[["unit", "probability"]])
    unit = str(before["unit"].iloc[2])
    assert save_answer(place, unit, {"label": "person"}, None) is None
    assert kit.read_sheet(place)["label"].notna().tolist() == [at == 2 for at in range(len(before))]


def test_a_workbook_that_was_saved_elsewhere_is_read(place, tmp_path):
    """Numbers come back as numbers, empty columns behind the last, no rich text, and the codebook first or not."""
    table = kit.read_sheet(place)
    book = openpyxl.Workbook()
    page = book.active
    page.append([*table.columns, None, None])
    for row in table.astype(object).where(table.notna(), None).assign(label="person").to_numpy().tolist():
        page.append([float(cell) if isinstance(cell, int) else cell for cell in row])
    page.append([None] * 3)
    book.save(tmp_path / "again.xlsx")
    assert kit.read_sheet(tmp_path / "again.xlsx")["label"].eq("person").all()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "article_id",
            "1",
            "row 2: article_id 1 is a number that a spreadsheet made from an id; copy the column label",
        ),
        ("unit", "1.2E+11", r"row 2: unit 1\.2E\+11 is a number that a spreadsheet made"),
        ("article_id", "01/02/2024", "row 2: unit .* does not belong to this row"),
        ("start", "03.02.2024", "row 2: start is not a number; take it from the sheet as drawn"),
        ("field", "title", "row 2: unit .* does not belong to this row"),
    ],
)
def test_what_cannot_be_taken_back_is_told(place, tmp_path, name, value, message):
    with pytest.raises(SheetError, match=message):
        kit.read_sheet(changed(place, name, value, tmp_path))


def test_another_encoding_renamed_and_doubled_columns_are_told(place):
    whole = lines(place)
    place.write_bytes("\n".join([*whole[:2], whole[2] + "é"]).encode("cp1252"))
    with pytest.raises(SheetError, match=r"cannot be read as a coding sheet \(.*\); save"):
        kit.read_sheet(place)
    place.write_text("\n".join([whole[0].replace("label", "code"), *whole[1:]]), "utf-8")
    with pytest.raises(SheetError, match=r"no column 'label'; give a sheet that kit\.sample made"):
        kit.read_sheet(place)
    place.write_text("\n".join([whole[0].replace("note", "label"), *whole[1:]]), "utf-8")
    with pytest.raises(SheetError, match="column 'label' appears twice; keep one"):
        kit.read_sheet(place)
