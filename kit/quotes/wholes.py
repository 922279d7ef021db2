"""Whole quotes from the model's attributions: parts joined over paragraphs, marks left outside, one within another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kit import tagger
from kit.text.layout import Layout

__all__ = ["Whole", "parents", "whole_quotes"]

Span = tuple[int, int]
# The apostrophe is not among them: a quote may end in a plural's, "the workers'".
OUTSIDE = ' \t\r\n"“”„«»`'
# A letter or a slogan is signed: "We can do it." ― Ann Lee
SIGNED = re.compile(r"[.!?…,]?[\"”’»]\s*[―—–]\s*([A-Z][^\n.,;:“\"]{2,60}?)[ \t\u00a0]*(?=\n|$)")
BETWEEN = re.compile(r"[\s\"“”„«»`',.;:!?—–…-]*")


@dataclass(frozen=True)
class Whole:
    """One utterance: its parts in order, none within another; the cue and the words for its speaker, None without one.

    `kind` (speech or thought) and `confidence` (0 to 1) are the attribution's.
    """

    parts: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    kind: str
    confidence: float


def whole_quotes(reading: tagger.Reading) -> list[Whole]:
    """The quotes of a reading: parts joined over paragraphs, marks left outside.

    Returns
    -------
    list of Whole
        In order of `start`, of equals the longer first, as `parents` takes them. A content of marks and space is none.
    """
    layout = reading.layout
    wholes = [whole for found in reading.attributions if (whole := _whole(layout, found)) is not None]
    wholes.sort(key=lambda whole: (whole.parts[0][0], -whole.parts[-1][1]))
    return _over_paragraphs(layout, wholes)


def parents(quotes: Sequence[tuple[int, int, int | None]]) -> list[int | None]:
    """For each quote the number of the one that it stands in; None for one that stands in no other.

    That is the innermost longer one whose words hold all of it, cue included where the cue comes first.

    Parameters
    ----------
    quotes
        Start, end and start of the cue (None without one), by start, of equals the longest first.
    """
    found: list[int | None] = []
    open_: list[int] = []
    for number, (start, end, cue) in enumerate(quotes):
        while open_ and quotes[open_[-1]][1] <= start:
            open_.pop()
        holder = None
        # Quotes stand within each other a few deep; the bound keeps a text of thousands that never close from taking
        # quadratic time.
        for at in reversed(open_[-6:]):
            first, last, _ = quotes[at]
            if (
                first <= start
                and end <= last
                and (first, last) != (start, end)
                and (cue is None or first <= cue < last or cue >= end)
            ):
                holder = at
                break
        found.append(holder)
        open_.append(number)
    return found


def _whole(layout: Layout, found: tagger.Attribution) -> Whole | None:
    """One attribution without the marks around its parts; None where nothing is left."""
    parts: list[Span] = []
    for part in sorted((p.start, p.end) for p in found.contents):
        trimmed = _trim(layout.text, *part)
        if trimmed is None:
            continue
        # Parts that overlap are one, too: a quote within the quote may go with the same cue.
        if parts and (trimmed[0] < parts[-1][1] or BETWEEN.fullmatch(layout.text, parts[-1][1], trimmed[0])):
            parts[-1] = (parts[-1][0], max(parts[-1][1], trimmed[1]))
        else:
            parts.append(trimmed)
    if not parts:
        return None
    if signed := SIGNED.match(layout.text, parts[-1][1]):
        return Whole(tuple(parts), None, signed.span(1), found.kind, found.confidence)
    cue, source = _hull(found.cues), _hull(found.sources)
    if source is not None and "\n" in layout.text[slice(*source)]:
        # A heading ran into the speaker, or the next paragraph did: what stands beside the cue is the speaker.
        first, last = layout.text.index("\n", *source), layout.text.rindex("\n", *source) + 1
        source = (source[0], first) if cue is not None and cue[1] <= source[0] else (last, source[1])
    return Whole(tuple(parts), cue, source, found.kind, found.confidence)


def _hull(parts: Sequence[tagger.Part]) -> Span | None:
    return (min(p.start for p in parts), max(p.end for p in parts)) if parts else None


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in OUTSIDE:
        start += 1
    while end > start and text[end - 1] in OUTSIDE:
        end -= 1
    return (start, end) if start < end else None


def _over_paragraphs(layout: Layout, wholes: list[Whole]) -> list[Whole]:
    """Join what runs over paragraphs: the mark opens again, and closed only at the end."""
    out: list[Whole] = []
    for whole in wholes:
        before = out[-1] if out else None
        # A paragraph with a cue of its own is a quote of its own, even if the same person speaks.
        if before is not None and whole.cue is None and _unclosed(layout, before.parts[-1], whole.parts[0]):
            out[-1] = Whole(
                (*before.parts, *whole.parts), before.cue, before.source or whole.source, before.kind, before.confidence
            )
        else:
            out.append(whole)
    return out


def _unclosed(layout: Layout, left: Span, right: Span) -> bool:
    text = layout.text
    if layout.paragraph(right[0]) - layout.paragraph(left[1] - 1) != 1:
        return False
    first, second = layout.quotation(left[0]), layout.quotation(right[0])
    if first < 0 or second < 0:
        return False
    paragraph = layout.paragraphs[layout.paragraph(left[0])]
    # The quotation ends with its paragraph and no mark closes it.
    return (
        layout.quoted[first][1] >= paragraph[1]
        and text[paragraph[1] - 1] not in "\"”»'"
        and not text[left[1] : paragraph[1]].strip(" .,!?…")
    )
