"""An article as people read it: everything escaped, every overlap drawn, nothing told by colour alone."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.errors import MeasureError
from kit.views import Annotated, characters, draw, legend, places

QUOTE = {
    "kind": "speech",
    "type": "direct",
    "spans": None,
    "cue_start": None,
    "cue_end": None,
    "actor": "Ann Lee",
    "speaker": "Lee",
    "actor_id": "person:ann-lee",
}
NAME = {"kind": "name", "label": "person", "actor_id": "person:ann-lee", "actor": "Ann Lee", "text": "Lee"}


def article(text, quotes=(), mentions=(), sentiment=()):
    """An article with its annotations as the tables have them."""
    return Annotated(
        {"text": text, "title": None},
        quotes=[QUOTE | {"quote": i, "start": s, "end": e} for i, (s, e) in enumerate(quotes)],
        mentions=[NAME | {"mention": i, "start": s, "end": e} for i, (s, e) in enumerate(mentions)],
        sentiment=list(sentiment),
    )


def read(html):
    """The words of a drawing without its labels, paragraph by paragraph."""
    root = lxml.html.fromstring(html)
    for label in root.xpath("//*[@class='k-who' or @class='k-mark']"):
        label.drop_tree()
    return [paragraph.text_content() for paragraph in root.iter("p")]


def test_a_name_within_a_quote_is_nested():
    html = draw(article("“Lee is gone,” he said.", quotes=[(1, 13)], mentions=[(1, 4)]), {"person:ann-lee": 1})
    assert re.search(r'<span id="q0"[^>]*><span class="k-name k-a1"[^>]*>Lee</span> is gone,', html)


def test_a_quote_that_crosses_a_name_is_closed_and_opened_again():
    html = draw(article("abcdef", quotes=[(0, 4)], mentions=[(2, 6)]), {})
    assert read(html) == ["abcdef"]
    assert html.count('id="q0"') == 1


def test_a_quote_over_two_paragraphs_is_drawn_in_both_and_has_one_address():
    html = draw(article("one two\n\nthree four", quotes=[(4, 14)]), {})
    assert read(html) == ["one two", "three four"]
    assert html.count("k-quote") == 2
    assert html.count('id="q0"') == 1


def test_a_quote_ends_with_its_speaker():
    assert '<span class="k-who"> Ann Lee</span></span>' in draw(article("“Go,” she said.", quotes=[(1, 4)]), {})


def test_an_interrupted_quote_leaves_the_interruption_out():
    found = article("“Go,” she said, “now.”", quotes=[(1, 21)])
    found.quotes[0]["spans"] = [[1, 4], [17, 21]]
    assert len(re.findall(r'class="k-quote[^>]*>[^<]*(?:Go|now)', draw(found, {}))) == 2


@pytest.mark.parametrize(
    ("voice", "label", "sign"),
    [("own", "positive", "▲"), ("own", "negative", "▼"), ("quoted", "positive", "△"), ("quoted", "negative", "▽")],
)
def test_a_judgement_is_an_arrow_with_words(voice, label, sign):
    row = {"mention": 0, "voice_kind": voice, "label": label}
    html = draw(article("Lee won.", mentions=[(0, 3)], sentiment=[row]), {})
    assert sign in html
    assert "favourable, in" in html


def test_neutral_names_have_no_arrow():
    row = {"mention": 0, "voice_kind": "own", "label": "neutral"}
    assert "k-mark" not in draw(article("Lee won.", mentions=[(0, 3)], sentiment=[row]), {})


def test_the_legend_names_what_stands_in_the_article_only():
    found = article("“Go,” said Lee.", quotes=[(1, 4)], mentions=[(11, 14)])
    text = lxml.html.fromstring(legend(found, {"person:ann-lee": 1, "person:bo": 2}, {"person:ann-lee": "Ann Lee"}))
    assert [item.text_content() for item in text.iter("li")] == [
        "Ann Lee",
        "in quotation marks speaker",
        "words that report",
    ]


def test_actors_keep_the_place_that_the_corpus_gives_them():
    assert places([NAME], order=["person:bo", "person:ann-lee"]) == {"person:bo": 1, "person:ann-lee": 2}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a\u200bb", 'a<span class="k-hidden" title="zero width space">U+200B</span>b'),
        ("\u202eabc", '<span class="k-hidden" title="right-to-left override">U+202E</span>abc'),
        ("\x00\x00", '<span class="k-hidden" title="control character">U+0000 ×2</span>'),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("שלום", "שלום"),
    ],
    ids=["script", "zero width", "direction", "null", "joined emoji", "Hebrew"],
)
def test_characters_are_shown_as_what_they_are(text, html):
    assert characters.html(text) == html


@given(
    text=st.text(max_size=60),
    quotes=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
    mentions=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_whatever_overlaps_no_character_is_lost_or_doubled(text, quotes, mentions):
    html = draw(article(text, quotes=quotes, mentions=mentions), {"person:ann-lee": 1})
    shown = re.sub(r'<span class="k-who">.*?</span>', "", html)
    assert re.sub(r"<[^>]*>", "", shown) == "".join(
        characters_of(line) for line in text.splitlines(keepends=True) if line.strip()
    )
    assert html.count("<span") == html.count("</span>")


def characters_of(line):
    """A line as the page has it, without elements."""
    return re.sub(r"<[^>]*>", "", characters.html(line.rstrip()))


def test_show_displays_itself_in_a_notebook(three):
    html = kit.show(three, three.articles.article_id[0])._repr_html_()
    assert "Port workers vote to strike" in html
    assert "k-quote" in html
    assert "<script" not in html


def test_show_prints_quotes_with_their_speakers(three):
    article_id = three.articles.article_id[0]
    text = str(kit.show(three, article_id))
    quotes = three.quotes[three.quotes.article_id == article_id]
    assert len(quotes)
    assert all(f"[{row.quote} {row.actor}: " in text for row in quotes[quotes.actor.notna()].itertuples())


def test_all_who_speak_are_named():
    two = article("“Lee is gone,” they said.", quotes=[(1, 13)])
    two.speakers = [{"quote": 0, "speaker": n, "actor": name} for n, name in enumerate(("Ann Lee", "Tom Reed"))]
    assert two.said_by(two.quotes[0]) == "Ann Lee and Tom Reed"
    assert 'title="direct quote, said by Ann Lee and Tom Reed"' in draw(two, {})


def test_show_takes_the_beginning_of_an_id(three):
    whole = three.articles.article_id[0]
    assert str(kit.show(three, whole[:8])) == str(kit.show(three, whole))


def test_show_names_some_articles_where_it_finds_none(three):
    with pytest.raises(MeasureError, match=r"nowhere: no such article in this corpus; it has [0-9a-f]{16}"):
        kit.show(three, "nowhere")
