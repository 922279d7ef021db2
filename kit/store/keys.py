"""The articles' own actor keys, and those of the corpus in their place.

The rows of an article name actors by the article's own keys; nothing of its neighbours is in them. `join_actors` has
`kit.identities.across` say who is one, and `with_actors` reads the same rows with the joined actors in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from kit import schema
from kit.corrections.rows import Wish
from kit.identities import across
from kit.store import database
from kit.store.corrected import correct_links

if TYPE_CHECKING:
    import duckdb

__all__ = ["join_actors", "with_actors"]

# Strings come to Python as categories: each once, whatever the number of articles.
SHARED = [name for name in across.COLUMNS if name not in ("mentions", "published")]
OWN = {name: f"o.{name}" for name in across.COLUMNS} | {
    "aliases": "nullif(array_to_string(o.aliases, chr(31)), '')",
    "source": "a.source",
    "published": "a.published",
}
# Columns that hold a key of an actor: what the links are called there, and where the actor's name stands.
NAMED = {"actor_id": ("who", "actor"), "voice": ("speaking", "voice_name")}
ACTORS = """
create table actors as
select j.* exclude (place), s.articles
from joined j left join (select actor_id, count(distinct article_id) as articles from links group by 1) s
using (actor_id) order by j.place
"""


def join_actors(
    connection: duckdb.DuckDBPyConnection,
    aliases: pd.DataFrame | None,
    held: pd.DataFrame | None = None,
    wishes: Sequence[Wish] = (),
) -> dict[int, str]:
    """Make the tables `links`, `actors` and `ids` from the relations `own_actors` and `own_articles`.

    What comes out depends on the set of articles only, not on their order, and on the ids that are held (`ids` of a
    former join). What people wish of the join comes last; by line, why it was left out.
    """
    own = _own(connection)
    found = across.join(own, aliases, held)
    # The largest table that Python holds here; what follows needs its room.
    del own
    columns = ", ".join(f"cast({name} as varchar) as {name}" for name in found.links.columns)
    database.create(connection, "links", found.links, columns)
    columns = database.selection(schema.ACTORS, found.actors)
    database.create(connection, "joined", found.actors.assign(place=range(len(found.actors))), f"{columns}, place")
    database.create(connection, "ids", found.ids)
    reasons = correct_links(connection, wishes)
    connection.execute(ACTORS)
    connection.execute("drop table joined")
    return reasons


def _own(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The articles' own actors, as `across` takes them."""
    source = "from own_actors o join own_articles a using (article_id)"
    for name in SHARED:
        connection.execute(
            f"create type kind_{name} as enum (select distinct {OWN[name]} as value {source} "
            f"where {OWN[name]} is not null order by value)"
        )
    columns = [f"cast({OWN[name]} as kind_{name}) as {name}" if name in SHARED else OWN[name] for name in OWN]
    own: pd.DataFrame = connection.execute(f"select {', '.join(columns)} {source}").df()
    for name in SHARED:
        connection.execute(f"drop type kind_{name}")
    return own


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
    keys = [key for key in ("field", "start", *table.key) if key in table.columns and key != "article_id"]
    order = ", ".join(["p.position", *(f"t.{key}" for key in keys)])
    return f"select {columns} from own_{name} t join positions p using (article_id) {links} order by {order}"
