"""Whether the name of a speaker is withheld, and the reason that is given for it."""

from __future__ import annotations

import re

from kit.text.layout import Layout

__all__ = ["withheld"]

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


# Each way to say it holds one of these: most sentences hold none, and are not searched further.
SIGNS = ("anonym", "authori", "condition", "identif", "name", "naming", "using", "withh")


def _said(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words between two offsets that say that a name is withheld."""
    low = text[start:end].lower()
    return WITHHELD.search(text, start, end) if any(sign in low for sign in SIGNS) else None


def withheld(layout: Layout, start: int, end: int) -> tuple[bool, str | None]:
    """Whether the name of the speaker at `text[start:end]` is withheld, and the reason that the text gives.

    Asked of the speaker's sentence and of the next one in the paragraph. Words that hold a full name withhold nothing.

    Returns
    -------
    tuple
        Withheld or not; the words of the reason, None where there is none.
    """
    text = layout.text
    words = text[start:end]
    number = layout.sentence(start)
    first, last = layout.sentences[number]
    if NAMED.search(words):
        return False, None
    match = _said(text, first, last)
    following = layout.sentences[number + 1 : number + 2]
    # "An official said so. He spoke on condition of anonymity."
    if match is None and following and layout.paragraph(following[0][0]) == layout.paragraph(start):
        match = _said(text, *following[0])
        last = following[0][1] if match else last
    if match is not None:
        # "Because she feared for her job, the nurse asked not to be named": the reason may stand first.
        reason = REASON.search(text, max(first, match.start() - 60), last)
        return True, reason.group().strip(" ,") if reason else None
    # "A person familiar with the matter": whoever writes so knows the name, and withholds it.
    return bool(SOURCES.search(words)), None
