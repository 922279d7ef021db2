"""A measure's table in sentences, as its record says them: what a report concludes is computed, never typed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.along import as_one
from kit.measures.contrasts import Contrast, clear, over_all
from kit.measures.phrases import count, percent, plural
from kit.measures.records import MEASURES
from kit.measures.sentences import Caveats, Sentences, Unasked
from kit.measures.weights import FEW

__all__ = ["caveats", "in_words", "ungrouped"]

GROUPS = 12  # that get a sentence of their own


def in_words(*tables: pd.DataFrame) -> Sentences:
    """What measures' tables say, in sentences made from their numbers.

    Parameters
    ----------
    tables
        As the measures gave them, or some of their rows. Of a table by `by`, the differences between its
        values that stand are told, or where the measure has no way to compare them, its twelve largest values each.

    Returns
    -------
    Sentences
        A list of str that a notebook shows as a list; of an empty table the one sentence that says why. One for which
        no coded sample was given says nothing beside others.

    Raises
    ------
    MeasureError
        If a table is not one of this module's: what it is stands in its `attrs`, which some of pandas' methods drop.
    """
    if others := [type(one).__name__ for one in tables if not isinstance(one, pd.DataFrame)]:
        raise MeasureError(f"in_words: found {others[0]}, not a table; give one that a measure made")
    told = [table for table in tables if not table.attrs.get("unasked")]
    kind = Sentences if told or not tables else Unasked
    # Two tables of one corpus say some sentences alike; each is told once.
    return kind(dict.fromkeys(sentence for table in told or tables for sentence in _of(table)))


def _of(table: pd.DataFrame) -> list[str]:
    measure = MEASURES.get(table.attrs.get("measure", ""))
    if measure is None:
        raise MeasureError("in_words: not a table of kit.measures, or its attrs are lost; give the measure's own table")
    if table.empty:
        return [table.attrs.get("empty", measure.empty)]
    if lacking := ungrouped(table):
        return [lacking]
    table = as_one(table)
    by = table.attrs.get("by")
    if by is None or measure.whole:
        return measure.finding(table)
    few = set(table.attrs.get("few", ()))
    large = table[~table[by].astype("string").isin(few)] if few else table
    large.attrs = table.attrs
    if measure.contrast is not None and large[by].nunique(dropna=False) > 1:
        said = [*over_all(table, measure.contrast), *_compared(large, by, measure.contrast), *_left(table, large, by)]
        return said or [f"Nothing can be said of how {plural(by)} differ."]
    if table[by].nunique(dropna=False) == 1:
        return measure.finding(table)
    # Two sentences a group: more of twelve groups nobody reads.
    said = [f"{name}: {sentence}" for name, part in _parts(large, by) for sentence in measure.finding(part)[:2]]
    said += _left(table, large, by)
    more = large[by].nunique(dropna=False) - GROUPS
    return [*said, f"{more:,} more {'is' if more == 1 else 'are'} in the table."] if more > 0 else said


def ungrouped(table: pd.DataFrame) -> str | None:
    """That no article has a value of `by`, so that there is nothing to compare; None where one has.

    Also None where the table is empty, or by nothing: then there is another reason, or none.
    """
    by = table.attrs.get("by")
    columns = table.attrs.get("along") or [by]
    if by is None or table.empty or not set(columns) <= {*table} or table[list(columns)].notna().any(axis=None):
        return None
    return f"No article's {by} is known: there are no groups to compare."


def _compared(table: pd.DataFrame, by: str, how: Contrast) -> list[str]:
    """The differences that stand; where none does, that so many were tried, which denies none of them."""
    said, tried = clear(table, by, how)
    if not tried and "low" not in table:
        return [f"Whether one {by} differs from another is told only with intervals (interval=True)."]
    if tried and not said:
        # Intervals of single values may well lie apart to the eye: they are not widened as those tried together are.
        tried_ = "the one comparison" if tried == 1 else f"{tried:,} comparisons tried together"
        apart = f"No {by} is clearly apart from another{f' {how.what}' if how.what else ''}, by {tried_}"
        finer = ", and a test of the differences themselves is finer" if how.tested else ""
        return [f"{apart}; that does not show that none differs{finer}."]
    return said


def _left(table: pd.DataFrame, large: pd.DataFrame, by: str) -> list[str]:
    """How many groups are too small to be told of."""
    left = table[by].nunique(dropna=False) - large[by].nunique(dropna=False)
    have = "has" if left == 1 else "have"
    return (
        [f"{count(left, by, plural(by))} {have} fewer than {FEW} articles: in the table, not told of."] if left else []
    )


def _parts(table: pd.DataFrame, by: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The largest groups, in the table's order."""
    values = table[by].astype(object).where(table[by].notna(), None)
    size = next((name for name in ("n", "n_own", "articles") if name in table), by)
    sizes = table.groupby(values, dropna=False)[size].sum() if size != by else values.value_counts(dropna=False)
    # Chosen by size, told in the table's order: periods stay in time.
    kept = set(sizes.sort_values(ascending=False, kind="stable").index[:GROUPS])
    for value in dict.fromkeys(values):
        if value in kept or (value is None and any(pd.isna(each) for each in kept)):
            part = table[table[by].isna() if value is None else (table[by] == value).fillna(False)]
            part.attrs = table.attrs
            yield (f"{by} not known" if value is None else str(value)), part


def caveats(corpus: Corpus, *tables: pd.DataFrame) -> Caveats:
    """What a reader needs to judge the numbers: what is not known of the corpus, how much of it; the tables' notes.

    Parameters
    ----------
    tables
        Of measures; their `attrs["note"]` are told, each once.

    Returns
    -------
    Caveats
        A list of str that a notebook shows as a list, and that no page takes for a finding.
    """
    # As measures have it: of the texts, unless the corpus was narrowed to another field before.
    whole = (
        corpus.in_field()
        .sql(
            """select (select count(*) from articles) as articles, (select count(*) from skipped) as skipped,
        (select count(*) from articles where published is null) as undated,
        (select count(*) from articles where source is null) as unsourced,
        (select count(*) from articles where truncated) as truncated,
        (select count(*) from articles where article_id not in (select article_id from sentences)) as unread,
        (select count(*) from quotes where kind is distinct from 'thought') as quotes,
        (select count(*) from quotes where kind is distinct from 'thought' and actor_id is null) as nobody,
        (select count(*) from corrections) as corrections, (select count(*) from corrections where applied) as applied,
        (select count(*) from sentiment) as portrayed, (select count(*) from sentiment where label is null) as unsure"""
        )
        .iloc[0]
    )
    articles = int(whole["articles"])
    skipped = count(int(whole["skipped"]), "file or part of one", "files or parts of files")
    unread = f"{skipped} could not be read" if whole["skipped"] else "nothing was left unread"
    said = [f"The figures rest on {count(articles, 'article')}; {unread}."]
    lacks = [
        ("undated", "have no date"),
        ("unsourced", "have no source"),
        ("truncated", "were cut by whoever exported them"),
        ("unread", "were not annotated (empty, or not in English)"),
    ]
    said += [f"{int(whole[name]):,} of {articles:,} articles {lack}." for name, lack in lacks if whole[name]]
    if whole["quotes"]:
        said.append(
            f"{percent(whole['nobody'] / whole['quotes'])} of {count(int(whole['quotes']), 'quote')} "
            "have no speaker by name: the text gives none, or it is too doubtful whose words they are."
        )
    if whole["portrayed"]:
        said.append(
            f"In {percent(whole['unsure'] / whole['portrayed'])} of {count(int(whole['portrayed']), 'mention')} "
            "the model is not sure enough to call the portrayal negative, neutral or positive."
        )
    if whole["corrections"]:
        applied, lines = int(whole["applied"]), int(whole["corrections"])
        fit, told = ("fits", "is") if lines - applied == 1 else ("fit", "are")
        left = f"; {lines - applied:,} no longer {fit} what was found and {told} listed with what was left out"
        are = "was" if applied == 1 else "were"
        said.append(f"{count(applied, 'correction')} by hand {are} applied{left if applied < lines else ''}.")
    if articles == 1:
        said.append("With one article there are no intervals: how much another article would differ cannot be known.")
    # Below it the bootstrap's intervals are themselves uncertain; the usual rule of thumb of sampling.
    elif articles < 30:
        said.append(f"{articles} articles are few: read the intervals before the ranks.")
    return Caveats(dict.fromkeys([*said, *(table.attrs["note"] for table in tables if table.attrs.get("note"))]))
