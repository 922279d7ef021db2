"""Save a corpus as Parquet, and open one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd

from kit import schema
from kit.corpus import database, joining
from kit.corpus.batches import form, parquet, scan
from kit.corpus.folder import (
    BATCHES,
    LOCK,
    content_name,
    finished,
    is_corpus,
    read_manifest,
    scratch,
    write_manifest,
)
from kit.corpus.tables import Corpus
from kit.errors import CorpusError

__all__ = ["open_corpus", "save_corpus"]


def save_corpus(corpus: Corpus, folder: str | Path) -> None:
    """Write the tables of a corpus, actors joined, into a folder."""
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if is_corpus(folder):
            if (folder / BATCHES).exists():
                raise CorpusError(f"{folder}: holds the batches of an annotation; save into another folder")
        elif any(not path.name.startswith((LOCK, ".writing-", "tables-")) for path in folder.iterdir()):
            raise CorpusError(f"{folder}: holds other files; save into a new or an empty folder")
        with scratch(folder) as place:
            for name, table in schema.TABLES.items():
                order = f"select t.* {corpus._in_order(table)}"
                corpus.sql(f"copy ({order}) to {parquet(place / name)} {form(name)}")
            name = f"tables-{content_name(place)}"
            finished(place, folder / name)
        write_manifest(folder, {"complete": not corpus.unfinished, "articles": len(corpus), "tables": name})
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be written ({error.strerror or error}); name another folder") from error
    for old in folder.glob("tables-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def open_corpus(folder: str | Path, *, aliases: pd.DataFrame | None = None) -> Corpus:
    """A corpus that `kit.annotate(…, out=folder)` or `Corpus.save` wrote; its tables are read when asked for.

    Parameters
    ----------
    aliases
        Names that are one (`name`, `alias`), other than those that it was annotated with.

    Raises
    ------
    CorpusError
        If the folder is no corpus, is damaged, or was made by another schema or model.
    """
    import duckdb

    folder = Path(folder)
    manifest = read_manifest(folder)
    try:
        if aliases is not None or not manifest["complete"]:
            return _from_batches(folder, manifest, aliases)
        connection = database.connect()
        for name in schema.TABLES:
            source = parquet(folder / manifest["tables"] / name)
            connection.execute(f"create view {name} as select * from read_parquet({source})")
        return Corpus.over(connection)
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        raise CorpusError(f"{folder}: damaged ({reason}); annotate the articles again into a new folder") from error


def _from_batches(folder: Path, manifest: dict[str, Any], aliases: pd.DataFrame | None) -> Corpus:
    """The batches that are there, actors joined now, in memory."""
    if not (folder / BATCHES).is_dir():
        raise CorpusError(f"{folder}: was written by save, which keeps joined actors only; give aliases to annotate")
    connection = database.connect()
    found = scan(folder)
    further = joining.own_relations(connection, folder, found)
    skips: list[dict[str, Any]] = []
    before = None
    if manifest["tables"]:
        former = folder / manifest["tables"]
        before = connection.execute(
            f"select article_id, position as place from read_parquet({parquet(former / 'articles')})"
        ).df()
        answer = connection.execute(
            f"select path, item, reason from read_parquet({parquet(former / 'skipped')}) "
            "where item not in (select article_id from own_articles)"
        ).fetchall()
        skips = [dict(zip(("path", "item", "reason"), row, strict=True)) for row in answer]
    joining.place_articles(connection, (), before, by_date=before is None)
    reasons = {key: reason for batch in found for key, reason in batch.left.items()}
    joining.fill_tables(connection, further, [*skips, *joining.left_out(connection, reasons)], aliases)
    return joining.as_corpus(connection, unfinished=not manifest["complete"])
