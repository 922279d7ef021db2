"""Coding sheets: what is drawn, how it is written and read, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import measures
from kit.coding import CODEBOOKS
from kit.coding.drawing import allocated, units_of
from kit.errors import SheetError
from tests.conftest import ROOT
from tests.made_up import ANN, article, corpus, two_papers

openpyxl = pytest.importorskip("openpyxl")


SEEDS = ROOT / "training" / "keys" / "seeds_paragraphs.csv"


@pytest.fixture(scope="module")
def sheet(three):
    return kit.sample(three, of="mentions", n=6, by=None)


def coded(sheet, label="person"):
    return sheet.assign(label=pd.array([label] * len(sheet), dtype="string"))


@pytest.mark.parametrize("of", CODEBOOKS)
def test_every_kind_of_unit_is_drawn_with_its_words(seeds, of):
    texts = seeds.articles.set_index("article_id")["text"]
    drawn = kit.sample(seeds, of=of, n=5)
    assert 1 <= len(drawn) <= 5
    for row in drawn.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.words
        assert (row.before + row.words + row.after) in texts[row.article_id]


@pytest.mark.parametrize("of", CODEBOOKS)
def test_the_kit_answers_with_labels_of_the_codebook(seeds, of):
    names = set(seeds.actors["name"]) if CODEBOOKS[of].names else set()
    assert set(units_of(seeds, CODEBOOKS[of])["answer"].dropna()) <= names | set(CODEBOOKS[of].answers)


def test_a_sheet_does_not_tell_what_the_kit_answers(sheet):
    assert sheet["label"].isna().all()
    assert not {"answer", "confidence", "kind"} & set(sheet.columns)


def test_the_same_seed_draws_the_same_units_and_another_others():
    made = two_papers(24)
    first, again, other = (kit.sample(made, "mentions", 10, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert list(first["unit"]) != list(other["unit"])


def test_the_probabilities_are_those_of_the_draw():
    """Each unit stands for 1 / probability others: together they stand for all."""
    made = two_papers(24)
    whole = len(units_of(made, CODEBOOKS["mentions"]))
    assert (1 / kit.sample(made, "mentions", 30)["probability"]).sum() == pytest.approx(whole)


def test_each_unit_is_drawn_as_often_as_its_probability_says():
    made = corpus([article(n, source=("Herald", "Post")[n % 4 == 0]) for n in range(12)])
    drawn = [kit.sample(made, "mentions", 9, seed=seed) for seed in range(150)]
    rows = pd.concat(drawn)
    often = rows.groupby("unit").size() / len(drawn)
    expected = rows.groupby("unit")["probability"].first()
    assert np.abs(often - expected).max() < 0.15


@given(
    units=st.lists(st.integers(1, 500), min_size=1, max_size=12),
    n=st.integers(1, 300),
)
@settings(max_examples=60)
def test_as_many_are_drawn_as_asked_for_and_two_of_each_stratum_at_least(units, n):
    sizes = np.array(units)
    many = allocated(sizes, np.full(len(sizes), 0.3), n)
    least = np.minimum(sizes, 2)
    assert many.sum() == max(min(n, sizes.sum()), least.sum())
    assert (many >= least).all()
    assert (many <= sizes).all()


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_comes_back_as_it_was_coded(sheet, tmp_path, suffix):
    place = tmp_path / f"sheet{suffix}"
    kit.coding.write_sheet(coded(sheet), place)
    again = kit.read_sheet(place)
    columns = ["unit", "article_id", "start", "end", "label", "probability", "stratum"]
    pd.testing.assert_frame_equal(again[columns], coded(sheet)[columns])


def test_the_workbook_has_lists_the_codebook_and_the_words_in_bold(sheet, tmp_path):
    kit.coding.write_sheet(sheet, tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx", rich_text=True)
    page = book["units"]
    bold = [part.text for part in page["A2"].value if getattr(part, "font", None) is not None and part.font.b]
    assert bold == [sheet["words"].iloc[0]]
    assert page.freeze_panes == "B2"
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == ["codebook!$A$2:$A$6"]
    assert [row[0].value for row in book["codebook"].iter_rows(min_row=2, max_row=6)] == list(
        CODEBOOKS["mentions"].answers
    )


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_looks_like_a_formula_is_none(tmp_path, suffix):
    made = corpus([article(0, "=HYPERLINK(1) Ann Lee met Ben Ito. It rained.")])
    kit.sample(made, "mentions", 2, by=None, out=tmp_path / f"sheet{suffix}")
    if suffix == ".csv":
        assert not [line for line in (tmp_path / "sheet.csv").read_text("utf-8-sig").split(",") if line[:1] == "="]
    else:
        cells = [cell for row in openpyxl.load_workbook(tmp_path / "sheet.xlsx")["units"].iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}


def test_what_is_there_is_never_written_over(sheet, tmp_path):
    (tmp_path / "sheet.csv").write_text("coded for a week")
    with pytest.raises(SheetError, match="already exists and may be coded"):
        kit.coding.write_sheet(sheet, tmp_path / "sheet.csv")
    assert (tmp_path / "sheet.csv").read_text() == "coded for a week"


def test_half_coded_is_read_as_it_is(sheet):
    half = sheet.assign(label=pd.array(["person", " ", *[None] * (len(sheet) - 2)], dtype="string"))
    assert int(kit.read_sheet(half)["label"].notna().sum()) == 1


def test_answers_in_capitals_and_numbers_of_spreadsheets_are_understood(three):
    paragraphs = kit.sample(three, "paragraphs", 4, by=None)
    labels = ["1.0", "2", " 0 ", "15"]
    read = kit.read_sheet(paragraphs.assign(label=labels[: len(paragraphs)]))
    assert list(read["label"]) == ["1", "2", "0", "15"][: len(paragraphs)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s.drop(columns="probability"), "no column 'probability'; give a sheet that kit.sample made"),
        (lambda s: s.assign(label="saint"), "row 2: label 'saint' is unknown; choose one of person, organization"),
        (lambda s: s.assign(unit="abc"), "row 2: unit abc does not belong to this row"),
        (lambda s: s.assign(start=s["start"] + 1), "row 2: unit .* does not belong to this row"),
        (lambda s: s.assign(end="last"), "row 2: end is not a number"),
        (lambda s: s.assign(probability=0), "row 2: probability is not between 0 and 1"),
        (lambda s: pd.concat([s, s.tail(1)]), "appears twice; keep one"),
        (
            lambda s: s.assign(of=["mentions", *["quotes"] * (len(s) - 1)]),
            "units of 2 kinds; put each kind into a sheet",
        ),
        (lambda s: s.assign(of="songs"), "of='songs': not a kind of unit; choose sentiment"),
    ],
)
def test_a_sheet_that_was_changed_is_refused_with_the_row(sheet, change, message):
    with pytest.raises(SheetError, match=message):
        kit.read_sheet(change(sheet))


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.xlsx", "notes.xlsx"])
def test_what_is_no_sheet_is_one_line(tmp_path, name):
    (tmp_path / "notes.xlsx").write_text("not a workbook")
    with pytest.raises(SheetError, match="cannot be read as a coding sheet"):
        kit.read_sheet(tmp_path / name)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"of": "songs"}, "of='songs': not a kind of unit"),
        ({"n": 0}, "n=0: nothing to draw"),
        ({"by": "moon"}, "by='moon': the articles have no such column; choose article_id"),
        ({"of": "quotes"}, "the corpus has no quotes"),
        ({"out": "sheet.doc"}, "neither .xlsx nor .csv"),
    ],
)
def test_a_draw_that_cannot_be_says_why(asked, message):
    made = corpus([article(0)], sentiment=[{"at": 0, "of": ANN, "score": 0.5}])
    with pytest.raises(SheetError, match=message):
        kit.sample(made, **asked)


def test_the_sample_article_has_a_sheet_whose_every_paragraph_is_coded(seeds):
    sheet = kit.read_sheet(SEEDS)
    texts = seeds.articles.set_index("article_id")["text"]
    assert [texts[row.article_id][row.start : row.end] for row in sheet.itertuples()] == sheet["words"].tolist()
    assert len(sheet) == len(units_of(seeds, CODEBOOKS["paragraphs"]))
    (row,) = measures.corrected("overview", seeds, SEEDS).itertuples()
    assert (row.corrected, row.low, row.high, row.coded) == (16, 16, 16, 13)
