"""To whom it was said, by whom it was relayed, within which quote it stands, and whether the name is withheld."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kit.quotes.wholes import Whole
from kit.text.layout import Layout

__all__ = ["addressee", "parents", "relayed", "withheld"]

Row = dict[str, Any]
# Verbs whose object is who is spoken to.
TOLD = re.compile(
    r"(?i)\b(?:t(?:ell(?:s|ing)?|old)|ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|warn(?:s|ed|ing)?|remind(?:s|ed|ing)?|"
    r"assur(?:es?|ed|ing)|inform(?:s|ed|ing)?|notif(?:y|ies|ied)|advis(?:es?|ed|ing)|order(?:s|ed|ing)?|"
    r"press(?:es|ed|ing)?|beg(?:s|ged|ging)?|implor(?:es?|ed|ing)|invit(?:es?|ed|ing)|encourag(?:es?|ed|ing)|"
    r"instruct(?:s|ed|ing)?|answer(?:s|ed)|question(?:s|ed|ing)?|promis(?:es?|ed|ing)|thank(?:s|ed|ing)?|"
    r"convinc(?:es?|ed|ing)|persuad(?:es?|ed|ing)|texted|emailed|call(?:ed|s|ing) on|plead(?:s|ed|ing)? with)$"
)
ARTICLE = r"(?:(?:the|a|an|his|her|their|its|our|my|several|some|local|state|all|other|fellow|[A-Z][\w’'.-]*['’]s)\s)?"
NAME = (
    rf"{ARTICLE}(?:[A-Z][\w’'.&-]*[\w’](?:['’]s(?=\s[A-Z]))?(?:\s(?:of|the|and|for|de|von|van|bin|"
    rf"al)(?=\s[A-Z]|\sthe\s[A-Z]))*\s?)+(?:\b(?:newspaper|television|radio|magazine|lawmakers|reporters|"
    rf"officials|News))?"
)
NOUN = (
    r"(?:(?:the|a|an|his|her|their|its|our|my|several|some|local|state|all|other|"
    r"fellow)\s)?(?:[a-z’'-]+\s){0,2}?(?:reporters|journalists|lawmakers|supporters|audience|crowd|committee|"
    r"court|jury|judge|police|investigators|parliament|media|council|senators|voters|students|delegates|fans|"
    r"workers|officials|colleagues|friends|investors|analysts|outlet|paper|newspaper|magazine|agency|"
    r"administration|government|panel|president|prime minister|public|nation|people|leaders|members|residents|"
    r"employees|players|team|press|board|website|network|program|me|us|them|him|her)\b"
)
OBJECT = re.compile(rf"\s+({NAME}|{NOUN})")
TO = re.compile(
    rf"^[^.!?\"“”\n]{{0,60}}?\b(?:(?:in|during) (?:an?|his|her|their|the|its|remarks|"
    rf"comments)(?:\s[\w-]+){{0,3}}\s?(?:interview|statement|email|e-mail|letter|speech|address|conversation|"
    rf"call|briefing|message|note|testimony|remarks|comments|memo|text)s?\s(?:with|to)|(?:remarks|comments|"
    rf"statement|interview) (?:to|with)|sp(?:eaking|oke) (?:to|with)|to)\s({NAME}|{NOUN})"
)
BY = re.compile(
    r"(?i)\b(?:reported|carried|quoted|cited|relayed|published|aired|broadcast|released|obtained|seen|"
    r"distributed|circulated|quoted as saying|run) by\s+((?:the |a )?[\w’'&.-]+(?:\s(?:of|the|and|"
    r"for)\s[A-Z][\w’'.-]*|\s[\w’'&.-]+){0,4})"
)
# "…, state news agency Tass reported."
REPORTED = re.compile(r",[\"”]?\s((?:[\w’'&-]+\s){0,4}[A-Z][\w’'&.-]*)\s(?:has\s|had\s)?(?:reported|reports)\b")
WITHHELD = re.compile(
    r"(?i)(?:on (?:the )?(?:condition|conditions) of anonymity|on condition (?:that )?(?:he|she|they|their|his|"
    r"her) (?:not be|names?)[^,.]{0,30}|(?:request(?:ed|ing)|ask(?:ed|ing)|grant(?:ed|ing)|insist(?:ed|ing) on|"
    r"seeking|given) (?:for )?anonymity|"
    r"(?:asked|ask|asking|declined|declining|refused|requested|requesting|wished|wishing|wanted|preferred|did "
    r"not want|didn['’]t want|does not want) (?:\w+ )?(?:not )?to (?:not )?be (?:named|identified|quoted by name)|"
    r"(?:was|were|are|is) not authori[sz]ed to (?:speak|discuss|comment|talk)[^.,]{0,50}|(?:was|were|are|"
    r"is)n['’]t authori[sz]ed to[^.,]{0,50}|who (?:was|were) not (?:named|identified)|speaking anonymously|"
    r"spoke anonymously|anonymously|"
    r"(?:withholding|withheld|not using|not naming|is identifying)[^.]{0,40}(?:names?|identit(?:y|ies)|only)|"
    r"not (?:his|her|their) real names?)"
)
REASON = re.compile(
    r"(?i)(?:because|citing|in order to|so as to|to (?=(?:discuss|speak|talk|avoid|protect|describe|be candid|"
    r"share))|for fear of|fearing|out of fear|out of concern|due to|since|as (?=they|he|she))[^.;\"“”]{3,160}|"
    r"(?:was|were|are|is)(?: not|n['’]t) authori[sz]ed to[^.,;]{0,60}"
)
SOURCES = re.compile(
    r"(?i)\b(?:sources?|insiders?|(?:person|people|persons|individuals?|someone|officials?) (?:\w+ "
    r")?(?:familiar|close|briefed|with (?:direct )?knowledge|involved)|whistle-?blower)\b"
)
NAMED = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+")


def addressee(lines: Layout, whole: Whole) -> str | None:
    """The words for who was spoken to: "told Newsweek", "said in an interview with the BBC"."""
    text = lines.text
    if whole.cue is None:
        return None
    start, end = whole.cue
    later = [part[0] for part in whole.parts if part[0] >= end]
    stop = min([*later, lines.paragraphs[lines.paragraph(start)][1], end + 120])
    if whole.source is not None and end <= whole.source[0] < stop:
        after = whole.source[1]
        match = TO.match(text[after:stop])
        return _clean(match.group(1)) if match else None
    told = OBJECT.match(text, end, max(stop, min(end + 60, len(text)))) if TOLD.search(text, start, end) else None
    if told and (whole.source is None or told.end(1) <= whole.source[0] or told.start(1) >= whole.source[1]):
        return _clean(told.group(1))
    match = TO.match(text[end:stop])
    return _clean(match.group(1)) if match else None


def _clean(words: str) -> str | None:
    words = re.sub(r"['’]s$", "", words.strip(" ,.;:"))
    return words or None


def parents(quotes: Sequence[tuple[int, int, int | None]]) -> list[int | None]:
    """For each quote (start, end, start of its cue), sorted by start and longest first, the quote it stands in.

    That is the innermost longer one whose words hold all of it, cue included where the cue comes first.
    """
    found: list[int | None] = []
    open_: list[int] = []
    for number, (start, end, cue) in enumerate(quotes):
        while open_ and quotes[open_[-1]][1] <= start:
            open_.pop()
        holder = None
        for at in reversed(open_[-6:]):
            first, last, _ = quotes[at]
            if (
                first <= start
                and end <= last
                and (first, last) != (start, end)
                and (cue is None or first <= cue < last or cue >= end)
            ):
                holder = at
                break
        found.append(holder)
        open_.append(number)
    return found


def relayed(lines: Layout, rows: list[Row], row: Row) -> str | None:
    """Who passed it on: "in comments reported by Russian state media", or the outlet in whose quote it stands."""
    if row.get("parent") is not None:
        outer = rows[row["parent"]]
        if outer.get("speaker") and outer["cue_type"] in ("say", "announce", "claim"):
            words: str = outer["speaker"]
            return words
    if row.get("cue_start") is None:
        return None
    text = lines.text
    start, end = lines.sentences[lines.sentence(row["cue_start"])]
    spoken = max(row["cue_end"], start)
    match = BY.search(text, spoken, end)
    if match and not row["start"] <= match.start() < row["end"]:
        return _clean(re.split(r"\s(?:on|in|at|as|that|and|said|after|during|this|last)\b", match.group(1))[0])
    match = REPORTED.match(text, row["end"], end + 1)
    return _clean(match.group(1)) if match and match.start(1) != row.get("speaker_start") else None


def withheld(lines: Layout, start: int, end: int) -> tuple[bool, str | None]:
    """Whether the speaker's name is withheld, and the reason that the text gives."""
    text = lines.text
    words = text[start:end]
    first, last = lines.sentences[lines.sentence(start)]
    named = bool(NAMED.search(words))
    match = WITHHELD.search(text, first, last)
    if match is None and not named:
        sentence = lines.sentence(start) + 1
        if sentence < len(lines.sentences) and lines.paragraph(lines.sentences[sentence][0]) == lines.paragraph(start):
            after = lines.sentences[sentence]
            match = WITHHELD.search(text, *after)
            last = after[1] if match else last
    if match is not None and not named:
        reason = REASON.search(text, max(first, match.start() - 60), last)
        return True, reason.group().strip(" ,") if reason else None
    return (bool(SOURCES.search(words)) and not named), None
