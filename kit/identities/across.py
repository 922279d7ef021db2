"""Who is one across articles: by evidence, and by what the user says.

A table in, tables out. Where the tables lie, and whose rows the links are put into, is not known here. Persons are
`kit.identities.persons`' to join, by the weights of `kit.identities.evidence`; ids are given by `kit.identities.ids`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from kit import lexicon, schema
from kit.actors.bodies import acronyms, body_words
from kit.actors.likeness import parse
from kit.actors.places import fold
from kit.identities.bearers import BODIES, SURE, meant, shares
from kit.identities.ids import Known, given
from kit.identities.persons import gather
from kit.identities.standing import COLUMNS, TOLD, Ints, Standing, stand

__all__ = ["COLUMNS", "Joined", "join"]

Key = tuple[str, str]
ACTING = 1 / 3  # of the articles that name them have people act, else what is called so is none
OFTEN = 0.05  # of the mentions; a name that is rarer is not shown in place of one with an initial
INITIAL = re.compile(r"\w\.? (?!\w\.)")


class Joined(NamedTuple):
    """What `join` gives.

    links: for each own actor, in the order given, `article_id`, `own` (the article's key), and the joined `actor_id`
    and `name`.
    actors: the table of the schema but `articles`, which is for those to count who have the articles; in the order of
    the first article that has them.
    ids: every id that was ever given, `actor_id`, and one of the own actors it was given to, `article_id` and `own`;
    to be held on to, and given to `join` when articles have been added.
    """

    links: pd.DataFrame
    actors: pd.DataFrame
    ids: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user's table says, folded: aliases by name, how each name is spelled, and who stays apart."""

    aliases: dict[str, list[str]]
    spelled: dict[str, str]
    apart: tuple[tuple[str, str], ...]


def join(own: pd.DataFrame, aliases: pd.DataFrame | None = None, held: pd.DataFrame | None = None) -> Joined:
    """Who is one across articles; depends on the set of articles only, not on their order.

    Persons are one by evidence (`kit.identities.evidence`), a surname alone is whom its article means (`bearers`) or
    stays by itself; countries are one by country, places by name and country, the rest by name; an acronym is the one
    body it can mean.

    Parameters
    ----------
    own
        The articles' own actors, a row each: `article_id`, `actor_id` (the article's key), `name`, `type`, `role`,
        `affiliation`, `country`, `pronouns`, `aliases` (other names used, one string, U+001F between them), `mentions`,
        and the article's `source` and `published`. Columns may be categories.
    aliases
        The user's table of names that are one and that are not: `name`, `alias`, `apart`; see `kit.identities.aliases`.
        A row adds to what is joined; only one that says apart takes apart.
    held
        The `ids` of a former join, which stay with whom they were given to.

    Notes
    -----
    Time and memory grow with the number of own actors; `make bench` measures the join of 21,577 articles.
    """
    wishes = _wishes(aliases)
    if not len(own):
        text = pd.Series(dtype="string")
        links = pd.DataFrame({"article_id": text, "own": text, "actor_id": text, "name": text})
        kept = links[["actor_id", "article_id", "own"]] if held is None else held
        return Joined(links, schema.ACTORS.frame(without=("articles",)), kept)
    standing, order = stand(own)
    node, kinds = _nodes(standing, wishes)
    parts = _parts(standing, node)
    ids, anchors = _base_ids(standing, node, kinds, parts, held)
    home, named = _wished(standing, node, parts, ids, wishes)
    return _tables(own, standing, order, node, kinds, parts, ids, home, named, anchors, held)


def _wishes(aliases: pd.DataFrame | None) -> Wishes:
    joined: dict[str, list[str]] = defaultdict(list)
    spelled: dict[str, str] = {}
    apart = set()
    if aliases is not None:
        says = aliases["apart"].notna() if "apart" in aliases else [False] * len(aliases)
        for name, alias, two in zip(aliases["name"], aliases["alias"], says, strict=True):
            one, other = fold(str(name)), fold(str(alias))
            if two:
                apart.add((one, other))
            else:
                joined[one].append(other)
                spelled.setdefault(one, str(name))
    return Wishes(dict(joined), spelled, tuple(sorted(apart)))


def _nodes(standing: Standing, wishes: Wishes) -> tuple[Ints, list[str]]:
    """A number for each own actor, the same for those that are one, and the type of each number."""
    others, kinds = _bodies(standing, wishes.apart)
    persons = gather(standing, wishes.apart, others)
    node = np.where(persons >= 0, persons + len(kinds), others)
    used, node = np.unique(node, return_inverse=True)
    return node, [kinds[at] if at < len(kinds) else "person" for at in used.tolist()]


def _bodies(standing: Standing, apart: Collection[tuple[str, str]]) -> tuple[Ints, list[str]]:
    """Number all that are no persons: countries by country, places by name and country, the rest by name, acronyms by
    whom they can mean."""
    kept = {name for pair in apart for name in pair}
    members: dict[Key, list[int]] = defaultdict(list)
    spelled: dict[Key, set[str]] = defaultdict(set)
    groups = _groups(standing)
    for at, alike in enumerate(standing.alike):
        if alike.type != "person":
            # What acts as a group in one article is the same people in another that only names it.
            kind = alike.type
            if kind in ("group", "other"):
                kind = "group" if fold(alike.name) in groups else "other"
            key = _key(kind, alike.name, alike.country, kept)
            members[key].append(at)
            spelled[key].add(fold(alike.name))
    target = _shorter(standing, members, spelled, set(apart))
    # A place of which no more is said is the one of its name, where there is but one.
    homes: dict[str, set[Key]] = defaultdict(set)
    for key in members:
        name, _, country = key[1].partition("|")
        homes[name if key[0] == "place" and country else ""].add(key)
    target |= {("place", name): next(iter(keys)) for name, keys in homes.items() if name and len(keys) == 1}
    numbers = {key: number for number, key in enumerate(sorted(members))}
    node = np.full(len(standing.article), -1, dtype=np.int64)
    for key, places in members.items():
        for at in places:
            node[standing.alike[at].rows] = numbers[target.get(key, key)]
    return node, [kind for kind, _ in sorted(members)]


def _groups(standing: Standing) -> set[str]:
    """Names of which more than a few articles say that people are meant who act: the Lundians, but not a World Cup."""
    counted: dict[str, Counter[str]] = {"group": Counter(), "other": Counter()}
    for alike in standing.alike:
        if alike.type in counted:
            counted[alike.type][fold(alike.name)] += alike.n
    return {name for name, n in counted["group"].items() if n >= ACTING * (n + counted["other"][name])}


def _key(kind: str, name: str, country: str | None, kept: Collection[str] = ()) -> Key:
    """What makes two actors of different articles one, but for persons."""
    plain = fold(name)
    if plain in kept:
        return kind, f"{plain}|"
    if kind == "country" and country:
        return "country", country
    if kind == "place" and country:
        return "place", f"{plain}|{country}"
    return kind, (" ".join(body_words(name)) if kind == "organization" else "") or plain


def _shorter(
    standing: Standing, members: dict[Key, list[int]], spelled: dict[Key, set[str]], apart: set[tuple[str, str]]
) -> dict[Key, Key]:
    """Acronyms, short forms of one word and a surname's campaign, each with the one fuller name that it can mean."""
    count = {key: sum(standing.alike[at].n for at in places) for key, places in members.items()}
    meaning: dict[Key, set[Key]] = defaultdict(set)
    for key, places in members.items():
        for other in {name for at in places for name in standing.alike[at].aliases}:
            short = _key(key[0], other, None)
            if short != key:
                meaning[short].add(key)
        if key[0] == "organization":
            words = key[1].split()
            for word in acronyms(tuple(words)):
                meaning["organization", word].add(key)
            if _owned(words) and len(words) > 2:
                meaning["organization", " ".join(words[-2:])].add(key)
    target: dict[Key, Key] = {}
    for key in sorted(members):
        full = sorted(other for other in meaning.get(key, ()) if len(other[1]) > len(key[1]))
        if (" " in key[1] and not _owned(key[1].split())) or not full:
            continue
        who, sure = meant(shares([{at: count[other] for at, other in enumerate(full)}], BODIES), {})
        if (
            who >= 0
            and sure >= SURE
            and not any(
                (one, other) in apart or (other, one) in apart for one in spelled[key] for other in spelled[full[who]]
            )
        ):
            target[key] = full[who]
    # What is short for a short form is so for the full one.
    return {key: target.get(full, full) for key, full in target.items()}


def _owned(words: Sequence[str]) -> bool:
    """Whether a body is called after its owner: the Trump campaign."""
    return words[-1] in lexicon.words("nouns", "owned")


@dataclass(frozen=True, slots=True)
class Part:
    """The own actors of one node that are alike: `alike`, how many, their mentions, and the first of them in time."""

    alike: int
    n: int
    mentions: int
    first: int


def _parts(standing: Standing, node: Ints) -> list[list[Part]]:
    """Of each node, what it is made of."""
    alike = np.empty(len(node), dtype=np.int64)
    for at, one in enumerate(standing.alike):
        alike[one.rows] = at
    # Rows stand by article; by day, too, the first row of each is the first in time.
    order = np.lexsort((np.arange(len(node)), standing.day[standing.article], alike, node))
    starts = np.flatnonzero(np.r_[True, (np.diff(node[order]) != 0) | (np.diff(alike[order]) != 0)])
    sizes = np.diff(np.r_[starts, len(node)])
    mentions = np.add.reduceat(standing.mentions[order], starts)
    out: list[list[Part]] = [[] for _ in range(int(node.max()) + 1)]
    for row, n, sum_ in zip(order[starts].tolist(), sizes.tolist(), mentions.tolist(), strict=True):
        out[node[row]].append(Part(int(alike[row]), n, sum_, row))
    return out


def _base_ids(
    standing: Standing, node: Ints, kinds: Sequence[str], parts: Sequence[Sequence[Part]], held: pd.DataFrame | None
) -> tuple[list[str], list[int]]:
    """The id of each node, before the user's aliases, and the own actor by which it is known again."""
    known, anchors = [], []
    for kind, members in zip(kinds, parts, strict=True):
        by_name: dict[str, list[Part]] = defaultdict(list)
        for part in members:
            by_name[standing.alike[part.alike].name].append(part)
        day = {
            name: (min(int(standing.day[standing.article[part.first]]) for part in told), -sum(part.n for part in told))
            for name, told in by_name.items()
        }
        name = min(by_name, key=lambda name: (" " not in name, *day[name], len(name), name))
        in_time = sorted(members, key=lambda part: (int(standing.day[standing.article[part.first]]), part.first))
        anchor = min(by_name[name], key=lambda part: (int(standing.day[standing.article[part.first]]), part.first))
        anchors.append(anchor.first)
        roles = list(dict.fromkeys(role for part in in_time if (role := standing.alike[part.alike].role)))[:3]
        country = next((at.country for part in in_time if (at := standing.alike[part.alike]).country), None)
        begin = int(standing.day[standing.article[in_time[0].first]])
        known.append(
            Known(
                (begin, -sum(part.n for part in members), standing.articles[standing.article[anchor.first]], name),
                kind,
                name,
                roles,
                country,
            )
        )
    taken, had = _held(standing, node, held)
    return given(known, had, taken), anchors


def _held(standing: Standing, node: Ints, held: pd.DataFrame | None) -> tuple[frozenset[str], dict[int, str]]:
    """Every id that was given before, and which node has one of them."""
    if held is None or not len(held):
        return frozenset(), {}
    codes, keys = pd.factorize(standing.own)
    article = {key: number for number, key in enumerate(standing.articles)}
    code = {str(key): number for number, key in enumerate(keys)}
    places = standing.article * len(keys) + codes
    order = np.argsort(places)
    had: dict[int, str] = {}
    for actor_id, article_id, own in zip(held["actor_id"], held["article_id"], held["own"], strict=True):
        if article_id not in article or own not in code:
            continue
        wanted = article[article_id] * len(keys) + code[own]
        at = int(np.searchsorted(places, wanted, sorter=order))
        if at < len(order) and places[order[at]] == wanted:
            had.setdefault(int(node[order[at]]), str(actor_id))
    return frozenset(held["actor_id"].astype(str)), had


def _wished(
    standing: Standing, node: Ints, parts: Sequence[Sequence[Part]], ids: Sequence[str], wishes: Wishes
) -> tuple[list[int], dict[int, str]]:
    """The node whose id each node has, by the user's aliases, and how the user spells those who have one.

    A name stands for the nodes that it is a name of in its own right: what evidence gave to others is left to them.
    """
    home = list(range(len(parts)))
    if not wishes.aliases:
        return home, {}
    called: dict[str, list[tuple[int, int]]] = defaultdict(list)
    full = [any(" " in standing.alike[part.alike].name for part in members) for members in parts]
    for at, members in enumerate(parts):
        counted: Counter[str] = Counter()
        for part in members:
            counted[fold(standing.alike[part.alike].name)] += part.n
        for name, n in counted.items():
            # A surname alone is the name of those only who have no other.
            if " " in name or not full[at] or standing.alike[members[0].alike].type != "person":
                called[name].append((-n, at))
        called[ids[at]].append((0, at))
    for found in called.values():
        found.sort()

    def root(at: int) -> int:
        while home[at] != at:
            at = home[at]
        return at

    named: dict[int, str] = {}
    for name, others in sorted(wishes.aliases.items()):
        heads = [at for _, at in called.get(name, ())]
        nodes = [at for other in sorted(others) for _, at in called.get(other, ())]
        head = heads[0] if heads else nodes[0] if nodes else None
        if head is None:
            continue
        for at in nodes:
            if root(at) != root(head):
                home[root(at)] = root(head)
        if name not in ids:
            named[root(head)] = wishes.spelled[name]
    return [root(at) for at in home], {root(at): name for at, name in named.items()}


def _tables(
    own: pd.DataFrame,
    standing: Standing,
    order: Ints,
    node: Ints,
    kinds: Sequence[str],
    parts: Sequence[Sequence[Part]],
    ids: Sequence[str],
    home: Sequence[int],
    named: dict[int, str],
    anchors: Sequence[int],
    held: pd.DataFrame | None,
) -> Joined:
    """The links, the joined actors, and the ids to hold on to."""
    whole: dict[int, list[Part]] = defaultdict(list)
    for at, members in enumerate(parts):
        whole[home[at]].extend(members)
    rows = {at: _actor(standing, kinds[at], ids[at], members, named.get(at)) for at, members in whole.items()}
    first = {at: min(part.first for part in members) for at, members in whole.items()}
    actors = [rows[at] for at in sorted(rows, key=lambda at: (standing.article[first[at]], ids[at]))]
    heads = np.asarray(home)[node]
    back = np.empty(len(order), dtype=np.int64)
    back[order] = heads
    names = [str(rows[at]["name"]) if at in rows else "" for at in range(len(parts))]
    links = pd.DataFrame(
        {
            "article_id": own["article_id"].to_numpy(),
            "own": own["actor_id"].to_numpy(),
            "actor_id": pd.Categorical.from_codes(back, _distinct(ids)),
            "name": pd.Series(pd.Categorical(names)).take(back).array,
        }
    )
    kept = pd.DataFrame(
        {
            "actor_id": ids,
            "article_id": [standing.articles[standing.article[row]] for row in anchors],
            "own": standing.own.iloc[list(anchors)].astype(str).to_numpy(),
        },
        dtype="string",
    )
    if held is not None and len(held):
        kept = pd.concat([kept, held.astype("string")]).drop_duplicates("actor_id", ignore_index=True)
    return Joined(links, schema.ACTORS.frame(actors, without=("articles",)), kept)


def _distinct(ids: Sequence[str]) -> pd.Index:
    return pd.Index(ids, dtype=object)


def _actor(
    standing: Standing, kind: str, actor_id: str, members: Sequence[Part], named: str | None
) -> dict[str, object]:
    """One row of `actors`: what most articles say, and every name used."""
    weight: Counter[str] = Counter()
    told: dict[str, Counter[str]] = {what: Counter() for what in TOLD}
    others: set[str] = set()
    for part in members:
        alike = standing.alike[part.alike]
        weight[alike.name] += part.mentions
        others |= alike.aliases | {alike.name}
        for what in TOLD:
            if (value := getattr(alike, what)) is not None:
                told[what][value] += part.n
    common = OFTEN * sum(weight.values())
    told_first = [name for name in weight if weight[name] >= common and not INITIAL.match(name)]
    full = {name for name in weight if (parse(name).first if kind == "person" else " " in name)}
    often = max(weight, key=lambda name: (name in full, name in told_first, weight[name], name))
    spelled = [name for name in weight if fold(name) == fold(often)]
    name = named or max(spelled, key=lambda name: (not name.isupper(), weight[name], name))
    return {
        "actor_id": actor_id,
        "name": name,
        "type": kind,
        **{what: max(said, key=lambda value: (said[value], value), default=None) for what, said in told.items()},
        "aliases": sorted(others - {name}),
        "mentions": sum(part.mentions for part in members),
    }
