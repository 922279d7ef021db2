"""What kind of saying a cue is: one of the twelve of `kit.schema.CUE_TYPES`.

The words of each type stand in `cue_types.csv`, by their base form; a cue of several words goes by the longest
phrase listed, else by its first listed word that is no plain `say`. Types follow the reporting verbs of Bergler
(1992) and the speech acts of Searle (1976): assertives (say, claim, deny, agree, announce), commissives (promise,
warn), directives (demand, ask), expressives (accuse, other) and, apart from speech, `think`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from kit.text.layout import Layout

__all__ = ["base_forms", "cue_type", "is_negated", "is_reporting"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "said:say told:tell wrote:write written:write spoke:speak spoken:speak thought:think knew:know "
        "known:know felt:feel "
        "meant:mean held:hold found:find saw:see seen:see swore:swear sworn:swear broke:break began:begin "
        "went:go gone:go "
        "put:put read:read understood:understand foresaw:foresee sang:sing sung:sing bade:bid sought:seek "
        "forgot:forget "
        "shown:show drew:draw threw:throw pled:plead made:make cried:cry denied:deny replied:reply "
        "decried:decry implied:imply "
        "testified:testify vilified:vilify worried:worry clarified:clarify notified:notify tried:try "
        "denies:deny replies:reply "
        "implies:imply cries:cry worries:worry testifies:testify tries:try clarifies:clarify relied:rely "
        "identified:identify"
    ).split()
)
NEGATION = frozenset(
    "not never no neither nor without n't cannot didn't doesn't don't won't wouldn't couldn't can't hasn't haven't "
    "hadn't isn't wasn't aren't weren't didn’t doesn’t don’t won’t wouldn’t couldn’t can’t hasn’t haven’t hadn’t isn’t "
    "wasn’t aren’t weren’t nobody".split()
)
# "declined to say", "stopped short of saying"
WITHHOLDING = re.compile(
    r"\b(?:declin|refus|fail|stopp?|neglect|avoid)(?:e|s|es|ed|ing)?\b(?: short of| to)?(?: \w+)?$", re.IGNORECASE
)
# A clause ends where negation no longer reaches the cue.
CLAUSE = re.compile(r"[,;:.!?\"“”()\n]|\b(?:but|and|that|because|when|while|if|who|which)\b", re.IGNORECASE)
SAYING = ("say", "other")


@cache
def _types() -> dict[str, str]:
    with (Path(__file__).parent / "cue_types.csv").open(encoding="utf-8", newline="") as lines:
        return {word: row["type"] for row in csv.DictReader(lines) for word in row["words"].split("|")}


@cache
def base_forms(word: str) -> tuple[str, ...]:
    """What a word may be a form of, likeliest first: argued → argued, argue, argu."""
    forms = [word]
    if word in IRREGULAR:
        return (IRREGULAR[word], word)
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("s"):
        forms += [word[:-2], word[:-1]]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms += [stem + "e", stem]
            if stem[-1] == stem[-2:-1]:
                forms.append(stem[:-1])
            if stem.endswith("i"):
                forms.append(stem[:-1] + "y")
    return tuple(forms)


@cache
def cue_type(cue: str) -> str:
    """One of `kit.schema.CUE_TYPES`; `say` where nothing more is known."""
    types = _types()
    words = WORD.findall(cue.lower())
    for length in (3, 2):
        for at in range(len(words) - length + 1):
            rest = words[at + 1 : at + length]
            ends = {" ".join(rest), " ".join(base_forms(word)[-1 if word.endswith("s") else 0] for word in rest)}
            for phrase in (f"{form} {end}" for form in base_forms(words[at]) for end in ends):
                if phrase in types:
                    return types[phrase]
    found = [types[form] for word in words for form in base_forms(word) if form in types]
    return next((kind for kind in found if kind not in SAYING), found[0] if found else "say")


@cache
def is_reporting(word: str) -> bool:
    """Whether a word is a form of one that reports speech."""
    types = _types()
    return any(types.get(form, "think") != "think" for form in base_forms(word.lower()))


def is_negated(lines: Layout, start: int) -> bool:
    """Whether the cue that begins at `start` is denied: "did not say", "declined to say", "nobody said"."""
    first, last = lines.word_range(max(0, start - 40), start)
    begin = lines.words[max(first, last - 4)][0] if last > first else start
    before = lines.text[begin:start]
    clause = CLAUSE.split(before)[-1].lower()
    words = WORD.findall(clause)
    return any(word in NEGATION for word in words) or bool(WITHHOLDING.search(clause.rstrip()))
