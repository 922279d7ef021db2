"""From the articles' own rows to the tables that answer: actors joined, rows in order, reasons counted."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import schema
from kit.corpus import database
from kit.corpus.batches import Written, form, parquet, scan
from kit.corpus.folder import BATCHES, content_name, finished, read_manifest, scratch, write_manifest
from kit.corpus.linking import ARTICLES, LINKED, LOCAL, join_actors, linked
from kit.corpus.tables import Corpus

if TYPE_CHECKING:
    import duckdb

__all__ = ["as_corpus", "fill_tables", "finish", "in_memory", "left_out", "own_relations", "place_articles"]

FILE = "kit_file"
MEMORY = ("96MB", "384MB", "1536MB", "75%")  # what DuckDB may hold before it writes to the disk; the next if too little


def own_relations(connection: duckdb.DuckDBPyConnection, folder: Path, batches: Sequence[Written]) -> list[str]:
    """The batches together as the views `own_articles`, `own_mentions`, …; an article that stands in two counts once.

    Returns
    -------
    list of str
        The columns of the articles that the schema does not know.
    """
    owner: dict[str, str] = {}
    for batch in batches:
        for key in batch.ids:
            owner.setdefault(key, batch.name)
    twice = len(owner) < sum(len(batch.marks) for batch in batches)
    if twice:
        database.create(connection, "owners", pd.DataFrame(list(owner.items()), columns=["article_id", "batch"]))
    for table in ("articles", *LOCAL):
        if not batches:
            empty = (ARTICLES if table == "articles" else LOCAL[table]).frame()
            known = ARTICLES if table == "articles" else LOCAL[table]
            database.create(connection, f"own_{table}", empty, database.selection(known, empty))
            continue
        files = ", ".join(parquet(folder / BATCHES / batch.name / table) for batch in batches)
        union = ", union_by_name = true" if table == "articles" else ""
        source = f"select * from read_parquet([{files}]{union})"
        if twice:
            source = (
                f"select f.* exclude ({FILE}) from read_parquet([{files}]{union}, filename = '{FILE}') f join owners o "
                f"on o.article_id = f.article_id and o.batch = parse_path(f.{FILE}, 'both_slash')[-2]"
            )
        connection.execute(f"create view own_{table} as {source}")
    return further_columns(batch.columns for batch in batches)


def further_columns(told: Iterable[Sequence[str]]) -> list[str]:
    """The columns of all batches that the schema does not know: in their order where all agree, else by name."""
    found = {tuple(columns) for columns in told}
    return list(found.pop()) if len(found) == 1 else sorted({column for columns in found for column in columns})


def place_articles(
    connection: duckdb.DuckDBPyConnection, order: Iterable[str], before: pd.DataFrame | None, *, by_date: bool
) -> None:
    """Make the table `positions`: the order of loading, then what is left over from before, then the rest by id."""
    arrival = pd.DataFrame({"article_id": pd.array(list(order), dtype="string")})
    arrival["arrival"] = range(len(arrival))
    database.create(connection, "arrivals", arrival)
    database.create(
        connection, "former", pd.DataFrame({"article_id": [""], "place": [0]}) if before is None else before
    )
    dated = "a.arrival is null, own.published nulls last, own.path, " if by_date else ""
    connection.execute(
        "create table positions as select own.article_id, row_number() over "
        f"(order by {dated}a.arrival nulls last, f.place nulls last, own.article_id) - 1 as position "
        "from own_articles own left join arrivals a using (article_id) left join former f using (article_id)"
    )


def finish(
    folder: Path,
    order: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    *,
    aliases: pd.DataFrame | None = None,
    by_date: bool = False,
) -> None:
    """Join the actors of all batches, write the tables that answer questions, and declare the corpus complete."""
    batches = scan(folder)
    manifest = read_manifest(folder)
    told = json.dumps(
        [order, list(map(dict, skips)), by_date, None if aliases is None else aliases.to_csv(index=False)]
    )
    state = hashlib.sha256("\x1f".join([*(batch.name for batch in batches), told]).encode()).hexdigest()
    if manifest.get("state") == state and (folder / str(manifest["tables"])).is_dir():
        return
    name = _written(folder, batches, manifest.get("tables"), order, skips, aliases, by_date=by_date)
    count = sum(len(batch.marks) for batch in batches)
    write_manifest(folder, {"complete": True, "articles": count, "tables": name, "state": state})
    for old in folder.glob("tables-*"):
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def _written(
    folder: Path,
    batches: Sequence[Written],
    former: str | None,
    order: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    aliases: pd.DataFrame | None,
    *,
    by_date: bool,
) -> str:
    """Write the tables that answer questions, in as little memory as they can do with; the name of their folder."""
    import duckdb

    for limit in MEMORY:
        connection = database.connect()
        try:
            with scratch(folder) as place, scratch(folder) as files:
                connection.execute(f"set memory_limit = '{limit}'")
                connection.execute("set temp_directory = $place", {"place": str(place / "spill")})
                further = own_relations(connection, folder, batches)
                before = None
                if former and (folder / former / "articles.parquet").exists():
                    source = parquet(folder / former / "articles")
                    before = connection.execute(
                        f"select article_id, position as place from read_parquet({source})"
                    ).df()
                place_articles(connection, order, before, by_date=by_date)
                reasons = {key: reason for batch in batches for key, reason in batch.left.items()}
                fill_tables(connection, further, [*skips, *left_out(connection, reasons)], aliases)
                for name in schema.TABLES:
                    connection.execute(f"copy (from answer_{name}) to {parquet(files / name)} {form(name)}")
                name = f"tables-{content_name(files)}"
                finished(files, folder / name)
                return name
        except duckdb.OutOfMemoryException:
            if limit == MEMORY[-1]:
                raise
        finally:
            connection.close()
    raise AssertionError


def in_memory(
    frames: Sequence[pd.DataFrame],
    rows: Mapping[str, list[dict[str, Any]]],
    order: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    left: Mapping[str, str],
    aliases: pd.DataFrame | None,
) -> Corpus:
    """A corpus of annotated articles that lies in memory, actors joined."""
    connection = database.connect()
    articles = ARTICLES.conform(pd.concat(frames, ignore_index=True).drop(columns="position", errors="ignore"))
    articles = database.plain_types(articles, ARTICLES)
    known = schema.ARTICLES.columns
    further = further_columns([column for column in frame.columns if column not in known] for frame in frames)
    database.create(connection, "own_articles", articles, database.selection(ARTICLES, articles))
    for name, table in LOCAL.items():
        frame = table.frame(rows.get(name, ()))
        database.create(connection, f"own_{name}", frame, database.selection(table, frame))
    place_articles(connection, order, None, by_date=False)
    fill_tables(connection, further, [*skips, *left_out(connection, left)], aliases)
    return as_corpus(connection)


def as_corpus(connection: duckdb.DuckDBPyConnection, *, unfinished: bool = False) -> Corpus:
    """A corpus over the relations `answer_…`, which are read once, here."""
    answers = {name: f"answer_{name}" for name in schema.TABLES}
    for name, answer in answers.items():
        connection.execute(f"create or replace table {name} as from {answer}")
    for (name,) in connection.execute("select view_name from duckdb_views() where not internal").fetchall():
        connection.execute(f"drop view {database.quoted(name)}")
    for name in (
        "links",
        "positions",
        "arrivals",
        "former",
        "answer_skipped",
        *(f"own_{own}" for own in ("articles", *LOCAL)),
    ):
        connection.execute(f"drop table if exists {name}")
    return Corpus.over(connection, unfinished=unfinished)


def left_out(connection: duckdb.DuckDBPyConnection, reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """The articles that have no rows, and why, as rows of `skipped`."""
    if not reasons:
        return []
    database.create(connection, "reasons", pd.DataFrame(list(reasons.items()), columns=["article_id", "reason"]))
    found = connection.execute(
        "select coalesce(a.path, '') as path, r.article_id as item, r.reason from reasons r "
        "join own_articles a using (article_id) join positions p using (article_id) order by p.position"
    ).df()
    return [dict(zip(found.columns, row, strict=True)) for row in found.itertuples(index=False)]


def fill_tables(
    connection: duckdb.DuckDBPyConnection,
    further: Sequence[str],
    skips: Sequence[Mapping[str, Any]],
    aliases: pd.DataFrame | None,
) -> None:
    """Make the relations `answer_…`, one for each table of the schema, from `own_…` and `positions`."""
    join_actors(connection, aliases)
    present = {column[0] for column in connection.execute("from own_articles limit 0").description}
    known = ["p.position" if name == "position" else f"own.{database.quoted(name)}" for name in schema.ARTICLES.columns]
    extra = [
        f"own.{q}" if n in present else f"cast(null as varchar) as {q}" for n in further for q in [database.quoted(n)]
    ]
    connection.execute(
        f"create view answer_articles as select {', '.join(known + extra)} "
        "from own_articles own join positions p using (article_id) order by p.position"
    )
    for name in LINKED:
        connection.execute(f"create view answer_{name} as {linked(name)}")
    connection.execute("create view answer_actors as from actors")
    skipped = one_row_each(skips)
    database.create(connection, "answer_skipped", skipped, database.selection(schema.SKIPPED, skipped))


def one_row_each(skips: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The table `skipped`; several reasons for one article are one row."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for row in skips:
        told = reasons.setdefault((row["path"], row["item"]), [])
        if row["reason"] not in told:
            told.append(row["reason"])
    return schema.SKIPPED.frame({"path": p, "item": i, "reason": "; ".join(r)} for (p, i), r in reasons.items())
