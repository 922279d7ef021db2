"""Pronouns and nominals that may stand for a named person: "he", "the senator", "Pakistan's leader"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kit.actors.mentions import Mention
from kit.actors.titles import GENDERED, is_role, role_words
from kit.text.layout import Layout

__all__ = ["FIRST", "PRONOUNS", "find_anaphors", "grammatical_role", "pronoun_gender"]

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "themself"), "they"),
}
FIRST = frozenset(("i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", "i’m", "i’ve", "i’d", "i’ll"))
PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself|I|me|my|mine|myself)(?![\w-])", re.IGNORECASE)
NOMINAL = re.compile(r"\b(?:the|this)[ \u00a0]", re.IGNORECASE)
WORDS = re.compile(r"[ \u00a0]?([\w’'-]+)")
PREPOSITIONS = frozenset(
    "of in on at to for by with from about against between into over under after before during without through "
    "like than "
    "as upon toward towards among behind near via despite including".split()
)
# Words for people whom a text that calls them so does not name.
NAMELESS = frozenset("source insider official expert patient victim person spokesperson member user caller".split())
# A nominal ends before these; what stands before them is its head.
ENDS = frozenset(
    "of in on at to for by with from about who that which is was has had said says and or but will would could".split()
)


def pronoun_gender(word: str) -> str:
    """he, she or they for a third-person pronoun or a nominal that calls for one; else empty."""
    words = word.lower().split()
    if not words:
        return ""
    return PRONOUNS.get(words[0].split("'")[0].split("’")[0], "") if len(words) == 1 else GENDERED.get(words[-1], "")


def find_anaphors(lines: Layout, names: list[Mention]) -> list[Mention]:
    """The pronouns and nominals of a text in order; none overlaps a name."""
    text = lines.text
    starts = [name.start for name in names]
    found: list[Mention] = []
    for match in PRONOUN.finditer(text):
        word = match.group()
        low = word.lower()
        if low in FIRST and (
            lines.quotation(match.start()) < 0 or (low == "i" and word != "I") or (low != "i" and word.isupper())
        ):
            continue
        if word.isupper() and len(word) > 1:
            continue
        if not _named(names, starts, match.start(), match.end()):
            found.append(Mention(match.start(), match.end(), word, "pronoun", "person", 0.0))
    for match in NOMINAL.finditer(text):
        end = _head_end(text, match.end(), names, starts)
        within = names[bisect_left(starts, match.start()) : bisect_left(starts, end)] if end else []
        if end and not _named(names, starts, end - 1, end) and all(name.label != "person" for name in within):
            found.append(Mention(match.start(), end, text[match.start() : end], "nominal", "person", 0.0))
    ends = {mention.end for mention in found}
    for name in names:
        # "China's ambassador to Britain", "the Ukrainian president", "Republican governor"
        if name.label == "person":
            continue
        start = name.end + 2 if text[name.end : name.end + 2] in ("'s", "’s") else name.end
        end = _head_end(text, start, names, starts) if text[start : start + 1] == " " else 0
        if end and end not in ends:
            first = name.start - 4 if text[max(0, name.start - 4) : name.start].lower() == "the " else name.start
            found.append(Mention(first, end, text[first:end], "nominal", "person", 0.0))
    found.sort(key=lambda mention: mention.start)
    return found


def _head_end(text: str, start: int, names: list[Mention], starts: list[int]) -> int:
    """Where the nominal that goes on at `start` ends: after its last role noun, at most five words on; 0 if none."""
    at, last = start, 0
    for _ in range(5):
        match = WORDS.match(text, at)
        if match is None:
            break
        word = match.group(1)
        if word.lower() in ENDS:
            break
        bare = re.sub(r"['’]s?$", "", word)
        at = match.end()
        if (
            bare.lower() not in NAMELESS
            and is_role(bare)
            and (bare.lower() in role_words() or not bare.lower().endswith("s"))
        ):
            last = match.start(1) + len(bare)
            if len(bare) < len(word):
                break
        elif last:
            break
    if not last:
        return 0
    # "the actor Brad Pitt" is a title with its name; "the president's" stands alone.
    following = bisect_right(starts, last)
    if (
        following < len(names)
        and 0 <= names[following].start - last <= 2
        and text[last : names[following].start].strip(" ,") == ""
    ):
        return 0
    return last


def _named(names: list[Mention], starts: list[int], start: int, end: int) -> bool:
    at = bisect_right(starts, start) - 1
    return (at >= 0 and names[at].end > start) or (at + 1 < len(names) and names[at + 1].start < end)


def grammatical_role(lines: Layout, start: int, end: int, word: str = "") -> int:
    """2 for a subject, 1 for an object or after a preposition, 0 for a possessive: told by form and position."""
    text = lines.text
    low = word.lower()
    if low in ("he", "she", "they", "i", "who"):
        return 2
    if low in ("his", "their", "my", "its", "hers") or text[end : end + 2] in ("'s", "’s"):
        return 0
    if low in ("him", "them", "me", "himself", "herself", "themselves"):
        return 1
    first, _ = lines.word_range(start, end)
    before = lines.lower[first - 1] if first else ""
    if low == "her":
        after, _ = lines.word_range(end, end)
        nearby = after < len(lines.words) and lines.words[after][0] - end <= 1
        return 0 if nearby and lines.lower[after] not in PREPOSITIONS else 1
    if before in PREPOSITIONS and first and start - lines.words[first - 1][1] <= 2:
        return 1
    sentence = lines.sentences[lines.sentence(start)] if lines.sentences else (0, 0)
    if start - sentence[0] <= 2:
        return 2
    at, _ = lines.word_range(end, end)
    if at < len(lines.words) and lines.words[at][0] - end <= 1:
        return 1 if lines.lower[at] in PREPOSITIONS or lines.lower[at] in ("and", "or") else 2
    # "…," said Lee; ", Lee said" has been seen above.
    return (
        2
        if before
        in ("said", "says", "added", "told", "wrote", "explained", "and", "but", "that", "when", "as", "while")
        else 1
    )
