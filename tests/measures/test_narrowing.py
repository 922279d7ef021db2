"""Questions in one line: along several columns, of one actor, about a topic, from one day to another."""

from __future__ import annotations

import datetime
import inspect

import pandas as pd
import pytest

import kit
from kit import measures
from kit.errors import MeasureError
from kit.measures.records import MEASURES
from tests.made_up import ANN, BEN, article, corpus, two_papers

PORT, RAIN = "Ann Lee runs the port. It rained.", "Ben Ito likes rain. The seaport closed."


@pytest.fixture(scope="module")
def papers():
    """Two papers in turn, six articles from January to March 2024."""
    return two_papers()


@pytest.fixture(scope="module")
def topics():
    """An article on the port and one on rain, a quote each, and a judgement each."""
    known = {"source": "Herald", "published": pd.Timestamp(2024, 3, 31, 23)}
    quotes = [
        {"at": 0, "by": ANN, "text": "The Port\nworkers will strike on this day", "start": 0, "end": 7},
        {"at": 1, "by": BEN, "text": "it will rain", "start": 8, "end": 12},
    ]
    sentiment = [{"at": 0, "of": ANN, "score": 0.9}, {"at": 1, "of": BEN, "score": -0.9}]
    return corpus([article(0, PORT, **known), article(1, RAIN)], quotes, sentiment)


class TestAlongSeveralColumns:
    def test_rows_are_for_each_combination_in_the_order_of_the_columns(self, papers):
        table = measures.overview(papers, by=["source", "month"])
        assert table[["source", "month", "articles"]].to_numpy().tolist() == [
            ["Herald", "2024-01", 1],
            ["Herald", "2024-02", 1],
            ["Herald", "2024-03", 1],
            ["Post", "2024-01", 1],
            ["Post", "2024-02", 1],
            ["Post", "2024-03", 1],
        ]
        assert table.attrs["caption"] == "What the corpus holds, by source and month, in 6 articles."

    def test_what_is_not_known_is_a_value_of_its_own_and_comes_last(self, topics):
        table = measures.share_of_voice(topics, by=["source", "month"])
        assert table["source"].tolist() == ["Herald", pd.NA]
        assert table["month"].tolist() == ["2024-03", pd.NA]

    def test_a_list_of_one_is_that_one(self, papers):
        one, same = measures.frequency(papers, by=["source"]), measures.frequency(papers, by="source")
        pd.testing.assert_frame_equal(one, same)
        assert one.attrs == same.attrs

    def test_it_is_told_in_words_and_drawn(self, papers):
        table = measures.share_of_voice(papers, by=["source", "month"])
        assert "source and month" in " ".join(measures.in_words(table))
        assert "Herald, 2024-01" in kit.plots.figure(table).svg

    @pytest.mark.parametrize(
        ("ask", "message"),
        [
            (lambda c: measures.overview(c, by=["source", "paper"]), "by='paper': the articles have no such column"),
            (lambda c: measures.timeline(c, by=["month", "year"]), "timeline compares along one column"),
            (lambda c: measures.overview(c, by="outlet"), "no such column; did you mean source.; choose "),
        ],
    )
    def test_what_cannot_be_is_said(self, ask, message, papers):
        with pytest.raises(MeasureError, match=message):
            ask(papers)


class TestOfOneActor:
    def test_shares_stay_those_of_all(self, papers):
        whole = measures.share_of_voice(papers, by="source")
        ann = measures.share_of_voice(papers, by="source", actor="Lee")
        wanted = whole[whole["actor"] == "Ann Lee"]
        assert ann.to_numpy().tolist() == wanted.to_numpy().tolist()
        assert "Only of Ann Lee." in ann.attrs["note"]

    def test_sentiment_towards_one_by_outlet_over_months_is_a_line(self, papers):
        table = measures.portrayal(papers, by=["source", "month"], actor="Ann Lee", voice_kind="own", min_n=1)
        assert table[["source", "month"]].to_numpy().tolist() == [
            [source, month] for source in ("Herald", "Post") for month in ("2024-01", "2024-02", "2024-03")
        ]
        assert (table["mean"] > 0).tolist() == [True] * 3 + [False] * 3

    def test_kinds_of_quotes_are_those_of_what_this_one_says(self, papers):
        said = papers.quotes[papers.quotes["actor_id"] == ANN]
        assert measures.quote_types(papers, actor=ANN)["n"].sum() == len(said)

    def test_one_who_is_not_among_the_foremost_is_followed(self, papers):
        assert set(measures.timeline(papers, actor="Ben Ito", top=3)["actor"]) == {"Ben Ito"}

    def test_nobody_is_an_error_with_the_nearest(self, papers):
        with pytest.raises(MeasureError, match="nobody in the corpus has this name; choose Ann Lee"):
            measures.share_of_voice(papers, actor="Ann Leee")


class TestAboutATopic:
    @pytest.mark.parametrize(
        ("about", "speakers"),
        [
            ("port", ["Ann Lee"]),
            ("port workers", ["Ann Lee"]),
            (["rain", "port"], ["Ann Lee", "Ben Ito"]),
            ("rai", []),
            ("Ann Lee", ["Ann Lee"]),
            ("(", []),
            ("it's 'so'", []),
        ],
        ids=["a word", "a phrase", "any of two", "part of a word", "who is named in it", "a sign", "quotation marks"],
    )
    def test_voices_are_those_of_quotes_that_name_it(self, about, speakers, topics):
        table = measures.share_of_voice(topics, about=about)
        assert sorted(table["actor"]) == speakers
        assert table["share"].sum() == (1 if speakers else 0)

    def test_portrayals_are_those_in_sentences_that_name_it(self, topics):
        table = measures.portrayal(topics, about="port", min_n=1)
        assert table["actor"].tolist() == ["Ann Lee"]

    def test_quotes_about_it_are_a_line(self, topics):
        assert measures.quotations(topics, about="port")["sentence"].tolist() == [
            "The Port\nworkers will strike on this day"
        ]

    def test_near_copies_and_fields_are_still_told_apart(self, topics):
        assert measures.share_of_voice(topics, about="port", unique=True, field="both")["actor"].tolist() == ["Ann Lee"]

    def test_no_word_is_an_error(self, topics):
        with pytest.raises(MeasureError, match="about=' ': no word to look for"):
            measures.share_of_voice(topics, about=" ")


class TestDays:
    @pytest.mark.parametrize(
        ("since", "until", "articles"),
        [
            ("2024-02", None, 4),
            (None, "2024-02", 4),
            ("2024-02-01", datetime.date(2024, 2, 3), 1),
            ("2024", "2024", 6),
            ("2025", None, 0),
        ],
    )
    def test_both_are_included_and_a_month_is_all_of_it(self, since, until, articles, papers):
        table = measures.overview(papers, since=since, until=until)
        assert table.attrs["articles"] == articles

    def test_the_last_hour_of_the_last_day_is_in_it(self, topics):
        assert measures.overview(topics, until="2024-03-31").attrs["articles"] == 1

    @pytest.mark.parametrize("day", ["yesterday", "2024-13", "2024-02-30", "24-01-01"])
    def test_what_is_no_day_is_an_error(self, day, papers):
        with pytest.raises(
            MeasureError, match=r"since=.*: not a date; write 2024-10-31, or a month as 2024-10, or a year"
        ):
            measures.overview(papers, since=day)


def test_help_tells_of_every_parameter_that_a_measure_has():
    for measure in MEASURES.values():
        for name in inspect.signature(measure.function).parameters:
            if name not in ("corpus", "options", "measure", "a", "b"):
                assert f"\n    {name}" in (measure.function.__doc__ or "") or f", {name}\n" in measure.function.__doc__


def test_a_measure_of_no_corpus_says_what_makes_one():
    with pytest.raises(MeasureError, match=r"^share_of_voice: found str, not a Corpus; kit\.annotate"):
        measures.share_of_voice("seeds/")
