"""Who is named together: pairs of actors, with the strength of their association."""

from __future__ import annotations

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import articles_of, finish
from kit.measures.associations import association, strengths
from kit.measures.phrases import count, rows_of
from kit.measures.records import measure

__all__ = ["co_occurrence"]

PLACE = ["article_id", "start", "end"]


def _about(expected: float) -> str:
    """No more digits than what is counted in whole numbers can have."""
    return f"{expected:,.0f}" if expected >= 10 else f"{expected:.1f}"


def _closest(table: pd.DataFrame) -> list[str]:
    """The closest pairs."""
    within = table.attrs["within"]
    return [
        f"{row.actor_a} and {row.actor_b} stand together in {count(row.n, within)}; "
        f"chance alone would give {_about(row.expected)}."
        for row in rows_of(table.head(3))
    ]


@measure(
    empty="No two actors are named together often enough to count.",
    finding=_closest,
    methods=("actors",),
)
def co_occurrence(
    corpus: Corpus,
    *,
    within: str = "sentence",
    measure: str = "likelihood_ratio",
    min_n: int = 3,
    unique: bool = False,
) -> pd.DataFrame:
    """Which actors are named together, more than their frequency alone would bring.

    Parameters
    ----------
    within
        sentence or article.
    measure
        Of association, NLTK's `BigramAssocMeasures`: likelihood_ratio (Dunning 1993), pmi (Church & Hanks 1990),
        chi_sq, jaccard, dice or student_t.
    min_n
        Leave out pairs that stand together in fewer sentences (or articles).
    unique

    Returns
    -------
    DataFrame
        `actor_a actor_b n n_a n_b of expected association article_id start end`: `n` sentences (articles) with both,
        `n_a` and `n_b` with each, of `of` in all; `expected` is how many chance would give (n_a · n_b / of); the last
        three say where the one is named in the first of them. Strongest association first, those below chance last.
    """
    if within not in ("sentence", "article"):
        raise MeasureError(f"within={within!r}: not a place where things occur together; choose sentence or article")
    score = association(measure)
    corpus = articles_of(corpus, unique)
    unit = "m.article_id, s.sentence" if within == "sentence" else "m.article_id"
    join = (
        """join sentences s on s.article_id = m.article_id and s."start" <= m."start" and m."start" < s."end" """
        if within == "sentence"
        else ""
    )
    size = "sentences" if within == "sentence" else "articles"
    table = corpus.sql(
        f"""with named as (select dense_rank() over (order by {unit}) as unit, m.* from mentions m {join}
            where m.actor_id is not null),
        present as (select unit, actor_id, article_id, min("start") as "start",
                arg_min("end", ("start", "end")) as "end" from named group by all),
        often as (select actor_id, count(*) as n from present group by 1 having count(*) >= $min_n),
        kept as (select present.*, n, position from present join often using (actor_id)
            join (select article_id, position from articles) using (article_id)),
        pairs as (select a.actor_id as a, b.actor_id as b, count(*) as n, any_value(a.n) as n_a, any_value(b.n) as n_b,
                arg_min(a.article_id, (a.position, a."start")) as article_id,
                arg_min(a."start", (a.position, a."start")) as "start",
                arg_min(a."end", (a.position, a."start")) as "end"
            from kept a join kept b on a.unit = b.unit and a.actor_id < b.actor_id
            group by 1, 2 having count(*) >= $min_n)
        select x.name as actor_a, y.name as actor_b, pairs.n, n_a, n_b, (select count(*) from {size}) as of,
            article_id, "start", "end"
        from pairs join actors x on x.actor_id = a join actors y on y.actor_id = b order by a, b""",
        {"min_n": min_n},
    )
    table["expected"] = table["n_a"] * table["n_b"] / table["of"]
    table["association"] = strengths(score, table["n"], table["n_a"], table["n_b"], table["of"])
    table = table[[*table.columns.difference(PLACE, sort=False), *PLACE]]
    # The likelihood ratio has no sign: a pair that shuns each other scores as high as one that goes together.
    table = table.assign(chance=table["n"] <= table["expected"]).sort_values(
        ["chance", "association", "actor_a", "actor_b"], ascending=[True, False, True, True]
    )
    return finish(
        table.drop(columns="chance"),
        corpus,
        by=None,
        within=within,
        association=measure,
        caption=f"Actors named in the same {within}",
        note=f"Association is NLTK's {measure.replace('_', ' ')}; pairs in fewer than {min_n} {within}s are left out.",
    )
