"""Which names of an article are one organisation: short forms, acronyms and word order."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from kit import lexicon
from kit.actors.mentions import Mention
from kit.actors.places import fold, forces

__all__ = ["Body", "acronyms", "group_bodies"]

WORD = re.compile(r"[\w&'-]+")
PARENTHESIS = re.compile(r"\s?[(\[]\s?(?:the |or )?[\"“'‘]?$")


@dataclass(slots=True)
class Body:
    """One organisation of an article, its fullest name and the mentions that are names."""

    words: tuple[str, ...]
    name: str
    mentions: list[Mention] = field(default_factory=list)


def body_words(name: str) -> tuple[str, ...]:
    """The words of a body's name without those of its legal form."""
    words = WORD.findall(fold(forces().get(fold(name), name)))
    words = [word.removesuffix("'s").removesuffix("'") for word in words]
    while len(words) > 1 and words[-1] in lexicon.words("nouns", "legal"):
        words.pop()
    if len(words) == 2 and words[-1] in ("team", "camp"):
        words[-1] = "campaign"
    return tuple(words)


def _content(body: Body) -> frozenset[str]:
    return frozenset(body.words) - lexicon.words("grammar", "in_name")


def acronyms(words: tuple[str, ...]) -> set[str]:
    """What the first letters of a name spell, with and without its small words: {dos, ds}."""
    if len(words) < 2:
        return set()
    parts = [part for word in words for part in word.split("-") if part]
    large = [word for word in parts if word not in lexicon.words("grammar", "in_name")]
    spelled = {"".join(word[0] for word in parts), "".join(word[0] for word in large)}
    # A leading nationality is often left out: (U.S.) Centers for Disease Control, CDC.
    spelled |= {"".join(word[0] for word in large[1:])} if len(large) > 3 else set()
    return {word for word in spelled if len(word) > 1}


def group_bodies(text: str, mentions: list[Mention]) -> list[Body]:
    """The organisations of an article in order of first mention; sets `actor` of each mention to its number."""
    bodies: dict[tuple[str, ...], Body] = {}
    for mention in mentions:
        words = body_words(mention.text)
        if not words:
            words = (fold(mention.text),)
        body = bodies.setdefault(words, Body(words, mention.text))
        body.mentions.append(mention)
    longest = sorted(bodies.values(), key=lambda body: -len(body.words))
    by_content: dict[frozenset[str], Body] = {}
    by_edge: dict[tuple[str, ...], list[Body]] = defaultdict(list)
    by_acronym: dict[str, list[Body]] = defaultdict(list)
    ends = {mention.end: body for body in longest for mention in body.mentions}
    target: dict[tuple[str, ...], Body] = {}
    kept: list[Body] = []
    for body in longest:
        home = _home(text, body, by_content, by_edge, by_acronym, ends, target)
        if home is not None:
            target[body.words] = home
            home.mentions += body.mentions
            continue
        target[body.words] = body
        kept.append(body)
        by_content.setdefault(_content(body), body)
        for length in range(1, len(body.words)):
            by_edge[body.words[:length]].append(body)
            by_edge[body.words[-length:]].append(body)
        for word in acronyms(body.words):
            by_acronym[word].append(body)
    kept.sort(key=lambda body: min(m.start for m in body.mentions))
    for number, body in enumerate(kept):
        body.mentions.sort(key=lambda m: m.start)
        for mention in body.mentions:
            mention.actor = number
    return kept


def _home(
    text: str,
    body: Body,
    by_content: dict[frozenset[str], Body],
    by_edge: dict[tuple[str, ...], list[Body]],
    by_acronym: dict[str, list[Body]],
    ends: dict[int, Body],
    target: dict[tuple[str, ...], Body],
) -> Body | None:
    """The longer-named body that a name stands for; None where it stands for itself."""
    same = by_content.get(_content(body))
    if same is not None:
        return same
    first = body.mentions[0]
    if len(body.words) == 1 and sum(c.isupper() for c in first.text) >= 2:
        if opening := PARENTHESIS.search(text, max(0, first.start - 8), first.start):
            named = ends.get(opening.start())
            if named is not None and named is not body and text[first.end : first.end + 1] in (")", "]"):
                return target.get(named.words, named)
        if spelled := by_acronym.get(body.words[0].replace("&", "")):
            return spelled[0]
    # Words that many bodies share may, alone, mean any of them.
    if len(body.words) == 1 and body.words[0] in lexicon.words("nouns", "shared"):
        return None
    # News gives the full name first; a name used twice before the longer one is no short form of it.
    begins = first.start if len(body.mentions) < 2 else body.mentions[1].start
    longer = [other for other in by_edge.get(body.words, []) if other.mentions[0].start <= begins]
    return longer[0] if len({id(other) for other in longer}) == 1 else None
