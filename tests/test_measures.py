import re
from inspect import getdoc, signature

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import measures
from kit.errors import MeasureError
from kit.measures.records import MEASURES, METHODS, SHARED, called, measure
from kit.measures.resampling import bootstrap, interval, means, shrink
from kit.measures.weights import WEIGHTS
from tests.made_up import ACME, ANN, BEN, article, corpus, two_papers

# `agreement` takes two codings and `sensitivity` another measure: they have tests of their own.
ASKED = [one.function for one in MEASURES.values() if next(iter(signature(one.function).parameters)) == "corpus"]
EVERY = [ask for ask in ASKED if "by" in signature(ask).parameters and signature(ask).parameters["by"].default is None]


@pytest.fixture(scope="module")
def papers():
    return two_papers()


@pytest.fixture(scope="module")
def silent():
    """One article in which nobody is named, quoted or portrayed."""
    return corpus([article(0, "It rained. It rained again.")])


@pytest.mark.parametrize("ask", EVERY, ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("by", [None, "source", "day", "week", "month", "year"])
def test_every_measure_says_what_it_is_and_compares_along_any_column(papers, ask, by):
    table = ask(papers, by)
    assert table.attrs["measure"] == ask.__name__
    assert (table.attrs["by"], table.attrs["articles"]) == (by, 6)
    assert by is None or by in table.columns
    assert measures.in_words(table)


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: ask.__name__)
def test_a_corpus_in_which_nobody_is_named_gives_tables_and_sentences_not_errors(silent, ask):
    assert all(isinstance(sentence, str) for sentence in measures.in_words(ask(silent)))


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: ask.__name__)
def test_the_same_columns_whether_there_is_anything_to_count_or_not(papers, silent, ask):
    assert list(ask(silent).columns) == list(ask(papers).columns)


@pytest.mark.parametrize("ask", EVERY, ids=lambda ask: ask.__name__)
def test_articles_without_a_source_are_a_group_of_their_own(ask):
    made = corpus(
        [article(n, source="Herald" if n else None, title="Ann Lee wins") for n in range(2)],
        [{"at": n, "by": ANN, "addressee": "reporters"} for n in range(2)],
        [
            {"at": n, "of": who, "score": 0.5, "voice": voice, "field": field}
            for n in (0, 0, 0, 1, 1, 1)
            for who, voice, field in ((ANN, None, None), (ANN, BEN, None), (ANN, None, "title"))
        ],
        [{"at": n, "actor": "Acme", "actor_id": ACME, "outcome": "asked"} for n in range(2)],
    )
    options = {"min_n": 3} if ask in (measures.portrayal, measures.own_voice) else {}
    values = ask(made, "source", **options)["source"]
    assert (set(values.dropna()), values.isna().any()) == ({"Herald"}, True)


@pytest.mark.parametrize("name", MEASURES)
def test_each_is_public_and_explains_its_parameters_and_its_table(name):
    text = getdoc(MEASURES[name].function) or ""
    explained = {word for line in re.findall(r"^\w+(?:, \w+)*$", text, re.M) for word in line.split(", ")}
    assert getattr(measures, name) is MEASURES[name].function
    assert set(signature(MEASURES[name].function).parameters) - {"corpus"} <= explained
    assert "\nReturns\n-------\nDataFrame\n" in text


@pytest.mark.parametrize("name", MEASURES)
def test_each_names_methods_that_there_are(name):
    assert set(MEASURES[name].methods) <= set(METHODS)


def test_the_public_names_are_those_of_the_measures_and_of_what_is_said_of_them():
    assert set(dir(measures)) == {*MEASURES, "Caveats", "Sentences", "alerts", "caveats", "foremost", "in_words"}


def test_what_was_called_is_known_with_its_methods_also_where_another_measure_called_it(papers, monkeypatch):
    monkeypatch.setattr("kit.measures.records._called", set())
    measures.overview(papers)
    measures.sensitivity(measures.quote_types, papers)
    assert called() == {"overview": ("quotes", "actors"), "quote_types": ("quotes",), "sensitivity": ()}


def test_a_measure_of_one_s_own_is_said_in_words_as_any_other():
    @measure(empty="Nobody is called Ben.", finding=lambda table: [f"Ben is named {table['n'].iloc[0]} times."])
    def bens(n: int) -> pd.DataFrame:
        return pd.DataFrame({"n": [n] * (n > 0)})

    try:
        assert [measures.in_words(bens(n)) for n in (0, 3)] == [["Nobody is called Ben."], ["Ben is named 3 times."]]
    finally:
        del MEASURES["bens"]


def test_an_unknown_column_lists_the_columns_there_are(papers):
    told = r"by='paper': the articles have no such column; did you mean source.; choose title.*month"
    with pytest.raises(MeasureError, match=told):
        measures.frequency(papers, "paper")


def test_a_column_that_the_measure_has_itself_is_refused():
    with pytest.raises(MeasureError, match="by='n': this measure has a column of that name"):
        measures.frequency(corpus([article(0, n=3)]), "n")


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda c: measures.share_of_voice(c, kind="song"), "kind='song'"),
        (lambda c: measures.portrayal(c, voice_kind="inner"), "voice_kind='inner'"),
        (lambda c: measures.tone(c, over="moon"), "over='moon'"),
        (lambda c: measures.timeline(c, by="source"), "by='source': not a period"),
        (lambda c: measures.co_occurrence(c, within="page"), "within='page'"),
        (lambda c: measures.co_occurrence(c, measure="love"), "measure='love'"),
        (lambda c: measures.keywords(c, "An Lee"), "nobody in the corpus has this name; choose Ann Lee"),
        (lambda c: measures.examples(c, ANN, label="nice"), "label='nice'"),
        (lambda c: measures.frequency(c, type="ship"), "type='ship'"),
        (lambda c: measures.concordance(c, " "), "no words to look for"),
        (
            lambda c: measures.compare(c, "source", "Times", "Post"),
            "source='Times': no article has it; choose Herald, Post",
        ),
        (lambda c: measures.compare(c, "source", "Post", "Post"), "compared with itself"),
        (lambda c: measures.compare(c, of="size"), "of='size'"),
        (lambda c: measures.in_words(pd.DataFrame({"n": [1]})), "not a table of kit.measures"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_can(papers, ask, message):
    with pytest.raises(MeasureError, match=message):
        ask(papers)


def test_share_of_voice_counts_quotes_and_words_of_those_who_are_named(papers):
    table = measures.share_of_voice(papers)
    columns = ["actor", "n", "words", "share", "share_of_words"]
    assert list(table.columns) == [*columns, "articles", "largest_article", "largest_wire", "article_mean"]
    assert table[columns].to_dict("records") == [
        {
            "actor": "Ann Lee",
            "n": 5,
            "words": 15,
            "share": pytest.approx(5 / 7),
            "share_of_words": pytest.approx(5 / 7),
        },
        {"actor": "Ben Ito", "n": 1, "words": 3, "share": pytest.approx(1 / 7), "share_of_words": pytest.approx(1 / 7)},
    ]


def test_only_the_spoken_parts_of_an_interrupted_quote_count_as_words():
    made = corpus(
        [article(0)],
        [{"at": 0, "by": ANN, "text": "Of course, he said, not", "start": 5, "spans": [[5, 15], [25, 28]]}],
    )
    assert list(measures.share_of_voice(made)["words"]) == [3]


def test_thoughts_are_counted_only_when_asked_for():
    made = corpus([article(0)], [{"at": 0, "by": ANN}, {"at": 0, "by": BEN, "kind": "thought"}])
    assert [list(measures.share_of_voice(made, kind=kind)["actor"]) for kind in ("speech", "thought", "all")] == [
        ["Ann Lee"],
        ["Ben Ito"],
        ["Ann Lee", "Ben Ito"],
    ]


@given(
    speakers=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([ANN, BEN, ACME, None])), min_size=1, max_size=12),
    sources=st.lists(st.sampled_from(["Herald", "Post", None]), min_size=4, max_size=4),
)
@settings(max_examples=8)
def test_shares_sum_to_at_most_one_in_each_group(speakers, sources):
    made = corpus(
        [article(n, source=source) for n, source in enumerate(sources)], [{"at": n, "by": who} for n, who in speakers]
    )
    table = measures.share_of_voice(made, "source")
    assert (table.groupby("source", dropna=False)[["share", "share_of_words"]].sum() <= 1 + 1e-9).all(axis=None)


def test_a_share_comes_with_an_interval_over_articles(papers):
    row = measures.share_of_voice(papers, interval=True).iloc[0]
    assert 0 <= row["low"] < row["share"] < row["high"] <= 1


def test_one_article_has_no_interval_and_says_why():
    made = corpus([article(0)], [{"at": 0, "by": ANN}], [{"at": 0, "of": ANN, "score": 0.5}] * 5)
    for table in (measures.portrayal(made), measures.speaker_types(made), measures.tone(made)):
        assert table["low"].isna().all()
        assert set(table["note"]) == {"one article: no interval"}


def test_portrayal_keeps_the_article_s_voice_apart_from_those_quoted(papers):
    table = measures.portrayal(papers, "source", draws=0)
    assert {(r.source, r.actor, r.voice_kind): (r.n, round(r.mean, 3)) for r in table.itertuples()} == {
        ("Herald", "Ann Lee", "own"): (6, 0.585),
        ("Herald", "Ben Ito", "own"): (6, -0.51),
        ("Post", "Ann Lee", "own"): (6, -0.502),
        ("Post", "Ben Ito", "own"): (6, 0.578),
    }


def test_rare_ones_are_left_out_and_counted(papers):
    table = measures.portrayal(papers, min_n=7)
    assert set(table["voice_kind"]) == {"own"}
    assert table.attrs["note"] == "Only means of 7 mentions or more are shown."
    none = measures.portrayal(papers, "source", min_n=99)
    assert none.attrs["note"] == "Only means of 99 mentions or more are shown; 2 actors have none."


def test_unsure_mentions_count_in_the_mean_but_have_no_label():
    made = corpus(
        [article(0)],
        sentiment=[{"at": 0, "of": ANN, "score": s, "label": label} for s, label in ((0.2, pd.NA), (0.6, "positive"))],
    )
    row = measures.portrayal(made, min_n=1).iloc[0]
    assert (row["mean"], row["positive"], row["unsure"]) == (pytest.approx(0.4), 0.5, 0.5)


@pytest.mark.parametrize(
    ("choice", "n"),
    [({}, 3), ({"confidence": 0.7}, 2), ({"names_only": True}, 2), ({"skip_lead": True}, 0)],
    ids=["all", "sure", "names", "without the lead"],
)
def test_choices_narrow_what_is_counted(choice, n):
    made = corpus(
        [article(0)], sentiment=[{"at": 0, "of": ANN, "score": 0.5, "sure": sure} for sure in (0.9, 0.9, 0.5)]
    )
    table = measures.portrayal(made, min_n=1, **choice)
    assert table["n"].sum() == n


def test_the_gap_is_own_minus_quoted(papers):
    row = measures.own_voice(papers).set_index("actor").loc["Ben Ito"]
    assert row["gap"] == pytest.approx(row["own"] - row["quoted"])
    assert row["low"] < row["gap"] < row["high"]


def test_the_ledger_is_directed_and_leaves_out_what_speakers_say_of_themselves(papers):
    table = measures.ledger(papers)
    assert set(zip(table["voice_name"], table["actor"], strict=True)) == {
        ("Ann Lee", "Ben Ito"),
        ("Ben Ito", "Ann Lee"),
    }


def test_sensitivity_follows_the_findings_under_other_choices(papers):
    table = measures.sensitivity(measures.portrayal, papers)
    assert {"names only, no pronouns", "without the first paragraph", "without Herald", "without Post"} <= set(
        table["choice"]
    )
    flipped = table[(table["finding"] == "Ann Lee, own") & (table["choice"] == "without Herald")].iloc[0]
    assert (flipped["changed"] < 0, flipped["holds"]) == (True, False)


def test_a_choice_that_was_made_is_not_tried_again(papers):
    assert "the articles' own voice only" not in set(
        measures.sensitivity(measures.portrayal, papers, voice_kind="own")["choice"]
    )


def test_a_share_holds_while_it_stays_among_the_largest(papers):
    table = measures.sensitivity(measures.share_of_voice, papers, top=1)
    assert set(table["finding"]) == {"Ann Lee"}
    assert table.set_index("choice").loc["without Post", "holds"]


def test_a_comparison_is_tried_between_the_same_two_groups():
    made = corpus(
        [article(n, source="Herald", desk=("home", "abroad")[n % 2]) for n in range(4)],
        sentiment=[{"at": n, "of": ANN, "score": (0.8, -0.8)[n % 2]} for n in range(4) for _ in range(5)],
    )
    table = measures.sensitivity(measures.compare, made, by="desk", min_articles=2)
    assert (set(table["finding"]), table["holds"].dropna().all()) == ({"Ann Lee"}, True)


def test_examples_take_the_outlets_in_turn():
    made = corpus(
        [article(n, f"Ann Lee won prize {n}.", source="Herald" if n < 3 else "Post") for n in range(4)],
        sentiment=[{"at": n, "of": ANN, "score": 0.8, "sure": 0.99 - n / 10} for n in range(4)],
    )
    assert list(measures.examples(made, "lee", voice="own", label="positive", n=3)["source"]) == [
        "Herald",
        "Post",
        "Herald",
    ]


def test_examples_show_what_portrays_somebody_before_what_does_not():
    made = corpus(
        [article(n, f"Ann Lee won prize {n}.", source="Herald") for n in range(3)],
        sentiment=[{"at": n, "of": ANN, "score": (0.0, 0.7, -0.7)[n], "sure": (0.99, 0.6, 0.7)[n]} for n in range(3)],
    )
    assert list(measures.examples(made, "lee", n=3)["label"]) == ["negative", "positive", "neutral"]


def test_an_example_s_offsets_slice_back_to_its_words(papers):
    texts = dict(zip(papers.articles["article_id"], papers.articles["text"], strict=True))
    for row in measures.examples(papers, ANN).itertuples():
        assert texts[row.article_id][row.start : row.end] == row.sentence
        assert texts[row.article_id][row.target_start : row.target_end] in row.sentence


def test_the_same_sentence_in_two_articles_is_shown_once(papers):
    assert measures.examples(papers, ANN, n=10)["sentence"].is_unique


def test_pronouns_show_how_many_are_not_known(papers):
    table = measures.pronouns(papers)
    assert [(None if pd.isna(r.pronouns) else r.pronouns, r.speakers, r.n) for r in table.itertuples()] == [
        ("she", 1, 5),
        (None, 1, 1),
    ]


@pytest.fixture(scope="module")
def together():
    """Two quotes of one article, the first of eight words by Ann and Ben, the second of three by nobody named."""
    return corpus(
        [article(n, source=source) for n, source in enumerate(("Herald", "Post"))],
        [
            {"at": 0, "by": (ANN, BEN), "text": "one two three four five six seven"},
            {"at": 0, "by": None, "text": "one two three"},
            {"at": 1, "by": (BEN, ACME), "text": "one two"},
            {"at": 1, "by": ANN, "text": "one two"},
        ],
        pronouns={ANN: "she", BEN: "he"},
    )


def test_who_speak_together_have_the_quote_each_and_its_words_between_them(together):
    table = measures.share_of_voice(together)
    assert table.drop(columns=["articles", *WEIGHTS]).to_dict("list") == {
        "actor": ["Ann Lee", "Ben Ito", "Acme"],
        "n": [2, 2, 1],
        "words": [6, 4, 1],
        "share": [1.5 / 4, 1 / 4, 0.5 / 4],
        "share_of_words": [6 / 14, 4 / 14, 1 / 14],
    }
    assert (table.attrs["quotes"], table.attrs["unnamed"]) == (4, 1)
    assert table.attrs["note"] == "1 of 4 quotes have a speaker whom the text does not name."
    assert measures.in_words(table)[0] == "Ann Lee speaks most: 2 of 4 quotes, some with others (38%)."


def test_a_share_of_voice_tells_of_how_many_quotes_it_is_too_doubtful_who_speaks():
    doubtful = {"at": 0, "by": None, "speaker_type": "unsure"}
    table = measures.share_of_voice(corpus([article(0)], [{"at": 0, "by": ANN}, {"at": 0, "by": None}, doubtful]))
    assert (table.attrs["unnamed"], table.attrs["unsure"]) == (1, 1)
    assert table.attrs["note"].endswith("Of 1 more it is too doubtful who speaks to name anyone.")


def test_shares_of_who_speak_together_sum_to_at_most_one(together):
    table = measures.share_of_voice(together, "source", interval=True)
    assert table.groupby("source")[["share", "share_of_words"]].sum().max(axis=None) <= 1


def test_a_quote_of_two_women_is_one_of_women(together):
    made = corpus([article(0)], [{"at": 0, "by": (ANN, BEN)}], pronouns={ANN: "she", BEN: "she"})
    assert measures.pronouns(made)[["speakers", "n", "words", "share"]].to_dict("records") == [
        {"speakers": 2, "n": 1, "words": 3, "share": 1.0}
    ]
    assert dict(measures.pronouns(together).set_index("pronouns")["n"]) == {"she": 2, "he": 2}


def test_who_is_joined_with_a_fellow_speaker_speaks_once():
    made = corpus([article(0)], [{"at": 0, "by": (ANN, ANN)}, {"at": 0, "by": BEN}])
    assert measures.share_of_voice(made)[["actor", "n", "words", "share"]].to_dict("list") == {
        "actor": ["Ann Lee", "Ben Ito"],
        "n": [1, 1],
        "words": [3, 3],
        "share": [0.5, 0.5],
    }


def test_kinds_of_speakers_count_a_quote_of_two_once(together):
    table = measures.speaker_types(together)
    assert dict(table.set_index("speaker_type")["n"]) == {"named": 3, "unnamed": 1}
    assert list(table["share"]) == [0.75, 0.25]


def test_what_two_say_together_is_quoted_for_each(together):
    made = corpus([article(0)], [{"at": 0, "by": (ANN, BEN), "text": "It has rained all day here"}])
    assert [len(measures.quotations(made, name)) for name in ("Ann Lee", "Ben Ito", "Acme")] == [1, 1, 0]


def test_comment_requests_say_who_did_not_answer(papers):
    assert measures.comment_requests(papers).to_dict("records") == [
        {"actor": "Acme", "n": 2, "replied": 0, "declined": 1, "no_reply": 1, "asked": 0}
        | {"article_id": "0" * 16, "start": 0, "end": 1}
    ]


def test_anonymous_speakers_are_a_type_of_their_own():
    made = corpus([article(0)], [{"at": 0, "by": None, "anonymous": True}, {"at": 0, "by": ANN}])
    assert set(measures.speaker_types(made)["speaker_type"]) == {"anonymous", "named"}


def test_actors_named_together_by_chance_alone_come_last():
    texts = (
        ["Ann Lee met Ben Ito."] * 4 + ["Acme fell."] * 3 + ["Ann Lee left Acme.", "Ben Ito left Acme.", "It rained."]
    )
    table = measures.co_occurrence(corpus([article(n, text) for n, text in enumerate(texts)]), min_n=1)
    assert (table["actor_a"].iloc[0], table["actor_b"].iloc[0], table["n"].iloc[0]) == ("Ann Lee", "Ben Ito", 4)
    assert table["expected"].iloc[0] == pytest.approx(2.5)


def test_key_words_are_those_of_the_sentences_with_the_actor():
    texts = [
        "Ann Lee praised the port. The weather changed.",
        "Ann Lee left the port. The weather held.",
        "Ann Lee saw the port. The weather held.",
    ]
    assert list(measures.keywords(corpus([article(n, text) for n, text in enumerate(texts)]), "Ann Lee")["word"]) == [
        "port"
    ]


def test_collocations_know_the_side():
    made = corpus(
        [article(n, f"Senator Ann Lee spoke {word}.") for n, word in enumerate(("softly", "loudly", "twice"))]
    )
    assert [(r.word, r.before, r.after) for r in measures.collocations(made, ANN).itertuples()] == [
        ("senator", 3, 0),
        ("spoke", 0, 3),
    ]


def test_a_concordance_finds_whole_words_in_either_case_with_their_offsets():
    made = corpus([article(0, "Ports are cut off. The PORT is open; port.")])
    table = measures.concordance(made, "port", width=9)
    assert [(r.left, r.keyword, r.right, r.start) for r in table.itertuples()] == [
        ("off. The ", "PORT", " is open;", 23),
        ("is open; ", "port", ".", 37),
    ]


def test_a_concordance_cuts_no_word_and_hears_each_article_in_turn():
    made = corpus([article(0, "The harbour port is open. The port closed."), article(1, "A port opened.")])
    table = measures.concordance(made, "port", width=11, limit=2)
    assert list(table["left"]) == ["harbour ", "A "]
    assert list(table["article_id"].str[-1]) == ["0", "1"]


def test_words_that_look_like_a_pattern_are_taken_as_they_are():
    assert measures.concordance(corpus([article(0, "Is it (so)? It is (so).")]), "(so)").attrs["found"] == 2


def test_tone_runs_over_parts_of_the_article(papers):
    table = measures.tone(papers, parts=2)
    assert [(r.part_of_article, r.n, r.mean) for r in table.itertuples()] == [(1, 6, 0.5), (2, 6, -0.5)]


def test_undated_articles_are_left_out_of_the_timeline_and_counted():
    made = corpus([article(0, published=pd.Timestamp("2024-05-02")), article(1)])
    table = measures.timeline(made)
    assert (set(table["month"]), table.attrs["note"]) == ({"2024-05"}, "1 articles without a date are left out.")


def test_near_duplicates_are_counted_once_when_asked():
    text = " ".join(f"Ann Lee met Ben Ito on day {n} of the long talks in the old port." for n in range(30))
    made = corpus(
        [article(n, text, source=source) for n, source in enumerate(("Herald", "Post"))],
        [{"at": n, "by": ANN} for n in range(2)],
    )
    assert [int(measures.share_of_voice(made, unique=unique)["n"].sum()) for unique in (False, True)] == [2, 1]
    assert list(measures.duplicates(made)["n"]) == [2]


def test_agreement_of_two_codings_is_nltk_s():
    ours = pd.DataFrame({"article_id": list("aabbcc"), "mention": [0, 1] * 3, "label": ["x", "y", "x", "y", "x", "y"]})
    theirs = ours.assign(label=["x", "y", "x", "x", "x", pd.NA])
    table = measures.agreement(ours, theirs)
    value = dict(zip(table["coefficient"], table["value"], strict=True))
    assert value["agreement"] == pytest.approx(0.8)
    assert value["cohen_kappa"] == pytest.approx(0.5455, abs=1e-3)
    assert table.attrs["note"] == "1 row that only one of the two has coded is left out."


def test_a_hand_coding_can_be_a_csv_file(tmp_path):
    ours = pd.DataFrame({"article_id": ["a", "b"], "mention": [0, 1], "label": ["x", "y"]})
    ours.assign(mention=[0.0, 1.0]).to_csv(tmp_path / "hand.csv", index=False)
    assert measures.agreement(ours, tmp_path / "hand.csv")["value"].tolist() == [1.0, 1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("theirs", "message"),
    [
        (pd.DataFrame({"article_id": ["a"], "mention": [0]}), "b has no column 'label'"),
        (pd.DataFrame({"article_id": ["z"], "mention": [0], "label": ["x"]}), "no row of a and b has the same"),
        (pd.DataFrame({"article_id": ["a"] * 2, "mention": [0] * 2, "label": ["x"] * 2}), "twice"),
        ("nowhere.csv", "cannot be read as CSV"),
    ],
)
def test_codings_that_do_not_fit_are_refused(theirs, message):
    ours = pd.DataFrame({"article_id": ["a"], "mention": [0], "label": ["x"]})
    with pytest.raises(MeasureError, match=message):
        measures.agreement(ours, theirs)


@pytest.mark.parametrize("articles", [2, 4, 15])
def test_the_interval_covers_the_truth_about_as_often_as_it_says(articles):
    rng = np.random.default_rng(1)
    rows = pd.DataFrame({"article": np.arange(400 * articles), "group": np.repeat(np.arange(400), articles)})
    rows["n"] = 1 + rng.poisson(3, len(rows))
    rows["total"] = rows["n"] * (0.2 + rng.normal(0, 0.3, len(rows)))
    table = means(rows, ["group"], draws=400)
    assert 0.88 < ((table["low"] < 0.2) & (table["high"] > 0.2)).mean() < 0.99


def test_the_same_question_twice_gives_the_same_interval(papers):
    pd.testing.assert_frame_equal(measures.portrayal(papers, "source"), measures.portrayal(papers, "source"))


def test_large_groups_are_summed_in_pieces_without_a_trace(monkeypatch):
    rows = pd.DataFrame({"article": [0, 1, 2, 0, 3], "n": [1, 2, 3, 4, 5]})
    groups = pd.Series([0, 0, 1, 2, 2])
    (whole,) = bootstrap(rows, groups, "n", draws=50)
    monkeypatch.setattr("kit.measures.resampling.CELLS", 10)
    np.testing.assert_array_equal(bootstrap(rows, groups, "n", draws=50)[0], whole)


def test_without_draws_or_with_one_article_there_is_no_interval():
    low, high = interval(np.ones((2, 10)), np.array([1, 9]), (-1, 1))
    assert np.isnan(low[0])
    assert (low[1], high[1]) == (1, 1)


def test_small_groups_are_drawn_to_the_middle_more_than_large_ones():
    shrunk = shrink(np.array([-0.5, 0.0, 0.5, 0.9]), np.array([0.001, 0.001, 0.001, 0.5]))
    assert shrunk[3] < 0.4
    assert shrunk[2] == pytest.approx(0.5, abs=0.02)


def test_two_groups_are_too_few_to_learn_from():
    assert np.isnan(shrink(np.array([0.1, 0.9]), np.array([0.1, 0.1]))).all()


def test_ten_thousand_mentions_in_one_article_are_no_trouble():
    made = corpus([article(0)], sentiment=[{"at": 0, "of": ANN, "score": 0.1}] * 10_000)
    row = measures.portrayal(made).iloc[0]
    assert (row["n"], row["articles"], pd.isna(row["low"])) == (10_000, 1, True)


def test_caveats_state_what_is_not_known(papers):
    said = measures.caveats(papers, measures.portrayal(papers, min_n=7))
    assert any(sentence.startswith("14% of 7 quotes have no speaker by name: the text gives none") for sentence in said)
    assert "Only means of 7 mentions or more are shown." in said


def test_sentences_are_made_from_the_numbers(papers):
    assert measures.in_words(measures.share_of_voice(papers)) == [
        "Ann Lee speaks most: 5 of 7 quotes (71%).",
        "Then Ben Ito (1).",
    ]


def test_a_saved_corpus_answers_as_one_in_memory(papers, tmp_path):
    from kit.corpus import open_corpus

    papers.save(tmp_path / "saved")
    again = open_corpus(tmp_path / "saved")
    for ask in (measures.share_of_voice, measures.portrayal, measures.ledger):
        pd.testing.assert_frame_equal(ask(again, "source"), ask(papers, "source"))


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_no_parameter_of_a_measure_is_left_bare(name):
    """What many have in common stands once, and is put into each docstring."""
    lines = getdoc(MEASURES[name].function).splitlines()
    assert all(lines[at + 1].startswith("    ") for at, line in enumerate(lines) if line in SHARED)


def test_every_measure_stands_in_the_list_at_the_head_of_its_package():
    assert set(MEASURES) <= set(measures.__doc__.split())
