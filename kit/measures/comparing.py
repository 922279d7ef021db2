"""Two groups of articles beside each other, actor by actor."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any, Unpack

import numpy as np
import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import articles_of, finish, grouped
from kit.measures.differences import differences
from kit.measures.phrases import count, listed, rows_of
from kit.measures.records import measure
from kit.measures.resampling import DRAWS
from kit.measures.scores import Choices, scores

__all__ = ["compare"]

FALSE_DISCOVERY = 0.05


def _clear_differences(table: pd.DataFrame) -> list[str]:
    """The clear differences."""
    a, b = table.attrs["a"], table.attrs["b"]
    clear = table[table["clear"].fillna(False)]
    what = "portrayed more favourably" if table.attrs["of"] == "portrayal" else "quoted more"
    said = [f"{len(clear):,} of {count(len(table), 'actor')} differ clearly between {a} and {b}."]
    for rows, where in ((clear[clear["difference"] > 0], a), (clear[clear["difference"] < 0], b)):
        if len(rows):
            said.append(
                f"In {where} {what}: "
                f"{listed([f'{row.actor} (by {abs(row.difference):.2f})' for row in rows_of(rows.head(5))])}."
            )
    return said


@measure(
    empty="There are not two groups of articles in which an actor is mentioned often enough to compare them.",
    finding=_clear_differences,
    methods=("quotes", "sentiment", "actors"),
)
def compare(
    corpus: Corpus,
    by: str = "source",
    a: Any = None,
    b: Any = None,
    *,
    of: str = "portrayal",
    voice_kind: str | None = "own",
    min_n: int = 5,
    draws: int = DRAWS,
    unique: bool = False,
    **choices: Unpack[Choices],
) -> pd.DataFrame:
    """The articles where `by` is `a` against those where it is `b`, actor by actor.

    Parameters
    ----------
    by
        A column of `articles`, or day, week, month, year.
    a, b
        Values of `by`; by default the two with most articles. Where there are not two, the table is empty.
    of
        portrayal (mean score, -1 to 1) or voice (share of the quotes, 0 to 1).
    voice_kind
        own, quoted, or None for both; of portrayal only.
    min_n
        Leave out whoever has fewer mentions (quotes) on either side.
    draws
        Of the bootstrap over articles; 0 leaves the interval NA.
    unique
    choices

    Returns
    -------
    DataFrame
        `actor_id actor n_a n_b articles value_a value_b difference low high clear note`. `difference` is a minus b
        with its 95 % interval (NA where either side rests on one article, as `note` says); `clear` whether it stands
        when the false discoveries among all that were compared are kept to 1 in 20 (Benjamini & Hochberg 1995, normal
        approximation; NA without an interval). Clearest first. `attrs["note"]` says how many were compared.

    Raises
    ------
    MeasureError
        If `by` has no such value (the message lists those it has), or `a` and `b` are the same.
    """
    corpus = articles_of(corpus, unique)
    a, b = _sides(corpus, by, a, b)
    if of not in ("portrayal", "voice"):
        raise MeasureError(f"of={of!r}: nothing that can be compared; take portrayal or voice")
    if of == "portrayal":
        rows = scores(corpus, by, **choices)
        rows = rows if voice_kind is None else rows[rows["voice_kind"] == voice_kind]
        rows = rows.groupby(["article", "part", "actor_id", "actor"], dropna=False)[["n", "total"]].sum().reset_index()
    else:
        rows = _turns(corpus, by, (a, b), min_n)
    rows["side"] = rows["part"].astype(object).map({a: "a", b: "b"} if b is not None else {}).astype("string")
    table = differences(rows, ["actor_id", "actor"], "side", ("a", "b"), min_n=min_n, draws=draws)
    table = table.rename(columns={"a": "value_a", "b": "value_b"})
    table["clear"] = _clear(table["difference"].to_numpy(float), table.pop("deviation").to_numpy(float))
    # By how many widths of its interval a difference is off zero: the largest differences are those of the fewest.
    strength = (table["difference"].abs() / (table["high"] - table["low"])).fillna(-1)
    table = table.assign(strength=strength).sort_values(["strength", "actor_id"], ascending=[False, True])
    columns = [
        "actor_id",
        "actor",
        "n_a",
        "n_b",
        "articles",
        "value_a",
        "value_b",
        "difference",
        "low",
        "high",
        "clear",
    ]
    tried = int(table["low"].notna().sum())
    note = (
        f"{tried:,} {'actor was' if tried == 1 else 'actors were'} compared; at 95 %, about {tried / 20:.1f} of the "
        f"intervals would leave out zero by chance alone. The column clear allows for that."
    )
    what = "How favourably actors are portrayed" if of == "portrayal" else "Share of the quotes by speaker"
    return finish(
        table[[*columns, "note"]],
        corpus,
        by=None,
        caption=f"{what}, {a} against {b}" if b is not None else what,
        note=note,
        a=a,
        b=b,
        along=by,
        of=of,
        value="difference",
    )


def _sides(corpus: Corpus, by: str, a: Any, b: Any) -> tuple[Any, Any]:
    """The two values that are compared, chosen where they are not given."""
    found = corpus.sql(
        f"""with {grouped(corpus, by)} select part, count(*) as n from grouped where part is not null
        group by 1 order by 2 desc, 1"""
    )["part"]
    values = list(found)
    for value in (a, b):
        if value is not None and value not in values:
            known = ", ".join(str(known) for known in values[:20])
            raise MeasureError(f"{by}={value!r}: no article has it; take {known or 'another column'}")
    if a is not None and a == b:
        raise MeasureError(f"{by}={a!r}: compared with itself; take two values")
    others = iter([value for value in values if value not in (a, b)])
    a = next(others, None) if a is None else a
    return a, next(others, None) if b is None else b


def _turns(corpus: Corpus, by: str, sides: tuple[Any, Any], min_n: int) -> pd.DataFrame:
    """Per article and speaker: `n` quotes in the article, `total` of them the speaker's (1 / k of what k say)."""
    return corpus.sql(
        f"""with {grouped(corpus, by)},
        said as (select part, position, article_id, quote from quotes join grouped using (article_id)
            where kind is distinct from 'thought' and part in ($a, $b)),
        turn as (select part, position, s.actor_id, s.actor, 1 / count(*) over (partition by article_id, quote) as turns
            from said join speakers s using (article_id, quote)),
        whole as (select part, position, count(*) as n from said group by all),
        speakers as (select actor_id, any_value(actor) as actor from turn where actor_id is not null
            group by 1 having count(*) >= $min_n),
        own as (select position, actor_id, sum(turns) as n from turn group by all)
        select position as article, part, actor_id, actor, whole.n, coalesce(own.n, 0) as total
        from whole cross join speakers left join own using (position, actor_id) order by position, actor_id""",
        {"a": sides[0], "b": sides[1], "min_n": min_n},
    )


def _clear(differences: np.ndarray[Any, Any], deviations: np.ndarray[Any, Any]) -> pd.Series:
    """Which differences stand when the false discovery rate is kept; NA where there is no deviation."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.array(
            [2 * (1 - NormalDist().cdf(z)) if np.isfinite(z) else np.nan for z in abs(differences / deviations)]
        )
    known = np.sort(p[np.isfinite(p)])
    # The largest p that is below its own step, not the first above one: Benjamini and Hochberg's step-up.
    below = known[known <= FALSE_DISCOVERY * np.arange(1, len(known) + 1) / max(len(known), 1)]
    limit = below.max(initial=-1.0)
    return pd.Series(np.where(np.isfinite(p), p <= limit, None)).astype("boolean")
