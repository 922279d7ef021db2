"""Units of headlines: drawn where they are asked for, and what they correct."""

from __future__ import annotations

import pandas as pd
import pytest

import kit
from kit import measures
from kit.errors import SheetError

ARTICLES = pd.DataFrame(
    [
        {"title": "Lee: ‘We will fight on’", "text": "Ann Lee spoke to Tom Reed on Monday. She thanked the crowd."},
        {"title": "Reed says budget will pass", "text": "Tom Reed told reporters that the budget would pass."},
        {"title": None, "text": "Tom Reed met Ann Lee. He praised her."},
    ]
)


@pytest.fixture(scope="module")
def titled():
    return kit.annotate(ARTICLES, progress=False)


@pytest.mark.parametrize("field", ["text", "title", "both"])
def test_units_are_drawn_of_the_field_that_is_asked_for(titled, field):
    sheet = kit.sample(titled, "mentions", 50, by=None, field=field)
    assert set(sheet["field"]) == ({"text", "title"} if field == "both" else {field})
    articles = titled.articles.set_index("article_id")
    for row in sheet.itertuples():
        assert articles.loc[row.article_id, row.field][row.start : row.end] == row.words
    assert kit.read_sheet(sheet)["unit"].is_unique


def test_the_text_is_what_is_drawn_by_default(titled):
    assert set(kit.sample(titled, "mentions", 50, by=None)["field"]) == {"text"}


def test_numbers_of_titles_are_corrected_and_those_of_texts_are_not(titled):
    sheet = kit.sample(titled, "voices", 50, by=None, field="title").assign(label="nobody named")
    table = measures.corrected("share_of_voice", titled, sheet)
    assert " in titles as found" in table.attrs["caption"]
    assert kit.agreement(sheet, titled).categories["n_a"].sum() == len(sheet)
    with pytest.raises(SheetError, match="give the corpus, and the field, that it was drawn from"):
        measures.corrected("share_of_voice", titled, sheet, field="both")


def test_titles_have_no_paragraphs_and_are_not_corrected_by_hand(titled):
    with pytest.raises(
        SheetError, match="titles have no paragraphs; choose field='text', or sentiment, quotes, speakers"
    ):
        kit.sample(titled, "paragraphs", field="title")
    sheet = kit.sample(titled, "mentions", 50, by=None, field="title").assign(label="no name")
    with pytest.raises(SheetError, match="a sheet of titles cannot correct texts"):
        kit.corrections_from(sheet)
