"""How the tone runs: over the course of the article, and over time."""

from __future__ import annotations

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import PERIODS, articles_of, finish, grouped
from kit.measures.phrases import between, count, listed, rows_of, signed
from kit.measures.records import measure
from kit.measures.resampling import DRAWS, means
from kit.measures.weights import FEW, WEIGHTS, copies_of

__all__ = ["tone"]

NOTE = (
    "Tone is NLTK's VADER: how the words of a sentence sound, towards nobody in particular. It says little of how "
    "anybody is portrayed (macro-F1 51 in 100 at that task)."
)


def _highest_and_lowest(table: pd.DataFrame) -> list[str]:
    """Highest and lowest."""
    if table.attrs["by"] is not None:
        return _of_groups(table, table.attrs["by"])
    over = table.attrs["over"]
    place = "part {} of the article" if over == "part_of_article" else "{}"
    ranked = list(rows_of(table.sort_values("mean", kind="stable")))
    # Few articles swing furthest; they are told of only where there are no others.
    ranked = [row for row in ranked if row.articles >= FEW] or ranked
    low, high = ranked[0], ranked[-1]
    if len(ranked) == 1:
        return [f"The tone is {signed(high.mean)} in {place.format(getattr(high, over))}, {count(high.n, 'sentence')}."]
    found = [
        f"{how} in {place.format(getattr(row, over))} ({signed(row.mean)}, {between(row)})"
        for row, how, apart in (
            (
                high,
                "highest",
                pd.notna(high.low) and all(pd.notna(row.high) and high.low > row.high for row in ranked[:-1]),
            ),
            (low, "lowest", pd.notna(low.high) and all(pd.notna(row.low) and low.high < row.low for row in ranked[1:])),
        )
        if apart
    ]
    if found:
        return [f"The tone is {listed(found)}."]
    return [
        f"The tone runs from {signed(low.mean)} to {signed(high.mean)}; neither end is clearly apart from the next."
    ]


def _of_groups(table: pd.DataFrame, by: str) -> list[str]:
    """From which group's mean to which they run, those of few articles left aside."""
    few = table[by].astype("string").isin(table.attrs["few"])
    rows = table if few.all() else table[~few]
    # Each place weighs by its sentences, so that the mean is that of the group's sentences.
    sums = rows.assign(total=rows["mean"] * rows["n"]).groupby(by, dropna=False)[["total", "n"]].sum()
    ranked = (sums["total"] / sums["n"]).sort_values(kind="stable")
    names = [f"those without a {by}" if pd.isna(name) else str(name) for name in ranked.index]
    if len(ranked) == 1:
        return [f"The tone is {signed(ranked.iloc[0])} in {names[0]}."]
    if signed(ranked.iloc[0]) == signed(ranked.iloc[-1]):
        return [f"The mean tone is {signed(ranked.iloc[0])} in each {by}."]
    return [
        f"The mean tone runs from {signed(ranked.iloc[0])} in {names[0]} to {signed(ranked.iloc[-1])} in {names[-1]}."
    ]


@measure(
    empty="There are no sentences whose tone could be measured.",
    finding=_highest_and_lowest,
    methods=("tone",),
    whole=True,
    texts=True,
)
def tone(
    corpus: Corpus,
    by: str | None = None,
    *,
    over: str = "article",
    parts: int = 10,
    draws: int = DRAWS,
    unique: bool = False,
) -> pd.DataFrame:
    """How the sentences sound, over the article or over time.

    Parameters
    ----------
    by
    over
        article (its sentences in `parts` of equal length, from 1), or day, week, month, year.
    parts
        Of an article.
    draws
        Of the bootstrap over articles; 0 leaves the interval NA.
    unique

    Returns
    -------
    DataFrame
        `by`, a column named after `over` (part_of_article, or the period), `n` (sentences) `articles mean low high
        largest_article largest_wire article_mean note` (as in `portrayal`) `article_id start end`: where a sentence of
        about that tone stands, the nearest to the mean; in order. `mean` is of VADER's compound
        score (Hutto & Gilbert 2014), -1 to 1, with its 95 % interval; `note` says why there is none. Articles without a
        date are left out of periods.
    """
    if over != "article" and over not in PERIODS:
        raise MeasureError(f"over={over!r}: tone cannot be followed over this; choose article, {', '.join(PERIODS)}")
    corpus = articles_of(corpus, unique)
    place = (
        "least(floor(s.sentence * $parts / size.n)::bigint + 1, $parts)"
        if over == "article"
        else f"strftime(a.published, '{PERIODS[over]}')"
    )
    rows = corpus.sql(
        f"""with {grouped(corpus, by)},
        size as (select article_id, max(sentence) + 1 as n from sentences group by 1)
        select part, position as article, {place} as place, count(*) as n, sum(tone) as total
        from sentences s join size using (article_id) join grouped using (article_id)
            join (select article_id, published from articles) a using (article_id)
        where tone is not null and {place} is not null and $parts > 0
        group by all order by position, place""",
        {"parts": parts},
    )
    table = means(rows, ["part", "place"], draws=draws, copies=copies_of(corpus) if draws else None)
    name = "part_of_article" if over == "article" else over
    table = table[["part", "place", "n", "articles", "mean", "low", "high", *WEIGHTS, "note"]]
    table = _placed(table, corpus, f"with {grouped(corpus, by)}", place, parts).rename(columns={"place": name})
    where = "over the article" if over == "article" else f"over time ({over})"
    return finish(table, corpus, by=by, caption=f"Tone of the sentences, {where}", note=NOTE, over=name)


def _placed(table: pd.DataFrame, corpus: Corpus, groups: str, place: str, parts: int) -> pd.DataFrame:
    """The table with the sentence of each row whose tone is nearest to the mean, of equals the first."""
    near = corpus.sql(
        f"""{groups}, size as (select article_id, max(sentence) + 1 as n from sentences group by 1),
        placed as (select part, {place} as place, article_id, s."start", s."end", tone, position,
                avg(tone) over (partition by part, {place}) as mean
            from sentences s join size using (article_id) join grouped using (article_id)
                join (select article_id, published from articles) a using (article_id)
            where tone is not null and {place} is not null and $parts > 0)
        select part, place, article_id, "start", "end" from placed
        qualify row_number() over (partition by part, place order by abs(tone - mean), position, "start") = 1""",
        {"parts": parts},
    )
    return table.merge(near, on=["part", "place"], how="left")
