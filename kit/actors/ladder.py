"""When a place stands for those who govern it: "Moscow has relied on Iran", but "flew to Moscow", "in Minsk".

The metonymy of places for governments is told by grammar (Markert & Nissim 2002; SemEval-2007 task 8): subject of
an act of will, source of a quote, object of a verb of dealing, party to a relation.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kit.text.words import base_forms, is_reporting

__all__ = ["acts", "is_located", "wills"]

LOCATIVE = frozenset(
    "in at near outside inside around across throughout within from into toward towards via through over beyond".split()
)
# Parties stand after these: sanctions on Moscow, aid for Kyiv, pressure by Tehran.
RELATION = frozenset("against with between by on for of upon versus than like".split())
MOTION = re.compile(
    r"\b(?:fl[ei]w|fl(?:y|ies|ying|ights?)|travel\w*|trips?|visit\w*|went|go(?:es|ing|ne)?|return\w*|mov(?:ed?|"
    r"es|ing)|c[ao]m(?:e|es|ing)"
    r"|arriv\w*|dr[io]v(?:e|es|ing)|journey\w*|road|train|bound|head(?:ed|ing|s)?|back|close|next|sent|way|near|"
    r"moved|transferred|home)"
    r"(?: \w+){0,3} to (?:the )?$",
    re.IGNORECASE,
)
ACTING = frozenset(
    "rely want seek hope fear plan deny accuse agree refuse impose launch back support oppose reject threaten "
    "vow pledge insist "
    "warn urge demand call condemn welcome announce say claim argue believe see view decide retaliate respond "
    "sign ban withdraw "
    "invade attack send provide supply arm fund sanction expel recall summon recognize recognise annex pressure "
    "press push blame "
    "consider offer promise face need help try continue remain become lead follow join leave enter host use buy "
    "sell cut raise "
    "lift block veto suspend end begin start stop build develop test fire strike bomb kill arrest detain "
    "release seize order "
    "allow let give take make keep hold put set get lose win fail succeed spend invest negotiate".split()
)
HELPING = frozenset(
    "about set ready due expected likely poised has had have is was are were will would can could may might "
    "must should does did do also then now again still "
    "already never not n't long recently reportedly repeatedly since only has been being to itself".split()
)
DEALING = frozenset(
    "accuse urge sanction blame press pressure warn tell ask condemn criticize criticise support arm help "
    "persuade convince "
    "invite join isolate punish counter contain deter confront provoke defend attack invade thank praise back trust "
    "threaten force push allow let give sell offer lead show assure inform notify engage target deal".split()
)
LOCAL = frozenset(
    "street streets airport suburb suburbs resident residents mayor outskirts region district metro subway police "
    "university hotel museum zoo weather skyline museum neighborhood neighbourhood area downtown center centre "
    "square station theatre theater hospital".split()
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
AFTER = re.compile(r"(?:['’]s)?((?:[ ,\u00a0]+[\w'’-]+){0,7})")
BEFORE = re.compile(r"((?:[\w'’-]+[ \u00a0]+){1,4})(?:[\"“'‘])?$")
SEATED = re.compile(
    r"(?i)kremlin|house|street|whitehall|westminster|foggy bottom|palace|élysée|elysée|elysee|planalto|moneda|"
    r"zhongnanhai|number 10|no\.? 10"
)
PARTY = re.compile(r"^(?:\s*,)?\s+(?:and|or)\s+", re.IGNORECASE)


def _before(text: str, start: int) -> list[str]:
    match = BEFORE.search(text, max(0, start - 60), start)
    return match.group(1).lower().split() if match else []


def is_located(text: str, start: int, end: int) -> bool:
    """Whether the name only says where something is: "in Minsk", "the Belarusian capital of Minsk", "Tulsa, Okla."."""
    before = _before(text, start)
    while before and before[-1] in (
        "the",
        "neighboring",
        "neighbouring",
        "eastern",
        "western",
        "northern",
        "southern",
        "central",
        "downtown",
        "nearby",
    ):
        before.pop()
    if before and before[-1] in LOCATIVE:
        return True
    if (
        len(before) > 1
        and before[-1] == "of"
        and before[-2]
        in (
            "city",
            "capital",
            "town",
            "village",
            "region",
            "province",
            "state",
            "north",
            "south",
            "east",
            "west",
            "outskirts",
            "streets",
        )
    ):
        return True
    if before and before[-1] == "to":
        return bool(MOTION.search(text, max(0, start - 45), start))
    return text[end : end + 6] == "-based"


def acts(text: str, start: int, end: int, speakers: Collection[tuple[int, int]] = ()) -> bool:
    """Whether the seat of government at `text[start:end]` stands for those who govern.

    `speakers` are the words that quotes are ascribed to.
    """
    if (start, end) in speakers or (start - 4, end) in speakers:
        return True
    if is_located(text, start, end):
        return False
    if SEATED.search(text, start, end):
        return True
    before = _before(text, start)
    after = AFTER.match(text, end)
    words = after.group(1).replace(",", " ").lower().split() if after else []
    possessive = text[end : end + 2] in ("'s", "’s")
    if possessive:
        return not any(word in LOCAL for word in words[:2])
    if text[end : end + 1] == ",":
        words = []
    if before and before[-1] == "the":
        before.pop()
    if len(before) > 2 and before[-1] == "and" and before[-3] in RELATION:
        # "between Moscow and Tehran"
        before = before[:-2]
    last = before[-1] if before else ""
    if last in RELATION:
        return not any(word in LOCAL for word in words[:1])
    if last and any(form in DEALING for form in base_forms(last)):
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
    for word in words:
        if word in HELPING:
            continue
        bare = word.removesuffix("n't").removesuffix("n’t")
        if bare in HELPING:
            continue
        return is_reporting(word) or any(form in ACTING for form in base_forms(word))
    return False
