"""Lines of a page to paragraphs, as somebody reads them who sees where the lines end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from kit.formats.files.pdf.lines import Line
from kit.formats.reading.markup import level_space

__all__ = ["paragraphs_of"]

ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")
BROKEN = re.compile(r"[^\W\d_]-$")
# Before these the hyphen at the end of a line is the word's own.
COMPOUND = frozenset(
    str.split(
        "self ex well half vice cross long short high low far left right so mid all then co pro anti non post pre"
        " two three four five six seven eight nine ten twenty thirty forty fifty first second third one"
        " north south east west"
    )
)


def paragraphs_of(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of these lines, which stand in the order of reading.

    One ends before a wider gap, before an indented line, where the type changes, and where the next word would have
    fitted into the line. At the end of a column it goes on, unless a sentence ends there and the next line begins one.
    """
    leading = _leading(lines)
    edges = {key: _edges(list(members)) for key, members in groupby(lines, key=lambda line: (line.page, line.column))}
    # The document itself says how it writes a word that a line's end breaks.
    words = " ".join(line.text for line in lines)
    out: list[list[Line]] = []
    for line in lines:
        before = out[-1][-1] if out else None
        if before is None or _begins(before, line, leading, edges):
            out.append([])
        out[-1].append(line)
    return [_text(members, words) for members in out]


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    steps = [
        a.box.low - b.box.low
        for a, b in pairwise(lines)
        if (a.page, a.column) == (b.page, b.column) and a.box.low > b.box.low
    ]
    return median(steps) if steps else 0.0


def _edges(members: list[Line]) -> tuple[float, float, bool]:
    """Left and right edge of a column, and whether its lines are wrapped at the right one."""
    left = min(line.box.left for line in members)
    rights = sorted(line.box.right for line in members)
    right = rights[-1]
    # A ragged column ends its lines anywhere: that a word would have fitted then tells nothing.
    full = sum(1 for one in rights if one > right - 0.12 * (right - left))
    return left, right, full >= 2


def _begins(before: Line, line: Line, leading: float, edges: dict[tuple[int, int], tuple[float, float, bool]]) -> bool:
    here, there = (line.page, line.column), (before.page, before.column)
    left, right, wrapped = edges[here]
    if abs(before.size - line.size) > 0.08 * line.size or before.bold != line.bold:
        return not (BROKEN.search(before.text) and line.text[:1].islower())
    indented = line.box.left - left > 0.7 * line.size and here == there and before.box.left - left < 0.4 * line.size
    ended = ENDS.search(before.text) is not None
    if here != there:
        first_indented = line.box.left - left > 0.7 * line.size
        return ended and (first_indented or _would_fit(before, line, edges[there][1]) or not line.text[:1].islower())
    if indented or before.box.low - line.box.low > 1.3 * max(leading, 0.9 * line.size):
        return True
    if BROKEN.search(before.text):
        return False
    return _would_fit(before, line, right) if wrapped else not line.text[:1].islower()


def _would_fit(before: Line, line: Line, right: float) -> bool:
    """True where the first word of a line had room at the end of the one before."""
    letter = (line.box.right - line.box.left) / max(1, len(line.text))
    word = line.text.split(maxsplit=1)[0]
    return before.box.right + (len(word) + 1.5) * letter < right


def _text(members: Sequence[Line], words: str) -> str:
    out = ""
    for line in members:
        text = level_space(line.text)
        if not BROKEN.search(out):
            out += f" {text}" if out else text
        elif text[:1].islower() and not _compound(out, text, words):
            out = out[:-1] + text
        else:
            out += text
    return out


def _compound(out: str, text: str, words: str) -> bool:
    """True where the hyphen is the word's own: the document has it in the middle of a line, or it is of such a kind."""
    first = re.split(r"[^\w'’-]", out[:-1])[-1]
    rest = re.match(r"[\w'’]+", text)
    if not first or rest is None:
        return False
    together = re.search(rf"\b{re.escape(first + rest.group())}\b", words, re.IGNORECASE)
    apart = re.search(rf"\b{re.escape(first)}-{re.escape(rest.group())}\b", words, re.IGNORECASE)
    return together is None and (apart is not None or first.casefold() in COMPOUND or "-" in first)
