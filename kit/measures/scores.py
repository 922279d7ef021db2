"""The scores of mentions, added up per article: what portrayal, comparison and robustness are computed from."""

from __future__ import annotations

from typing import TypedDict

import pandas as pd

from kit.corpus import Corpus
from kit.measures.asking import grouped
from kit.measures.phrases import count

__all__ = ["Choices", "added_up", "label_shares", "rare_note", "scores"]


class Choices(TypedDict, total=False):
    """Which rows of `sentiment` are counted; `kit.measures.sensitivity` varies them.

    confidence: at least so sure, 0 to 1. names_only: no pronouns and nominals. skip_lead: without the first paragraph.
    """

    confidence: float
    names_only: bool
    skip_lead: bool


def scores(
    corpus: Corpus, by: str | None, *, confidence: float = 0.0, names_only: bool = False, skip_lead: bool = False
) -> pd.DataFrame:
    """How actors are portrayed, added up in each article.

    Parameters
    ----------
    by
        Column or period whose value is `part`, NA without one.
    confidence
        Leave out mentions of which the model is less sure, 0 to 1; where it says nothing of it, they stay.
    names_only
        Leave out pronouns and nominals.
    skip_lead
        Leave out the first paragraph.

    Returns
    -------
    DataFrame
        One row an article, actor and voice: `part article actor_id actor voice_kind voice voice_name n total negative
        neutral positive`; `article` is its position, `total` the sum of the scores, the last three count labels, and
        mentions without a label are in `n` alone.
    """
    return corpus.sql(
        f"""with {grouped(corpus, by)}
        select part, position as article, s.actor_id, any_value(s.actor) as actor, s.voice_kind, s.voice,
            any_value(s.voice_name) as voice_name, count(*) as n, sum(s.score) as total,
            count(*) filter (s.label = 'negative') as negative, count(*) filter (s.label = 'neutral') as neutral,
            count(*) filter (s.label = 'positive') as positive
        from sentiment s join grouped using (article_id)
            {"join mentions m using (article_id, mention)" if names_only else ""}
            {"join sentences t using (article_id, sentence)" if skip_lead else ""}
        where s.score is not null and coalesce(s.confidence, 1) >= $confidence
            {"and m.kind = 'name'" if names_only else ""} {"and t.paragraph > 0" if skip_lead else ""}
        group by part, position, s.actor_id, s.voice_kind, s.voice
        order by position, s.actor_id, s.voice_kind, s.voice nulls first""",
        {"confidence": confidence},
    )


def added_up(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Rows of one article and key added up.

    `rows` as `scores` gives them. One row an article and value of `keys` (NA is a value): `article`, `keys`, and
    the sums of `n total negative neutral positive`, sorted, with an index from 0.
    """
    counts = ["n", "total", "negative", "neutral", "positive"]
    added: pd.DataFrame = rows.groupby(["article", *keys], dropna=False, sort=True)[counts].sum()
    return added.reset_index()


def label_shares(table: pd.DataFrame) -> pd.DataFrame:
    """The counts of negative, neutral and positive as shares of `n`; `unsure` is what the model gave no label.

    A copy of the table, the three columns from counts to shares, 0 to 1, and `unsure` added; the four sum to 1.
    """
    shares = table[["negative", "neutral", "positive"]].div(table["n"], axis=0)
    rest = 1 - shares["negative"] - shares["neutral"] - shares["positive"]
    # What rounding leaves of 1 less the three may fall below 0.
    return table.assign(**shares, unsure=rest.clip(lower=0))


def rare_note(table: pd.DataFrame, what: str, min_n: int) -> str | None:
    """The note on the means that `means` has left out, and on those of whom none is left.

    `table` as `means` gives it, with `attrs` left_out and nowhere. None where nothing was left out.
    """
    have = "has" if table.attrs["nowhere"] == 1 else "have"
    none = f"; {count(table.attrs['nowhere'], what)} {have} none" if table.attrs["nowhere"] else ""
    return f"Only means of {min_n} mentions or more are shown{none}." if table.attrs["left_out"] else None
