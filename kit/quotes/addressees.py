"""To whom it was said, and who passed it on."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kit import lexicon
from kit.quotes.wholes import Whole
from kit.text.layout import Layout
from kit.text.words import base_forms

__all__ = ["addressee", "relayed_by"]

Row = dict[str, Any]
OWN = r"the|a|an|his|her|their|its|our|my|several|some|local|state|all|other|fellow"
NAME = (
    rf"(?:(?:{OWN}|[A-Z][\w’'.-]*['’]s)\s)?"
    r"(?:[A-Z][\w’'.&-]*[\w’](?:['’]s(?=\s[A-Z]))?(?:\s(?:of|the|and|for|de|von|van|bin|"
    r"al)(?=\s[A-Z]|\sthe\s[A-Z]))*\s?)+(?:\b(?:newspaper|television|radio|magazine|lawmakers|reporters|"
    r"officials|News))?"
)
BY = re.compile(
    r"(?i)\b(?:reported|carried|quoted|cited|relayed|published|aired|broadcast|released|obtained|seen|"
    r"distributed|circulated|quoted as saying|run) by\s+((?:the |a )?[\w’'&.-]+(?:\s(?:of|the|and|"
    r"for)\s[A-Z][\w’'.-]*|\s[\w’'&.-]+){0,4})"
)
# "…, state news agency Tass reported."
REPORTED = re.compile(r",[\"”]?\s((?:[\w’'&-]+\s){0,4}[A-Z][\w’'&.-]*)\s(?:has\s|had\s)?(?:reported|reports)\b")


@cache
def _whom() -> str:
    """A name, or a noun for those who may be spoken to."""
    return rf"(?:{NAME}|(?:(?:{OWN})\s)?(?:[a-z’'-]+\s){{0,2}}?(?:{lexicon.pattern('nouns', 'audience')})\b)"


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"\s+({_whom()})")


@cache
def _to() -> re.Pattern[str]:
    return re.compile(
        rf"^[^.!?\"“”\n]{{0,60}}?\b(?:(?:in|during) (?:an?|his|her|their|the|its|remarks|"
        rf"comments)(?:\s[\w-]+){{0,3}}\s?(?:interview|statement|email|e-mail|letter|speech|address|conversation|"
        rf"call|briefing|message|note|testimony|remarks|comments|memo|text)s?\s(?:with|to)|(?:remarks|comments|"
        rf"statement|interview) (?:to|with)|sp(?:eaking|oke) (?:to|with)|to)\s({_whom()})"
    )


def addressee(layout: Layout, whole: Whole) -> str | None:
    """The words for who was spoken to: "told Newsweek", "said in an interview with the BBC".

    Parameters
    ----------
    layout
        The article's text.
    whole
        One of its quotes.

    Returns
    -------
    str or None
        The words in the text, from the cue's paragraph and at most 120 characters after the cue; None where nobody is
        named there, or the quote has no cue.
    """
    text = layout.text
    if whole.cue is None:
        return None
    start, end = whole.cue
    later = [part[0] for part in whole.parts if part[0] >= end]
    # Where the quote goes on after its cue, its words name nobody who is spoken to.
    stop = min([*later, layout.paragraphs[layout.paragraph(start)][1], end + 120])
    # "said Ann Lee in an interview with the BBC": to whom stands after the speaker.
    if whole.source is not None and end <= whole.source[0] < stop:
        after = whole.source[1]
        match = _to().match(text[after:stop])
        return _clean(match.group(1)) if match else None
    # "told Newsweek she would": the quote may begin right after, so the paragraph's bound is not asked of the next
    # words.
    told = _object().match(text, end, max(stop, min(end + 60, len(text)))) if _tells(text[start:end]) else None
    if told and (whole.source is None or told.end(1) <= whole.source[0] or told.start(1) >= whole.source[1]):
        return _clean(told.group(1))
    match = _to().match(text[end:stop])
    return _clean(match.group(1)) if match else None


def _tells(cue: str) -> bool:
    """Whether what follows the cue is who is spoken to: "told", "has been urging", "called on"."""
    *_, before, last = ["", *re.split(r"[^\w'’]+", cue.lower())]
    verbs = lexicon.words("verbs", "told")
    # "called on" says whom, "called" does not.
    phrases = [f"{form} {last}" for form in base_forms(before)]
    return not verbs.isdisjoint([*base_forms(last), *phrases])


def _clean(words: str) -> str | None:
    words = re.sub(r"['’]s$", "", words.strip(" ,.;:"))
    return words or None


def relayed_by(layout: Layout, rows: list[Row], row: Row) -> str | None:
    """Who passed it on: "in comments reported by Russian state media", or the outlet in whose quote it stands.

    Parameters
    ----------
    rows
        All quotes of the article, `parent` filled.
    row
        The one that is asked for.

    Returns
    -------
    str or None
        The words in the text, without "'s" at their end; None where the article itself heard it, as far as it says.
    """
    if row.get("parent") is not None:
        outer = rows[row["parent"]]
        # Whoever denies what somebody said, or asks for it, has not passed it on.
        if outer.get("speaker") and outer["cue_type"] in ("say", "announce", "claim"):
            words: str = outer["speaker"]
            return words
    if row.get("cue_start") is None:
        return None
    text = layout.text
    start, end = layout.sentences[layout.sentence(row["cue_start"])]
    spoken = max(row["cue_end"], start)
    match = BY.search(text, spoken, end)
    # "reported by" within the quote is part of what was said.
    if match and not row["start"] <= match.start() < row["end"]:
        # The pattern takes up to five words, and so may run into when and where it was reported.
        return _clean(re.split(r"\s(?:on|in|at|as|that|and|said|after|during|this|last)\b", match.group(1))[0])
    # Where Tass is the speaker already, "Tass reported" is the cue, and nobody stands between.
    match = REPORTED.match(text, row["end"], end + 1)
    return _clean(match.group(1)) if match and match.start(1) != row.get("speaker_start") else None
