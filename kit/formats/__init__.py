"""Files to the articles table: every form that articles come in, and an account of what was read and what was not.

    load      files, folders, globs and archives as one table
    stream    the same articles one by one, for archives larger than memory
    summary   what each file gave
    complete  any DataFrame with a `text` column as an articles table
    FORMATS   what can be read; `register` adds to it

`FORMATS` is asked in order: the first format whose `looks_like` holds reads the file. `reading` holds what every file
goes through, `files` a module a kind of file, `archives` a record an archive, known in every kind of file.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.errors import LoadError
from kit.formats.archives import ARCHIVES
from kit.formats.files import (
    containers,
    documents,
    mail,
    markdown,
    pages,
    pdf,
    plain,
    records,
    sheets,
    tables,
    warc,
)
from kit.formats.reading.archive import as_format
from kit.formats.reading.identity import article_id
from kit.formats.reading.loading import Loading, articles, articles_of_tables
from kit.formats.reading.log import FILE_COLUMNS, Account, Log
from kit.formats.reading.metadata import read_metadata
from kit.formats.reading.outlets import one_spelling, respelled
from kit.formats.reading.registry import Article, Format, Found, Member, Skipped, suffix_of
from kit.formats.reading.settling import complete
from kit.formats.reading.sources import expand, walk
from kit.progress import SOON, Bar

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FORMATS",
    "Format",
    "Member",
    "Skipped",
    "article_id",
    "complete",
    "load",
    "one_spelling",
    "register",
    "stream",
    "summary",
]

# What is sure by its first bytes stands before what goes by words, and what goes by its suffix alone stands last.
FORMATS: list[Format] = [
    documents.DOCX,
    documents.ODT,
    sheets.XLSX,
    containers.ZIP,
    containers.COMPRESSED,
    containers.TAR,
    warc.WARC,
    sheets.PARQUET,
    pdf.PDF,
    documents.RTF,
    mail.MHTML,
    mail.EML,
    *map(as_format, ARCHIVES),
    pages.HTML,
    records.JSONL,
    records.JSON,
    tables.CSV,
    markdown.MARKDOWN,
    plain.TEXT,
]


def register(
    *,
    name: str,
    suffixes: tuple[str, ...] = (),
    description: str = "",
    example: str = "",
    looks_like: Callable[[bytes, str], bool] | None = None,
    streams: bool = False,
    tabular: bool = False,
) -> Callable[[Callable[..., Iterator[Found]]], Callable[..., Iterator[Found]]]:
    """Add a format; the function below it reads a file's bytes and name, and yields articles as dicts.

    It is asked before all others; without `looks_like` it takes the files of its `suffixes`. A format of the same name
    is replaced.

    Examples
    --------
    >>> @kit.formats.register(name="clippings", suffixes=(".clip",))
    ... def read_clippings(data: bytes, name: str):
    ...     for part in data.decode().split("----"):
    ...         yield {"text": part}
    """

    def by_suffix(head: bytes, path: str) -> bool:
        return suffix_of(path) in suffixes

    def add(reader: Callable[..., Iterator[Found]]) -> Callable[..., Iterator[Found]]:
        # In place: whoever has imported the list must see the format, too.
        FORMATS[:] = [form for form in FORMATS if form.name != name]
        FORMATS.insert(
            0, Format(name, suffixes, description, example, looks_like or by_suffix, reader, streams, tabular)
        )
        return reader

    return add


def load(
    *sources: str | Path | pd.DataFrame,
    metadata: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    progress: bool = True,
) -> pd.DataFrame:
    """Read articles from files, folders, globs, archives and DataFrames into one table.

    Parameters
    ----------
    sources
        Anything in `kit.formats.FORMATS`; folders are walked. Order does not matter. The columns of a DataFrame are
        known by the same names as those of a file.
    metadata
        CSV with a `path` column, joined to the articles; what it says goes before what the file says (default: the
        nearest `metadata.csv`, beside them or in a folder above up to the one given).
    columns
        Our names to those of a table: `columns={"text": "Анонс"}`; only needed where they are not recognised.
    progress
        Show how many files are read, where it takes long: in a notebook or on a terminal.

    Returns
    -------
    DataFrame
        The `articles` table, oldest first, then by path; those without a date last. `text` is as it stood in the file
        after decoding, so offsets into it stay valid. The same text, source and date twice is one row; a column
        `paths` then lists every file it stood in. An outlet that is printed in several spellings has one as `source`,
        and what was printed as `printed_source`. `.attrs["skipped"]` holds the rows of the table `skipped`: what was
        left out or is doubtful, each a dict of path, item and reason; `summary` gives the counts of each file.

    Raises
    ------
    LoadError
        If nothing could be read. A single bad file only warns, once, and is listed.

    Examples
    --------
    >>> kit.load("seeds/")[["source", "published"]]
         source  published
    0  Newsweek 2024-10-31
    """
    import pandas as pd

    from kit.schema import ARTICLES

    given = [source for source in sources if isinstance(source, pd.DataFrame)]
    paths = tuple(source for source in sources if not isinstance(source, pd.DataFrame))
    loading, entries = _start(paths, metadata, columns, [], given)
    rows = list(articles_of_tables(given, loading, tables.rows_to_articles))
    files = list(entries)
    with Bar(len(files), shown=progress, what="load", unit="files", delay=SOON) as bar:
        for row in articles(bar.over(files), loading):
            rows.append(row)
            bar.note(f"{len(rows):,} articles")
    log = loading.log
    if not rows:
        reasons = "; ".join(f"{row['path']}: {row['reason']}" for row in log.rows[:5])
        names = ", ".join([*["the table"] * len(given), *map(str, paths)])
        raise LoadError(
            f"{names}: no article could be read; {reasons or 'put files there; `kit formats` lists what can be read'}"
        )
    for row in rows:
        if row["article_id"] in loading.also:
            row["paths"] = "; ".join(loading.also[row["article_id"]])
    # When all are read: which spelling an outlet has most is not known before.
    respelled(rows)
    # By day and then by path: the order in which a system lists a folder must not show.
    rows.sort(key=lambda row: (row["published"] is None, row["published"], row["path"]))
    for position, row in enumerate(rows):
        row["position"] = position
    frame = ARTICLES.frame(rows)
    counts = [{**count.row(), "encoding": count.encoding} for count in log.files.values()]
    frame.attrs = {"skipped": Account(log.rows), "files": Account(counts)}
    if log.rows:
        first = "; ".join(f"{row['path']}: {row['reason']}" for row in log.rows[:3])
        warnings.warn(f'{len(log.rows)} left out or doubtful, listed in .attrs["skipped"]: {first}', stacklevel=2)
    return frame


def stream(
    *sources: str | Path,
    metadata: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    skipped: list[dict[str, Any]] | None = None,
) -> Iterator[Article]:
    """The same articles as `load`, one by one as they are read, in the order of the files, with `source` as printed.

    Memory is bounded by one article, or for formats that are read whole by one file, and 16 hex digits an article for
    telling duplicates. Rows of the table `skipped` are appended to the list `skipped`.

    Raises
    ------
    LoadError
        If a source or the metadata do not exist. Nothing to read is no error here.
    """
    loading, entries = _start(sources, metadata, columns, [] if skipped is None else skipped)
    return articles(entries, loading)


def _start(
    sources: Any, metadata: Any, columns: Any, skipped: list[dict[str, Any]], beside: Any = ()
) -> tuple[Loading, Any]:
    given = expand(sources) if sources or not beside else []
    known = None if metadata is None else read_metadata(os.fspath(metadata))
    return Loading(FORMATS, Log(skipped), dict(columns or {}), known), walk(given)


def summary(loaded: pd.DataFrame) -> pd.DataFrame:
    """What each file gave: file, format, articles, without date, without source, duplicates, truncated, skipped.

    One row a file, or a member of an archive; a table that did not come from `load` is counted by its `path`.
    """
    import pandas as pd

    files = loaded.attrs.get("files")
    if files is not None:
        return pd.DataFrame(files, columns=list(FILE_COLUMNS))
    counts: dict[str, dict[str, Any]] = {}
    absent = pd.Series([None] * len(loaded), index=loaded.index, dtype=object)
    known = [loaded.get(name, absent) for name in ("path", "published", "source", "truncated")]
    for path, published, source, truncated in zip(*known, strict=True):
        name = "" if pd.isna(path) else str(path)
        row = counts.setdefault(name, dict.fromkeys(FILE_COLUMNS, 0) | {"file": name, "format": None})
        row["articles"] += 1
        row["without date"] += bool(pd.isna(published))
        row["without source"] += bool(pd.isna(source))
        row["truncated"] += bool(not pd.isna(truncated) and truncated)
    return pd.DataFrame(list(counts.values()), columns=list(FILE_COLUMNS))
