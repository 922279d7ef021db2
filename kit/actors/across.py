"""Who is one across articles: the same full name, unless roles or countries contradict, and what the user says.

A table in, two tables out. Where the tables lie, and whose rows the links are put into, is not known here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import pandas as pd

from kit import schema
from kit.actors.bodies import acronyms, body_words
from kit.actors.people import name_words
from kit.actors.places import fold

__all__ = ["TOLD", "join"]

TOLD = ("role", "affiliation", "country", "pronouns")  # what articles say of an actor; most of them decide
Key = tuple[str, str]


def join(own: pd.DataFrame, aliases: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who is one across articles; depends on the set of articles only, not on their order.

    Persons are one by full name (a lone surname stays with its article's others of that name), countries by country,
    the rest by name; a short form joins the long one only where it can mean no other.

    Parameters
    ----------
    own
        The articles' own actors, a row for all that are alike: `article_id` and `actor_id` (of the first of them, by
        article and then by key), `name`, `type`, `role`, `affiliation`, `country`, `pronouns`, `aliases` (all that
        are used), `mentions` (their sum), `n` (how many actors the row stands for).
    aliases
        The user's table of names that are one: `name`, `alias`; see `kit.actors.aliases`.

    Returns
    -------
    links, actors
        `links`: for each row its `article_id` and `own` (the article's key), and the joined `actor_id` and `name`.
        `actors`: the table of the schema but `articles`, which is for those to count who have the articles. Keys are
        given, and namesakes numbered, in the order of the first article that has them.
    """
    if not len(own):
        links = pd.DataFrame({name: pd.Series(dtype="string") for name in ("article_id", "own", "actor_id", "name")})
        return links, schema.ACTORS.frame(without=("articles",))
    table = own.sort_values(["article_id", "actor_id"], kind="stable").reset_index(drop=True)
    columns = {str(name): table[name].astype(object).where(table[name].notna(), None).tolist() for name in table}
    kinds, names, countries = columns["type"], columns["name"], columns["country"]
    keys = [_key(kind, name, country) for kind, name, country in zip(kinds, names, countries, strict=True)]
    keys = _shorter(keys, columns["aliases"])
    keys = _namesakes(keys, countries, columns["role"])
    if aliases is not None and len(aliases):
        keys = _told(keys, kinds, names, columns["n"], aliases)
    return _joined(columns, keys)


def _key(kind: str, name: str, country: str | None) -> Key:
    """What makes two actors of different articles one."""
    if kind == "country" and country:
        return "country", country
    if kind == "person":
        words, suffix = name_words(name)
        if len(words) > 2:
            words = tuple(word for at, word in enumerate(words) if len(word) > 1 or at in (0, len(words) - 1))
        return "person", " ".join([*words, suffix]).strip() or fold(name)
    if kind == "organization":
        return "organization", " ".join(body_words(name)) or fold(name)
    return kind, fold(name)


def _shorter(keys: list[Key], aliases: Sequence[list[str] | None]) -> list[Key]:
    """Join acronyms and lone surnames to the one full name that other articles use them for."""
    meaning: dict[Key, set[Key]] = defaultdict(set)
    for key, others in zip(keys, aliases, strict=True):
        for other in others or ():
            short = _key(key[0], other, None)
            if short != key:
                meaning[short].add(key)
        if key[0] == "organization":
            for word in acronyms(tuple(key[1].split())):
                meaning["organization", word].add(key)
    target: dict[Key, Key] = {}
    for key in set(keys):
        full = [other for other in meaning.get(key, ()) if len(other[1]) > len(key[1])]
        if len(full) == 1 and " " not in key[1]:
            target[key] = full[0]
    return [target.get(key, key) for key in keys]


def _namesakes(keys: list[Key], countries: Sequence[str | None], roles: Sequence[str | None]) -> list[Key]:
    """Tell persons of one name apart where two countries are given and the roles share no word."""
    by_key: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, country, role in zip(keys, countries, roles, strict=True):
        if key[0] == "person" and country is not None:
            by_key[key][country] |= set(re.findall(r"\w{4,}", (role or "").lower()))
    apart: dict[Key, set[str]] = {}
    for key, found in by_key.items():
        if len(found) > 1:
            pairs = [(one, other) for one in found for other in found if one < other]
            if all(found[one] and found[other] and not found[one] & found[other] for one, other in pairs):
                apart[key] = set(found)
    out = []
    for key, country in zip(keys, countries, strict=True):
        out.append((key[0], f"{key[1]}|{country}") if country in apart.get(key, ()) else key)
    return out


def _told(
    keys: list[Key], kinds: Sequence[str], names: Sequence[str], counts: Sequence[int], aliases: pd.DataFrame
) -> list[Key]:
    """What the user's table says goes before what the kit found."""
    named = {fold(alias): str(name) for name, alias in zip(aliases["name"], aliases["alias"], strict=True)}
    heads = {fold(name) for name in aliases["name"]}
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, name, n in zip(kinds, names, counts, strict=True):
        wanted[fold(name)][kind] += n
    out = []
    for key, kind, name in zip(keys, kinds, names, strict=True):
        short = fold(name)
        if short in named:
            head = named[short]
            of = wanted.get(fold(head), Counter()).most_common(1)
            out.append((of[0][0] if of else kind, "=" + fold(head)))
        elif short in heads:
            out.append((kind, "=" + short))
        else:
            out.append(key)
    return out


def _joined(columns: dict[str, list[Any]], keys: list[Key]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The links and the joined actors, keys in the order of the first article that has them."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        groups[key].append(at)
    kinds, names, mentions = columns["type"], columns["name"], columns["mentions"]
    seen: Counter[str] = Counter()
    ids, fullest = [""] * len(keys), [""] * len(keys)
    rows = []
    for key, members in sorted(groups.items(), key=lambda item: (columns["article_id"][item[1][0]], item[0])):
        weight: Counter[str] = Counter()
        for at in members:
            weight[names[at]] += mentions[at]
        told = key[1].startswith("=")
        name = max(weight, key=lambda n: (told and "=" + fold(n) == key[1], " " in n, weight[n], n))
        kind = "country" if any(kinds[at] == "country" for at in members) else kinds[members[0]]
        base = f"{kind}:" + (re.sub(r"[\W_]+", "-", fold(name)).strip("-") or "unnamed")
        seen[base] += 1
        actor_id = base if seen[base] == 1 else f"{base}-{seen[base]}"
        others = {name for at in members for name in columns["aliases"][at] or ()} | {names[at] for at in members}
        for at in members:
            ids[at], fullest[at] = actor_id, name
        rows.append(
            {
                "actor_id": actor_id,
                "name": name,
                "type": kind,
                **{what: _commonest(columns[what], columns["n"], members) for what in TOLD},
                "aliases": sorted(others - {name}),
                "mentions": sum(mentions[at] for at in members),
            }
        )
    links = pd.DataFrame(
        {"article_id": columns["article_id"], "own": columns["actor_id"], "actor_id": ids, "name": fullest},
        dtype="string",
    )
    return links, schema.ACTORS.frame(rows, without=("articles",))


def _commonest(values: Sequence[str | None], counts: Sequence[int], members: list[int]) -> str | None:
    """What most articles say, of equals the last by spelling; None where none says anything."""
    told: Counter[str] = Counter()
    for at in members:
        if (value := values[at]) is not None:
            told[value] += counts[at]
    return max(told, key=lambda value: (told[value], value), default=None)
