"""Lines that end where they are full."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.text.wrapping import unwrapped

WIRE = """LUND PORT UNION SEES HIGHER PROFIT
The Lund Port Union said it would pay a higher
dividend after a record year, its chairman Ann
Lee told reporters on Monday after a meeting.
    "We have more ships than ever before and they
will stay here," she said.
    Net 807,000 vs 2,858,000
    Revs 12.3 mln vs 11.2 mln
"""


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in unwrapped(text).split("\n") if line.strip()]


def test_a_paragraph_set_in_is_one_line_and_rows_of_a_table_stay():
    assert paragraphs(WIRE) == [
        "LUND PORT UNION SEES HIGHER PROFIT",
        "The Lund Port Union said it would pay a higher dividend after a record year, its chairman Ann Lee told "
        "reporters on Monday after a meeting.",
        '"We have more ships than ever before and they will stay here," she said.',
        "Net 807,000 vs 2,858,000",
        "Revs 12.3 mln vs 11.2 mln",
    ]


def test_lines_between_empty_lines_are_one_paragraph():
    block = "The Lund Port Union said it would pay a higher dividend\nafter a record year.\n"
    assert len(paragraphs(f"{block}\n{block}")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The Lund Port Union said it would pay a higher dividend.\nAnn Lee left after the meeting of the board.\n",
        "Roses are red\nviolets are blue\n",
        "1 Ann Lee (Lund) 12.3 seconds, a record for this year\n2 Tom Reed (Oslo) 12.4 seconds\n",
        "",
    ],
    ids=["a paragraph a line", "short lines", "a table", "nothing"],
)
def test_lines_that_end_something_stay(text):
    assert unwrapped(text) == text


@given(st.text(alphabet=st.sampled_from("aB .\n\r“é"), max_size=400))
def test_only_ends_of_lines_change(text):
    found = unwrapped(text)
    assert len(found) == len(text)
    assert all(a == b or (a in "\r\n" and b == " ") for a, b in zip(text, found, strict=True))


def test_a_name_broken_by_a_line_is_one_and_words_are_as_written():
    actors = kit.find_actors(WIRE)
    assert "Ann Lee" in set(actors.name)
    quote = kit.find_quotes(WIRE).iloc[-1]
    assert quote.text == WIRE[quote.start : quote.end]
