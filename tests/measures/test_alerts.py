"""What to know first is said first, and nothing where nothing is amiss."""

from __future__ import annotations

import pandas as pd

from kit import measures
from tests.made_up import article, corpus


def paper(number, source="Herald", month=1, text="It rained."):
    return article(number, text, source=source, published=pd.Timestamp(2024, month, 1))


def test_nothing_is_said_where_nothing_is_amiss():
    assert measures.alerts(corpus([paper(n) for n in range(20)])) == []


def test_one_article_is_said_to_be_one():
    assert measures.alerts(corpus([paper(0)])) == ["All of this is one article: nothing can be said of others."]


def test_thin_outlets_and_months_are_named():
    made = corpus([paper(n, "Post" if n < 3 else "Herald", 2 if n < 3 else 1) for n in range(20)])
    assert measures.alerts(made) == [
        "1 of 2 sources has fewer than 8 articles (Post): hints at most.",
        "1 of 2 months has fewer than 8 articles (2024-02): hints at most.",
    ]


def test_an_article_that_carries_most_of_an_actor_is_told():
    made = corpus([paper(n, text="Ann Lee left. " * (30 if n == 0 else 1)) for n in range(11)])
    assert measures.alerts(made) == ["One article carries 75% of the 40 mentions of Ann Lee."]


def test_what_many_articles_lack_is_told():
    made = corpus([article(n, "It rained.", source="Herald") for n in range(10)])
    assert measures.alerts(made) == ["100% of the articles are without a date (10 of 10)."]
