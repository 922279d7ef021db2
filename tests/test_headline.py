"""What stands in titles: told in the actors of the text, in the same tables, and left out unless asked for."""

import sys

import pandas as pd
import pytest

import kit
from kit.errors import MeasureError
from kit.measures.sentences import Unasked
from kit.pipeline.headline import annotate_title
from kit.pipeline.one_article import annotate_text
from tests.test_reporting import FINDING, write

ARTICLES = pd.DataFrame(
    [
        {
            "title": "Lee: ‘We will fight on’",
            "text": "Ann Lee spoke on Monday. “We will fight on,” Lee said. Tom Reed disagreed.",
        },
        {
            "title": "Reed says budget will pass",
            "text": "Reed says budget will pass\n\nTom Reed told reporters that the budget would pass.",
        },
        {"title": None, "text": "Tom Reed told reporters that the budget would pass."},
    ]
)


@pytest.fixture(scope="module")
def corpus():
    return kit.annotate(ARTICLES, progress=False)


def test_a_surname_in_the_title_is_the_person_in_the_text(corpus):
    found = corpus.in_field("title").mentions
    assert list(zip(found["text"], found["actor"], strict=True)) == [("Lee", "Ann Lee"), ("Reed", "Tom Reed")]


def test_places_count_in_the_field_that_the_row_names(corpus):
    rows = corpus.mentions.merge(corpus.articles[["article_id", "title", "text"]], on="article_id", suffixes=("", "_"))
    fields = [row["title"] if row["field"] == "title" else row["text_"] for _, row in rows.iterrows()]
    assert [words[s:e] for words, s, e in zip(fields, rows["start"], rows["end"], strict=True)] == list(rows["text"])


def test_a_title_changes_no_row_of_the_text(corpus):
    bare = kit.annotate(ARTICLES.assign(title=None), progress=False)
    told = corpus.in_field("text")
    assert told.mentions.equals(bare.mentions)
    assert told.quotes.equals(bare.quotes)


def test_measures_leave_titles_out_unless_asked(corpus):
    counts = {
        field: int(kit.measures.share_of_voice(corpus, field=field)["n"].sum()) for field in (None, "text", "title")
    }
    assert counts[None] == counts["text"]
    assert counts["title"] == 2


def test_what_is_coded_and_corrected_stands_in_texts(corpus):
    sheet = kit.sample(corpus, of="sentiment", n=100)
    table = kit.measures.corrected("portrayal", corpus, sheet.assign(label="neutral"))
    assert table.attrs["coded"] == len(sheet) == len(corpus.in_field("text").sentiment)


def test_warnings_are_of_texts(monkeypatch):
    monkeypatch.setattr(sys.modules["kit.measures.alerts"], "OFTEN", 3)
    texts = ["Ann Lee left.", "Ann Lee came.", "Ann Lee slept."]
    told = pd.DataFrame({"title": ["Ann Lee and Ann Lee and Ann Lee", None, None], "text": texts})
    assert not [said for said in kit.measures.alerts(kit.annotate(told, progress=False)) if "One article" in said]


def test_pages_count_what_stands_in_texts(corpus, tmp_path):
    out = tmp_path / "out"
    kit.report(corpus, out=out, notebooks=write(tmp_path / "notebooks", voices=FINDING), quiet=True)
    listed = pd.read_csv(out / "tables" / "index-articles.csv", encoding="utf-8-sig")
    spoken = corpus.quotes[corpus.quotes["kind"] != "thought"]
    assert listed["quotes"].sum() == (spoken["field"] == "text").sum() < len(spoken)


def test_both_counts_a_title_that_begins_the_text_once(corpus):
    text, both = (kit.measures.frequency(corpus, field=field).set_index("actor")["n"] for field in ("text", "both"))
    assert (both - text).to_dict() == {"Ann Lee": 1, "Tom Reed": 0}


def test_a_part_of_a_narrowed_corpus_is_narrowed(corpus):
    part = corpus.in_field("title").where("title like 'Lee%'")
    assert (part.field, list(part.mentions["text"])) == ("title", ["Lee"])


def test_an_unknown_field_lists_those_there_are(corpus):
    with pytest.raises(MeasureError, match="field='body': no such field; choose text, title, both"):
        kit.measures.frequency(corpus, field="body")


def names(title, text):
    """The names of a title, with their labels, as the article's text has them."""
    rows = annotate_title(title, annotate_text(text), text)["mentions"]
    return [(title[row["start"] : row["end"]], row["label"]) for row in rows if row["kind"] == "name"]


TEXT = "The GOP met on Monday. Ann Lee, whose campaign had begun, told the Harbour Board that the vote would be close."


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Lee Tells Harbour Board Vote Will Be Close", [("Lee", "person"), ("Harbour Board", "organization")]),
        ("Ex-Harbour Board chief backs anti-Lee vote", [("Harbour Board", "organization"), ("Lee", "person")]),
        ("GOP Meets To Hear Ann Lee", [("GOP", "organization"), ("Ann Lee", "person")]),
        ("Vote Is Close, Says Campaign", []),
    ],
)
def test_the_text_says_what_is_a_name_in_a_headline(title, found):
    assert names(title, TEXT) == found


def test_a_title_that_begins_its_text_is_no_evidence_of_itself():
    title = "Bombshell Lee Photo Surfaces"
    assert names(title, f"{title}\n\n{TEXT}") == names(title, TEXT)


def test_who_is_in_the_headlines_stands_beside_how_the_texts_speak_of_them(corpus):
    table = kit.measures.headlines(corpus, min_n=1)
    assert list(zip(table["actor"], table["articles"], table["share"], strict=True)) == [
        ("Ann Lee", 1, 0.5),
        ("Tom Reed", 1, 0.5),
    ]
    assert list(table["text_mean"].notna()) == [True, True]


@pytest.fixture(scope="module")
def papers():
    """Nine headlines of the Herald are against Ann Lee, nine of the Post for her."""
    said = [("Herald", "Ann Lee is a shameful liar")] * 9 + [("Post", "Ann Lee is a brilliant hero")] * 9
    days = pd.date_range("2024-03-01", periods=len(said))
    rows = [
        {"text": f"Ann Lee spoke in town on day {n}.", "title": title, "source": source, "published": day}
        for n, ((source, title), day) in enumerate(zip(said, days, strict=True))
    ]
    return kit.annotate(rows, progress=False)


def test_headlines_against_somebody_are_drawn_left_of_nothing(papers):
    table = kit.measures.headlines(papers, by="source", min_n=1)
    left, right = kit.plots.headlines(table).get_xlim()
    assert left == -right
    assert left <= table["mean"].min() < 0 < table["mean"].max() <= right


def test_headlines_of_all_groups_are_told_out_of_all(papers):
    said = kit.measures.in_words(kit.measures.headlines(papers, by="source", min_n=1))
    assert said[0] == "Ann Lee stands in most headlines: 18 of 18."
    assert said[1].startswith("Headlines are more favourable to Ann Lee in Post (+")
    first = papers.where("published < '2024-03-13'")
    said = kit.measures.in_words(kit.measures.headlines(first, by="source", min_n=1))
    assert said[0] == "Herald: Ann Lee stands in most headlines: 9 of 9 headlines (100%)."


def test_few_headlines_are_called_neither_favourable_nor_unfavourable(papers):
    few = kit.measures.headlines(papers.where("source = 'Post' and published < '2024-03-13'"), min_n=1)
    assert few["low"].iloc[0] > 0
    assert kit.measures.in_words(few) == ["Ann Lee stands in most headlines: 3 of 3 headlines (100%)."]
    many = kit.measures.headlines(papers.where("source = 'Herald'"), min_n=1)
    assert "clearly unfavourable to Ann Lee" in kit.measures.in_words(many)[1]


def test_a_corpus_without_titles_has_no_figure_of_headlines():
    bare = kit.annotate(ARTICLES.assign(title=None), progress=False)
    shown = kit.plots.figure(kit.measures.headlines(bare))
    assert isinstance(shown, Unasked)
