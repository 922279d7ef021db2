"""Nominals that stand for a named body: "the ministry", "the company".

The body so called is meant where one is ("the committee" after "House Intelligence Committee"); a word for any body
("the company") means the one named most often in the paragraphs before. Salience as in Lappin & Leass (1994).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from kit.actors.cast import Actor
from kit.actors.mentions import Mention
from kit.text.layout import Layout

__all__ = ["find_body_nominals"]

GENERIC = (
    "company|firm|group|agency|outlet|league|carmaker|automaker|airline|retailer|startup|start-up|newspaper|network|"
    "publisher|nonprofit|charity|organization|organisation|team|club|label|manufacturer|giant"
)
CALLED = (
    "ministry|department|committee|commission|council|court|party|university|school|hospital|bank|bureau|institute|"
    "foundation|union|association|administration|parliament|senate|campaign|army|navy|police|office|center|centre|board"
)
NOMINAL = re.compile(rf"\b(?:the|this)[ \u00a0](?:[a-z’'-]+[ \u00a0])?({GENERIC}|{CALLED})(?![\w-])", re.IGNORECASE)
# "the company behind X", "the department of X": another one than the one named.
FURTHER = re.compile(r"\s(?:of|behind|that|which|for)\b|[ \u00a0][A-Z]")
GENERIC_WORDS = frozenset(GENERIC.split("|"))
BACK, PARAGRAPHS = 40, 3


def find_body_nominals(lines: Layout, names: list[Mention], actors: list[Actor]) -> list[Mention]:
    """The definite nominals whose body is named before them, in order."""
    text = lines.text
    starts = [name.start for name in names]
    count: Counter[int] = Counter()
    latest: dict[str, int] = {}
    found = []
    at = 0
    for match in NOMINAL.finditer(text):
        while at < len(names) and names[at].start < match.start():
            number = names[at].actor
            if actors[number].type == "organization":
                count[number] += 1
                for word in set(actors[number].name.lower().split()):
                    latest[word] = number
            at += 1
        upcoming = bisect_left(starts, match.start())
        if upcoming < len(names) and names[upcoming].start < match.end():
            continue
        if FURTHER.match(text, match.end()):
            continue
        head = match.group(1).lower()
        actor = latest.get(head, -1)
        if actor < 0 and head in GENERIC_WORDS:
            actor = _salient(lines, names, actors, count, at, match.start())
        if actor >= 0:
            words = match.group()
            found.append(Mention(match.start(), match.end(), words, "nominal", "organization", 0.5, actor=actor))
    return found


def _salient(
    lines: Layout, names: list[Mention], actors: list[Actor], count: Counter[int], at: int, offset: int
) -> int:
    """The body named most often so far, of those named in the last paragraphs; -1 if none is."""
    paragraph = lines.paragraph(offset)
    best = -1
    for back in range(at - 1, max(-1, at - BACK), -1):
        number = names[back].actor
        if paragraph - lines.paragraph(names[back].start) >= PARAGRAPHS:
            break
        if actors[number].type == "organization" and (best < 0 or count[number] > count[best]):
            best = number
    return best
