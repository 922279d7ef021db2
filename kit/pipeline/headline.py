"""The title of an article: who is named in it, who speaks and how favourably, told in the actors of its text.

A title is read by itself, after the text and apart from it: the text's rows are the same with it and without, and a
title costs what its own words cost. A name in it stands for whom the text gives that name; a surname for whom the text
names most by it. Whom the text does not name is an actor of the title's own. Roles, requests for comment and sentences
are the text's alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kit import actors, quotes, sentiment, tagger
from kit.actors.likeness import likeness, name_words, part
from kit.actors.places import fold
from kit.pipeline.title_names import as_in_sentences, names_of
from kit.text.layout import Layout

__all__ = ["annotate_title"]

Row = dict[str, Any]
# Tables of which a title has rows.
READ = ("mentions", "actors", "quotes", "speakers", "sentiment")


def annotate_title(title: str, text: dict[str, list[Row]], words: str) -> dict[str, list[Row]]:
    """The rows that a title adds to those of its text, in the same form; `actors` are those the text does not have.

    Parameters
    ----------
    title
        As it stands in the article; line ends are words apart.
    text
        What `annotate_text` gave for the article's text.
    words
        That text.
    """
    reading = tagger.read(as_in_sentences(title, words))
    reading = replace(reading, layout=Layout(title))
    reading = replace(reading, names=names_of(reading, text, words))
    found = vars(actors.resolve(reading, quotes.assemble(reading)))
    # As the text has it, which tells more of a name than a title does.
    labels = {(name.start, name.end): name.label for name in reading.names}
    for row in found["mentions"]:
        if row["kind"] == "name":
            row["label"] = labels.get((row["start"], row["end"]), row["label"])
    whole: list[Row] = [{"sentence": None, "start": 0}]
    found["sentiment"] = sentiment.score(reading, whole, found["mentions"], found["actors"], found["quotes"])
    known = {row["actor_id"]: _meant(row, text["actors"]) for row in found["actors"]}
    taken = {row["actor_id"] for row in text["actors"]}
    fresh = []
    for row in found["actors"]:
        if known[row["actor_id"]] is None:
            key, number = row["actor_id"], 2
            # A namesake: who stands in the title alone must not get the key of somebody else in the text.
            while row["actor_id"] in taken:
                row["actor_id"], number = f"{key}-{number}", number + 1
            taken.add(row["actor_id"])
            known[key] = row
            # Mentions are counted in texts, as everywhere.
            fresh.append(row | {"mentions": 0})
    first = {"mention": len(text["mentions"]), "quote": len(text["quotes"])}
    first["parent"] = first["quote"]
    rows = {name: [_moved(row, first, known) for row in found[name]] for name in READ if name != "actors"}
    for name in ("mentions", "quotes", "sentiment"):
        # Offsets in these rows are into the title.
        rows[name] = [{"field": "title", **row} for row in rows[name]]
    return rows | {"actors": fresh}


def _moved(row: Row, first: dict[str, int], known: dict[str, Row | None]) -> Row:
    """A row numbered on from the text's, with the text's actors in it."""
    row = row | {name: row[name] + start for name, start in first.items() if row.get(name) is not None}
    for key, name in (("actor_id", "actor"), ("voice", "voice_name")):
        one = known.get(row.get(key) or "")
        if one is not None:
            row |= {key: one["actor_id"], name: one["name"]}
    return row


def _meant(row: Row, actors_: list[Row]) -> Row | None:
    """Whom of the text's actors one of the title's stands for: by the same name, else as a person by a part of it."""
    called = fold(row["name"])
    same = [one for one in actors_ if called in {fold(name) for name in (one["name"], *one["aliases"])}]
    if not same and row["type"] in ("person", "organization", "other"):
        same = _bearers(row, [one for one in actors_ if one["type"] == "person"])
    # Of two of one surname the one whom the text names most.
    return max(same, key=lambda one: int(one["mentions"]), default=None)


def _bearers(row: Row, persons: list[Row]) -> list[Row]:
    """The persons whose name a name may be another form of."""
    words, suffix = name_words(row["name"])
    split = [(one, name_words(one["name"])) for one in persons]
    if len(words) == 1:
        return [one for one, (full, _) in split if full and full[-1] == words[0]]
    if row["type"] != "person" or not words:
        return []
    mine = part(words, suffix)
    return [one for one, (full, after) in split if after == suffix and likeness(mine, part(full, after)) is not None]
