"""When a place stands for those who govern it: "Moscow has relied on Iran", but "flew to Moscow", "in Minsk".

The metonymy of places for governments is told by grammar (Markert & Nissim 2002; SemEval-2007 task 8): subject of
an act of will, source of a quote, object of a verb of dealing, party to a relation.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from kit import lexicon
from kit.text.words import base_forms, is_reporting

__all__ = ["acts", "is_located", "wills"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
AFTER = re.compile(r"(?:['’]s)?((?:[ ,\u00a0]+[\w'’-]+){0,7})")
BEFORE = re.compile(r"((?:[\w'’-]+[ \u00a0]+){1,4})(?:[\"“'‘])?$")


@cache
def _motion() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{lexicon.pattern('grammar', 'motion')})(?: \w+){{0,3}} to (?:the )?$")


def _before(text: str, start: int) -> list[str]:
    match = BEFORE.search(text, max(0, start - 60), start)
    return match.group(1).lower().split() if match else []


def is_located(text: str, start: int, end: int) -> bool:
    """Whether the name only says where something is: "in Minsk", "the Belarusian capital of Minsk", "Tulsa, Okla."."""
    before = _before(text, start)
    while before and (before[-1] == "the" or before[-1] in lexicon.words("nouns", "direction")):
        before.pop()
    if before and before[-1] in lexicon.words("grammar", "where"):
        return True
    if len(before) > 1 and before[-1] == "of" and before[-2] in lexicon.words("nouns", "area"):
        return True
    if before and before[-1] == "to":
        return bool(_motion().search(text, max(0, start - 45), start))
    return text[end : end + 6] == "-based"


def acts(text: str, start: int, end: int, speakers: Collection[tuple[int, int]] = ()) -> bool:
    """Whether the seat of government at `text[start:end]` stands for those who govern.

    `speakers` are the words that quotes are ascribed to.
    """
    if (start, end) in speakers or (start - 4, end) in speakers:
        return True
    if is_located(text, start, end):
        return False
    before = _before(text, start)
    after = AFTER.match(text, end)
    words = after.group(1).replace(",", " ").lower().split() if after else []
    local, relation = lexicon.words("nouns", "local"), lexicon.words("grammar", "relation")
    possessive = text[end : end + 2] in ("'s", "’s")
    if possessive:
        return not any(word in local for word in words[:2])
    if text[end : end + 1] == ",":
        words = []
    if before and before[-1] == "the":
        before.pop()
    last = before[-1] if before else ""
    if last in relation:
        # Parties stand after these: sanctions on Moscow, aid for Kyiv, pressure by Tehran.
        return not any(word in local for word in words[:1])
    if last and any(form in lexicon.words("verbs", "deals") for form in base_forms(last)):
        return True
    if last == "to":
        return True
    if len(words) > 2 and words[0] == "and" and text[end + 5 : end + 6].isupper():
        # "Moscow and Tehran agreed": the verb is both's.
        words = words[2:]
    return _is_verb(words)


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
