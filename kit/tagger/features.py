"""A text as the encoder sees it: pieces, the words they belong to, and what the lower-cased pieces no longer show.

The vocabulary is uncased, so each piece also carries the shape of its word, the space before it, whether it stands
between quotation marks, and how its line is cased (the idea of casing features: Collobert et al., JMLR 2011); and
how people rated the word's tone (Hutto & Gilbert, ICWSM 2014), which a corpus of nine thousand sentences is too
small to teach.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kit.text.layout import Layout
from kit.text.marks import BLANK, BREAK, LINE

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["FEATURES", "FOLDER", "Pieces", "split"]

Ints = NDArray[np.int64]

FOLDER = Path(__file__).parent.parent / "models"

# How many values each feature has; the order of the columns of `Pieces.features`.
FEATURES = {"shape": 10, "gap": 4, "quote": 7, "line": 4, "tone": 7}

TOKEN = re.compile(r"[^\W\d_]{2,}")
SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Pieces:
    """`ids` (n,) and `features` (n, 5) of the pieces; of the words: `first` piece, `start` and `end` in the text."""

    ids: Ints
    features: Ints
    first: Ints
    start: Ints
    end: Ints


def split(layout: Layout, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into word pieces with their features.

    Parameters
    ----------
    layout
        The text, and where its quotation marks stand.

    Returns
    -------
    Pieces
        In the order of the text; offsets are Python string indices. Of no length for a text without words.
    """
    # The tokenizer takes UTF-8, which has no halves of surrogate pairs; one sign for another keeps every offset.
    encoding = tokenizer.encode(SURROGATE.sub("\ufffd", layout.text), add_special_tokens=False)
    ids = np.array(encoding.ids, dtype=np.int64)
    if not len(ids):
        none = np.zeros(0, dtype=np.int64)
        return Pieces(none, np.zeros((0, len(FEATURES)), dtype=np.int64), none, none, none)
    offsets = np.array(encoding.offsets, dtype=np.int64)
    word = np.array(encoding.word_ids, dtype=np.int64)
    opens = np.concatenate([[True], word[1:] != word[:-1]])
    first = np.flatnonzero(opens)
    last = np.concatenate([first[1:], [len(ids)]]) - 1
    start, end = offsets[first, 0], offsets[last, 1]
    features = words_features(layout, start, end)
    return Pieces(ids, features[np.cumsum(opens) - 1], first, start, end)


def words_features(layout: Layout, start: Ints, end: Ints) -> Ints:
    """The features of each word, one column a feature in the order of `FEATURES`."""
    text = layout.text
    tones = tone_buckets()
    words = [text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    known = {word: (shape_of(word), tones.get(word.lower(), 0)) for word in set(words)}
    shape, tone = np.array([known[word] for word in words], dtype=np.int64).reshape(-1, 2).T
    between = [text[a:b] for a, b in zip([0, *end[:-1].tolist()], start.tolist(), strict=True)]
    gaps = {some: gap_of(some) if some else 0 for some in set(between)}
    gap = np.array([gaps[some] for some in between], dtype=np.int64)
    if len(gap):
        # What begins the text begins a paragraph, whatever stands before it.
        gap[0] = 3
    return np.stack([shape, gap, states(layout.marks, start), line_case(text, start), tone], axis=1)


@cache
def tone_buckets() -> dict[str, int]:
    """Words of the VADER lexicon with how strongly they are rated: 1 to 3 below zero, 4 to 6 above; others are 0."""
    buckets = {}
    for line in (FOLDER / "vader.tsv").read_text(encoding="utf-8").splitlines():
        word, _, value = line.partition("\t")
        if word.isalpha():
            strength = float(value.split("\t")[0])
            buckets[word] = (1 if strength < 0 else 4) + int(np.searchsorted((1.2, 2.2), abs(strength)))
    return buckets


def shape_of(word: str) -> int:
    """The shape of one word: how it is cased, or that it holds digits or signs."""
    if word.isalpha():
        if word.islower():
            return 0
        if word.isupper():
            return 2 if len(word) == 1 else 3
        if word[0].isupper() and word[1:].islower():
            return 1
        return 4 if any(c.isupper() for c in word) else 8
    if word.isdigit():
        return 5
    if any(c.isdigit() for c in word):
        return 6
    return 9 if any(c.isalpha() for c in word) else 7


def gap_of(between: str) -> int:
    """What stands before a word: 0 nothing, 1 space, 2 an end of line, 3 an empty line."""
    if not BREAK.search(between):
        return 1
    return 3 if BLANK.search(between) else 2


def states(spans: list[tuple[int, int, int]], start: Ints) -> Ints:
    """The quotation state at each of the sorted offsets `start`."""
    state = np.zeros(len(start), dtype=np.int64)
    for a, b, code in spans:
        i, j = np.searchsorted(start, (a, b))
        if code < 3:
            # States 1 and 2 are bits: within double marks and single ones is 3.
            state[i:j] |= code
        else:
            state[i:j] = code
    return state


def line_case(text: str, start: Ints) -> Ints:
    """How the line of each word is cased: 0 as a sentence, 1 all capitals, 2 as a title, 3 no capitals."""
    case = np.zeros(len(start), dtype=np.int64)
    for line in LINE.finditer(text):
        i, j = np.searchsorted(start, line.span())
        if i == j:
            continue
        words: list[Any] = TOKEN.findall(text, *line.span())
        if not words:
            continue
        upper = sum(w.isupper() for w in words)
        caps = sum(w[0].isupper() for w in words)
        if 10 * upper >= 7 * len(words):
            case[i:j] = 1
        elif len(words) >= 3 and 10 * caps >= 6 * len(words):
            case[i:j] = 2
        elif len(words) >= 5 and not caps:
            case[i:j] = 3
    return case
