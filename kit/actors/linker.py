"""Whom each mention stands for: an actor of the article, or nobody named.

Every mention is scored against the actors by the engine's linking head (`training/model.py`, `Meant`): first as if
nothing were known of the others, then again with what came out, so that "he" after "she" and the second "the judge"
profit from the first (iterative inference, as in higher-order coreference: Lee, He & Zettlemoyer, NAACL 2018).
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kit import lexicon
from kit.actors.clauses import unlike
from kit.actors.features import (
    ALONE,
    KINDS,
    PAIR,
    WHOLE,
    Candidate,
    Compared,
    Point,
    compare,
    head,
    plural,
    together,
    told,
)
from kit.tagger import calibrated
from kit.tagger.encoder import load, settings

if TYPE_CHECKING:
    from kit.tagger import Reading

__all__ = ["Answer", "link"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
ROUNDS = 2
NEVER = np.float32(-1e4)


@dataclass(frozen=True)
class Answer:
    """Whom a mention stands for: `actors`, the likeliest first, () for nobody named; and the chance of just that."""

    actors: tuple[int, ...]
    confidence: float
    chances: dict[int, float]


def link(
    reading: Reading,
    points: Sequence[Point],
    actors: Sequence[Candidate],
    quotes: Sequence[tuple[int, int]],
) -> list[Answer]:
    """Who each mention stands for.

    Parameters
    ----------
    points
        Mentions, in order of their start.
    actors
        The actors of the article; answers give their places in this list.
    quotes
        Start and end of each quote; `Point.quote` counts them.
    """
    if not points:
        return []
    layout = reading.layout
    members, found, chances = weighed(reading, points, actors, quotes)
    persons = {number for number, actor in enumerate(actors) if actor.type == "person"}
    two = lexicon.words("nouns", "several")
    several = [KINDS[p.kind] == "they" or plural(layout.text, p) or head(layout.text, p) in two for p in points]
    answers = [answer(found.actor[i].tolist(), chances[i], members, persons, one) for i, one in enumerate(several)]
    return [as_sure_as_right(one) for one in answers]


def weighed(
    reading: Reading,
    points: Sequence[Point],
    actors: Sequence[Candidate],
    quotes: Sequence[tuple[int, int]],
) -> tuple[list[tuple[int, ...]], Compared, Floats]:
    """Who the candidates are (places in `actors`, several for those named together), each mention's, their chances."""
    layout = reading.layout
    w = {name.removeprefix("meant."): value for name, value in load().weights.items() if name.startswith("meant.")}
    joint = together(layout.text, layout.sentences, actors)
    members = [(number,) for number in range(len(actors))] + [key for key, _ in joint]
    found = compare(layout, points, [*actors, *(candidate for _, candidate in joint)])
    mentions = reading.spans([(p.start, p.end) for p in points])
    names = reading.spans(found.names) if found.names else np.zeros((1, mentions.shape[1]), dtype=np.float32)
    wide = len(w["none"])
    a, x = np.split(mentions @ w["one.weight"].T + w["one.bias"], [wide], axis=1)
    b, y = np.split(names @ w["other.weight"].T + w["other.bias"], [wide], axis=1)
    there = found.name >= 0
    at = found.name[there]
    static = b[at] + x[np.nonzero(there)[0]] * y[at] + looked_up(w, "pair", PAIR, found.pair[there])
    owners = {span: number for number, actor in enumerate(actors) for span in actor.names}
    apart = unlike(layout, points, owners, quotes)
    chances = np.zeros((len(points), found.actor.shape[1] + 1), dtype=np.float32)
    meant: list[int | None] = [None] * len(points)
    for round_ in range(ROUNDS + 1):
        if round_:
            meant = best(found, chances)
            found = told(found, layout, points, meant, quotes)
        own = a + looked_up(w, "alone", ALONE, found.alone)
        chances = scores(w, own, static, found, there, excluded(found, members, apart, meant))
    return members, found, chances


def as_sure_as_right(one: Answer) -> Answer:
    """The answer with chances as they came out on held-back articles: how often one so sure is right."""
    sure = calibrated([one.confidence, *one.chances.values()], settings()["calibration"]["who"])
    return Answer(one.actors, sure[0], dict(zip(one.chances, sure[1:], strict=True)))


def looked_up(w: dict[str, Floats], group: str, sizes: dict[str, int], values: Ints) -> Floats:
    """The sum of the embeddings of some features, the last axis of `values`, as one product with their one-hot form."""
    shape = values.shape[:-1]
    flat = values.reshape(-1, values.shape[-1])
    starts = np.cumsum([0, *sizes.values()])
    hot = np.zeros((len(flat), starts[-1]), dtype=np.float32)
    hot[np.arange(len(flat))[:, None], flat + starts[:-1]] = 1
    table = np.concatenate([w[f"{group}.{name}"] for name in sizes])
    out: Floats = (hot @ table).reshape(*shape, table.shape[1])
    return out


def last(w: dict[str, Floats], x: Floats) -> Floats:
    """From the sum of all that is known to a score."""
    inner = np.maximum(np.maximum(x, 0) @ w["inner.weight"].T + w["inner.bias"], 0)
    out: Floats = inner @ w["score.weight"][0] + w["score.bias"][0]
    return out


def excluded(
    found: Compared,
    members: Sequence[tuple[int, ...]],
    apart: Sequence[tuple[set[int], set[int]]],
    meant: Sequence[int | None],
) -> Flags:
    """Which candidates a mention cannot stand for, by `unlike` and what others are `meant` to be: (mentions, k)."""
    out = np.zeros(found.actor.shape, dtype=np.bool_)
    for i, (people, mentions) in enumerate(apart):
        others = (meant[other] for other in mentions)
        never = people | {a for c in others if c is not None and c >= 0 for a in members[c]}
        if never:
            out[i] = [c >= 0 and not never.isdisjoint(members[c]) for c in found.actor[i].tolist()]
    return out


def scores(w: dict[str, Floats], own: Floats, static: Floats, found: Compared, there: Flags, never: Flags) -> Floats:
    """The chance of each candidate and, last, of nobody named: (mentions, k + 1).

    `there` (mentions, k, NAMES) says which names there are, and `static` has a row for each of these; `never`
    (mentions, k) which candidates are none.
    """
    # How much likelier nobody must be than the head says is chosen on held-back articles.
    nobody = last(w, own + w["none"])[:, None] + np.float32(settings()["thresholds"]["nobody"])
    if not found.actor.shape[1]:
        return np.ones_like(nobody)
    known = looked_up(w, "whole", WHOLE, found.whole)
    mention, actor, _ = np.nonzero(there)
    pairs = np.full(there.shape, NEVER, dtype=np.float32)
    pairs[there] = last(w, own[mention] + known[mention, actor] + static)
    pairs[never] = NEVER
    high = pairs.max(2, keepdims=True)
    whole = high[..., 0] + np.log(np.exp(pairs - high).sum(2))
    every = np.concatenate([whole, nobody], 1)
    every = np.exp(every - every.max(1, keepdims=True))
    out: Floats = every / every.sum(1, keepdims=True)
    return out


def best(found: Compared, chances: Floats) -> list[int | None]:
    """The likeliest actor of each mention, -1 for nobody."""
    columns = np.concatenate([found.actor, np.full((len(chances), 1), -1)], 1)
    meant: list[int | None] = columns[np.arange(len(chances)), chances.argmax(1)].tolist()
    return meant


def answer(
    candidates: list[int], chances: Floats, members: Sequence[tuple[int, ...]], persons: Set[int], several: bool
) -> Answer:
    """Whom a mention stands for: the likeliest candidate's actors; of `several`, those that are likely as well, too."""
    options = [(float(chances[j]), c) for j, c in enumerate(candidates) if c >= 0]
    by: dict[int, float] = {}
    for chance, c in options:
        for actor in members[c]:
            by[actor] = by.get(actor, 0.0) + chance
    nobody = float(chances[-1])
    top, best_ = max(options, default=(0.0, -1))
    if nobody >= top:
        return Answer((), nobody, by)
    chosen = members[best_]
    if several and len(chosen) == 1:
        alike = chosen[0] in persons
        limit = max(nobody, (PEOPLE if alike else JOINT) * top)
        near = [
            members[c][0] for chance, c in sorted(options, reverse=True) if len(members[c]) == 1 and chance >= limit
        ]
        chosen = tuple(actor for actor in near if not alike or actor in persons)
    return Answer(chosen, top, by)


# Several are those that have at least this share of the likeliest one's chance. One person is seldom "they" or "the
# men", one body often is "they".
JOINT, PEOPLE = 0.6, 0.3
