"""Who is named together: co-occurrence of actors, with a measure of association (NLTK)."""

from __future__ import annotations

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import articles_of, finish

__all__ = ["association", "co_occurrence"]

ASSOCIATIONS = ("likelihood_ratio", "pmi", "chi_sq", "jaccard", "dice", "student_t")


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
        Of NLTK's `BigramAssocMeasures`: likelihood_ratio (Dunning 1993), pmi, chi_sq, jaccard, dice or student_t.
    min_n
        Leave out pairs that stand together in fewer sentences (or articles).

    Returns
    -------
    DataFrame
        `actor_a actor_b n n_a n_b of expected association`: `n` sentences (articles) with both, of `of`; `expected`
        is how many chance would give. Strongest association first, those below chance last.
    """
    if within not in ("sentence", "article"):
        raise MeasureError(f"within={within!r}: take sentence or article")
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
        f"""with named as (select dense_rank() over (order by {unit}) as unit, m.actor_id from mentions m {join}
            where m.actor_id is not null),
        present as (select distinct unit, actor_id from named),
        often as (select actor_id, count(*) as n from present group by 1 having count(*) >= $min_n),
        kept as (select unit, actor_id, n from present join often using (actor_id)),
        pairs as (select a.actor_id as a, b.actor_id as b, count(*) as n, any_value(a.n) as n_a, any_value(b.n) as n_b
            from kept a join kept b on a.unit = b.unit and a.actor_id < b.actor_id
            group by 1, 2 having count(*) >= $min_n)
        select x.name as actor_a, y.name as actor_b, pairs.n, n_a, n_b, (select count(*) from {size}) as of
        from pairs join actors x on x.actor_id = a join actors y on y.actor_id = b order by a, b""",
        {"min_n": min_n},
    )
    table["expected"] = table["n_a"] * table["n_b"] / table["of"]
    counts = table[["n", "n_a", "n_b", "of"]].itertuples(index=False, name=None)
    table["association"] = pd.Series([score(n, (n_a, n_b), of) for n, n_a, n_b, of in counts], dtype="Float64")
    table = table.assign(chance=table["n"] <= table["expected"]).sort_values(
        ["chance", "association", "actor_a", "actor_b"], ascending=[True, False, True, True]
    )
    return finish(
        table.drop(columns="chance"),
        corpus,
        measure="co_occurrence",
        by=None,
        within=within,
        association=measure,
        caption=f"Actors named in the same {within}",
        note=f"Association is NLTK's {measure}; pairs in fewer than {min_n} {within}s are left out.",
    )


def association(measure: str):  # type: ignore[no-untyped-def]
    """NLTK's function of that name: (n of both, (n of the one, n of the other), n of all) → strength."""
    from nltk.metrics.association import BigramAssocMeasures

    if measure not in ASSOCIATIONS:
        raise MeasureError(f"measure={measure!r}: no measure of association; take {', '.join(ASSOCIATIONS)}")
    return getattr(BigramAssocMeasures, measure)
