"""The articles' own actor keys, and those of the corpus in their place.

The rows of an article name actors by the article's own keys; nothing of its neighbours is in them. `join_actors` has
`kit.actors.across` say who is one, and `with_actors` reads the same rows with the joined actors in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kit import schema
from kit.actors import across
from kit.store import database

if TYPE_CHECKING:
    import duckdb

__all__ = ["join_actors", "with_actors"]

# Own actors that are alike in all that `across` looks at are one to it, whatever the article; `first` stands for them.
SEEN = ("type", "name", *across.TOLD)
ALIKE = f"""
create table alike as
select min(struct_pack(article_id := article_id, own := actor_id)) as first, {", ".join(SEEN)},
    coalesce(list_sort(list_distinct(flatten(list(distinct aliases)))), []) as aliases,
    sum(mentions)::bigint as mentions, count(*) as n
from own_actors group by all
"""
# Columns that hold a key of an actor: what the links are called there, and where the actor's name stands.
NAMED = {"actor_id": ("who", "actor"), "voice": ("speaking", "voice_name")}
LINKS = f"""
create table links as
select o.article_id, o.actor_id as own, f.actor_id, f.name
from own_actors o join alike a on {" and ".join(f"a.{name} is not distinct from o.{name}" for name in SEEN)}
join found f on f.article_id = a.first.article_id and f.own = a.first.own
"""
ACTORS = """
create table actors as
select j.* exclude (place), s.articles
from joined j left join (select actor_id, count(distinct article_id) as articles from links group by 1) s
using (actor_id) order by j.place
"""


def join_actors(connection: duckdb.DuckDBPyConnection, aliases: pd.DataFrame | None) -> None:
    """Make the tables `links` and `actors` from the relation `own_actors`.

    What comes out depends on the set of articles only, not on their order. Own actors that are alike come to Python as
    one row, so that its memory grows with the names and what is said of them, not with the articles.
    """
    connection.execute(ALIKE)
    alike = connection.execute(
        f"select first.article_id as article_id, first.own as actor_id, {', '.join(SEEN)}, aliases, "
        "mentions, n from alike order by first"
    ).df()
    alike["aliases"] = [list(names) for names in alike["aliases"]]
    found, joined = across.join(alike, aliases)
    del alike
    database.create(connection, "found", found)
    connection.execute(LINKS)
    columns = database.selection(schema.ACTORS, joined)
    database.create(connection, "joined", joined.assign(place=range(len(joined))), f"{columns}, place")
    connection.execute(ACTORS)
    for name in ("alike", "found", "joined"):
        connection.execute(f"drop table {name}")


def with_actors(name: str) -> str:
    """The rows of a table with joined actors, in order, as SQL over `own_…`, `links` and `positions`.

    Every key of an actor (`actor_id`, `voice`) becomes the joined one, and the joined actor's name stands beside it; an
    own key that is NA stays NA.
    """
    table = schema.TABLES[name]
    joins = {column: alias for column, (alias, _) in NAMED.items() if column in table.columns}
    told = {column: f"{alias}.actor_id" for column, alias in joins.items()}
    told |= {NAMED[column][1]: f"{alias}.name" for column, alias in joins.items()}
    columns = ", ".join(f"{told.get(column, f't.{column}')} as {database.quoted(column)}" for column in table.columns)
    links = " ".join(
        f"left join links {alias} on {alias}.article_id = t.article_id and {alias}.own = t.{column}"
        for column, alias in joins.items()
    )
    keys = [key for key in ("start", *table.key) if key in table.columns and key != "article_id"]
    order = ", ".join(["p.position", *(f"t.{key}" for key in keys)])
    return f"select {columns} from own_{name} t join positions p using (article_id) {links} order by {order}"
