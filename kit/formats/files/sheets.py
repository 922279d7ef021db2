"""Tables in binary files: .xlsx by openpyxl, row by row; .parquet by DuckDB."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kit.errors import LoadError
from kit.formats.files.documents import is_office, office_archive, part
from kit.formats.files.tables import rows_to_articles
from kit.formats.reading.registry import Format, Found, Skipped, suffix_of, whole

__all__ = ["PARQUET", "XLSX"]

BATCH = 256


def looks_like_xlsx(head: bytes, name: str) -> bool:
    return is_office(head, b"xl/") or (head.startswith(b"PK\x03\x04") and suffix_of(name) in (".xlsx", ".xlsm"))


def read_xlsx(data: bytes, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """Every sheet that is a table of articles; the first row with two or more cells is its header."""
    try:
        import openpyxl
    except ImportError:
        raise LoadError(".xlsx needs a library: pip install article-kit[formats]") from None
    with office_archive(data) as archive:
        for member in archive.namelist():
            if re.fullmatch(r"xl/(?:sharedStrings|workbook|styles|worksheets/[^/]+)\.xml", member):
                # openpyxl does not guard against entities that expand without end (its documentation advises
                # defusedxml).
                _refuse_entities(part(archive, member))
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    problems: list[str] = []
    n = 0
    try:
        for sheet in book.worksheets:
            try:
                for article in rows_to_articles(_rows(sheet), columns):
                    n += 1
                    yield article
            except LoadError as error:
                problems.append(f"sheet {sheet.title!r}: {error}")
    finally:
        book.close()
    if not n:
        raise LoadError("; ".join(problems) or "a workbook without tables; left out")
    for problem in problems:
        if "without rows" not in problem:
            yield Skipped(problem)


def _refuse_entities(data: bytes) -> None:
    if re.search(rb"<!(?:ENTITY|DOCTYPE)", data[:4096], re.IGNORECASE):
        raise LoadError("XML that declares entities of its own; refused")


def _rows(sheet: Any) -> Iterator[dict[str, Any]]:
    # What a sheet says of its own size is often wrong: exporters write A1 for all of it.
    sheet.reset_dimensions()
    header: list[str] | None = None
    for row in sheet.iter_rows(values_only=True):
        if header is None:
            if sum(cell is not None for cell in row) >= 2 or (sheet.max_column == 1 and row and row[0]):
                header = [str(cell).strip() if cell is not None else "" for cell in row]
        elif any(cell is not None for cell in row):
            yield {name: cell for name, cell in zip(header, row, strict=False) if name}


def looks_like_parquet(head: bytes, name: str) -> bool:
    return head.startswith(b"PAR1")


def read_parquet(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """Row by row, in the order of the file."""
    import duckdb

    held = None
    if isinstance(getattr(stream, "name", None), str):
        path = str(stream.name)
    elif hasattr(os, "memfd_create"):
        # DuckDB opens files by name; this one has a name and lies in memory.
        held = os.memfd_create("parquet")
        with os.fdopen(os.dup(held), "wb") as copy:
            copy.write(whole(stream))
        path = f"/proc/self/fd/{held}"
    else:
        raise LoadError("Parquet inside an archive cannot be read on this system; unpack it first")
    try:
        with duckdb.connect(config={"enable_external_access": "true"}) as connection:
            connection.execute("set threads = 1")
            # Brackets keep a star in a file's name from being a pattern.
            result = connection.execute("select * from read_parquet(?)", [re.sub(r"([*?\[])", r"[\1]", path)])
            names = [column[0] for column in result.description or ()]
            yield from rows_to_articles(_fetched(result, names), columns)
    except duckdb.Error as error:
        raise LoadError(f"damaged, or not Parquet ({str(error).splitlines()[0][:150]}); write it again") from error
    finally:
        if held is not None:
            os.close(held)


def _fetched(result: Any, names: list[str]) -> Iterator[dict[str, Any]]:
    while rows := result.fetchmany(BATCH):
        for row in rows:
            yield dict(zip(names, row, strict=True))


XLSX = Format(
    "xlsx",
    (".xlsx", ".xlsm"),
    "Excel table; Integrum exports",
    "integrum.xlsx: Источник, Дата, Заголовок, Анонс",
    looks_like_xlsx,
    read_xlsx,
    tabular=True,
)
PARQUET = Format(
    "parquet",
    (".parquet", ".pq"),
    "Parquet table",
    "articles.parquet: one row for each article",
    looks_like_parquet,
    read_parquet,
    streams=True,
    tabular=True,
)
