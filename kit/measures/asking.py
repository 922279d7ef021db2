"""Asking a Corpus: `by`, the actor that is meant, and the shape that every measure's table has."""

from __future__ import annotations

import difflib
from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.weights import FEW

__all__ = ["PERIODS", "articles_of", "finish", "foremost", "grouped", "named_actor", "words_in"]

FAR_AHEAD = 5
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


def articles_of(corpus: Corpus, unique: bool) -> Corpus:
    """The corpus itself, or with one article of each group of near-duplicates."""
    return corpus.unique() if unique else corpus


def grouped(corpus: Corpus, by: str | None) -> str:
    """SQL of the table `grouped`: article_id, position and `part`, the article's value of `by` (NA without one).

    A column of the articles comes before a period of the same name. Weeks are those of ISO 8601.

    Raises
    ------
    MeasureError
        If the articles have no such column; the message lists those they have.
    """
    if by is None:
        part = "null::varchar"
    else:
        columns = corpus.columns("articles")
        # A column goes before a period of its name: who brought a column "week" means theirs.
        if by in columns:
            part = '"' + by.replace('"', '""') + '"'
        elif by in PERIODS:
            part = f"strftime(published, '{PERIODS[by]}')"
        else:
            known = [name for name in columns if name != "text"]
            raise MeasureError(f"by={by!r}: the articles have no such column; take {', '.join([*known, *PERIODS])}")
    return f"grouped as (select article_id, position, {part} as part from articles)"


def words_in(text: str) -> str:
    """SQL of the number of words in a text: runs without space that begin with a letter or a digit."""
    return f"coalesce(len(regexp_extract_all({text}, '[\\pL\\pN]\\S*')), 0)"


def named_actor(corpus: Corpus, actor: str | None) -> tuple[str, str]:
    """`actor_id` and name of the one meant by an `actor_id`, a name or an alias, whatever its case.

    With None, the person, organization, country or group that stands in most articles; where there is none, an
    `actor_id` that nobody has.

    Raises
    ------
    MeasureError
        If nobody is called so (the message names the nearest), or if several are and none stands in five times as many
        articles as the next.
    """
    known = corpus.sql(
        """select actor_id, name, aliases, articles, type in ('person', 'organization', 'country', 'group') as acts
        from actors order by articles desc, mentions desc, actor_id"""
    )
    if actor is None:
        acting = known[known["acts"].fillna(False)]
        return (str(acting["actor_id"].iloc[0]), str(acting["name"].iloc[0])) if len(acting) else ("", "nobody")
    wanted = actor.casefold()
    # A key before a name before an alias: who is called just so is meant, though others are called so, too.
    for names in (known["actor_id"].map(lambda key: [key]), known["name"].map(lambda name: [name]), known["aliases"]):
        hits = known[names.map(lambda values: any(wanted == str(value).casefold() for value in _listed(values)))]
        often = [int(articles) for articles in hits["articles"].fillna(0)]
        # Of several the one meant is plain where it stands in far more articles; else a guess would be a wrong actor's
        # table.
        if len(hits) == 1 or (len(hits) > 1 and often[0] >= FAR_AHEAD * often[1]):
            return str(hits["actor_id"].iloc[0]), str(hits["name"].iloc[0])
        if len(hits) > 1:
            raise MeasureError(f"actor={actor!r}: it may be {' or '.join(hits['actor_id'][:5])}; take one of these")
    near = difflib.get_close_matches(actor, [str(name) for name in known["name"]], n=3, cutoff=0.5)
    offer = near or [str(name) for name in known["name"][:3]]
    raise MeasureError(
        f"actor={actor!r}: nobody in the corpus is called so; take {', '.join(offer) or 'other articles'}"
    )


def foremost(corpus: Corpus) -> str | None:
    """The actor to look at first: the `actor_id` of the person, organization, country or group in most articles.

    Returns
    -------
    str or None
        None where no such actor was found.
    """
    return named_actor(corpus, None)[0] or None


def _listed(values: Any) -> list[Any]:
    return list(values) if hasattr(values, "__len__") and not isinstance(values, str) else []


def finish(
    table: pd.DataFrame,
    corpus: Corpus,
    *,
    by: str | None,
    caption: str,
    note: str | None = None,
    **attrs: Any,
) -> pd.DataFrame:
    """The measure's table: `part` named as asked (or dropped), nullable types, and what it is in its `attrs`.

    `attrs` holds by, articles (how many were asked), caption, note, `few` (the values of `by` with fewer than eight
    articles, as str, where there are larger ones), and what the measure adds.

    Raises
    ------
    MeasureError
        If the measure has a column of the name that `by` has.
    """
    if by is None:
        table = table.drop(columns="part", errors="ignore")
    # Renamed over, the measure's own numbers would be gone without a word.
    elif by in table.columns:
        raise MeasureError(f"by={by!r}: this measure has a column of that name; rename the articles' column first")
    else:
        table = table.rename(columns={"part": by})
    table = pd.DataFrame({name: _nullable(table[name]) for name in table.columns}, index=range(len(table)))
    articles = corpus.count("articles")
    along = f" by {by}" if by else ""
    caption = f"{caption}{along}, in {articles:,} {'article' if articles == 1 else 'articles'}."
    stated: dict[Hashable, Any] = {"by": by, "articles": articles, "caption": caption, "note": note}
    stated["few"] = _few(corpus, by) if by is not None else []
    stated.update(attrs)
    table.attrs = stated
    return table


def _few(corpus: Corpus, by: str) -> list[str]:
    """The values of `by` with too few articles to be told of beside larger ones."""
    sizes = corpus.sql(f"with {grouped(corpus, by)} select part, count(*) as n from grouped group by 1 order by 1")
    few = sizes[sizes["n"] < FEW]
    return [str(value) for value in few["part"].dropna()] if len(few) < len(sizes) else []


def _nullable(column: pd.Series) -> pd.Series:
    kinds: dict[str, Any] = {"i": "Int64", "u": "Int64", "f": "Float64", "b": "boolean"}
    kind = getattr(column.dtype, "kind", "O")
    values = column.reset_index(drop=True)
    return values.astype(kinds[kind]) if kind in kinds and isinstance(column.dtype, np.dtype) else values
