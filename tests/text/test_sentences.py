"""Paragraphs, sentences, tokens and tone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text import sentences as text

NEWSY = st.text(alphabet=st.sampled_from('aB .?!…"”“’\n\r\t()[1]é中\u2028'), max_size=80)


def split(words: str) -> list[str]:
    return [words[start:end] for _, start, end in text.sentences(words)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The U.S. election was held.", "He won."],
        ["He lives in the U.S.", "He votes there."],
        ["Mr. Trump spoke to Mrs. Clinton.", "She left."],
        ["Sen. The Hague is no name, but Sen. Cruz is.", "Gov. Kasich agreed."],
        ["Books by J. K. Rowling sell.", "George W. Bush reads."],
        ["It rose 3.5 percent to $1.25 a share.", "Then it fell."],
        ["“Why now?” he said.", "Nobody knew."],
        ['"Stop!" she cried.', "They stopped."],
        ['"We will go," he said.', '"We will win."'],
        ["“It is over.”", "He left the room."],
        ['"It is over."', "He left the room."],
        ["Well... it depends.", "Perhaps not."],
        ["Well… it depends.", "Perhaps not."],
        ["He paused…", "Then he spoke."],
        ["(The firm declined to comment.)", "Shares fell."],
        ["Apple Inc. and Ford Motor Co. rose.", "Others fell."],
        ["At 5 p.m. he left.", "She came on Jan. 5 with Martin Luther King Jr. in mind."],
        ["He was born in Washington, D.C., in 1950.", "He died there."],
        ["Light travels fast [1].", "Sound does not."],
        ["Light travels fast. [1] [2]", "Sound does not."],
        ["1. Open the box.", "Close it."],
    ],
    ids=lambda expected: " | ".join(expected)[:40],
)
def test_sentences_end_where_a_reader_ends_them(expected):
    assert split(" ".join(expected)) == expected


def test_no_sentence_runs_over_a_paragraph():
    assert text.sentences("A title\n\n He said\nso. ") == [(0, 0, 7), (1, 10, 17), (2, 18, 21)]


@given(words=st.one_of(st.text(), NEWSY))
def test_every_character_but_space_is_in_one_sentence(words):
    """Whatever the text, sentences follow each other, and hold all of it but white space at their ends."""
    spans = [(start, end) for _, start, end in text.sentences(words)]
    assert spans == sorted(spans)
    assert all(words[start:end] == words[start:end].strip() != "" for start, end in spans)
    between = [
        words[a:b] for a, b in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(words)], strict=True)
    ]
    assert "".join(between).strip() == ""


@given(words=st.text(), start=st.integers(0, 20), end=st.integers(0, 40))
def test_tokens_lie_between_start_and_end(words, start, end):
    spans = text.tokens(words, start, end)
    assert all(start <= first < last <= end for first, last in spans)
    assert all(not words[first:last].isspace() for first, last in spans)


def test_tokens_keep_numbers_abbreviations_and_joined_words():
    words = "The U.S. rate didn't rise 3.5% to well-known 1,200."
    found = [words[start:end] for start, end in text.tokens(words)]
    assert found == ["The", "U.S.", "rate", "didn't", "rise", "3.5", "to", "well-known", "1,200"]


@pytest.mark.parametrize(
    ("words", "sign"),
    [("What a wonderful success!", 1), ("A horrible, brutal murder.", -1), ("The meeting is on Monday.", 0), ("", 0)],
    ids=["glad", "grim", "neither", "nothing"],
)
def test_tone_is_of_the_words(words, sign):
    score = text.tone(words)
    assert (score > 0) - (score < 0) == sign
    assert -1 <= score <= 1


def test_tone_changes_nothing_of_nltk():
    import nltk.data

    before = list(nltk.data.path)
    text.tone("Good.")
    assert nltk.data.path == before
