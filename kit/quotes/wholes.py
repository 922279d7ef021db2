"""Whole quotes from the model's attributions: parts joined, marks left outside, missed direct quotes added."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kit import tagger
from kit.quotes.cues import is_reporting
from kit.quotes.layout import Layout

__all__ = ["Whole", "whole_quotes"]

Span = tuple[int, int]
OUTSIDE = ' \t\r\n"“”„«»`'
BETWEEN = re.compile(r"[\s\"“”„«»`',.;:!?—–…-]*")
# Fewer words between marks are a term, a title or a scare quote.
LEAST = 5
SENTENCE_END = re.compile(r"[.!?…,][\"”’»']*\s*$|[.!?…,]$")
TITLE = re.compile(
    r"^(?:[A-Z][\w’'-]*|of|the|and|in|a|an|on|for|to|with|at|by|from|is|&|vs?|:)(?:[ :,]+(?:[A-Z0-9][\w’'-]*|of|the|and|in|a|an|on|for|to|with|at|by|from|is|&|vs?))*[?!]?$"
)


@dataclass(frozen=True)
class Whole:
    """One utterance: its parts in order, the cue, the words for its speaker."""

    parts: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    kind: str
    confidence: float


def whole_quotes(reading: tagger.Reading, lines: Layout) -> list[Whole]:
    """The quotes of a reading in order of `start`; of equals the longer first."""
    wholes = [whole for found in reading.attributions if (whole := _whole(lines, found)) is not None]
    wholes.sort(key=lambda whole: (whole.parts[0][0], -whole.parts[-1][1]))
    wholes += _missed(lines, wholes)
    wholes.sort(key=lambda whole: (whole.parts[0][0], -whole.parts[-1][1]))
    return _run_on(lines, _resumed(lines, wholes))


def _whole(lines: Layout, found: tagger.Attribution) -> Whole | None:
    """One attribution without the marks around its parts; None where nothing is left."""
    parts: list[Span] = []
    for part in sorted((p.start, p.end) for p in found.contents):
        trimmed = _trim(lines.text, *part)
        if trimmed is None:
            continue
        if parts and BETWEEN.fullmatch(lines.text, parts[-1][1], trimmed[0]):
            parts[-1] = (parts[-1][0], max(parts[-1][1], trimmed[1]))
        else:
            parts.append(trimmed)
    if not parts:
        return None
    source = _hull(found.sources)
    if source is not None and (breaks := lines.text.rfind("\n", *source)) >= 0:
        source = (breaks + 1, source[1])
    return Whole(tuple(parts), _hull(found.cues), source, found.kind, found.confidence)


def _hull(parts: Sequence[tagger.Part]) -> Span | None:
    return (min(p.start for p in parts), max(p.end for p in parts)) if parts else None


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in OUTSIDE:
        start += 1
    while end > start and text[end - 1] in OUTSIDE:
        end -= 1
    return (start, end) if start < end else None


def _resumed(lines: Layout, wholes: list[Whole]) -> list[Whole]:
    """Join what goes on after its cue: "…," Azizi said. "Of course, …"."""
    out: list[Whole] = []
    for whole in wholes:
        before = out[-1] if out else None
        if before is not None and _resumes(lines, before, whole):
            out[-1] = Whole(
                (*before.parts, *whole.parts),
                before.cue or whole.cue,
                before.source or whole.source,
                before.kind,
                before.confidence,
            )
        else:
            out.append(whole)
    return out


def _resumes(lines: Layout, before: Whole, whole: Whole) -> bool:
    """Whether a quote without a cue of its own goes on with the one whose cue stands between the two."""
    if whole.cue is not None and whole.cue != before.cue:
        return False
    if before.cue is None or whole.parts[0][0] < before.parts[-1][1]:
        return False
    if lines.paragraph(before.parts[0][0]) != lines.paragraph(whole.parts[0][0]):
        return False
    if not (before.parts[-1][1] <= before.cue[0] and before.cue[1] <= whole.parts[0][0]):
        return False
    inside = lines.quotation(whole.parts[0][0]) >= 0 and lines.quotation(before.parts[-1][0]) >= 0
    return inside and lines.sentence(whole.parts[0][0]) - lines.sentence(before.cue[0]) <= 1


def _run_on(lines: Layout, wholes: list[Whole]) -> list[Whole]:
    """Join what runs over paragraphs: the mark opens again, and closed only at the end."""
    out: list[Whole] = []
    for whole in wholes:
        before = out[-1] if out else None
        if before is not None and whole.cue is None and _unclosed(lines, before.parts[-1], whole.parts[0]):
            out[-1] = Whole(
                (*before.parts, *whole.parts), before.cue, before.source or whole.source, before.kind, before.confidence
            )
        else:
            out.append(whole)
    return out


def _unclosed(lines: Layout, left: Span, right: Span) -> bool:
    text = lines.text
    if lines.paragraph(right[0]) - lines.paragraph(left[1] - 1) != 1:
        return False
    first, second = lines.quotation(left[0]), lines.quotation(right[0])
    if first < 0 or second < 0:
        return False
    paragraph = lines.paragraphs[lines.paragraph(left[0])]
    # The quotation ends with its paragraph and no mark closes it.
    return (
        lines.quoted[first][1] >= paragraph[1]
        and text[paragraph[1] - 1] not in "\"”»'"
        and not text[left[1] : paragraph[1]].strip(" .,!?…")
    )


def _missed(lines: Layout, wholes: list[Whole]) -> list[Whole]:
    """Direct quotes the model overlooked: a sentence between marks, with a cue beside it or a whole paragraph long."""
    covered: list[Span] = sorted(part for whole in wholes for part in whole.parts)
    starts = [start for start, _ in covered]
    reach: list[int] = []
    for _, end in covered:
        reach.append(max(end, reach[-1]) if reach else end)
    found = []
    for start, end in lines.quoted:
        span = _trim(lines.text, start, end)
        if span is None:
            continue
        first, last = lines.word_range(*span)
        if last - first < LEAST or TITLE.match(lines.text[span[0] : span[1]]):
            continue
        at = bisect_right(starts, span[0]) - 1
        if at >= 0 and reach[at] > span[0]:
            continue
        inner = bisect_left(starts, span[0])
        if inner < len(starts) and starts[inner] < span[1]:
            continue
        cue = _cue_beside(lines, *span)
        paragraph = lines.paragraphs[lines.paragraph(span[0])]
        alone = span[0] - paragraph[0] <= 2 and paragraph[1] - span[1] <= 3
        if cue is None and not alone:
            continue
        found.append(Whole((span,), cue, None, "speech", 0.5))
    return found


def _cue_beside(lines: Layout, start: int, end: int) -> Span | None:
    """A reporting verb within four words after the closing mark, or right before the opening one."""
    first, last = lines.word_range(start, end)
    paragraph = lines.paragraphs[lines.paragraph(start)]
    after = [at for at in range(last, min(last + 4, len(lines.words))) if lines.words[at][1] <= paragraph[1]]
    before = [at for at in range(first - 1, max(-1, first - 4), -1) if lines.words[at][0] >= paragraph[0]]
    if SENTENCE_END.search(lines.text, max(start, end - 2), end) or lines.text[end : end + 2].strip('"” ')[:1] == ",":
        for at in after:
            if is_reporting(lines.lower[at]) and lines.quotation(lines.words[at][0]) < 0:
                return lines.words[at]
    for at in before[:2]:
        if is_reporting(lines.lower[at]) and lines.quotation(lines.words[at][0]) < 0:
            return lines.words[at]
    return None
