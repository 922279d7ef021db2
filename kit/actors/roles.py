"""What the text calls a person: the title before the name, the apposition after or before it, "is the director of".

A phrase counts only where the word that heads it names what somebody is; where it is open whose phrase it is, none is
given: no role is better than a neighbour's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from kit import lexicon
from kit.actors.mentions import Mention, is_party
from kit.actors.places import fold, places
from kit.actors.titles import is_role, role_fields

__all__ = ["SEAT", "RoleFound", "find_roles"]

STEP = re.compile(r"([\w.’'&-]+)[ \u00a0]$")
TOKEN = re.compile(r"[\w.’'&/-]+")
SUPERLATIVE = re.compile(r"\b(?:most|least|best|worst|\w{3,}est)\b")
APPOSITION = re.compile(r",\s+(?:\d{1,3},\s+)?(?:who (?:is|was)\s)?(?=[\w“\"'’-])")
COPULA = re.compile(r",?\s(?:is|was|became|who is|who was)\s(?:currently |now |then |also )?(?=(?:an?|the|one of)\s)")
# What somebody does or is made: "who has served as ambassador", "would take over as chairman".
SERVES = re.compile(
    r"(?:,? who)?\s(?:has |had |will |would |is to )?(?:serve[sd]?|work(?:s|ed)?|act(?:s|ed)|take[sn]? over|took over|"
    r"(?:was|is|been) (?:named|appointed|elected)) as\s"
)
SEAT = re.compile(r"[RDI]-[A-Z]")  # party and state, in brackets behind a member's name
OWNER = re.compile(r"['’]s?\s")
FARTHEST = 12
UNNAMED = re.compile(r" of (?:the |an? )?[a-z-]+(?: [a-z-]+)?")  # whose head somebody is: of the central bank
LIVED_BY = ("business", "learning", "media", "sport", "faith")  # fields of `kit/lexicon/persons.csv`


def _stops() -> frozenset[str]:
    """What cannot stand within the words of a title."""
    return lexicon.words("grammar", "no_title")


def _determiners() -> frozenset[str]:
    return lexicon.words("grammar", "determiner")


@cache
def _irregular() -> frozenset[str]:
    return frozenset(row["form"] for row in lexicon.rows("irregular_forms"))


@cache
def _open() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:one of\s)?(?:(?:{lexicon.pattern('grammar', 'opens')})\s)?")


@cache
def _closed() -> re.Pattern[str]:
    """Where an apposition ends; before a verb it may as well be its subject: "According to Lee, the director said"."""
    return re.compile(rf"\s*(?:[,;:.!?()\n—–\"“”]|(?:{lexicon.pattern('grammar', 'closes')})\s|$)")


@cache
def _leads() -> re.Pattern[str]:
    """What stands between a role and the body that it heads."""
    return re.compile(rf"\s(?:{lexicon.pattern('grammar', 'leads_to_body')})\s(?:(?:the|its|his|her|their)\s)?")


@cache
def _joint() -> re.Pattern[str]:
    """What a role goes on after: "professor of law at Yale"."""
    return re.compile(rf"(?: emeritus)?\s({lexicon.pattern('grammar', 'goes_on')})\s(?:(?:the|an?)\s)?")


@cache
def _joined() -> re.Pattern[str]:
    """What stands between a role and the body that it belongs to."""
    return re.compile(rf"(?:,\s*|\s+)(?:{lexicon.pattern('grammar', 'to_body')})\s+(?:the\s+)?$")


@cache
def _common_noun() -> re.Pattern[str]:
    """ "At the BRICS summit": the body is only where it was."""
    return re.compile(rf"\s(?!{lexicon.pattern('grammar', 'no_noun')})[a-z]")


@cache
def _abbreviation() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[A-Z]|{lexicon.pattern('abbreviations', 'role')})\.$")


@dataclass(frozen=True)
class RoleFound:
    """Words that say what the person of a mention is; `body` is the mention of the body or country they belong to."""

    person: int
    start: int
    end: int
    role: str | None
    body: Mention | None


class _Article:
    """A text with its mentions of persons and of all else, sorted, so that each place is looked up quickly."""

    def __init__(self, text: str, persons: list[Mention], others: list[Mention]) -> None:
        self.text, self.persons, self.others = text, persons, others
        self.cores = [mention.core for mention in persons]
        self.starts = [mention.start for mention in others]

    def person_at(self, at: int) -> bool:
        """Whether a person's name proper covers this place."""
        before = bisect_right(self.cores, at) - 1
        return before >= 0 and at < self.persons[before].end

    def bodies(self, start: int, end: int) -> list[Mention]:
        return self.others[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def named(self, at: int) -> bool:
        """Whether a name of something else covers this place."""
        before = bisect_right(self.starts, at) - 1
        return before >= 0 and at < self.others[before].end


def find_roles(text: str, persons: list[Mention], others: list[Mention]) -> list[RoleFound]:
    """The roles in an article, in order; `persons` and `others` are the mentions of persons and of all else, sorted."""
    article = _Article(text, persons, others)
    found = (finder(article, mention) for mention in persons for finder in (_before, _lead, _after, _is))
    return sorted((role for role in found if role is not None), key=lambda role: (role.start, role.end))


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(".'")


def _title(word: str) -> bool:
    return word in lexicon.words("persons", "title")


def _courtesy(word: str) -> bool:
    """Whether a word is how a person is addressed, and no office."""
    return word in lexicon.words("persons", "courtesy") and not _title(word)


def _heads(word: str) -> bool:
    """Whether a phrase that ends in this word says what somebody is."""
    return is_role(word.strip(".")) and not word.lower().replace("’", "'").endswith("'s")


def _plural(word: str) -> bool:
    low = _bare(word)
    return low.endswith("s") and is_role(low[:-1]) and not is_role(low + "s")


def _superlative(text: str, start: int, end: int) -> bool:
    """Whether a word here is one; a priest is none."""
    return any(not is_role(word) for word in SUPERLATIVE.findall(text[start:end]))


def _before(article: _Article, mention: Mention) -> RoleFound | None:
    """ "Russia's Foreign Minister Sergey Lavrov", "basketball star LeBron James"."""
    start, role_at = _reach(article, mention.core)
    # "veteran Clinton haters", "the candidates Sanders named"
    head = re.split(r"\W", article.text[role_at : mention.core])[0] if role_at >= 0 else ""
    lone = " " not in article.text[mention.core : mention.end]
    if not head or (lone and head.islower() and not _title(head)):
        return None
    if _superlative(article.text, start, mention.core):
        return None
    end = start + len(article.text[start : mention.core].rstrip())
    return _make(article, mention.actor, start, end, article.bodies(start, end))


def _reach(article: _Article, core: int) -> tuple[int, int]:
    """Where the phrase that ends here begins, and the word in it that names what somebody is; -1 where none does.

    Words of which it is open whether they belong to it, as a verb before it would not, count only where something
    opens the phrase before them.
    """
    text = article.text
    at = kept = core
    role_at, loose, chain = -1, 0, False
    for _ in range(FARTHEST):
        match = STEP.search(text, max(0, at - 40), at)
        if match is None:
            break
        word, place = match.group(1), match.start()
        low = _bare(word)
        if (word.endswith(".") and not _abbreviation().search(word)) or not low.strip("-–—"):
            break
        if article.person_at(place):
            return kept, role_at
        if low in ("of", "the") and role_at < 0 and (chain or text[at:core].startswith("the ")):
            # "Secretary of State Hillary Clinton", "Chancellor of the Exchequer"; but not "for Jane Doe".
            further = STEP.search(text, max(0, place - 40), place)
            if not further or not (_heads(further.group(1)) if low == "of" else further.group(1) == "of"):
                break
            chain, at = False, place
            continue
        if low in _stops() or low in _determiners():
            # A phrase is whole where it begins after "the", "of" and the like; after a verb, its first words may be the
            # verb's last.
            return (at if low in lexicon.words("grammar", "opening") else kept), role_at
        if low.endswith(("'s", "’s")):
            return (place if article.named(place) and role_at >= 0 else at), role_at
        if _heads(word) and not _courtesy(low):
            if chain or (role_at >= 0 and _plural(word)):
                break
            role_at, kept, loose = place, place, 0
        elif low in lexicon.words("persons", "courtesy") and role_at < 0:
            pass
        elif role_at < 0:
            # A name between the title and the person's is part of neither, but for the office's: "of State".
            if not word[0].isupper() or (article.named(place) and chain):
                break
            chain = True
        elif _title(low) or "-" in word or article.named(place):
            kept = place
        elif word[0].isupper():
            # A heading, or the first word of a sentence.
            if (word.isupper() and len(word) > 4) or not STEP.search(text, max(0, place - 40), place):
                return kept, role_at
        else:
            loose += 1
            verbal = low.endswith(("ing", "ed", "ly", "s")) and low not in lexicon.words("grammar", "in_title")
            if loose > 2 or verbal or low in _irregular():
                return kept, role_at
        at = place
    return kept, role_at


def _lead(article: _Article, mention: Mention) -> RoleFound | None:
    """ "The chief executive of Belmont Dynamics, Sara Voss, said", "its president, Ann Lee, left"."""
    text, core = article.text, mention.core
    if text[core - 2 : core] != ", " or " " not in mention.text or not re.match(r"[,.;)]", text[mention.end :][:1]):
        return None
    end = core - 2
    clause = max(text.rfind(mark, max(0, end - 120), end) for mark in ',;:()\n—–"“”') + 1
    clause = max(clause, end - 120)
    tokens = [m for m in TOKEN.finditer(text, clause, end) if m.end() <= end]
    heads = [m for m in tokens if _heads(m.group()) and not _plural(m.group()) and not article.named(m.start())]
    if not heads:
        return None
    head = heads[-1]
    rest = text[head.end() : end]
    joined = _leads().match(rest)
    if rest:
        # What is between the head and the name is the body that it heads, and nothing more.
        near = article.bodies(head.end(), end)
        named = joined and near and near[0].start == head.end() + joined.end() and near[-1].end == end
        if not named and not UNNAMED.fullmatch(rest):
            return None
    start = head.start()
    opened = False
    for token in reversed([m for m in tokens if m.start() < head.start()]):
        low = _bare(token.group())
        if low in _determiners():
            opened = True
            break
        if low.endswith(("'s", "’s")):
            opened, start = True, token.start() if article.named(token.start()) else start
            break
        if low in _stops() or article.person_at(token.start()) or start - token.end() > 2:
            break
        start = token.start()
    if not opened:
        return None
    return _make(article, mention.actor, start, end, article.bodies(start, end))


def _after(article: _Article, mention: Mention) -> RoleFound | None:
    """ "Hamidreza Azizi, research fellow at the German Institute for International and Security Affairs"."""
    text = article.text
    match = APPOSITION.match(text, mention.end)
    if match is None:
        if text[mention.end : mention.end + 2] == " (" and (close := text.find(")", mention.end, mention.end + 60)) > 0:
            words = text[mention.end + 2 : close]
            if SEAT.match(words):
                return RoleFound(mention.actor, mention.end + 2, close, words, None)
        if opening := re.compile(r"\s(?:of|from|at|with)\s(?:the\s)?").match(text, mention.end):
            bodies = article.bodies(opening.end(), opening.end() + 1)
            if bodies and bodies[0].label == "organization" and not _common_noun().match(text, bodies[0].end):
                return RoleFound(mention.actor, mention.end + 1, bodies[0].end, None, bodies[0])
        return None
    return _phrase(article, mention, match.end(), closed=not match.group().rstrip().endswith(("is", "was")))


def _is(article: _Article, mention: Mention) -> RoleFound | None:
    """ "Ann Lee is the director of the Port Authority", "Ann Lee, who served as ambassador"."""
    if match := SERVES.match(article.text, mention.end):
        return _phrase(article, mention, match.end(), closed=False)
    match = COPULA.match(article.text, mention.end)
    role = _phrase(article, mention, match.end(), closed=False) if match else None
    if match is None or role is None or role.role is None:
        return None
    # What somebody is of or for, or lives by, is no opinion of him; "the real conservative" may be one.
    one = article.text.startswith(("a ", "an "), match.end()) and len(role.role.split()) < 3
    job = one and role_fields().get(_bare(role.role.split()[-1])) in LIVED_BY
    return role if role.body or " of " in role.role or job else None


def _phrase(article: _Article, mention: Mention, start: int, *, closed: bool) -> RoleFound | None:
    """The phrase from here that a role heads; `closed`: no verb may follow, for it might be the verb's subject."""
    text = article.text
    opening = _open().match(text, start)
    at = opening.end() if opening else start
    first = _noun_phrase(text, at)
    if not first or len(first) > FARTHEST or article.person_at(first[-1].start()):
        return None
    head, end = first[-1].group(), _end(first[-1])
    several = text[start:at].lower().startswith("one of")
    if not _heads(head) or (_plural(head) and not several) or _superlative(text, start, end):
        return None
    while joint := _joint().match(text, end):
        more = _noun_phrase(text, joint.end())
        if not more or (joint.group(1) == "and" and not _heads(more[-1].group())):
            break
        end = _end(more[-1])
    inside = article.cores[bisect_left(article.cores, at) : bisect_left(article.cores, end)]
    # "For Ann Lee, the contractor objected": it is nobody's who was named.
    if closed and not _closed().match(text, end):
        return None
    # "Lee, Secretary of State Ann Reed": it is another's.
    if any(_reach(article, core)[0] <= at < core for core in inside):
        return None
    bodies = [m for m in article.bodies(at, end + 1) if m.end <= end]
    further = article.bodies(end, end + 12)
    if further and (not bodies or bodies[-1].end < end) and _joined().search(text, end, further[0].start):
        bodies, end = [*bodies, further[0]], further[0].end
    return _make(article, mention.actor, start, end, bodies)


def _noun_phrase(text: str, at: int) -> list[re.Match[str]]:
    """The words from here to the next that ends a noun phrase: a mark, a preposition, a verb's form."""
    run: list[re.Match[str]] = []
    for token in TOKEN.finditer(text, at, min(len(text), at + 150)):
        word, low = token.group(), _bare(token.group())
        if token.start() != at and text[at : token.start()] not in (" ", "\u00a0"):
            break
        if low.split("'")[0] in _stops() | _determiners() or (_verbal(word) and not _heads(word)):
            break
        run.append(token)
        at = token.end()
        if word.endswith(".") and not _abbreviation().search(word):
            break
    return run


def _end(token: re.Match[str]) -> int:
    """Where a word ends, without the full stop of its sentence."""
    word = token.group()
    return token.end() - (word.endswith(".") and not _abbreviation().search(word))


def _verbal(word: str) -> bool:
    """Whether a word is a participle that is no part of a title: "calling President Obama ..."."""
    form = word.islower() and word.endswith(("ed", "ing")) and "-" not in word
    return form and word not in lexicon.words("grammar", "in_title")


def _make(article: _Article, person: int, start: int, end: int, bodies: list[Mention]) -> RoleFound | None:
    """The phrase, what of it is the role, and the body that it belongs to."""
    text = article.text
    known = places()
    kept = []
    for m in bodies:
        owned = OWNER.match(text, m.end)
        if owned and not any(_heads(word) for word in text[m.end : end].split()):
            # "The editor of the Vatican's newspaper" is not the Vatican's editor, and an architect of Israel's treaty
            # with Egypt not Egypt's: what follows belongs to what is owned.
            break
        if m.label != "misc" or fold(m.text) in known.adjective or is_party(fold(m.text)):
            kept.append(m)
    bodies = kept
    organizations = [m for m in bodies if m.label == "organization"]
    body = organizations[-1] if organizations else next(iter(bodies), None)
    # The role itself is what is left without the owner before it and the body after it.
    role_start = start
    for mention in bodies:
        rest = mention.end + (2 if OWNER.match(text, mention.end) else 0)
        if mention.start - start <= 4 and any(_heads(word) for word in text[rest:end].split()):
            role_start = rest
    role_end = end
    for mention in bodies:
        joined = _joined().search(text, role_start, mention.start)
        if joined and any(_heads(word.strip(",")) for word in text[role_start : joined.start()].split()):
            role_end = min(role_end, joined.start())
    role = _open().sub("", text[role_start:role_end].strip(" ,"), count=1)
    role = role.strip(" ,.") if not role.endswith(("Jr.", "Inc.")) else role
    words = role.split()
    while len(words) > 1 and _courtesy(_bare(words[-1])):
        words.pop()
    # "Sens. Lee and Reed": each of them is one.
    if len(words) == 1 and words[0][0].isupper() and _plural(words[0]):
        words[0] = words[0].rstrip(".")[:-1]
    role = " ".join(words)
    return RoleFound(person, start, end, role or None, body)
