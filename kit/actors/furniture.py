"""What stands in an article and names nobody in it: who wrote and who sent it, its page, its tables, its shouting.

WASHINGTON, March 3 (Reuters) -     the agency of a dateline
REUTER                              its sign-off
By Ann Lee, Staff Writer            a byline
(AP Photo/Ann Lee)                  a credit
Oper shr 34 cts vs 30               a table's abbreviations
Read the full transcript            the page's own words
chart-3.png  <tweet author="…">     file names, addresses, markup
31pm  The  WRONG!                   fragments
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from kit.actors.likeness import PARTICLES

__all__ = ["begins_late", "is_movement", "names_nobody", "said_low", "set_apart"]

Span = tuple[int, int]
AGENCY = (
    r"(?:reuters?|ap|a\.p\.|afp|upi|dpa|ans?a|efe|tass|itar-tass|xinhua|kyodo|jiji|pa|pti|associated press|"
    r"united press international|agence france-presse|press association|bloomberg news|dow jones newswires)"
)
# A line that is an agency's name and nothing else, or that name after the last full stop of the text.
SIGN_OFF = re.compile(
    rf"(?im)^[^\w\n]*(?:the )?(?P<line>{AGENCY})\b[^\w\n]*(?:\x03|&#3;)?[^\w\n]*$|"
    rf"(?<=[.!?\"”])[ \t]+[-–—/(]*(?P<end>REUTERS?|UPI|AP|AFP|DPA)\b[^\w]*\Z"
)
# "-- Reuters Chicago newsroom, 312 555 0123"
DESK = re.compile(rf"(?im)^\s*(?:--+|—|–)\s*(?P<desk>{AGENCY}\b[^\n]{{0,40}}?\b(?:newsroom|bureau|desk))\b")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
# A place, a date, and the agency; or the agency in brackets and a dash.
DATELINE = re.compile(
    rf"(?m)^[ \t]*[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){{0,3}}(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
    rf"(?:, (?i:{MONTH}) \d{{1,2}})?,? "
    rf"\(?(?i:(?P<line>{AGENCY}))\)? ?(?:[-–—―]|--)"
)
BRACKETED = re.compile(rf"\((?i:(?P<line>{AGENCY}))\)\s?(?:[-–—―]|--)")
CAPITALS = r"[A-Z][\w.'’-]*"
NAMES = rf"{CAPITALS}(?: (?:{CAPITALS}|de|van|von|bin|al|la|le|du|der)){{0,4}}"
# A line of a few words that begins so, and has none but names and these, says who wrote it.
BYLINE = re.compile(r"(?m)^[ \t]*(?:By|BY)[: ] ?(?P<line>[A-Z][^\n]{2,100}?)[ \t]*$")
WRITER = frozenset(
    "and of the for to in at with staff writer writers reporter reporters correspondent correspondents contributor "
    "contributing editor editors special political national chief senior de van von bin al la le du der".split()
)
# Who reported, edited or took a picture, in brackets or on a line of its own.
CREDITED = re.compile(
    rf"(?m)(?:^|\(|; |\. )[ \t]*(?i:(?:additional )?(?:reporting|writing|editing|compiled|written|edited|photo|photos|"
    rf"photograph|photographs|graphic|graphics|video|illustration)(?: and (?:writing|editing|reporting))? by:?) "
    rf"(?P<line>{NAMES}(?:(?: in {NAMES})?(?:, | and |, and | & |/){NAMES})*)"
)
CONTRIBUTED = re.compile(
    r"(?m)(?:^|(?<=[.!?] ))(?P<line>[^\n!?]{2,200}?) contributed(?: reporting)?(?: to| for) this "
    r"(?:report|article|story)"
)
PHOTO = re.compile(
    rf"\b(?P<line>(?:REUTERS|Reuters|AP|AFP|EPA|UPI)(?: Photo)?/{NAMES}|{NAMES}/(?:Getty(?: Images)?|AFP|AP|Reuters|"
    r"EPA|Bloomberg|Associated Press|Shutterstock)\b)"
)
MARKUP = re.compile(r"<[a-zA-Z/!][^<>\n]{0,500}>")
ADDRESS = re.compile(
    r"(?i)\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\w+|"
    r"\b[\w/-]+\.(?:jpe?g|png|gif|tiff?|svg|pdf|docx?|xlsx?|pptx?|csv|txt|html?|php|aspx?|mp[34]|mov|zip)\b"
)
LINED = (SIGN_OFF, DESK, DATELINE, BRACKETED, CREDITED, CONTRIBUTED, PHOTO)
# Words of company tables on a wire; a name made of nothing else is none.
TABLE = frozenset(
    "shr shrs oper net revs rev qtr qtrs qtly mth mths yr yrs cts ct dlrs dlr mln bln pct vs div divs avg dil prim "
    "prev cum intl inc excl incl extraord sales loss profit profits note notes nil gp na pay record per share first "
    "second third fourth half one two three four five six nine twelve year months quarter prior turnover pretax ebit "
    "eps".split()
)
# At least one of these makes it a table's.
ABBREVIATED = frozenset(
    "shr shrs oper revs rev qtr qtrs qtly mth mths cts ct dlrs dlr mln bln pct vs div divs avg dil prev gp extraord "
    "excl ebit eps".split()
)
VERBS = (
    r"(?:read|see|view|watch|listen|click|tap|sign|log|subscribe|continue|share|follow|download|print|tweet|scroll|"
    r"skip)"
)
WHAT = (
    r"(?:more|the|full|here|up|in|on|out|to|now|this|our|us|transcript|story|article|video|text|letter|report|statement|"
    r"interview|reading|below|also|it|all|for|free|newsletter|content|page|whole|complete|next)"
)
PAGE = re.compile(
    rf"(?i){VERBS}(?: {WHAT})+|(?:the )?(?:full )?(?:text|transcript|abstract|copyright|advertisement|highlights|"
    r"story highlights|caption|photos?|images?|videos?|gallery|slideshow|sources?|credit|updated|published|posted|"
    r"breaking news|breaking|exclusive|editor['’]s note|correction|file photo|getty images|related articles|"
    r"comments|trending|newsletter|loading)"
)
PAGE_VERB = re.compile(rf"(?i){VERBS}")
ON_PAGE = re.compile(rf"(?i):| {WHAT}\b")
# A clock's end, or nothing that could be a name.
FRAGMENT = re.compile(r"(?i)\d{0,2}[ap]\.?m\.?(?:\W.*)?|[\W\d_]*|(?:the|a|an|and|of|in|on|at|by|to|for|with|but|or)")
LOWER = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
# What a headline or a shout puts before a surname, and what is no first name.
LATE = frozenset(
    "both see top even only also not why how when while if with and but or as for than that because against after "
    "before since until unlike like says meet ask tell told fellow candidate candidates former ex then "
    "mr mrs ms poll video watch photo update exclusive breaking opinion analysis report".split()
)
MOVEMENT = frozenset("stop never dump team anti pro draft ditch impeach".split())


def set_apart(text: str) -> list[Span]:
    """Stretches of a text in which whatever is named is no actor, in order; none touches another."""
    named = (match.span(group) for regex in LINED for match in regex.finditer(text) for group in _groups(match))
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
    return len(words) < 14 and all(word[0].isupper() or word.lower() in WRITER for word in words)


def said_low(text: str) -> frozenset[str]:
    """Words of four letters and more that a text has in small letters."""
    return frozenset(LOWER.findall(text))


def names_nobody(text: str, start: int, end: int, low: Collection[str]) -> bool:
    """Whether what was taken for a name is a table's abbreviation, the page's own words, a fragment or a shout.

    `low` are the words that the text has in small letters as well: "WRONG!" is a shout.
    """
    name = text[start:end]
    if FRAGMENT.fullmatch(name) or PAGE.fullmatch(name):
        return True
    if PAGE_VERB.fullmatch(name) and ON_PAGE.match(text, end):
        return True
    # "4:31pm", and what begins within a word.
    if start and (text[start - 1].isalnum() or (text[start - 1] in ":." and text[start - 2 : start - 1].isdigit())):
        return True
    words = re.findall(r"[\w']+", name.lower())
    if all(word in TABLE or word.isdigit() for word in words) and any(word in ABBREVIATED for word in words):
        return True
    return name.isupper() and all(word in low for word in words)


def begins_late(words: Sequence[str]) -> int:
    """How many words before a person's name are no part of it: 1 of "Both Ann Lee" and of "thug Lee"."""
    late = 0
    while late < len(words) - 1:
        word = words[late]
        small = word.islower() and word.isalpha() and word not in PARTICLES
        if not small and word.lower().rstrip(",.:") not in LATE:
            break
        late += 1
    return late


def is_movement(words: Sequence[str]) -> bool:
    """Whether what seems a person is called after one: Never Trump, Team Clinton."""
    return len(words) > 1 and words[0].lower() in MOVEMENT
