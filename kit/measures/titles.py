"""Who stands in the headlines, and how: beside how the texts of the same articles speak of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kit.corpus import Corpus
from kit.measures.asking import articles_of, finish, grouped
from kit.measures.contrasts import Contrast
from kit.measures.phrases import between, count, foremost, percent, rows_of, signed
from kit.measures.records import measure
from kit.measures.resampling import DRAWS, means
from kit.measures.scores import added_up, label_shares, rare_note, scores
from kit.measures.weights import FEW, WEIGHTS, copies_of, weight

__all__ = ["headlines"]


def _first_and_clear(table: pd.DataFrame) -> list[str]:
    """Who stands in most headlines, and of whom they clearly speak well or ill."""
    who, most, _ = foremost(table, "articles", "actor")
    whole, each = count(round(most[0].articles / most[0].share), "headline"), " each" if len(most) > 1 else ""
    stand = "stand" if each else "stands"
    said = [f"{who} {stand} in most headlines: {most[0].articles:,} of {whole}{each} ({percent(most[0].share)})."]
    known = table[table["articles"] >= FEW]
    for rows, how in ((known[known["high"] < 0], "unfavourable"), (known[known["low"] > 0], "favourable")):
        for row in rows_of(rows.head(3)):
            said.append(f"Headlines are clearly {how} to {_told(row)}.")
    return said


def _told(row: Any) -> str:
    text = f", the texts of these articles {signed(row.text_mean)}" if pd.notna(row.text_mean) else ""
    return f"{row.actor} ({signed(row.mean)}, {between(row)}, {count(row.articles, 'headline')}{weight(row)}{text})"


@measure(
    empty="No headline names an actor often enough to say how.",
    finding=_first_and_clear,
    methods=("quotes", "sentiment", "actors"),
    fields=True,
    contrast=Contrast(
        "actor",
        "mean",
        "Headlines are more favourable to {name} in {most} ({high}) than in {least} ({low}).",
        size="articles",
        what="in how its headlines speak of any of those named most",
        whole=("{name} stands in most headlines: {n} of {total}.", "titled"),
    ),
)
def headlines(
    corpus: Corpus, by: str | None = None, *, min_n: int = 2, draws: int = DRAWS, unique: bool = False
) -> pd.DataFrame:
    """Who stands in the headlines, how favourably, and how the texts of the same articles speak of them.

    Parameters
    ----------
    by
    min_n
        Leave out whoever has fewer mentions in headlines (in that value of `by`).
    draws
        Of the bootstrap over articles; 0 leaves the interval NA.
    unique

    Returns
    -------
    DataFrame
        `by`, `actor_id actor n articles share mean low high text_mean negative neutral positive unsure largest_article
        largest_wire article_mean note`: mentions in headlines, the headlines they stand in, and the share (0 to 1) of
        those of all articles that have one; `mean` of their scores, -1 to 1, with its 95 % interval over articles (NA
        for one article: `note` says so), and `text_mean` that of the mentions in the texts of these same articles (NA
        where there is none). The rest as in `portrayal`. Most headlines first. Places are not scored, and stand in
        `frequency(corpus, field="title")` alone.
    """
    corpus = articles_of(corpus, unique)
    keys = ["part", "actor_id", "actor"]
    rows = added_up(scores(corpus.in_field("title"), by), keys)
    table = means(rows, keys, min_n=min_n, draws=draws, copies=copies_of(corpus) if draws else None)
    rare = rare_note(table, "actor", min_n)
    table = label_shares(table)
    texts = added_up(scores(corpus.in_field("text"), by), keys)
    # Only the articles whose headline names the actor: others would compare different articles, not title and text.
    texts = texts.merge(rows[["article", *keys]], on=["article", *keys])
    sums = texts.groupby(keys, dropna=False, as_index=False)[["n", "total"]].sum()
    sums["text_mean"] = sums["total"] / sums["n"]
    table = table.merge(sums[[*keys, "text_mean"]], on=keys, how="left")
    # Articles without a title cannot name anyone in it, and are not of the whole.
    titled = corpus.sql(
        f"""with {grouped(corpus, by)} select part, count(*) as titled
        from grouped join articles using (article_id) where title is not null group by 1"""
    )
    table = table.merge(titled, on="part", how="left")
    table["share"] = table["articles"] / table["titled"]
    ascending = [True, False, False, True, True]
    table = table.sort_values(["part", "articles", "n", "actor", "actor_id"], ascending=ascending, na_position="last")
    columns = [*keys, "n", "articles", "share", "mean", "low", "high", "text_mean"]
    columns += ["negative", "neutral", "positive", "unsure", *WEIGHTS, "note"]
    return finish(
        table[columns],
        corpus,
        by=by,
        caption="Who is in the headlines, and how favourably (−1 to 1)",
        note=rare,
        value="mean",
        min_n=min_n,
        titled=int(titled["titled"].sum()),
        unasked=titled.empty,
    )
