"""Spans of the tag heads, put together: contents, cues and sources that attributions are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Gathered", "gather"]

Ints = NDArray[np.int64]
Span = tuple[int, int, float]
Tagged = tuple[int, int, str, float]
# Spans by kind; which contents stand inside another; and, of turns in a transcript, content start to cue start.
Gathered = tuple[dict[str, list[Span]], set[int], dict[int, int]]


def gather(found: dict[str, list[Tagged]], settings: dict[str, Any], context: tuple[Ints, Sequence[str]]) -> Gathered:
    """What the broad rule finds, then what only the narrow one of today's news does.

    Parameters
    ----------
    found
        The spans of each head, in words.
    context
        The words' features, shape (words, 5), and the words.
    """
    limit = settings["thresholds"]
    n = len(context[1])
    kinds = ("content", "cue", "source")
    spans = {kind: [(s, e, p) for s, e, label, p in found["flat"] if label == kind] for kind in kinds}
    spans["content"] += free([(s, e, p) for s, e, _, p in found["outer"] if p >= limit["outer"]], spans["content"], n)
    for kind in ("cue", "source"):
        more = [(s, e, p) for s, e, label, p in found["parts"] if label == kind and p >= limit["part"]]
        spans[kind] += free(more, spans["cue"] + spans["source"], n)
    turn_of = cut_turns(spans, turns(context), context)
    # A content's number at each of its words, so that what stands in another is found without comparing all with all.
    around = np.full(n, -1)
    for i, (s, e, _) in enumerate(spans["content"]):
        around[s:e] = i
    cues = np.sort(np.array([s for s, _, _ in spans["cue"]], dtype=np.int64))
    for s, e, _, p in found["inner"]:
        whole = spans["content"][around[s]] if around[s] >= 0 and around[s] == around[e - 1] else None
        # A quote inside a quote has its own cue there.
        if p >= limit["inner"] and whole and e - s < whole[1] - whole[0]:
            low, high = np.searchsorted(cues, (whole[0], whole[1]))
            if high > low:
                spans["content"].append((s, e, p))
    for some in spans.values():
        # Of two that begin together the longer first: what stands inside comes after what holds it.
        some.sort(key=lambda x: (x[0], -x[1]))
    inside: set[int] = set()
    reach = 0
    for i, (_, e, _) in enumerate(spans["content"]):
        if e <= reach:
            inside.add(i)
        reach = max(reach, e)
    return spans, inside, turn_of


def free(spans: Sequence[Span], others: Sequence[Span], n: int) -> list[Span]:
    """Those of the spans that share no word with any of the others."""
    taken = np.zeros(n, dtype=bool)
    for s, e, _ in others:
        taken[s:e] = True
    return [(s, e, p) for s, e, p in spans if not taken[s:e].any()]


def turns(context: tuple[Ints, Sequence[str]]) -> list[tuple[int, int, int]]:
    """Turns of a transcript: (first word of the line, first word of the label, its colon).

    A label is one to five words in capitals before a colon at the start of a line; one alone is a headline.
    """
    features, words = context
    found = []
    for line in np.flatnonzero(features[:, 1] >= 2).tolist():
        i = line
        while i < len(words) and not words[i][0].isalnum() and i < line + 2:
            i += 1
        j = i
        while j < min(len(words), i + 6) and (features[j, 0] == 3 or (words[j] in ".-'’" and j > i)):
            j += 1
        if i < j < len(words) and words[j] == ":":
            found.append((line, i, j))
    return found if len(found) > 2 else []


def cut_turns(
    spans: dict[str, list[Span]], found: Sequence[tuple[int, int, int]], context: tuple[Ints, Sequence[str]]
) -> dict[int, int]:
    """Cut contents where another speaker's turn begins; the label becomes the source and its colon the cue."""
    if not found:
        return {}
    words = context[1]
    turn_of: dict[int, int] = {}
    label = np.zeros(len(words), dtype=bool)
    for line, _, colon in found:
        label[line : colon + 1] = True
    colons = np.array([colon for _, _, colon in found])
    pieces: list[Span] = []
    for s, e, p in spans["content"]:
        at = s
        while at < e:
            while at < e and (label[at] or (at > s and not words[at][0].isalnum())):
                at += 1
            stop = at
            while stop < e and not label[stop]:
                stop += 1
            end = stop
            while stop < e and end > at and not words[end - 1][-1].isalnum():
                end -= 1
            if at < end:
                pieces.append((at, end, p))
                before = int(np.searchsorted(colons, at)) - 1
                # A mark or a dash may stand after the colon; the later pieces of a turn that was cut have no label of
                # their own.
                if before >= 0 and at - colons[before] <= 3:
                    turn_of[at] = int(colons[before])
            at = stop
    spans["content"] = pieces
    for kind, own in (("cue", [(c, c + 1, 1.0) for _, _, c in found]), ("source", [(i, c, 1.0) for _, i, c in found])):
        spans[kind] = free(spans[kind], [(line, c + 1, 1.0) for line, _, c in found], len(words)) + own
    return turn_of
