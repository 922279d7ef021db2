"""The title of an article: who is named in it, who speaks and how favourably, told in the actors of its text.

A title is read by itself, after the text and apart from it: the text's rows are the same with it and without, and a
title costs what its own words cost. A name in it stands for whom the text gives that name; a surname for whom the text
names most by it. Whom the text does not name is an actor of the title's own. Roles, requests for comment and sentences
are the text's alone.

Headlines Set Like This tell no name by its capitals, and are too short to tell it otherwise: what the text calls
somebody is looked for in them first, and a body is one of those that the text names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kit import actors, quotes, sentiment, tagger
from kit.actors.likeness import likeness, name_words, part
from kit.actors.places import fold
from kit.actors.titles import given_names

__all__ = ["annotate_title"]

Row = dict[str, Any]
# Tables of which a title has rows.
READ = ("mentions", "actors", "quotes", "speakers", "sentiment")
LETTERS = 4  # a word of so many is set small in a sentence, where it is no name


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
    reading = tagger.read(title)
    reading = replace(reading, names=_names(reading, text, words))
    found = vars(actors.resolve(reading, quotes.assemble(reading)))
    whole: list[Row] = [{"sentence": None, "start": 0}]
    found["sentiment"] = sentiment.score(reading, whole, found["mentions"], found["actors"], found["quotes"])
    known = {row["actor_id"]: _meant(row, text["actors"]) for row in found["actors"]}
    taken = {row["actor_id"] for row in text["actors"]}
    fresh = []
    for row in found["actors"]:
        if known[row["actor_id"]] is None:
            key, number = row["actor_id"], 2
            while row["actor_id"] in taken:
                row["actor_id"], number = f"{key}-{number}", number + 1
            taken.add(row["actor_id"])
            known[key] = row
            fresh.append(row | {"mentions": 0})
    first = {"mention": len(text["mentions"]), "quote": len(text["quotes"])}
    first["parent"] = first["quote"]
    rows = {name: [_moved(row, first, known) for row in found[name]] for name in READ if name != "actors"}
    for name in ("mentions", "quotes", "sentiment"):
        rows[name] = [{"field": "title", **row} for row in rows[name]]
    return rows | {"actors": fresh}


def _names(reading: tagger.Reading, text: dict[str, list[Row]], words: str) -> tuple[tagger.Name, ...]:
    """The names of a title: what the text calls somebody, and those found in the title that are none of these."""
    title = reading.text
    called = list(_called(title, text, words, {title[name.start : name.end] for name in reading.names}))
    capitals = _capitals(title)
    kept = []
    for name in reading.names:
        over = [one for one in called if one.start < name.end and name.start < one.end]
        if over and (_given(title, name) and any(one.label == "person" and one.end == name.end for one in over)):
            called = [one for one in called if one not in over]
            kept.append(name)
        elif not over and not (capitals and name.label == "organization"):
            kept.append(name)
    return tuple(sorted([*called, *kept], key=lambda name: name.start))


def _called(title: str, text: dict[str, list[Row]], words: str, found: set[str]) -> Iterator[tagger.Name]:
    """Where a title has a name of the text, or the surname of a person there, with the text's label."""
    labels: dict[str, Counter[str]] = {}
    for row in text["mentions"]:
        if row["kind"] == "name":
            labels.setdefault(" ".join(row["text"].split()), Counter())[row["label"]] += 1
    for row in text["actors"]:
        if row["type"] == "person":
            labels.setdefault(row["name"].split()[-1], Counter())["person"] += row["mentions"]
    labels |= {form.upper(): known for form, known in labels.items() if form.upper() not in labels}
    forms = [form for form in labels if len(form) > 1 and form in title]
    if not forms:
        return
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", title):
        form = match[0]
        # "Young Voters Stay Home", of whom Cathy Young writes.
        if " " in form or form in found or not re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", words):
            label, n = max(labels[form].items(), key=lambda one: (one[1], one[0]))
            yield tagger.Name(*match.span(), label, n / max(1, labels[form].total()))


def _given(title: str, name: tagger.Name) -> bool:
    """Whether a name begins with a given name: "Donald Trump", not "Hacker Guccifer"."""
    first, *rest = title[name.start : name.end].split()
    return name.label == "person" and bool(rest) and fold(first) in given_names()


def _capitals(title: str) -> bool:
    """Whether words begin with capitals that are no names."""
    words = [word for word in re.findall(r"[^\W\d_]+", title)[1:] if len(word) >= LETTERS]
    return bool(2 * sum(word[0].isupper() for word in words) > len(words))


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
