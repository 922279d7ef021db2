"""What a corpus holds, and who is named in it: overview, frequency, timeline, duplicates."""

from __future__ import annotations

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import PERIODS, articles_of, finish, grouped, words_in
from kit.measures.contrasts import Contrast
from kit.measures.phrases import count, day, foremost, listed, percent, plural, rows_of, wilson
from kit.measures.records import measure
from kit.measures.weights import FEW

__all__ = ["contents", "duplicates", "frequency", "left_out", "overview", "timeline"]

TYPES = ("person", "organization", "country", "place", "group", "other")


def _size_and_span(table: pd.DataFrame) -> list[str]:
    """Size and span; of several groups, how many there are and which is the largest."""
    by, row = table.attrs["by"], table.iloc[0]
    if by is not None and len(table) > 1:
        largest, least = table["articles"].max(), table["articles"].min()
        said = f"{count(table.attrs['articles'], 'article')} of {count(len(table), by, plural(by))}"
        if largest == least:
            return [f"{said}, {largest:,} of each."]
        most = [
            f"those without a {by}" if pd.isna(name) else str(name)
            for name in table.loc[table["articles"] == largest, by]
        ]
        return [f"{said}; most are of {listed(most[:3])}, {largest:,}{' each' if len(most) > 1 else ''}."]
    said = f"{count(row['articles'], 'article')} with {count(row['words'], 'word')}"
    if pd.notna(row["first"]):
        first, last = day(row["first"]), day(row["last"])
        said += f", published {first}" if first == last else f", published {first} to {last}"
    found = listed([count(row[name], name[:-1]) for name in ("sentences", "mentions", "quotes")])
    return [said + ".", f"Found in them: {found}."]


@measure(
    empty="The corpus holds no articles.",
    finding=_size_and_span,
    methods=("quotes", "actors"),
    whole=True,
)
def overview(corpus: Corpus, by: str | None = None, *, unique: bool = False) -> pd.DataFrame:
    """What there is: how many articles, words, sentences, mentions and quotes, and from when.

    Parameters
    ----------
    by
    unique

    Returns
    -------
    DataFrame
        `articles words sentences mentions quotes thoughts first last`, one row for each value of `by`, in its order.
        Quotes are what is said; thoughts (beliefs, hopes, intentions) are counted beside them. `first` and `last` are
        days (2024-10-31), NA where no article has a date. A word begins with a letter or a digit.
    """
    corpus = articles_of(corpus, unique)
    table = corpus.sql(
        f"""with {grouped(corpus, by)},
        sizes as (select article_id, {words_in("text")} as words, published from articles),
        sentence as (select article_id, count(*) as n from sentences group by 1),
        mention as (select article_id, count(*) as n from mentions group by 1),
        quote as (select article_id, count(*) filter (kind is distinct from 'thought') as n,
            count(*) filter (kind = 'thought') as thoughts from quotes group by 1)
        select part, count(*) as articles, sum(words)::bigint as words,
            coalesce(sum(sentence.n), 0)::bigint as sentences, coalesce(sum(mention.n), 0)::bigint as mentions,
            coalesce(sum(quote.n), 0)::bigint as quotes, coalesce(sum(quote.thoughts), 0)::bigint as thoughts,
            strftime(min(published), '%Y-%m-%d') as first, strftime(max(published), '%Y-%m-%d') as last
        from grouped join sizes using (article_id) left join sentence using (article_id)
            left join mention using (article_id) left join quote using (article_id)
        group by part order by part nulls last"""
    )
    # Of one article there are no groups to compare, so that the question was none.
    alone = by is not None and corpus.count("articles") == 1
    return finish(table, corpus, by=by, caption="What the corpus holds", unasked=alone)


def _from_first_to_last(table: pd.DataFrame) -> list[str]:
    """How many are shown."""
    return [f"{count(len(table), 'article')} from {table['title'].iloc[0]} to {table['title'].iloc[-1]}."]


@measure(
    empty="The corpus holds no articles.",
    finding=_from_first_to_last,
    methods=("quotes",),
)
def contents(corpus: Corpus, *, top: int | None = 50) -> pd.DataFrame:
    """The articles themselves, in the order of the corpus.

    Parameters
    ----------
    top
        How many to list, None for all; `attrs["note"]` says where there are more.

    Returns
    -------
    DataFrame
        `article_id published source title words quotes`: `published` a day or NA, `title` the first words where there
        is none, `words` and `quotes` how many.
    """
    table = corpus.sql(
        rf"""with quote as (select article_id, count(*) as quotes from quotes
            where kind is distinct from 'thought' group by 1)
        select article_id, strftime(published, '%Y-%m-%d') as published, source,
            coalesce(title, regexp_extract("text", '(\S+\s+){{0,7}}\S+') || ' …') as title,
            {words_in('"text"')} as words, coalesce(quotes, 0) as quotes
        from articles left join quote using (article_id) order by position limit $top""",
        {"top": top},
    )
    note = f"The first {top:,}." if top is not None and corpus.count("articles") > top else None
    return finish(table, corpus, by=None, caption="The articles", note=note)


def _commonest_reasons(table: pd.DataFrame) -> list[str]:
    """The commonest reasons."""
    return [
        f"{count(row.n, 'file or part of one', 'files or parts of files')}: {row.reason}."
        for row in rows_of(table.head(5))
    ]


@measure(
    empty="Everything was read; nothing was left out.",
    finding=_commonest_reasons,
)
def left_out(corpus: Corpus) -> pd.DataFrame:
    """What could not be read, or was left out, and why.

    Returns
    -------
    DataFrame
        `reason n example`: how many files or parts of files, and the path of one; of corrections by hand that no longer
        fit, how many lines, and the number of one. The most frequent reason first.
    """
    table = corpus.sql(
        """with told as (select reason, path as example from skipped union all
            select 'a correction: ' || reason, 'line ' || line from corrections where not applied)
        select reason, count(*) as n, min(example) as example from told
        group by 1 order by n desc, reason"""
    )
    return finish(table, corpus, by=None, caption="What was not read")


def _who_leads(table: pd.DataFrame) -> list[str]:
    """Who leads; several where they are equals."""
    alone = table.attrs["articles"] == 1
    # In one article everybody stands in as many articles as everybody else.
    who, most, then = foremost(table, "n" if alone else "articles", "actor")
    first, each = most[0], " each" if len(most) > 1 else ""
    are = "is" if len(most) == 1 else "are"
    if alone:
        others = f", then {listed([f'{row.actor} ({row.n:,})' for row in then])}" if then else ""
        return [f"{who} {are} named most, {count(first.n, 'time')}{each}{others}."]
    times = "" if each else f", {count(first.n, 'time')}"
    said = [f"{who} {are} named in most articles: {first.articles:,}{each} ({percent(first.share)}){times}."]
    if then:
        said.append(f"Then {listed([f'{row.actor} ({row.articles:,})' for row in then])}.")
    return said


@measure(
    empty="No actors were found in these articles.",
    finding=_who_leads,
    methods=("actors",),
    contrast=Contrast(
        "actor",
        "share",
        "{high} of the articles of {most} name {name}, {low} of those of {least}.",
        size="articles",
        what="in how many of its articles name any of those named most",
        whole=("{name} is named in most articles: {n} of {total}.", "articles"),
    ),
)
def frequency(corpus: Corpus, by: str | None = None, *, type: str | None = None, unique: bool = False) -> pd.DataFrame:
    """How often each actor is named or meant.

    Parameters
    ----------
    by
    type
        Only actors of this type: person, organization, country, place, group or other.
    unique

    Returns
    -------
    DataFrame
        `by`, `actor_id actor type n articles share`: mentions (names, pronouns and nominals), the articles they stand
        in, and the share (0 to 1) of all articles (of that value of `by`) that have one. Most articles first. Mentions
        of whom nobody knows are not counted.
    """
    corpus = articles_of(corpus, unique)
    if type is not None and type not in TYPES:
        raise MeasureError(f"type={type!r}: not a type of actor; choose {', '.join(TYPES)}")
    table = corpus.sql(
        f"""with {grouped(corpus, by)}, size as (select part, count(*) as articles from grouped group by 1),
        per_article as (select part, article_id, actor_id, count(*) as n
            from mentions join grouped using (article_id) where actor_id is not null group by all)
        select p.part, p.actor_id, any_value(a.name) as actor, any_value(a.type) as type, sum(p.n)::bigint as n,
            count(*) as articles, count(*) / any_value(size.articles) as share
        from per_article p join actors a using (actor_id) join size on size.part is not distinct from p.part
        where $type is null or a.type = $type
        group by p.part, p.actor_id order by p.part nulls last, articles desc, n desc, actor, actor_id""",
        {"type": type},
    )
    whom = "people" if type == "person" else "actors" if type in (None, "other") else plural(type)
    return finish(table, corpus, by=by, caption=f"How often {whom} are named")


def _heights(table: pd.DataFrame) -> list[str]:
    """Each actor's height."""
    by = table.attrs["by"]
    if table[by].nunique() == 1:
        return [f"All dated articles are of one {by}, {table[by].iloc[0]}."]
    said = []
    for name, part in table[table["of"] >= FEW].groupby("actor", sort=False):
        # Periods with few articles were left out: their shares jump to 0 and 1 by chance.
        first, *others = rows_of(part.sort_values("share", ascending=False, kind="stable"))
        low = wilson(first.articles, first.of)[0]
        # Its interval has to lie above that of every other period: a height that overlaps with a neighbour is none.
        if others and all(low > wilson(row.articles, row.of)[1] for row in others):
            said.append(
                f"{name} is named most in {getattr(first, by)}: in {first.articles:,} of {count(first.of, 'article')}."
            )
    return said or [f"Nobody is named clearly more in one {by} than in the others."]


@measure(
    empty="No article has a date, so there is nothing to show over time.",
    finding=_heights,
    methods=("actors",),
    whole=True,
)
def timeline(corpus: Corpus, by: str = "month", *, top: int = 6, unique: bool = False) -> pd.DataFrame:
    """The actors named in most articles, over time.

    Parameters
    ----------
    by
        day, week (ISO 8601), month or year.
    top
        How many actors to follow.
    unique

    Returns
    -------
    DataFrame
        `by`, `actor_id actor n articles of share`: mentions, and in how many articles `of` that period (`share`, 0 to
        1) the actor is named; the foremost first, periods in order. Periods without an article are left out, articles
        without a date too (`attrs["undated"]` says how many).
    """
    # A column's values have no order in time to be followed in.
    if by not in PERIODS:
        raise MeasureError(f"by={by!r}: not a period; choose {', '.join(PERIODS)}")
    corpus = articles_of(corpus, unique)
    table = corpus.sql(
        f"""with {grouped(corpus, by)}, size as (select part, count(*) as articles from grouped group by 1),
        per_article as (select part, article_id, actor_id, count(*) as n
            from mentions join grouped using (article_id) where actor_id is not null group by all),
        foremost as (select actor_id, count(*) as everywhere from per_article where part is not null
            group by 1 order by everywhere desc, sum(n) desc, actor_id limit $top)
        select size.part, l.actor_id, any_value(a.name) as actor, coalesce(sum(p.n), 0)::bigint as n,
            count(p.article_id) as articles, any_value(size.articles) as of,
            count(p.article_id) / any_value(size.articles) as share
        from size cross join foremost l join actors a using (actor_id)
            left join per_article p on p.part = size.part and p.actor_id = l.actor_id
        where size.part is not null
        group by size.part, l.actor_id order by any_value(l.everywhere) desc, l.actor_id, size.part""",
        {"top": top},
    )
    undated = int(corpus.sql("select count(*) as n from articles where published is null")["n"].iloc[0])
    note = f"{undated:,} articles without a date are left out." if undated else None
    return finish(
        table,
        corpus,
        by=by,
        caption="Share of articles that name each actor",
        note=note,
        undated=undated,
        unasked=corpus.count("articles") == 1,
    )


def _groups(table: pd.DataFrame) -> list[str]:
    """How many groups."""
    return [
        f"{count(int(table['n'].sum()), 'article')} are nearly the same as another, in {count(len(table), 'group')}."
    ]


@measure(
    empty="No two articles are nearly the same.",
    finding=_groups,
)
def duplicates(corpus: Corpus) -> pd.DataFrame:
    """Groups of articles that are nearly the same (wire copy printed by many), as `corpus.duplicates` finds them.

    Returns
    -------
    DataFrame
        `group` (the first article's id) `title n sources first last`: how many articles, how many outlets, from when to
        when (days, NA without dates). The largest first. `corpus.duplicates()` lists the articles one by one.
    """
    articles = corpus.sql("select article_id, title, source, strftime(published, '%Y-%m-%d') as day from articles")
    found = corpus.duplicates()[["article_id", "group"]].merge(articles, on="article_id")
    table = found.groupby("group", sort=True).agg(
        n=("article_id", "size"), sources=("source", "nunique"), first=("day", "min"), last=("day", "max")
    )
    titles = articles.rename(columns={"article_id": "group"})[["group", "title"]]
    table = table.reset_index().merge(titles, on="group").sort_values(["n", "group"], ascending=[False, True])
    columns = ["group", "title", "n", "sources", "first", "last"]
    alone = corpus.count("articles") == 1
    return finish(table[columns], corpus, by=None, caption="Groups of articles that are nearly the same", unasked=alone)
