"""From the articles' own rows to the relations that answer: actors joined, rows in order, reasons counted.

own_…         the articles' own rows, from batches or from memory
positions     which article stands where
answer_…      a table of the schema each
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import schema
from kit.formats import one_spelling
from kit.store import database
from kit.store.batches import Written, parquet
from kit.store.corrected import LEFTOVERS, correct_rows, corrections_table
from kit.store.folder import BATCHES
from kit.store.keys import join_actors, with_actors

if TYPE_CHECKING:
    import duckdb

__all__ = ["answered", "fill_tables", "further_columns", "left_out", "own_relations", "place_articles"]

FILE = "kit_file"
# What is known of an article among others, as SQL.
PLACED = {
    "position": "p.position",
    "source": "coalesce(s.one, own.source) as source",
    "printed_source": "coalesce(own.printed_source, case when s.one is not null then own.source end) as printed_source",
}


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
    # A run that was stopped while it took articles out of a batch leaves them in the old one and in the new.
    twice = len(owner) < sum(len(batch.marks) for batch in batches)
    if twice:
        database.create(connection, "owners", pd.DataFrame(list(owner.items()), columns=["article_id", "batch"]))
    for table, known in schema.OWN_TABLES.items():
        if not batches:
            empty = known.frame()
            database.create(connection, f"own_{table}", empty, database.selection(known, empty))
            continue
        files = ", ".join(parquet(folder / BATCHES / batch.name / table) for batch in batches)
        # Batches differ in the columns that the schema does not know.
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
    """The columns that the schema does not know: in their order where all agree, else by name.

    Parameters
    ----------
    told
        Of each batch such columns, those that are empty throughout included.
    """
    found = {tuple(columns) for columns in told}
    return list(found.pop()) if len(found) == 1 else sorted({column for columns in found for column in columns})


def place_articles(
    connection: duckdb.DuckDBPyConnection, order: Iterable[str], before: pd.DataFrame | None, *, by_date: bool
) -> None:
    """Make the table `positions`: the order of loading, then what is left over from before, then the rest by id.

    Parameters
    ----------
    order
        Each `article_id` that the input has, in the order of loading.
    before
        `article_id` and `place` (from 0) in the tables that are there; None where there are none.
    by_date
        Put the input's articles in the order of `published`, undated ones last, then of `path`: files that are read as
        a stream come as they lie, and `kit.load` sorts them so.
    """
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


def left_out(connection: duckdb.DuckDBPyConnection, reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """The articles that have no rows, and why, as rows of `skipped`.

    Parameters
    ----------
    connection
        A database with the relations `own_articles` and `positions`.
    reasons
        By `article_id`; one that is no article of the database is left out.

    Returns
    -------
    list of dict
        `path` (empty where the article came from no file), `item` (its id), `reason`, in the order of articles.
    """
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
    held: pd.DataFrame | None = None,
    corrections: pd.DataFrame | None = None,
) -> None:
    """Make the relations `answer_…`, one for each table of the schema, from `own_…` and `positions`.

    Parameters
    ----------
    further
        The columns of the articles that the schema does not know, in order; one that no batch holds is NA throughout.
    skips
        Rows of `skipped`, in order; several reasons for one item become one row.
    aliases
        The user's table of names that are one.
    held
        The ids that actors have in the tables that are there; see `kit.identities.ids`.
    corrections
        The user's corrections; see `kit.corrections`.
    """
    # Before the join, which then goes by what people say of a name; wishes about who is one come after it.
    reasons, wishes = correct_rows(connection, corrections)
    reasons |= join_actors(connection, aliases, held, wishes)
    lines = corrections_table(corrections, reasons)
    database.create(connection, "answer_corrections", lines, database.selection(schema.CORRECTIONS, lines))
    _spell_outlets(connection)
    # A column that is empty in every batch was never written, and yet the input had it.
    present = {column[0] for column in connection.execute("from own_articles limit 0").description}
    known = [PLACED.get(name, f"own.{database.quoted(name)}") for name in schema.ARTICLES.columns]
    extra = [
        f"own.{q}" if n in present else f"cast(null as varchar) as {q}" for n in further for q in [database.quoted(n)]
    ]
    connection.execute(
        f"create view answer_articles as select {', '.join(known + extra)} "
        "from own_articles own join positions p using (article_id) "
        "left join spellings s on s.printed = own.source order by p.position"
    )
    for name in schema.OWN_TABLES:
        if name in ("articles", "actors"):
            continue
        connection.execute(f"create view answer_{name} as {with_actors(name)}")
    connection.execute("create view answer_actors as from actors")
    skipped = one_row_each(skips)
    database.create(connection, "answer_skipped", skipped, database.selection(schema.SKIPPED, skipped))


def _spell_outlets(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `spellings`: for each printed source that has another, the one spelling of its outlet."""
    # Over the whole corpus, not at loading: which spelling an outlet has most often is known only when all articles
    # are.
    counts = connection.execute("select source, count(*) from own_articles where source is not null group by 1")
    found = [(printed, one) for printed, one in one_spelling(dict(counts.fetchall())).items() if printed != one]
    table = pd.DataFrame(found, columns=["printed", "one"]).astype("string")
    database.create(connection, "spellings", table)


def one_row_each(skips: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The table `skipped`; several reasons for one article are one row."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for row in skips:
        told = reasons.setdefault((row["path"], row["item"]), [])
        if row["reason"] not in told:
            told.append(row["reason"])
    return schema.SKIPPED.frame({"path": p, "item": i, "reason": "; ".join(r)} for (p, i), r in reasons.items())


def answered(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The relations `answer_…` read once and named as the tables, all else let go.

    Parameters
    ----------
    connection
        A database in which `fill_tables` has made them.

    Returns
    -------
    DuckDBPyConnection
        The same, with the tables of `kit.schema.TABLES` alone.
    """
    # Tables, not views: those would sort and link anew at every question.
    for name in schema.TABLES:
        connection.execute(f"create or replace table {name} as from answer_{name}")
    for (name,) in connection.execute("select view_name from duckdb_views() where not internal").fetchall():
        connection.execute(f"drop view {database.quoted(name)}")
    own = [f"own_{name}" for name in schema.OWN_TABLES]
    made = ("links", "ids", "positions", "arrivals", "former", "spellings", "answer_skipped", "answer_corrections")
    for name in (*made, *own, *LEFTOVERS):
        connection.execute(f"drop table if exists {name}")
    return connection
