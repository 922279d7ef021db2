"""Who is one across articles, put in the place of each article's own keys.

The rows of an article name actors by the article's own keys; nothing of its neighbours is in them. `join_actors` finds
who is one, and `with_actors` reads the same rows with the joined actors in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kit import actors, schema
from kit.actors.places import fold
from kit.store import database

if TYPE_CHECKING:
    import duckdb

__all__ = ["join_actors", "with_actors"]

# Articles' own actors of one type, name and country are one to `kit.actors.join`, whatever the article; only of the
# names that the user's table gives to others does it count the types. `first` stands for all that are alike.
SINGLED = """
create view singled as
select *, case when name in (select name from heads) then concat(article_id, ' ', actor_id) else '' end as alone
from own_actors
"""
ALIKE = """
create table alike as
select min(struct_pack(article_id := article_id, local := actor_id)) as first, type, name, country, alone,
    string_agg(distinct role, ' ' order by role) as role,
    list_sort(list_distinct(flatten(list(distinct aliases)))) as aliases, sum(mentions) as mentions
from singled group by type, name, country, alone
"""
LINKS = """
create table links as
select own.article_id, own.actor_id as local, min(f.actor_id) as actor_id, min(f.name) as name
from singled own join alike a on a.type = own.type and a.name = own.name and a.alone = own.alone
    and a.country is not distinct from own.country
join found f on f.article_id = a.first.article_id and f.local = a.first.local
group by 1, 2
"""
# What most of an actor's articles say, of equals the last by spelling; and how many articles there are.
ACTORS = """
create table actors as
with member as (
    select l.actor_id, l.article_id, own.role, own.affiliation, own.country, own.pronouns
    from own_actors own join links l on l.article_id = own.article_id and l.local = own.actor_id
), told as (
    select actor_id, what, value, count(*) as n
    from (unpivot member on role, affiliation, country, pronouns into name what value value) group by all
), commonest as (
    select actor_id, what, arg_max(value, struct_pack(n := n, value := value)) as value from told group by all
), whole as (
    select actor_id, min(value) filter (what = 'role') as role, min(value) filter (what = 'affiliation') as affiliation,
        min(value) filter (what = 'country') as country, min(value) filter (what = 'pronouns') as pronouns
    from commonest group by 1
), spread as (
    select actor_id, count(distinct article_id) as articles from member group by 1
)
select j.* exclude (place) replace (w.role as role, w.affiliation as affiliation, w.country as country,
    w.pronouns as pronouns, s.articles as articles)
from joined j left join whole w using (actor_id) left join spread s using (actor_id) order by j.place
"""


def join_actors(connection: duckdb.DuckDBPyConnection, aliases: pd.DataFrame | None) -> None:
    """Make the tables `links` and `actors` from the relation `own_actors`.

    What comes out depends on the set of articles only, not on their order. Actors that are alike come to Python as one
    row, so that its memory grows with the names and not with the articles.
    """
    database.create(connection, "heads", _heads(connection, aliases))
    connection.execute(SINGLED)
    connection.execute(ALIKE)
    alike = connection.execute(
        "select first.article_id as article_id, first.local as actor_id, type, name, country, role, aliases, mentions "
        "from alike order by first"
    ).df()
    found, joined = actors.join(schema.OWN_TABLES["actors"].conform(alike), aliases)
    del alike
    database.create(connection, "found", found.drop_duplicates(["article_id", "local"]).astype("string"))
    connection.execute(LINKS)
    joined = schema.ACTORS.conform(joined)
    columns = database.selection(schema.ACTORS, joined)
    database.create(connection, "joined", joined.assign(place=range(len(joined))), f"{columns}, place")
    connection.execute(ACTORS)
    connection.execute("drop view singled")
    for name in ("heads", "alike", "found", "joined"):
        connection.execute(f"drop table {name}")


def _heads(connection: duckdb.DuckDBPyConnection, aliases: pd.DataFrame | None) -> pd.DataFrame:
    """The names in the articles that the user's table gives to others."""
    wanted = set() if aliases is None else {fold(name) for name in aliases["name"]}
    names = connection.execute("select distinct name from own_actors").df()["name"] if wanted else ()
    return pd.DataFrame({"name": pd.array([name for name in names if fold(name) in wanted], dtype="string")})


def with_actors(name: str) -> str:
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
