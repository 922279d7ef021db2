"""The Corpus: the tables together, SQL over them, smaller corpora of some of the articles, save and open.

A corpus in memory and one in a folder are the same to whoever asks: every question is SQL over DuckDB relations.
"""

from __future__ import annotations

import itertools
import re
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kit import schema
from kit.corrections import read_corrections
from kit.errors import CorpusError, MeasureError
from kit.identities.aliases import read_aliases
from kit.store import answers, database
from kit.store.card import SHOWN, Contents, html_card, text_card
from kit.store.near_copies import near_copies

if TYPE_CHECKING:
    import duckdb

__all__ = ["OPEN", "Corpus", "asked_of", "open_corpus"]

TEXTS_AT_ONCE = 2_000
_numbers = itertools.count(1)
# Those that are open in this process: a table shown to readers takes from them where and when its articles stood.
OPEN: weakref.WeakSet[Corpus] = weakref.WeakSet()


class Corpus:
    """Annotated articles: each table of `kit.schema.TABLES` as an attribute.

    A table is fetched when first asked for and then kept; in a corpus opened from a folder nothing is read before.
    Changing a fetched table changes neither the corpus nor the answers of `sql`.
    """

    articles: pd.DataFrame
    skipped: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame
    speakers: pd.DataFrame
    sentiment: pd.DataFrame
    roles: pd.DataFrame
    comment_requests: pd.DataFrame
    corrections: pd.DataFrame
    field: str | None
    """What `in_field` narrowed it to; None where its tables hold what stands in texts and what stands in titles."""
    unfinished: bool
    """The run that writes this folder was stopped, or goes on; these are the batches that are finished."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """A corpus of these tables; those that are absent are empty, but `speakers`: those that `quotes` tells of.

        Raises
        ------
        MeasureError
            If a table is unknown.
        SchemaError
            If a table has a wrong column, type or key.
        """
        if unknown := set(tables) - set(schema.TABLES):
            known = ", ".join(schema.TABLES)
            raise MeasureError(f"corpus: no table {sorted(unknown)[0]!r}; the tables are {known}")
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._schema = "main"
        self._of: Corpus | None = None
        self.field: str | None = None
        self._frames: dict[str, pd.DataFrame] = {}
        self._duplicates: pd.DataFrame | None = None
        self.unfinished = False
        OPEN.add(self)
        for name, table in schema.TABLES.items():
            given = tables[name] if name in tables else _first_speakers(tables) if name == "speakers" else table.frame()
            frame = table.conform(given)
            self._frames[name] = table.check(database.plain_types(frame, table))

    @classmethod
    def over(cls, connection: duckdb.DuckDBPyConnection, *, within: str = "main", unfinished: bool = False) -> Corpus:
        """A corpus over a database in which every table is a relation already; nothing is read."""
        corpus = cls.__new__(cls)
        corpus._connection = connection
        corpus._schema = within
        corpus._of = None
        corpus.field = None
        corpus._frames = {}
        corpus._duplicates = None
        corpus.unfinished = unfinished
        OPEN.add(corpus)
        return corpus

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in schema.TABLES:
            raise AttributeError(f"a corpus has no {name!r}; its tables are {', '.join(schema.TABLES)}")
        if name not in self._frames:
            table = schema.TABLES[name]
            self._frames[name] = table.conform(self.sql(database.in_order(table)))
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *schema.TABLES})

    def sql(self, query: str, parameters: Mapping[str, Any] | list[Any] | None = None) -> pd.DataFrame:
        """The answer to an SQL question (DuckDB) over the tables.

        Parameters
        ----------
        parameters
            Values for `$name` in the query, or a list for `?`.

        Returns
        -------
        DataFrame
            Columns of type string, Int64, Float64, boolean or datetime64[us]; missing is NA.

        Raises
        ------
        MeasureError
            If DuckDB does not understand the question.
        CorpusError
            If a file of the corpus is damaged or gone.
        """
        import duckdb

        # A cursor each: the schema that is set for one part must not be that of another that is asked meanwhile.
        cursor = self._database().cursor()
        try:
            cursor.execute(f"set schema = '{self._schema}'")
            cursor.execute(query, parameters)
            answer = database.fetch(cursor)
            answer.attrs["kit"] = "sql"  # by which a notebook knows it as one of ours
            return answer
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            # DuckDB has the same errors for a damaged file and for a file that the user's question names.
            if "parquet" not in str(error).lower():
                raise MeasureError(f"sql: {_line(error)}; the tables are {', '.join(schema.TABLES)}") from error
            raise CorpusError(f"corpus: {_line(error)}; a file is damaged or gone, annotate again") from error
        except duckdb.BinderException as error:
            raise MeasureError(f"sql: {_line(error)}; {self._columns_asked(query)}") from error
        except duckdb.Error as error:
            raise MeasureError(f"sql: {_line(error)}; the tables are {', '.join(schema.TABLES)}") from error
        finally:
            cursor.close()

    def _columns_asked(self, query: str) -> str:
        """The columns of the tables that a question names."""
        named = [name for name in schema.TABLES if re.search(rf"\b{name}\b", query)] or list(schema.TABLES)
        return "; ".join(f"{name} has {', '.join(self.columns(name))}" for name in named)

    def where(self, condition: str) -> Corpus:
        """A corpus of those articles only, and the actors that stand in them.

        Parameters
        ----------
        condition
            SQL over the columns of `articles`: `"source = 'Newsweek' and published >= '2024-10-01'"`.

        Raises
        ------
        MeasureError
            If the condition is no SQL, or names a column that `articles` does not have.
        """
        try:
            # The line's end closes a comment in the condition, which would else swallow the bracket.
            kept = self.sql(f"select article_id from articles where ({condition}\n)")
        except MeasureError as error:
            # What `sql` says of tables is no help to whoever wrote a condition only.
            reason = re.split("; (?:the tables are|articles has)", str(error).removeprefix("sql: "))[0]
            raise MeasureError(f"where: {reason}; the columns are {', '.join(self.columns('articles'))}") from None
        return self.only(kept)

    def only(self, kept: pd.DataFrame) -> Corpus:
        """A corpus of the articles whose `article_id` stands in `kept`."""
        # First the articles, then the field: which titles repeat the text is asked of whole tables.
        if self.field is not None and self._of is not None:
            return self._of.only(kept).in_field(self.field)
        connection = self._database()
        name = f"part{next(_numbers)}"
        connection.execute(f"create schema {name}")
        # A view names this table rather than a list of ids, which may be a million long.
        database.create(connection, f"{name}.kept", kept[["article_id"]].astype("string"))
        for table in schema.TABLES.values():
            if "article_id" in table.columns:
                condition = f"article_id in (select article_id from {name}.kept)"
                source = f"{self._schema}.{table.name}"
                connection.execute(f"create view {name}.{table.name} as select * from {source} where {condition}")
        connection.execute(f"create view {name}.skipped as select * from {self._schema}.skipped")
        connection.execute(
            f"create view {name}.corrections as select * from {self._schema}.corrections "
            f"where article in (select article_id from {name}.kept)"
        )
        connection.execute(_ACTORS_OF_PART.format(part=name, whole=self._schema))
        return self._part(name)

    def in_field(self, field: str | None = None) -> Corpus:
        """A corpus in which mentions, quotes, speakers and sentiment are those of one field of the articles.

        Parameters
        ----------
        field
            "text", "title", or "both"; of an article whose text begins with its title, "both" takes the text only, so
            that nothing counts twice. None, as every measure has it, is "text" in a corpus that was not asked for
            another before, and changes nothing in one that was.

        Raises
        ------
        MeasureError
            If the field is none of these.
        """
        if field is not None and field not in schema.FIELDS:
            raise MeasureError(f"field={field!r}: no such field; choose {', '.join(schema.FIELDS)}")
        if self.field is not None and field in (None, self.field):
            return self
        if self.field is not None and self._of is not None:
            return self._of.in_field(field)
        part = self._with_rows(dict.fromkeys(schema.FIELDED, _IN_FIELD[field or "text"]))
        part.field = field or "text"
        return part

    def rows_where(self, conditions: Mapping[str, str]) -> Corpus:
        """A corpus of the same articles, with only some rows of the tables named: of `quotes`, their speakers go along.

        Parameters
        ----------
        conditions
            By the name of the table, SQL over its columns; `{whole}.quotes` in it is a table with all its rows.
        """
        if self.field is not None and self._of is not None:
            return self._of.rows_where(conditions).in_field(self.field)
        return self._with_rows(conditions)

    def _with_rows(self, conditions: Mapping[str, str]) -> Corpus:
        connection = self._database()
        name = f"part{next(_numbers)}"
        connection.execute(f"create schema {name}")
        for table in schema.TABLES:
            within = conditions.get(table, "true").replace("{whole}", self._schema)
            if table == "speakers":
                # Speakers go with their quote, which is the only thing that says whether they are still there.
                within = f"(article_id, quote) in (select (article_id, quote) from {name}.quotes)"
            connection.execute(f"create view {name}.{table} as select * from {self._schema}.{table} where ({within})")
        return self._part(name)

    def _part(self, name: str) -> Corpus:
        """The corpus over the views of a schema, which goes with it."""
        part = Corpus.over(self._database(), within=name, unfinished=self.unfinished)
        part._of = self  # whose views these views read
        # A notebook that narrows a corpus in a loop would else fill the database with views that nobody can reach.
        weakref.finalize(part, _drop, self._database(), name)
        return part

    def duplicates(self) -> pd.DataFrame:
        """Articles of which another is a near copy: `article_id`, `group` (its first article), `articles` (how many).

        See `kit.store.near_copies` for what counts as one. Computed once.
        """
        if self._duplicates is None and self.field is not None and self._of is not None:
            self._duplicates = self._of.duplicates()
        if self._duplicates is None:
            self._duplicates = near_copies(self._texts())
        return self._duplicates

    def unique(self) -> Corpus:
        """A corpus in which wire copy counts once: of each group of near copies the first in order of loading."""
        found = self.duplicates()
        copies = found[found["article_id"] != found["group"]]
        if copies.empty:
            return self
        articles = self.sql("select article_id from articles")
        return self.only(articles[~articles["article_id"].isin(copies["article_id"])])

    @property
    def whole(self) -> bool:
        """Whether this is no part of another corpus."""
        return self._of is None

    def columns(self, name: str) -> list[str]:
        """The columns of a table, without reading it."""
        return (
            list(self._frames[name].columns) if name in self._frames else list(self.sql(f"from {name} limit 0").columns)
        )

    def count(self, name: str) -> int:
        """How many rows a table has, without reading it."""
        return (
            len(self._frames[name]) if name in self._frames else int(self.sql(f"select count(*) as n from {name}").n[0])
        )

    def save(self, folder: str | Path) -> None:
        """Write the corpus as Parquet, so that `kit.open` reads it; a corpus saved there before is replaced as a whole.

        Raises
        ------
        CorpusError
            If the folder holds anything else, or cannot be written.
        """
        answers.save_folder(Path(folder), self.sql, articles=len(self), complete=not self.unfinished)

    def __len__(self) -> int:
        return self.count("articles")

    def __repr__(self) -> str:
        return text_card(self._contents())

    def _repr_html_(self) -> str:
        return html_card(self._contents())

    def _database(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            # Only when first asked: a corpus of frames that nobody asks in SQL needs no database.
            self._connection = database.connect()
            for name, frame in self._frames.items():
                database.create(self._connection, name, frame, database.selection(schema.TABLES[name], frame))
        return self._connection

    def _texts(self) -> Iterator[tuple[str, str]]:
        """Article and text, in the order of loading, so many at a time."""
        # By position rather than by offset, which would read from the start for each piece.
        top = self.sql("select max(position) as top from articles").top[0]
        for start in range(0, 0 if pd.isna(top) else int(top) + 1, TEXTS_AT_ONCE):
            chunk = self.sql(
                "select article_id, text from articles where position between $start and $stop order by position",
                {"start": start, "stop": start + TEXTS_AT_ONCE - 1},
            )
            yield from zip(chunk["article_id"], chunk["text"], strict=True)

    def _contents(self) -> Contents:
        span = self.sql("select min(published) as first, max(published) as last from articles").iloc[0]
        return Contents(
            counts={name: self.count(name) for name in schema.TABLES},
            thoughts=int(self.sql("select count(*) as n from quotes where kind = 'thought'")["n"].iloc[0]),
            columns={name: self.columns(name) for name in schema.TABLES},
            first=span["first"],
            last=span["last"],
            skipped=self.sql(f"from skipped limit {SHOWN}"),
            unfinished=self.unfinished,
        )


def asked_of(given: Any, by: str) -> Corpus:
    """What a function was given as its corpus, if it is one.

    Raises
    ------
    MeasureError
        Naming the function (`by`) and what it was given.
    """
    if not isinstance(given, Corpus):
        kind = type(given).__name__
        raise MeasureError(f"{by}: found {kind}, not a Corpus; kit.annotate(…) and kit.read_corpus(…) make one")
    return given


def open_corpus(
    folder: str | Path,
    *,
    aliases: str | Path | pd.DataFrame | None = None,
    corrections: str | Path | pd.DataFrame | None = None,
) -> Corpus:
    """A corpus that `kit.annotate(…, out=folder)` or `Corpus.save` wrote; its tables are read when asked for.

    Parameters
    ----------
    folder
        Where it was written.
    aliases
        CSV or DataFrame of names that are one or apart (`name`, `alias`, `apart`), other than those that it was
        annotated with.
    corrections
        CSV or DataFrame of other corrections than those that it was annotated with.

    Raises
    ------
    CorpusError
        If the folder is no corpus, is damaged, or was made by another schema or model.

    Examples
    --------
    >>> kit.read_corpus("seeds/").save("corpus/")
    >>> len(kit.open("corpus/"))
    1
    """
    if not isinstance(folder, str | Path):
        raise CorpusError(f"open: found {type(folder).__name__}, not a folder; kit.annotate(…, out=FOLDER) writes one")
    known = read_aliases(aliases), read_corrections(corrections)
    connection, complete = answers.open_folder(Path(folder), *known)
    return Corpus.over(connection, unfinished=not complete)


def _first_speakers(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The table `speakers` of quotes of which no more is known than their one speaker."""
    quotes = tables.get("quotes", schema.QUOTES.frame())
    columns = ["article_id", "quote", "actor_id", "actor", "speaker_type", "confidence"]
    places = {"speaker_start": "start", "speaker_end": "end"}
    found = quotes[[name for name in (*columns, *places) if name in quotes]]
    return found.rename(columns=places).assign(speaker=0)


# Rows of which no field is known are the text's.
_IN_FIELD = {
    "text": "field is distinct from 'title'",
    "title": "field = 'title'",
    "both": """(field is distinct from 'title' or article_id not in (
        select article_id from {whole}.articles where starts_with(ltrim("text"), title)))""",
}
# Counts are those of the part; who is named by a speaker's or voice's id alone stays as well.
_ACTORS_OF_PART = """
create table {part}.actors as
with found as (
    select actor_id, count(*) as mentions, count(distinct article_id) as articles
    from {part}.mentions where actor_id is not null and field is distinct from 'title' group by 1
), named as (
    select actor_id, article_id from {part}.mentions
    union select actor_id, article_id from {part}.quotes
    union select actor_id, article_id from {part}.speakers
    union select voice, article_id from {part}.sentiment
    union select actor_id, article_id from {part}.roles
    union select actor_id, article_id from {part}.comment_requests
), standing as (
    select actor_id, count(distinct article_id) as articles from named group by 1
)
select a.* replace (coalesce(f.mentions, 0) as mentions, s.articles as articles)
from {whole}.actors a join standing s using (actor_id) left join found f using (actor_id)
order by a.actor_id
"""


def _drop(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    import duckdb

    try:
        connection.execute(f"drop schema if exists {name} cascade")
    except duckdb.Error:  # the database is closed already
        return


def _line(error: Exception) -> str:
    """The first line of DuckDB's message, which then draws the query."""
    return str(error).strip().partition("\n")[0].rstrip(".")
