"""Whom a pronoun cannot stand for, by where it stands.

An object is not the subject of its own clause: in "Lee fired him" he is not Lee (principle B of binding: Chomsky 1981;
as a filter of candidates: Lappin & Leass 1994). And whoever is quoted word for word calls herself "I", not "she".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kit import lexicon
from kit.actors.features import CONTENT, KINDS, Point
from kit.text.layout import Layout

__all__ = ["unlike"]

Span = tuple[int, int]
# A verb with what may stand beside it, between a subject and its object: "has never once forgiven".
VERB = re.compile(r"(?: [a-z][\w’'-]*){1,4} ")
# The word before a name, whatever titles stand between: "by Mr. Lee".
BEFORE = re.compile(r"([a-z][\w’'-]*) (?:[A-Z][\w.’'-]* )*$")
REACH = 60  # characters that are looked at for it
NESTED = 3  # quotes before a place that may hold it
# What follows an object: a word, or the clause's end.
NEXT = re.compile(r"\s([\w’'-]+)|[.,;:!?)]|\s*$")
SUBJECTS = ("he", "she", "they")
OBJECTS = ("him", "them", "her")


def unlike(
    layout: Layout, points: Sequence[Point], names: Mapping[Span, int], quotes: Sequence[Span]
) -> list[tuple[set[int], set[int]]]:
    """For each mention whom it cannot stand for: some of those in `names`, and whomever some other mentions stand for.

    Parameters
    ----------
    points
        Mentions, in order of their start; the answer's second half are places in this list.
    names
        Whose each name is.
    quotes
        Start and end of each quote; `Point.quote` counts them.
    """
    text = layout.text
    low = [text[p.start : p.end].lower() for p in points]
    pronouns = {(p.start, p.end): i for i, (p, word) in enumerate(zip(points, low, strict=True)) if word in SUBJECTS}
    subjects = sorted({*names, *pronouns}, key=lambda span: span[1])
    ends = [end for _, end in subjects]
    sources = defaultdict(set)
    for i, p in enumerate(points):
        # Of words that no source stands beside it is but guessed whose they are.
        if p.kind != CONTENT:
            sources[p.quote].add(i)
    # Word for word: it begins with its marks. What is told within another's words has none of its own.
    opened = {start for start, _ in layout.quoted}
    whole = sorted((start, end, number) for number, (start, end) in enumerate(quotes) if start in opened)
    begins = [start for start, _, _ in whole]
    found: list[tuple[set[int], set[int]]] = []
    for p, word in zip(points, low, strict=True):
        people: set[int] = set()
        mentions: set[int] = set()
        at = bisect_right(ends, p.start) - 1
        if at >= 0 and _is_object(text, word, p.end) and _is_subject(layout, subjects[at], p.start):
            subject = subjects[at]
            if subject in pronouns:
                mentions.add(pronouns[subject])
            else:
                people.add(names[subject])
        if KINDS[p.kind] in ("he", "she") and layout.quotation(p.start) >= 0:
            last = bisect_right(begins, p.start)
            # The innermost begins last; one that another follows may still go on behind it.
            holding = (number for _, end, number in reversed(whole[max(0, last - NESTED) : last]) if p.start < end)
            if (number := next(holding, None)) is not None:
                mentions |= sources[number]
        found.append((people, mentions))
    return found


def _is_object(text: str, word: str, end: int) -> bool:
    """Whether a pronoun is an object; "her" is none before a noun."""
    if word != "her":
        return word in OBJECTS
    following = NEXT.match(text, end)
    kinds = ("clause", "preposition", "determiner", "after_object")
    return following is not None and (
        following[1] is None or any(following[1].lower() in lexicon.words("grammar", kind) for kind in kinds)
    )


def _is_subject(layout: Layout, span: Span, start: int) -> bool:
    """Whether but a verb stands between these words and the object at `start`, and no preposition before them."""
    text = layout.text
    between = text[span[1] : start]
    sentence = layout.sentence(start)
    if not VERB.fullmatch(between) or layout.sentence(span[0]) != sentence:
        return False
    before = BEFORE.search(text, max(layout.sentences[sentence][0], span[0] - REACH), span[0])
    prepositions = lexicon.words("grammar", "preposition")
    stops = lexicon.words("grammar", "clause") | prepositions | lexicon.values("grammar", "pronoun").keys()
    return stops.isdisjoint(between.lower().split()) and not (before and before[1] in prepositions)
