"""Where a correction belongs: its place in the text, and what stands there now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["nearest", "place_of"]

ALIKE = 0.5  # of what either covers, both must cover so much


def place_of(correction: Mapping[str, Any], text: str) -> tuple[int, int] | str:
    """Start and end of a correction in its article, or why there is none.

    Parameters
    ----------
    correction
        With `start end words`; None where they are not given. Of words, space is any space.
    text
        The article's.

    Returns
    -------
    (int, int) or str
        Where words alone are given, their only place; else the place given, if its words stand there. A str says why it
        is neither.
    """
    start, end, words = (correction[name] for name in ("start", "end", "words"))
    if start is None:
        # Looked for from each character on: words may stand within themselves.
        wanted = r"\s+".join(map(re.escape, words.split()))
        found = list(re.finditer(f"(?=({wanted}))", text))
        if len(found) != 1:
            return "its words stand there more than once" if found else "its words do not stand there"
        return found[0].span(1)
    if end > len(text):
        return f"the text ends at {len(text)}"
    # Space is any space: a spreadsheet changes line ends and blanks.
    if words is not None and text[start:end].split() != words.split():
        return "other words stand there"
    return start, end


def nearest(place: tuple[int, int], spans: Sequence[tuple[int, int]]) -> int | None:
    """The span of that place: the same, else the one that covers most of what either does, half of it at least.

    Another model may cut a quote or a name otherwise; what covers less is something else.
    """
    best, found = ALIKE, None
    for at, (start, end) in enumerate(spans):
        both = min(end, place[1]) - max(start, place[0])
        either = max(end, place[1]) - min(start, place[0])
        if both / either > best or (found is None and both / either == best):
            best, found = both / either, at
    return found
