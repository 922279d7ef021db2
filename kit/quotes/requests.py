"""Who was asked for comment, and what came of it: the right of reply in news (no tool finds this; rules of our own).

A sentence is a request where it says that somebody was asked for, declined, or did not answer a request for comment.
"Declined" without a request ("declined the offer", "no comment on the bill was needed") is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kit import lexicon

__all__ = ["Request", "find_requests", "refuses"]

# In the order in which they are asked: one who "did not respond when reached by phone" has not replied.
OUTCOMES = ("no reply", "declined", "replied", "asked")
REACH = 60  # characters of what was declined that are looked at


@cache
def _pattern(part: str) -> re.Pattern[str]:
    """The patterns of one part of `kit/lexicon/requests.csv` as one that begins where a word does; `<name>` in them is
    the part of that name."""
    told: dict[str, list[str]] = {}
    for row in lexicon.rows("requests"):
        told.setdefault(row["part"], []).append(row["pattern"])
    whole = re.sub(r"<(\w+)>", lambda name: "|".join(told[name[1]]), "|".join(told[part]))
    return re.compile(rf"(?i)\b(?:{whole})")


@dataclass(frozen=True)
class Request:
    """A sentence that says somebody was asked; `asked` is where the words for who was asked may stand."""

    start: int
    end: int
    outcome: str
    asked: tuple[int, int]


def find_requests(text: str, sentences: list[tuple[int, int]], quoted: list[tuple[int, int]]) -> list[Request]:
    """The sentences that say somebody was asked for comment; none within quotation marks."""
    found = []
    for start, end in sentences:
        match, outcome = _outcome(text, start, end)
        if match is None:
            continue
        if any(a <= match.start() < b and b - a > 30 for a, b in quoted if a < end and b > start):
            continue
        after = _pattern("by name").search(text, start, end)
        place = (
            (after.end(), end) if after and outcome in ("asked", "no reply") else (start, max(start + 1, match.start()))
        )
        found.append(Request(start, end, outcome, place))
    return found


def refuses(text: str, cue: int, content: int) -> bool:
    """Whether what begins at `content` is only what was declined, by the verb at `cue`: "declined *to comment*"."""
    match = _pattern("declined").search(text, cue, content + REACH) if text.startswith("to ", content) else None
    return match is not None and match.start() < content < match.end()


def _outcome(text: str, start: int, end: int) -> tuple[re.Match[str] | None, str]:
    """What came of the request a sentence tells of."""
    found = next(((match, name) for name in OUTCOMES if (match := _pattern(name).search(text, start, end))), (None, ""))
    # Silence towards others than the outlet: in court, in a debate, to voters.
    return (None, "") if found[0] and _pattern("trap").search(text, start, end) else found
