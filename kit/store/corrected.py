"""Corrections by hand, put between what the kit found and what the tables say.

Batches keep what was found: the views over them are replaced by others, in which the few articles that a correction is
about have their corrected rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import schema
from kit.corrections.links import Linked, linked
from kit.corrections.rows import Wish, corrected
from kit.store import database

if TYPE_CHECKING:
    import duckdb

__all__ = ["LEFTOVERS", "correct_links", "correct_rows", "corrections_table"]

Row = dict[str, Any]
Reasons = dict[int, str]
TABLES = [name for name in schema.OWN_TABLES if name not in ("articles", "sentences")]
# What is made on the way.
LEFTOVERS = [
    "corrected_articles",
    "wished_articles",
    *(f"{made}_{name}" for made in ("before", "corrected") for name in TABLES),
]
MERGED = ("role", "affiliation", "country", "pronouns")


def correct_rows(connection: duckdb.DuckDBPyConnection, corrections: pd.DataFrame | None) -> tuple[Reasons, list[Wish]]:
    """Replace the relations `own_…` by corrected ones.

    Parameters
    ----------
    connection
        A database with the relations `own_…`; what was found stays in `before_…`.
    corrections
        Lines as `kit.corrections.read_corrections` gives them, about texts only; None for none.

    Returns
    -------
    reasons
        By the number of a line, why it was left out; lines that were applied are not in it.
    wishes
        What is left for the join across articles, in the order of `article_id`.
    """
    if corrections is None or corrections.empty:
        return {}, []
    lines = _rows(corrections)
    # Only the rows of these few articles come to Python; all others stay where they lie.
    there = _among(connection, "corrected_articles", {line["article"] for line in lines})
    texts = dict(connection.execute(f"select article_id, text from own_articles {there}").fetchall())
    found: dict[str, dict[str, list[Row]]] = {article: {name: [] for name in TABLES} for article in texts}
    # Corrections are of the text: what stands in titles stays as it is.
    titles: dict[str, list[Row]] = {name: [] for name in TABLES}
    for name in TABLES:
        for row in _rows(database.fetch(connection.execute(f"from own_{name} {there}"))):
            (titles[name] if row.get("field") == "title" else found[row["article_id"]][name]).append(row)
    reasons: Reasons = {
        line["line"]: "the corpus has no such article" for line in lines if line["article"] not in texts
    }
    wishes: list[Wish] = []
    whole: dict[str, list[Row]] = {name: [] for name in TABLES}
    # In an order of their own, so that the result does not hang on that of the lines.
    for article in sorted(texts):
        here = corrected(article, texts[article], found[article], [one for one in lines if one["article"] == article])
        reasons |= here.reasons
        wishes += here.wishes
        for name in TABLES:
            whole[name] += here.rows[name]
    for name in TABLES:
        frame = schema.OWN_TABLES[name].frame([*whole[name], *titles[name]])
        database.create(connection, f"corrected_{name}", frame, database.selection(schema.OWN_TABLES[name], frame))
        # From a folder they are views, in memory tables; SQL renames either, but only by its kind.
        kind = connection.execute(
            "select table_type from information_schema.tables where table_name = $name", {"name": f"own_{name}"}
        ).fetchall()[0][0]
        connection.execute(f"alter {'view' if kind == 'VIEW' else 'table'} own_{name} rename to before_{name}")
        connection.execute(
            f"create view own_{name} as select * from before_{name} where article_id not in "
            f"(select article_id from corrected_articles) union all by name from corrected_{name}"
        )
    return reasons, wishes


def correct_links(connection: duckdb.DuckDBPyConnection, wishes: Sequence[Wish]) -> Reasons:
    """Change `links` and `joined` as was wished.

    Parameters
    ----------
    connection
        A database with the tables `links` and `joined` of a join, and the relation `own_actors`.
    wishes
        What `correct_rows` left for the join.

    Returns
    -------
    dict
        By the number of a line, why it was left out.
    """
    if not wishes:
        return {}
    there = _among(connection, "wished_articles", {wish.article for wish in wishes})
    links: dict[tuple[str, str], str] = {}
    within: dict[str, set[str]] = {}
    for article, own, actor_id in connection.execute(f"select article_id, own, actor_id from links {there}").fetchall():
        links[article, own] = actor_id
        within.setdefault(article, set()).add(actor_id)
    kinds = connection.execute(f"select article_id, actor_id, type from own_actors {there}").fetchall()
    actors = _rows(database.fetch(connection.execute("from joined")))
    types = {(article, own): kind for article, own, kind in kinds}
    done = linked(wishes, links, types, actors, within)
    _apply(connection, done, links, {row["actor_id"]: row for row in actors})
    return done.reasons


def corrections_table(corrections: pd.DataFrame | None, reasons: Mapping[int, str]) -> pd.DataFrame:
    """The table `corrections`: each line, and whether it was applied.

    Parameters
    ----------
    corrections
        Lines as `kit.corrections.read_corrections` gives them; None for none, which is an empty table.
    reasons
        By the number of a line, why it was left out; what is absent was applied.
    """
    rows = [] if corrections is None else _rows(corrections)
    return schema.CORRECTIONS.frame(
        {**row, "applied": row["line"] not in reasons, "reason": reasons.get(row["line"])} for row in rows
    )


def _apply(
    connection: duckdb.DuckDBPyConnection,
    done: Linked,
    links: Mapping[tuple[str, str], str],
    actors: Mapping[str, Row],
) -> None:
    """Write moved links, actors that are new, and actors that are one."""
    # After all others: an actor made by hand moves nobody's place.
    place = max((int(row["place"]) for row in actors.values()), default=-1) + 1
    known = dict(actors)
    for actor_id in sorted(done.made):
        known[actor_id] = dict.fromkeys(schema.ACTORS.columns) | done.made[actor_id] | {"place": place}
        place += 1
    home = {actor_id: done.heads.get(actor_id, actor_id) for actor_id in known}
    for other, head in sorted(done.heads.items()):
        _merge(known[head], known[other])
    for (article, own), actor_id in sorted(done.moves.items()):
        head = home[actor_id]
        values = {"article": article, "own": own, "who": head, "name": known[head]["name"]}
        change = (
            "update links set actor_id = $who, name = $name where article_id = $article and own = $own"
            if (article, own) in links
            else "insert into links (article_id, own, actor_id, name) values ($article, $own, $who, $name)"
        )
        connection.execute(change, values)
    # Last: whatever was moved to one of the two goes along when they become one.
    for other, head in sorted(done.heads.items()):
        values = {"other": other, "who": head, "name": known[head]["name"]}
        connection.execute("update links set actor_id = $who, name = $name where actor_id = $other", values)
    changed = {*done.made, *done.heads, *done.heads.values(), *done.moves.values()}
    changed |= {links[own] for own in done.moves if own in links}
    _rewrite(connection, [known[actor_id] for actor_id in sorted(changed)])


def _rewrite(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """Put these rows in the place of theirs in `joined`; those who stand nowhere any more are left out."""
    columns = [name for name in schema.ACTORS.columns if name != "articles"]
    # In how many articles somebody stands is counted afterwards, from the links.
    frame = schema.ACTORS.frame([{name: row[name] for name in columns} for row in rows], without=("articles",))
    selection = database.selection(schema.ACTORS, frame)
    database.create(connection, "rewritten", frame.assign(place=[row["place"] for row in rows]), f"{selection}, place")
    connection.execute("delete from joined where actor_id in (select actor_id from rewritten)")
    connection.execute(
        """insert into joined by name select r.* replace (coalesce(n.mentions, 0) as mentions) from rewritten r
        join (select l.actor_id, sum(o.mentions)::bigint as mentions from links l
            left join own_actors o on o.article_id = l.article_id and o.actor_id = l.own
            where l.actor_id in (select actor_id from rewritten) group by 1) n using (actor_id)"""
    )
    connection.execute("drop table rewritten")


def _merge(head: Row, other: Row) -> None:
    """What is known of the other is known of the head, where that has nothing."""
    for name in MERGED:
        head[name] = head[name] if head[name] is not None else other[name]
    names = {*(head["aliases"] or ()), *(other["aliases"] or ()), other["name"]} - {head["name"]}
    head["aliases"] = sorted(names) or None


def _among(connection: duckdb.DuckDBPyConnection, name: str, articles: Iterable[str]) -> str:
    """The condition, in SQL, that a row is of one of these articles, which are put into a table of this name."""
    frame = pd.DataFrame({"article_id": pd.array(sorted(articles), dtype="string")})
    database.create(connection, name, frame)
    return f"where article_id in (select article_id from {name})"


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Rows as dicts of Python's own values, every kind of missing as None."""
    # As objects first, for pandas would make floats of whole numbers beside a missing one.
    rows = frame.astype(object).to_dict("records")
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    # DuckDB gives lists as arrays, which `pd.isna` would answer with one truth value for each element.
    if hasattr(value, "__len__") and not isinstance(value, str):
        return [_plain(item) for item in value]
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
