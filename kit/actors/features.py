"""What a mention and an actor have in common, as small numbers that the linking head reads beside its vectors.

Each mention (a pronoun, a nominal, a speaker's phrase, a quote without one) is compared with the actors named nearest
to it and most often, each by up to `NAMES` of its names. The features are those of entity-ranking coreference (Lappin &
Leass 1994; Rahman & Ng, EMNLP 2009; Durrett & Klein, EMNLP 2013); how much each weighs is learned with the encoder.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from kit import lexicon
from kit.text.layout import Layout

__all__ = [
    "ALONE",
    "CANDIDATES",
    "CONTENT",
    "KINDS",
    "NAMES",
    "PAIR",
    "WHOLE",
    "Candidate",
    "Compared",
    "Point",
    "compare",
    "head",
    "kind_of",
    "plural",
    "together",
    "told",
]

Ints = NDArray[np.int64]

CANDIDATES, NAMES = 10, 3
BLOCK = 128
FAR = 1 << 40
KINDS = ("he", "she", "they", "it", "nominal", "source", "relative", "content")
CONTENT = KINDS.index("content")
TYPES = ("person", "organization", "country", "group", "other")
# How many values each feature has: of a mention and one name; of a mention and an actor as a whole; of a mention alone.
PAIR = {
    "distance": 21,
    "sentences": 8,
    "paragraphs": 6,
    "between": 8,
    "quotation": 5,
    "first": 4,
    "inside": 8,
    "around": 8,
}
WHOLE = {
    "kind": len(KINDS) * len(TYPES),
    "gender": 6,
    "salience": 6,
    "said of": 4,
    "recency": 7,
    "last": 6,
    "speaks": 6,
    "next": 3,
    "same words": 4,
    "string": 4,
}
ALONE = {"kind": len(KINDS), "article": 5, "same words": 3, "plural": 2}
# What is not known yet of the other mentions.
UNKNOWN = {"recency": 6, "last": 5, "speaks": 5, "next": 2, "same words": 3}
PRONOUN_CODES = {"he": 1, "she": 2}
# The values of the feature "article", by what a mention's first word is.
ARTICLES = {"definite": 1, "indefinite": 2, "possessive": 3}
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
PAUSE = re.compile(r"[,.;:()“”\"\n–—](?=\s|$)|\n")


@cache
def _preposition() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon.pattern('grammar', 'before_name')})(?: the)? $")


def _small() -> frozenset[str]:
    """Words that two phrases have in common without being alike."""
    return lexicon.words("grammar", "small")


@dataclass(frozen=True)
class Point:
    """Words that may stand for an actor: `text[start:end]`, and the place in `KINDS` of what they are.

    `quote` is the number of the quote whose source (or content, where it has none) this is; -1 for none.
    """

    start: int
    end: int
    kind: int
    quote: int = -1


@dataclass(frozen=True)
class Candidate:
    """An actor: its type, its names as (start, end) in order, and the pronoun it takes (`hint`: likely takes)."""

    type: str
    names: Sequence[tuple[int, int]]
    pronoun: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Compared:
    """Mentions against their candidates.

    `actor` (mentions, k): which actor, -1 where there are fewer. `name` (mentions, k, NAMES): which of `names`, -1 too.
    `pair` (mentions, k, NAMES, len(PAIR)), `whole` (mentions, k, len(WHOLE)), `alone` (mentions, len(ALONE)).
    """

    names: list[tuple[int, int]]
    actor: Ints
    name: Ints
    pair: Ints
    whole: Ints
    alone: Ints
    fixed: dict[str, Ints] = field(default_factory=dict)


# What stands between two who are named together, however each is described: "Ann Lee, 31, and Tom Reed".
JOINS = re.compile(r"(?:,? and |,? & |,? or )(?:his |her |the )?", re.IGNORECASE)
LONGEST = 90


def together(
    text: str, sentences: Sequence[tuple[int, int]], actors: Sequence[Candidate]
) -> list[tuple[tuple[int, ...], Candidate]]:
    """Actors named together, as candidates of their own: their places in `actors`, and the spans of their names.

    Two names of one sort with "and" between them, few words apart and none named in between; a list goes on while only
    commas stand between.
    """
    flat = sorted(
        (s, e, a)
        for a, actor in enumerate(actors)
        if actor.type in ("person", "organization", "country", "group")
        for s, e in actor.names
    )
    starts = [s for s, _ in sentences]
    found: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for i, (s, e, a) in enumerate(flat[:-1]):
        s2, e2, b = flat[i + 1]
        between = text[e:s2]
        if a == b or len(between) > LONGEST or actors[a].type != actors[b].type or not JOINS.search(between):
            continue
        if bisect_right(starts, s) != bisect_right(starts, s2) or between[:2] in ("'s", "’s"):
            continue
        first, members = s, [a, b]
        at = i
        while at and text[flat[at - 1][1] : flat[at][0]] == ", " and actors[flat[at - 1][2]].type == actors[a].type:
            at -= 1
            first = flat[at][0]
            members.insert(0, flat[at][2])
        key = tuple(sorted(set(members)))
        if len(key) > 1:
            found.setdefault(key, []).append((first, e2))
    return [(key, Candidate("group", spans)) for key, spans in found.items()]


def kind_of(words: str, source: bool) -> int:
    """Which of `KINDS` some words are."""
    low = words.strip().lower()
    found = lexicon.values("grammar", "pronoun").get(low)
    # Shouted, a pronoun is one still; but IT is a department.
    if found and not (words.isupper() and low in lexicon.words("grammar", "abbreviation")):
        return KINDS.index(found)
    return KINDS.index("source" if source else "nominal")


def steps(d: Ints) -> Ints:
    """A distance in words as 0 to 9, ever coarser."""
    d = np.maximum(d, 0)
    out: Ints = np.minimum(9, np.where(d < 4, d, 2 + np.log2(np.maximum(d, 1)).astype(np.int64)))
    return out


class Grid:
    """Which word, sentence, paragraph and quotation an offset stands in, for whole arrays of offsets."""

    def __init__(self, layout: Layout) -> None:
        self.words = np.array(layout.word_starts, dtype=np.int64)
        self.sentences = np.array([s for s, _ in layout.sentences] or [0], dtype=np.int64)
        self.paragraphs = np.array([s for s, _ in layout.paragraphs] or [0], dtype=np.int64)
        self.opens = np.array([s for s, _ in layout.quoted] or [FAR], dtype=np.int64)
        self.closes = np.array([e for _, e in layout.quoted] or [0], dtype=np.int64)

    def word(self, at: Ints) -> Ints:
        """Words that begin before an offset."""
        return np.searchsorted(self.words, at).astype(np.int64)

    def sentence(self, at: Ints) -> Ints:
        """Number of the sentence."""
        return np.maximum(0, np.searchsorted(self.sentences, at, side="right") - 1).astype(np.int64)

    def paragraph(self, at: Ints) -> Ints:
        """Number of the paragraph."""
        return np.maximum(0, np.searchsorted(self.paragraphs, at, side="right") - 1).astype(np.int64)

    def quotation(self, at: Ints) -> Ints:
        """Number of the quotation, -1 outside of quotation marks."""
        j = np.maximum(0, np.searchsorted(self.opens, at, side="right") - 1)
        return np.where((self.opens[j] <= at) & (at < self.closes[j]), j, -1).astype(np.int64)

    def leads(self, at: Ints, words: int) -> NDArray[np.bool_]:
        """Whether an offset stands among the first words of its sentence."""
        out: NDArray[np.bool_] = self.word(at) - self.word(self.sentences[self.sentence(at)]) < words
        return out


def compare(layout: Layout, points: Sequence[Point], actors: Sequence[Candidate]) -> Compared:
    """Candidates of each mention and what sets each apart, before anything is known of the other mentions.

    Parameters
    ----------
    points
        Mentions in order of their start.
    actors
        The actors of the article; one without names is never a candidate.
    """
    names = [span for one in actors for span in one.names]
    n = len(points)
    alone = alone_features(layout.text, points)
    if not n or not names:
        none = np.zeros((n, 0), dtype=np.int64)
        pairs = np.zeros((n, 0, NAMES, len(PAIR)), dtype=np.int64)
        return Compared(names, none, pairs[..., 0], pairs, np.zeros((n, 0, len(WHOLE)), dtype=np.int64), alone)
    grid = Grid(layout)
    begin = np.array([s for s, _ in names], dtype=np.int64)
    start, end = (np.array(x, dtype=np.int64) for x in ([p.start for p in points], [p.end for p in points]))
    content = np.array([p.kind == CONTENT for p in points])
    until = np.where(content, start, end)
    # Some mentions at a time: each is held against every actor, which a long list of names would multiply.
    blocks = [slice(at, at + BLOCK) for at in range(0, n, BLOCK)]
    parts = [nearest(actors, begin, until[b], start[b], end[b]) for b in blocks]
    actor, name = (np.concatenate(side) for side in zip(*parts, strict=True))
    pair = pair_features(layout.text, grid, points, actors, names, name)
    whole = whole_features(layout.text, grid, points, actors, actor)
    fixed = {
        "sentence": grid.sentence(start),
        "paragraph": grid.paragraph(start),
        "begin": begin,
        "name sentence": grid.sentence(begin),
        "owner": np.array([a for a, one in enumerate(actors) for _ in one.names], dtype=np.int64),
    }
    return Compared(names, actor, name, pair, whole, alone, fixed)


def nearest(actors: Sequence[Candidate], begin: Ints, until: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Each mention's candidates, in the order of the actors, and the names that stand for each.

    Of each actor the last name that begins before `until`, the next one, and the first of all; of the actors those
    named nearest and most often, a name before a mention costing less than one as far behind.
    """
    n, m = len(start), len(actors)
    table = np.full((n, m, NAMES), -1, dtype=np.int64)
    counts = np.array([len(one.names) for one in actors], dtype=np.int64)
    first = np.cumsum(counts) - counts
    for a, size in enumerate(counts.tolist()):
        if size:
            after = np.searchsorted(begin[first[a] : first[a] + size], until, side="left")
            table[:, a, 0] = np.where(after > 0, first[a] + after - 1, -1)
            table[:, a, 1] = np.where(after < size, first[a] + after, -1)
            table[:, a, 2] = np.where(after > 1, first[a], -1)
    there = table >= 0
    at = begin[np.maximum(table, 0)]
    apart = np.minimum(np.abs(at - start[:, None, None]), np.abs(at - end[:, None, None]))
    rank = np.where(there, apart, FAR).min(2) + np.where(there[:, :, 0], 0, 400) - np.minimum(600, 60 * counts)
    rank = np.where(there.any(2), rank, 2 * FAR)
    chosen = np.sort(np.argsort(rank, axis=1, kind="stable")[:, :CANDIDATES], axis=1)
    valid = np.take_along_axis(rank, chosen, 1) < 2 * FAR
    name = np.where(valid[..., None], np.take_along_axis(table, chosen[..., None], 1), -1)
    return np.where(valid, chosen, -1), name


def pair_features(
    text: str,
    grid: Grid,
    points: Sequence[Point],
    actors: Sequence[Candidate],
    names: Sequence[tuple[int, int]],
    name: Ints,
) -> Ints:
    """The features of `PAIR` of each mention and each of the names that stand for its candidates."""
    begin, stop = (np.array(x, dtype=np.int64) for x in zip(*names, strict=True))
    start = np.array([p.start for p in points], dtype=np.int64)[:, None, None]
    end = np.array([p.end for p in points], dtype=np.int64)[:, None, None]
    content = np.array([p.kind == CONTENT for p in points])[:, None, None]
    at = np.maximum(name, 0)
    b, e = begin[at], stop[at]
    inside = (b >= start) & (e <= end) & ~content
    before = (b < start) & ~inside
    gap = np.where(before, grid.word(start) - grid.word(e), grid.word(b) - grid.word(end))
    distance = np.where(inside, 20, steps(gap) + np.where(before, 0, 10))
    d = grid.sentence(start) - grid.sentence(begin)[at]
    sentences = np.select(
        [d == 0, d == 1, d == 2, (d > 2) & (d < 5), d >= 5, d == -1, d == -2], [0, 1, 2, 3, 4, 5, 6], 7
    )
    d = grid.paragraph(start) - grid.paragraph(begin)[at]
    paragraphs = np.select([d == 0, d == 1, d == 2, d > 2, d == -1], [0, 1, 2, 3, 4], 5)
    persons = np.sort(np.array([s for one in actors if one.type == "person" for s, _ in one.names], dtype=np.int64))
    others = np.searchsorted(persons, np.where(before, start, b)) - np.searchsorted(persons, np.where(before, e, end))
    between = np.where(inside, 0, np.minimum(3, np.abs(others))) + np.where((b >= start) & ~inside, 4, 0)
    q, r = grid.quotation(start), grid.quotation(begin)[at]
    quotation = np.select([(q < 0) & (r < 0), q < 0, r < 0, q == r], [0, 1, 2, 3], 4)
    first = 2 * grid.leads(start, 3) + grid.leads(begin, 4)[at]
    within = np.zeros(name.shape, dtype=np.int64)
    for i, j, k in np.argwhere(inside & (name >= 0)).tolist():
        within[i, j, k] = inside_of(text, points[i], *names[name[i, j, k]])
    around = np.array([around_of(text, s, e) for s, e in names], dtype=np.int64)[at]
    pair = np.stack([distance, sentences, paragraphs, between, quotation, first, within, around], axis=-1)
    pair[name < 0] = 0
    return pair.astype(np.int64)


def whole_features(text: str, grid: Grid, points: Sequence[Point], actors: Sequence[Candidate], actor: Ints) -> Ints:
    """The features of `WHOLE` of each mention and its candidates; of other mentions nothing is known yet."""
    at = np.maximum(actor, 0)
    types = np.array([TYPES.index(one.type) if one.type in TYPES else len(TYPES) - 1 for one in actors], dtype=np.int64)
    counts = np.array([len(one.names) for one in actors], dtype=np.int64)
    kind = np.array([p.kind for p in points], dtype=np.int64)[:, None] * len(TYPES) + types[at]
    wanted = np.array([wants(text, p) for p in points], dtype=np.int64)[:, None]
    strong = np.array([PRONOUN_CODES.get(one.pronoun, 0) for one in actors], dtype=np.int64)[at]
    weak = np.array([PRONOUN_CODES.get(one.hint, 0) for one in actors], dtype=np.int64)[at]
    gender = np.select(
        [wanted == 0, (strong > 0) & (strong == wanted), strong > 0, (weak > 0) & (weak == wanted), weak > 0],
        [0, 1, 2, 3, 4],
        5,
    )
    share = counts / max(1, counts.sum())
    salience = np.select(
        [counts == counts.max(), share > 0.2, share > 0.1, share > 0.04, counts > 1], [0, 1, 2, 3, 4], 5
    )[at]
    said, string = word_features(text, set(grid.sentences.tolist()), points, actors, actor)
    known = {"kind": kind, "gender": gender, "salience": salience, "said of": said, "string": string}
    columns = known | {name: np.full(actor.shape, value) for name, value in UNKNOWN.items()}
    whole = np.stack([columns[name] for name in WHOLE], axis=-1)
    whole[actor < 0] = 0
    return whole.astype(np.int64)


def word_features(
    text: str, openings: set[int], points: Sequence[Point], actors: Sequence[Candidate], actor: Ints
) -> tuple[Ints, Ints]:
    """Whether words of a nominal stand beside an actor's names ("the mayor": "Ann Lee, mayor of …"), or in them."""
    context = [said_of(text, one.names) for one in actors]
    strings = [{w for s, e in one.names[:12] for w in WORD.findall(text[s:e].lower())} for one in actors]
    said, string = np.zeros(actor.shape, dtype=np.int64), np.zeros(actor.shape, dtype=np.int64)
    for i, p in enumerate(points):
        words = [w for w in WORD.findall(text[p.start : p.end]) if w.lower() not in _small()]
        if KINDS[p.kind] not in ("nominal", "source") or not words:
            continue
        small = {bare(w) for w in words if w[0].islower()} | ({words[0].lower()} if p.start in openings else set())
        large = {bare(w) for w in words if not w[0].islower()}
        for j, a in enumerate(actor[i].tolist()):
            if a < 0:
                continue
            shared = len(small & context[a])
            said[i, j] = (
                3 if not shared and large & context[a] else 1 if shared == 1 < len(small) else min(2, 2 * shared)
            )
            both = large & strings[a]
            string[i, j] = 3 if small & strings[a] else 0 if not both else 1 if len(both) < len(large) else 2
    return said, string


def bare(word: str) -> str:
    """A word in small letters without 's."""
    return word.lower().removesuffix("'s").removesuffix("’s")


def told(
    found: Compared,
    layout: Layout,
    points: Sequence[Point],
    meant: Sequence[int | None],
    quotes: Sequence[tuple[int, int]],
) -> Compared:
    """The same with what is known of the other mentions: `meant` is each one's actor, -1 nobody, None not known."""
    n, k = found.actor.shape
    if not n or not k:
        return found
    f = found.fixed
    sentence, paragraph, candidates = (array.tolist() for array in (f["sentence"], f["paragraph"], found.actor))
    whole, alone = found.whole.copy(), found.alone.copy()
    learned: list[list[tuple[int, ...]]] = []
    # All that stands for somebody, in order: names and mentions that are resolved.
    named = (f[column].tolist() for column in ("begin", "owner", "name sentence"))
    others = [(begin, owner, place, -1) for begin, owner, place in zip(*named, strict=True)]
    others += [
        (p.start, a, s, i)
        for i, (p, a, s) in enumerate(zip(points, meant, sentence, strict=True))
        if a is not None and a >= 0
    ]
    others.sort(key=lambda x: (x[0], x[3]))
    starts = [x[0] for x in others]
    speakers: list[tuple[int, int, int, int]] = []
    for i, (p, a) in enumerate(zip(points, meant, strict=True)):
        if p.quote >= 0 and a is not None:
            speakers.append((*quotes[p.quote], a, i))
    speakers.sort()
    quote_starts = [s for s, *_ in speakers]
    called: dict[str, int] = {}
    for i, p in enumerate(points):
        at = bisect_left(starts, p.start)
        seen: dict[int, int] = {}
        last: dict[int, int] = {}
        for x in range(at - 1, max(-1, at - 41), -1):
            start_, a, sent, who = others[x]
            if who == i or start_ >= p.start:
                continue
            if a not in seen:
                seen[a] = len(seen)
                last[a] = sentence[i] - sent
        following = -1
        for x in range(at, min(len(others), at + 6)):
            if others[x][3] != i and others[x][0] > p.end:
                following = others[x][1]
                break
        speak = speaking(p, i, speakers, quote_starts, paragraph[i], layout)
        # Whom the same noun stood for last.
        word = head(layout.text, p)
        same = called.get(word)
        learned.append(
            [
                (
                    min(4, seen[a]) if a in seen else 5,
                    min(3, max(0, last[a])) if a in last else 4,
                    speak.get(a, 0),
                    int(a == following),
                    0 if same is None else 1 if same == a else 2,
                )
                for a in candidates[i]
            ]
        )
        alone[i, 2] = 0 if same is None else 1 if same < 0 else 2
        if word and (known := meant[i]) is not None:
            called[word] = known
    names = list(WHOLE)
    whole[:, :, [names.index(x) for x in ("recency", "last", "speaks", "next", "same words")]] = learned
    return Compared(found.names, found.actor, found.name, found.pair, whole, alone, f)


def speaking(
    p: Point,
    number: int,
    speakers: list[tuple[int, int, int, int]],
    starts: list[int],
    paragraph: int,
    layout: Layout,
) -> dict[int, int]:
    """Whom the quotes around a mention belong to: 1 the quote that it stands in, 2 and 3 the one before, 4 the next."""
    out: dict[int, int] = {}
    at = bisect_left(starts, p.start)
    for x in range(at, min(len(speakers), at + 2)):
        if speakers[x][3] != number and speakers[x][2] >= 0:
            out[speakers[x][2]] = 4
            break
    for x in range(at - 1, max(-1, at - 4), -1):
        s, e, a, who = speakers[x]
        if who == number:
            continue
        if a >= 0:
            apart = paragraph - layout.paragraph(s)
            out[a] = 1 if s <= p.start < e else 2 if apart == 0 else 3 if apart <= 2 else 0
        if e <= p.start:
            break
    return out


def alone_features(text: str, points: Sequence[Point]) -> Ints:
    """What is known of a mention without any candidate."""
    out = np.zeros((len(points), len(ALONE)), dtype=np.int64)
    for i, p in enumerate(points):
        words = WORD.findall(text[p.start : p.end][:60].lower())
        opening = words[0] if words else ""
        article = ARTICLES.get(lexicon.values("grammar", "article").get(opening, ""), 0)
        if article == 0 and any(c.isupper() for c in text[p.start : p.end][:1]):
            article = 4
        out[i] = (p.kind, article, 0, int(plural(text, p)))
    return out


def plural(text: str, p: Point) -> bool:
    """Whether a nominal's head noun ends like a plural."""
    word = head(text, p)
    return word.endswith("s") and not word.endswith("ss")


def head(text: str, p: Point) -> str:
    """The head noun of a nominal, roughly: its last small word before a preposition; empty for what is none."""
    return _head(text[p.start : p.end][:80]) if KINDS[p.kind] in ("nominal", "source") else ""


@lru_cache(maxsize=1 << 12)
def _head(words: str) -> str:
    found = ""
    for word in WORD.findall(words):
        if word.lower() in _small():
            if found:
                break
            continue
        if word[0].islower():
            found = word
    return found


def wants(text: str, p: Point) -> int:
    """Which pronoun's bearer a mention asks for: 1 he, 2 she, 0 not said."""
    kind = KINDS[p.kind]
    if kind in ("nominal", "source"):
        opening = WORD.match(text, p.start)
        gendered = lexicon.values("persons", "pronoun")
        title = gendered.get(opening.group().lower(), "") if opening and opening.group()[0].isupper() else ""
        kind = gendered.get(head(text, p).lower(), title)
    return PRONOUN_CODES.get(kind, 0)


def around_of(text: str, start: int, end: int) -> int:
    """What stands around a name: after it 's, a comma, or else; before it a preposition or not."""
    after = text[end : end + 2]
    code = 1 if after in ("'s", "’s") else 2 if after[:1] == "," else 3 if after[:1] in '.!?;:)”"' else 0
    return code + 4 * bool(_preposition().search(text, max(0, start - 14), start))


def inside_of(text: str, p: Point, start: int, end: int) -> int:
    """How a name stands in a mention that holds it: 1 all of it, 2 at its end, 3 before 's, 4 at its start, 5 after a
    preposition, 6 before a comma, 7 elsewhere."""
    after = text[end : p.end]
    if _preposition().search(text, max(p.start, start - 14), start):
        return 5
    if after[:2] in ("'s", "’s"):
        return 3
    if start - p.start <= 1 and not after.strip(" .,"):
        return 1
    if not after.strip(" .,"):
        return 2
    if after[:1] == ",":
        return 6
    return 4 if start - p.start <= 4 else 7


def said_of(text: str, names: Sequence[tuple[int, int]]) -> set[str]:
    """Words that stand right before an actor's names or in the apposition after them."""
    found: set[str] = set()
    for s, e in names[:12]:
        # What stands before a comma is said of another: "Ann Lee, the mayor, met Tom Reed".
        before = PAUSE.split(text[max(0, s - 60) : s])[-1]
        found.update(w.lower() for w in WORD.findall(before)[-5:])
        if text[e : e + 2] in (", ", " (", " –", " -"):
            found.update(w.lower() for w in WORD.findall(PAUSE.split(text[e + 2 : e + 92])[0])[:10])
    return found - _small()
