"""An article's rows with corrections: what each changes, what it leaves, and what no longer fits."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.corrections.rows import corrected
from tests.corrections.made import ANN, ARTICLE, FIRST, PORT, SECOND, TEXT, TOM, line, place, rows

WITHIN = (FIRST[0] + 4, FIRST[1])  # as another model might cut the first quote


def of(*lines):
    return corrected(ARTICLE, TEXT, rows(), lines)


def changed(before, after):
    """The tables that differ."""
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize("span", [FIRST, WITHIN], ids=["the same words", "words cut otherwise"])
def test_a_quote_is_given_to_whoever_says_it(span):
    done = of(line(2, span, "speaker", "Tom Reed"))
    assert [row["actor"] for row in done.rows["quotes"]] == ["Tom Reed", TOM]
    assert [row["actor"] for row in done.rows["speakers"]] == [TOM, "Tom Reed"]
    assert {row["voice_name"] for row in done.rows["sentiment"] if row["quote"] == 0} == {"Tom Reed"}
    assert done.rows["quotes"][0]["speaker"] is None  # "Ann Lee" stands for somebody else
    assert [(wish.what, wish.value) for wish in done.wishes] == [("speaker", "Tom Reed")]
    assert changed(rows(), done.rows) == {"quotes", "speakers", "sentiment"}


def test_a_quote_may_be_nobodys():
    done = of(line(2, FIRST, "speaker", "Nobody named"))
    assert (done.rows["quotes"][0]["actor_id"], done.rows["quotes"][0]["speaker_type"]) == (None, "unnamed")
    assert not done.wishes


def test_words_that_stand_for_the_speaker_stay():
    assert of(line(2, SECOND, "speaker", "Reed, Tom")).rows["quotes"][1]["speaker"] == "Tom Reed"


def test_what_is_no_quote_goes_and_its_words_are_the_articles_own():
    done = of(line(2, FIRST, "no quote"))
    assert [row["quote"] for row in done.rows["quotes"]] == [row["quote"] for row in done.rows["speakers"]] == [1]
    assert [row["voice_kind"] for row in done.rows["sentiment"]] == ["own", "own", "own", "quoted"]
    assert changed(rows(), done.rows) == {"quotes", "speakers", "sentiment"}


def test_what_stood_in_a_quote_within_a_quote_stands_in_the_outer_one():
    made = rows()
    made["quotes"][1] |= {"parent": 0}
    done = corrected(ARTICLE, TEXT, made, [line(2, SECOND, "no quote")])
    assert (done.rows["sentiment"][3]["voice"], done.rows["sentiment"][3]["quote"]) == (ANN, 0)


def test_a_label_is_changed_of_one_mention_only():
    done = of(line(2, place("He"), "label", "positive"))
    assert [(row["label"], row["score"]) for row in done.rows["sentiment"]] == [
        ("neutral", 0.1),
        ("neutral", 0.1),
        ("positive", 1.0),
        ("neutral", 0.1),
    ]
    assert changed(rows(), done.rows) == {"sentiment"}


def test_what_is_no_person_has_another_type_everywhere_in_the_article():
    done = of(line(2, place("Port Authority"), "no person", "organization"))
    assert [row["type"] for row in done.rows["actors"]] == ["person", "person", "organization"]
    assert done.rows["mentions"][3]["label"] == "organization"
    assert done.rows["sentiment"] == rows()["sentiment"]


def test_a_place_is_not_portrayed():
    done = of(line(2, place("Port Authority"), "no person", "place"))
    assert [row["mention"] for row in done.rows["sentiment"]] == [0, 1, 2]


def test_what_is_nothing_is_no_actor():
    done = of(line(2, place("Tom Reed"), "no person"))
    assert [row["actor_id"] for row in done.rows["actors"]] == [ANN, PORT]
    assert [row["actor_id"] for row in done.rows["mentions"]] == [ANN, None, None, PORT]
    assert (done.rows["quotes"][1]["actor_id"], done.rows["quotes"][1]["speaker_type"]) == (None, "unnamed")
    assert [row["voice"] for row in done.rows["sentiment"]] == [None, None]
    assert {row["label"] for row in done.rows["mentions"] if row["kind"] == "name"} == {"person", "misc"}


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (line(7, place("is shut"), "no quote"), "no quote stands there"),
        (line(7, (0, 900), "no quote"), f"the text ends at {len(TEXT)}"),
        (line(7, FIRST, "no quote", words="the bank is shut"), "other words stand there"),
        (line(7, None, "no quote", words="the bank is shut"), "its words do not stand there"),
        (line(7, None, "no quote", words="said"), "its words stand there more than once"),
        (line(7, place("is shut"), "one", "Ann Lee"), "nobody known is named there"),
        (line(7, place("is shut"), "label", "positive"), "nobody is portrayed there"),
        (line(7, place("Reed said that it"), "two", "Tom Reed"), "nobody known is named there"),
    ],
)
def test_what_no_longer_fits_is_told_and_changes_nothing(one, reason):
    done = of(one)
    assert (done.reasons, done.rows, done.wishes) == ({7: reason}, rows(), [])


def test_words_that_stand_once_are_place_enough():
    assert len(of(line(2, None, "no quote", words=TEXT[slice(*FIRST)])).rows["quotes"]) == 1


def test_of_two_lines_that_contradict_each_other_none_is_applied():
    done = of(line(2, FIRST, "no quote"), line(3, WITHIN, "speaker", "Tom Reed"))
    assert (done.reasons, done.rows) == ({2: "contradicts line 3", 3: "contradicts line 2"}, rows())


def test_nobody_is_one_with_what_is_no_person():
    done = of(line(2, place("Tom Reed"), "no person"), line(3, place("He"), "one", "Ann Lee"))
    assert (done.reasons, done.wishes) == ({3: "another line says that this is nobody"}, [])


SPANS = st.sampled_from([FIRST, SECOND, WITHIN, place("He"), place("Tom Reed"), place("Port Authority"), (3, 9)])
SAID = st.sampled_from(
    [
        ("speaker", "Tom Reed"),
        ("speaker", "nobody named"),
        ("no quote", None),
        ("label", "negative"),
        ("label", "positive"),
        ("no person", None),
        ("no person", "place"),
        ("two", "Tom Lee"),
        ("one", "Ann Lee"),
    ]
)
LINES = st.lists(st.tuples(SPANS, SAID), max_size=8)


@given(LINES, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_corrections_does_not_matter(said, chance):
    lines = [line(number, span, *what) for number, (span, what) in enumerate(said, 2)]
    mixed = copy.copy(lines)
    chance.shuffle(mixed)
    one, other = of(*lines), of(*mixed)
    assert sorted_rows(one) == sorted_rows(other)
    assert one.reasons == other.reasons


@given(LINES)
@settings(max_examples=100)
def test_corrections_given_twice_are_those_given_once(said):
    lines = [line(number, span, *what) for number, (span, what) in enumerate(said, 2)]
    again = [one | {"line": one["line"] + 100} for one in lines]
    assert sorted_rows(of(*lines)) == sorted_rows(of(*lines, *again))


@given(LINES)
@settings(max_examples=100)
def test_what_was_corrected_is_not_changed_by_the_same_corrections(said):
    lines = [line(number, span, *what) for number, (span, what) in enumerate(said, 2)]
    once = of(*lines)
    assert sorted_rows(corrected(ARTICLE, TEXT, once.rows, lines)) == sorted_rows(once)


@given(st.tuples(SPANS, SAID))
@settings(max_examples=60)
def test_rows_that_a_correction_is_not_about_stay(said):
    span, what = said
    done = of(line(2, span, *what))
    about = {"Ann Lee": ANN, "Tom Reed": TOM, "Port Authority": PORT}
    untouched = [own for own in about.values() if not _about(own, span)]
    for name in ("mentions", "actors"):
        kept = [row for row in rows()[name] if row["actor_id"] in untouched]
        assert [row for row in done.rows[name] if row["actor_id"] in untouched] == kept


def _about(own, span):
    return any(row["actor_id"] == own and row["start"] < span[1] and span[0] < row["end"] for row in rows()["mentions"])


def sorted_rows(done):
    return {name: sorted(table, key=lambda row: str(sorted(row.items(), key=str))) for name, table in done.rows.items()}
