"""What to know before reading any number: groups that are thin, articles that weigh too much, names that may be one."""

from __future__ import annotations

from kit.corpus import Corpus
from kit.measures.identities import may_be_one
from kit.measures.phrases import count, listed, percent, rows_of
from kit.measures.sentences import Caveats
from kit.measures.weights import FEW

__all__ = ["alerts"]

HALF = 0.5  # of an actor's mentions, in one article
OFTEN = 20  # mentions, from which on it matters where they stand
MANY = 0.1  # of the articles
LONG = 60  # characters of a name
PAIRS = 50  # of names, beyond which they are not counted
NAMED = 4  # groups that are told by name


def alerts(corpus: Corpus) -> Caveats:
    """What to know before reading any number, the gravest first; nothing where nothing is amiss.

    Returns
    -------
    Caveats
        Sentences on articles without date or source, or cut; on outlets and months with fewer than eight articles; on
        actors half of whose mentions stand in one article; on pairs of persons that may be one.
    """
    # As measures have it: of the texts, unless the corpus was narrowed to another field before.
    corpus = corpus.in_field()
    articles = corpus.count("articles")
    if articles < 2:
        return Caveats(["All of this is one article: nothing can be said of others."] if articles else [])
    return Caveats([*_lacking(corpus, articles), *_thin(corpus), *_heavy(corpus), *_doubtful(corpus)])


def _lacking(corpus: Corpus, articles: int) -> list[str]:
    row = corpus.sql(
        """select count(*) filter (published is null) as "without a date",
        count(*) filter (source is null) as "without a source", count(*) filter (truncated) as "cut short"
        from articles"""
    ).iloc[0]
    return [
        f"{percent(n / articles)} of the articles are {what} ({int(n):,} of {articles:,})."
        for what, n in row.items()
        if n / articles >= MANY
    ]


def _thin(corpus: Corpus) -> list[str]:
    said = []
    for what, part in (("source", "source"), ("month", "strftime(published, '%Y-%m')")):
        sizes = corpus.sql(f"select {part} as part, count(*) as n from articles group by 1 order by 1")
        sizes = sizes[sizes["part"].notna()]
        thin = [
            str(name) if len(str(name)) <= LONG else f"{str(name)[:LONG]} …"
            for name in sizes.loc[sizes["n"] < FEW, "part"]
        ]
        # A corpus of one outlet or month has no groups that could be compared.
        if len(sizes) > 1 and thin:
            names = listed([*thin[:NAMED], *([f"{len(thin) - NAMED:,} more"] if len(thin) > NAMED else [])])
            have = "has" if len(thin) == 1 else "have"
            said.append(
                f"{len(thin):,} of {count(len(sizes), what)} {have} fewer than {FEW} articles ({names}): hints at most."
            )
    return said


def _heavy(corpus: Corpus) -> list[str]:
    table = corpus.sql(
        """with per_article as (select actor_id, article_id, count(*) as n from mentions
            where actor_id is not null group by all),
        heavy as (select actor_id, sum(n)::bigint as n, max(n) / sum(n) as share from per_article group by 1)
        select name, n, share from heavy join actors using (actor_id) where n >= $often and share >= $half
        order by n desc, actor_id limit 3""",
        {"often": OFTEN, "half": HALF},
    )
    return [
        f"One article carries {percent(row.share)} of the {row.n:,} mentions of {row.name}."
        if row.share < 1
        else f"All {row.n:,} mentions of {row.name} stand in one article."
        for row in rows_of(table)
    ]


def _doubtful(corpus: Corpus) -> list[str]:
    # One more than is counted shows that there are more, without looking for all of them.
    pairs = may_be_one(corpus, top=PAIRS + 1)
    if pairs.empty:
        return []
    first = pairs.iloc[0]
    example = f"{first['actor']} and {first['other']}"
    many = f"More than {PAIRS} pairs" if len(pairs) > PAIRS else count(len(pairs), "pair")
    return [f"{many} of names may be one person each ({example} above all)."]
