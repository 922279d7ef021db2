"""From a number to what it rests on: where the rows of a table, the marks of a figure and names in sentences lead.

A row leads to the page of the actor whom it names, to the quotes of the kind that it counts, or to the place in an
article that it tells; a mark where its row does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from kit.measures.asking import PERIODS
from kit.measures.phrases import written
from kit.views import characters
from kit.views.outputs import FIGURE, TABLE
from kit.views.table import Link

__all__ = ["KINDS", "NAMES", "Leads", "about_anchor", "displayed", "drawn", "kept", "kind_of", "steps_of", "tables"]

# Columns of names with those of their ids; an id is for the file, not for readers, where the name stands beside it.
NAMES = {"actor": "actor_id", "voice_name": "voice", "other": "other_id", "actor_a": "", "actor_b": ""}
IDS: dict[str, tuple[str, ...]] = {"actor_id": ("actor",), "voice": ("voice_name",), "other_id": ("other",)}
ARTICLE = ("article_id", "group")  # the columns of an article that a row leads to
OVER = ("part_of_article", *PERIODS)  # what tone runs over
# A column that leads to the article of its row: to its beginning, or where the row has `start`, to that place.
PLACED = ("title", "keyword", "word", "words", "actor", "actor_a", *OVER)
IDS |= {"unit": ("words",), "article_id": PLACED, "group": ("title",), "start": PLACED, "end": PLACED}
# Columns of kinds of quotes, each of which has a page of its quotes, with what stands there for no value.
KINDS = {"type": "not known", "cue_type": "not known", "speaker_type": "not known", "pronouns": "not known"}
JUDGED = {"voice", "voice_name", "actor_id", "actor"}  # who speaks of whom


def displayed(contents: Iterable[Any]) -> list[Mapping[str, Any]]:
    """What the cells of pages show, in order, each by its MIME types."""
    outputs = [out for content in contents for part in content.cells for out in part.get("outputs", [])]
    return [out.get("data", {}) for out in outputs]


def tables(contents: Iterable[Any]) -> list[Mapping[str, Any]]:
    """The tables that the cells of pages show, alone or behind a figure."""
    return [data[TABLE] for data in displayed(contents) if TABLE in data]


def drawn(data: Mapping[str, Any]) -> set[str]:
    """What the marks of a figure are called; nothing where it is none."""
    return {unescape(name) for name in re.findall(r' data-name="([^"]*)"', data.get(FIGURE, {}).get("svg", ""))}


def kept(columns: Sequence[str]) -> list[int]:
    """The columns that readers are shown: without ids."""
    return [place for place, name in enumerate(columns) if not {*IDS.get(name, ())} & {*columns}]


def kind_of(columns: Sequence[str]) -> str | None:
    """The column of a table that tells kinds of quotes; none where its rows are actors."""
    return next((name for name in KINDS if name in columns and "actor" not in columns), None)


def about_anchor(address: str) -> str:
    """Where the page of a speaker shows what is said of the actor whose page has this address."""
    return f"about-{address.rpartition('/')[2].removesuffix('.html')}"


def steps_of(columns: Sequence[str], rows: Sequence[Sequence[Any]], by: str | None) -> list[str]:
    """What the marks of tone are called, row by row: the group and the place; "" where the table has no such course."""
    over = next((name for name in OVER if name in columns and name != by and "article_id" in columns), None)
    places = [columns.index(name) for name in (by, over) if over and name in columns]
    return [", ".join(_called(row[place]) for place in places) for row in rows]


def _called(value: Any) -> str:
    return "not known" if value is None else written(value)


@dataclass
class Leads:
    """The pages that there are to lead to.

    articles: those that have a page.
    actors, names: the addresses of their pages, by id, and by name where it is of one alone.
    kinds: those of pages of quotes, by column and value.
    groups: those of the first article of each group that tables compare, by column and value.
    """

    articles: Set[str] = frozenset()
    actors: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[tuple[str, str], str] = field(default_factory=dict)
    groups: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def linked(self, columns: Sequence[str], row: Sequence[Any], place: int) -> Any:
        """A value of a row, as a `Link` where it leads somewhere."""
        name, value = columns[place], row[place]
        address = self._address(columns, row, name, value)
        return Link(value, address) if address else value

    def _address(self, columns: Sequence[str], row: Sequence[Any], name: str, value: Any) -> str | None:
        if name == kind_of(columns):
            return self.kinds.get((name, KINDS[name] if value is None else str(value)))
        if name == columns[0] and "actor" not in columns and (address := self.groups.get((name, written(value)))):
            return address
        if name == "finding":
            return self._of_finding(str(value))
        if name == "part_of_article":
            return self._place(columns, row)
        if not isinstance(value, str) or not value:
            return None
        if name in NAMES:
            key = row[columns.index(NAMES[name])] if NAMES[name] in columns else None
            address = self.names.get(value) if key is None else self.actors.get(key)
            return address or (self._place(columns, row) if name in PLACED else None)
        return self._place(columns, row) if name in PLACED else None

    def _place(self, columns: Sequence[str], row: Sequence[Any]) -> str | None:
        """The address of the article that a row is about, at the place that it names."""
        article = next((row[columns.index(name)] for name in ARTICLE if name in columns), None)
        if article not in self.articles:
            return None
        start = row[columns.index("start")] if "start" in columns else None
        return f"articles/{article}.html" + (f"#at{start}" if start is not None else "")

    def of_marks(self, table: Mapping[str, Any] | None) -> Mapping[str, str]:
        """Where the marks of a figure lead, by what its table calls them; names lead to their actors."""
        if not table:
            return self.names
        return {**self._of_rows(table["columns"], table["rows"], table.get("by")), **self.names}

    def _of_rows(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], by: str | None) -> dict[str, str]:
        kind = kind_of(columns)
        if kind is not None:
            return {value: address for (column, value), address in self.kinds.items() if column == kind}
        if {*columns} >= JUDGED:
            return {name: address for row in rows for name, address in [self._judged(columns, row)] if address}
        steps = {step: self._place(columns, row) for step, row in zip(steps_of(columns, rows, by), rows, strict=True)}
        if any(steps):
            return {step: address for step, address in steps.items() if address}
        names = [columns.index(name) for name in PLACED if name in columns]
        if "actor_b" in columns:
            one, other = columns.index("actor_a"), columns.index("actor_b")
            pairs = {f"{row[one]} – {row[other]}": self._place(columns, row) for row in rows}
            return {pair: address for pair, address in pairs.items() if address}
        found = {str(row[names[0]]): self._place(columns, row) for row in rows if names}
        if "finding" in columns:
            place = columns.index("finding")
            found |= {row[place]: self._of_finding(row[place]) for row in rows}
        elif columns[0] == by and "actor" not in columns:
            found |= {_called(row[0]): self._address(columns, row, by, row[0]) for row in rows}
        # Of several who have one name, the id tells who is meant.
        for name, key in NAMES.items():
            if name in columns and key in columns:
                place, ids = columns.index(name), columns.index(key)
                found |= {str(row[place]): self.actors.get(row[ids]) for row in rows}
        return {name: address for name, address in found.items() if address}

    def _of_finding(self, finding: str) -> str | None:
        """The page of whom a finding is about: the first whom its words name."""
        named = self._named.search(finding) if self.names else None
        return self.names[named[0]] if named else None

    def _judged(self, columns: Sequence[str], row: Sequence[Any]) -> tuple[str, str]:
        """Who speaks about whom, as a mark is named for it, and where that is shown; "" where nowhere."""
        voice, name, about, actor = (row[columns.index(one)] for one in ("voice", "voice_name", "actor_id", "actor"))
        address = self.actors.get(voice, "")
        anchor = f"#{about_anchor(self.actors[about])}" if address and about in self.actors else ""
        return f"{name} about {actor}", address + anchor

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """Finds the names that lead somewhere, the longest first."""
        # Else "Ann" would be found in "Ann Lee" first.
        names = sorted(self.names, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)")

    def sentence(self, words: str) -> str:
        """A sentence as HTML, in which each name leads to the page on whom it names."""
        if not self.names:
            return characters.html(words)
        return "".join(
            f'<a href="{characters.attribute(self.names[part])}">{characters.html(part)}</a>'
            if place % 2
            else characters.html(part)
            for place, part in enumerate(self._named.split(words))
        )
