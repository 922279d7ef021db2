"""Who is one across articles, put in the place of each article's own keys.

The rows of an article name actors by the article's own keys; nothing of its neighbours is in them. `join_actors` finds
who is one, and `linked` reads the same rows with the joined actors in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import actors, schema
from kit.corpus import database

if TYPE_CHECKING:
    import duckdb

__all__ = ["ARTICLES", "LINKED", "LOCAL", "join_actors", "linked"]

CHUNK = 4  # of DuckDB's vectors of 2,048 rows

# What an article's own rows are: `actors` without the count of articles.
LOCAL: dict[str, schema.Table] = {
    name: table for name, table in schema.TABLES.items() if name not in ("articles", "skipped", "actors")
}
LINKED = tuple(LOCAL)
LOCAL["actors"] = schema.Table(
    "actors",
    ("article_id", "actor_id"),
    open_ended=False,
    article_id=("string", "the article"),
    **{
        name: (kind, schema.ACTORS.meanings[name]) for name, kind in schema.ACTORS.columns.items() if name != "articles"
    },
)

# Their order is a matter of the corpus, not of an article.
ARTICLES = schema.Table(
    "articles",
    ("article_id",),
    open_ended=True,
    **{
        name: (kind, schema.ARTICLES.meanings[name])
        for name, kind in schema.ARTICLES.columns.items()
        if name != "position"
    },
)


def join_actors(connection: duckdb.DuckDBPyConnection, aliases: pd.DataFrame | None) -> None:
    """Make the tables `links` and `actors` from the relation `own_actors`.

    What comes out depends on the set of articles only, not on their order.
    """
    links, joined = actors.join(_own_actors(connection), aliases)
    links = links.drop_duplicates(["article_id", "local"]).astype(
        dict.fromkeys(("article_id", "local", "actor_id", "name"), "string")
    )
    database.create(connection, "links", links)
    joined = schema.ACTORS.conform(joined)
    database.create(connection, "actors", joined, database.selection(schema.ACTORS, joined))


def _own_actors(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All articles' own actors; a word that stands in many rows is held once."""
    table = LOCAL["actors"]
    answer = connection.execute("from own_actors order by article_id, actor_id, name")
    words: dict[Any, Any] = {}
    parts = [table.frame()]
    while len(chunk := answer.fetch_df_chunk(CHUNK)):
        part = table.conform(chunk)
        for column in (name for name, kind in table.columns.items() if kind == "string"):
            once = [words.setdefault(value, value) for value in part[column].array]
            part[column] = pd.array(once, dtype="string")
        parts.append(part)
    return pd.concat(parts[1:] or parts, ignore_index=True)


def linked(name: str) -> str:
    """The rows of a table with joined actors, in order, as SQL over `own_…`, `links` and `positions`."""
    table = schema.TABLES[name]
    joins = {"actor_id": "who"} | ({"voice": "speaking"} if "voice" in table.columns else {})
    joins = {column: alias for column, alias in joins.items() if column in table.columns}
    told = {column: f"{alias}.actor_id" for column, alias in joins.items()}
    told |= {
        f"{column.removesuffix('_id')}{'' if column == 'actor_id' else '_name'}": f"{a}.name"
        for column, a in joins.items()
    }
    columns = ", ".join(f"{told.get(column, f't.{column}')} as {database.quoted(column)}" for column in table.columns)
    links = " ".join(
        f"left join links {alias} on {alias}.article_id = t.article_id and {alias}.local = t.{column}"
        for column, alias in joins.items()
    )
    keys = [key for key in ("start", *table.key) if key in table.columns and key != "article_id"]
    order = ", ".join(["p.position", *(f"t.{key}" for key in keys)])
    return f"select {columns} from own_{name} t join positions p using (article_id) {links} order by {order}"
