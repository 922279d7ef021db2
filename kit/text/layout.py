"""How a text is laid out: its words, sentences, paragraphs and what stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kit.text import sentences as texts
from kit.text.marks import is_wrapped, quotation

__all__ = ["Layout", "layout"]

WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Layout:
    """Offsets of the parts of one text, each list in order, and which part an offset stands in."""

    text: str
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    quoted: list[tuple[int, int]]
    words: list[tuple[int, int]]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [start for start, _ in self.quoted]

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word begins."""
        return [start for start, _ in self.words]

    @cached_property
    def lower(self) -> list[str]:
        """Each word in lower case."""
        return [self.text[start:end].lower() for start, end in self.words]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds an offset, or the last one before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that holds an offset, or the last one before it."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def quotation(self, offset: int) -> int:
        """Number of the quotation that holds an offset; -1 outside of quotation marks."""
        at = bisect_right(self._quoted_starts, offset) - 1
        return at if at >= 0 and offset < self.quoted[at][1] else -1

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """Numbers of the words that begin between two offsets: first, and after the last."""
        return bisect_left(self.word_starts, start), bisect_left(self.word_starts, end)

    def share_quoted(self, start: int, end: int) -> tuple[int, int]:
        """How many words begin between two offsets, and how many of them stand between quotation marks."""
        first, last = self.word_range(start, end)
        within = sum(self.quotation(self.words[at][0]) >= 0 for at in range(first, last))
        return last - first, within


@lru_cache(maxsize=4)
def layout(text: str) -> Layout:
    """The layout of a text; kept for the steps that follow one another on the same text."""
    wrapped = is_wrapped(text)
    quoted: list[tuple[int, int]] = []
    for start, end, state in quotation(text, wrapped):
        if state == 1 and start < end and (not quoted or start >= quoted[-1][1]):
            quoted.append((start, end))
    return Layout(
        text,
        [(start, end) for _, start, end in texts.sentences(text)],
        texts.paragraphs(text),
        quoted,
        [match.span() for match in WORD.finditer(text)],
    )
