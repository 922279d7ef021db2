"""Puts the texts back into what was exported without them, and says whether every passage stands where it should."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import schema
from kit.by_hand import original
from kit.errors import KitError
from kit.store.batches import parquet

if TYPE_CHECKING:
    from kit.corpus import Corpus

__all__ = ["Verified", "verify"]

READ = ("csv", "jsonl", "parquet")
LISTS = {"strings", "spans"}


@dataclass(frozen=True)
class Verified:
    """What came of it."""

    found: int
    missing: list[str]
    passages: int
    wrong: list[str]
    corpus: Corpus | None

    def __str__(self) -> str:
        total = self.found + len(self.missing)
        right = f"{self.passages - len(self.wrong):,} of {self.passages:,} passages stand where they should"
        said = f"{self.found:,} of {total:,} articles found; {right}"
        lost = (
            f"\nmissing: {', '.join(self.missing[:10])}{' …' if len(self.missing) > 10 else ''}" if self.missing else ""
        )
        return said + lost + "".join(f"\nnot there: {one}" for one in self.wrong[:10])


def verify(exported: str | Path, articles: pd.DataFrame) -> Verified:
    """Find each exported article among these by the hash of its text, and put the text back.

    Parameters
    ----------
    exported
        A folder that `export` wrote as csv, jsonl or parquet.
    articles
        A table with `text`, such as `kit.load` gives.

    Returns
    -------
    Verified
        With the corpus of the articles that were found, their passages whole again.

    Raises
    ------
    KitError
        If the folder is no such export.
    """
    from kit.corpus import Corpus

    tables = _tables(Path(exported))
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in articles["text"]}
    listed = tables["articles"]
    text_of = {
        key: texts[digest]
        for key, digest in zip(listed["article_id"], listed["text_sha256"], strict=True)
        if digest in texts
    }
    missing = [key for key in listed["article_id"] if key not in text_of]
    whole, passages, wrong = {}, 0, []
    for name, table in tables.items():
        if "article_id" in table:
            table = table[table["article_id"].isin(text_of)].reset_index(drop=True)
        if name == "articles":
            table["text"] = pd.array([text_of[key] for key in table["article_id"]], dtype="string")
            table = table.drop(columns=["text_sha256", "characters"])
        elif {"text", "start", "end"} <= set(table.columns):
            again = [text_of[row.article_id][row.start : row.end] for row in table.itertuples()]
            passages += len(again)
            wrong += [
                f"{name} {row.article_id} {row.start}:{row.end}, {row.text!r}"
                for row, words in zip(table.itertuples(), again, strict=True)
                if not _begins(words, str(row.text))
            ]
            # From the text itself, not from the export, which has the first words of a passage only.
            table["text"] = pd.array(again, dtype="string")
            if "said" in table:
                table["said"] = pd.array(_said(table, text_of), dtype="string")
        whole[name] = schema.TABLES[name].conform(table)
    # A corpus with one passage that is not where it is said to be would be trusted in all others.
    corpus = Corpus(whole) if text_of and not wrong else None
    return Verified(len(text_of), missing, passages, wrong, corpus)


def _said(quotes: pd.DataFrame, text_of: Mapping[str, str]) -> list[str]:
    """The spoken words of each quote, from its parts."""
    rows = zip(quotes["article_id"], quotes["text"], quotes["spans"], strict=True)
    return [
        " … ".join(text_of[key][first:last] for first, last in spans) if hasattr(spans, "__len__") else text
        for key, text, spans in rows
    ]


def _begins(words: str, exported: str) -> bool:
    """Whether the passage is the exported one, or begins with what of it was exported."""
    # An export without texts keeps the first words of a passage only, its spaces levelled.
    kept = exported.removesuffix(" …")
    return words == exported or (kept != exported and " ".join(words.split()).startswith(kept))


def _tables(folder: Path) -> dict[str, pd.DataFrame]:
    try:
        # Offsets mean something only in the schema that they were written for.
        about = json.loads((folder / "export.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KitError(f"{folder}: not an export that can be verified; export as {', '.join(READ)}") from error
    if about.get("schema") != schema.SCHEMA_VERSION:
        raise KitError(
            f"{folder}: written for schema {about.get('schema')}, this kit has {schema.SCHEMA_VERSION}; export it again"
        )
    form = next((form for form in READ if (folder / f"articles.{form}").exists()), None)
    if form is None:
        raise KitError(f"{folder}: articles.csv, .jsonl or .parquet is missing; export it again")
    try:
        return {name: _read(folder / f"{name}.{form}", table) for name, table in schema.TABLES.items()}
    except (OSError, ValueError, KeyError) as error:
        raise KitError(f"{folder}: damaged ({error}); export it again") from error


def _read(path: Path, table: schema.Table) -> pd.DataFrame:
    if path.suffix == ".parquet":
        import duckdb

        with duckdb.connect() as connection:
            return connection.execute(f"from read_parquet({parquet(path.with_suffix(''))})").df()
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        return pd.DataFrame(rows, columns=list(rows[0]) if rows else list(table.columns))
    # As text throughout: pandas would read an outlet called "NA" as missing and an id as a number.
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")
    return pd.DataFrame(
        {name: [_value(cell, table.columns.get(str(name), "string")) for cell in frame[name]] for name in frame}
    )


def _value(cell: Any, kind: str) -> Any:
    if not isinstance(cell, str):
        return None
    if kind in LISTS:
        # As `export` wrote it; see `kit.export.comma`.
        return json.loads(cell)
    if kind == "boolean":
        return cell == "true"
    if kind in ("Int64", "Float64"):
        return int(cell) if kind == "Int64" else float(cell)
    return pd.Timestamp(cell) if kind.startswith("datetime") else original(cell)
