"""How a text is laid out: its words, sentences, paragraphs and what stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from kit.text.marks import quotation
from kit.text.sentences import paragraphs, sentences

__all__ = ["Layout"]

Span = tuple[int, int]
WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Layout:
    """The parts of one text, and in which of them a place stands.

    `text` is what is laid out, a line a paragraph; where lines are wrapped it is not as it was `written`, but as long
    (`kit.text.wrapping`). Each list holds (start, end) in order, as string indices, end exclusive, and is found once,
    when first asked for: whoever needs only the quotation marks does not pay for the sentences.
    """

    text: str
    written: str = ""

    def words_at(self, start: int, end: int) -> str:
        """What stands between two offsets, as it was written."""
        return (self.written or self.text)[start:end]

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences, without the space around them; none runs over a paragraph's end."""
        return [(start, end) for _, start, end in sentences(self.text)]

    @cached_property
    def paragraphs(self) -> list[Span]:
        """Lines that hold anything, without the space around them."""
        return paragraphs(self.text)

    @cached_property
    def marks(self) -> list[tuple[int, int, int]]:
        """Quotation marks and what they enclose, as `kit.text.marks.quotation` gives them: (start, end, state)."""
        return quotation(self.text)

    @cached_property
    def quoted(self) -> list[Span]:
        """What stands between quotation marks, without them; none overlaps another.

        Single marks within double ones are the inner speaker's, and count with the outer ones.
        """
        spans: list[Span] = []
        for state in (1, 2):
            taken = sorted(spans)
            last = 0
            for start, end in sorted(mark[:2] for mark in self.marks if mark[2] == state):
                at = bisect_left(taken, (end, 0))
                if last <= start < end and (at == 0 or taken[at - 1][1] <= start):
                    spans.append((start, end))
                    last = end
        return sorted(spans)

    @cached_property
    def words(self) -> list[Span]:
        """Words, hyphens and apostrophes within them included."""
        return [match.span() for match in WORD.finditer(self.text)]

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word begins."""
        return [start for start, _ in self.words]

    @cached_property
    def lower(self) -> list[str]:
        """Each word in lower case."""
        return [self.text[start:end].lower() for start, end in self.words]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [start for start, _ in self.paragraphs]

    @cached_property
    def _quoted_starts(self) -> list[int]:
        return [start for start, _ in self.quoted]

    def sentence(self, offset: int) -> int:
        """Number of the sentence that holds an offset, or the last one before it; 0 before the first."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def paragraph(self, offset: int) -> int:
        """Number of the paragraph that holds an offset, or the last one before it; 0 before the first."""
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
