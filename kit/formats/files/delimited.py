"""CSV as programs and people write it: the dialect told from the rows, and no row read wrongly in silence.

The form has no standard that is kept (RFC 4180 came after it). So each record is read by the rule; where it breaks
the rule it is read in the one other way that gives as many cells as the header has; and where none does, it is left
out, with the number of its line. Lines are counted as editors count them.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kit.formats.reading.registry import Skipped

__all__ = ["Dialect", "Row", "dialect_of", "records"]

DELIMITERS = ",;\t|"
LOOK = 200  # records by which dialects are compared
LONGEST = 1 << 26  # characters of one record
LOOKED = 1 << 27  # characters that may be looked at for such, all records together
UNCLOSED = "line {} begins a quoted cell that does not end; read without the mark, the next lines as rows: check them"
OPEN = 20_000  # lines that a cell may run over
SEP = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a file parts and quotes its cells; `escape` says that \\" within a cell is a quotation mark."""

    delimiter: str = ","
    quote: str = '"'
    escape: bool = False


@dataclass(frozen=True)
class Row:
    """The cells of one record, the line of the file that it begins on, from 1, and what is doubtful about it."""

    cells: list[str]
    line: int
    doubt: str | None = None


def dialect_of(sample: str, *, tabs: bool = False) -> Dialect:
    """The dialect in which the most records of a sample have as many cells as its first.

    `tabs` says that the file's name speaks for tabulators.
    """
    lines = sample.split("\n")
    if lines and (given := SEP.match(lines[0].rstrip("\r"))):
        delimiters, lines = given.group(1), lines[1:]
    else:
        header = next((line for line in lines if line.strip()), "")
        counts = {mark: len(_cells(header, Dialect(mark)) or header.split(mark)) for mark in DELIMITERS}
        # The mark that parts the header into most cells; a header seldom holds prose, whose commas would count.
        delimiters = "\t" if tabs and counts["\t"] > 1 else max(counts, key=lambda mark: counts[mark])
    tried = [Dialect(delimiters, quote, escape) for quote in "\"'" for escape in (False, True)]
    if '\\"' not in sample and "\\'" not in sample:
        tried = [dialect for dialect in tried if not dialect.escape]
    if not re.search(rf"(?:^|{re.escape(delimiters)})'", sample, re.MULTILINE):
        tried = [dialect for dialect in tried if dialect.quote == '"']
    return max(tried, key=lambda dialect: _fit(lines, dialect))


def _fit(lines: list[str], dialect: Dialect) -> tuple[float, int]:
    """The share of records read by the rule, and how many of their cells were quoted."""
    width, fitting, n, quoted = 0, 0, 0, 0
    at = 0
    while at < len(lines) and n < LOOK:
        line = lines[at].rstrip("\r")
        at += 1
        if not line.strip():
            continue
        n += 1
        text, cells, until = line, _cells(line, dialect), at
        while cells is None and _is_open(text, dialect) and until < len(lines) and until - at < 500:
            text += "\n" + lines[until].rstrip("\r")
            until += 1
            cells = _cells(text, dialect)
        if cells is None:
            continue
        at = until
        width = width or len(cells)
        fitting += len(cells) == width
        quoted += sum(1 for _ in re.finditer(rf"(?:^|{re.escape(dialect.delimiter)}){dialect.quote}", text))
    # Of two dialects that fit alike, the one in which marks mean something is the writer's.
    return fitting / max(n, 1), quoted


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[Row | Skipped]:
    """Every record of a file given line by line, the header first.

    Parameters
    ----------
    lines
        With or without their ends; read once, no more of them held than one record is long.
    dialect
        As `dialect_of` found it.

    Yields
    ------
    Row or Skipped
        Rows with as many cells as the header has, or fewer where the last ones are empty; `Skipped` with the number of
        its line for each record that cannot be told, and after a row that is doubtful.
    """
    csv.field_size_limit(LONGEST)
    stream = _Lines(lines)
    width = 0
    before: Row | None = None
    while (line := stream.next()) is not None:
        number = stream.number
        if not width and number == 1 and SEP.match(line):
            continue
        if not line.strip():
            continue
        found = _record(line, stream, dialect, width, number)
        if isinstance(found, Skipped):
            yield from _held(before)
            before = None
            yield found
            continue
        if not width:
            width = len(found.cells)
            yield found
            continue
        # A line that is all one cell goes on with the last cell of the row before it: a line break without quotes.
        if before is not None and width > 1 and len(found.cells) == 1 and len(before.cells) == width:
            before = replace(before, cells=[*before.cells[:-1], f"{before.cells[-1]}\n{found.cells[0]}"])
            continue
        yield from _held(before)
        before = None
        if len(found.cells) > width and (joined := _joined(found.cells, width, dialect)) is None:
            yield Skipped(_wrong(number, len(found.cells), width), number)
        elif len(found.cells) > width:
            before = replace(found, cells=joined or [])
        elif len(found.cells) < width and _is_short(found.cells, width):
            yield Skipped(_wrong(number, len(found.cells), width), number)
        else:
            before = found
    yield from _held(before)


def _held(row: Row | None) -> Iterator[Row | Skipped]:
    if row is not None:
        yield row
        if row.doubt:
            yield Skipped(row.doubt, row.line)


def _wrong(line: int, cells: int, width: int) -> str:
    return (
        f"line {line} has {cells} cells where the header has {width}, and it cannot be told which belong together; left"
        " out: put texts with delimiters or line breaks into quotation marks"
    )


def _is_short(cells: list[str], width: int) -> bool:
    """True for less than half a row; programs leave out the empty cells at its end, but hardly more."""
    return len(cells) == 1 < width or 2 * len(cells) < width


class _Lines:
    """Lines without their ends, counted, some of which may be looked at before they are taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.ahead, self.number = iter(lines), deque[str](), 0
        self.looked = 0  # characters looked at for the ends of open cells

    def next(self) -> str | None:
        line: str | None = self.ahead.popleft() if self.ahead else next(self.lines, None)
        if line is None:
            return None
        self.number += 1
        return line.removesuffix("\n").removesuffix("\r")

    def look(self, n: int) -> str | None:
        """The n-th line ahead, from 0."""
        while len(self.ahead) <= n:
            line = next(self.lines, None)
            if line is None:
                return None
            self.ahead.append(line)
        return self.ahead[n].removesuffix("\n").removesuffix("\r")


def _record(line: str, stream: _Lines, dialect: Dialect, width: int, number: int) -> Row | Skipped:
    """The record that begins with this line, and as many of the next as its open cell takes."""
    cells = _cells(line, dialect)
    if cells is not None:
        return Row(cells, number)
    taken, n, size, rows_within = [line], 0, len(line), 0
    text = line
    while _is_open(text, dialect) and rows_within < 2:
        # Only a line with a mark in it can close the cell that is open.
        while (following := stream.look(n)) is not None and n < OPEN and size < LONGEST:
            n, size = n + 1, size + len(following)
            taken.append(following)
            # A cell that is open over two whole rows was never meant to be: its mark belongs to the text.
            rows_within += width > 1 and _is_row(following, dialect, width)
            if dialect.quote in following:
                break
        text = "\n".join(taken)
        # All together: a file of open marks would else be read to its end once for each line.
        stream.looked += size
        if (cells := _cells(text, dialect)) is not None or following is None or n >= OPEN or stream.looked > LOOKED:
            break
    if cells is not None and (not width or len(cells) == width) and rows_within < 2:
        for _ in range(n):
            stream.next()
        return Row(cells, number)
    plain = _unquoted(line, dialect)
    for loose in (_loosely(line, dialect), plain, _joined(plain, width, dialect) if len(plain) > width else None):
        if width and loose is not None and len(loose) == width:
            # Where the next line begins as rows do, the cell ends with its own.
            return Row(loose, number, UNCLOSED.format(number) if n and loose is plain and not rows_within else None)
    # Marks within a cell that runs over several lines.
    if n and not rows_within and (cells := _loosely(text, dialect)) is not None and len(cells) == width:
        for _ in range(n):
            stream.next()
        return Row(cells, number)
    if not width:
        return Row(_unquoted(line, dialect), number)
    return Skipped(
        f"line {number} has a quotation mark too many or too few; left out: write each twice within a cell", number
    )


def _inner(dialect: Dialect) -> str:
    quote = re.escape(dialect.quote)
    # Possessive: without, a long open cell would be tried in every division (exponential time).
    return rf"(?:[^{quote}\\]++|{quote}{quote}|\\.)*+" if dialect.escape else rf"(?:[^{quote}]++|{quote}{quote})*+"


@lru_cache(maxsize=16)
def _begun(dialect: Dialect) -> re.Pattern[str]:
    """A quoted cell that goes on to the end of the text."""
    return re.compile(rf"[ ]*{re.escape(dialect.quote)}{_inner(dialect)}\\?\Z", re.DOTALL)


@lru_cache(maxsize=16)
def _form(dialect: Dialect) -> re.Pattern[str]:
    """One cell by the rule: quoted, its marks doubled (or escaped), or without any mark at its beginning."""
    quote, part, inner = re.escape(dialect.quote), re.escape(dialect.delimiter), _inner(dialect)
    blank = "" if dialect.delimiter == "\t" else "[ ]*"
    return re.compile(rf"{blank}{quote}({inner}){quote}[ ]*(?={part}|\Z)|((?!{blank}{quote})[^{part}\n]*+)", re.DOTALL)


def _cells(text: str, dialect: Dialect) -> list[str] | None:
    """The cells of a whole record by the rule; None where it breaks the rule or is not whole."""
    if dialect.quote not in text:
        return None if "\n" in text else text.split(dialect.delimiter)
    # The standard library's reader wherever it reads by the same rule: it is much the faster.
    if not dialect.escape and f"{dialect.delimiter} {dialect.quote}" not in text:
        try:
            reader = csv.reader([text], delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True)
            return next(reader, None)
        except csv.Error:
            return None
    form, out, at = _form(dialect), [], 0
    while True:
        match = form.match(text, at)
        if match is None or (match.end() < len(text) and text[match.end()] != dialect.delimiter):
            return None
        out.append(match.group(2) if match.group(1) is None else _plain(match.group(1), dialect))
        at = match.end() + 1
        if at > len(text):
            return out


def _plain(cell: str, dialect: Dialect) -> str:
    cell = cell.replace(dialect.quote * 2, dialect.quote)
    return re.sub(r"\\([\"'\\])", r"\1", cell) if dialect.escape else cell


def _is_open(text: str, dialect: Dialect) -> bool:
    """True where a quoted cell that was begun has not ended."""
    form, at = _form(dialect), 0
    while (match := form.match(text, at)) is not None:
        at = match.end() + 1
        if at > len(text) or text[match.end()] != dialect.delimiter:
            return False
    return _begun(dialect).match(text, at) is not None


def _is_row(line: str, dialect: Dialect, width: int) -> bool:
    """True for a line that is a whole row by itself, and begins as rows do: with a number, a date or a quoted cell."""
    if not re.match(rf"\s*(?:{dialect.quote}|[\d./:-]+{re.escape(dialect.delimiter)})", line):
        return False
    cells = _cells(line, dialect) or _loosely(line, dialect)
    return cells is not None and len(cells) == width


def _loosely(text: str, dialect: Dialect) -> list[str] | None:
    """Cells whose quotation marks were not doubled: a cell ends at a mark before a delimiter or the end."""
    quote, part = re.escape(dialect.quote), re.escape(dialect.delimiter)
    out, at = [], 0
    while at <= len(text):
        match = re.compile(rf"\s*{quote}(.*?){quote}[ ]*(?={part}(?![ ])|\Z)", re.DOTALL).match(text, at)
        if match is None:
            match = re.compile(rf"[^{part}\n]*").match(text, at)
            assert match is not None
            if match.group().lstrip().startswith(dialect.quote):
                return None
            out.append(match.group())
        else:
            out.append(_plain(match.group(1), dialect))
        at = match.end() + 1
        if at <= len(text) and text[at - 1] != dialect.delimiter:
            return None
    return out


def _unquoted(line: str, dialect: Dialect) -> list[str]:
    """A line whose mark belongs to the text, or never closes: marks mean nothing; a lone one at a cell's start goes."""
    cells = line.split(dialect.delimiter)
    return [cell[1:] if cell.startswith(dialect.quote) and cell.count(dialect.quote) == 1 else cell for cell in cells]


def _joined(cells: list[str], width: int, dialect: Dialect) -> list[str] | None:
    """Cells that a delimiter in running text parted, put together: prose has a blank behind it, a table has none."""
    if not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    out: list[str] = []
    for cell in cells:
        if out and cell.startswith(" "):
            out[-1] += dialect.delimiter + cell
        else:
            out.append(cell)
    return out if len(out) == width else None
