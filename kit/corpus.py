"""The Corpus: the tables together, save and open as Parquet, SQL over them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from kit import schema
from kit.errors import CorpusError

__all__ = ["Corpus", "open_corpus"]


class Corpus:
    """Annotated articles: each table of `kit.schema.TABLES` as an attribute."""

    articles: pd.DataFrame
    skipped: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame
    sentiment: pd.DataFrame
    roles: pd.DataFrame
    comment_requests: pd.DataFrame

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        for name, table in schema.TABLES.items():
            setattr(self, name, table.check(table.conform(tables[name])))

    def sql(self, query: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        """The answer of an SQL question (DuckDB) over the tables."""
        connection = duckdb.connect()
        for name in schema.TABLES:
            connection.register(name, getattr(self, name))
        return connection.execute(query, parameters).df()

    def where(self, condition: str) -> Corpus:
        """A corpus of those articles only; `condition` is SQL over `articles`."""
        kept = self.sql(f"select article_id from articles where {condition}")["article_id"]
        tables = {}
        for name in schema.TABLES:
            table = getattr(self, name)
            tables[name] = table[table["article_id"].isin(kept)] if "article_id" in table else table
        return Corpus(tables)

    def save(self, folder: str | Path) -> None:
        """Write the tables as Parquet."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name in schema.TABLES:
            self.sql(f"copy {name} to '{folder / name}.parquet' (format parquet)")
        (folder / "corpus.json").write_text(json.dumps({"schema": schema.SCHEMA_VERSION}))


def open_corpus(folder: str | Path) -> Corpus:
    """A saved corpus."""
    folder = Path(folder)
    if not (folder / "corpus.json").exists():
        raise CorpusError(f"{folder}: not a saved corpus; make one with kit annotate FOLDER --out CORPUS")
    return Corpus({name: duckdb.sql(f"from '{folder / name}.parquet'").df() for name in schema.TABLES})
