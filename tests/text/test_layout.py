"""Where a place in a text stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.text import layout
from kit.text.layout import Layout

TEXT = 'Rain fell. "It was well-timed," said Ann Lee.\n\nShe left.'


def test_a_place_has_its_sentence_paragraph_and_quotation():
    found = Layout(TEXT)
    at = TEXT.index
    places = [at("fell"), at("well"), at("said"), at("She")]
    assert [found.sentence(place) for place in places] == [0, 1, 1, 2]
    assert [found.paragraph(place) for place in places] == [0, 0, 0, 1]
    assert [found.quotation(place) for place in places] == [-1, 0, -1, -1]
    assert found.share_quoted(0, len(TEXT)) == (10, 3)


def test_each_part_is_found_once(monkeypatch):
    calls = []
    for name in ("sentences", "paragraphs", "quotation"):
        whole = getattr(layout, name)
        monkeypatch.setattr(layout, name, lambda *given, whole=whole: calls.append(whole) or whole(*given))
    found = Layout(TEXT)
    assert calls == []
    for place in range(len(TEXT)):
        found.sentence(place), found.paragraph(place), found.quotation(place)
    assert len(calls) == len(set(calls)) == 3


@given(text=st.text(alphabet=st.sampled_from("aB .?\"“”'\n\r-é中"), max_size=80), place=st.integers(0, 80))
def test_parts_are_in_order_and_hold_what_they_are_said_to_hold(text, place):
    found = Layout(text)
    for spans in (found.sentences, found.paragraphs, found.quoted, found.words):
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
    quotation = found.quotation(place)
    assert (quotation >= 0) == any(start <= place < end for start, end in found.quoted)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘We lost,’ said Lee. 'It rained.'", ["We lost,", "It rained."]),
        ("“She said ‘no’ twice,” said Lee.", ["She said ‘no’ twice,"]),
        ("The dogs' bone wasn't the cats'.", []),
    ],
    ids=["single marks", "marks within marks", "apostrophes"],
)
def test_what_stands_between_marks_is_quoted(text, quoted):
    assert [text[start:end] for start, end in Layout(text, text).quoted] == quoted
