"""What the text calls a person: the title before the name, the apposition after it, "is the director of"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kit.actors.mentions import Mention
from kit.actors.titles import COURTESY, is_role

__all__ = ["RoleFound", "find_roles"]

STEP = re.compile(r"([\w.’'&-]+)[ \u00a0]$")
# What cannot stand within the words of a title.
STOPS = frozenset(
    "and or but that said says say told tells when while if as after before because since although though than "
    "with by in on at to "
    "from into like including is was are were be been has have had will would can could may might should who "
    "which whom whose it "
    "he she they we i you his her their our my this these those there where not also however according about "
    "against between "
    "over under during amid following both either neither only even just so then now yet still per via through "
    "without within "
    "did do does doing write wrote writes thank thanked call calls another former-president "
    "add added adds ask asked asks called named praised joined met meet accused urged quoted between versus v "
    "vs".split()
)
# Participles that are part of a title; others are verbs: "calling President Obama ...".
PARTICIPLES = frozenset(
    "acting managing leading incoming outgoing founding marketing engineering visiting ruling sitting".split()
)
LEADING = frozenset("the a an its their our former-".split())
CONNECT = frozenset("of for to".split())
APPOSITION = re.compile(r",\s+(?=(?:(?:a|an|the|its|his|her|their|one|who is|who was|who)\s)?[\w“\"'’-])")
CLOSE = re.compile(
    r"[,;:.!?()\n—–\"“”]|\s(?:who|which|that|said|says|told|tells|has|had|was|is|will|would|added|wrote|and "
    r"(?:a|an|the|his|her)\s|when|while|after|but|, )\b"
)
COPULA = re.compile(
    r"\s(?:is|was|became|who is|who was|, who is|, who was|serves as|served as|works as|worked "
    r"as)\s(?:currently |now |then |also )?(?=(?:a|an|the|one of)\s)"
)
# "at the BRICS summit": the body is only where it was.
COMMON_NOUN = re.compile(r"\s(?!said|says|told|who|and|in|on|has|had|was|is|wrote|added|argued|noted)[a-z]")
JOINED = re.compile(r"(?:,\s*|\s+)(?:at|of|for|with|from|in)\s+(?:the\s+)?$")
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|St|Inc|Corp|Co|No|U\.S|U\.K))\.$")
FARTHEST = 12


@dataclass(frozen=True)
class RoleFound:
    """Words that say what the person of a mention is; `body` is the mention of the body or country they belong to."""

    person: int
    start: int
    end: int
    role: str | None
    body: Mention | None


def find_roles(text: str, persons: list[Mention], others: list[Mention]) -> list[RoleFound]:
    """The roles in an article, in order; `persons` and `others` are the mentions of persons and of all else, sorted."""
    starts = [mention.start for mention in others]
    known = [mention.core for mention in persons]
    found: list[RoleFound] = []
    for mention in persons:
        for finder in (_before, _after, _is):
            role = finder(text, mention, others, starts, known)
            if role is not None:
                found.append(role)
    return sorted(found, key=lambda role: (role.start, role.end))


def _inside(others: list[Mention], starts: list[int], start: int, end: int) -> list[Mention]:
    return others[bisect_left(starts, start) : bisect_left(starts, end)]


def _before(
    text: str, mention: Mention, others: list[Mention], starts: list[int], known: list[int]
) -> RoleFound | None:
    """ "Russia's Foreign Minister Sergey Lavrov", "basketball star LeBron James"."""
    at, role_at, words = mention.core, -1, 0
    plain = 0
    while words < FARTHEST and (match := STEP.search(text, max(0, at - 40), at)):
        word = match.group(1)
        low = word.lower().rstrip(".")
        if (low in STOPS and low not in CONNECT) or (
            word.endswith(".") and not ABBREVIATION.search(word) and not is_role(low)
        ):
            break
        if low in LEADING:
            break
        role = is_role(low) or low in COURTESY
        if words == 0 and not role and not word[0].isupper():
            break
        if low in CONNECT:
            # "director of communications Jane Doe"; but not "for Jane Doe", "president of the U.S."
            if words == 0:
                break
            further = STEP.search(text, max(0, match.start() - 40), match.start())
            if not further or not is_role(further.group(1)):
                break
        if not role and not word[0].isupper() and low not in CONNECT and not word[0].isdigit():
            plain += 1
            if plain > 3 or (low.endswith("ing") and low not in PARTICIPLES):
                break
        if role and low not in COURTESY:
            role_at = match.start()
        at, words = match.start(), words + 1
    if role_at < 0:
        return None
    start = at
    # What is left of the role and neither capitalised nor a modifier of it has run too far.
    phrase = text[start : mention.core].rstrip()
    if not phrase or _is_name(known, start, mention.core):
        return None
    bodies = _inside(others, starts, start, mention.core)
    return _make(text, mention.actor, start, start + len(phrase), bodies)


def _is_name(known: list[int], start: int, end: int) -> bool:
    """Whether a person is named between two offsets: "Trump adviser Jared Kushner" gives no plain role."""
    at = bisect_left(known, start)
    return at < len(known) and known[at] < end


def _after(text: str, mention: Mention, others: list[Mention], starts: list[int], known: list[int]) -> RoleFound | None:
    """ "Hamidreza Azizi, research fellow at the German Institute for International and Security Affairs"."""
    match = APPOSITION.match(text, mention.end)
    if match is None:
        if text[mention.end : mention.end + 2] == " (" and (close := text.find(")", mention.end, mention.end + 60)) > 0:
            return _party(text, mention, mention.end + 2, close)
        if opening := re.compile(r"\s(?:of|from|at|with)\s(?:the\s)?").match(text, mention.end):
            bodies = _inside(others, starts, opening.end(), opening.end() + 1)
            if bodies and bodies[0].label == "organization" and not COMMON_NOUN.match(text, bodies[0].end):
                return RoleFound(mention.actor, mention.end + 1, bodies[0].end, None, bodies[0])
        return None
    start = match.end()
    end = _close(text, start)
    words = re.findall(r"[\w.’'&-]+", text[start:end])
    if not words or len(words) > 25:
        return None
    at = next((i for i, word in enumerate(words[:9]) if is_role(word.rstrip("."))), -1)
    if at < 0 or any(
        word.lower() in STOPS - {"his", "her", "its", "their", "our", "my", "in", "at", "to"} for word in words[:at]
    ):
        return None
    if words[0].lower() in ("in", "at", "to", "on", "by", "with", "from", "for", "of"):
        return None
    # "Lee, Smith and coach Bob Jones": a name in a list is no apposition.
    if _is_name(known, start, min(end, start + 4)):
        return None
    first = text.find(words[at], start)
    if _is_name(known, first, first + len(words[at]) + 3):
        return None
    bodies = _inside(others, starts, start, end)
    if not bodies or bodies[-1].end < end:
        further = _inside(others, starts, end, end + 12)
        if further and JOINED.search(text, end, further[0].start):
            bodies, end = [*bodies, further[0]], further[0].end
    return _make(text, mention.actor, start, end, bodies)


def _party(text: str, mention: Mention, start: int, end: int) -> RoleFound | None:
    """ "Ilhan Omar (D-Minn.)"."""
    words = text[start:end]
    return RoleFound(mention.actor, start, end, words, None) if re.match(r"[RDI]-[A-Z]", words) else None


def _is(text: str, mention: Mention, others: list[Mention], starts: list[int], known: list[int]) -> RoleFound | None:
    """ "Ann Lee is the director of the Port Authority"."""
    match = COPULA.match(text, mention.end)
    if match is None:
        return None
    start = match.end()
    end = _close(text, start)
    words = re.findall(r"[\w.’'&-]+", text[start:end])
    if not any(is_role(word) for word in words[:6]):
        return None
    return _make(text, mention.actor, start, end, _inside(others, starts, start, end))


def _close(text: str, start: int) -> int:
    """Where an apposition ends."""
    at = start
    while match := CLOSE.search(text, at, min(len(text), start + 200)):
        if text[match.start()] == "." and ABBREVIATION.search(text, max(start, match.start() - 4), match.start() + 1):
            at = match.end()
            continue
        return match.start()
    return min(len(text), start + 200)


def _make(text: str, person: int, start: int, end: int, bodies: list[Mention]) -> RoleFound | None:
    phrase = text[start:end].strip()
    if not phrase:
        return None
    end = start + len(phrase)
    organizations = [m for m in bodies if m.label == "organization"]
    body = organizations[-1] if organizations else next((m for m in bodies if m.label in ("location", "misc")), None)
    # The role itself is what is left without the owner before it and the body after it.
    role_start = start
    for mention in bodies:
        owner = text[mention.end : mention.end + 2] in ("'s", "’s")
        rest = text[mention.end + (2 if owner else 0) : end]
        if mention.start - start <= 4 and any(is_role(w) for w in rest.split()):
            role_start = mention.end + (2 if owner else 0)
    role_end = end
    for mention in bodies:
        joined = JOINED.search(text, role_start, mention.start)
        if joined and any(is_role(w.strip(",.")) for w in text[role_start : joined.start()].split()):
            role_end = min(role_end, joined.start())
    role = re.sub(
        r"^(?:the|an?|its|his|her|their|one of the)\s+", "", text[role_start:role_end].strip(" ,"), flags=re.IGNORECASE
    )
    role = role.strip(" ,.") if not role.endswith(("Jr.", "Inc.")) else role
    return RoleFound(person, start, end, role or None, body)
