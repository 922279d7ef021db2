"""Who may be one and was not joined: for the user to decide."""

from __future__ import annotations

from itertools import islice

import pandas as pd

from kit.corpus import Corpus
from kit.identities.doubts import Person, doubts
from kit.measures.asking import finish
from kit.measures.phrases import count
from kit.measures.records import measure

__all__ = ["may_be_one"]

TOGETHER = 0.2  # of the articles of the rarer; two whom so many name both are two


def _first_pair(table: pd.DataFrame) -> list[str]:
    """How many pairs, and the one that matters most."""
    row = table.iloc[0]
    return [
        f"{count(len(table), 'pair')} of persons may be one person each, {row['actor']} and {row['other']} "
        f"({count(int(row['other_mentions']), 'mention')}) above all."
    ]


@measure(
    empty="No two persons are likely to be one.",
    finding=_first_pair,
    methods=("actors",),
    bars=("other", "other_mentions"),
)
def may_be_one(corpus: Corpus, *, min_n: int = 2, top: int = 50) -> pd.DataFrame:
    """Pairs of persons that may be one, which the evidence did not suffice to join.

    Parameters
    ----------
    min_n
        Leave out pairs of which the rarer has fewer mentions.
    top
        How many pairs; `attrs["note"]` says where there are more.

    Returns
    -------
    DataFrame
        `actor_id actor mentions other_id other other_mentions why line`, the pair that matters most (by mentions of
        the rarer, `other`) first. `line` goes into the file of aliases as it is, and joins the two; with `,apart`
        after it the two stay apart for good. Two whom the same articles name are left out.
    """
    people = corpus.sql(
        """select actor_id, name, mentions, role, affiliation, country, pronouns from actors
        where type = 'person' and mentions >= $min_n order by actor_id""",
        {"min_n": min_n},
    )
    told = people.astype(object).where(people.notna(), None)
    persons = [Person(**{str(name): value for name, value in row.items()}) for row in told.to_dict("records")]
    # More than is shown, as those whom articles name together are taken out below; not all, as pairs grow with the
    # square.
    found = list(islice(doubts(persons), 20 * top))
    pairs = pd.DataFrame(
        [
            (
                d.one.actor_id,
                d.one.name,
                d.one.mentions,
                d.other.actor_id,
                d.other.name,
                d.other.mentions,
                d.why,
                d.line,
            )
            for d in found
        ],
        columns=["actor_id", "actor", "mentions", "other_id", "other", "other_mentions", "why", "line"],
    )
    pairs = pairs[~_together(corpus, pairs)]
    note = f"The first {top:,}." if len(pairs) > top else None
    text = ["actor_id", "actor", "other_id", "other", "why", "line"]
    table = pairs.head(top).astype(
        dict.fromkeys(text, "string") | dict.fromkeys(["mentions", "other_mentions"], "Int64")
    )
    return finish(table, corpus, by=None, caption="Pairs of persons that may be one", note=note)


def _together(corpus: Corpus, pairs: pd.DataFrame) -> pd.Series:
    """Whether so many articles name both that they are two."""
    if pairs.empty:
        return pd.Series(index=pairs.index, dtype=bool)
    ids = sorted({*pairs["actor_id"], *pairs["other_id"]})
    where = corpus.sql(
        "select distinct actor_id, article_id from mentions where list_contains($ids, actor_id)", {"ids": ids}
    )
    articles = where.groupby("actor_id")["article_id"].agg(set).to_dict()
    shares = []
    for one, other in zip(pairs["actor_id"], pairs["other_id"], strict=True):
        a, b = articles.get(one, set()), articles.get(other, set())
        # Of the rarer: next to somebody in every article, anyone would be rare.
        shares.append(len(a & b) > TOGETHER * min(len(a), len(b)))
    return pd.Series(shares, index=pairs.index, dtype=bool)
