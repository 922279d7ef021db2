"""Who was asked for comment, and what came of it: the right of reply in news (no tool finds this; rules of our own).

A sentence is a request where it says that somebody was asked for, declined, or did not answer a request for comment.
"Declined" without a request ("declined the offer", "no comment on the bill was needed") is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Request", "find_requests"]

# Fragments of the patterns below, which are written with free space: theirs is escaped.
_COMMENT = (
    r"(?:comments?|statements?|interviews?|responses?|clarifications?|reactions?|explanations?|"
    r"(?:further|additional|more) (?:information|details|comment)|questions?|inquir(?:y|ies)|quer(?:y|ies)|requests?)"
)
_ASKING = (
    r"(?:requests?|inquir(?:y|ies)|enquir(?:y|ies)|quer(?:y|ies)|questions?|calls?|e-?mails?|messages?|"
    r"phone calls?|voice ?mails?|texts?|a list of questions)"
)
_NOT = r"(?:did|does|do|had|has|have|was|were|is|are|would|could|will)(?:n['’]t| not)"
_WHEN = (
    r"(?: immediately| yet| quickly| promptly| directly| initially| respond to| previously| so far| ever| "
    r"available| even)*"
)
COMMENT, ASKING, NOT, WHEN = (part.replace(" ", r"\ ") for part in (_COMMENT, _ASKING, _NOT, _WHEN))

NO_REPLY = re.compile(
    rf"""(?ix)
    \b{NOT}{WHEN}\ (?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?|provide[d]?|issue[d]?|
      offer(?:ed)?|reach(?:ed)?)\b[^.;]{{0,60}}?\b(?:{COMMENT}|{ASKING}|by\ (?:press|publication|
      deadline)\ ?time|for\ comment)\b
    | \b{NOT}{WHEN}\ (?:immediately\ )?(?:be\ |been\ )?(?:available|reachable|reached|
      immediately\ available)\b(?:[^.;]{{0,30}}\b(?:comment|interview|reached)\b|\ on\ \w+day|[.,])
    | \b(?:could|can)(?:n['’]t|\ not|not)\ (?:immediately\ |independently\ )?be\ (?:immediately\ )?(?:reached|
      contacted)\b
    | \b{NOT}{WHEN}\ (?:respond(?:ed)?|repl(?:y|ied)|return\ (?:a\ )?(?:calls?|e-?mails?|messages?|
      requests?))\b(?:\ (?:immediately|to\ (?:{ASKING}|a\ (?:request|message|call|query)|multiple|several|
      repeated|\w+['’]s?\ {ASKING}|our)))?(?=[^.]{{0,90}}(?:comment|request|\bquestions?\b|\binquir|\bcalls?\b|
      \be-?mails?\b|\bmessages?\b|$))
    | \b{NOT}{WHEN}\ (?:respond(?:ed)?|reply|replied)\ to\ (?:\w+\ )?(?:attempts|efforts)\ to\ (?:reach|contact)\b
    | \bwithout\ (?:responding|replying)\ to\b[^.;]{{0,40}}(?:questions?|requests?)
    | \b(?:there\ was|had|received|got|gave)\ no\ (?:immediate\ )?(?:comment|response|reply|reaction|answer)\b
    | \bno\ (?:immediate\ )?(?:comment|response|reply|word|answer)\ (?:came\ )?from\b
    | \b(?:calls?|e-?mails?|messages?|requests?|inquiries|queries|voice\ ?mails?|
      texts?)\b[^.;]{{0,80}}\b(?:(?:was|were)(?:\ not|n['’]t)\ (?:immediately\ )?(?:returned|answered)|
      went\ unanswered|(?:was|were)\ (?:left\ )?(?:unanswered|unreturned|ignored)|(?:have|has)\ (?:not|
      gone)\ (?:been\ )?(?:returned|answered|unanswered))
    | \b(?:has|have)\ (?:yet|still)\ to\ (?:respond|reply|comment|answer)\b
    | \b(?:un|not\ )available\ (?:to|for)\ (?:comment|an\ interview|interviews)\b
    | \bunreachable\ for\ comment\b
    """
)
DECLINED = re.compile(
    r"""(?ix)
    \b(?:declin(?:ed|es|ing|e)|refus(?:ed|es|ing|e))\b[^.;]{0,30}?\bto\ (?:\w+\ )?(?:comment|be\ interviewed|
      respond|answer|elaborate|speculate|detail|name|discuss|provide|say|give|confirm|speak|address|talk|offer|
      disclose|identify|reply|specify|go\ into|explain|make)\b
    | \b(?:declin(?:ed|es|ing|e)|refus(?:ed|es|ing|e)|den(?:ied|ies)|turned\ down)\ (?:further\ |
      to\ )?(?:comment|an?\ interview|a\ question|(?:\w+['’]s?\ |our\ |multiple\ |several\ |repeated\ |a\ |
      the\ |all\ |any\ )*(?:requests?\ (?:for|to)\ (?:an?\ )?(?:comment|interview|speak|talk|further)|
      interview\ requests?))\b
    | \b(?:would|could|will|can|did|does|do|was|were|had)(?:n['’]t|\ not|not)\ (?:immediately\ |further\ |
      publicly\ |be\ able\ to\ )?(?:comment|elaborate|confirm\ (?:or\ deny|whether|the|if|that)|
      disclose\ (?:the|whether|how|any)|offer\ (?:a|any)\ (?:response|comment)|discuss\ (?:the|whether|details)|
      (?:provide|give)\ [^.;]{0,30}(?:information|details|comment|response)|address\ (?:the|
      whether)\ (?:question|issue)|say\ (?:whether|when|how|if|what|who|why|which|where))\b
    | \breferred\ (?:all\ |any\ )?(?:requests\ for\ comment|questions|inquiries)\b
    | \bhad\ no\ (?:further\ |other\ |additional\ |immediate\ )?comment\b
    | \b(?:said|says)\ (?:he|she|they|it)\ (?:would|could|can)(?:n['’]t|\ not|not)\ (?:comment|discuss)\b
    | ["“]no\ comment\b
    """
)
REPLIED = re.compile(
    r"""(?ix)
    \b(?:when|once|after(?:\ being)?)\ (?:contacted|reached)\b
    | (?<![a-z]\ )\b(?:reached|contacted)\ (?:by\ (?:phone|telephone|e-?mail|text)|by\ (?:the\ )?[A-Z]\w+)
    | \b(?:when|once|after(?:\ being)?)\ (?:asked|pressed|pushed|
      questioned)\b(?:\ \w+){0,3}?\ ?(?:for\ (?:comment|a\ response|reaction)|by\ (?:the\ )?[A-Z][\w]+|
      by\ (?:phone|e-?mail|telephone|reporters?|text|message)|to\ (?:provide|explain|elaborate|comment|respond|
      give)|about\b|at\b)
    | \b(?:contacted|reached)\ (?:by|for|via|through)\ (?:the\ )?(?:phone|telephone|e-?mail|text|comment|
      message|[A-Z]\w+)\b[^.]{0,80}\b(?:said|told|replied|responded|confirmed|denied)\b
    | \b(?:in|as)\ (?:a\ |an\ )?(?:response|reply|answer)\ to\ (?:a\ |an\ |our\ |\w+['’]s?\ |questions?|
      emailed\ )[^.]{0,30}?(?:requests?|questions?|quer(?:y|ies)|inquir(?:y|ies))\b
    | \brespond(?:ed|ing|s)\ to\ (?:a\ |an\ |our\ |the\ |\w+['’]s?\ |[A-Z]\w+\ )*(?:requests?\ for\ (?:comment|
      an\ interview|response)|inquir(?:y|ies)|quer(?:y|ies))
    | \b(?:asked|reached|contacted)\ for\ (?:comment|response|reaction|an?\ (?:comment|response|reaction|
      explanation|interview))\b[^.]*\b(?:said|told|replied|responded|confirmed|denied|wrote)\b
    """
)
ASKED = re.compile(
    r"""(?ix)
    \b(?:has|have|had|was|were)?\ ?(?:also\ )?(?:contacted|approached|reached\ out\ to|asked|e-?mailed|called|
      been\ (?:contacted|approached)|sent\ (?:a\ )?(?:requests?|questions?|messages?))\b[^.;]{0,120}?\b(?:for|
      seeking|requesting)\ (?:an?\ |their\ |his\ |her\ |any\ |further\ |additional\ |official\ |
      immediate\ )?(?:comments?|statements?|response|reaction|clarification|more\ information|interview)\b
    | \b(?:requests?|request\ for)\ (?:for\ )?comment\ (?:has|have|was|were)\ (?:been\ )?(?:sent|made|submitted)\b
    | \b(?:has|have)\ reached\ out\ to\b
    | \bsought\ (?:a\ )?(?:comment|response|reaction|statement)s?\ from\b
    | \b(?:is|are)\ (?:seeking|awaiting|waiting\ for)\ (?:a\ |further\ |official\ )?(?:comment|response|reply|
      statement)\b
    """
)
# Silence towards others than the outlet: in court, in a debate, to voters.
TRAP = re.compile(
    r"(?i)\b(?:did(?:n['’]t| not) (?:respond|answer|reply|return) (?:to (?:the )?(?:attack|criticism|treatment|"
    r"fire|polic|command|order|911|emergency|call(?:s)? (?:for|to) (?:resign|unity|action|the police))))"
)
BY_NAME = re.compile(
    r"(?i)(?:contacted|approached|reached out to|e-?mailed|called|asked|comments? from|response from|statement "
    r"from|reaction from|"
    r"(?:comment|response|reply|word|answer|reaction) (?:came )?from|(?:requests?|calls?|e-?mails?|messages?|"
    r"inquiries|queries) (?:\w+ ){0,3}?(?:to|with|left with|left for|at|sent to))\s+"
)


@dataclass(frozen=True)
class Request:
    """A sentence that says somebody was asked; `asked` is where the words for who was asked may stand."""

    start: int
    end: int
    outcome: str
    asked: tuple[int, int]


def find_requests(text: str, sentences: list[tuple[int, int]], quoted: list[tuple[int, int]]) -> list[Request]:
    """The sentences that say somebody was asked for comment; none within quotation marks."""
    found = []
    for start, end in sentences:
        match, outcome = _outcome(text, start, end)
        if match is None:
            continue
        if any(a <= match.start() < b and b - a > 30 for a, b in quoted if a < end and b > start):
            continue
        after = BY_NAME.search(text, start, end)
        place = (
            (after.end(), end) if after and outcome in ("asked", "no reply") else (start, max(start + 1, match.start()))
        )
        found.append(Request(start, end, outcome, place))
    return found


def _outcome(text: str, start: int, end: int) -> tuple[re.Match[str] | None, str]:
    """What came of the request a sentence tells of."""
    if TRAP.search(text, start, end):
        return None, ""
    if match := NO_REPLY.search(text, start, end):
        return match, "no reply"
    if match := DECLINED.search(text, start, end):
        return match, "declined"
    if match := REPLIED.search(text, start, end):
        return match, "replied"
    if match := ASKED.search(text, start, end):
        return match, "asked"
    return None, ""
