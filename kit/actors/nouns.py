"""Whom "the judge" and "the tribunal" are: the only one whom the text has named with this noun before.

Of 65 marked mentions of the kind it is right about 64, the linking head alone about 52 (`training/README.md`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kit import lexicon
from kit.actors.features import KINDS
from kit.actors.kinds import Actor
from kit.actors.points import Found
from kit.actors.roles import RoleFound
from kit.actors.titles import is_role

__all__ = ["SURE", "named_so"]

# A noun, a place in a list of actors, words that go with the noun, and where it stands.
Told = tuple[str, int, frozenset[str], int]
SURE = 0.95
# "the judge", "the oversight board"
DEFINITE = re.compile(r"[Tt]he ((?:[a-z-]+ ){0,3}?)([a-z-]+)(?:['’]s?)?")


def named_so(text: str, points: Sequence[Found], actors: Sequence[Actor], roles: Iterable[RoleFound]) -> dict[int, int]:
    """Whom mentions are that repeat a noun: places in `points`, and in `actors`."""
    known: dict[str, dict[tuple[int, frozenset[str]], int]] = defaultdict(dict)
    for noun, actor, words, start in (*_by_role(roles), *_by_name(actors)):
        known[noun].setdefault((actor, words), start)
    only = {noun: told for noun, told in known.items() if len({actor for actor, _ in told}) == 1}
    found = {}
    for at, point in enumerate(points):
        match = DEFINITE.fullmatch(text, point.start, point.end)
        if match is None or KINDS[point.kind] not in ("nominal", "source") or point.name is not None:
            continue
        noun = match[2].removesuffix("s") if match[0].endswith(("'", "’")) else match[2]
        for (actor, words), start in only.get(noun, {}).items():
            if start < point.start and words.issuperset(match[1].split()):
                found[at] = actor
    return found


def _by_role(roles: Iterable[RoleFound]) -> Iterator[Told]:
    """The noun that heads each role, whose it is, its words, where it stands. None of a former or a vice one."""
    for role in roles:
        words = (role.role or "").lower().split()
        if words and is_role(words[-1]) and lexicon.words("persons", "lesser").isdisjoint(words):
            yield words[-1].strip("."), role.person, frozenset(words), role.start


def _by_name(actors: Sequence[Actor]) -> Iterator[Told]:
    """The noun that heads each body's name, whose it is, its words, where it stands. None of "the company"."""
    for number, actor in enumerate(actors):
        if actor.type == "organization":
            words = frozenset(word for mention in actor.mentions for word in mention.text.lower().split())
            for mention in actor.mentions:
                own = re.sub(r"['’]s?$", "", mention.text.lower()).split()
                heads = {own[-1], own[own.index("of") - 1] if "of" in own[1:] else own[-1]} if len(own) > 1 else set()
                yield from ((head, number, words, mention.start) for head in heads - lexicon.words("nouns", "any_body"))
