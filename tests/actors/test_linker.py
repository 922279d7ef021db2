"""Whom a mention stands for: through the model, on made-up articles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import actors
from kit.actors.features import (
    ALONE,
    CANDIDATES,
    KINDS,
    PAIR,
    WHOLE,
    Candidate,
    Point,
    compare,
    kind_of,
    together,
    told,
)
from kit.actors.kinds import Actor
from kit.actors.linker import Answer, link
from kit.actors.speakers import identify
from kit.pipeline.one_article import annotate_text
from kit.tagger import read
from kit.text.layout import Layout


def speakers(text: str) -> list[str | None]:
    return [quote["actor"] for quote in annotate_text(text)["quotes"]]


def meant(text: str, word: str) -> list[str | None]:
    """The actors of a pronoun or nominal, wherever it stands; None where it stands for nobody named."""
    found = {(m["start"], m["end"]): m["actor"] for m in annotate_text(text)["mentions"]}
    places = [i for i in range(len(text)) if text.startswith(word, i) and not text[i - 1 : i].isalpha()]
    return [found.get((i, i + len(word))) for i in places if not text[i + len(word) : i + len(word) + 1].isalpha()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Brandt lost her appeal on Friday. The magistrate said that the evidence was clear.", [None]),
        ("The widow of Karl Brandt said that the trial was a farce. Brandt died in May.", [None]),
        ("Mayor Anna Brandt opened the session. The mayor said that the bridge would be closed.", ["Anna Brandt"]),
        ("Anna Brandt came late. She said that the bridge would be closed.", ["Anna Brandt"]),
        ("“The bridge is closed,” said Anna Brandt. “It will open in May.”", ["Anna Brandt"]),
    ],
    ids=["an unnamed role", "a relation", "a role that was named", "a pronoun", "the same speaker goes on"],
)
def test_a_quote_is_whose_words_it_holds(text, expected):
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Anna Brandt met Tom Reed. She thanked him.", "him", ["Tom Reed"]),
        ("Anna Brandt met Tom Reed. She thanked him.", "She", ["Anna Brandt"]),
        ("Anna Brandt told Ida Moss that the train was late. Moss thanked her.", "her", ["Anna Brandt"]),
        ("The police closed the road. They opened it again at noon.", "They", [None]),
    ],
    ids=["an object", "a subject", "an object is not its subject", "nobody named"],
)
def test_a_pronoun_stands_for_whom_it_can(text, word, expected):
    assert meant(text, word) == expected


@pytest.mark.parametrize(("words", "kind"), [("THEY", "they"), ("He", "he"), ("it", "it"), ("IT", "nominal")])
def test_a_pronoun_in_capitals_is_one_still_and_an_abbreviation_is_none(words, kind):
    assert KINDS[kind_of(words, False)] == kind


def test_two_named_together_are_a_candidate():
    text = "Anna Brandt, 31, and Tom Reed met. Brandt left."
    names = [[(0, 11), (35, 41)], [(21, 29)]]
    found = together(text, Layout(text).sentences, [Candidate("person", spans) for spans in names])
    assert found == [((0, 1), Candidate("group", [(0, 29)]))]


@given(text=st.text(alphabet=st.sampled_from("Ann Lee said he the judge.“”\n,"), max_size=80), data=st.data())
@settings(max_examples=60)
def test_features_stay_in_their_ranges(text, data):
    """Whatever the text and the spans, each feature is below its number of values, before and after the first round."""
    lines = Layout(text)
    place = st.integers(0, len(text))
    spans = st.lists(st.tuples(place, place).map(lambda s: (min(s), max(s))), max_size=5)
    kinds = st.integers(0, len(KINDS) - 1)
    points = sorted(
        (Point(s, e, data.draw(kinds), -1) for s, e in data.draw(spans)), key=lambda point: (point.start, point.end)
    )
    actors = [Candidate(kind, sorted(data.draw(spans))) for kind in ("person", "organization", "group")]
    found = compare(lines, points, actors)
    known = [data.draw(st.sampled_from([None, -1, 0, 1, 2])) for _ in points]
    for one in (found, told(found, lines, points, known, [])):
        assert one.actor.shape[1] <= CANDIDATES
        for values, sizes in ((one.pair, PAIR), (one.whole, WHOLE), (one.alone, ALONE)):
            assert (values >= 0).all()
            assert (values < np.array(list(sizes.values()))).all()


def test_an_article_without_names_has_nobody_to_choose():
    text = "The judge said that it rained. He left."
    points = [Point(0, 9, KINDS.index("source"), 0), Point(31, 33, KINDS.index("he"))]
    answers = link(read(text), points, [], [(20, 29)])
    assert [answer.actors for answer in answers] == [(), ()]
    assert all(0.9 < answer.confidence <= 1 for answer in answers)


def test_chances_are_shares_and_the_answer_is_the_surest():
    text = "Anna Brandt met Ida Moss. She left."
    points = [Point(26, 29, KINDS.index("she"))]
    (answer,) = link(read(text), points, [Candidate("person", [(0, 11)]), Candidate("person", [(16, 24)])], [])
    assert all(0 <= chance <= 1 for chance in answer.chances.values())
    assert answer.confidence >= max(answer.chances.values()) - 1e-6 or not answer.actors


@pytest.mark.parametrize(
    ("chances", "kind"), [({0: 0.8}, "named"), ({0: 0.4}, "unsure"), ({0: 0.3, 1: 0.3}, "named"), ({}, "unnamed")]
)
def test_who_is_likelier_wrong_than_right_is_not_named(chances, kind):
    text = "Ann Lee and Tom Reed met. They said that it rained."
    actors = [Actor("person", "Ann Lee"), Actor("person", "Tom Reed")]
    row = {"quote": 0, "speaker_start": 26, "speaker_end": 30}
    answer = Answer(tuple(chances), max(chances.values(), default=0.9), chances)
    found = identify(Layout(text), actors, [], [row], [((26, 30), 0, answer)])
    assert {one["speaker_type"] for one in found} == {row["speaker_type"]} == {kind}
    assert (row["actor"] == -1) == (kind != "named")


FAMILY = """Anna Brandt opened the session on Tuesday, and Paul Reed did not come. Karl Brandt, her husband, was there.

Brandt told the council that the bridge was safe. The council voted at noon.

Reed has hired three aides. He wants the bridge closed. Brandt has no plans to meet Reed. She hopes for rain."""


def test_a_surname_that_two_bear_is_hers_who_was_named_first():
    assert meant(FAMILY, "Brandt")[2:] == ["Anna Brandt", "Anna Brandt"]
    assert speakers(FAMILY)[0] == "Anna Brandt"


def test_such_a_surname_says_whom_a_pronoun_near_it_stands_for():
    reading = read(FAMILY)
    names, cast, _ = actors.named(reading, [])
    shared = [name.start for name in names if name.among]
    anna = next(number for number, actor in enumerate(cast) if actor.name == "Anna Brandt")
    alone, told_ = (actors.candidates(cast, given)[anna].names for given in (None, dict.fromkeys(shared, anna)))
    assert len(shared) == 2
    assert sorted({*told_} - {*alone}) == [(start, start + len("Brandt")) for start in shared]
