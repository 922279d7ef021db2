"""Names hidden, so that who is meant is known without marking: for the head that links mentions.

A name that repeats becomes a pronoun, whose bearer is then known (as WikiCREM does: Kocijan et al., EMNLP 2019). A
person whose role the text tells becomes unnamed: the first name goes, the role stays, later names become "the" and its
head or a pronoun; then nobody named is meant.
"""

from __future__ import annotations

import itertools
import random
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.actors.features import kind_of
from training import data

# Forms of each pronoun: subject, object, possessive.
FORMS = {"he": ("he", "him", "his"), "she": ("she", "her", "her"), "it": ("it", "it", "its")}
NEAR = 400  # characters within which the same actor was named before, so that a reader would follow
ALIKE = 0.25  # how often where another whom the pronoun could mean is named in between
POSSESSIVE = re.compile(r"['’]s(?= [a-z])")
# What stands after a subject: a finite verb, as far as its form tells.
VERB = re.compile(
    r" (?:said|says|told|tells|was|is|has|had|will|would|did|does|could|can|may|might|should|also|never|went|came|won|"
    r"lost|made|took|saw|knew|thought|wrote|spoke|began|ran|held|led|left|met|gave|got|put|kept|[a-z]{2,}ed|[a-z]{3,}s)\b"
)
OBJECT = re.compile(r"\b(?:of|for|with|by|to|against|about|from|on|at|behind|around|toward|towards|told|asked) $")
STOPS = re.compile(r"[,.;:]|\s(?:and|as|at|by|for|from|in|of|on|that|to|when|who|with)\b")
# What stands before a subject, so that no word that describes it is left hanging.
LEAD = re.compile(
    r"(?:[,:;—–”\"’)] |\b(?:that|when|as|while|if|because|but|before|after|since|until|though|although|where|than|how|"
    r"why|what|whether|so|then|now|says|said|thinks|believes) )$"
)
OPENING = re.compile(r"(?:^|[.!?]['\"”’)]* |\n\s*|[“\"‘])$")
CAPITAL = re.compile(r"[\w.’'-]*[A-Z][\w.’'-]* $")
OWNED = re.compile(r"(?i)(?:\b(?:the|an?|his|her|its|their|my|our|one|likely|fellow|then)|['’]s) $")
OF = re.compile(r" (?:of|for|at|with|in|on|from|to|who|and)\b|,")


@dataclass(frozen=True)
class Edit:
    """A name, the words that stand in its place, and the member of the cast that it names."""

    start: int
    end: int
    words: str
    member: int


def hide(doc: data.Doc, rng: random.Random) -> data.Doc | None:
    """The document with some names hidden; None where nothing can be.

    `extra["roles"]` holds, for each role that the kit finds, the member of the cast, start and end of its words.
    """
    roles = doc.extra.get("roles", [])
    if roles and rng.random() < 0.7:
        for number in rng.sample(range(len(roles)), min(4, len(roles))):
            if made := unnamed(doc, roles[number], rng):
                return made
    return pronouns(doc, rng)


def pronouns(doc: data.Doc, rng: random.Random) -> data.Doc | None:
    """Some names that repeat, as pronouns."""
    taken = [(p.start, p.end) for p in doc.points if p.meant is not None]
    edits: list[Edit] = []
    for number, member in enumerate(doc.cast):
        form = member.pronoun or member.hint if member.type == "person" else "it"
        if form not in FORMS or member.type not in ("person", "organization", "country") or len(member.names) < 2:
            continue
        share = 0.6 if member.type == "person" else 0.25
        names = sorted(member.names)
        for before, (start, end) in itertools.pairwise(names):
            if start - before[1] > NEAR or rng.random() > share:
                continue
            if any(before[1] <= s < start for s in others(doc.cast, number, form)) and rng.random() > ALIKE:
                continue
            if found := in_place(doc.text, start, end, FORMS[form]):
                edits.append(Edit(start, *found, number))
    edits = [e for e in edits if not any(s < e.end and e.start < t and (s, t) != (e.start, e.end) for s, t in taken)]
    return applied(doc, edits, frozenset()) if edits else None


def others(cast: Sequence[data.Member], number: int, form: str) -> list[int]:
    """Where those are named whom a pronoun could mean as well."""
    alike = [
        m
        for i, m in enumerate(cast)
        if i != number and (m.type != "person" if form == "it" else (m.pronoun or m.hint or form) == form)
    ]
    return [s for m in alike if form == "it" or m.type == "person" for s, _ in m.names]


def in_place(text: str, start: int, end: int, forms: tuple[str, str, str]) -> tuple[int, str] | None:
    """Where a name ends, its 's included, and the pronoun for it there; None where the case cannot be told."""
    before = text[max(0, start - 24) : start]
    opening = OPENING.search(before)
    if CAPITAL.search(before) and not opening:
        return None
    subject, object_, possessive = forms
    if own := POSSESSIVE.match(text, end):
        words, end = possessive, own.end()
    elif OBJECT.search(before) and (STOPS.match(text, end) or not text[end : end + 1].strip()):
        if re.match(r" (?:and|or) ", text[end:]):
            return None
        words = object_
    elif VERB.match(text, end) and (opening or LEAD.search(before)):
        words = subject
    else:
        return None
    return end, words.capitalize() if opening else words


def unnamed(doc: data.Doc, role: tuple[int, int, int], rng: random.Random) -> data.Doc | None:
    """One person of the cast as somebody whom nobody names, told of by a role."""
    number, begin, stop = role
    text = doc.text
    member = doc.cast[number]
    names = sorted(member.names)
    if member.type != "person" or not 1 <= len(names) <= 8 or not text[begin:stop].strip():
        return None
    words = text[begin:stop]
    phrase = OF.split(words)[0].split()
    if not phrase or not phrase[-1].islower() or len(words) > 60 or "\n" in words or re.search("[^s]s$", phrase[-1]):
        return None
    head = phrase[-1]
    start, end = names[0]
    edits = []
    if stop <= start <= stop + 1 and text[stop:start] in ("", " "):
        # "spokesman Josh Lee said": the name goes, and an article comes where none stands.
        lead = text[max(0, begin - 24) : begin]
        bare = not OWNED.search(lead)
        if bare and not (OPENING.search(lead) or LEAD.search(lead) or OBJECT.search(lead)):
            return None
        article = rng.choice(("the ", "an " if words[0].lower() in "aeiou" else "a ")) if bare else ""
        if bare and OPENING.search(lead):
            article = article.capitalize()
            lower = words[0].lower() + words[1:]
            words = lower if re.search(rf"\b{re.escape(lower.split()[0])}\b", text) else words
        edits.append(Edit(begin, end, article + words, number))
    elif end < begin <= end + 6 and text[end:begin] in (", ", ", the ", ", a ", ", an "):
        # "Josh Lee, a spokesman for the port, said": the name and its commas go.
        lead = text[end + 2 : begin]
        if OPENING.search(text[max(0, start - 24) : start]):
            lead = lead.capitalize()
        tail = 1 if text[stop : stop + 1] == "," else 0
        if not lead or not tail:
            return None
        edits.append(Edit(start, stop + tail, lead + words, number))
    else:
        return None
    for s, e in names[1:]:
        found = in_place(text, s, e, FORMS[member.pronoun or member.hint]) if member.pronoun or member.hint else None
        if found and rng.random() < 0.5:
            edits.append(Edit(s, *found, number))
            continue
        before = text[max(0, s - 24) : s]
        opening = OPENING.search(before)
        if not (opening or LEAD.search(before) or OBJECT.search(before)):
            return None
        edits.append(Edit(s, e, ("The " if opening else "the ") + head, number))
    return applied(doc, edits, frozenset((number,)))


def applied(doc: data.Doc, edits: list[Edit], gone: frozenset[int]) -> data.Doc | None:
    """The document with names replaced, its marks moved along; members in `gone` leave the cast.

    None where two edits lie in one another.
    """
    edits = sorted(edits, key=lambda e: e.start)
    if any(a.end > b.start for a, b in itertools.pairwise(edits)):
        return None
    starts = [e.start for e in edits]

    def hit(start: int, end: int) -> bool:
        at = bisect_left(starts, end)
        return at > 0 and edits[at - 1].end > start

    left = [i for i in range(len(doc.cast)) if i not in gone]
    place = {old: new for new, old in enumerate(left)}

    def moved(meant: tuple[int, ...] | None) -> tuple[int, ...] | None:
        if meant is None or not any(m in gone for m in meant):
            return None if meant is None else tuple(place[m] for m in meant)
        return () if len(meant) == 1 else None

    spoken = {}
    for q, quote in enumerate(doc.quotes or ()):
        if quote.source and (at := bisect_left(starts, quote.source[1])) and edits[at - 1].end > quote.source[0]:
            spoken[at - 1] = q
            if quote.source[0] < edits[at - 1].start and not doc.text[quote.source[0] : edits[at - 1].start].islower():
                # "Hillary Clinton's aide Bob Lee": what else the source holds may be the one who speaks.
                del spoken[at - 1]
    points = [replace(p, meant=moved(p.meant)) for p in doc.points if not hit(p.start, p.end)]
    points += [
        data.Marked(e.start, e.end, 0, spoken.get(i, -1), () if e.member in gone else (place[e.member],))
        for i, e in enumerate(edits)
    ]
    shown = replace(
        doc,
        points=tuple(points),
        names=None if doc.names is None else tuple(n for n in doc.names if not hit(n[0], n[1])),
        people=tuple(p for p in doc.people if not hit(*p)),
        cast=tuple(replace(doc.cast[i], names=tuple(n for n in doc.cast[i].names if not hit(*n))) for i in left),
        refers=None if doc.refers is None else tuple(r for r in doc.refers if not hit(*r)),
    )
    shown = data.rewrite(shown, [(e.start, e.end, e.words) for e in edits])
    points = [
        replace(p, kind=kind_of(shown.text[p.start : p.end], p.quote >= 0)) if i >= len(points) - len(edits) else p
        for i, p in enumerate(shown.points)
    ]
    made = [(p.start, p.end) for p in points[len(points) - len(edits) :] if " " in shown.text[p.start : p.end]]
    return replace(
        shown,
        points=tuple(sorted(points, key=lambda p: (p.start, p.end))),
        refers=None if shown.refers is None else tuple(sorted({*shown.refers, *made})),
        extra={k: v for k, v in doc.extra.items() if k != "any"},
    )
