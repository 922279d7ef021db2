"""What stands in an article and names nobody in it: who wrote and who sent it, its page, its tables, its shouting.

WASHINGTON, March 3 (Reuters) -     the agency of a dateline
REUTER                              its sign-off
By Ann Lee, Staff Writer            a byline
(AP Photo/Ann Lee)                  a credit
Oper shr 34 cts vs 30               a table's abbreviations
chart-3.png  <tweet author="…">     file names, addresses, markup
Getty Images  R-Wash.  (R)  She  The  WRONG!     labels, a member's seat and party, pronouns, fragments, shouts
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain

from kit import lexicon
from kit.actors.places import fold

__all__ = ["datelines", "names_nobody", "said_low", "set_apart"]

Span = tuple[int, int]
# A tag, or what a company is listed as: <BR>, <tweet author="…">, <ABC.N>; but "<Lund Port Corp>" is a company.
MARKUP = re.compile(r"<(?:[a-z/!][^<>\n]{0,500}|[A-Z][A-Z0-9.]{0,9}|[A-Z]\w* [^<>\n]{0,400}=[^<>\n]{0,100})>")
ADDRESS = re.compile(
    r"(?i)\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+|"
    r"\b[\w/-]+\.(?:jpe?g|png|gif|tiff?|svg|pdf|docx?|xlsx?|pptx?|csv|txt|html?|php|aspx?|mp[34]|mov|zip)\b"
)
# A line of a few words that begins so, and has none but names and a writer's words, says who wrote it.
BYLINE = re.compile(r"(?m)^[ \t]*(?:By|BY)[: ] ?(?P<line>[A-Z][^\n]{2,100}?)[ \t]*$")
CONTRIBUTED = re.compile(
    r"(?m)(?:^|(?<=[.!?] ))(?P<line>[^\n!?]{2,200}?) contributed(?: reporting)?(?: to| for) this "
    r"(?:report|article|story)"
)
# A member's party and state: R-Wash., D-N.Y.
SEAT = re.compile(r"[DR]-(?!Day\b)[A-Z](?:\.?[A-Z]|[a-z]{0,8})\.?")
LOWER = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w-]|['’]\w)")


def _is(kind: str, word: str) -> bool:
    return word in lexicon.words("page", kind)


@cache
def _lined() -> tuple[re.Pattern[str], ...]:
    """What stands apart: whatever a group of these holds."""
    agency, month = lexicon.pattern("page", "agency"), lexicon.pattern("page", "month")
    particle = lexicon.pattern("grammar", "particle")
    capitals = r"[A-Z][\w.'’-]*"
    names = rf"{capitals}(?: (?:{capitals}|{particle})){{0,4}}"
    picture = f"(?i:{lexicon.pattern('page', 'picture')})"
    credit, initials = lexicon.pattern("page", "credit"), r"(?-i: [A-Z]{2,4}\b)?"
    return (
        # A line that is an agency's name and its writer's initials, or that name after the last full stop of the text.
        re.compile(
            rf"(?im)^[^\w\n]*(?:the )?(?P<line>(?:{agency})\b{initials})[^\w\n]*(?:\x03|&#3;)?[^\w\n]*$|"
            rf"(?<=[.!?\"”\d)])[ \t]+[-–—/(]*(?P<end>(?-i:{lexicon.pattern('page', 'sign_off').upper()})\b{initials})"
            rf"[^\w]*\Z"
        ),
        # Whose the copy is, and that what it tells was not looked into.
        re.compile(
            rf"(?im)^[ \t]*(?P<line>(?:\(c\)|©|copyright\b)[^\n]{{2,80}}?)[ \t]*$|"
            rf"\b(?P<end>{agency}) has not verified\b"
        ),
        # "-- Reuters Chicago newsroom, 312 555 0123"
        re.compile(
            rf"(?im)^\s*(?:--+|—|–)\s*(?P<desk>(?:{agency})\b[^\n]{{0,40}}?\b(?:{lexicon.pattern('page', 'desk')}))\b"
        ),
        # A bureau and its number: "((Lund newsroom 555 0123))".
        re.compile(
            rf"(?P<desk>(?:{capitals} ){{1,3}}(?i:{lexicon.pattern('page', 'desk')})s?)[^\w\n]{{1,3}}\d[\d -]{{5,}}"
        ),
        # A place, a date, and the agency; or the agency in brackets and a dash.
        re.compile(
            rf"(?m)^[ \t]*{capitals}(?:[ /]{capitals}){{0,3}}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
            rf"(?:, (?i:{month})\.? \d{{1,2}})?,? \(?(?i:(?P<line>{agency}))\)? ?(?:[-–—―]|--)"
        ),
        re.compile(rf"\((?i:(?P<line>{agency}))\)\s?(?:[-–—―]|--)"),
        # The party of a member who has just been named: "Ann Lee (R)".
        re.compile(r"\((?P<line>[RDI])\)"),
        # Who reported, edited or took a picture, in brackets or on a line of its own.
        re.compile(
            rf"(?m)(?:^|\(|; |\. )[ \t]*(?i:(?:additional )?(?:{credit})(?: and (?:{credit}))? by:?) "
            rf"(?P<line>{names}(?:(?: in {names})?(?:, | and |, and | & |/){names})*)"
        ),
        CONTRIBUTED,
        re.compile(rf"\b(?P<line>(?:{picture})(?: Photo)?/{names}|{names}/(?:{picture})\b)"),
    )


@cache
def _dateline() -> re.Pattern[str]:
    """A place in capitals that opens a line, its region and the date, before a dash: "PARIS, Texas, May 1 --"."""
    capitals, day = r"[A-Z][A-Z.'’]+", rf"(?:{lexicon.pattern('page', 'month')})\.? \d{{1,2}}"
    return re.compile(
        rf"(?m)^[ \t]*(?P<place>{capitals}(?:[ /-]{capitals}){{0,3}}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)??)"
        rf"(?:, (?i:{day}))?,? ?(?:\(?(?i:{lexicon.pattern('page', 'agency')})\)? ?)?(?:[-–—―]|--)(?=\s)"
    )


def datelines(text: str) -> list[Span]:
    """Where the places of datelines stand: from there somebody writes, and nobody there acts."""
    return [match.span("place") for match in _dateline().finditer(text)]


def set_apart(text: str) -> list[Span]:
    """Stretches of a text in which whatever is named is no actor, in order; none touches another."""
    named = (match.span(group) for regex in _lined() for match in regex.finditer(text) for group in _groups(match))
    plain = (match.span() for regex in (MARKUP, ADDRESS) for match in regex.finditer(text))
    lines = (match.span("line") for match in BYLINE.finditer(text) if _are_writers(match["line"]))
    merged: list[Span] = []
    for start, end in sorted(chain(named, plain, lines)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _groups(match: re.Match[str]) -> Iterator[str]:
    yield from (name for name, value in match.groupdict().items() if value)


def _are_writers(line: str) -> bool:
    words = re.findall(r"[\w.'’-]+", line)
    return len(words) < 14 and all(word[0].isupper() or _wrote(word.lower()) for word in words)


def _wrote(word: str) -> bool:
    return _is("writer", word) or any(word in lexicon.words("grammar", kind) for kind in ("particle", "in_name"))


def _stands_for(word: str) -> bool:
    """Whether a word is a pronoun, and not an abbreviation that is spelled like one: IT."""
    return not word.isupper() and bool(lexicon.values("grammar", "pronoun").get(word.lower()))


def said_low(text: str) -> frozenset[str]:
    """Words of four letters and more that a text has in small letters."""
    return frozenset(LOWER.findall(text))


def names_nobody(name: str, low: Collection[str]) -> bool:
    """Whether a name is none: a member's party and state, a pronoun, a table's abbreviation, a label or a shout.

    `low` are the words that the text has in small letters: no names, and "WRONG!" is a shout.
    """
    words = re.findall(r"[\w'$]+", name.lower())
    if len(words) == 1 and (_stands_for(name) or words[0] in lexicon.words("persons", "suffix")):
        return True
    if SEAT.fullmatch(name) or _is("page_label", fold(name)) or name.lower() in lexicon.words("grammar", "fragment"):
        return True
    if all(_is("unit", word) for word in words):
        return True
    if all(_is("table", word) or word.isdigit() for word in words) and any(_is("abbreviated", word) for word in words):
        return True
    return name in low or (name.isupper() and all(word in low for word in words))
