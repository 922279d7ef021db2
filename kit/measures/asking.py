"""Asking a Corpus: `by`, the actor that is meant, and the shape that every measure's table has."""

from __future__ import annotations

import difflib
from collections.abc import Hashable
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.formats.reading.columns import known_as
from kit.measures.along import Along, label
from kit.measures.phrases import count, listed, written
from kit.measures.weights import FEW

__all__ = [
    "PERIODS",
    "REST",
    "Meant",
    "articles_of",
    "finish",
    "foremost",
    "grouped",
    "groups_of",
    "named_actor",
    "unknown_column",
    "words_in",
]

REST = "the rest"  # all other articles, where one group is compared with them
OTHERS = 4  # who are called so as well, named with the one who was taken
PERIODS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


def articles_of(corpus: Corpus, unique: bool) -> Corpus:
    """The corpus itself, or with one article of each group of near-duplicates.

    Of each group the first article stands for all; the articles' order stays.
    """
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
    elif isinstance(by, Along):
        part = by.sql([_part(corpus, one) for one in by.columns])
    else:
        part = _part(corpus, by)
    return f"grouped as (select article_id, position, {part} as part from articles)"


def _part(corpus: Corpus, by: str) -> str:
    """SQL of an article's value of one column or period."""
    # A column goes before a period of its name: who brought a column "week" means theirs.
    if by in corpus.columns("articles"):
        return '"' + by.replace('"', '""') + '"'
    if by in PERIODS:
        return f"strftime(published, '{PERIODS[by]}')"
    raise MeasureError(f"by={by!r}: {unknown_column(corpus, by)}")


def unknown_column(corpus: Corpus, by: str) -> str | None:
    """That articles cannot be compared along `by`, which column may be meant and which there are; None where they can.

    A column is suggested by its meaning (outlet: source), then by its spelling.
    """
    columns = [*corpus.columns("articles"), *PERIODS]
    if by in columns:
        return None
    meant = known_as(by)
    # Meaning before spelling: "outlet" is near no column by its letters.
    near = [meant] if meant in columns else difflib.get_close_matches(by, columns, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    known = ", ".join(name for name in columns if name not in ("article_id", "position", "text"))
    return f"the articles have no such column{hint}; choose {known}"


def groups_of(corpus: Corpus, by: str, a: Any = None, b: Any = None) -> dict[Any, int]:
    """How many articles each value of `by` has, most first; `a` and `b`, where given, are two of them.

    Raises
    ------
    MeasureError
        If `by` has no such value (the message lists those it has), or `a` and `b` are the same.
    """
    found = corpus.sql(
        f"""with {grouped(corpus, by)} select part, count(*) as n from grouped where part is not null
        group by 1 order by 2 desc, 1"""
    )
    sizes = dict(zip(found["part"], found["n"], strict=True))
    for value in (a, b):
        if value is not None and value not in sizes:
            known = ", ".join(written(known) for known in list(sizes)[:20])
            raise MeasureError(f"{by}={value!r}: no article has it; choose {known or 'another column'}")
    if a is not None and a == b:
        raise MeasureError(f"{by}={a!r}: compared with itself; choose two values")
    return sizes


def words_in(text: str) -> str:
    """SQL of the number of words in a text: runs without space that begin with a letter or a digit."""
    return f"coalesce(len(regexp_extract_all({text}, '[\\pL\\pN]\\S*')), 0)"


class Meant(NamedTuple):
    """The actor that is meant: its id and name, and where the word could mean others, who was taken and who was not."""

    actor_id: str
    name: str
    note: str | None = None


def named_actor(corpus: Corpus, actor: str | None) -> Meant:
    """The one meant by an `actor_id`, a name, an alias or a surname, whatever its case.

    Where several are called so, the one with most mentions is meant, and `note` says so and names the others. With
    None, the person, organization, country or group that stands in most articles; where there is none, an `actor_id`
    that nobody has.

    Raises
    ------
    MeasureError
        If nobody is called so; the message names the nearest.
    """
    known = corpus.sql(
        """select actor_id, name, aliases, mentions, type in ('person', 'organization', 'country', 'group') as acts
        from actors order by articles desc, mentions desc, actor_id"""
    )
    if actor is None:
        acting = known[known["acts"].fillna(False)]
        return Meant(str(acting["actor_id"].iloc[0]), str(acting["name"].iloc[0])) if len(acting) else NOBODY
    wanted = actor.strip().casefold()
    ways = [
        known["actor_id"].str.casefold() == wanted,
        known["name"].str.casefold() == wanted,
        known["aliases"].map(lambda names: any(wanted == str(name).casefold() for name in _listed(names))),
        known["name"].str.casefold().str.endswith(f" {wanted}"),
    ]
    # One word is a surname as often as a whole name: all who are called so are asked about together.
    if wanted and " " not in wanted and ":" not in wanted:
        ways = [ways[0], ways[1] | ways[2] | ways[3]]
    for fits in ways:
        # Stable over an order by articles: of two with as many mentions the more widespread is meant.
        hits = known[fits.fillna(False).astype(bool)].sort_values("mentions", ascending=False, kind="stable")
        if len(hits):
            return Meant(str(hits["actor_id"].iloc[0]), str(hits["name"].iloc[0]), _others(actor, hits))
    near = difflib.get_close_matches(actor, [str(name) for name in known["name"]], n=3, cutoff=0.5)
    # Where nothing is spelt alike, those named most show what names look like here.
    offer = near or [str(name) for name in known["name"][:3]]
    raise MeasureError(
        f"actor={actor!r}: nobody in the corpus has this name; choose {', '.join(offer) or 'other articles'}"
    )


def _others(actor: str, hits: pd.DataFrame) -> str | None:
    """Who was taken for the one meant, and who else is called so; None where nobody is."""
    if len(hits) < 2:
        return None
    # Two of one name can be told apart, and asked for, by their ids alone.
    twice = hits["name"].duplicated(keep=False)
    said = [
        f"{actor_id if again else name} ({count(int(n), 'mention')})"
        for actor_id, name, n, again in zip(hits["actor_id"], hits["name"], hits["mentions"], twice, strict=True)
    ]
    rest = len(said) - 1 - OTHERS
    others = [*said[1 : OTHERS + 1], *([f"{rest:,} more"] if rest > 0 else [])]
    return f"“{actor}” is taken to mean {said[0]}; {listed(others)} could be meant, too."


NOBODY = Meant("", "nobody")


def foremost(corpus: Corpus) -> str | None:
    """The actor to look at first: the `actor_id` of the person, organization, country or group in most articles.

    Returns
    -------
    str or None
        None where no such actor was found.
    """
    return named_actor(corpus, None).actor_id or None


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
    articles, as str, where there are larger ones), `along` (the columns, where `by` is of several), and what the
    measure adds.

    Raises
    ------
    MeasureError
        If the measure has a column of the name that `by` has.
    """
    if by is None:
        table = table.drop(columns="part", errors="ignore")
    elif isinstance(by, Along):
        table = by.columns_of(table)
    # Renamed over, the measure's own numbers would be gone without a word.
    elif by in table.columns:
        raise MeasureError(f"by={by!r}: this measure has a column of that name; rename the articles' column first")
    else:
        table = table.rename(columns={"part": by})
    table = pd.DataFrame({name: _nullable(table[name]) for name in table.columns}, index=range(len(table)))
    articles = corpus.count("articles")
    along = f", by {by}" if by else ""
    caption = f"{caption}{along}, in {articles:,} {'article' if articles == 1 else 'articles'}."
    stated: dict[Hashable, Any] = {"by": by, "articles": articles, "caption": caption, "note": note}
    stated["few"] = _few(corpus, by) if by is not None else []
    if isinstance(by, Along):
        stated |= {"by": str(by), "along": list(by.columns)}
    stated.update(attrs)
    table.attrs = stated
    return table


def _few(corpus: Corpus, by: str) -> list[str]:
    """The values of `by` with too few articles to be told of beside larger ones."""
    sizes = corpus.sql(f"with {grouped(corpus, by)} select part, count(*) as n from grouped group by 1 order by 1")
    few = sizes[sizes["n"] < FEW]
    name = label if isinstance(by, Along) else written
    # Where every group is small there is none to prefer, and hiding all would leave nothing.
    return [name(value) for value in few["part"].dropna()] if len(few) < len(sizes) else []


def _nullable(column: pd.Series) -> pd.Series:
    kinds: dict[str, Any] = {"i": "Int64", "u": "Int64", "f": "Float64", "b": "boolean"}
    kind = getattr(column.dtype, "kind", "O")
    values = column.reset_index(drop=True)
    return values.astype(kinds[kind]) if kind in kinds and isinstance(column.dtype, np.dtype) else values
