"""Groups of articles beside each other, actor by actor: what differs, and what may be chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import REST, articles_of, finish, grouped, groups_of
from kit.measures.permutations import DRAWS, LEVEL, Test, holm
from kit.measures.phrases import count, rows_of, signed, written
from kit.measures.records import measure
from kit.measures.scores import Choices, scores

__all__ = ["compare"]

FEWEST = 8  # articles on either side: fewer cannot tell two groups apart when several things are compared
COLUMNS = {
    "a": "string",
    "b": "string",
    "actor_id": "string",
    "actor": "string",
    "n_a": "Int64",
    "n_b": "Int64",
    "articles_a": "Int64",
    "articles_b": "Int64",
    "value_a": "Float64",
    "value_b": "Float64",
    "largest_a": "Float64",
    "largest_b": "Float64",
    "difference": "Float64",
    "low": "Float64",
    "high": "Float64",
    "p": "Float64",
    "clear": "boolean",
}


def _clear_differences(table: pd.DataFrame) -> list[str]:
    """The clear differences, each with what it rests on."""
    attrs = table.attrs
    clear = table[table["clear"].fillna(False)]
    what, tell = ("portrayed more favourably", signed) if attrs["of"] == "portrayal" else ("quoted more", _points)
    between_whom = f"between {attrs['a']} and {attrs['b']}" if attrs["a"] is not None else f"by {attrs['along']}"
    if clear.empty:
        return [f"No difference {between_whom} is clear, of {len(table):,} tried."]
    are = "is" if len(clear) == 1 else "are"
    said = [f"{len(clear):,} of {count(len(table), 'difference')} {between_whom} {are} clear."]
    for row in rows_of(clear.head(8)):
        how = what if row.difference > 0 else what.replace("more", "less")
        said.append(
            f"{row.actor} is {how} in {row.a} ({tell(row.value_a)}) than in {row.b} ({tell(row.value_b)}): difference "
            f"{tell(row.difference)}, 95% interval {tell(row.low)} to {tell(row.high)}; {row.articles_a:,} and "
            f"{row.articles_b:,} articles."
        )
    return said


def _points(share: float) -> str:
    """A share or a difference of shares, in per cent with one decimal."""
    return f"{100 * share:.1f}%".replace("-", "−")


@measure(
    empty="There are not two groups of articles in which an actor stands often enough to compare them.",
    finding=_clear_differences,
    methods=("quotes", "sentiment", "actors"),
)
def compare(
    corpus: Corpus,
    by: str = "source",
    a: Any = None,
    b: Any = None,
    *,
    pairs: bool = False,
    of: str = "portrayal",
    voice_kind: str | None = "own",
    min_n: int = 5,
    min_articles: int = FEWEST,
    draws: int = DRAWS,
    unique: bool = False,
    **choices: Unpack[Choices],
) -> pd.DataFrame:
    """Groups of articles against each other, actor by actor.

    Parameters
    ----------
    by
        A column of `articles`, or day, week, month, year. Articles without a value are left out.
    a, b
        Values of `by`: both, and they are compared; one, and it is compared with all other articles. With neither, two
        groups are compared with each other, and of several each with all other articles.
    pairs
        Compare every two of several groups instead.
    of
        portrayal (mean score, -1 to 1) or voice (share of the quotes, 0 to 1).
    voice_kind
        own, quoted, or None for both; of portrayal only.
    min_n
        Leave out whoever has fewer mentions on either side; of voice, fewer quotes in all.
    min_articles
        Leave out whoever stands in fewer articles on either side; of voice, is quoted in fewer in all.
    draws
        Divisions of the articles that are drawn, 1,000 or more; 0 leaves interval, p and verdict NA.
    unique
    choices

    Returns
    -------
    DataFrame
        `a b` (the groups; "the rest": all other articles) `actor_id actor n_a n_b articles_a articles_b value_a value_b
        largest_a largest_b difference low high p clear`. `largest_…` is the share of n that stands in one article.
        `difference` is a minus b; `low high` its 95 % interval and `p` are of one permutation test over articles and
        its inversion (`kit.measures.permutations`: Chung & Romano 2013; Garthwaite 1996). `p` is of that row alone;
        `clear` is whether it stands when all rows are tried together (Holm 1979): the chance that any row is called
        clear where nothing differs is at most 1 in 20, and no row is clear whose interval holds 0. Clearest first.

    Raises
    ------
    MeasureError
        If `by` has no such value (the message lists those it has), or `a` and `b` are the same.

    Notes
    -----
    The test is exact where articles of both groups are alike but for chance, however few and however unequal in length.
    Where a small group (8 articles) also varies twice as much as one five times its size, the chance of a false finding
    of a single row is 8 rather than 5 in 100.
    """
    corpus = articles_of(corpus, unique)
    if of not in ("portrayal", "voice"):
        raise MeasureError(f"of={of!r}: cannot be compared; choose portrayal or voice")
    if min_articles < 2:
        raise MeasureError(
            f"min_articles={min_articles}: one article does not show how much articles differ; give 2 or more"
        )
    contrasts = _contrasts(corpus, by, a, b, pairs, min_articles)
    if of == "portrayal":
        rows = scores(corpus, by, **choices)
        rows = rows if voice_kind is None else rows[rows["voice_kind"] == voice_kind]
        # Both voices together: an article and actor is one row, as it changes sides as a whole.
        rows = rows.groupby(["article", "part", "actor_id", "actor"], dropna=False)[["n", "total"]].sum().reset_index()
        actors = portrayed(rows, min_n)
    else:
        actors = _speaking(corpus, by, min_n, min_articles)
    table = compared(actors, contrasts, min_n=min_n, min_articles=min_articles, draws=draws)
    what = "How favourably actors are portrayed" if of == "portrayal" else "Each speaker's share of the quotes"
    sole = contrasts[0] if len(contrasts) == 1 else None
    tried = int(table["p"].notna().sum())
    return finish(
        table,
        corpus,
        by=None,
        caption=f"{what}, {written(sole[0])} against {written(sole[1] or REST)}" if sole else f"{what}, by {by}",
        note=None
        if not tried
        else f"{count(tried, 'difference was', 'differences were')} tried together; the chance that any of them is "
        f"called clear where there is none is at most 1 in 20. Groups of fewer than {min_articles} articles are left "
        "out.",
        a=written(sole[0]) if sole else None,
        b=written(sole[1] or REST) if sole else None,
        along=by,
        unasked=corpus.count("articles") == 1,
        of=of,
        value="difference",
    )


Contrast = tuple[Any, Any]


@dataclass(frozen=True)
class Mentioned:
    """One actor's articles: the value of `by` of each, how many values it has, and their sum."""

    actor_id: str
    actor: str
    part: npt.NDArray[Any]
    n: npt.NDArray[np.float64]
    total: npt.NDArray[np.float64]
    least: float  # of a difference


def compared(
    actors: Iterator[Mentioned] | Sequence[Mentioned],
    contrasts: Sequence[Contrast],
    *,
    min_n: int,
    min_articles: int,
    draws: int,
    seed: int = 0,
) -> pd.DataFrame:
    """Each actor in each contrast, as `compare` gives it.

    Parameters
    ----------
    actors
        Each with its articles, as `portrayed` gives them.
    contrasts
        A group, and another one, or None for all other articles.
    min_n, min_articles
        Values and articles that either side must have; else there is no row.
    draws
        Of the permutation test; 0 leaves `low high p clear` NA.
    """
    rows = [
        row
        for actor in actors
        for contrast in contrasts
        if (row := _row(actor, contrast, min_n, min_articles, draws, seed)) is not None
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    if draws and len(table):
        # All rows of the table are one family, whichever actor or contrast they are of.
        table["clear"] = pd.array(holm(table["p"].to_numpy(float)) <= LEVEL, dtype="boolean")
    # Equals in p, as the clearest often are where draws are few, stand by the size of what differs.
    size = -table["difference"].abs()
    order = table.assign(size=size).sort_values(["p", "size", "actor_id", "a", "b"], kind="stable", na_position="last")
    return order.drop(columns="size").reset_index(drop=True)


def _row(
    actor: Mentioned, contrast: Contrast, min_n: int, min_articles: int, draws: int, seed: int
) -> dict[str, Any] | None:
    a, b = contrast
    first = actor.part == a
    # All others, those of groups too small to be compared by themselves included.
    second = ~first if b is None else actor.part == b
    if min(first.sum(), second.sum()) < min_articles:
        return None
    n = [actor.n[side] for side in (first, second)]
    if min(side.sum() for side in n) < min_n:
        return None
    totals = [actor.total[side] for side in (first, second)]
    values = [float(total.sum() / side.sum()) for total, side in zip(totals, n, strict=True)]
    row: dict[str, Any] = {
        "a": written(a),
        "b": REST if b is None else written(b),
        "actor_id": actor.actor_id,
        "actor": actor.actor,
        "n_a": int(n[0].sum()),
        "n_b": int(n[1].sum()),
        "articles_a": len(n[0]),
        "articles_b": len(n[1]),
        "value_a": values[0],
        "value_b": values[1],
        "largest_a": float(n[0].max() / n[0].sum()),
        "largest_b": float(n[1].max() / n[1].sum()),
        "difference": values[0] - values[1],
    }
    if draws:
        # In the order in which the two sides are joined below.
        sides = np.repeat([True, False], [len(n[0]), len(n[1])])
        test = Test(np.concatenate(n), np.concatenate(totals), sides, draws=draws, seed=seed)
        low, high = test.interval(actor.least, -actor.least)
        row |= {"low": low, "high": high, "p": test.p}
    return row


def _contrasts(corpus: Corpus, by: str, a: Any, b: Any, pairs: bool, min_articles: int) -> list[Contrast]:
    """Which groups are compared with which."""
    sizes = groups_of(corpus, by, a, b)
    if a is not None and b is not None:
        return [(a, b)]
    if a is not None or b is not None:
        return [(b if a is None else a, None)]
    # By name and not by size: which of two is `a` does not turn round when articles are added.
    large = sorted(value for value, n in sizes.items() if n >= min_articles)
    # Of two groups "all others" is the other one: the same test twice would cost the correction its sharpness.
    if pairs or len(sizes) == 2:
        return list(combinations(large, 2))
    return [(value, None) for value in large] if len(sizes) > 2 else []


def portrayed(rows: pd.DataFrame, min_n: int) -> Iterator[Mentioned]:
    """Of each actor the articles with the group, the number of scores and their sum.

    Parameters
    ----------
    rows
        One row an article and actor: `article part actor_id actor n total`; those without a group are left out.
    min_n
        Whoever has fewer than twice as many scores in all is left out: neither side can have enough.
    """
    rows = rows[rows["part"].notna()]
    for (actor_id, actor), own in rows.groupby(["actor_id", "actor"], sort=True):
        if own["n"].sum() >= 2 * min_n:
            n, total = own["n"].to_numpy(float), own["total"].to_numpy(float)
            # Scores run from -1 to 1, so that two means differ by 2 at most.
            yield Mentioned(str(actor_id), str(actor), own["part"].to_numpy(object), n, total, -2.0)


def _speaking(corpus: Corpus, by: str, min_n: int, min_articles: int) -> Iterator[Mentioned]:
    """Of each speaker, all articles that quote: their quotes, and how many are the speaker's (1 / k of what k say)."""
    said = f"""with {grouped(corpus, by)}, said as (select part, position, article_id, quote
        from quotes join grouped using (article_id) where kind is distinct from 'thought' and part is not null)"""
    whole = corpus.sql(f"{said} select part, position, count(*) as n from said group by all order by position")
    turns = corpus.sql(
        f"""{said},
        turn as (select position, actor_id, actor, 1 / count(*) over (partition by article_id, quote) as turns
            from said join speakers using (article_id, quote))
        select position, actor_id, any_value(actor) as actor, sum(turns) as total, count(*) as n from turn
        where actor_id is not null group by position, actor_id order by actor_id, position"""
    )
    # The whole is every quote, also of nobody: a share of the named alone would grow where an outlet names fewer.
    part, n = whole["part"].to_numpy(object), whole["n"].to_numpy(float)
    place = pd.Series(range(len(whole)), index=whole["position"].to_numpy())
    for actor_id, own in turns.groupby("actor_id", sort=True):
        if own["n"].sum() >= min_n and len(own) >= min_articles:
            # An article that quotes others and not this one counts as 0: it had its chance.
            total = np.zeros(len(n))
            total[place.loc[own["position"].to_numpy()].to_numpy()] = own["total"].to_numpy(float)
            yield Mentioned(str(actor_id), str(own["actor"].iloc[0]), part, n, total, -1.0)
