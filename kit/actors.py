"""Names and quotes → mentions, actors, roles; who each speaker is; who is one across articles."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd

from kit import schema, tagger

__all__ = ["Resolved", "find_actors", "join", "resolve"]

Row = dict[str, Any]
TYPES = {"person": "person", "organization": "organization", "location": "place", "misc": "other"}


@dataclass(frozen=True)
class Resolved:
    """The rows of one article that say who is who. `actor_id` is the article's own key until `join`."""

    mentions: list[Row]
    actors: list[Row]
    quotes: list[Row]
    roles: list[Row]
    comment_requests: list[Row]


def resolve(reading: tagger.Reading, quotes: list[Row]) -> Resolved:
    """Who the names, pronouns and speakers of one article stand for."""
    groups: dict[str, list[tagger.Name]] = defaultdict(list)
    for name in reading.names:
        groups[reading.text[name.start : name.end].split()[-1].lower()].append(name)
    actors, mentions = [], []
    for names in groups.values():
        words = [reading.text[n.start : n.end] for n in names]
        full = max(words, key=len)
        kind = TYPES[names[0].label]
        key = f"{kind}:{re.sub(r'[^a-z0-9]+', '-', full.lower()).strip('-')}"
        actors.append(
            {"actor_id": key, "name": full, "type": kind, "aliases": sorted(set(words) - {full}), "mentions": len(names)}
        )
        mentions += [
            {
                "start": n.start,
                "end": n.end,
                "text": reading.text[n.start : n.end],
                "kind": "name",
                "label": n.label,
                "actor_id": key,
                "actor": full,
                "confidence": n.confidence,
            }
            for n in names
        ]
    mentions.sort(key=lambda row: row["start"])
    for number, row in enumerate(mentions):
        row["mention"] = number
    for quote in quotes:
        speaker = next((m for m in mentions if m["start"] == quote.get("speaker_start")), None)
        quote |= {"speaker_type": "named" if speaker else "unnamed"}
        if speaker:
            quote |= {"actor_id": speaker["actor_id"], "actor": speaker["actor"]}
    return Resolved(mentions, actors, quotes, [], [])


def join(local: pd.DataFrame, aliases: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Who is one across articles.

    Parameters
    ----------
    local
        The articles' own actors: `article_id` and the columns of `actors` but `articles`.
    aliases
        The user's table of names that are one: `name`, `alias`.

    Returns
    -------
    links, actors
        `links`: article_id, local (the article's own key), actor_id, name. `actors`: the table of the schema.
    """
    actors = local.groupby("actor_id", sort=True).agg(
        name=("name", "first"), type=("type", "first"), mentions=("mentions", "sum"), articles=("article_id", "nunique"), aliases=("aliases", "first")
    )
    links = local[["article_id", "actor_id", "name"]].assign(local=local["actor_id"])
    return links[["article_id", "local", "actor_id", "name"]], schema.ACTORS.conform(actors.reset_index())


def find_actors(text: str) -> pd.DataFrame:
    """The `actors` table of one text."""
    from kit.quotes import assemble

    reading = tagger.read(text)
    rows = resolve(reading, assemble(reading)).actors
    return schema.ACTORS.frame({**row, "articles": 1} for row in rows)
