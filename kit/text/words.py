"""Base forms of English words, and which of them report what somebody says or thinks."""

from __future__ import annotations

from functools import cache

from kit import lexicon

__all__ = ["base_forms", "is_reporting"]


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
        # Shorter ones are words of their own: red, king.
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms += [stem + "e", stem]
            if stem[-1] == stem[-2:-1]:
                forms.append(stem[:-1])  # begged
            if stem.endswith("i"):
                forms.append(stem[:-1] + "y")
    return tuple(forms)


@cache
def is_reporting(word: str) -> bool:
    """Whether a word, in any case, is a form of one that reports speech; what only reports a thought is none."""
    types = lexicon.values("verbs", "cue_type")
    return any(types.get(form, "think") != "think" for form in base_forms(word.lower()))


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["base"] for row in lexicon.rows("irregular_forms")}
