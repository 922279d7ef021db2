"""Tables of articles: any rows under our names, and CSV and TSV, streamed row by row.

What a column is follows its name; how its dates are to be read follows the whole column, as far as the first 2,000 rows
tell. Text that an API has cut is marked `truncated`; where a row's text is missing, its description serves.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from kit.errors import LoadError
from kit.formats.reading.columns import Columns, assign
from kit.formats.reading.dates import column_order
from kit.formats.reading.encoding import decode
from kit.formats.reading.registry import HEAD, Format, Found, Skipped, chained, suffix_of

__all__ = ["CSV", "rows_to_articles"]

LOOK = 2000  # rows by which columns and dates are judged
ROOM = 1 << 24
CELL = 1 << 26  # characters
CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+?\s?\d[\d.,]*\s*(?:more )?(?:chars?|characters)\]\s*$")
PAYWALL = re.compile(r"^only available in (?:paid|professional|corporate)[\w ]* plans?$", re.IGNORECASE)


def rows_to_articles(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Iterator[Found]:
    """Rows of one table as articles; a table of links without text is one row of the skip list.

    Raises
    ------
    LoadError
        If no column holds text, or `columns` names one that is not there.
    """
    stream = iter(rows)
    first = _ahead(stream)
    if not first:
        raise LoadError("a table without rows; left out")
    names = list(dict.fromkeys(name for row in first for name in row if name))
    found = assign(names, columns, {name: _length(first, name) for name in names})
    if not any(_text(found.first("text", row)) for row in first):
        if found.theirs("url"):
            n = len(first) + sum(1 for _ in stream)
            yield Skipped(f"a list of {n} links without text; fetch the pages first, then load them")
            return
        listed = ", ".join(map(str, names))[:300]
        raise LoadError(f"no column of text; it has {listed}; name it: columns={{'text': ...}}")
    order = column_order(found.first("published", row) for row in first)
    for row in itertools.chain(first, stream):
        yield _article(row, found, order)


def _ahead(stream: Iterator[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first rows, up to 2,000 or 16 million characters."""
    first: list[Mapping[str, Any]] = []
    room = ROOM
    for row in stream:
        first.append(row)
        room -= sum(len(value) for value in row.values() if isinstance(value, str))
        if room < 0 or len(first) == LOOK:
            break
    return first


def _article(row: Mapping[str, Any], found: Columns, order: str | None) -> dict[str, Any]:
    article = found.rename(row)
    text = _text(article.get("text"))
    article["text"] = text
    if text is not None and CUT.search(text[-80:]):
        article["truncated"] = True
    source = article.get("source") or article.get("url")
    if isinstance(source, str) and source.startswith("http"):
        article["source"] = _host(source)
    article["date_order"] = order
    return article


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() and not PAYWALL.match(value.strip()) else None


def _length(rows: list[Mapping[str, Any]], name: str) -> float:
    values = [row.get(name) for row in rows[:200]]
    return sum(len(value) for value in values if isinstance(value, str)) / len(values)


def looks_like_csv(head: bytes, name: str) -> bool:
    return suffix_of(name) in (".csv", ".tsv", ".tab")


def read_csv(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """CSV with any of the usual delimiters, in any of the usual encodings, with a header or without."""
    head = stream.read(HEAD)
    cut = head.rfind(b"\n") + 1 or len(head)
    text, encoding = decode(head[:cut])
    plain = encoding.removesuffix(" (guessed)")
    codec = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(plain, plain)
    decoded = io.TextIOWrapper(
        chained(head, stream),
        codec if head.startswith((b"\xff\xfe", b"\xfe\xff")) or plain == "utf-8" else plain,
        "replace",
        newline="",
    )
    csv.field_size_limit(CELL)
    lines = csv.reader((line.replace("\0", "") for line in decoded), delimiter=_delimiter(text, name))
    try:
        for article in rows_to_articles(_rows(lines), columns):
            yield article | {"encoding": encoding} if isinstance(article, dict) else article
    except csv.Error as error:
        raise LoadError(f"line {lines.line_num}: {error}; save it as CSV again") from error


def _rows(lines: Iterator[list[str]]) -> Iterator[dict[str, str]]:
    """Rows under the header; where the first line is no header but an article, under numbers from 1."""
    header = next((line for line in lines if any(cell.strip() for cell in line)), [])
    if any(len(cell) > 80 for cell in header) and len(header) > 1:
        names = [str(number) for number in range(1, len(header) + 1)]
        yield dict(zip(names, header, strict=True))
    else:
        names = [cell.strip() for cell in header]
    for line in lines:
        if any(cell.strip() for cell in line):
            yield dict(zip(names, line, strict=False))


def _delimiter(text: str, name: str) -> str:
    """The character that parts the header into the most columns, by the rules of quoting."""
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
