"""Looking through a corpus: what fits the filters, a page at a time; what is picked and corrected."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import kit
from kit import schema
from kit.errors import MeasureError
from kit.exploring import Looking
from tests.made_up import ANN, article, corpus, two_papers
from tests.test_reporting import write


@pytest.fixture
def looking(tmp_path):
    """Two papers in turn, six articles from January to March 2024, being looked through."""
    return Looking(two_papers(), tmp_path / "corrections.csv")


def ask(looking, **filters):
    looking.heed({"do": "filter", "filter": filters})
    return looking.state()


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        ({}, 7),
        ({"actor": "Lee"}, 5),
        ({"source": "Post"}, 3),
        ({"since": "2024-02", "until": "2024-02"}, 2),
        ({"voice": "unnamed"}, 1),
        ({"type": "indirect"}, 0),
        ({"words": "ann"}, 7),
        ({"words": "nowhere'"}, 0),
    ],
)
def test_rows_are_those_that_fit_every_filter(filters, total, looking):
    state = ask(looking, **filters)
    assert (state["total"], looking.table["article_id"].count()) == (total, total)


def test_portrayals_are_looked_at_by_voice_and_label(looking):
    looking.heed({"do": "kind", "of": "portrayals"})
    state = ask(looking, actor="Ann Lee", voice="own", type="positive")
    assert {(row["actor"], row["voice"], row["type"]) for row in state["rows"]} == {("Ann Lee", "own", "positive")}
    assert looking.table["score"].min() > 0


def test_what_is_wrong_is_said_and_changes_nothing(looking):
    state = ask(looking, actor="Nobody Known")
    assert state["message"].startswith("actor='Nobody Known': nobody in the corpus has this name")
    assert (state["total"], state["filter"]["actor"]) == (7, "")
    assert ask(looking, since="yesterday")["message"].startswith("since='yesterday': not a date; write 2024-10-31")


def test_a_figure_counts_along_months_outlets_and_actors(looking):
    assert looking.counted().to_numpy().tolist() == [
        ["2024-01", 3, pd.NA],
        ["2024-02", 2, pd.NA],
        ["2024-03", 2, pd.NA],
    ]
    looking.heed({"do": "along", "along": "outlet"})
    assert looking.counted()[["name", "n"]].to_numpy().tolist() == [["Herald", 4], ["Post", 3]]


def test_picks_are_a_table_and_stay_while_other_pages_are_looked_at(looking):
    looking.heed({"do": "pick", "row": 1, "on": True})
    ask(looking, source="Post")
    looking.heed({"do": "pick", "row": 0, "on": True})
    picked = looking.table
    assert picked[["source", "quote"]].to_numpy().tolist() == [["Herald", 1], ["Post", 0]]
    assert set(schema.QUOTES.columns) <= set(picked.columns)
    looking.heed({"do": "pick none"})
    assert len(looking.table) == 3


def test_a_heading_sorts_and_sorts_the_other_way(looking):
    looking.heed({"do": "order", "by": "date"})
    first = looking.state()["rows"][0]["date"]
    looking.heed({"do": "order", "by": "date"})
    assert (first, looking.state()["rows"][0]["date"]) == ("2024-01-01", "2024-03-06")


def test_an_article_opens_at_the_place_and_what_is_wrong_there_becomes_a_line(looking, tmp_path):
    looking.heed({"do": "kind", "of": "portrayals"})
    looking.heed({"do": "open", "row": 0})
    opened = looking.state()["opened"]
    assert f'id="{opened["anchor"]}"' in opened["html"]
    looking.heed({"do": "correct", "what": "label", "value": "neutral"})
    lines = pd.read_csv(tmp_path / "corrections.csv", dtype=str)
    assert lines[["article", "start", "what", "value", "words"]].to_numpy().tolist() == [
        [opened["article"], str(opened["start"]), "label", "neutral", opened["words"]]
    ]
    looking.heed({"do": "correct", "what": "label", "value": "splendid"})
    assert "splendid" in looking.message
    assert len(pd.read_csv(tmp_path / "corrections.csv")) == 1


def test_nothing_that_a_click_sends_is_an_error(looking):
    for wish in ({}, {"do": "open", "row": 99}, {"do": "pick", "row": "x"}, {"do": "kind", "of": "x"}, {"do": "close"}):
        looking.heed(wish)
    looking.heed({"do": "correct", "what": "label", "value": "neutral"})
    assert looking.message == "explore: no row is open to be corrected; click on one first"


def test_words_of_articles_stay_words():
    one = article(0, "Ann Lee said <b>it</b> cost $9 and $3.", source="<i>Herald</i>")
    looking = Looking(corpus([one], [{"at": 0, "by": ANN, "start": 13, "end": 37}]))
    assert looking.state()["rows"][0]["words"] == "<b>it</b> cost $9 and $3"
    looking.heed({"do": "open", "row": 0})
    assert "&lt;b&gt;it" in looking.state()["opened"]["html"]
    assert "mathjax_ignore" in looking.state()["opened"]["html"]


class TestExplore:
    @pytest.fixture
    def displayed(self, monkeypatch):
        """What a cell shows, each output as a dict."""
        from IPython import display

        outputs = []
        monkeypatch.setattr(display, "display", lambda data, raw: outputs.append(data))
        return outputs

    def test_without_a_widget_it_is_a_plain_table(self, displayed):
        seen = kit.explore(two_papers(), actor="Ann Lee")
        seen.widget = None
        seen._ipython_display_()
        (data,) = displayed
        assert "quotes: 5 rows" in data["text/html"]
        assert "Ann Lee" in data["text/html"]
        assert "Run this cell" not in data["text/html"]
        assert data["text/plain"] == "Explorer: 5 quotes of 6 articles"

    def test_a_widget_stands_before_the_table_which_is_there_where_the_widget_is_not(self, displayed):
        pytest.importorskip("anywidget")
        seen = kit.explore(two_papers())
        seen._ipython_display_()
        assert [list(data) for data in displayed] == [
            ["application/vnd.jupyter.widget-view+json", "text/plain"],
            ["text/html", "text/plain"],
        ]
        assert "Run this cell to filter" in displayed[1]["text/html"]
        assert seen.widget.figure["alt"].startswith("Bars: quotes by month. 2024-01: 3")
        json.dumps(seen.widget.state)

    def test_every_click_is_answered_also_one_that_changes_nothing(self):
        pytest.importorskip("anywidget")
        seen = kit.explore(two_papers())
        states = []
        seen.widget.observe(lambda change: states.append(change["new"]), "state")
        for _ in range(2):
            seen.widget._handle_custom_msg({"do": "nothing"}, [])
        assert [state["heard"] for state in states] == [1, 2]

    def test_the_first_rows_are_fetched_alone_and_all_are_counted(self):
        looking = Looking(two_papers())
        assert (len(looking.rows(2)), looking.found(), len(looking.table)) == (2, 7, 7)
        looking.heed({"do": "pick", "row": 1, "on": True})
        assert (len(looking.rows(2)), looking.found()) == (1, 1)

    @pytest.mark.parametrize(
        ("wish", "message"),
        [
            ({"of": "actors"}, "of='actors': no such view; choose quotes or portrayals"),
            ({"outlet": "Post"}, "outlet: no such filter; choose actor, source"),
            ({"actor": "Nobody"}, "nobody in the corpus has this name"),
            ({"source": "Gazette"}, "source='Gazette': no quotes have it; there are Herald, Post"),
            ({"type": "negative"}, "type='negative': no quotes have it; there are direct"),
        ],
    )
    def test_what_cannot_be_looked_at_is_said(self, wish, message):
        with pytest.raises(MeasureError, match=message):
            kit.explore(two_papers(), **wish)


def test_what_is_no_corpus_is_said():
    with pytest.raises(MeasureError, match="explore: found DataFrame, not a Corpus; "):
        kit.explore(pd.DataFrame())


@pytest.mark.slow
def test_a_page_of_a_report_shows_it_as_a_plain_table(tmp_path):
    notebooks = write(tmp_path / "notebooks", looks="kit.explore(corpus, actor='Ann Lee')")
    kit.report(two_papers(), out=tmp_path / "out", notebooks=notebooks, quiet=True)
    page = (tmp_path / "out" / "looks.html").read_text(encoding="utf-8")
    assert "It is so" in page
    assert "Ann Lee" in page
    assert "widget-view" not in page


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_asked_for_a_page_at_a_time():
    many = two_papers(20)
    quotes = pd.concat([many.quotes] * 5_000, ignore_index=True)
    quotes["quote"] = pd.array(range(len(quotes)), dtype="Int64")
    big = kit.Corpus({"articles": many.articles, "actors": many.actors, "quotes": quotes, "mentions": many.mentions})
    looking = Looking(big)
    looking.heed({"do": "page", "to": 4_000})
    state = looking.state()
    assert (state["total"], state["page"], len(state["rows"])) == (105_000, 4_000, 20)
    assert len(json.dumps(state)) < 40_000
