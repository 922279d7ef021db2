"""Ids of the corpus's actors: readable, and never another's when articles are added.

An id is made of the name that stood first in time, and who came first in time has it: what is added later gets what is
left. Namesakes are told apart by what their first article says: role, else country, else a number. What was given
before (`held`) stays with whom it was given to, told by one of its own actors, whatever else is found out since; of two
who turn out to be one the first given stands. An id that was ever held is never given to anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.actors.places import slug

__all__ = ["Known", "given"]

LONG = 30  # characters of a role that tells namesakes apart


@dataclass(frozen=True, slots=True)
class Known:
    """One actor of the corpus, as far as its id goes.

    order: sorts those that came first first.
    name: the name that its id is made of.
    roles, country: what its articles say, the first first.
    """

    order: tuple[int | str, ...]
    type: str
    name: str
    roles: Sequence[str]
    country: str | None


def given(known: Sequence[Known], held: Mapping[int, str], taken: frozenset[str] = frozenset()) -> list[str]:
    """The id of each.

    Parameters
    ----------
    held
        Ids that some have already, by their place in `known`.
    taken
        Every id that was ever given, of those who are gone as well.
    """
    used = {*taken, *held.values()}
    out = [held.get(at, "") for at in range(len(known))]
    for at in sorted(range(len(known)), key=lambda at: known[at].order):
        if not out[at]:
            out[at] = next(one for one in _possible(known[at]) if one not in used)
            used.add(out[at])
    return out


def _possible(one: Known) -> Iterator[str]:
    base = f"{one.type}:{slug(one.name)}"
    yield base
    for told in (*one.roles, one.country):
        if told:
            yield f"{base}-{slug(told)[:LONG].rstrip('-')}"
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
