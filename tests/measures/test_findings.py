"""What is found is said only where it holds: of equals nobody leads, and of two mentions nothing is clear."""

from __future__ import annotations

import pandas as pd
import pytest

from kit import Corpus, measures, plots
from kit.measures.phrases import next_three
from tests.made_up import ACME, ANN, BEN, article, corpus


@pytest.fixture(scope="module")
def equals():
    """One article that names and quotes two people as often as each other, and a body less often."""
    text = "Ann Lee met Ben Ito. Ann Lee left with Ben Ito. Acme paid."
    return corpus([article(0, text, title="Ann Lee meets Ben Ito")], [{"at": 0, "by": who} for who in (ANN, BEN)])


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (measures.frequency, "Ann Lee and Ben Ito are named most, 2 times each, then Acme (1)."),
        (measures.share_of_voice, "Ann Lee and Ben Ito speak most: 1 of 2 quotes each (50%)."),
        (measures.passages, "Ann Lee and Ben Ito are named most often, 2 times each."),
    ],
    ids=["named", "quoted", "in one article"],
)
def test_of_equals_nobody_leads(equals, measure, said):
    assert said in measures.in_words(measure(equals))


def test_of_many_equals_it_is_told_how_many():
    names = ["Ann Lee", "Ben Ito", "Acme"]
    made = corpus([article(n, f"{names[n]} left. It rained.") for n in range(3)])
    assert measures.in_words(measures.frequency(made)) == [
        "Acme, Ann Lee and Ben Ito are named in most articles: 1 each (33%)."
    ]


def test_of_groups_together_nobody_leads_among_equals():
    made = corpus([article(n, "Ann Lee met Ben Ito.", source=("Herald", "Post")[n % 2]) for n in range(20)])
    assert not [one for one in measures.in_words(measures.frequency(made, "source")) if "in most articles" in one]


@pytest.mark.parametrize(("articles", "clear"), [(2, False), (12, True)])
def test_who_judges_whom_is_clear_only_where_several_articles_say_so(articles, clear):
    made = corpus(
        [article(n) for n in range(articles)],
        [{"at": n, "by": ANN} for n in range(articles)],
        [{"at": n, "of": BEN, "score": -0.85 - n / 1000, "voice": ANN} for n in range(articles)],
    )
    said = measures.in_words(measures.ledger(made))
    assert said[0].startswith(f"Most is said by Ann Lee about Ben Ito: {articles} mentions, mean −0.8")
    assert ("These speak clearly unfavourably: Ann Lee of Ben Ito (−0.86)." in said) == clear


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (["asked"], "1 request for comment; what came of it is not told."),
        (["asked", "asked"], "2 requests for comment; what came of them is not told."),
        (
            ["replied", "asked", "declined"],
            "3 requests for comment: 1 answered and 1 declined; what came of the other 1 is not told.",
        ),
        (["no reply"], "1 request for comment: 1 without a reply."),
    ],
)
def test_what_came_of_a_request_is_told_only_where_it_is_known(outcomes, said):
    asked = [{"at": 0, "actor_id": ACME, "actor": "Acme", "outcome": outcome} for outcome in outcomes]
    assert measures.in_words(measures.comment_requests(corpus([article(0)], requests=asked)))[0] == said


def test_a_word_goes_with_somebody_only_where_it_is_clear_beside_all_that_were_tried():
    texts = [
        f"Ann Lee praised Tehran in {n}. The weather changed. The Port held. It rained. It snowed." for n in range(9)
    ]
    made = corpus([article(n, text) for n, text in enumerate(texts)])
    table = measures.keywords(made, "Ann Lee")
    assert measures.in_words(table) == ["With Ann Lee go the words Tehran and praised."]
    assert table[["article_id", "start", "end"]].iloc[0].tolist() == [made.articles["article_id"].iloc[0], 0, 28]
    few = ["Ann Lee saw Tehran. Tehran held. It rained.", "Ann Lee left Tehran. It rained.", "Ann Lee met Ben."]
    said = measures.in_words(measures.keywords(corpus([article(n, text) for n, text in enumerate(few)]), min_n=2))
    assert said == ["No word goes clearly with Ann Lee (1 word tried together)."]


def test_a_pair_leads_to_an_article_that_names_both():
    texts = ["It rained. Ben Ito left.", "Ben Ito met Ann Lee."] * 3
    made = corpus([article(n, text) for n, text in enumerate(texts)])
    row = measures.co_occurrence(made, within="article").iloc[0]
    assert (row["article_id"], row["start"], row["end"]) == (made.articles["article_id"].iloc[1], 12, 19)


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned round"])
def test_of_mentions_that_begin_at_one_place_a_pair_leads_to_the_shorter(turned):
    made = corpus([article(n, "Ann Lee, of Lund, met Ben Ito.") for n in range(3)])
    longer = made.mentions[made.mentions["actor_id"] == ANN].assign(end=17, text="Ann Lee, of Lund,", kind="nominal")
    both = pd.concat([longer.assign(mention=9), made.mentions][:: -1 if turned else 1], ignore_index=True)
    names = ("articles", "sentences", "actors")
    pair = measures.co_occurrence(
        Corpus({name: getattr(made, name) for name in names} | {"mentions": both}), within="article"
    ).iloc[0]
    assert (pair["start"], pair["end"]) == (0, 7)


def test_that_there_is_no_such_sentence_says_which(equals):
    assert measures.in_words(measures.examples(equals, voice="own", label="positive")) == [
        "No favourable sentences in the articles' own words were found."
    ]


def test_of_those_who_come_next_none_is_told_who_is_no_more_than_others():
    texts = ["Ann Lee met Ben Ito.", "Ann Lee met Acme.", "Ann Lee left. Ben Ito left."]
    made = corpus([article(n, text) for n, text in enumerate(texts)])
    assert measures.in_words(measures.frequency(made))[1] == "Then Ben Ito (2) and Acme (1)."
    few = pd.DataFrame({"actor": list("abcdef"), "n": [9, 5, 2, 2, 2, 1]})
    assert list(next_three(few, 1, "n")["actor"]) == ["b"]


def test_whom_nobody_knows_did_not_decline():
    asked = [{"at": 0, "actor_id": None, "actor": None, "asked": None, "outcome": "declined"}]
    said = measures.in_words(measures.comment_requests(corpus([article(0)], requests=asked)))
    assert said == ["1 request for comment: 1 declined."]


def test_groups_with_too_little_to_compare_are_said_to_be_so():
    made = corpus(
        [article(n, "It rained.", title=f"{name} wins", source=name) for n, name in enumerate(("Ann Lee", "Ben Ito"))],
        sentiment=[
            {"at": n, "of": who, "score": 0.5, "field": "title"} for n, who in enumerate((ANN, BEN)) for _ in range(2)
        ],
    )
    assert measures.in_words(measures.headlines(made, "source")) == ["Nothing can be said of how sources differ."]


def test_the_one_outlet_there_is_is_not_named_before_each_sentence():
    made = corpus([article(n, "Ann Lee met Ben Ito.", source="Herald") for n in range(9)])
    assert measures.in_words(measures.frequency(made, "source")) == measures.in_words(measures.frequency(made))


def test_a_quote_of_two_kinds_of_speakers_is_one_of_the_quotes():
    made = corpus([article(0)], [{"at": 0, "by": (ANN, None)}, {"at": 0, "by": BEN}])
    assert sum(measures.speaker_types(made)["n"]) == 3
    assert measures.in_words(measures.speaker_types(made))[0].startswith("The speakers of 2 quotes: ")


def test_of_a_column_that_no_article_fills_one_sentence_is_said():
    nobody = corpus([article(number, desk=None) for number in range(3)])
    said = ["No article's desk is known: there are no groups to compare."]
    assert measures.in_words(measures.frequency(nobody, by="desk")) == said
    assert plots.figure(measures.overview(nobody, by="desk")) == said
    both = measures.frequency(nobody, by=["desk", "month"])
    assert measures.in_words(both) == ["No article's desk and month is known: there are no groups to compare."]


def test_a_whole_number_among_fractions_is_read_as_one():
    prices = corpus([article(number, price=price) for number, price in enumerate([1000.0, 1000.0, 2000.5])])
    assert measures.in_words(measures.overview(prices, by="price")) == ["3 articles of 2 prices; most are of 1000, 2."]
    drawn = plots.figure(measures.frequency(prices, by=["price", "month"])).svg
    assert ["1000, not known" in drawn, "2000.5, not known" in drawn, "1000.0" in drawn] == [True, True, False]


def test_actors_of_one_name_are_two_in_figures_and_sentences():
    table = measures.frequency(corpus([article(number) for number in range(3)]))
    twice = table.assign(actor="Ann Lee", actor_id=[ANN, ACME], n=[3, 2])
    twice.attrs = table.attrs
    assert measures.in_words(twice) == ["Ann Lee and Ann Lee (organization) are named in most articles: 3 each (100%)."]


def test_a_row_of_tone_says_where_a_sentence_of_that_tone_stands():
    made = corpus([article(number) for number in range(2)])
    table = measures.tone(made, parts=2)
    assert table[["part_of_article", "article_id", "start", "end"]].to_numpy().tolist() == [
        [1, "0" * 16, 0, 20],
        [2, "0" * 16, 21, 31],
    ]
