"""What one article weighs, and what is then no longer called the most or the least."""

import pandas as pd
import pytest

from kit import measures, plots
from tests.made_up import ANN, BEN, article, corpus

LONG = " ".join(f"word{n}" for n in range(40))


def test_a_mean_knows_its_largest_article_and_the_mean_of_the_articles():
    made = corpus(
        [article(n) for n in range(3)],
        sentiment=[{"at": 0, "of": ANN, "score": 0.9}] * 8 + [{"at": n, "of": ANN, "score": 0.0} for n in (1, 2)],
    )
    row = measures.portrayal(made).iloc[0]
    assert (row["largest_article"], row["article_mean"]) == (0.8, pytest.approx(0.3))
    assert ", 8 of 10 in one article)" in measures.in_words(measures.portrayal(made))[0]


def test_copies_of_one_text_weigh_as_one():
    made = corpus(
        [article(n, LONG if n < 3 else "Ann Lee met Ben Ito. It rained.") for n in range(6)],
        sentiment=[{"at": n, "of": ANN, "score": 0.5} for n in range(6) for _ in range(2)],
    )
    row = measures.portrayal(made).iloc[0]
    assert (row["largest_article"], row["largest_wire"]) == (pytest.approx(1 / 6), 0.5)
    assert ", 6 of 12 in copies of one article)" in measures.in_words(measures.portrayal(made))[0]


def test_a_share_knows_them_too():
    made = corpus([article(n) for n in range(2)], [{"at": 0, "by": ANN}] * 3 + [{"at": 1, "by": BEN}])
    rows = measures.share_of_voice(made, interval=True).set_index("actor")
    assert list(rows["largest_article"]) == [1.0, 1.0]
    assert list(rows["article_mean"]) == [0.5, 0.5]


def leaning(ann, ben):
    """Ten articles that speak of Ann and Ben with these scores, give or take."""
    scores = ((who, mean + 0.2 * (n % 2) - 0.1) for n in range(10) for who, mean in ((ANN, ann), (BEN, ben)))
    return corpus(
        [article(n) for n in range(10)],
        sentiment=[{"at": n // 2, "of": who, "score": score} for n, (who, score) in enumerate(scores)],
    )


def test_the_most_and_the_least_are_told_where_their_intervals_lie_apart():
    said = measures.in_words(measures.portrayal(leaning(0.6, -0.6)))[0]
    assert "Ann Lee" in said
    assert " is portrayed most favourably and Ben Ito" in said


def test_and_are_not_where_they_overlap():
    said = measures.in_words(measures.portrayal(leaning(0.05, 0.0)))[0]
    assert said.endswith("neither is clearly apart from the next.")
    assert "most favourably" not in said


def test_who_has_most_quotes_does_not_speak_most_where_the_next_may():
    made = corpus([article(n) for n in range(4)], [{"at": n, "by": who} for n, who in enumerate((ANN, ANN, ANN, BEN))])
    table = measures.share_of_voice(made, interval=True)
    assert measures.in_words(table)[0] == "Ann Lee has 3 of 4 quotes (75%)."


def test_in_one_article_who_speaks_most_does():
    made = corpus([article(0)], [{"at": 0, "by": who} for who in (ANN, ANN, BEN)])
    assert (
        measures.in_words(measures.share_of_voice(made, interval=True))[0]
        == "Ann Lee speaks most: 2 of 3 quotes (67%)."
    )


def test_a_tone_of_one_article_beside_others_is_no_height():
    made = corpus([article(n, published=pd.Timestamp(2024, 1 + (n > 0), 1)) for n in range(3)])
    assert measures.in_words(measures.tone(made, over="month"))[0].startswith("The tone runs from")


@pytest.fixture(scope="module")
def large_and_small():
    """Nine articles of the Herald in one month, one of the Post in the next."""
    return corpus(
        [
            article(n, source="Herald" if n < 9 else "Post", published=pd.Timestamp(2024, 1 if n < 9 else 2, 1 + n))
            for n in range(10)
        ],
        [{"at": n, "by": ANN} for n in range(10)],
        [{"at": n, "of": ANN, "score": 0.5} for n in range(10) for _ in range(5)],
    )


def test_a_group_of_few_articles_is_not_told_of_beside_larger_ones(large_and_small):
    said = measures.in_words(measures.portrayal(large_and_small, "source"))
    assert not [sentence for sentence in said if sentence.startswith("Post")]
    assert said[-1] == "1 source has fewer than 8 articles: in the table, not told of."


def test_the_key_of_a_group_of_few_articles_says_so(large_and_small):
    axes = plots.share_of_voice(measures.share_of_voice(large_and_small, "source"))
    names = {text.get_text() for text in axes.get_figure().legends[0].get_texts()}
    assert names == {"Herald", "Post (few articles)"}


def test_a_month_of_few_articles_is_no_height(large_and_small):
    assert measures.in_words(measures.timeline(large_and_small)) == [
        "Nobody is named clearly more in one month than in the others."
    ]
