"""Tables of articles: CSV and TSV, streamed row by row; the order of day and month from the whole column."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from kit.errors import LoadError
from kit.formats.columns import assign, rename
from kit.formats.dates import column_order
from kit.formats.encoding import decode
from kit.formats.registry import HEAD, Format, Found, Skipped, suffix_of

__all__ = ["CSV", "rows_to_articles"]

LOOK = 2000  # rows by which columns and dates are judged
CELL = 1 << 26  # characters


def rows_to_articles(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Iterator[Found]:
    """Rows of one table as articles; a table of links without text is one row of the skip list.

    Raises
    ------
    LoadError
        If no column holds text.
    """
    stream = iter(rows)
    first = list(itertools.islice(stream, LOOK))
    names = list(dict.fromkeys(name for row in first for name in row))
    if not first:
        raise LoadError("a table without rows; left out")
    found = assign(names, columns, {name: _length(first, name) for name in names})
    if "text" not in found:
        if "url" in found:
            n = len(first) + sum(1 for _ in stream)
            yield Skipped(f"a list of {n} links without text; fetch the pages first, then load them")
            return
        listed = ", ".join(map(str, names))[:300]
        raise LoadError(f"no column of text; it has {listed}; name it: columns={{'text': ...}}")
    order = column_order(row.get(found["published"]) for row in first) if "published" in found else None
    for row in itertools.chain(first, stream):
        yield rename(row, found) | {"date_order": order}


def _length(rows: list[Mapping[str, Any]], name: str) -> float:
    values = [row.get(name) for row in rows[:200]]
    return sum(len(value) for value in values if isinstance(value, str)) / len(values)


def looks_like_csv(head: bytes, name: str) -> bool:
    return suffix_of(name) in (".csv", ".tsv", ".tab")


def read_csv(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """CSV with any of the usual delimiters, in any of the usual encodings, quoted or not."""
    head = stream.read(HEAD)
    cut = head.rfind(b"\n") + 1 or len(head)
    text, encoding = decode(head[:cut])
    delimiter = _delimiter(text, name)
    whole = encoding.removesuffix(" (guessed)")
    rest = io.TextIOWrapper(_Chained(head, stream), "utf-8-sig" if whole == "utf-8" else whole, "replace", newline="")
    csv.field_size_limit(CELL)
    rows = csv.DictReader(rest, delimiter=delimiter)
    try:
        for article in rows_to_articles(rows, columns):
            if isinstance(article, dict):
                article["encoding"] = encoding
                article.pop("None", None)
            yield article
    except csv.Error as error:
        raise LoadError(f"line {rows.line_num}: {error}; save it as CSV again") from error


class _Chained(io.RawIOBase):
    """Bytes already read, then the rest."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head, self.stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        chunk, self.head = (self.head[:size], self.head[size:]) if self.head else (self.stream.read(size), b"")
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _delimiter(text: str, name: str) -> str:
    """The character that splits the header into the most columns, and the rows after it into as many."""
    lines = text.splitlines()[:1] or [""]
    counts = {mark: len(next(csv.reader(lines, delimiter=mark), [])) for mark in ",;\t|"}
    if suffix_of(name) in (".tsv", ".tab") and counts["\t"] > 1:
        return "\t"
    return max(counts, key=lambda mark: counts[mark])


CSV = Format(
    "csv",
    (".csv", ".tsv", ".tab"),
    "table of articles, delimiter and encoding found",
    "export.csv: one row an article; title;date;text",
    looks_like_csv,
    read_csv,
    streams=True,
    tabular=True,
)
