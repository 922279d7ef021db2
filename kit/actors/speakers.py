"""Who a quote's speaker is: from the words in the text to an actor, and of what sort those words are."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from kit.actors.anaphora import PREPOSITIONS
from kit.actors.cast import Actor
from kit.actors.mentions import Mention
from kit.actors.places import fold, outlets
from kit.actors.titles import is_role
from kit.text.layout import Layout

__all__ = ["Cast", "identify"]

Row = dict[str, Any]
WORD = re.compile(r"[\w.’'-]+")
DOCUMENTS = frozenset(
    "report statement letter study poll survey memo document documents filing complaint lawsuit suit indictment "
    "affidavit book paper "
    "article editorial email emails e-mail e-mails tweet post posts blog release transcript transcripts records "
    "record data research "
    "analysis review resolution bill law agreement treaty declaration notice note message messages text texts "
    "manifesto petition "
    "brief motion order ruling opinion verdict guidance guidelines website site page advertisement ad banner "
    "sign signs poster headline caption "
    "summary findings figures statistics estimates forecast forecasts assessment investigation audit census "
    "testimony deposition "
    "subpoena warrant charges papers files file book video recording tape tapes voicemail poll polls reports "
    "documents studies letters "
    "statements surveys memos constitution charter plan policy speech op-ed column ads placard placards slogan "
    "press-release dossier "
    "calculations readout communique communiqué brochure leaflet pamphlet slideshow presentation profile "
    "announcement handout bulletin".split()
)
BODIES = frozenset(
    "company firm group agency ministry department organization organisation government administration "
    "committee commission council "
    "court party union university school hospital bank team club office bureau association network newspaper "
    "paper outlet magazine "
    "station channel airline carrier retailer manufacturer startup start-up institute foundation charity "
    "campaign board police force army "
    "military navy embassy regulator watchdog league federation utility brokerage automaker carmaker giant "
    "studio label publisher "
    "website broadcaster coalition alliance movement body panel house parliament congress senate legislature "
    "cabinet kingdom nation country "
    "state city county district side delegation mission prosecution authority authorities consortium think-tank "
    "nonprofit business chain "
    "maker developer operator service institution college museum church family pair duo".split()
)
OUTLET = re.compile(
    r"(?i)\b(?:times|post|journal|herald|tribune|gazette|chronicle|telegraph|mirror|daily|magazine|newspaper|"
    r"press|radio|tv"
    r"|television|broadcasting|news agency)\b"
)
SPOKEN_FOR = re.compile(r"(?i)\b(?:spokes(?:man|woman|person|people|men)|rep|reps|representatives?)\b")
GOVERNMENT = re.compile(r"(?i)\b(?:government|regime|side|leadership|armed forces|leaders)$")
PARTY_PEOPLE = re.compile(r"(?i)\b(?:lawmakers|leaders|legislators|senators|congressmen|members|officials)$")
RELATIVE = frozenset(("who", "that", "which", "whom"))
# What may follow a person's name that is the speaker: "Lee and Reed", but not "Lee allies".
GOES_ON = re.compile(r"\s(?:and|or|in|at|of|on|for|from|with|who|which|itself|himself|herself|also|via|told|said)\b")
WE = frozenset(("we", "our", "us", "ours", "i", "my", "me", "mine"))
DEFINITE = re.compile(r"(?i)^(?:the|this|that|its|their|our)\b")
# One person of a party; which one is whoever spoke last.
PARTISAN = frozenset(("the republican", "the democrat", "the conservative", "the independent"))
# What stands before who made a document, and before who only has it or what it is about.
MAKER = re.compile(r"\b(?:by|from)(?: the)? $")
HOLDER = re.compile(
    r"\b(?:(?:seen|obtained|reviewed|viewed|acquired) by|under|to|about|on|through|for|in|with|against)(?: the)? $"
)
# Where the clause or phrase that goes on about a speaker begins.
CLAUSE = re.compile(
    r",?\s(?:who|which|whose|where|when|after|while)\b|,\s(?=[a-z])"
    r"|\sin an? (?:statement|interview|tweet|email|letter)\b"
)
NOBODY = (-1, "unnamed")
# "the secretary" is all of the speaker, or the speaker goes on with "of state".
NOMINAL_END = re.compile(r"\W?(?:\s?(?:of|to|for)\s.*)?$", re.DOTALL)
ISSUERS = ("person", "organization", "country", "group")
PARTIES = ("Republican Party", "Democratic Party")
FOR_BODY = frozenset(
    "official officials executives representatives leaders spokespeople members advisers lawyers".split()
)
# "His office said": who speaks is the person.
OWN = frozenset("office campaign team staff camp remarks comments words account".split())
BEFORE_NAME = frozenset("former ex the a an of at in for and then acting".split())
PARTICIPLE = frozenset(
    "familiar close briefed signed released issued published conducted obtained seen given made filed posted "
    "written offering "
    "commissioned provided prepared based led run".split()
)


@dataclass(slots=True)
class Cast:
    """An article's actors and all that stands for them, in order of the text."""

    lines: Layout
    actors: list[Actor]
    mentions: list[Mention]
    starts: list[int]

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin between two offsets, and one that runs into them."""
        first = bisect_left(self.starts, start)
        if first and self.mentions[first - 1].end > start:
            first -= 1
        return self.mentions[first : bisect_left(self.starts, end)]

    def before(self, offset: int, types: tuple[str, ...], most: int = 40) -> int:
        """The actor of one of these types named last before an offset; subjects of a sentence first; -1 if none."""
        at = bisect_left(self.starts, offset) - 1
        paragraph = self.lines.paragraph(offset)
        nearest = -1
        for back in range(at, max(-1, at - most), -1):
            mention = self.mentions[back]
            if mention.actor < 0 or self.actors[mention.actor].type not in types or mention.label == "misc":
                continue
            if paragraph - self.lines.paragraph(mention.start) > 2:
                break
            sentence = self.lines.sentences[self.lines.sentence(mention.start)]
            if mention.start - sentence[0] <= 5:
                return mention.actor
            if nearest < 0:
                nearest = mention.actor
        return nearest

    def called(self, offset: int, head: str, last: int) -> int:
        """The body that "the ministry" means: one so called, else who spoke last, else who was named."""
        at = bisect_left(self.starts, offset) - 1
        for back in range(at, max(-1, at - 60), -1):
            actor = self.mentions[back].actor
            if actor >= 0 and self.actors[actor].type == "organization" and head in self.actors[actor].name.lower():
                return actor
        spoke = last >= 0 and self.actors[last].type == "organization"
        return last if spoke else self.before(offset, ("organization",))


def identify(cast: Cast, quotes: list[Row]) -> None:
    """Set `actor` (a number, -1 for nobody known) and `speaker_type` of each quote; parents come before their parts."""
    last, last_paragraph, body, body_paragraph = -1, -1, -1, -1
    order = sorted(range(len(quotes)), key=lambda at: (quotes[at]["start"], -quotes[at]["end"]))
    for at in order:
        row = quotes[at]
        row["speaker_type"], row["actor"] = "unnamed", -1
        if row.get("speaker_start") is not None:
            near = cast.lines.paragraph(row["start"]) - body_paragraph <= 2
            row["actor"], row["speaker_type"] = _who(cast, quotes, row, last, body if near else -1)
        paragraph = cast.lines.paragraph(row["start"])
        bare = row.get("speaker_start") is None and row.get("cue") is None and row.get("parent") is None
        if bare and row["type"] == "direct" and last >= 0 and paragraph - last_paragraph <= 1:
            row["actor"], row["speaker_type"] = last, "named"
        if row["actor"] >= 0 and row.get("parent") is None:
            last, last_paragraph = row["actor"], cast.lines.paragraph(row["end"])
            if cast.actors[last].type in ("organization", "country"):
                body, body_paragraph = last, last_paragraph


def _sort(actor: Actor) -> str:
    """named, or outlet where the actor is one."""
    known = fold(actor.name) in outlets() or OUTLET.search(actor.name)
    return "outlet" if actor.type == "organization" and known else "named"


def _who(cast: Cast, quotes: list[Row], row: Row, last: int, last_body: int) -> tuple[int, str]:
    text = cast.lines.text
    start, end = row["speaker_start"], row["speaker_end"]
    words = text[start:end]
    low = words.lower().strip(" \"“”'’,")
    first = low.split(" ", 1)[0]
    if first in WE and not words.startswith("US"):
        return _self(cast, quotes, row, last, first)
    if low in RELATIVE and not words.isupper():
        return _relative(cast, start)
    if low in PARTISAN:
        return (last, "named") if last >= 0 and cast.actors[last].type == "person" else NOBODY
    if low in ("it", "its", "itself"):
        actor = last_body if last_body >= 0 else cast.before(start, ("organization", "country"))
        return (actor, _sort(cast.actors[actor])) if actor >= 0 else NOBODY
    # Who the clause after a name is about is no speaker: "Jason Foy, who represents Noel".
    inner = CLAUSE.search(text, start + 1, end)
    whole, end = end, inner.start() if inner else end
    inside = [m for m in cast.within(start, end) if m.actor >= 0]
    if not inside and inner:
        inside = [m for m in cast.within(start, whole) if m.actor >= 0 and m.kind == "name"][:1]
        end = whole if inside else end
    words = text[start:end]
    names = [m for m in inside if m.kind == "name"]
    head = _head(words)
    if head in DOCUMENTS:
        return _issuer(cast, words, text, start, whole, last), "document"
    free = [m for m in names if not _bound(text, m, start, end)]
    persons = [m for m in free if cast.actors[m.actor].type == "person"]
    if persons:
        return persons[0].actor if _listed(text, persons) else persons[-1].actor, "named"
    pronouns = [m for m in inside if m.kind != "name" and m.start <= start + 1 and NOMINAL_END.match(text, m.end, end)]
    if pronouns:
        return pronouns[0].actor, "named"
    if SPOKEN_FOR.search(words):
        spoken = [m for m in names if cast.actors[m.actor].type in ("organization", "country", "person", "group")]
        bodies = [m for m in spoken if cast.actors[m.actor].type == "organization"]
        if spoken:
            return (bodies or spoken)[-1].actor, "named"
        actor = last_body if last_body >= 0 else cast.before(start, ("organization",))
        return (actor, "named") if actor >= 0 else NOBODY
    if (actor := _apposed(cast, start, end)) >= 0:
        return actor, "named"
    bodies = [
        m for m in free if cast.actors[m.actor].type in ("organization", "country", "group") and m.label != "misc"
    ]
    if bodies:
        return bodies[-1].actor, _sort(cast.actors[bodies[-1].actor])
    if names:
        return _behind(cast, names[-1], words, head, start, end)
    if inside and inside[0].kind == "pronoun" and head in OWN:
        return inside[0].actor, "named"
    lately = last_body >= 0 and _sort(cast.actors[last_body]) == "named"
    if lately and head.endswith("s") and is_role(head) and DEFINITE.match(words):
        # "the lawmakers" of a committee that has just spoken
        return last_body, "named"
    if head in BODIES and DEFINITE.match(words):
        actor = cast.called(start, head, last_body)
        return (actor, "named") if actor >= 0 else NOBODY
    return NOBODY


def _self(cast: Cast, quotes: list[Row], row: Row, last: int, word: str) -> tuple[int, str]:
    """ "I" and "we" inside of a quote are its speaker; outside they are whoever writes."""
    parent = row.get("parent")
    if parent is not None:
        actor = quotes[parent].get("actor", -1)
        return (actor, "named") if actor >= 0 else NOBODY
    if word in ("i", "my", "me", "mine") and last >= 0 and cast.lines.quotation(row["speaker_start"]) >= 0:
        return last, "named"
    return NOBODY


def _relative(cast: Cast, start: int) -> tuple[int, str]:
    """ "who" is the name right before it."""
    previous = cast.within(max(0, start - 60), start)
    if previous and previous[-1].actor >= 0 and previous[-1].kind == "name":
        mention = previous[-1]
        if not cast.lines.text[mention.end : start].strip(" ,\n"):
            return mention.actor, _sort(cast.actors[mention.actor])
    return NOBODY


def _issuer(cast: Cast, words: str, text: str, start: int, end: int, last: int) -> int:
    """Whose a document is: "a survey by Ann Lee", "Lee's letter", "the WHO report"; "the statement": who spoke last."""
    names = [m for m in cast.within(start, end) if m.actor >= 0 and cast.actors[m.actor].type in ISSUERS]
    owners: list[Mention] = []
    makers: list[Mention] = []
    others: list[Mention] = []
    for mention in names:
        before = text[max(start, mention.start - 24) : mention.start].lower()
        if text[mention.end : mention.end + 2] in ("'s", "’s"):
            owners.append(mention)
        elif cast.actors[mention.actor].type == "country" or HOLDER.search(before):
            # "a memo seen by Reuters", "a report on Iran": neither made it.
            continue
        else:
            (makers if MAKER.search(before) else others).append(mention)
    if found := makers or owners or others:
        return found[0].actor
    return last if DEFINITE.match(words) else -1


def _apposed(cast: Cast, start: int, end: int) -> int:
    """The person named right after a nominal: "another diplomat, former special envoy Kurt Volker"; -1 if none."""
    text = cast.lines.text
    if text[end : end + 2] != ", ":
        return -1
    at = bisect_left(cast.starts, end)
    for mention in cast.mentions[at : at + 3]:
        if mention.kind != "name" or mention.actor < 0 or cast.actors[mention.actor].type != "person":
            continue
        between = WORD.findall(text[end : mention.start]) if mention.start - end < 90 else ["far"]
        fits = all(word[0].isupper() or word in BEFORE_NAME or is_role(word) for word in between)
        return mention.actor if fits and text[mention.end : mention.end + 1] in (",", ".", ";", ")", "\n", "") else -1
    return -1


def _behind(cast: Cast, mention: Mention, words: str, head: str, start: int, end: int) -> tuple[int, str]:
    """Whether a nominal with a name in it speaks for whoever is named: "the Chinese government", "NASA officials"."""
    actor = cast.actors[mention.actor]
    rest = cast.lines.text[mention.end : end].strip()
    before = WORD.findall(cast.lines.text[start : mention.start].lower())
    if before and before[-1] in ("the", "a", "an"):
        before.pop()
    if before and before[-1] in PREPOSITIONS and head not in FOR_BODY and head not in BODIES:
        return NOBODY
    if actor.type == "country":
        if head in BODIES and mention.label == "misc" and not GOVERNMENT.search(words):
            # "the German automaker"
            body = cast.called(start, head, -1)
            return (body, "named") if body >= 0 else NOBODY
        return (mention.actor, "named") if GOVERNMENT.search(words) else NOBODY
    if actor.type == "group":
        return (mention.actor, "named") if not rest or head in FOR_BODY or head in BODIES else NOBODY
    if actor.name in PARTIES and (PARTY_PEOPLE.search(words) or not rest):
        return mention.actor, "named"
    if actor.type == "person":
        return (mention.actor, "named") if head in OWN else NOBODY
    leads = not rest and (mention.start - start <= 4 or not is_role(head))
    if actor.type == "organization" and (head in BODIES or head in FOR_BODY or leads):
        return mention.actor, "unnamed" if head in FOR_BODY else "named"
    if actor.type in ("place", "other") and not rest and mention.start <= start + 4:
        return mention.actor, _sort(actor)
    return NOBODY


def _listed(text: str, persons: list[Mention]) -> bool:
    """Whether several persons speak together: the first of them stands in the table."""
    return len(persons) > 1 and bool(re.fullmatch(r"\s*(?:,|and|&|, and)\s*", text[persons[0].end : persons[1].start]))


def _bound(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a name only says whose or where: "Trump's lawyer", "a rep for Braun", "Clinton campaign manager"."""
    after = text[mention.end : end]
    if after[:2] in ("'s", "’s") and after[2:].strip(' ,."”'):
        return True
    if re.match(r"\s+[a-z]", after) and not GOES_ON.match(after):
        return True
    before = WORD.findall(text[start : mention.start].lower())
    while before and before[-1] in ("the", "a", "an"):
        before.pop()
    return bool(before) and before[-1] in PREPOSITIONS and before[-1] != "as"


def _head(words: str) -> str:
    """The head noun of a noun phrase: the last word before its first preposition or comma."""
    head = ""
    for match in WORD.finditer(words):
        word = match.group().lower()
        if head and (word in PREPOSITIONS or word in RELATIVE or word in PARTICIPLE):
            break
        head = word.removesuffix("'s").removesuffix("’s").rstrip(".")
        if words[match.end() : match.end() + 1] == ",":
            break
    return head
