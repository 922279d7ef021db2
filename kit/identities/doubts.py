"""Pairs of a corpus's persons that may be one and were not joined, for a user to decide."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kit.actors.likeness import Name, likeness
from kit.actors.places import fold
from kit.identities.evidence import ENOUGH, SIGNS, Profile, signs, weigh
from kit.identities.persons import BLOCK, full_name

__all__ = ["Doubt", "Person", "doubts"]

NEAR = 2.0  # log-odds short of enough to be joined; further off are pairs that nobody would ask about
BEARERS = 3  # of a surname alone, so many who may be meant
WAYS = {
    "same": "the same name",
    "middle": "the same name but for what stands in the middle",
    "nickname": "one first name is short for the other",
    "initial": "one first name is an initial",
    "spelling": "one name spelled in two ways",
    "part": "one name is the beginning of the other",
    "suffix": "the same name but for Jr. or the like",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the corpus: a row of `actors`."""

    actor_id: str
    name: str
    mentions: int
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    pronouns: str | None = None

    def profile(self) -> Profile:
        """What the corpus says of them."""
        told = Profile()
        told.add(self.role, self.affiliation, self.country, self.pronouns)
        return told


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two who may be one, the one mentioned more often first; why; and the line for a file of aliases to join them."""

    one: Person
    other: Person
    why: str
    line: str


def doubts(persons: Sequence[Person]) -> list[Doubt]:
    """The pairs, those that matter most (by mentions of the rarer) first."""
    named: dict[str, int] = defaultdict(int)
    for person in persons:
        named[fold(person.name)] += 1
    found = []
    for a, b, why in _pairs(sorted(persons, key=lambda person: (-person.mentions, person.actor_id))):
        cells = [p.name if named[fold(p.name)] == 1 else p.actor_id for p in (a, b)]
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(cells)
        found.append(Doubt(a, b, why, line.getvalue()))
    found.sort(key=lambda pair: (-pair.other.mentions, -pair.one.mentions, pair.one.actor_id, pair.other.actor_id))
    return found


def _pairs(persons: Sequence[Person]) -> Iterator[tuple[Person, Person, str]]:
    """Pairs, the more often mentioned first."""
    names = [full_name(person.name) for person in persons]
    by_last: dict[str, list[int]] = defaultdict(list)
    by_first: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for word in {name.last, name.last.rsplit(" ", 1)[-1]}:
            by_last[word].append(at)
        if name.first:
            by_first[name.first].append(at)
    for at, name in enumerate(names):
        if not name.first:
            yield from _alone(at, persons, names, by_last, by_first)
    for block in by_last.values():
        for a, b in combinations(block[:BLOCK], 2):
            kind = likeness(names[a], names[b]) if names[a].first and names[b].first else None
            if kind is None:
                continue
            marks = signs(persons[a].profile(), persons[b].profile())
            if weigh(kind, marks) >= ENOUGH - NEAR or kind == "same":
                agree = [mark for mark in marks if SIGNS[mark] > 0]
                against = [mark for mark in marks if SIGNS[mark] < 0]
                why = ", ".join([WAYS[kind], *agree]) + (f"; but {', '.join(against)}" if against else "")
                yield persons[a], persons[b], why


def _alone(
    at: int,
    persons: Sequence[Person],
    names: Sequence[Name],
    by_last: dict[str, list[int]],
    by_first: dict[str, list[int]],
) -> Iterator[tuple[Person, Person, str]]:
    """One word, and who bears it as a surname, else as a first name."""
    word = names[at].last
    surname = [b for b in by_last[word] if names[b].first]
    bearers = surname or by_first[word]
    what = "surname" if surname else "first name"
    for b in bearers[:BEARERS]:
        one, other = sorted((persons[at], persons[b]), key=lambda p: (-p.mentions, p.actor_id))
        more = f", and {len(bearers):,} bear it" if len(bearers) > 1 else ""
        yield one, other, f"{persons[at].name} stands alone; it is the {what} of {persons[b].name}{more}"
