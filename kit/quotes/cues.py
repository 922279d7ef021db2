"""What kind of saying a cue is: one of `kit.schema.CUE_TYPES`.

The words of each type stand in `kit/lexicon/verbs.csv`, by their base form; a cue of several words goes by the longest
phrase listed, else by its first listed word that is no plain `say`. Types follow the reporting verbs of Bergler
(1992) and the speech acts of Searle (1976): assertives, commissives, directives, expressives and, apart from
speech, `think`.
"""

from __future__ import annotations

import re
from functools import cache

from kit import lexicon
from kit.text.layout import Layout
from kit.text.words import base_forms

__all__ = ["cue_type", "is_negated"]

LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# "declined to say", "stopped short of saying"
WITHHOLDING = re.compile(
    r"\b(?:declin|refus|fail|stopp?|neglect|avoid)(?:e|s|es|ed|ing)?\b(?: short of| to)?(?: \w+)?$", re.IGNORECASE
)
# A clause ends where negation no longer reaches the cue.
CLAUSE = re.compile(r"[,;:.!?\"“”()\n]|\b(?:but|and|that|because|when|while|if|who|which)\b", re.IGNORECASE)
SAYING = ("say", "other")


@cache
def cue_type(cue: str) -> str:
    """What kind of saying the words of a cue are.

    Parameters
    ----------
    cue
        The words in the text, however they are cased.

    Returns
    -------
    str
        One of `kit.schema.CUE_TYPES`; `say` where none of its words is listed.
    """
    types = lexicon.values("verbs", "cue_type")
    words = LETTERS.findall(cue.lower())
    # "speak out against" is another type than "speak": the longest phrase decides.
    for length in (3, 2):
        for at in range(len(words) - length + 1):
            rest = words[at + 1 : at + length]
            ends = {" ".join(rest), " ".join(base_forms(word)[-1 if word.endswith("s") else 0] for word in rest)}
            for phrase in (f"{form} {end}" for form in base_forms(words[at]) for end in ends):
                if phrase in types:
                    return types[phrase]
    found = [types[form] for word in words for form in base_forms(word) if form in types]
    # "said he promised": the verb that tells more than that something was said.
    return next((kind for kind in found if kind not in SAYING), found[0] if found else "say")


def is_negated(layout: Layout, start: int) -> bool:
    """Whether a cue is denied: "did not say", "declined to say", "nobody said".

    Parameters
    ----------
    layout
        The article's text.
    start
        Where the cue begins; at most four words before it are looked at, and none before the clause.
    """
    # A negation more than four words before the cue is most often another verb's.
    first, last = layout.word_range(max(0, start - 40), start)
    begin = layout.words[max(first, last - 4)][0] if last > first else start
    before = layout.text[begin:start]
    clause = CLAUSE.split(before)[-1].lower()
    words = LETTERS.findall(clause)
    return not lexicon.words("grammar", "negation").isdisjoint(words) or bool(WITHHOLDING.search(clause.rstrip()))
