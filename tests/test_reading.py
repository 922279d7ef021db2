"""What a notebook shows of tables: what a reader reads, while code gets every column."""

from __future__ import annotations

import lxml.html
import pandas as pd
import pytest

import kit
from kit.errors import MeasureError
from kit.text.verbatim import VERBATIM
from kit.views.reading import drawn, reader_view
from kit.views.shown import LAYERS
from tests.made_up import ANN, article, corpus

LONG = "It cost $9 to the harbour and " * 20 + "$3 to the sea"


@pytest.fixture(scope="module")
def port():
    """One article of the Herald in which Ann Lee says something long about money."""
    known = {"source": "Herald", "published": pd.Timestamp(2024, 3, 1), "title": "The $9 port"}
    one = article(7_001, f"Ann Lee said {LONG}.", **known)
    quote = {"at": 0, "by": ANN, "text": LONG, "said": LONG, "cue": "said", "start": 13, "end": 13 + len(LONG)}
    return corpus([one], [quote | {"speaker": "Ann Lee"}], [{"at": 0, "of": ANN, "score": 0.9}])


def rows(html):
    """The head and the cells of a table."""
    (table,) = lxml.html.fromstring(html).iter("table")
    return [[cell.text_content() for cell in row.iter("td", "th")] for row in table.iter("tr")]


def test_quotes_are_read_with_day_source_speaker_cue_and_all_their_words(port):
    shown = rows(reader_view(port.quotes))
    assert shown == [["date", "source", "speaker", "cue", "words"], ["2024-03-01", "Herald", "Ann Lee", "said", LONG]]
    assert list(port.quotes.columns) == list(kit.schema.QUOTES.columns)


def test_some_of_the_rows_are_shown_as_all_of_them_are(port):
    some = port.quotes[port.quotes["actor"] == "Ann Lee"].sort_values("start")
    assert rows(reader_view(some)) == rows(reader_view(port.quotes))


def test_an_id_that_two_corpora_have_for_different_articles_has_no_day(port):
    quote = [{"at": 0, "by": ANN, "speaker": "Ann Lee"}]
    ours = corpus([article(7_002, "Ann Lee left.", source="Herald")], quote)
    assert rows(reader_view(ours.quotes))[1][1] == "Herald"
    theirs = corpus([article(7_002, "Ann Lee came.", source="Post")], quote)
    assert rows(reader_view(theirs.quotes))[1][1] == "–"


def test_judgements_are_read_with_the_sentence(port):
    head, first = rows(reader_view(port.sentiment))
    assert head == ["date", "source", "about", "in whose words", "portrayed", "score", "sentence"]
    assert first[2:6] == ["Ann Lee", "the article's own", "positive", "0.9"]
    assert first[6].startswith("Ann Lee said It cost")


@pytest.mark.parametrize(
    ("label", "score", "more"),
    [(None, None, {}), ("negative", -0.5, {"portrayed": "negative", "score": "−0.5"})],
    ids=["quotes on a topic", "sentences that portray"],
)
def test_evidence_is_read_without_its_places(label, score, more):
    """What `quotations` and `examples` give."""
    places = {"article_id": "a", "title": None, "start": 0, "end": 9, "target_start": 4, "target_end": 6, "quote": 0}
    told = {"source": "Herald", "published": pd.Timestamp(2024, 3, 1), "speaker": "Ann Lee", "sentence": LONG}
    found = pd.DataFrame([places | told | {"label": label, "score": score, "confidence": 0.9}])
    head, first = rows(reader_view(found))
    shown = {"date": "2024-03-01", "source": "Herald", "speaker": "Ann Lee", "sentence": LONG} | more
    assert dict(zip(head, first, strict=True)) == shown


@pytest.mark.parametrize(
    "table",
    [
        lambda c: c.articles,
        lambda c: c.mentions,
        lambda c: c.sentences,
        lambda c: c.sql("select text from quotes"),
        lambda c: kit.measures.share_of_voice(c),
    ],
    ids=["articles", "mentions", "another table", "an answer", "a measure"],
)
def test_no_money_becomes_a_formula_and_text_stands_to_the_left(table, port):
    html = reader_view(table(port))
    assert f'class="k-table {VERBATIM}"' in html
    assert "text-align: left" in html


def test_other_tables_are_as_pandas_draws_them(port):
    theirs = pd.DataFrame({"text": ["$9"], "n": [1]})
    assert reader_view(theirs) is None
    assert drawn(theirs) == theirs._repr_html_()
    assert reader_view(pd.DataFrame()) is None
    assert reader_view(pd.concat([port.quotes, port.quotes], axis=1)) is None


def test_a_long_table_says_how_much_it_is(port):
    many = pd.concat([port.quotes] * 30)
    html = reader_view(many)
    assert "The first rows, 20 of 30." in html
    assert len(rows(html)) == 21


class TestShow:
    def test_an_article_is_not_typeset_and_its_legend_has_no_bullets(self, port):
        html = kit.show(port)._repr_html_()
        assert VERBATIM in html
        assert ".k-legend.k-legend li { margin: 0; list-style: none; }" in html

    def test_one_actor_or_layer_is_marked(self, three):
        first = three.articles["article_id"][0]
        whole, ann = kit.show(three, first).found, kit.show(three, first, actor="Lee").found
        assert {row["actor"] for row in ann.mentions} == {"Ann Lee"}
        assert 0 < len(ann.quotes) < len(whole.quotes)
        quotes = kit.show(three, first, layers="quotes").found
        assert (quotes.mentions, quotes.sentiment, quotes.quotes) == ([], [], whole.quotes)
        assert kit.show(three, first, layers=LAYERS)._repr_html_() == kit.show(three, first)._repr_html_()

    def test_where_there_are_several_it_asks_which(self, three):
        with pytest.raises(
            MeasureError, match=r"^show: which of 3 articles\? give its id, kit.show\(corpus, .*Port workers"
        ):
            kit.show(three)
        untitled = kit.annotate([{"text": "Ann Lee left."}, {"text": "Tom Reed left."}], progress=False)
        with pytest.raises(MeasureError, match=r"the first are [0-9a-f]{16} \(Ann Lee left\. …\)"):
            kit.show(untitled)
        with pytest.raises(MeasureError, match="show: found str, not a Corpus; "):
            kit.show("Ann Lee left.")
        with pytest.raises(MeasureError, match="layers='marks': no such layer; choose names, quotes, judgements"):
            kit.show(three, "0", layers=["marks"])
