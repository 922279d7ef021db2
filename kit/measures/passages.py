"""Where in an article each actor is named, and where they speak."""

from __future__ import annotations

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import finish
from kit.measures.phrases import count, foremost, percent
from kit.measures.records import measure

__all__ = ["passages"]


def _who_speaks_longest(table: pd.DataFrame) -> list[str]:
    """Who speaks longest, and who is named most."""
    speech, named = (table[table["what"] == what] for what in ("speaks", "named"))
    length = table.attrs["length"]
    said = []
    if len(speech):
        # Characters and not quotes: a long answer is cut into as many quotes as the reporter interrupts it.
        spoken = (speech["end"] - speech["start"]).groupby(speech["actor"]).sum()
        first = spoken.sort_values(ascending=False, kind="stable").index[0]
        times = count(int((speech["actor"] == first).sum()), "quote")
        said.append(f"{first} speaks longest: {times}, {percent(spoken[first] / length)} of the text.")
    if len(named):
        who, most, _ = foremost(named["actor"].value_counts(sort=False).reset_index(name="n"), "n", "actor")
        are, each = ("is", "") if len(most) == 1 else ("are", " each")
        said.append(f"{who} {are} named most often, {count(int(most[0].n), 'time')}{each}.")
    return said


@measure(
    empty="Nobody is named in this article.",
    finding=_who_speaks_longest,
    methods=("quotes", "actors"),
)
def passages(corpus: Corpus, article_id: str | None = None) -> pd.DataFrame:
    """Where in one article each actor is named, and where they speak.

    Parameters
    ----------
    article_id
        By default the corpus's first article.

    Returns
    -------
    DataFrame
        `actor_id actor what article_id start end`: `what` is named (a name, pronoun or nominal) or speaks (the words of
        a quote; of several who speak together each has a row). Who speaks longest first, then who is named most.
        `attrs["length"]` is that of the article, in characters.

    Raises
    ------
    MeasureError
        If the corpus has no such article.
    """
    whole = corpus.sql(
        """select article_id, length("text") as length from articles where $id is null or article_id = $id
        order by position limit 1""",
        {"id": article_id},
    )
    if whole.empty and article_id is not None:
        raise MeasureError(f"{article_id}: no such article in this corpus; choose one from corpus.articles")
    key = None if whole.empty else str(whole["article_id"].iloc[0])
    table = corpus.sql(
        """with found as (
            select actor_id, actor, 'named' as what, article_id, "start" as start, "end" as "end" from mentions
            where article_id = $id and actor_id is not null
            union all
            select s.actor_id, s.actor, 'speaks', article_id, q."start", q."end"
            from speakers s join quotes q using (article_id, quote)
            where article_id = $id and s.actor_id is not null and q.kind is distinct from 'thought')
        select *, coalesce(sum("end" - start) filter (what = 'speaks') over (partition by actor_id), 0) as spoken,
            count(*) filter (what = 'named') over (partition by actor_id) as named
        from found order by spoken desc, named desc, actor_id, start, what""",
        {"id": key},
    ).drop(columns=["spoken", "named"])
    length = 0 if whole.empty else int(whole["length"].iloc[0])
    return finish(table, corpus, by=None, caption="Where each actor is named and speaks", length=length)
