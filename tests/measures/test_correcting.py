"""Estimates from a coded sample: how often they hold, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import kit
from kit import measures
from kit.errors import MeasureError, SheetError
from kit.measures.correcting import _what_changed
from kit.measures.estimating import Design, estimate
from kit.measures.sentences import Unasked
from tests.made_up import ANN, BEN, NAMES, article, corpus


@pytest.fixture(scope="module")
def population():
    """Two thousand paragraphs: quotes that there are, quotes of women, and what a kit that errs makes of them."""
    rng = np.random.default_rng(5)
    quotes = rng.poisson(1.0, 2000).astype(float)
    women = rng.binomial(quotes.astype(int), 0.3).astype(float)
    found = rng.binomial(quotes.astype(int), 0.9).astype(float)
    found_women = np.minimum(rng.binomial(women.astype(int), 0.7) + rng.poisson(0.05, 2000), found)
    return quotes, women, found, found_women


def drawn(population, n, seed, power=None):
    """The estimated share of women from so many paragraphs, drawn by what the kit found in them."""
    quotes, women, found, found_women = population
    rng = np.random.default_rng(seed)
    strata = np.minimum(found, 1).astype(int)
    rows = np.concatenate([rng.choice(np.flatnonzero(strata == one), n // 2, replace=False) for one in (0, 1)])
    design = Design(strata[rows], np.bincount(strata).astype(float))
    whole = float(found_women.sum()), float(found.sum())
    said, kits = (women[rows], quotes[rows]), (found_women[rows], found[rows])
    return estimate(design, said, kits, whole, share=True, power=power)


def test_the_corrected_share_holds_the_truth_as_often_as_it_says_and_the_kit_alone_is_off(population):
    quotes, women, found, found_women = population
    truth = women.sum() / quotes.sum()
    estimates = [drawn(population, 200, seed) for seed in range(400)]
    held = np.mean([one.low <= truth <= one.high for one in estimates])
    assert 0.92 < held < 0.98
    assert abs(np.mean([one.value for one in estimates]) - truth) < 0.01
    assert abs(found_women.sum() / found.sum() - truth) > 0.03


def test_it_is_narrower_than_the_coded_sample_alone(population):
    both = [(drawn(population, 200, seed), drawn(population, 200, seed, power=0.0)) for seed in range(50)]
    assert np.mean([(a.high - a.low) / (b.high - b.low) for a, b in both]) < 0.95


def test_a_kit_that_knows_nothing_does_no_harm(population):
    quotes, women, *_ = population
    noise = np.random.default_rng(1).permutation(women)
    found = drawn((quotes, women, quotes, noise), 400, 1)
    assert found.power < 0.2


def test_all_units_coded_leave_no_doubt(population):
    quotes, women, found, found_women = population
    design = Design(np.zeros(2000, dtype=np.int64), np.array([2000.0]))
    got = estimate(design, (women, quotes), (found_women, found), (found_women.sum(), found.sum()), share=True)
    assert (got.value, got.low, got.high) == pytest.approx([women.sum() / quotes.sum()] * 3)


def test_few_units_give_no_estimate(population):
    assert drawn(population, 12, 1) is None


def test_strata_with_one_coded_unit_are_joined():
    design = Design.of(np.array([0, 0, 1, 1, 2, 2]), np.full(6, 0.5), np.array([True, True, True, False, True, False]))
    assert (sorted(design.size), sorted(design.drawn)) == ([4, 8], [2, 2])


@pytest.fixture(scope="module")
def leaning():
    """Sixty articles in which the kit finds Ann portrayed well and Ben neither way."""
    return corpus(
        [article(n, source=("Herald", "Post")[n % 2]) for n in range(60)],
        [{"at": n, "by": (ANN, BEN)[n % 3 == 0]} for n in range(60)],
        [{"at": n, "of": who, "score": score} for n in range(60) for who, score in ((ANN, 0.6), (BEN, 0.0))],
        pronouns={ANN: "she", BEN: "he"},
    )


def coded(corpus, of, answer, n=60):
    """A sheet on which somebody answers by the unit's words and number."""
    sheet = kit.sample(corpus, of, n)
    labels = [answer(row) for row in sheet.itertuples()]
    return sheet.assign(label=pd.array(labels, dtype="string"))


def test_portrayal_is_corrected_by_what_people_say(leaning):
    """People find Ann portrayed well in half of the places only."""
    sheet = coded(
        leaning, "sentiment", lambda row: "positive" if row.words == NAMES[ANN] and row.Index % 2 else "neutral"
    )
    table = measures.corrected(measures.portrayal, leaning, sheet).set_index("what")
    row = table.loc["Ann Lee, own"]
    assert row["raw"] == pytest.approx(0.6)
    assert row["low"] < 0.5 < row["high"]
    assert pd.isna(table.loc["Ben Ito, own", "corrected"]), "people and kit agree throughout: no telling how often"


def test_the_tone_of_a_group_is_corrected_with_everybody_taken_together(leaning):
    """Few units bear on one actor; on all of a group there are enough, and no score lies beyond 1."""
    sheet = coded(leaning, "sentiment", lambda row: ("positive", "neutral")[row.Index % 2], n=24)
    table = measures.corrected("portrayal", leaning, sheet, by="source").set_index(["source", "what"])
    herald = table.loc[("Herald", "everybody, own")]
    assert herald["raw"] == pytest.approx(0.3)
    assert herald["low"] < 0.5 < herald["high"] <= 1
    assert table.attrs["note"].startswith("4 of 6 numbers have too few coded units.")


def test_a_count_is_whole_and_where_all_are_of_one_group_there_is_nothing_to_tell_apart(leaning):
    sheet = coded(leaning, "paragraphs", lambda row: str(row.Index % 3 % 2), n=50)
    whole = measures.corrected("overview", leaning, sheet)[["corrected", "low", "high"]].iloc[0]
    assert (whole == whole.round(0)).all()
    assert isinstance(measures.in_words(measures.corrected("overview", leaning, sheet, by="language")), Unasked)


def test_women_and_men_are_corrected(leaning):
    sheet = coded(leaning, "speakers", lambda row: "woman" if int(row.article_id) % 4 else "man")
    table = measures.corrected("pronouns", leaning, sheet).set_index("what")
    assert table.loc["she", "raw"] == pytest.approx(2 / 3)
    assert table.loc["she", "corrected"] == pytest.approx(3 / 4)


def test_voices_are_corrected_by_the_names_that_people_write(leaning):
    sheet = coded(leaning, "voices", lambda row: "lee" if int(row.article_id) % 4 < 2 else "Ben Ito", n=50)
    table = measures.corrected(measures.share_of_voice, leaning, sheet).set_index("what")
    assert table.loc["Ann Lee", "raw"] == pytest.approx(2 / 3)
    assert table.loc["somebody by name", "raw"] == 1
    assert table.loc["Ann Lee", "low"] < 0.5 < table.loc["Ann Lee", "high"]


def test_who_speaks_together_has_a_part_of_the_quote_as_in_the_share_of_voice(leaning):
    """The kit's own number beside the corrected one is that of the page, and people may write several names."""
    made = corpus(
        [article(n) for n in range(30)],
        [{"at": n, "by": (ANN, BEN)} if n < 15 else {"at": n, "by": BEN} for n in range(30)],
    )
    sheet = coded(made, "voices", lambda row: "Ben Ito; lee" if row.Index % 2 else "Ben Ito", n=30)
    table = measures.corrected("share_of_voice", made, sheet).set_index("what")
    shares = measures.share_of_voice(made).set_index("actor")["share"]
    assert table.loc[["Ann Lee", "Ben Ito"], "raw"].tolist() == pytest.approx(shares[["Ann Lee", "Ben Ito"]].tolist())
    assert table.loc["Ann Lee", "corrected"] == pytest.approx(0.25)
    assert table.loc["somebody by name", "raw"] == 1
    assert set(kit.agreement(sheet, made).categories["label"]) >= {"Ann Lee; Ben Ito", "Ben Ito"}
    assert set(kit.corrections_from(sheet)["value"]) == {"Ben Ito"}


def test_what_the_kit_missed_is_counted_by_paragraphs(leaning):
    """Of two paragraphs of an article the second has, in every other article, a quote that the kit missed."""
    sheet = coded(
        leaning, "paragraphs", lambda row: "1" if row.start == 0 or int(row.article_id) % 4 < 2 else "0", n=80
    )
    row = measures.corrected("overview", leaning, sheet).iloc[0]
    assert (row["raw"], row["low"] < 90 < row["high"]) == (60, True)
    assert "correct 1 number of 1" in measures.in_words(measures.corrected("overview", leaning, sheet))[0]


def test_a_group_with_too_few_coded_units_has_none_and_says_so(leaning):
    half = coded(leaning, "speakers", lambda row: "woman")
    half.loc[half["source"] == "Post", "label"] = pd.NA
    table = measures.corrected("pronouns", leaning, half, by="source")
    post = table[table["source"] == "Post"]
    assert post["corrected"].isna().all()
    assert set(post["note"]) == {"too few coded"}
    assert "30 units of the sheet have no answer: that is as if fewer had been drawn" in table.attrs["note"]


def test_only_coded_paragraphs_of_a_group_bear_on_its_count(leaning):
    sheet = coded(leaning, "paragraphs", lambda row: str(row.Index % 3 % 2), n=80)
    sheet.loc[sheet[sheet["source"] == "Post"].index[9:], "label"] = pd.NA
    herald, post = measures.corrected("overview", leaning, sheet, by="source").itertuples()
    assert (post.source, post.note) == ("Post", "too few coded")
    assert pd.isna(post.corrected)
    assert (herald.coded, herald.low >= 0) == ((sheet["source"] == "Herald").sum(), True)


def test_no_count_is_below_nothing():
    few = np.repeat([0.0, 1.0], [28, 2])
    got = estimate(Design(np.zeros(30, dtype=np.int64), np.array([300.0])), (few, None), (few * 0, None), (0.0, 0.0))
    assert (got.low, got.value) == pytest.approx((0.0, 20.0))


def test_without_a_sheet_of_its_units_a_measure_says_how_to_get_one(leaning):
    sheet = coded(leaning, "speakers", lambda row: "woman", n=20)
    for given in (None, sheet, [sheet]):
        assert measures.in_words(measures.corrected("portrayal", leaning, given)) == [
            "No sample that people coded was given to correct this by: kit.sample draws one, and coded takes it."
        ]


def test_without_a_sheet_a_measure_says_nothing_beside_others(leaning):
    without = measures.corrected("portrayal", leaning, None)
    voices = measures.share_of_voice(leaning)
    assert measures.in_words(voices, without) == measures.in_words(voices)
    assert isinstance(measures.in_words(without), Unasked)


def test_of_several_sheets_the_fitting_one_is_taken(leaning, tmp_path):
    for of, label in (("speakers", "woman"), ("voices", "Ben Ito")):
        kit.coding.write_sheet(coded(leaning, of, lambda row, label=label: label, n=20), tmp_path / f"{of}.csv")
    files = f"{tmp_path / 'speakers.csv'}, {tmp_path / 'voices.csv'}"
    assert measures.corrected("share_of_voice", leaning, files).attrs["coded"] == 20


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        (lambda made, sheet: ("timeline", made, sheet), MeasureError, "timeline cannot be corrected; choose overview"),
        (lambda made, sheet: ("pronouns", made, sheet.assign(label=None)), SheetError, "no unit of the sheet has"),
        (
            lambda made, sheet: ("pronouns", made.where("source = 'Post'"), sheet),
            SheetError,
            "was drawn from 60 units and",
        ),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused(leaning, change, error, message):
    sheet = coded(leaning, "speakers", lambda row: "woman", n=20)
    with pytest.raises(error, match=message):
        measures.corrected(*change(leaning, sheet))


@pytest.mark.parametrize(("have", "low", "high"), [(15, 0.0931, 0.2328), (50, 0.4038, 0.5962), (85, 0.7672, 0.9069)])
def test_the_interval_of_a_share_of_plain_draws_is_that_of_wilson(have, low, high):
    """The bounds are those that scipy's binomtest(have, 100).proportion_ci(method="wilson") gives; t is not quite z."""
    design = Design(np.zeros(100, dtype=np.int64), np.array([1e6]))
    women, none, all_of_them = np.repeat([1.0, 0.0], [have, 100 - have]), np.zeros(100), np.ones(100)
    one = estimate(design, (women, all_of_them), (none, all_of_them), (3e5, 1e6), share=True, power=0.0)
    assert (one.low, one.high) == pytest.approx((low, high), abs=0.003)


def test_a_kit_that_seldom_errs_about_a_rare_thing_makes_no_interval_too_short():
    """Of 400 coded units hardly one shows an error: what is seen seldom is not taken for never."""
    rng = np.random.default_rng(3)
    whole = np.ones(6000)
    rare = rng.binomial(1, 0.05, 6000).astype(float)
    found = rare * rng.binomial(1, 0.9, 6000)
    held = []
    for seed in range(200):
        rows = np.random.default_rng(seed).choice(6000, 400, replace=False)
        design = Design(np.zeros(400, dtype=np.int64), np.array([6000.0]))
        said, kits = (rare[rows], whole[rows]), (found[rows], whole[rows])
        one = estimate(design, said, kits, (found.sum(), 6000.0), share=True)
        held.append(one.low <= rare.mean() <= one.high)
    assert np.mean(held) > 0.91


def test_strata_by_the_kit_s_own_answers_make_no_error_that_was_not_drawn_impossible():
    """One in sixteen of a name's quotes is another's: few samples show it, and none of these is sure of the kit."""
    kits = np.repeat([1.0, 0.0], [160, 840])
    truth = kits.copy()
    truth[[0, 1, 2, 3, 4, 200]] = [0, 0, 0, 0, 0, 1]
    held, narrow = [], 1.0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        rows = np.concatenate([rng.choice(160, 30, replace=False), 160 + rng.choice(840, 120, replace=False)])
        design = Design(np.repeat([0, 1], [30, 120]), np.array([160.0, 840.0]))
        said, kit_s = (truth[rows], np.ones(150)), (kits[rows], np.ones(150))
        one = estimate(design, said, kit_s, (160.0, 1000.0), share=True)
        held.append(one.low <= truth.mean() <= one.high)
        narrow = min(narrow, one.high - one.low)
    assert (np.mean(held) > 0.93, narrow > 0.01) == (True, True)


def test_whether_a_share_can_be_told_is_known_before_it_is_coded():
    """Ten units that have it are to be expected, or there is no estimate, however many the sample happens to hold."""
    rare = np.zeros(100)
    rare[:12] = 1.0
    design = Design(np.zeros(100, dtype=np.int64), np.array([1000.0]))
    for expected, told in ((60.0, False), (120.0, True)):
        got = estimate(design, (rare, np.ones(100)), (rare, np.ones(100)), (expected, 1000.0), share=True)
        assert (got is not None) == told


def test_a_group_s_only_number_is_told_in_one_sentence():
    table = pd.DataFrame({"what": ["quotes"], "raw": 90.0, "corrected": 120.0, "low": 100.0, "high": 140.0})
    table.attrs = {"of": "overview", "coded": 200, "by": "source"}
    assert _what_changed(table) == [
        "quotes: 90 by the kit alone, 120 corrected (95% interval 100 to 140, without the value of the kit)."
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([0.3], "1 number of 1; the kit's own value lies within its interval."),
        ([0.9], "1 number of 1; the kit's own value lies outside its interval."),
        ([0.3, 0.3], "2 numbers of 2; the kit's own value lies within the interval of each."),
        ([0.9, 0.9], "2 numbers of 2; the kit's own value lies outside the interval of each."),
        ([0.9, 0.3], "2 numbers of 2; the kit's own value lies outside the interval of 1 of them."),
    ],
)
def test_the_sentence_says_whether_the_kit_lies_within_the_interval(raw, said):
    rows = {"what": "he", "raw": raw, "corrected": 0.3, "low": 0.2, "high": 0.4}
    table = pd.DataFrame(rows, index=range(len(raw)))
    table.attrs = {"of": "pronouns", "coded": 200, "by": None}
    assert _what_changed(table)[0] == f"200 coded units correct {said}"
