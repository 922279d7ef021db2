"""Paragraphs, sentences and tokens of a text, all as character offsets, and the tone of a sentence (NLTK).

Sentences are found by Punkt (Kiss & Strunk 2006) with parameters learnt from news by `training/sentences.py`; tone by
VADER (Hutto & Gilbert 2014) with its lexicon. Both are loaded when first used, once a process.
"""

from __future__ import annotations

import functools
import json
import re
import string
from importlib import resources
from typing import TYPE_CHECKING, Any

from kit import lexicon

if TYPE_CHECKING:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer
    from nltk.tokenize.punkt import PunktLanguageVars, PunktSentenceTokenizer

__all__ = ["paragraphs", "punkt", "sentences", "tokens", "tone"]

PARAGRAPH = re.compile(r"[^\n]+")
ENDS = ".?!…"
INSIDE = re.compile(r"[.?!…][\"'”’»)\]]*\s")
NOTES = re.compile(r"(?:\[\w{1,3}\]\s*)+")
NUMBER = re.compile(r"\(?(?:\d+|[A-Za-z])[.)]+")
# Numbers with their points, abbreviations with theirs, words with what joins their parts.
TOKEN = r"\d+(?:[.,:]\d+)+|(?:[^\W\d_]\.){2,}|\w+(?:['’\-]\w+)*"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """(start, end) of each line that holds anything, in order, without the space around it."""
    spans = []
    for match in PARAGRAPH.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def sentences(text: str) -> list[tuple[int, int, int]]:
    """Where each sentence stands.

    Returns
    -------
    list
        (paragraph, start, end) in order: the number of its paragraph in `paragraphs(text)`, and its offsets without the
        space around it. None runs over a paragraph's end; all of the text but space is in one.
    """
    found = []
    for number, (first, last) in enumerate(paragraphs(text)):
        paragraph = text[first:last]
        # Most headlines, captions and list items have no end of a sentence within: Punkt is not asked.
        spans = [(0, last - first)] if INSIDE.search(paragraph) is None else _split(paragraph)
        found += [(number, first + start, first + end) for start, end in spans]
    return found


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of the words and numbers between two offsets of the text, in order; punctuation is left out.

    Offsets are those of the whole text, in characters; `end` is its length by default.
    """
    piece = text[start:end]
    return [(start + first, start + last) for first, last in _words().span_tokenize(piece)]


def tone(sentence: str) -> float:
    """VADER compound, -1 to 1: how the words sound, not towards anybody; 0 where none of them is in the lexicon.

    Hutto & Gilbert (2014), as NLTK has it.
    """
    # What VADER looks up is each token, or the token without the marks around it: none there, nothing to add up.
    tokens = sentence.lower().split()
    rated = _vader().lexicon.keys()
    if rated.isdisjoint(tokens) and rated.isdisjoint(token.strip(string.punctuation) for token in tokens):
        return 0.0
    return float(_vader().polarity_scores(sentence)["compound"])


def _split(paragraph: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end in _punkt().span_tokenize(paragraph):
        # A footnote's number behind the full stop belongs to the sentence that it follows.
        if spans and (note := NOTES.match(paragraph, start, end)):
            spans[-1] = (spans[-1][0], note.end())
            start = note.end()
        piece = paragraph[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if start >= end:
            continue
        if spans and _goes_on(paragraph, spans[-1], start, end):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(start, start + len(paragraph[start:end].rstrip())) for start, end in spans]


def _goes_on(paragraph: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Punkt broke where no sentence ends: before a small letter ("Why?" he said), after a title or a lone number."""
    return (
        paragraph[start].islower()
        or not any(map(str.isalnum, paragraph[start:end]))
        or _title().search(paragraph, *before) is not None
        or NUMBER.fullmatch(paragraph, *before) is not None
    )


@functools.cache
def _title() -> re.Pattern[str]:
    """Titles stand before names and hardly ever end a sentence, whatever word follows."""
    return re.compile(rf"\b(?:{lexicon.pattern('abbreviations', 'sentence')})\.$")


def punkt(parameters: dict[str, Any]) -> PunktSentenceTokenizer:
    """A splitter with parameters that were learnt.

    Parameters
    ----------
    parameters
        `abbreviations` and `starters` (of sentences): words in lower case; `collocations`: pairs of words that no
        sentence parts; `contexts`: for each word the flags of how it was cased where (NLTK's `ortho_context`).
    """
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    known = PunktParameters()
    known.abbrev_types = set(parameters["abbreviations"])
    known.collocations = {tuple(pair) for pair in parameters["collocations"]}
    known.sent_starters = set(parameters["starters"])
    known.ortho_context.update(parameters["contexts"])
    return PunktSentenceTokenizer(known, lang_vars=language())


def language() -> PunktLanguageVars:
    """Punkt's idea of English, with the ellipsis character as a sentence's end and curly quotes as no part of words."""
    from nltk.tokenize.punkt import PunktLanguageVars

    class English(PunktLanguageVars):  # type: ignore[misc]
        sent_end_chars = tuple(ENDS)
        _re_word_start = r"[^\(\"\`{\[:;&\#\*@\)}\]\-,“‘«]"

    return English()


@functools.cache
def _punkt() -> PunktSentenceTokenizer:
    return punkt(json.loads(_model("punkt.json")))


@functools.cache
def _words() -> Any:
    from nltk.tokenize import RegexpTokenizer

    return RegexpTokenizer(TOKEN)


class Unmarked:
    """In place of VADER's pattern of punctuation: leaves only the words that marks touch, without them.

    VADER pairs every word that is left with each of 17 marks, before and after, to strip such tokens, and the pairs of
    words that no mark touches are never found: without them it takes two fifths of the time, and no score changes.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    def sub(self, new: str, text: str) -> str:
        """The words that remain, parted by spaces."""
        return " ".join(self.pattern.sub(new, token) for token in text.split() if not token.isalnum())


@functools.cache
def _vader() -> SentimentIntensityAnalyzer:
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    class Vader(SentimentIntensityAnalyzer):  # type: ignore[misc]
        """NLTK's, with the lexicon of this package: NLTK looks for its own among its downloads only."""

        def __init__(self) -> None:
            self.lexicon_file = _model("vader.tsv").rstrip("\n")
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()
            self.constants.REGEX_REMOVE_PUNCTUATION = Unmarked(self.constants.REGEX_REMOVE_PUNCTUATION)

    return Vader()


def _model(name: str) -> str:
    return resources.files("kit").joinpath("models", name).read_text("utf-8")
