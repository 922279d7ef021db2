"""Own actor keys of articles become those of the corpus."""

from __future__ import annotations

from kit import schema
from kit.store import database
from kit.store.keys import join_actors


def joined(*own: dict[str, object]):
    """The database after joining; each row is an article's own actor."""
    connection = database.connect()
    table = schema.OWN_TABLES["actors"]
    rows = [{"type": "person", "aliases": [], "mentions": 1, "actor_id": f"own:{row['name']}"} | row for row in own]
    frame = table.frame(rows)
    database.create(connection, "own_actors", frame, database.selection(table, frame))
    articles = schema.OWN_TABLES["articles"]
    places = articles.frame({"article_id": key} for key in dict.fromkeys(row["article_id"] for row in own))
    database.create(connection, "own_articles", places, database.selection(articles, places))
    join_actors(connection, None)
    return connection


def test_every_own_key_has_a_link():
    said = {"a": "mayor", "b": "aide", "c": None}
    rows = [{"article_id": article, "name": "Ann Lee", "role": role} for article, role in said.items()]
    links = joined(*rows).execute("from links order by article_id").fetchall()
    assert links == [(article, "own:Ann Lee", "person:ann-lee", "Ann Lee") for article in "abc"]


def test_an_article_that_has_two_keys_for_one_actor_counts_once():
    who = [{"article_id": "a", "name": name, "type": "organization"} for name in ("World Health Organization", "WHO")]
    other = {"article_id": "b", "name": "WHO", "type": "organization"}
    found = joined(*who, other).execute("select actor_id, mentions, articles from actors").fetchall()
    assert found == [("organization:world-health-organization", 3, 2)]


def test_what_the_articles_say_is_counted_by_article():
    said = {"a": "mayor", "b": "mayor", "c": "senator"}
    rows = [{"article_id": article, "name": "Ann Lee", "role": role} for article, role in said.items()]
    assert joined(*rows).execute("select role from actors").fetchall() == [("mayor",)]


def test_without_actors_the_tables_are_empty():
    connection = joined()
    assert connection.execute("from links").fetchall() == connection.execute("from actors").fetchall() == []
