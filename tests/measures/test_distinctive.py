import numpy as np
import pytest

from kit import measures
from kit.errors import MeasureError
from kit.measures.distinctive import by_length, exact
from tests.made_up import article, corpus

PLAIN = "The council met on Monday and spoke about money."


def papers(herald, post, each=12):
    """So many articles of either paper, their texts in turn."""
    texts = [("Herald", herald[n % len(herald)]) for n in range(each)]
    texts += [("Post", post[n % len(post)]) for n in range(each)]
    return corpus([article(n, text, source=source) for n, (source, text) in enumerate(texts)])


def clear(table):
    return {(row.word, row.more_in) for row in table.itertuples() if row.clear}


def test_the_words_of_one_paper_stand_against_those_of_the_other():
    table = measures.distinctive_words(papers([PLAIN + " The harbour stays."], [PLAIN + " The school stays."]))
    assert clear(table) == {("harbour", "Herald"), ("school", "Post")}
    assert measures.in_words(table)[0] == "Words that Herald uses more than Post: “harbour”."


def test_a_word_that_one_article_repeats_is_no_word_of_a_paper():
    shouting = corpus(
        [article(n, PLAIN + " Harbour." * (100 if n == 0 else n < 3), source="Herald") for n in range(12)]
        + [article(12 + n, PLAIN, source="Post") for n in range(12)]
    )
    assert clear(measures.distinctive_words(shouting, min_articles=1)) == set()


def test_long_articles_have_more_words_of_every_kind_and_none_is_theirs_for_that():
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    long = [" ".join(words[n:] + words[:n]) + "." for n in range(12)]
    short = [" ".join(words[n : n + 5]) + "." for n in range(12)]
    assert clear(measures.distinctive_words(papers(long, short))) == set()


def test_apostrophes_and_the_papers_own_names_make_no_difference():
    table = measures.distinctive_words(
        papers([PLAIN + " Reed's plan, says the Herald."], [PLAIN + " Reed’s plan, says the Post."])
    )
    assert clear(table) == set()
    assert not {"herald", "post", "reed's", "reed’s"} & set(table["word"])


def test_each_word_has_the_place_where_it_stands():
    found = papers([PLAIN + " Harbour’s end."], [PLAIN])
    row = measures.distinctive_words(found).set_index("word", drop=False).loc["harbour"]
    text = dict(zip(found.articles["article_id"], found.articles["text"], strict=True))[row["article_id"]]
    assert (row["word"], text[row["start"] : row["end"]]) == ("harbour", "Harbour’s")


def test_a_paper_is_set_against_all_the_others():
    table = measures.distinctive_words(papers([PLAIN + " Harbour."], [PLAIN]), "source", "Post")
    assert (table.attrs["a"], table.attrs["b"]) == ("Post", "the rest")
    assert clear(table) == {("harbour", "the rest")}


def test_few_articles_are_not_compared_and_one_paper_is_not_asked_about():
    few = measures.distinctive_words(papers([PLAIN], [PLAIN], each=7))
    assert list(few.columns)[:2] == ["word", "more_in"]
    assert few.empty
    assert not few.attrs["unasked"]
    alone = measures.distinctive_words(corpus([article(n, source="Herald") for n in range(9)]))
    assert alone.empty
    assert alone.attrs["unasked"]


@pytest.mark.parametrize(("a", "b"), [("Times", None), ("Post", "Post")])
def test_a_group_that_is_not_there_is_an_error(a, b):
    with pytest.raises(MeasureError, match="source="):
        measures.distinctive_words(papers([PLAIN], [PLAIN]), "source", a, b)


def test_of_articles_as_long_as_each_other_it_is_fisher_s_test():
    found = np.array([[0.0, 5.0], [3.0, 3.0]])
    expected = by_length(found.sum(axis=1), np.array([[100.0, 10.0, 10.0]]))
    assert expected == pytest.approx(np.array([[2.5, 2.5], [3.0, 3.0]]))
    assert exact(found, expected, (10, 10)) == pytest.approx([2 * 252 / 15504, 1.0])


def test_what_is_expected_follows_the_lengths():
    expected = by_length(np.array([6.0]), np.array([[100.0, 0.0, 50.0], [400.0, 50.0, 0.0]]))
    assert expected.sum() == pytest.approx(6)
    # Rare words stand in articles in proportion to their length.
    assert expected[0, 0] / expected[0, 1] == pytest.approx(4, rel=0.1)
