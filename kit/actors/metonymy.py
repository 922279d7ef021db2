"""When a place stands for those who govern it: "Moscow has relied on Iran", but "flew to Moscow", "in Minsk".

The metonymy of places for governments is told by grammar (Markert & Nissim 2002; SemEval-2007 task 8): subject of
an act of will, source of a quote, object of a verb of dealing, party to a relation.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kit import lexicon
from kit.text.words import base_forms, is_reporting

__all__ = ["acts", "wills"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
AFTER = re.compile(r"(?:['’]s)?((?:[ ,\u00a0]+[\w'’-]+){0,7})")
PAIR = re.compile(r" and [A-Z][\w'’-]+")
BEFORE = re.compile(r"((?:[\w'’-]+[ \u00a0]+){1,4})(?:[\"“'‘])?$")


def _before(text: str, start: int) -> list[str]:
    match = BEFORE.search(text, max(0, start - 60), start)
    return match.group(1).lower().split() if match else []


def acts(text: str, start: int, end: int, speakers: Collection[tuple[int, int]] = ()) -> bool:
    """Whether the seat of government at `text[start:end]` stands for those who govern.

    `speakers` are the words that quotes are ascribed to.
    """
    if (start, end) in speakers or (start - 4, end) in speakers:
        return True
    before = _before(text, start)
    if before and before[-1] == "the":
        before.pop()
    last = before[-1] if before else ""
    if last in lexicon.words("grammar", "relation"):
        # Parties stand after these: sanctions on Moscow, aid for Kyiv, pressure by Tehran; but "the capital of Minsk".
        return len(before) < 2 or before[-2] not in lexicon.words("nouns", "area")
    if text[end : end + 2] in ("'s", "’s"):
        owned = AFTER.match(text, end)
        return not owned or lexicon.words("nouns", "local").isdisjoint(owned.group(1).lower().split()[:2])
    # "Moscow and Tehran agreed": the verb is both's.
    pair = PAIR.match(text, end)
    return last not in lexicon.words("grammar", "where") and wills(text, pair.end() if pair else end)


def wills(text: str, end: int) -> bool:
    """Whether the name that ends here is the subject of an act of will."""
    after = AFTER.match(text, end)
    return text[end : end + 1] == " " and after is not None and _is_verb(after.group(1).lower().split())


def _is_verb(words: list[str]) -> bool:
    """Whether the words after a name begin a clause of will: "has relied", "would never agree", "denies"."""
    helping = lexicon.words("grammar", "helping")
    for word in words:
        if word in helping:
            continue
        bare = word.removesuffix("n't").removesuffix("n’t")
        if bare in helping:
            continue
        return is_reporting(word) or any(form in lexicon.words("verbs", "acts") for form in base_forms(word))
    return False
