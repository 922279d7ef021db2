"""The trained encoder: offsets, windows, hostile texts, and that a text is read the same wherever it stands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import tagger
from kit.errors import TagError
from kit.tagger import assemble, decode, encoder, features, gather
from kit.text.layout import Layout
from tests.effort import lines_run

ARTICLE = """Harbour strike enters third week

The union's leader, Ana Kowalczyk, said on Monday that talks with the port of Mombasa had broken down. "We were \
promised a contract in March," she told reporters. "We have seen nothing."

The company denied that it had made any promise. According to Kenya's transport ministry, ships \
will be sent to Dar es Salaam.

“They want us to give up,” said Peter Otieno, a crane driver. “We won't.”
"""

HOSTILE = {
    "nothing": "",
    "space": " \n\t\n ",
    "another language": "Der Minister sagte, die Regierung werde „nicht nachgeben“. 外交部发言人表示,中方坚决反对。",
    "all capitals": ARTICLE.upper(),
    "no capitals": ARTICLE.lower(),
    "no spaces": ARTICLE.replace(" ", ""),
    "one line": ARTICLE.replace("\n", " "),
    "windows line ends": ARTICLE.replace("\n", "\r\n"),
    "emoji": "😀 " + ARTICLE.replace("said", "said 👩‍👩‍👧 "),
    "lone surrogates": "\ud83d" + ARTICLE.replace("Monday", "\udc00Monday"),
    "zero width": ARTICLE.replace("o", "o\u200b"),
    "NULs": ARTICLE.replace("e", "e\0"),
    "marks left open": '"' * 50 + " said " + "“" * 50 + "«" * 9,
    "one long word": "a" * 5000,
    "combining": "e\u0301" * 300 + " said it.",
}


def facts(reading: tagger.Reading) -> tuple[object, ...]:
    return reading.names, reading.attributions, reading.sentiment([(n.start, n.end) for n in reading.names]).tobytes()


def spans(reading: tagger.Reading) -> list[tuple[int, int]]:
    found = [(n.start, n.end) for n in reading.names]
    return found + [
        (p.start, p.end) for a in reading.attributions for part in (a.contents, a.cues, a.sources) for p in part
    ]


def test_an_article_is_read():
    reading = tagger.read(ARTICLE)
    names = {ARTICLE[n.start : n.end]: n.label for n in reading.names}
    assert (names["Ana Kowalczyk"], names["Peter Otieno"], names["Mombasa"]) == ("person", "person", "location")
    said = [
        (ARTICLE[a.contents[0].start : a.contents[0].end], [ARTICLE[s.start : s.end] for s in a.sources])
        for a in reading.attributions
    ]
    assert ("We were promised a contract in March", ["she"]) in said
    assert any(content.startswith(("it had made", "that it had made")) for content, _ in said)


def test_an_interrupted_quote_is_one_attribution():
    reading = tagger.read(ARTICLE)
    parts = [[ARTICLE[p.start : p.end] for p in a.contents] for a in reading.attributions]
    assert ["We were promised a contract in March", "We have seen nothing"] in parts


def test_a_text_is_read_the_same_alone_and_after_others():
    alone = facts(tagger.read(ARTICLE))
    tagger.read("Something else altogether, said Bob.")
    tagger.read(ARTICLE * 5)
    assert facts(tagger.read(ARTICLE)) == alone


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_read_with_spans_inside_them(text):
    reading = tagger.read(text)
    assert [(s, e) for s, e in spans(reading) if not (0 <= s < e <= len(text) and text[s:e].strip())] == []


def test_cases_marks_and_line_ends_do_not_move_offsets():
    """Signs of no width, NULs and surrogates are dropped by the vocabulary, not from the offsets."""
    text = "\0\u200b\ud800😀 “Yes,” said Ana Kowalczyk."
    assert "Ana Kowalczyk" in {text[n.start : n.end] for n in tagger.read(text).names}


@settings(max_examples=60)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\0\u200b\ud83d“”\"'\n Aa.")), max_size=200))
def test_every_span_slices_back_into_its_text(text):
    reading = tagger.read(text)
    assert all(0 <= s < e <= len(text) for s, e in spans(reading))
    assert list(reading.names) == sorted(reading.names, key=lambda n: n.start)


@settings(max_examples=30)
@given(st.text(max_size=80), st.integers(0, 90), st.integers(0, 90))
def test_sentiment_of_any_span_is_a_distribution(text, a, b):
    chances = tagger.read(text).sentiment([(min(a, b), max(a, b))])
    assert chances.shape == (1, 3)
    assert float(chances.sum()) == pytest.approx(1, abs=1e-5)


def test_a_span_without_words_is_neutral_and_has_no_vector():
    reading = tagger.read("Ann Lee left.")
    assert reading.sentiment([(3, 3)]).tolist() == [[0, 1, 0]]
    assert not reading.spans([(3, 3)]).any()
    assert reading.spans([(0, 7), (8, 12)]).shape == (2, 768)
    assert reading.sentiment([]).shape == (0, 3)


def test_confidences_are_shares():
    reading = tagger.read(ARTICLE)
    sure = [n.confidence for n in reading.names] + [a.confidence for a in reading.attributions]
    assert all(0 <= c <= 1 for c in sure)


def test_twice_the_text_takes_twice_the_work(monkeypatch):
    """In pieces that go through the encoder, and in lines of Python around it; a quadratic step would give four."""
    text = " ".join(["Ann Lee told Bob Roe that the port of Mombasa would close, he said."] * 200)
    pieces = []
    embed = encoder.embed
    monkeypatch.setattr(encoder, "embed", lambda model, ids, *rest: pieces.append(len(ids)) or embed(model, ids, *rest))

    def work(of: str) -> tuple[int, int]:
        pieces.clear()
        lines = lines_run(lambda: tagger.read(of))
        return sum(pieces), lines

    tagger.read("Ready.")
    once, twice = work(text), work(text * 2)
    assert [b / a for a, b in zip(once, twice, strict=True)] == pytest.approx([2, 2], rel=0.1)


def test_long_and_short_texts_agree_where_windows_do_not_cut():
    """The first lines of a long text are read as they are alone."""
    alone = {(n.start, n.end, n.label) for n in tagger.read(ARTICLE).names}
    within = {
        (n.start, n.end, n.label)
        for n in tagger.read(ARTICLE + "\n" + "Nothing more was known on Monday. " * 200).names
    }
    assert len(alone & within) >= len(alone) - 1


def test_blocks_decode_as_the_whole_chain():
    rng = np.random.default_rng(0)
    emissions = {"x": rng.normal(size=(700, 5), scale=2).astype(np.float32)}
    moves = {"x": rng.normal(size=(5, 5)).astype(np.float32)}
    tags, chances = decode.best_tags(emissions, moves)["x"]
    whole = decode.viterbi(emissions["x"][None, None], moves["x"][None, None])[0, 0]
    sure = decode.marginals(emissions["x"][None, None], moves["x"][None, None])[0, 0]
    assert (tags == whole).mean() == 1
    assert np.abs(chances - sure).max() < 1e-3


def test_spans_of_tags_carry_their_least_chance():
    chances = np.array([[0.1, 0.9, 0], [0, 0.2, 0.8], [0.7, 0.1, 0.2]], dtype=np.float32)
    assert [(i, j, k, round(p, 2)) for i, j, k, p in decode.spans_of(np.array([1, 2, 0]), chances, ("name",))] == [
        (0, 2, "name", 0.8)
    ]


def test_gelu_is_the_exact_one():
    x = np.array([-3.0, -0.5, 0.0, 0.5, 3.0], dtype=np.float32)
    assert assemble.gelu(x) == pytest.approx([-0.00404951, -0.15426877, 0.0, 0.34573123, 2.9959507], abs=1e-5)


def test_the_version_is_counted_from_the_files():
    assert len(tagger.MODEL_VERSION) == 12
    with pytest.raises(AttributeError):
        _ = tagger.NOTHING


def test_a_missing_model_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(encoder, "FOLDER", tmp_path)
    encoder.settings.cache_clear()
    try:
        with pytest.raises(TagError, match=r"tagger\.json.*install the package again"):
            encoder.settings()
    finally:
        encoder.settings.cache_clear()


def test_turns_of_a_transcript_are_the_speakers_own():
    text = "\n".join(
        [
            "WALLACE: Do you really see those two as equal?",
            "PENCE: Well, look, I think the question is a fair one.",
            "WALLACE: Governor, I do not want to interrupt.",
        ]
    )
    said = [
        (text[a.contents[0].start :][:6], [text[s.start : s.end] for s in a.sources])
        for a in tagger.read(text).attributions
    ]
    assert {("Do you", "WALLACE"), ("Govern", "WALLACE")} <= {(begin, sources[0]) for begin, sources in said}


@pytest.mark.parametrize(
    ("lines", "labels"),
    [("A: x\nBOB: y\nTHE MAYOR: z\nBOB: w", 3), ("WASHINGTON: a storm\nIt rained.", 0), ("one\ntwo", 0)],
    ids=["three turns", "a dateline", "prose"],
)
def test_labels_of_turns(lines, labels):
    pieces = features.split(Layout(lines), encoder.load().tokenizer)
    words = [lines[s:e] for s, e in zip(pieces.start, pieces.end, strict=True)]
    assert len(gather.turns((pieces.features[pieces.first], words))) == labels
