"""Who "he", "she" and "the senator" stand for: candidates ranked by a small network.

An entity-ranking scorer (Rahman & Ng 2009; features after Lappin & Leass 1994 and Durrett & Klein 2013): the persons
named or meant most recently compete for each pronoun, and the network, trained by `training/coref.py` on GUM, weighs
distance, grammatical role, agreement, who is speaking and how often each has been named. Its weights are in
`kit/models/coref.npz`, apart from the rest, since GUM's terms forbid commercial use.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kit.actors.anaphora import PRONOUNS, grammatical_role, pronoun_gender
from kit.actors.mentions import Mention
from kit.text.layout import Layout

__all__ = ["FEATURES", "Scene", "Scorer", "candidates", "load_scorer", "resolve_anaphors", "walk"]

Floats = NDArray[np.float32]
MOST = 8
# A first name weighs as much as this many pronouns.
HINT = 2.0
PATH = Path(__file__).parent.parent / "models" / "coref.npz"


@dataclass(slots=True)
class Trace:
    """Where a person was last met, and how often."""

    mention: Mention
    sentence: int
    paragraph: int
    role: int
    count: int
    first: int
    inside: int
    subject: int = -1


@dataclass(slots=True)
class Scene:
    """What the scorer may know of an article besides its text.

    `names` are the mentions of persons that are names; `gender` and `roles` what their titles and roles say; `quotes`
    the (start, end, start of the speaker's words, direct) of each quote, by start; `speaking` where a speaker stands.
    """

    lines: Layout
    names: list[Mention]
    gender: dict[int, str]
    roles: dict[int, frozenset[str]]
    quotes: list[tuple[int, int, int, bool]]
    speaking: frozenset[int]
    hints: dict[int, str]


@dataclass(frozen=True)
class Scorer:
    """The network: features → one hidden layer → a score for each candidate."""

    inner: Floats
    bias: Floats
    outer: Floats

    def __call__(self, features: Floats) -> Floats:
        """Scores, shape (candidates,)."""
        hidden: Floats = np.tanh(features @ self.inner + self.bias)
        out: Floats = hidden @ self.outer
        return out


@cache
def load_scorer() -> Scorer:
    """The trained scorer."""
    with np.load(PATH) as saved:
        return Scorer(saved["inner"], saved["bias"], saved["outer"])


FEATURES = (
    *(f"sentences back {n}" for n in ("0", "1", "2", "3-4", "5+")),
    *(f"paragraphs back {n}" for n in ("0", "1", "2+")),
    *(f"nearest but {n}" for n in ("0", "1", "2", "3+")),
    *(f"was {r}" for r in ("possessive", "object", "subject")),
    "same role",
    "last by name",
    "agrees",
    "disagrees",
    "its gender unknown",
    "first name agrees",
    "first name disagrees",
    "share of mentions",
    "most mentioned",
    "subject of this sentence",
    "subject of the sentence before",
    "speaks the direct quote around it",
    "speaks the indirect quote around it",
    "spoke last, and it speaks",
    "spoke last, and it does not speak",
    "last met in a quote, it outside",
    "last met outside, it in a quote",
    "same quote",
    "follows",
    "role fits",
    "role differs",
    "nominal",
    "nominal, nearest",
    "possessive, subject of this sentence",
    "they",
    "speaks",
    "first person met",
    "words between",
)
_AT = {name: at for at, name in enumerate(FEATURES)}


@dataclass(slots=True)
class _Memory:
    traces: dict[int, Trace] = field(default_factory=dict)
    recent: list[int] = field(default_factory=list)
    spoke: int = -1
    spoke_at: int = -1
    total: int = 0
    most: int = -1
    first: int = -1
    subject: dict[int, int] = field(default_factory=dict)
    gender: dict[int, dict[str, int]] = field(default_factory=dict)


def resolve_anaphors(
    scene: Scene, anaphors: list[Mention], scorer: Callable[[Floats], Floats], least: float = 0.0
) -> None:
    """Set `actor` and `confidence` of each pronoun and nominal.

    The text is walked twice: what the first walk finds most often to be "she" is she in the second one. A nominal that
    no role of the likeliest person fits stays without, below the confidence `least`.
    """

    def choose(mention: Mention, persons: list[int], features: Floats) -> int:
        if not persons:
            return -1
        scores = scorer(features)
        odds = np.exp(scores - scores.max())
        best = int(scores.argmax())
        mention.confidence = float(odds[best] / odds.sum())
        # "New York man" and the like are led by a name; only a role tells whom they mean.
        unsure = mention.confidence < least or not mention.text.lower().startswith(("the ", "this "))
        if mention.kind == "nominal" and least and unsure and not features[best, _AT["role fits"]]:
            return -1
        return persons[best]

    walk(scene, anaphors, choose)
    walk(replace(scene, gender=_genders(scene, anaphors)), anaphors, choose)


def _genders(scene: Scene, anaphors: list[Mention]) -> dict[int, str]:
    """The pronoun of each person: by title, else the one twice as well supported as the other."""
    weight: dict[int, dict[str, float]] = {}
    for person, hint in scene.hints.items():
        weight[person] = {"he": 0.0, "she": 0.0, hint: HINT}
    for mention in anaphors:
        gender = pronoun_gender(mention.text) if mention.kind == "pronoun" else ""
        if mention.actor >= 0 and gender in ("he", "she"):
            found = weight.setdefault(mention.actor, {"he": 0.0, "she": 0.0})
            found[gender] += mention.confidence
    told = {
        person: "he" if found["he"] > found["she"] else "she"
        for person, found in weight.items()
        if max(found.values()) > HINT and max(found.values()) > 2 * min(found.values())
    }
    return told | scene.gender


def walk(scene: Scene, anaphors: list[Mention], choose: Callable[[Mention, list[int], Floats], int]) -> None:
    """Go through the text once; `choose` sees each pronoun's candidates with their features, and says who it is."""
    memory = _Memory()
    names = scene.names
    starts = [name.start for name in names]
    quote_starts = [quote[0] for quote in scene.quotes]
    upcoming = 0
    for mention in anaphors:
        while upcoming < len(names) and names[upcoming].start < mention.start:
            _meet(memory, scene, names[upcoming], quote_starts)
            upcoming += 1
        persons, features = candidates(memory, scene, mention, starts, quote_starts)
        mention.actor = choose(mention, persons, features)
        if mention.actor >= 0:
            _meet(memory, scene, mention, quote_starts)


def _around(scene: Scene, quote_starts: list[int], offset: int) -> int:
    """Number of a quote that holds an offset; -1 if none does."""
    at = bisect_right(quote_starts, offset) - 1
    for back in range(at, max(-1, at - 3), -1):
        if scene.quotes[back][1] > offset:
            return back
    return -1


def _meet(memory: _Memory, scene: Scene, mention: Mention, quote_starts: list[int]) -> None:
    """Remember that a person was named or meant here."""
    lines, person = scene.lines, mention.actor
    sentence = lines.sentence(mention.start)
    role = grammatical_role(lines, mention.start, mention.end, mention.text if mention.kind == "pronoun" else "")
    trace = memory.traces.get(person)
    count = trace.count + 1 if trace else 1
    inside = _around(scene, quote_starts, mention.start)
    memory.traces[person] = Trace(
        mention, sentence, lines.paragraph(mention.start), role, count, trace.first if trace else memory.total, inside
    )
    memory.total += 1
    if memory.first < 0:
        memory.first = person
    if memory.most < 0 or count >= memory.traces[memory.most].count:
        memory.most = person
    if role == 2 and inside < 0:
        memory.subject.setdefault(sentence, person)
    if person in memory.recent:
        memory.recent.remove(person)
    memory.recent.append(person)
    if len(memory.recent) > 4 * MOST:
        del memory.recent[: -2 * MOST]
    if mention.start in scene.speaking:
        memory.spoke, memory.spoke_at = person, mention.start
    if mention.kind != "name" and (gender := pronoun_gender(mention.text)):
        counts = memory.gender.setdefault(person, {})
        counts[gender] = counts.get(gender, 0) + 1


def candidates(
    memory: _Memory, scene: Scene, mention: Mention, starts: list[int], quote_starts: list[int]
) -> tuple[list[int], Floats]:
    """The persons that a pronoun may stand for, most recent first, and their features, shape (persons, features)."""
    lines = scene.lines
    sentence, paragraph = lines.sentence(mention.start), lines.paragraph(mention.start)
    persons = memory.recent[: -MOST - 1 : -1]
    # A person named later in the same sentence: "In her speech, Clinton ..."
    ahead = bisect_right(starts, mention.end)
    known = set(persons)
    if (
        ahead < len(scene.names)
        and lines.sentence(scene.names[ahead].start) == sentence
        and scene.names[ahead].actor not in known
    ):
        persons = [*persons, scene.names[ahead].actor]
    features = np.zeros((len(persons), len(FEATURES)), dtype=np.float32)
    if not persons:
        return persons, features
    pronoun = mention.kind == "pronoun"
    word = mention.text.lower()
    role = grammatical_role(lines, mention.start, mention.end, mention.text if pronoun else "")
    gender = pronoun_gender(mention.text)
    inside = _around(scene, quote_starts, mention.start)
    speaker_at, direct = scene.quotes[inside][2:] if inside >= 0 else (-1, False)
    around = _AT[f"speaks the {'direct' if direct else 'indirect'} quote around it"]
    speaks = mention.start in scene.speaking
    head = frozenset(word.split()[1:])
    here, before = memory.subject.get(sentence, -1), memory.subject.get(sentence - 1, -1)
    for row, person in enumerate(persons):
        f = features[row]
        trace = memory.traces.get(person)
        if trace is None:
            f[_AT["follows"]] = 1
        else:
            back = sentence - trace.sentence
            f[0 if back <= 0 else 1 if back == 1 else 2 if back == 2 else 3 if back < 5 else 4] = 1
            f[5 + min(2, max(0, paragraph - trace.paragraph))] = 1
            f[8 + min(3, row)] = 1
            f[12 + trace.role] = 1
            f[_AT["same role"]] = trace.role == role
            f[_AT["last by name"]] = trace.mention.kind == "name"
            f[_AT["share of mentions"]] = trace.count / memory.total
            f[_AT["most mentioned"]] = memory.most == person
            f[_AT["last met in a quote, it outside"]] = trace.inside >= 0 > inside
            f[_AT["last met outside, it in a quote"]] = inside >= 0 > trace.inside
            f[_AT["same quote"]] = inside >= 0 and trace.inside == inside
            f[_AT["words between"]] = min(1.0, (mention.start - trace.mention.end) / 600)
            if speaker_at >= 0 and trace.mention.start == speaker_at:
                f[around] = 1
        if inside >= 0 and speaker_at > mention.start:
            at = bisect_right(starts, speaker_at) - 1
            if (
                at >= 0
                and scene.names[at].start <= speaker_at < scene.names[at].end
                and scene.names[at].actor == person
            ):
                f[around] = 1
        theirs = scene.gender.get(person, "")
        if not theirs and (counts := memory.gender.get(person)):
            theirs = max(counts, key=lambda g: counts[g])
        if gender in ("he", "she"):
            f[_AT["agrees"]] = theirs == gender
            f[_AT["disagrees"]] = theirs in ("he", "she") and theirs != gender
            f[_AT["its gender unknown"]] = not theirs
            hint = scene.hints.get(person, "")
            f[_AT["first name agrees"]] = hint == gender
            f[_AT["first name disagrees"]] = bool(hint) and hint != gender
        f[_AT["subject of this sentence"]] = here == person
        f[_AT["subject of the sentence before"]] = before == person
        f[_AT["possessive, subject of this sentence"]] = here == person and role == 0
        if memory.spoke == person:
            f[_AT["spoke last, and it speaks" if speaks else "spoke last, and it does not speak"]] = 1
        if not pronoun:
            f[_AT["nominal"]] = 1
            f[_AT["nominal, nearest"]] = row == 0
            roles = scene.roles.get(person, frozenset())
            f[_AT["role fits"]] = bool(roles & head)
            f[_AT["role differs"]] = bool(roles) and not roles & head
        f[_AT["they"]] = PRONOUNS.get(word) == "they"
        f[_AT["speaks"]] = speaks
        f[_AT["first person met"]] = memory.first == person
    return persons, features
