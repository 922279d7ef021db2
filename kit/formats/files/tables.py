"""Tables of articles: any rows under our names, and CSV and TSV, streamed row by row.

What a column is follows its name; how its dates are to be read follows the whole column, as far as the first 2,000
rows tell. Of a row's texts the longest is the article. Where there is none its description serves, and it is
`truncated`, as is what an API or Excel has cut.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from kit.errors import LoadError
from kit.formats.files.delimited import Row, dialect_of, records
from kit.formats.reading.bylines import host_of
from kit.formats.reading.columns import Columns, assign, is_missing
from kit.formats.reading.dates import column_order
from kit.formats.reading.encoding import decode
from kit.formats.reading.markup import plain_line, without_markup
from kit.formats.reading.registry import HEAD, Format, Found, Skipped, chained, suffix_of

__all__ = ["CSV", "rows_to_articles"]

LOOK = 2000  # rows by which columns and dates are judged
ROOM = 1 << 24
TEASER = 1000  # characters; what is longer than this on average is no teaser, whatever its column is called
EXCEL = 32767  # characters (of UTF-16) that a cell of Excel holds
LONGER = 1.2  # times as long: then the other text is the article
CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\s?\+?\s?\d[\d.,]*\s*(?:more )?(?:chars?|characters)\s?\]\s*$")
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
    lengths = {name: _length(first, name) for name in names}
    found = assign(names, columns, lengths)
    if not any(_text(found.first("text", row)) for row in first):
        if found.theirs("url"):
            n = len(first) + sum(1 for _ in stream)
            yield Skipped(f"a list of {n} links without text; fetch the pages first, then load them")
            return
        if there := found.theirs("text"):
            raise LoadError(f"column {there[0]!r} holds no text; name the one that does: columns={{'text': ...}}")
        listed = ", ".join(map(str, names))[:300]
        raise LoadError(f"no column of text; it has {listed}; name it: columns={{'text': ...}}")
    order = column_order(found.first("published", row) for row in first)
    teasers = {name for name in found.theirs("text") if found.in_teaser(name) and lengths[name] < TEASER}
    # Whoever names a column knows that it is the article.
    teasers -= set(columns.values())
    told = list(found.unused)
    for row in itertools.chain(first, stream):
        article = _article(row, found, teasers, order)
        article["notes"] = [*article["notes"], *told]
        # Once a table, not once a row.
        told = []
        yield article


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


def _article(row: Mapping[str, Any], found: Columns, teasers: set[str], order: str | None) -> dict[str, Any]:
    article = found.rename(row)
    name, text = _longest(row, found, teasers)
    article["text"] = text
    article["notes"] = []
    if text is not None and (cut := _cut(row[name], text, name if name in teasers else None)):
        article["truncated"] = True
        article["notes"] = [cut]
    for field in ("title", "author", "source"):
        if isinstance(value := article.get(field), str):
            article[field] = plain_line(value)
    source = article.get("source") or article.get("url")
    if isinstance(source, str) and source.startswith("http"):
        article["source"] = host_of(source)
    article["date_order"] = order
    return article


def _longest(row: Mapping[str, Any], found: Columns, teasers: set[str]) -> tuple[str, str | None]:
    """The column that holds the article in this row, and the article without markup; else its teaser."""
    best, text = "", None
    for name in found.theirs("text"):
        if (name in teasers and text is not None) or (plain := _text(row.get(name))) is None:
            continue
        # Clearly longer, or the column that stands first: a copy with the markup left in is a little longer, too.
        if text is None or len(plain) > LONGER * len(text):
            best, text = name, plain
    return best, text


def _cut(value: Any, text: str, teaser: str | None) -> str | None:
    """What the skip list says of a text that is not the whole of its article."""
    if teaser is not None:
        return f"only its {teaser!r} is here, not the article; counted as truncated"
    if CUT.search(text[-80:]):
        return "its text was cut by the service it comes from; counted as truncated"
    if len(text) >= EXCEL - 200 and len(str(value).encode("utf-16-le")) // 2 in (EXCEL, EXCEL - 1):
        return f"its text ends at {EXCEL:,} characters, where Excel cuts; counted as truncated"
    return None


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or is_missing(value) or PAYWALL.match(value.strip()):
        return None
    plain = without_markup(value)
    return plain if plain.strip() else None


def _length(rows: list[Mapping[str, Any]], name: str) -> float:
    values = [row.get(name) for row in rows[:200]]
    there = [len(value) for value in values if isinstance(value, str) and not is_missing(value)]
    return sum(there) / len(values)


def looks_like_csv(head: bytes, name: str) -> bool:
    return suffix_of(name) in (".csv", ".tsv", ".tab")


def read_csv(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """CSV with any of the usual dialects, in any of the usual encodings, with a header or without."""
    head = stream.read(HEAD)
    # At the end of a line, so that no character of several bytes is cut in two.
    cut = head.rfind(b"\n") + 1 or head.rfind(b"\r") + 1 or len(head)
    text, encoding = decode(head[:cut])
    plain = encoding.removesuffix(" (guessed)").partition(",")[0]
    codec = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(plain, plain)
    decoded = io.TextIOWrapper(
        chained(head, stream),
        codec if head.startswith((b"\xff\xfe", b"\xfe\xff")) or plain == "utf-8" else plain,
        "surrogateescape" if plain == "utf-8" else "replace",  # a stray byte is told and mended with its article
        newline="\n" if "\n" in text else "\r",
    )
    dialect = dialect_of(text if "\n" in text else text.replace("\r", "\n"), tabs=suffix_of(name) in (".tsv", ".tab"))
    problems: list[Skipped] = []
    # Some exporters pad cells with NUL, which the `csv` module refuses.
    found = records((line.replace("\0", "") for line in decoded), dialect)
    for article in rows_to_articles(_rows(found, problems), columns):
        yield from problems
        problems.clear()
        yield article | {"encoding": encoding.partition(",")[0]} if isinstance(article, dict) else article
    yield from problems


def _rows(found: Iterator[Row | Skipped], problems: list[Skipped]) -> Iterator[dict[str, str]]:
    """Rows under the header; where the first line is no header but an article, under numbers from 1."""
    names: list[str] = []
    for row in found:
        if isinstance(row, Skipped):
            problems.append(row)
        elif names:
            if any(cell.strip() for cell in row.cells):
                yield dict(zip(names, row.cells, strict=False))
        # No name of a column is so long.
        elif any(len(cell) > 80 for cell in row.cells) and len(row.cells) > 1:
            names = [str(number) for number in range(1, len(row.cells) + 1)]
            yield dict(zip(names, row.cells, strict=True))
        else:
            names = _names(row.cells)


def _names(cells: list[str]) -> list[str]:
    """The header's names; one that stands there twice is told apart by its place, so that no column is lost."""
    out: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = plain_line(cell)
        out.append(f"{name} {number}" if name and name in out else name)
    return out


CSV = Format(
    "csv",
    (".csv", ".tsv", ".tab"),
    "table of articles; its dialect and encoding are detected",
    "export.csv: one row for each article; title;date;text",
    looks_like_csv,
    read_csv,
    streams=True,
    tabular=True,
)
