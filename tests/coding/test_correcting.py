"""A coded sheet as corrections, and what can no longer be measured by it."""

from __future__ import annotations

import pandas as pd
import pytest

import kit
from kit import measures
from kit.errors import SheetError


@pytest.fixture(scope="module")
def sheet(three):
    """All quotes, each given to one who says none of them, but for the first row, which is no quote."""
    drawn = kit.sample(three, "voices", 50, by=None)
    return drawn.assign(label=pd.array(["no quote", *["Eve Fox"] * (len(drawn) - 1)], dtype="string"))


def test_answers_become_corrections_that_are_applied(three_articles, three, sheet, tmp_path):
    table = kit.corrections_from(sheet, tmp_path / "corrections.csv")
    assert list(table["what"]) == ["no quote", *["speaker"] * (len(sheet) - 1)]
    corpus = kit.annotate(three_articles, corrections=tmp_path / "corrections.csv", progress=False)
    spoken = corpus.quotes[corpus.quotes["kind"] != "thought"]
    assert len(spoken) == len(sheet) - 1
    assert set(spoken["actor"]) == {"Eve Fox"}
    assert corpus.corrections["applied"].all()


def test_a_corpus_is_not_measured_by_the_answers_that_corrected_it(three_articles, three, sheet):
    corpus = kit.annotate(three_articles, corrections=kit.corrections_from(sheet), progress=False)
    for ask in (
        lambda made: measures.accuracy(made, sheet),
        lambda made: measures.corrected("share_of_voice", made, sheet),
    ):
        ask(three)
        with pytest.raises(SheetError, match="of its units were corrected in this corpus by these very answers; read"):
            ask(corpus)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda three, sheet: kit.sample(three, "paragraphs", 3, by=None),
            "a sheet of paragraphs cannot correct articles",
        ),
        (lambda three, sheet: sheet.assign(label=None), "no unit of the sheet has an answer"),
    ],
)
def test_a_sheet_that_corrects_nothing_is_refused(three, sheet, change, message):
    with pytest.raises(SheetError, match=message):
        kit.corrections_from(change(three, sheet))


def test_a_file_that_is_there_stays(sheet, tmp_path):
    (tmp_path / "corrections.csv").write_text("mine")
    with pytest.raises(SheetError, match="already exists; name another file"):
        kit.corrections_from(sheet, tmp_path / "corrections.csv")
    assert (tmp_path / "corrections.csv").read_text() == "mine"
