"""Who is one across articles: the same full name, unless roles or countries contradict, and what the user says."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from kit import schema
from kit.actors.bodies import acronyms, body_words
from kit.actors.people import name_words
from kit.actors.places import fold
from kit.errors import SchemaError

__all__ = ["join", "read_aliases"]

COLUMNS = ["name", "alias"]


def read_aliases(path: str | Path) -> pd.DataFrame:
    """The user's table of names that are one: `name`, `alias`, a pair a line.

    The alias is counted as the name. A name that is its own alias stays apart from all else, also from those that
    the kit would join it to.

    Raises
    ------
    SchemaError
        Naming the line: a column that is not known, an empty cell, an alias of two names, a name that is an alias.
    """
    path = Path(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        header = [cell.strip() for cell in next(reader, [])]
        for column in header:
            if column not in COLUMNS:
                raise SchemaError(f"{path.name}:1: column {column!r} is not known; the columns are name, alias")
        for column in COLUMNS:
            if column not in header:
                raise SchemaError(f"{path.name}:1: column {column!r} is missing; the columns are name, alias")
        order = [header.index(column) for column in COLUMNS]
        named: dict[str, tuple[str, int]] = {}
        rows = []
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header) or not all(cell.strip() for cell in cells):
                raise SchemaError(f"{path.name}:{line}: found {','.join(cells)!r}; write a name and an alias")
            name, alias = (cells[at].strip() for at in order)
            other, where = named.setdefault(fold(alias), (name, line))
            if fold(other) != fold(name):
                raise SchemaError(
                    f"{path.name}:{line}: {alias!r} is an alias of {name!r} and, in line {where}, of {other!r}; "
                    f"keep one of them"
                )
            rows.append((name, alias, line))
    for name, alias, line in rows:
        if fold(name) != fold(alias) and (above := named.get(fold(name))) and fold(above[0]) != fold(name):
            raise SchemaError(
                f"{path.name}:{line}: {name!r} is itself an alias of {above[0]!r} (line {above[1]}); write "
                f"{above[0]},{alias}"
            )
    return pd.DataFrame([(name, alias) for name, alias, _ in rows], columns=COLUMNS, dtype="string")


def join(local: pd.DataFrame, aliases: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who is one across articles; depends on the set of articles only, not on their order.

    Persons are one by full name (a lone surname stays with its article's others of that name), countries by country,
    the rest by name; a short form joins the long one only where it can mean no other.

    Parameters
    ----------
    local
        The articles' own actors: `article_id` and the columns of `actors` but `articles`.
    aliases
        The user's table of names that are one: `name`, `alias`; see `read_aliases`.

    Returns
    -------
    links, actors
        `links`: article_id, local (the article's own key), actor_id, name. `actors`: the table of the schema.
    """
    if not len(local):
        links = pd.DataFrame({name: pd.Series(dtype="string") for name in ("article_id", "local", "actor_id", "name")})
        return links, schema.ACTORS.frame()
    table = local.sort_values(["article_id", "actor_id"], kind="stable").reset_index(drop=True)
    kinds, names = table["type"].astype(str).tolist(), table["name"].astype(str).tolist()
    countries = [None if pd.isna(value) else str(value) for value in table["country"]]
    keys = [_key(kind, name, country) for kind, name, country in zip(kinds, names, countries, strict=True)]
    keys = _shorter(keys, table["aliases"].tolist())
    keys = _namesakes(keys, countries, table["role"].tolist())
    if aliases is not None and len(aliases):
        keys = _told(keys, kinds, names, aliases)
    return _tables(table, keys, kinds, names, countries)


Key = tuple[str, str]


def _key(kind: str, name: str, country: str | None) -> Key:
    """What makes two actors of different articles one."""
    if kind in ("country", "place") and country and kind == "country":
        return "country", country
    if kind == "person":
        words, suffix = name_words(name)
        if len(words) > 2:
            words = tuple(word for at, word in enumerate(words) if len(word) > 1 or at in (0, len(words) - 1))
        return "person", " ".join([*words, suffix]).strip() or fold(name)
    if kind == "organization":
        return "organization", " ".join(body_words(name)) or fold(name)
    return kind, fold(name)


def _shorter(keys: list[Key], aliases: list[list[str] | None]) -> list[Key]:
    """Join acronyms and lone surnames to the one full name that other articles use them for."""
    meaning: dict[Key, Counter[Key]] = defaultdict(Counter)
    for key, others in zip(keys, aliases, strict=True):
        for other in others or ():
            short = _key(key[0], other, None)
            if short != key:
                meaning[short][key] += 1
        if key[0] == "organization":
            for word in acronyms(tuple(key[1].split())):
                meaning["organization", word][key] += 0
    standing = set(keys)
    target: dict[Key, Key] = {}
    for key in sorted(standing):
        full = [other for other in meaning.get(key, ()) if other in standing and len(other[1]) > len(key[1])]
        if (
            len(full) == 1
            and (key[0] != "organization" or " " not in key[1])
            and (key[0] == "organization" or " " not in key[1])
        ):
            target[key] = full[0]
    return [target.get(key, key) for key in keys]


def _namesakes(keys: list[Key], countries: list[str | None], roles: list[object]) -> list[Key]:
    """Tell persons of one name apart where two countries are given and the roles share no word."""
    by_key: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, country, role in zip(keys, countries, roles, strict=True):
        if key[0] == "person" and country is not None:
            by_key[key][country] |= set(re.findall(r"\w{4,}", str(role).lower() if isinstance(role, str) else ""))
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


def _told(keys: list[Key], kinds: list[str], names: list[str], aliases: pd.DataFrame) -> list[Key]:
    """What the user's table says goes before what the kit found."""
    named = {fold(alias): str(name) for name, alias in zip(aliases["name"], aliases["alias"], strict=True)}
    heads = {fold(name) for name in aliases["name"]}
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, name in zip(kinds, names, strict=True):
        wanted[fold(name)][kind] += 1
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


def _tables(
    table: pd.DataFrame, keys: list[Key], kinds: list[str], names: list[str], countries: list[str | None]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The links and the joined actors, keys in the order of the first article that has them."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        groups[key].append(at)
    columns = {c: table[c].tolist() for c in ("role", "affiliation", "pronouns", "aliases", "mentions", "article_id")}
    seen: Counter[str] = Counter()
    ids, fullest = [""] * len(keys), [""] * len(keys)
    rows = []
    for key, members in sorted(groups.items(), key=lambda item: (columns["article_id"][item[1][0]], item[0])):
        weight: Counter[str] = Counter()
        for at in members:
            weight[names[at]] += int(columns["mentions"][at])
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
                "role": _commonest(columns["role"], members),
                "affiliation": _commonest(columns["affiliation"], members),
                "country": _commonest(countries, members),
                "pronouns": _commonest(columns["pronouns"], members),
                "aliases": sorted(others - {name}),
                "mentions": sum(int(columns["mentions"][at]) for at in members),
                "articles": len({columns["article_id"][at] for at in members}),
            }
        )
    links = pd.DataFrame(
        {"article_id": table["article_id"], "local": table["actor_id"], "actor_id": ids, "name": fullest},
        dtype="string",
    )
    return links, schema.ACTORS.frame(rows)


def _commonest(values: Sequence[object], members: list[int]) -> object:
    """The value most members give; of equals the first by spelling; None where none gives any."""
    counts = Counter(values[at] for at in members if isinstance(values[at], str))
    return max(counts, key=lambda value: (counts[value], str(value))) if counts else None
