"""Corrections on the way from articles to tables: in memory, in a folder, with more articles, and in no order."""

from __future__ import annotations

import pandas as pd
import pytest

import kit
from kit.errors import CorpusError
from tests.test_corpus import assert_same


def line(corpus, words, what, value=None):
    """A correction of the first place where these words stand."""
    texts = zip(corpus.articles["article_id"], corpus.articles["text"], strict=True)
    key, text = next((key, text) for key, text in texts if words in text)
    start = text.index(words)
    return {"article": key, "start": start, "end": start + len(words), "what": what, "value": value}


@pytest.fixture(scope="module")
def lines(three):
    return pd.DataFrame(
        [
            line(three, "We will not load another ship", "speaker", "Tom Reed"),
            line(three, "This is a disgrace", "no quote"),
            line(three, "Jane Hall", "label", "negative"),
            line(three, "Harbor Union", "one", "Bank of England"),
            line(three, "Ann Lee", "two", "Ann Lee of the docks"),
            {"article": "f" * 16, "start": 0, "end": 4, "what": "no quote", "value": None},
        ]
    )


@pytest.fixture(scope="module")
def corrected(three_articles, lines):
    with pytest.warns(UserWarning, match="corrections: 1 of 6 no longer fit and were left out"):
        return kit.annotate(three_articles, corrections=lines, progress=False)


def test_every_correction_is_in_the_tables(corrected, three):
    ship = corrected.quotes[corrected.quotes["text"].str.startswith("We will not load")].iloc[0]
    assert (ship["actor"], ship["actor_id"]) == ("Tom Reed", "person:tom-reed")
    assert not corrected.quotes["text"].str.contains("disgrace").any()
    assert len(corrected.quotes) == len(three.quotes) - 1
    hall = corrected.mentions[corrected.mentions["text"].str.endswith("Jane Hall")].iloc[0]
    judged = corrected.sentiment.set_index(["article_id", "mention"])
    assert judged.loc[(hall["article_id"], hall["mention"]), "label"] == "negative"
    assert "Harbor Union" not in set(corrected.actors["name"])
    assert {"person:ann-lee-of-the-docks"} <= set(corrected.actors["actor_id"])
    assert "person:ann-lee" not in set(corrected.actors["actor_id"])


def test_every_table_still_keeps_its_promises(corrected):
    for name, table in kit.schema.TABLES.items():
        table.check(getattr(corrected, name))
    known = set(corrected.actors["actor_id"])
    for name, column in (
        ("mentions", "actor_id"),
        ("quotes", "actor_id"),
        ("speakers", "actor_id"),
        ("sentiment", "voice"),
    ):
        assert set(getattr(corrected, name)[column].dropna()) <= known
    counted = corrected.in_field("text").mentions.groupby("actor_id").size()
    assert {
        key: n for key, n in zip(corrected.actors["actor_id"], corrected.actors["mentions"], strict=True) if n
    } == dict(counted)


def test_what_no_longer_fits_is_listed(corrected):
    left = corrected.corrections[~corrected.corrections["applied"]]
    assert list(left["reason"]) == ["the corpus has no such article"]
    told = kit.measures.left_out(corrected)
    assert list(told["example"]) == ["line 6"]
    assert "5 corrections by hand were applied; 1 no longer fit" in str(kit.measures.caveats(corrected))


def test_the_order_of_lines_does_not_matter(three_articles, lines, corrected):
    mixed = kit.annotate(three_articles, corrections=lines.iloc[::-1], progress=False)
    for name in kit.schema.TABLES:
        if name != "corrections":
            pd.testing.assert_frame_equal(getattr(mixed, name), getattr(corrected, name), obj=name)


def test_a_folder_is_corrected_as_one_in_memory_and_keeps_what_was_found(
    three_articles, three, lines, corrected, tmp_path
):
    folder = tmp_path / "corpus"
    assert_same(kit.annotate(three_articles, out=folder, corrections=lines, progress=False), corrected)
    assert_same(kit.open(folder), corrected)
    assert_same(kit.annotate(three_articles, out=folder, progress=False), three)
    assert_same(kit.read_corpus(folder, corrections=lines), corrected)


def test_corrections_stay_when_articles_are_added(three_articles, lines, tmp_path):
    folder = tmp_path / "corpus"
    kit.annotate(three_articles.iloc[:1], out=folder, corrections=lines, progress=False)
    grown = kit.annotate(three_articles, out=folder, corrections=lines, progress=False)
    assert list(grown.corrections["applied"]) == [True] * 5 + [False]


def test_a_part_has_the_corrections_of_its_articles(corrected):
    assert len(corrected.where("source = 'Morning Star'").corrections) == 1


def test_a_saved_corpus_keeps_them_and_takes_no_others(corrected, lines, tmp_path):
    corrected.save(tmp_path / "saved")
    assert_same(kit.open(tmp_path / "saved"), corrected)
    with pytest.raises(CorpusError, match="give aliases and corrections to annotate"):
        kit.read_corpus(tmp_path / "saved", corrections=lines)
