"""Groups are told of by how they differ, and only where that stands."""

from __future__ import annotations

import pandas as pd
import pytest

from kit import measures
from kit.measures.contrasts import Contrast, clear
from tests.made_up import ANN, BEN, article, corpus

ALONE = "Ann Lee met Ben Ito. It rained."


def papers(named, of=40):
    """Papers of `of` articles each, so many of which name Ann Lee; in all of them she is quoted once."""
    articles = [
        article(place * of + n, ALONE if n < many else "Ben Ito left. It rained.", source=source)
        for place, (source, many) in enumerate(named.items())
        for n in range(of)
    ]
    return corpus(articles, [{"at": n, "by": ANN} for n in range(len(articles))])


def test_a_clear_difference_is_told_with_both_its_sides():
    said = measures.in_words(measures.frequency(papers({"Herald": 4, "Post": 36}), "source"))
    assert said[1] == "90% of the articles of Post name Ann Lee, 10% of those of Herald."


def test_whoever_leads_in_all_groups_together_comes_first():
    said = measures.in_words(measures.frequency(papers({"Herald": 20, "Post": 20}), "source"))
    assert said[0] == "Ben Ito is named in most articles: 80 of 80."


@pytest.mark.parametrize("named", [{"Herald": 18, "Post": 23}, {f"Paper {n}": 18 + n % 5 for n in range(7)}])
def test_what_may_be_chance_is_not_told(named):
    said = measures.in_words(measures.frequency(papers(named), "source"))
    assert not [sentence for sentence in said if "name Ann Lee" in sentence]
    assert said[-1].startswith("No source is clearly apart from another in how many of its articles name")
    assert said[-1].endswith(" tried together; that does not show that none differs.")


def test_no_sentence_is_of_the_first_group_alone():
    for measure in (measures.frequency, measures.share_of_voice, measures.quote_types, measures.speaker_types):
        said = measures.in_words(measure(papers({"Herald": 4, "Post": 36}), "source"))
        assert not [sentence for sentence in said if sentence.startswith(("Herald:", "Post:"))]


def test_of_forty_groups_no_more_is_told_than_a_reader_takes():
    said = measures.in_words(measures.frequency(papers({f"Paper {n:02d}": n % 10 for n in range(40)}, of=10), "source"))
    assert len(said) <= 6


def test_the_tone_of_groups_is_told_of_all_of_them_together():
    said = measures.in_words(measures.tone(papers({"Herald": 4, "Post": 36}), "source"))
    assert len(said) == 1
    assert said == ["The mean tone is 0.00 in each source."]


def test_of_shares_of_quotes_nothing_is_clear_without_their_intervals():
    made = corpus(
        [article(n, source=("Herald", "Post")[n % 2]) for n in range(40)],
        [{"at": n, "by": ANN if n % 2 or turn else BEN} for n in range(40) for turn in range(4)],
    )
    said = measures.in_words(measures.share_of_voice(made, "source"))
    assert said == [
        "Ann Lee has most quotes: 140 of 160.",
        "Whether one source differs from another is told only with intervals (interval=True).",
    ]
    assert len(measures.in_words(measures.share_of_voice(made, "source", interval=True))) > 1


def test_what_a_test_of_the_differences_finds_is_not_denied():
    articles = [article(n, source=("Herald", "Post")[n % 2]) for n in range(40)]
    turns = [{"at": n, "by": ANN if n < 24 + 14 * (n % 2) else BEN} for n in range(40)]
    made = corpus(articles, turns)
    assert measures.compare(made, "source", of="voice")["clear"].any()
    assert measures.in_words(measures.share_of_voice(made, "source", interval=True))[-1] == (
        "No source is clearly apart from another in whose words it quotes, by 2 comparisons tried together; "
        "that does not show that none differs, and a test of the differences themselves is finer."
    )


@pytest.mark.parametrize(("groups", "rows"), [(2, 10), (4, 10), (7, 8)])
def test_all_whom_a_figure_shows_are_compared_and_nobody_else(groups, rows):
    how = Contrast("actor", "share", "{name}", size="articles")
    table = pd.DataFrame(
        {"source": f"Paper {group}", "actor": f"Ann {place:02d}", "articles": 90 - place, "share": 0.5}
        for place in range(12)
        for group in range(groups)
    )
    # The last whom the figure shows and the first whom it leaves out differ as clearly.
    differs = table["actor"].isin([f"Ann {rows - 1:02d}", f"Ann {rows:02d}"]) & (table["source"] == "Paper 0")
    table.loc[differs, "share"] = 0.95
    assert clear(table, "source", how)[0] == [f"Ann {rows - 1:02d}"]
