"""Whole quotes: their parts and type, the kind of cue, to whom, by way of whom, within which quote, withheld names."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import quotes, schema
from kit.quotes.cues import cue_type, is_negated
from kit.tagger import Attribution, Part, Reading
from kit.text.layout import Layout
from tests.effort import lines_run
from tests.readings import made


def first(reading: Reading) -> dict:
    return quotes.assemble(reading)[0]


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ('"We will appeal to the court," said Ann Lee.', "We will appeal to the court,", "direct"),
        ("“We will appeal to the court,” said Ann Lee.", "We will appeal to the court,", "direct"),
        ("``We will appeal to the court,'' said Ann Lee.", "We will appeal to the court,", "direct"),
        ("«We will appeal to the court», said Ann Lee.", "We will appeal to the court", "direct"),
        (
            'Ann Lee said that the long and bitter fight was "a disgrace".',
            'the long and bitter fight was "a disgrace"',
            "mixed",
        ),
        ("Ann Lee said that she would appeal.", "she would appeal", "indirect"),
    ],
    ids=["straight", "curly", "LaTeX", "guillemets", "partly", "none"],
)
def test_the_type_is_the_share_of_words_between_marks(text, content, kind):
    assert first(made(text, said=[(content, "said", "Ann Lee")]))["type"] == kind


def test_marks_stand_outside_of_the_quote():
    row = first(made('"We will appeal," said Ann Lee.', said=[('"We will appeal,"', "said", "Ann Lee")]))
    assert row["text"] == "We will appeal,"


def test_an_interrupted_quote_is_one_with_its_parts():
    text = '"Of course," Ann Lee said. "We will appeal."'
    parts = (Part(1, 11, 0.9), Part(28, 43, 0.9))
    reading = made(text)
    found = Attribution(parts, (Part(21, 25, 0.9),), (Part(13, 20, 0.9),), "speech", 0.9)
    row = first(Reading(Layout(text), (), (found,), (), reading.encoded))
    assert row["spans"] == [[1, 11], [28, 43]]
    assert row["text"] == text[1:43]


def test_a_quote_that_runs_over_paragraphs_is_one():
    text = '"We will appeal to the court," said Ann Lee. "It is long.\n\n"But we have time."'
    reading = made(text, said=[("It is long.", "said", "Ann Lee"), ("But we have time.", None, None)])
    assert [row["text"] for row in quotes.assemble(reading)] == ['It is long.\n\n"But we have time.']


@pytest.mark.parametrize(
    ("text", "cue", "content", "many"),
    [
        ("A spokeswoman for Ann Lee declined to comment on the case.", "declined", "to comment on the case", 0),
        ("Ann Lee refused on Monday to say whether she will go.", "refused", "to say whether she will go", 0),
        ("Ann Lee promised to comment on the case.", "promised", "to comment on the case", 1),
        ("Ann Lee, who declined to comment, asked to leave.", "asked", "to leave", 1),
        ("Ann Lee said she could not comment.", "said", "she could not comment", 1),
        ("“To comment is to lose,” said Ann Lee, who declined to answer.", "said", "To comment is to lose", 1),
    ],
)
def test_what_somebody_declined_to_say_is_no_quote(text, cue, content, many):
    assert len(quotes.assemble(made(text, said=[(content, cue, "Ann Lee")]))) == many


def test_a_closed_quote_does_not_run_on():
    text = 'Ann Lee said: "It is long."\n\n"But we have time."'
    reading = made(text, said=[("It is long.", "said", "Ann Lee"), ("But we have time.", None, None)])
    assert len(quotes.assemble(reading)) == 2


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("said", "say"),
        ("according to", "say"),
        ("told Newsweek", "say"),
        ("argued", "claim"),
        ("denies", "deny"),
        ("pleaded not guilty", "deny"),
        ("accused", "accuse"),
        ("has accused", "accuse"),
        ("lashing out at", "accuse"),
        ("vowed", "promise"),
        ("warning", "warn"),
        ("called for", "demand"),
        ("calling on", "demand"),
        ("called", "other"),
        ("urged", "demand"),
        ("asked", "ask"),
        ("asked for", "demand"),
        ("believes", "think"),
        ("knew", "think"),
        ("announced", "announce"),
        ("conceded", "agree"),
        ("pleaded guilty", "agree"),
        ("apologised", "other"),
        ("grinned", "say"),
        ("", "say"),
    ],
)
def test_a_cue_has_the_type_of_its_words(cue, kind):
    assert cue_type(cue) == kind


def test_said_leaves_out_the_reporter_s_words():
    text = '"It rained," said Ann Lee, "and it will rain."'
    parts = tuple(
        Part(text.index(words), text.index(words) + len(words), 0.9) for words in ("It rained,", "and it will rain.")
    )
    reading = replace(made(text), attributions=(Attribution(parts, (), (), "speech", 0.9),))
    row = first(reading)
    assert (row["text"], row["said"]) == (text[1:-1], "It rained, … and it will rain.")


@pytest.mark.parametrize(
    ("text", "cue", "negated"),
    [
        ("Ann Lee did not deny it.", "deny", True),
        ("Ann Lee didn't say so.", "say", True),
        ("Ann Lee never said so.", "said", True),
        ("Ann Lee declined to say so.", "say", True),
        ("It was not over, and Lee said so.", "said", False),
        ("Ann Lee said so.", "said", False),
    ],
)
def test_a_negated_cue_is_seen(text, cue, negated):
    assert is_negated(Layout(text), text.index(cue)) is negated


@pytest.mark.parametrize(
    ("text", "content", "cue", "whom"),
    [
        ("Ann Lee told Newsweek that it rained.", "it rained", "told", "Newsweek"),
        ("Ann Lee told reporters that it rained.", "it rained", "told", "reporters"),
        ("Ann Lee urged the committee to wait.", "to wait", "urged", "the committee"),
        ('"It rained," Ann Lee said in an interview with CNN.', "It rained,", "said", "CNN"),
        ("Ann Lee called on the committee to wait.", "to wait", "called on", "the committee"),
        ("Ann Lee had been begging the committee to wait.", "to wait", "been begging", "the committee"),
        ("Ann Lee said that it rained.", "it rained", "said", None),
        ("Ann Lee praised the committee for waiting.", "for waiting", "praised", None),
    ],
)
def test_the_addressee_is_who_was_told(text, content, cue, whom):
    assert first(made(text, said=[(content, cue, "Ann Lee")]))["addressee"] == whom


def test_a_quote_within_a_quote_has_a_parent_and_is_relayed():
    text = "Ann Lee had announced that the port would close, Reuters reported."
    rows = quotes.assemble(
        made(
            text,
            said=[
                ("Ann Lee had announced that the port would close", "reported", "Reuters"),
                ("the port would close", "announced", "Ann Lee"),
            ],
        )
    )
    assert [row["parent"] for row in rows] == [None, 0]
    assert rows[1]["via"] == "Reuters"


def test_who_relayed_it_is_seen():
    text = '"It rained," Ann Lee said in comments reported by Russian state media.'
    assert first(made(text, said=[("It rained,", "said", "Ann Lee")]))["via"] == "Russian state media"


def test_an_agency_that_reported_it_relays():
    text = "Ann Lee had announced the deal, state news agency Tass reported."
    assert first(made(text, said=[("the deal", "announced", "Ann Lee")]))["via"] == "state news agency Tass"


def test_a_signed_quote_is_its_signers():
    text = '"We can do better than this." ― Ann Lee\n"So we can."'
    assert first(made(text, said=[("We can do better than this.", None, None)]))["speaker"] == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "source", "withheld", "reason"),
    [
        (
            "An official said that it rained, speaking on condition of anonymity because talks are private.",
            "An official",
            True,
            "because talks are private",
        ),
        (
            "An official, who was not authorized to speak publicly, said that it rained.",
            "An official",
            True,
            "was not authorized to speak publicly",
        ),
        ("A person familiar with the matter said that it rained.", "A person familiar with the matter", True, None),
        ("An official said that it rained.", "An official", False, None),
        ("Ann Lee said that it rained.", "Ann Lee", False, None),
    ],
    ids=["condition and reason", "not authorised", "familiar", "an official", "a name"],
)
def test_withheld_names_are_seen_with_the_reason(text, source, withheld, reason):
    row = first(made(text, said=[("it rained", "said", source)]))
    assert (row["anonymous"], row["reason"]) == (withheld, reason)


@given(text=st.text(alphabet=st.sampled_from("said Lee\"“”'.,\n‘«»`"), max_size=120), data=st.data())
@settings(max_examples=80)
def test_offsets_slice_back_to_the_quote(text, data):
    """Whatever the text and the spans, `text[start:end]` is the quote."""
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6))
    found = tuple(Attribution((Part(min(s), max(s), 0.5),), (), (), "speech", 0.5) for s in spans if s[0] != s[1])
    rows = quotes.assemble(Reading(Layout(text), (), found, (), made(text).encoded))
    assert [text[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    assert schema.QUOTES.frame(rows, without=("article_id",)) is not None


@given(text=st.text(alphabet=st.sampled_from("said Lee\"“”'.,\n‘«»`"), max_size=120), data=st.data())
@settings(max_examples=120)
def test_no_part_of_a_quote_lies_in_another(text, data):
    """Whatever parts an attribution has, those of its quote are in order and share nothing."""
    place = st.integers(0, len(text))
    contents = data.draw(st.lists(st.lists(st.tuples(place, place), min_size=1, max_size=4), max_size=4))
    found = tuple(
        Attribution(tuple(Part(min(s), max(s), 0.5) for s in parts), (), (), "speech", 0.5) for parts in contents
    )
    for row in quotes.assemble(Reading(Layout(text), (), found, (), made(text).encoded)):
        spans = row["spans"] or [[row["start"], row["end"]]]
        assert all(start < end for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        assert (spans[0][0], spans[-1][1]) == (row["start"], row["end"])


def test_an_article_of_only_quotes_takes_work_in_proportion():
    def work(n: int) -> int:
        text = "\n\n".join(f'"It rained and rained for days {i}," said Lee.' for i in range(n))
        said = [(f"It rained and rained for days {i},", "said", "Lee") for i in range(n)]
        reading = made(text, said=said)
        assert len(quotes.assemble(reading)) == n
        return lines_run(lambda: quotes.assemble(reading))

    assert work(200) < 4.4 * work(50)
