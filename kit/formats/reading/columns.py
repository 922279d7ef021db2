"""Which column of a table is which: by the caller's map, else by the names that exports use, which `columns.csv` lists.

It says by what another column is known as ours: by a `name`, the likelier first, compared without case, accents kept,
separators as one blank; by the name of a `teaser`, which serves as text for want of the whole; by a `word`, where the
name as a whole tells nothing. A column of a day on which something else happened to the article is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from kit.errors import LoadError
from kit.formats.reading.word_lists import entries

__all__ = ["Columns", "assign", "is_missing", "known_as"]

LONG = 300  # a column whose values are this long on average is text, whatever its name
RESERVED = frozenset(("position", "path", "date_order", "encoding", "notes", "mended"))
# What tables write for nothing (those of pandas, R, SQL and Excel), in lower case.
MISSING = frozenset(
    str.split(
        "null nan n/a #n/a na <na> nat none nil \\n #null! #value! #ref! #name? #div/0! #num! -nan (null) undefined"
    )
)
OTHER_DAY = frozenset(
    str.split("download downloaded crawl crawled scraped scrape fetched retrieved retrieval accessed access created")
    + str.split("modify modified updated update indexed inserted imported added event events birth expires load loaded")
)


@dataclass(frozen=True)
class Columns:
    """For each of our names the columns it may come from, the likelier first."""

    found: dict[str, list[str]]
    unused: tuple[str, ...] = ()  # what the skip list says of columns that look like ours and are not

    def theirs(self, ours: str) -> list[str]:
        return self.found.get(ours, [])

    def first(self, ours: str, row: Mapping[str, Any]) -> Any:
        """The first of them that has a value in this row."""
        values = (row.get(name) for name in self.theirs(ours))
        return next((value for value in values if not is_missing(value)), None)

    def in_teaser(self, name: str) -> bool:
        """True for a column that holds teasers by its name."""
        return level(name) in _known_by("teaser")["text"]

    def rename(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row under our names; what is not ours stays as it is, and gives way where the name is taken."""
        out = {ours: self.first(ours, row) for ours in self.found}
        taken = {names[0] for names in self.found.values()}
        for name, value in row.items():
            if is_missing(value):
                value = None
            if name and name not in taken:
                clash = name in RESERVED or (name in out and name not in self.theirs(name))
                if name not in out or clash:
                    out[f"input_{name}" if clash else str(name)] = value
        return out


@cache
def _known_by(*ways: str) -> dict[str, list[str]]:
    """What our columns are known by in these ways, in the order of the list."""
    known: dict[str, list[str]] = {}
    for row in entries("columns"):
        if row["known_by"] in ways:
            known.setdefault(row["column"], []).append(row["name"])
    return known


def level(name: object) -> str:
    """A column's name without case and separators: `publishedAt`, `Published_at` and `published-at` are one."""
    spaced = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", str(name or ""))
    return re.sub(r"[\W_]+", " ", spaced).strip().casefold()


def assign(names: Iterable[object], columns: Mapping[str, str], full: Mapping[str, float]) -> Columns:
    """Which column is which. `full` gives the mean length of each column's values.

    Raises
    ------
    LoadError
        If `columns` names one that the table does not have.
    """
    theirs = [str(name) for name in names]
    found: dict[str, list[str]] = {}
    for ours, name in columns.items():
        if name not in theirs:
            hint = " (`columns` is written {ours: theirs})" if ours in theirs else ""
            raise LoadError(
                f"no column {name!r}{hint}; it has {', '.join(theirs)[:300]}; name one of them in `columns`"
            )
        found[ours] = [name]
    # Reversed, so that of two columns that are called alike the first is taken.
    free = {level(name): name for name in reversed(theirs) if [name] not in found.values()}
    for ours, known in _known_by("name", "teaser").items():
        if ours in found or ours == "path":
            continue
        there = [free[name] for name in dict.fromkeys(map(level, known)) if name in free]
        if not there:
            there = [name for key, name in free.items() if set(_known_by("word").get(ours, ())) & set(key.split())]
            # "content" and "body" are in the names of many columns; of the text it is asked that they hold some.
            there = [name for name in there if ours != "text" or full[name] > LONG / 3]
            if ours == "published":
                there = [name for name in there if not OTHER_DAY & set(level(name).split())]
        if ours == "text":
            there = _by_length(there, full) or _longest(free.values(), full)
        if there:
            found[ours] = there
            free.pop(level(there[0]), None)
    return Columns(found, tuple(_unused(found, list(free.values()))))


def known_as(name: object) -> str | None:
    """Our name for a column, where its name as a whole tells."""
    return _ours().get(level(name))


@cache
def _ours() -> dict[str, str]:
    return {level(name): ours for ours, names in reversed(_known_by("name").items()) for name in names}


def is_missing(value: Any) -> bool:
    """True for None, NaN, blank text, and what tables write in their place."""
    return (
        value is None
        or value != value
        or (isinstance(value, str) and (not value.strip() or (len(value) < 12 and value.strip().casefold() in MISSING)))
    )


def _unused(found: Mapping[str, list[str]], free: list[str]) -> Iterator[str]:
    """Columns that are nearly ours by name, where nothing else gives the field; a day of something else is said so."""
    used = {name for names in found.values() for name in names}
    for name in free:
        if name in used:
            continue
        if (
            "published" not in found
            and OTHER_DAY & set(level(name).split())
            and set(level(name).split()) & set(_known_by("word")["published"])
        ):
            yield f"the column {name!r} is no day of publication, so `published` is empty"
            continue
        near = get_close_matches(level(name), [known for known, ours in _ours().items() if ours not in found], 1, 0.86)
        if near and len(level(name)) > 3 and _ours()[near[0]] != "path":
            ours = _ours()[near[0]]
            mend = f"rename it, or say columns={{{ours!r}: {name!r}}}"
            yield f"the column {name!r} looks like {ours!r} and is not used as such; {mend}"


def _by_length(there: list[str], full: Mapping[str, float]) -> list[str]:
    """Whole texts before teasers; of whole texts a clearly longer one first."""
    whole = [name for name in there if level(name) not in _known_by("teaser")["text"] and full[name] > 0]
    if whole:
        longest = max(whole, key=lambda name: full[name])
        best = whole[0] if full[whole[0]] > 0.6 * full[longest] else longest
        whole = [best, *(name for name in whole if name != best)]
    return [*whole, *(name for name in there if name not in whole)]


def _longest(free: Iterable[str], full: Mapping[str, float]) -> list[str]:
    name = max(free, key=lambda name: full[name], default=None)
    return [] if name is None or full[name] < LONG else [name]
