"""Whom "the judge" and "the tribunal" are: the only one whom the text has named with this noun before.

Of 65 marked mentions of the kind it is right about 64, the linking head alone about 52 (`training/README.md`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kit import lexicon
from kit.actors.features import KINDS
from kit.actors.kinds import Actor
from kit.actors.points import Found
from kit.actors.roles import RoleFound
from kit.actors.titles import is_role

__all__ = ["SURE", "named_so"]

SURE = 0.95
# "the judge", "the oversight board"
DEFINITE = re.compile(r"[Tt]he ((?:[a-z-]+ ){0,3}?)([a-z-]+)(?:['’]s?)?")


def named_so(text: str, points: Sequence[Found], actors: Sequence[Actor], roles: Iterable[RoleFound]) -> dict[int, int]:
    """Whom mentions are that repeat a noun: places in `points`, and in `actors`."""
    bearers = _by_role(roles)
    for noun, named in _by_name(actors).items():
        bearers[noun] += named
    found = {}
    for at, point in enumerate(points):
        match = DEFINITE.fullmatch(text, point.start, point.end)
        if match is None or KINDS[point.kind] not in ("nominal", "source") or point.name is not None:
            continue
        known = bearers.get(match[2].removesuffix("s") if match[0].endswith(("'", "’")) else match[2], [])
        fitting = [actor for start, actor, words in known if start < point.start and words.issuperset(match[1].split())]
        if fitting and len({actor for _, actor, _ in known}) == 1:
            found[at] = fitting[0]
    return found


def _by_role(roles: Iterable[RoleFound]) -> dict[str, list[tuple[int, int, set[str]]]]:
    """By the noun that heads a role: where it stands, whose it is, its words. None for a former or a vice one."""
    found = defaultdict(list)
    for role in roles:
        words = (role.role or "").lower().split()
        if words and is_role(words[-1]) and lexicon.words("persons", "lesser").isdisjoint(words):
            found[words[-1].strip(".")].append((role.start, role.person, set(words)))
    return found


def _by_name(actors: Sequence[Actor]) -> dict[str, list[tuple[int, int, set[str]]]]:
    """By the noun that heads a body's name: where the name stands, whose it is, its words. None for "the company"."""
    found = defaultdict(list)
    for number, actor in enumerate(actors):
        words = {word for mention in actor.mentions for word in mention.text.lower().split()}
        for mention in actor.mentions if actor.type == "organization" else ():
            own = re.sub(r"['’]s?$", "", mention.text.lower()).split()
            heads = {own[-1], own[own.index("of") - 1] if "of" in own[1:] else own[-1]} if len(own) > 1 else set()
            for head in heads - lexicon.words("nouns", "any_body"):
                found[head].append((mention.start, number, words))
    return found
