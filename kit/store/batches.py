"""Batches of annotated articles in a corpus folder: each written once, as a whole."""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import schema
from kit.errors import CorpusError
from kit.store import database
from kit.store.folder import BATCHES, finished, scratch

if TYPE_CHECKING:
    import duckdb

__all__ = ["Written", "copy_options", "parquet", "remove", "scan", "write_batch"]

INDEX = "index.json"


def copy_options(table: str) -> str:
    """How a table is written, as the options of SQL's `copy`.

    Texts go in groups of fewer rows, so that a group of either kind is some ten megabytes: what DuckDB holds at least.

    Parameters
    ----------
    table
        Its name in `kit.schema.TABLES`, or any other.
    """
    return f"(format parquet, compression zstd, row_group_size {2_048 if table == 'articles' else 20_480})"


def write_batch(
    folder: Path,
    batch: str,
    articles: pd.DataFrame,
    marks: Sequence[str],
    rows: Mapping[str, list[dict[str, Any]]],
    left: Mapping[str, str],
) -> None:
    """Write the articles of a batch and their rows; a batch is there whole or not at all.

    Parameters
    ----------
    batch
        Its name: 16 hex digits of what is in it.
    articles
        The table `articles`; `position` is not kept.
    marks
        For each article its `article_id`, and after a hyphen 16 hex digits of all else that is known of it.
    rows
        By table, each with its `article_id` and the article's own actor keys.
    left
        The articles that have no rows, with the reason.
    """
    # A cursor of its own: threads that share a connection would share what is registered as "incoming", too.
    connection = _writer().cursor()
    kept = articles.drop(columns="position", errors="ignore")
    further = [column for column in kept.columns if column not in schema.OWN_TABLES["articles"].columns]
    # An empty column has no type yet; another batch may give it one.
    kept = kept.drop(columns=[column for column in further if kept[column].isna().all()])
    with scratch(folder / BATCHES) as place:
        for name, table in schema.OWN_TABLES.items():
            frame = table.conform(kept) if name == "articles" else table.frame(rows.get(name, ()))
            columns = database.selection(table, frame)
            connection.register("incoming", frame)
            connection.execute(f"copy (select {columns} from incoming) to {parquet(place / name)} {copy_options(name)}")
        # Written last: a batch without its index is none, whatever else of it is there.
        index = {"marks": list(marks), "left": dict(left), "columns": further}
        (place / INDEX).write_text(json.dumps(index, ensure_ascii=False), "utf-8")
        finished(place, folder / BATCHES / batch)


@dataclass(frozen=True)
class Written:
    """A batch on disk: its name, the articles in it with the mark of all that is known of them."""

    name: str
    marks: tuple[str, ...]
    left: Mapping[str, str]
    columns: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        """The articles in it."""
        return [mark[:16] for mark in self.marks]


def scan(folder: Path) -> list[Written]:
    """The finished batches, by name.

    Raises
    ------
    CorpusError
        If a batch is damaged.
    """
    found = []
    for path in sorted((folder / BATCHES).glob(f"[!.]*/{INDEX}")):  # what begins with a dot is half-written
        try:
            index = json.loads(path.read_text("utf-8"))
            found.append(Written(path.parent.name, tuple(index["marks"]), index["left"], tuple(index["columns"])))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path.parent}: damaged ({error}); delete this folder and annotate again") from error
    return found


def remove(folder: Path, batch: Written, gone: set[str]) -> None:
    """Take articles out of a batch: what stays is written as a new batch, then the old one goes.

    `gone` holds marks, not ids: the same article with other facts may stand in another batch.
    """
    old = folder / BATCHES / batch.name
    stay = tuple(mark for mark in batch.marks if mark not in gone)
    if stay:
        connection = database.connect()
        keep = ", ".join(f"'{mark[:16]}'" for mark in stay)
        with scratch(folder / BATCHES) as place:
            for table in schema.OWN_TABLES:
                source = f"from read_parquet({parquet(old / table)}) where article_id in ({keep})"
                connection.execute(f"copy ({source}) to {parquet(place / table)} {copy_options(table)}")
            kept = {mark[:16] for mark in stay}
            left = {key: reason for key, reason in batch.left.items() if key in kept}
            index = {"marks": list(stay), "left": left, "columns": list(batch.columns)}
            (place / INDEX).write_text(json.dumps(index, ensure_ascii=False), "utf-8")
            name = hashlib.sha256("\x1f".join(stay).encode()).hexdigest()[:16]
            finished(place, folder / BATCHES / name)
    # Only now: a run that is killed in between leaves an article twice, which the next one mends, and never none.
    shutil.rmtree(old)


@functools.cache
def _writer() -> duckdb.DuckDBPyConnection:
    """The database through which a process writes its batches: to open one takes longer than to write one."""
    return database.connect()


def parquet(path: Path) -> str:
    """The Parquet file of a name, as SQL writes a string: in quotes, its own doubled.

    Parameters
    ----------
    path
        Without the suffix.
    """
    return "'" + str(path).replace("'", "''") + ".parquet'"
