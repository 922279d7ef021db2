"""Of what sort a quote's speaker is (named, unnamed, unsure, document, outlet), and which actor stands behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kit import lexicon
from kit.actors.kinds import Actor
from kit.actors.linker import Answer
from kit.actors.mentions import Mention
from kit.actors.places import fold, outlets
from kit.text.layout import Layout

__all__ = ["SURE", "governed", "heads", "identify", "joined"]

Row = dict[str, Any]
Place = tuple[int, int]
WORD = re.compile(r"[\w.’'-]+")
# What joins those who speak together; a comma only where one of the others stands as well.
JOIN = re.compile(r",? (?:and|or|nor|&|as well as) |, ")
# A wrong name is worse than none: a speaker who is likelier not the one than the one is not named.
SURE = 0.5


@cache
def _ends() -> frozenset[str]:
    """Before these ends what a noun phrase is headed by."""
    return frozenset().union(*(lexicon.words("grammar", kind) for kind in ("preposition", "relative", "after_noun")))


@cache
def _outlet() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{lexicon.pattern('nouns', 'outlet')})\b")


@cache
def _of_state() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{lexicon.pattern('nouns', 'of_state')})$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks: the words that stand for it (None without any), its number (-1: nobody named), how sure it is.

    `doubtful` is a nobody who may be somebody named.
    """

    place: Place | None
    actor: int
    confidence: float
    doubtful: bool = False


def identify(
    layout: Layout,
    actors: list[Actor],
    names: list[Mention],
    quotes: list[Row],
    linked: Sequence[tuple[Place, int, Answer]],
) -> list[Row]:
    """Who speaks in each quote, the first of them set in its row as `actor` (-1: nobody named) and `speaker_type`.

    A source that is just a name is whoever bears it; names that a source joins all speak; others are as linked.

    Parameters
    ----------
    names
        In order.
    linked
        Mentions that had to be linked, in order: their place, the quote whose source (or content) each is (-1: none),
        and whom it stands for.

    Returns
    -------
    list of dict
        The rows of `speakers`, `actor` a number like that of `quotes`: one for each who is known, else one.
    """
    alone = {(name.start, name.end): name for name in names} | {(n.core, n.end): n for n in names}
    answers = {quote: answer for _, quote, answer in linked if quote >= 0}
    sources = {
        source: answers[number] for number, row in enumerate(quotes) if number in answers and (source := _source(row))
    }
    rows: list[Row] = []
    for number, row in enumerate(quotes):
        source = _source(row)
        answer = answers.get(number) or (sources.get(source) if source else None)
        if source and (name := alone.get(source) or _described(layout.text, source, actors, names)):
            found = [Speaker(source, name.actor, name.confidence)]
        else:
            found = joined(layout, source, names, linked) if source else []
            found = found or _linked(source, names, answer)
        if source and found[0].actor < 0 and (state := governed(layout.text, source, actors, names)):
            found = [Speaker(source, state.actor, state.confidence)]
        document = source is not None and _head(layout.text[slice(*source)]) in lexicon.words("nouns", "document")
        for place, one in enumerate(found):
            named = _sort(actors[one.actor]) if one.actor >= 0 else "unsure" if one.doubtful else "unnamed"
            start, end = one.place or (None, None)
            told = {"actor": one.actor, "speaker_type": "document" if document else named}
            words = {"start": start, "end": end, "confidence": round(one.confidence, 4)}
            rows.append({"quote": row["quote"], "speaker": place, **words, **told})
            if place == 0:
                row |= told
    return rows


def governed(text: str, place: Place, actors: list[Actor], names: list[Mention]) -> Mention | None:
    """The country whose government words stand for: Iran, of "the Iranian government"."""
    if not _of_state().search(text, *place):
        return None
    return next((n for n in reversed(_within(names, place)) if actors[n.actor].type == "country"), None)


def _described(text: str, source: Place, actors: list[Actor], names: list[Mention]) -> Mention | None:
    """The person whom a source names behind a comma: "the driver, Ann Lee"; None for several, and where two bear it."""
    inside = [n for n in _within(names, source) if actors[n.actor].type == "person" and not n.owns]
    if len(inside) != 1 or inside[0].among:
        return None
    before, after = text[source[0] : inside[0].start], text[inside[0].end : source[1]]
    return inside[0] if before.endswith(", ") and not JOIN.search(before[:-2]) and not after else None


def _source(row: Row) -> Place | None:
    """Where the words stand that a quote is ascribed to."""
    return None if row.get("speaker_start") is None else (row["speaker_start"], row["speaker_end"])


def _linked(source: Place | None, names: list[Mention], answer: Answer | None) -> list[Speaker]:
    """The actors that a source, or a quote without one, was linked with; each at its name where the source holds it.

    Nobody, doubtfully, where it is likelier that none of them speaks than that one does.
    """
    if answer is None or not answer.actors:
        return [Speaker(source, -1, answer.confidence if answer else 0.0)]
    if (likely := sum(answer.chances.get(actor, 0.0) for actor in answer.actors)) < SURE:
        return [Speaker(source, -1, likely, doubtful=True)]
    several = source is not None and len(answer.actors) > 1
    inside = {n.actor: (n.start, n.end) for n in reversed(_within(names, source))} if source and several else {}
    return [
        Speaker(inside.get(actor, source), actor, min(1.0, answer.chances.get(actor, 0.0))) for actor in answer.actors
    ]


def joined(
    layout: Layout, source: Place, names: list[Mention], linked: Sequence[tuple[Place, int, Answer]]
) -> list[Speaker]:
    """Who speaks together in a source that joins them, each described or not: "he and Ann Lee, the mayor".

    Nobody unless two are known, one of them by name, and every part beside an "and" is of one who can speak: in
    "officials of France and Italy" and in "Harvard and Yale researchers" the names are of others.
    """
    text = layout.text[slice(*source)]
    inside = _within(names, source)
    covered = [(name.start - source[0], name.end - source[0]) for name in inside]
    cuts = [cut for cut in JOIN.finditer(text) if not any(a < cut.end() and cut.start() < b for a, b in covered)]
    strong = [len(cut.group()) > 2 for cut in cuts]
    if not any(strong) or not inside:
        return []
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    found: dict[int, Speaker] = {}
    named, present = False, {name.actor for name in inside}
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = (source[0] + start, source[0] + end)
        within = _within(inside, part)
        beside = strong[max(0, number - 1) : number + 1]
        if name := next((name for name in within if heads(layout.text, name, part)), None):
            named = True
            found.setdefault(name.actor, Speaker((name.start, name.end), name.actor, name.confidence))
        elif within and (number == 0 or any(beside)):
            return []
        elif any(beside) and not within:
            # A first part without a name shares its beginning, and so its mention, with the whole source.
            first, last = (bisect_left(linked, at, key=lambda one: one[0][0]) for at in part)
            for place, _, answer in linked[first:last]:
                one = answer.actors[0] if answer.actors else -1
                if one >= 0 and (place[1] <= part[1] or (place == source and one not in present)):
                    found.setdefault(one, Speaker(part, one, min(1.0, answer.chances.get(one, 0.0))))
                    break
    return list(found.values()) if named and len(found) > 1 else []


def heads(text: str, name: Mention, part: Place) -> bool:
    """Whether a part of a phrase is of the one named: "the mayor Ann Lee of Lund", not "the mayor of Lund"."""
    before = [word for word in WORD.findall(text[part[0] : name.start].lower()) if word not in ("the", "a", "an")]
    if (before and before[-1] in lexicon.words("grammar", "preposition")) or text[part[0] : name.start].endswith("("):
        return False
    after = text[name.end : part[1]].lower()
    word = WORD.search(after)
    return word is None or after.startswith((",", " (")) or word.group() in _ends()


def _within(names: list[Mention], place: Place) -> list[Mention]:
    """The names that stand in a place."""
    first = bisect_left(names, place[0], key=lambda name: name.start)
    last = bisect_left(names, place[1], key=lambda name: name.start)
    return [name for name in names[first:last] if name.end <= place[1]]


def _sort(actor: Actor) -> str:
    """named, or outlet where the actor is one."""
    known = fold(actor.name) in outlets() or _outlet().search(actor.name)
    return "outlet" if actor.type == "organization" and known else "named"


def _head(words: str) -> str:
    """The head noun of a noun phrase: the last word before its first preposition or comma."""
    head = ""
    for match in WORD.finditer(words):
        word = match.group().lower()
        if head and word in _ends():
            break
        head = word.removesuffix("'s").removesuffix("’s").rstrip(".")
        if words[match.end() : match.end() + 1] == ",":
            break
    return head
