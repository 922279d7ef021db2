"""Who is one across articles, as people say: which own actors are whose, and which actors are one.

All names are looked up among the actors as they were joined, so that the order of corrections does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.actors.places import fold, slug
from kit.corrections.rows import Wish

__all__ = ["Linked", "linked"]

TYPES = ("person", "organization", "country", "place", "group", "other")
Own = tuple[str, str]  # article_id, and the article's key


@dataclass
class Linked:
    """What the wishes come to.

    moves: own actors, each with whose it is now. made: actors that nobody was before, `actor_id name type`. heads: by
    actor who is one with another, that other. reasons: by line why a wish was left out.
    """

    moves: dict[Own, str] = field(default_factory=dict)
    made: dict[str, dict[str, str]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    reasons: dict[int, str] = field(default_factory=dict)


def linked(
    wishes: Sequence[Wish],
    links: Mapping[Own, str],
    types: Mapping[Own, str],
    actors: Sequence[Mapping[str, Any]],
    within: Mapping[str, Collection[str]],
) -> Linked:
    """What the wishes come to.

    Parameters
    ----------
    links, types
        Whose each own actor is that a wish is about, and of which type.
    actors
        The joined actors: `actor_id name aliases mentions`.
    within
        By article the actors that stand in it: of several who are called so they come first.
    """
    out = Linked()
    called = _called(actors)
    for wish in wishes:
        if wish.what == "one":
            continue
        own = wish.article, wish.own
        found = _meant(wish, called, within)
        if len(found) > 1:
            out.reasons[wish.line] = _several(wish, found)
        elif wish.what == "two" and found == [links.get(own)]:
            out.reasons[wish.line] = (
                f"{wish.value!r} is whom the kit takes them for; write a name that tells them apart"
            )
        else:
            actor_id = found[0] if found else _made(out, wish.value, types.get(own, "person"))
            if actor_id is None:
                out.reasons[wish.line] = f"nobody has the id {wish.value!r}"
            else:
                out.moves[own] = actor_id
    # Before actors are made one: a line may name somebody whom another line has made.
    for actor_id, row in out.made.items():
        for name in (fold(row["name"]), actor_id):
            called[name].append(actor_id)
    _unite([wish for wish in wishes if wish.what == "one"], links, actors, called, within, out)
    return out


def _called(actors: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Who has an id, a name or, where nobody has it as a name, an alias."""
    called: dict[str, list[str]] = defaultdict(list)
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in actors:
        called[row["actor_id"]].append(row["actor_id"])
        called[fold(row["name"])].append(row["actor_id"])
        for alias in row["aliases"] or ():
            aliases[fold(str(alias))].append(row["actor_id"])
    # A name goes before an alias: whoever is called Lee is meant by "Lee" rather than one who is also called so.
    for name, found in aliases.items():
        called.setdefault(name, found)
    return called


def _meant(wish: Wish, called: Mapping[str, list[str]], within: Mapping[str, Collection[str]]) -> list[str]:
    """Who is called so: in the article where somebody is, else anywhere."""
    found = sorted({*called.get(wish.value, ()), *called.get(fold(wish.value), ())})
    return [one for one in found if one in within.get(wish.article, ())] or found


def _several(wish: Wish, found: Sequence[str]) -> str:
    return f"{len(found)} are called {wish.value!r}; write the id of one: {', '.join(found[:5])}"


def _made(out: Linked, value: str, kind: str) -> str | None:
    """A new actor; None where an id was written, which is nobody's."""
    if value.partition(":")[0] in TYPES and ":" in value:
        return None
    actor_id = f"{kind}:{slug(value)}"
    # Two spellings of one id are one; the same is made whatever the order of the lines.
    former = out.made.get(actor_id)
    name = min(value, former["name"]) if former else value
    out.made[actor_id] = {"actor_id": actor_id, "name": name, "type": kind}
    return actor_id


def _unite(
    wishes: Sequence[Wish],
    links: Mapping[Own, str],
    actors: Sequence[Mapping[str, Any]],
    called: Mapping[str, list[str]],
    within: Mapping[str, Collection[str]],
    out: Linked,
) -> None:
    """Actors that are one: of each set the one that was named, and is not itself said to be another, stands for all."""
    home: dict[str, str] = {}

    def root(one: str) -> str:
        while home.setdefault(one, one) != one:
            one = home[one]
        return one

    named, renamed = set(), set()
    for wish in wishes:
        own = wish.article, wish.own
        found = _meant(wish, called, within)
        if not found or len(found) > 1:
            out.reasons[wish.line] = _several(wish, found) if found else f"nobody is called {wish.value!r}"
            continue
        here = out.moves.get(own, links[own])
        named.add(found[0])
        if here != found[0]:
            renamed.add(here)
            home[max(root(here), root(found[0]))] = min(root(here), root(found[0]))
    mentions = {row["actor_id"]: int(row["mentions"] or 0) for row in actors}
    sets: dict[str, list[str]] = defaultdict(list)
    for one in list(home):
        sets[root(one)].append(one)
    for members in sets.values():
        # Who was said to be another goes last; then who was named goes first, then who is named most; the id settles
        # the rest, whatever the order of lines.
        head = min(members, key=lambda one: (one in renamed, one not in named, -mentions.get(one, 0), one))
        out.heads |= {one: head for one in members if one != head}
