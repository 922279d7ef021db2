"""The tables: each column once, with its type and its meaning; checked on the way in.

Every `start` and `end` is a character offset into the article's `text` (Python string indices, end exclusive),
so that `text[start:end]` is exactly the span; where a row's `field` is "title", into its `title`. Missing is NA. Rows
stand in the order of the articles, of text before title, then of `start`.

Types are pandas' (`string`, `Int64`, `Float64`, `boolean`, `datetime64[us]`) and two of lists, held as Python lists in
columns of dtype object: `strings` (list of str) and `spans` (list of [start, end]).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

import pandas as pd

from kit.errors import SchemaError

__all__ = [
    "ACTORS",
    "ARTICLES",
    "COMMENT_REQUESTS",
    "CORRECTIONS",
    "CUE_TYPES",
    "FIELDED",
    "FIELDS",
    "MENTIONS",
    "OWN_TABLES",
    "QUOTES",
    "ROLES",
    "SCHEMA_VERSION",
    "SENTENCES",
    "SENTIMENT",
    "SKIPPED",
    "SPEAKERS",
    "TABLES",
    "Table",
]

SCHEMA_VERSION = 5

SQL_TYPES = {
    "string": "VARCHAR",
    "Int64": "BIGINT",
    "Float64": "DOUBLE",
    "boolean": "BOOLEAN",
    "datetime64[us]": "TIMESTAMP",
    "strings": "VARCHAR[]",
    "spans": "BIGINT[][]",
}

CUE_TYPES = (
    "say",
    "claim",
    "deny",
    "accuse",
    "promise",
    "warn",
    "demand",
    "ask",
    "think",
    "announce",
    "agree",
    "other",
)


class Table:
    """One table: its name, its key and its columns in order, each `name=(type, meaning)`."""

    def __init__(
        self, name: str, key: tuple[str, ...], /, *, open_ended: bool = False, **columns: tuple[str, str]
    ) -> None:
        self.name = name
        self.key = key
        self.open_ended = open_ended
        self.columns: dict[str, str] = {column: kind for column, (kind, _) in columns.items()}
        self.meanings: dict[str, str] = {column: meaning for column, (_, meaning) in columns.items()}

    def __repr__(self) -> str:
        """What each column means."""
        wide = max(map(len, self.columns))
        rows = [f"  {name:<{wide}}  {kind:<14}  {self.meanings[name]}" for name, kind in self.columns.items()]
        further = ", and whatever else is known" if self.open_ended else ""
        return "\n".join([f"{self.name}, a row for each {', '.join(self.key)}{further}", *rows])

    def frame(self, rows: Iterable[Mapping[str, Any]] = (), *, without: tuple[str, ...] = ()) -> pd.DataFrame:
        """Rows as a table of this shape; absent values become NA, columns named in `without` are left out.

        Raises
        ------
        SchemaError
            If a row holds a column this table does not have, or a value of another type.
        """
        rows = list(rows)
        columns = {name: kind for name, kind in self.columns.items() if name not in without}
        if not self.open_ended:
            for row in rows:
                if unknown := set(row) - set(columns):
                    raise SchemaError(f"{self.name}: no column {sorted(unknown)[0]!r}; it has {', '.join(columns)}")
        extra = dict.fromkeys(name for row in rows for name in row if name not in columns)
        data = {name: self._series(name, [row.get(name) for row in rows], kind) for name, kind in columns.items()}
        for name in extra:
            data[name] = pd.Series([row.get(name) for row in rows]).convert_dtypes()
        return pd.DataFrame(data)

    def conform(self, frame: pd.DataFrame, *, without: tuple[str, ...] = ()) -> pd.DataFrame:
        """The same table with the columns of the schema first, in order, each of its declared type.

        Columns that are absent become NA. Further columns are kept by an open-ended table (`articles`)
        and are an error elsewhere.

        Raises
        ------
        SchemaError
            If a column is unknown, or holds values of another type.
        """
        columns = {name: kind for name, kind in self.columns.items() if name not in without}
        extra = [name for name in frame.columns if name not in columns]
        if extra and not self.open_ended:
            raise SchemaError(f"{self.name}: no column {extra[0]!r}; it has {', '.join(columns)}")
        data = {
            name: self._series(name, frame[name] if name in frame else [None] * len(frame), kind)
            for name, kind in columns.items()
        }
        out = pd.DataFrame(data, index=range(len(frame)))
        for name in extra:
            out[name] = frame[name].array
        return out

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The table itself, if its columns, types and key are as declared.

        Raises
        ------
        SchemaError
            Naming the first column that is missing or of another type, or the key that stands twice.
        """
        for name, kind in self.columns.items():
            if name not in frame:
                there = ", ".join(map(str, frame.columns))
                raise SchemaError(f"{self.name}: column {name!r} is missing; it has {there}")
            if str(frame[name].dtype) != _dtype(kind):
                raise SchemaError(f"{self.name}.{name}: found {frame[name].dtype}; make it {_dtype(kind)}")
        if frame.duplicated(list(self.key)).any():
            twice = frame.loc[frame.duplicated(list(self.key)), list(self.key)].iloc[0].to_dict()
            raise SchemaError(f"{self.name}: the key {twice} appears twice; each must be unique")
        return frame

    def _series(self, name: str, values: Any, kind: str) -> pd.Series:
        if kind in ("strings", "spans"):
            return pd.Series([_as_list(value) for value in values], dtype=object)
        try:
            series: pd.Series[Any] = pd.Series(values).reset_index(drop=True)
            return series.astype(pd.api.types.pandas_dtype(kind))
        except (TypeError, ValueError) as error:
            raise SchemaError(f"{self.name}.{name}: not of type {kind} ({error}); convert the column first") from error


def _dtype(kind: str) -> str:
    return "object" if kind in ("strings", "spans") else kind


def _as_list(value: Any) -> Any:
    """Lists whatever library the value came through; NA (None) where there is none."""
    if value is None or (not hasattr(value, "__len__") and pd.isna(value)):
        return None
    items = value.tolist() if hasattr(value, "tolist") else value
    return [_as_list(item) if hasattr(item, "__len__") and not isinstance(item, str) else item for item in items]


ARTICLES = Table(
    "articles",
    ("article_id",),
    open_ended=True,
    article_id=("string", "first 16 hex digits of the SHA-256 of text, source as printed, and published"),
    position=("Int64", "order of loading, from 0"),
    title=("string", "headline; NA where none is known"),
    text=("string", "the article as read, damaged characters mended; never altered after"),
    source=("string", "outlet, in one spelling throughout a corpus"),
    printed_source=("string", "the outlet as the file prints it, where `source` spells it otherwise; NA: just so"),
    author=("string", "byline"),
    published=("datetime64[us]", "day, and time where given, as printed: without zone"),
    zone=("string", "time zone of `published`, where given"),
    modified=("datetime64[us]", "when the outlet says it last changed the article, as printed: without zone"),
    language=("string", "ISO 639-1; NA where the text is too short to tell"),
    url=("string", "address of the article"),
    path=("string", "file it was read from, as given; archive members as archive.zip/inner.html"),
    truncated=("boolean", "the text was cut by whoever exported it, or is only its teaser or abstract"),
    mended=("string", "which damaged characters were mended while it was read; NA: none"),
)

SKIPPED = Table(
    "skipped",
    ("path", "item"),
    path=("string", "the file"),
    item=("string", "which article: its number in the file, or its article_id; empty for the whole file"),
    reason=("string", "what could not be read, or was left out, and why"),
)

SENTENCES = Table(
    "sentences",
    ("article_id", "sentence"),
    article_id=("string", "the article"),
    sentence=("Int64", "number within the article, from 0"),
    paragraph=("Int64", "number of the paragraph it stands in, from 0"),
    start=("Int64", "first character"),
    end=("Int64", "after the last character"),
    tone=("Float64", "VADER compound, -1 to 1: how the words sound, not towards anybody"),
)

MENTIONS = Table(
    "mentions",
    ("article_id", "mention"),
    article_id=("string", "the article"),
    field=("string", "the field of the article that the places count in: text or title"),
    mention=("Int64", "number within the article, from 0; those of the title go on from the text's"),
    start=("Int64", "first character"),
    end=("Int64", "after the last character"),
    text=("string", "the words"),
    kind=("string", "name, nominal or pronoun"),
    label=("string", "person, organization, location or misc; never NA for a name"),
    actor_id=("string", "whom it stands for; NA where nobody is known"),
    actor=("string", "the actor's name"),
    confidence=("Float64", "0 to 1, calibrated"),
)

ACTORS = Table(
    "actors",
    ("actor_id",),
    actor_id=("string", "type and name, readable: person:vladimir-putin"),
    name=("string", "fullest name found"),
    type=("string", "person, organization, country, place, group or other"),
    role=("string", "what the texts call them: president, research fellow"),
    affiliation=("string", "the body they belong to"),
    country=("string", "ISO 3166-1 alpha-3"),
    pronouns=("string", "those the texts use: he, she, they; NA where none is used"),
    aliases=("strings", "every other name used"),
    mentions=("Int64", "how many mentions in the texts, titles left aside"),
    articles=("Int64", "in how many articles, titles included"),
)

QUOTES = Table(
    "quotes",
    ("article_id", "quote"),
    article_id=("string", "the article"),
    field=("string", "the field of the article that the places count in: text or title"),
    quote=("Int64", "number within the article, from 0; those of the title go on from the text's"),
    start=("Int64", "first character of what is said"),
    end=("Int64", "after the last character of what is said"),
    text=("string", "text[start:end], also when interrupted"),
    spans=("spans", "the spoken parts when interrupted; else NA"),
    said=("string", "only the words spoken: the text, or when interrupted its parts, joined by ' … '"),
    kind=(
        "string",
        "speech: a quote in the narrow sense, which is what is counted; thought: beliefs, hopes, intentions",
    ),
    type=("string", "direct (half of the words or more between quotation marks), mixed (some), indirect (none)"),
    cue=("string", "the words that report: said, according to"),
    cue_start=("Int64", "first character of the cue"),
    cue_end=("Int64", "after the last character of the cue"),
    cue_type=("string", "one of " + ", ".join(CUE_TYPES)),
    negated=("boolean", "the cue is denied: did not say"),
    speaker=("string", "the words that stand for the speaker in the text"),
    speaker_start=("Int64", "first character of the speaker"),
    speaker_end=("Int64", "after the last character of the speaker"),
    actor_id=("string", "the speaker, of several the first (see `speakers`); NA where the text names nobody"),
    actor=("string", "the speaker's name"),
    speaker_type=("string", "named, unnamed, document, outlet, or unsure: too doubtful to name anyone"),
    anonymous=("boolean", "the text says that the name is withheld"),
    reason=("string", "the words that say why the name is withheld"),
    addressee=("string", "who was told: told Newsweek"),
    via=("string", "who relayed it: in comments reported by state media"),
    parent=("Int64", "the quote whose content this one stands in"),
    confidence=("Float64", "0 to 1, calibrated: that these are the words and this is the speaker"),
)

SPEAKERS = Table(
    "speakers",
    ("article_id", "quote", "speaker"),
    article_id=("string", "the article"),
    quote=("Int64", "the quote"),
    speaker=("Int64", "which of those who speak, from 0; `quotes` tells of the first"),
    start=("Int64", "first character of the words that stand for this one; NA where none do"),
    end=("Int64", "after the last character of the words"),
    actor_id=("string", "who speaks; NA where the text names nobody"),
    actor=("string", "the speaker's name"),
    speaker_type=("string", "named, unnamed, document, outlet, or unsure: too doubtful to name anyone"),
    confidence=("Float64", "0 to 1: that these words (none: the quote) stand for just this one, or the likeliest"),
)

SENTIMENT = Table(
    "sentiment",
    ("article_id", "mention"),
    article_id=("string", "the article"),
    field=("string", "the field of the article that the mention stands in: text or title"),
    mention=("Int64", "the mention of the one portrayed"),
    sentence=("Int64", "the sentence it stands in; NA in a title"),
    actor_id=("string", "the one portrayed"),
    actor=("string", "the name of the one portrayed"),
    voice_kind=("string", "own: the article's; quoted: somebody quoted"),
    voice=(
        "string",
        "the speaker's actor_id, of several the first; NA for the article's own voice and for speakers nobody names",
    ),
    voice_name=("string", "the speaker's name"),
    quote=("Int64", "the quote the mention stands in; NA in the article's own voice"),
    label=("string", "negative, neutral or positive; NA: not sure enough"),
    score=("Float64", "P(positive) - P(negative), -1 to 1"),
    confidence=("Float64", "probability of the likeliest label, 0 to 1, calibrated"),
)

ROLES = Table(
    "roles",
    ("article_id", "actor_id", "start"),
    article_id=("string", "the article"),
    actor_id=("string", "whose role"),
    actor=("string", "the actor's name"),
    start=("Int64", "first character of the words that give it"),
    end=("Int64", "after the last character"),
    role=("string", "president, research fellow"),
    affiliation=("string", "the body, where given"),
)

COMMENT_REQUESTS = Table(
    "comment_requests",
    ("article_id", "start"),
    article_id=("string", "the article"),
    start=("Int64", "first character of the sentence"),
    end=("Int64", "after the last character"),
    actor_id=("string", "who was asked"),
    actor=("string", "the actor's name"),
    asked=("string", "the words that name who was asked"),
    outcome=("string", "asked, declined, no reply or replied"),
)

CORRECTIONS = Table(
    "corrections",
    ("line",),
    line=("Int64", "line of the file of corrections, or row of the table"),
    article=("string", "the article_id, whether the corpus has it or not"),
    start=("Int64", "first character; NA where the words alone say the place"),
    end=("Int64", "after the last character"),
    what=("string", "one, two, speaker, no quote, label or no person"),
    value=("string", "who or what it is"),
    note=("string", "the user's"),
    words=("string", "those that stand there, where given"),
    applied=("boolean", "it fits what was found, and is in the other tables"),
    reason=("string", "why not; NA where it was applied"),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ARTICLES,
        SKIPPED,
        SENTENCES,
        MENTIONS,
        ACTORS,
        QUOTES,
        SPEAKERS,
        SENTIMENT,
        ROLES,
        COMMENT_REQUESTS,
        CORRECTIONS,
    )
}


def _less(table: Table, column: str, key: tuple[str, ...], **more: tuple[str, str]) -> Table:
    """A table without one of its columns, with others before it."""
    kept = {name: (kind, table.meanings[name]) for name, kind in table.columns.items() if name != column}
    return Table(table.name, key, open_ended=table.open_ended, **more, **kept)


# Tables whose rows stand in the text or in the title, and what `field` may be asked for.
FIELDED = tuple(name for name, table in TABLES.items() if "field" in table.columns)
FIELDS = ("text", "title", "both")

# An article's own rows, which know nothing of its neighbours: articles without their order, actors by the article's
# own keys and without the count of articles.
OWN_TABLES: dict[str, Table] = {
    "articles": _less(ARTICLES, "position", ARTICLES.key),
    **{name: table for name, table in TABLES.items() if name not in ("articles", "skipped", "actors", "corrections")},
    "actors": _less(ACTORS, "articles", ("article_id", "actor_id"), article_id=("string", "the article")),
}


class _Told(ModuleType):
    """This module, which says at a prompt what its tables hold."""

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, TABLES.values()))


sys.modules[__name__].__class__ = _Told
