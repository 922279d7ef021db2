"""How actors are portrayed, and in whose voice: the article's own or a quoted speaker's."""

from __future__ import annotations

from typing import TypedDict, Unpack

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import articles_of, finish, grouped
from kit.measures.differences import differences
from kit.measures.resampling import DRAWS, means

__all__ = ["Choices", "ledger", "own_voice", "portrayal", "scores"]

VOICE_KINDS = ("own", "quoted")


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
    """Per article, actor and voice: `n total negative neutral positive` (counts; `total` is the sum of the scores)."""
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


def portrayal(
    corpus: Corpus,
    by: str | None = None,
    *,
    voice_kind: str | None = None,
    min_n: int = 5,
    draws: int = DRAWS,
    unique: bool = False,
    **choices: Unpack[Choices],
) -> pd.DataFrame:
    """How favourably each actor is portrayed, in the articles' own words and in those of whom they quote.

    Parameters
    ----------
    voice_kind
        Only own or only quoted; both by default, a row each.
    min_n
        Leave out whoever has fewer mentions in that voice (and value of `by`).
    draws
        Of the bootstrap over articles; 0 leaves the interval NA.
    choices
        `Choices`: confidence, names_only, skip_lead.

    Returns
    -------
    DataFrame
        `actor_id actor voice_kind n articles mean low high shrunk negative neutral positive unsure note`. `mean` of
        the scores of `n` mentions, -1 to 1, with its 95 % interval; `shrunk` the mean drawn towards the mean of all
        where it rests on little (rank by this one); the four shares sum to 1, `unsure` is where the model is not sure
        of a label. `note` says why there is no interval. Most mentions first.
    """
    corpus = articles_of(corpus, unique)
    rows = scores(corpus, by, **choices)
    if voice_kind is not None:
        if voice_kind not in VOICE_KINDS:
            raise MeasureError(f"voice_kind={voice_kind!r}: no kind of voice; take {' or '.join(VOICE_KINDS)}")
        rows = rows[rows["voice_kind"] == voice_kind]
    keys = ["part", "actor_id", "actor", "voice_kind"]
    table = means(_joined(rows, keys), keys, min_n=min_n, draws=draws)
    left_out = table.attrs["left_out"]
    for label in ("negative", "neutral", "positive"):
        table[label] = table[label] / table["n"]
    table["unsure"] = (1 - table["negative"] - table["neutral"] - table["positive"]).clip(lower=0)
    whole = table.groupby(["part", "actor_id"], dropna=False)["n"].transform("sum")
    table = table.assign(whole=whole).sort_values(
        ["part", "whole", "actor", "actor_id", "voice_kind"],
        ascending=[True, False, True, True, True],
        na_position="last",
    )
    columns = [*keys, "n", "articles", "mean", "low", "high", "shrunk", *("negative", "neutral", "positive"), "unsure"]
    note = f"{left_out:,} with fewer than {min_n} mentions are left out." if left_out else None
    return finish(
        table[[*columns, "note"]],
        corpus,
        measure="portrayal",
        by=by,
        note=note,
        min_n=min_n,
        value="mean",
        caption="How favourably actors are portrayed (-1 to 1), in the articles' own voice and by those quoted",
    )


def own_voice(
    corpus: Corpus,
    by: str | None = None,
    *,
    min_n: int = 5,
    draws: int = DRAWS,
    unique: bool = False,
    **choices: Unpack[Choices],
) -> pd.DataFrame:
    """The journalists' own tone towards an actor against the tone of those whom they quote.

    Returns
    -------
    DataFrame
        `actor_id actor n_own n_quoted articles own quoted gap low high note`: `gap` is own minus quoted, with its 95 %
        interval (both are drawn from the same articles). Only actors with `min_n` mentions in each voice.
    """
    corpus = articles_of(corpus, unique)
    rows = scores(corpus, by, **choices)
    keys = ["part", "actor_id", "actor"]
    table = differences(_joined(rows, [*keys, "voice_kind"]), keys, "voice_kind", VOICE_KINDS, min_n=min_n, draws=draws)
    table = table.rename(columns={"difference": "gap"})
    table["whole"] = table["n_own"] + table["n_quoted"]
    table = table.sort_values(
        ["part", "whole", "actor", "actor_id"], ascending=[True, False, True, True], na_position="last"
    )
    columns = [*keys, "n_own", "n_quoted", "articles", "own", "quoted", "gap", "low", "high", "note"]
    note = f"Only actors with {min_n} mentions or more in each voice."
    return finish(
        table[columns],
        corpus,
        measure="own_voice",
        by=by,
        note=note,
        min_n=min_n,
        value="gap",
        caption="The articles' own tone towards actors against that of those quoted (-1 to 1)",
    )


def ledger(
    corpus: Corpus,
    by: str | None = None,
    *,
    min_n: int = 2,
    draws: int = DRAWS,
    unique: bool = False,
    **choices: Unpack[Choices],
) -> pd.DataFrame:
    """Who speaks about whom, and how: a signed, directed network of the speakers that are named.

    Returns
    -------
    DataFrame
        `voice` (the speaker's actor_id) `voice_name actor_id actor n articles mean low high note`, most mentions first.
        What speakers say of themselves is left out.
    """
    corpus = articles_of(corpus, unique)
    rows = scores(corpus, by, **choices)
    rows = rows[rows["voice"].notna() & (rows["voice"] != rows["actor_id"])]
    keys = ["part", "voice", "voice_name", "actor_id", "actor"]
    table = means(_joined(rows, keys), keys, min_n=min_n, draws=draws)
    table = table.sort_values(
        ["part", "n", "voice", "actor_id"], ascending=[True, False, True, True], na_position="last"
    )
    columns = [*keys, "n", "articles", "mean", "low", "high", "note"]
    left_out = table.attrs["left_out"]
    note = f"{left_out:,} pairs with fewer than {min_n} mentions are left out." if left_out else None
    return finish(
        table[columns],
        corpus,
        measure="ledger",
        by=by,
        note=note,
        min_n=min_n,
        value="mean",
        caption="Who speaks about whom, and how favourably (-1 to 1)",
    )


def _joined(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Rows of one article and key added up."""
    counts = ["n", "total", "negative", "neutral", "positive"]
    added: pd.DataFrame = rows.groupby(["article", *keys], dropna=False, sort=True)[counts].sum()
    return added.reset_index()
