"""Groups of articles against each other: what is called clear, and what may be chance."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import measures
from kit.errors import MeasureError
from kit.measures.permutations import Test as Permutations
from kit.measures.permutations import holm
from tests.made_up import ANN, article, corpus, two_papers


@pytest.fixture(scope="module")
def papers():
    """Twelve articles of each of two papers that disagree about Ann and Ben."""
    return two_papers(24)


def outlets(*sizes, scores=(0.1, -0.2, 0.3, 0.0), first=0.0):
    """So many articles of each outlet, Ann five times in each; those of the first outlet are kinder by `first`."""
    sources = [f"Paper {number}" for number, size in enumerate(sizes) for _ in range(size)]
    return corpus(
        [article(n, source=source) for n, source in enumerate(sources)],
        sentiment=[
            {"at": n, "of": ANN, "score": scores[n % len(scores)] + first * (source == "Paper 0")}
            for n, source in enumerate(sources)
            for _ in range(5)
        ],
    )


def test_a_difference_between_papers_is_found_and_how_many_were_tried_is_said(papers):
    table = measures.compare(papers, "source", "Herald", "Post")
    assert list(table["difference"] > 0) == list(table["actor"] == "Ann Lee")
    assert table["clear"].all()
    assert table.attrs["note"].startswith("2 differences were tried together; the chance that any of them is called")


def test_groups_alike_do_not_differ_clearly():
    table = measures.compare(outlets(12, 12), "source")
    assert (list(table["clear"]), table["p"].iloc[0] > 0.05) == ([False], True)


def test_fewer_than_eight_articles_on_a_side_are_not_compared():
    made = outlets(7, 20, first=0.9)
    assert measures.compare(made, "source", "Paper 0", "Paper 1").empty
    assert len(measures.compare(made, "source", "Paper 0", "Paper 1", min_articles=7)) == 1


def test_a_mean_that_rests_on_one_article_is_not_clear():
    made = corpus(
        [article(n, source=("Herald", "Post")[n % 2]) for n in range(20)],
        sentiment=[
            {"at": n, "of": ANN, "score": 0.9 if n == 0 else 0.0} for n in range(20) for _ in range(1 + 40 * (n == 0))
        ],
    )
    row = measures.compare(made, "source").iloc[0]
    assert (row["largest_a"], row["clear"], row["low"] <= 0 <= row["high"]) == (pytest.approx(41 / 50), False, True)


def test_of_several_groups_each_is_compared_with_the_rest():
    table = measures.compare(outlets(8, 9, 10), "source")
    assert sorted(zip(table["a"], table["b"], strict=True)) == [(f"Paper {n}", "the rest") for n in range(3)]
    assert sorted(zip(table["articles_a"], table["articles_b"], strict=True)) == [(8, 19), (9, 18), (10, 17)]


def test_or_every_two_of_them():
    table = measures.compare(outlets(8, 9, 10), "source", pairs=True)
    assert sorted(zip(table["a"], table["b"], strict=True)) == [
        ("Paper 0", "Paper 1"),
        ("Paper 0", "Paper 2"),
        ("Paper 1", "Paper 2"),
    ]


def test_one_group_that_is_named_is_compared_with_the_rest():
    table = measures.compare(outlets(8, 9, 10), "source", "Paper 1")
    assert list(zip(table["a"], table["b"], strict=True)) == [("Paper 1", "the rest")]


def test_what_is_clear_is_told_with_what_it_rests_on():
    said = measures.in_words(measures.compare(outlets(12, 12, first=0.9), "source"))
    assert said[0] == "1 of 1 difference between Paper 0 and Paper 1 is clear."
    assert said[1].startswith("Ann Lee is portrayed more favourably in Paper 0 (+0.95) than in Paper 1 (")
    assert said[1].endswith("12 and 12 articles.")


def test_what_is_not_clear_is_no_finding():
    assert measures.in_words(measures.compare(outlets(8, 9, 10), "source")) == [
        "No difference by source is clear, of 3 tried."
    ]


def test_shares_of_voice_can_be_compared(papers):
    row = (
        measures.compare(papers, "source", "Herald", "Post", of="voice", min_articles=3)
        .set_index("actor")
        .loc["Ben Ito"]
    )
    assert (row["value_a"], row["value_b"], row["clear"]) == (pytest.approx(6 / 13), 0, True)


def test_one_article_a_side_is_refused(papers):
    with pytest.raises(MeasureError, match="min_articles=1: one article does not show"):
        measures.compare(papers, min_articles=1)


@given(
    sizes=st.tuples(st.integers(2, 9), st.integers(2, 9)),
    seed=st.integers(0, 10_000),
    gap=st.sampled_from([0.0, 0.3, 1.0]),
)
@settings(max_examples=60)
def test_the_interval_holds_zero_just_where_the_test_does_not_reject_it(sizes, seed, gap):
    rng = np.random.default_rng(seed)
    first = np.repeat([True, False], sizes)
    n = 1.0 + rng.poisson(2, len(first))
    scores = np.clip(rng.normal(0, 0.3, len(n)) + gap * first, -1, 1)  # no mention scores beyond these
    test = Permutations(n, n * scores, first)
    low, high = test.interval(-2, 2)
    assert (low <= 0 <= high) == (test.p > 0.05)
    assert low <= test.difference <= high


def test_all_divisions_are_gone_through_where_they_are_few():
    first = np.repeat([True, False], 4)
    test = Permutations(np.ones(8), np.arange(8.0), first)
    assert (test.complete, test.divisions, test.p) == (True, 70, pytest.approx(2 / 70))


def test_where_nothing_varies_nothing_differs():
    test = Permutations(np.ones(10), np.zeros(10), np.repeat([True, False], 5))
    assert test.p == 1.0


def test_the_tail_of_a_large_difference_is_below_what_draws_can_count_and_above_one_division():
    first = np.repeat([True, False], 20)
    values = np.random.default_rng(1).normal(0, 1, 40) + 4.0 * first
    test = Permutations(np.ones(40), values, first, draws=1000)
    assert 2 / test.divisions <= test.p < 2 / 10_001


def test_holm_is_what_the_textbook_has():
    assert list(holm(np.array([0.01, 0.04, 0.03, 0.005]))) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@pytest.mark.parametrize(("few", "many"), [(8, 8), (8, 60)])
def test_where_nothing_differs_at_most_one_in_twenty_is_called_different(few, many):
    """Articles unequal in length, with a leaning of their own."""
    rng = np.random.default_rng(2)
    first = np.repeat([True, False], [few, many])
    found = []
    for _ in range(300):
        n = 1.0 + rng.negative_binomial(0.6, 0.15, len(first))
        found.append(Permutations(n, n * rng.normal(0, 0.3, len(n)), first, draws=300).p)
    assert np.mean(np.array(found) <= 0.05) < 0.08
