"""Base forms of English words, which of them report what somebody says or thinks, and whom a verb's object stands for.

The tables stand beside this file, one entry a line, sorted, each read here alone: `irregular_forms.csv` (form, base);
`cue_words.csv` (cue_type, word); `verb_objects.csv` (object: told, who hears it, or judged, who is spoken of; verb).
A word or verb is a base form, or a phrase that begins with one.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

__all__ = ["base_forms", "cue_words", "is_reporting", "object_verbs"]


@cache
def base_forms(word: str) -> tuple[str, ...]:
    """What a word in lower case may be a form of, likeliest first: argued → argued, argue, argu.

    A rule of thumb, not a lexicon: most of what it gives is no word, so it serves to look words up, never to show.

    Returns
    -------
    tuple
        At least the word itself. Of an irregular form: its base, then itself.
    """
    base = _irregular().get(word)
    if base is not None:
        return (base, word)
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("s"):
        forms += [word[:-2], word[:-1]]  # stresses, says
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms += [stem + "e", stem]
            if stem[-1] == stem[-2:-1]:
                forms.append(stem[:-1])  # begged
            if stem.endswith("i"):
                forms.append(stem[:-1] + "y")
    return tuple(forms)


@cache
def cue_words() -> dict[str, str]:
    """Words and phrases that report, in base form and lower case, each with its type of `kit.schema.CUE_TYPES`."""
    return {row["word"]: row["cue_type"] for row in _rows("cue_words.csv")}


@cache
def is_reporting(word: str) -> bool:
    """Whether a word, in any case, is a form of one that reports speech; what only reports a thought is none."""
    types = cue_words()
    return any(types.get(form, "think") != "think" for form in base_forms(word.lower()))


@cache
def object_verbs(kind: str) -> frozenset[str]:
    """The verbs and phrases, in base form, whose object is who is `told` or who is `judged`."""
    return frozenset(row["verb"] for row in _rows("verb_objects.csv") if row["object"] == kind)


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["base"] for row in _rows("irregular_forms.csv")}


def _rows(file: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
