"""What every article is given once, from whatever it came: clean fields, its day, its language, its id.

Articles of files (`loading`) and of any table (`complete`) go through `settle`, so that both have the same ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.errors import LoadError
from kit.formats.reading.dates import order_of_language, read_date
from kit.formats.reading.identity import article_id, without_surrogates
from kit.formats.reading.languages import declared_language, language_of
from kit.formats.reading.log import Account
from kit.formats.reading.registry import Article

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Settled", "complete", "named_twice", "settle", "with_named_index"]

ONE_LINE = ("title", "source", "printed_source", "author", "url", "zone", "language")


@dataclass(frozen=True)
class Settled:
    """An article as the table has it, or why it is left out, or the path of the one before that is the same."""

    article: Article
    left_out: str | None = None
    same_as: str | None = None
    doubt: str | None = None  # what is wrong with its date, which is left empty


def settle(given: Article, seen: dict[str, str], *, order: str | None = None, declared: str | None = None) -> Settled:
    """One article with its fields cleaned, its day read, its language told and its id.

    Parameters
    ----------
    given
        Fields by name; missing ones absent, None or NaN. An `article_id` that is not ours becomes `input_id`.
    seen
        The path of each article so far by its id; the article is added to it.
    order
        "dmy" or "mdy", where the whole file tells how its dates are to be read; else the language tells.
    declared
        What the file says of the language, asked only where the text does not tell. A language in `given` stays.
    """
    article = {name: _clean(name, value) for name, value in given.items()}
    text = article.get("text")
    if not isinstance(text, str) or not text.strip():
        return Settled(article, left_out="no text")
    # Before the date: 6/5/2024 is another day in another language.
    language = article.get("language") or language_of(text) or declared_language(declared)
    date = read_date(article.get("published"), order or order_of_language(language))
    doubt = f"published={str(article['published'])[:60]!r} {date.problem}; left empty" if date.problem else None
    changed = read_date(article.get("modified"), order or order_of_language(language))
    # As printed: how others spell the outlet has no say in what an article is called.
    key = article_id(text, article.get("printed_source") or article.get("source"), date.published)
    theirs = article.get("article_id")
    if theirs is not None and theirs != key:
        # Kept: notes and codings of the user's own go by it.
        article["input_id"] = theirs
    article |= {
        "article_id": key,
        "published": date.published,
        "zone": article.get("zone") or date.zone,
        "modified": changed.published,
        "language": language,
    }
    same_as = seen.get(key)
    if same_as is None:
        seen[key] = article.get("path") or ""
    return Settled(article, same_as=same_as, doubt=doubt)


def _clean(name: str, value: Any) -> Any:
    """No lone surrogates; the fields of one line on one line; blank is missing; all but dates and marks as text.

    What is not of the schema is text throughout, so that a column has one type whatever files it comes from.
    """
    # Only NaN differs from itself, whichever library's it is.
    if value is None or value != value:
        return None
    if name == "truncated":
        return value if isinstance(value, bool) else str(value).strip().casefold() in ("true", "1", "yes")
    if name in ("published", "modified") and not isinstance(value, str):
        return value
    if not isinstance(value, str):
        # A column of whole numbers with a gap comes as floats: 7.0 was 7 in the file.
        value = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    value = without_surrogates(value)
    if name == "text":
        return value
    if name in ONE_LINE:
        value = " ".join(value.split())
    return value if value.strip() else None


def complete(frame: pd.DataFrame) -> pd.DataFrame:
    """Any table with a `text` column as an articles table, in the same order.

    Absent columns become NA, further columns stay. An `article_id` that the input had and that is not ours stays
    as `input_id`, a `language` that it had stays. `published` may hold text in any form that `kit.formats` reads. The
    same text, source and date twice is one row, the first. Rows without text are left out; these and dates that are
    none are listed in `.attrs["skipped"]`, as rows of the table `skipped`.

    Raises
    ------
    LoadError
        If there is no `text` column.
    """
    import pandas as pd

    from kit.schema import ARTICLES

    if "text" not in frame.columns:
        there = ", ".join(map(str, frame.columns)) or "no columns"
        raise LoadError(
            f"articles: no column 'text'; it has {there}; rename one, or try kit.load(…), which knows other names"
        )
    if twice := named_twice(frame):
        raise LoadError(f"articles: two columns are called {twice!r}; rename one")
    table = with_named_index(frame).reset_index(drop=True)
    further = [name for name in table.columns if name not in ARTICLES.columns]
    ours = [name for name in (*ARTICLES.columns, "input_id") if name in table.columns and name != "position"]
    values = {name: _values(table[name]) for name in ours}
    if "modified" in values and isinstance(table["modified"].dtype, pd.DatetimeTZDtype):
        values["modified"] = _values(table["modified"].dt.tz_localize(None))
    if "published" in values and isinstance(dtype := table["published"].dtype, pd.DatetimeTZDtype):
        # As printed: the clock of the place stays, its zone goes into a column of its own.
        values["published"] = _values(table["published"].dt.tz_localize(None))
        values["zone"] = [None if moment is None else str(dtype.tz) for moment in values["published"]]
    kept: dict[int, Article] = {}
    skipped: list[dict[str, str]] = []
    seen: dict[str, str] = {}
    for number, row in enumerate(zip(*values.values(), strict=True)):
        settled = settle(dict(zip(values, row, strict=True)), seen)
        if reason := settled.left_out or settled.doubt:
            skipped.append({"path": "", "item": str(number + 1), "reason": reason})
        if settled.left_out is None and settled.same_as is None:
            kept[number] = settled.article | {"position": len(kept)}
    out = ARTICLES.frame(kept.values())
    for name in further:
        if name != "input_id":
            out[name] = _without_surrogates(table[name].iloc[list(kept)]).array
    out = out[[*dict.fromkeys([*ARTICLES.columns, *further, *out.columns])]] if "input_id" in out else out
    out.attrs = {"skipped": Account(skipped)}
    return out


def named_twice(frame: pd.DataFrame) -> str | None:
    """The first name that two columns of a table have, of which nobody could say which one is meant.

    Names are compared as text, as 1 and "1" are one heading in a file. None where each is there once.
    """
    names = list(map(str, frame.columns))
    return next((name for name in names if names.count(name) > 1), None)


def with_named_index(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with what its index holds as columns, where that has names which no column has.

    The frame itself where it has none; columns of the index stand first.
    """
    named = [name for name in frame.index.names if name is not None and name not in frame.columns]
    return frame.reset_index(level=named) if named else frame


def _values(column: pd.Series[Any]) -> list[Any]:
    """Python's own values, None where pandas has any of its signs for missing."""
    values = column.astype(object)
    return values.where(column.notna(), None).tolist()


def _without_surrogates(column: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    if not (column.dtype == object or pd.api.types.is_string_dtype(column)):
        return column
    return column.map(lambda value: without_surrogates(value) if isinstance(value, str) else value)
