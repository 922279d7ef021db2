"""Lines that end where they are full, and not where a paragraph does: wire copy, mail, plain text of archives."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from kit import lexicon

__all__ = ["unwrapped"]

LINE = re.compile(r"[^\r\n]+")
END = ("\n", "\r\n")
SHORTEST, LONGEST = 45, 100  # characters of a full line
SHARE = 0.3  # of the full lines, where lines are wrapped, go on in the next with a small letter
FULL = 0.5  # of the longest line: what is shorter ends a paragraph, unless the next line goes on with a small letter
STOPS = ".!?:\"”'’"


class Line(NamedTuple):
    """A line that holds anything: where it stands, how far it is set in, and its words."""

    start: int
    end: int
    inset: int
    words: str


def unwrapped(text: str) -> str:
    """The text with spaces for each end of line that ends nothing: as long as the text, so that offsets stay.

    Lines are wrapped where full ones end in the midst of a sentence and the next go on with a small letter. An empty
    line, a line set in further than those, and the line after a short one or a heading in capitals begin a paragraph.
    """
    lines = [Line(*m.span(), _inset(m.group()), m.group().strip()) for m in LINE.finditer(text) if m.group().strip()]
    pairs = [(one, other) for one, other in pairwise(lines) if text[one.end : other.start] in END]
    # A line that ends with a stop says nothing: a paragraph may end there, too.
    full = [(one, other) for one, other in pairs if _is_full(one.words) and other.inset <= one.inset]
    broken = [(one, other) for one, other in full if other.words[0].islower() or _opens(one.words)]
    if not broken:
        return text
    usual = Counter(other.inset for _, other in broken).most_common(1)[0][0]
    # Where paragraphs are set in, fewer tell, and short lines, as of a table, say nothing against it.
    if len(broken) < (SHARE * len(full) / 2 if any(line.inset > usual for line in lines) else SHARE * len(pairs)):
        return text
    width = max(len(one.words) for one, _ in broken)
    out, last = [], 0
    for one, other in pairs:
        # Capitals above small letters are a headline or a dateline of its own, however long.
        heading = one.words.isupper() and not other.words.isupper()
        on = len(one.words) >= FULL * width or other.words[0].islower()
        if on and other.inset <= usual and not heading:
            # As many spaces as there were characters, so that no offset moves.
            out += [text[last : one.end], " " * (other.start - one.end)]
            last = other.start
    return "".join([*out, text[last:]])


def _inset(line: str) -> int:
    return len(line) - len(line.lstrip())


def _opens(words: str) -> bool:
    """Whether a line ends in a word that nothing ends with: the, of, by."""
    last = words.rsplit(maxsplit=1)[-1]
    return last in lexicon.words("grammar", "determiner") or last in lexicon.words("grammar", "preposition")


def _is_full(words: str) -> bool:
    """Whether a line is full and ends in the midst of a sentence."""
    return SHORTEST <= len(words) <= LONGEST and words[-1] not in STOPS
