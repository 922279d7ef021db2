"""How actors are portrayed, and in whose voice: the article's own or a quoted speaker's."""

from __future__ import annotations

from typing import Any, Unpack

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import articles_of, finish
from kit.measures.contrasts import Contrast, errors_apart, widened
from kit.measures.differences import differences
from kit.measures.phrases import between, count, listed, percent, rows_of, signed
from kit.measures.records import measure
from kit.measures.resampling import DRAWS, means
from kit.measures.scores import Choices, added_up, label_shares, rare_note, scores
from kit.measures.weights import FEW, MATTERS, WEIGHTS, copies_of, weight

__all__ = ["ledger", "own_voice", "portrayal"]

VOICES = {"own": "In the articles' own words", "quoted": "In the words of those quoted"}


def _one_or(articles: int) -> str:
    return "one article" if articles == 1 else count(articles, "article")


def _scored(row: Any) -> str:
    if pd.isna(row.low):
        return f"{row.actor} ({signed(row.mean)}, {count(row.n, 'mention')} in {_one_or(row.articles)})"
    rests_on = f"{count(row.n, 'mention')} in {count(row.articles, 'article')}"
    return f"{row.actor} ({signed(row.mean)}, {between(row)}, {rests_on}{weight(row)})"


def _extremes(whose: str, ranked: list[Any]) -> str:
    """Who is portrayed most and least favourably, where their intervals leave out those of the next."""
    least, most = ranked[0], ranked[-1]
    # Against the next ones, not against zero: asked is who stands out, not who is liked.
    highest = pd.notna(most.low) and all(pd.notna(row.high) and most.low > row.high for row in ranked[:-1])
    lowest = pd.notna(least.high) and all(pd.notna(row.low) and least.high < row.low for row in ranked[1:])
    if highest and lowest:
        return f"{whose}, {_scored(most)} is portrayed most favourably and {_scored(least)} least."
    if highest:
        return f"{whose}, {_scored(most)} is portrayed most favourably; at the other end nobody stands apart."
    if lowest:
        return f"{whose}, {_scored(least)} is portrayed least favourably; at the other end nobody stands apart."
    apart = "neither is clearly apart from the next"
    if all(pd.isna(row.low) for row in ranked):
        apart = "one article cannot tell whether they differ"
    return f"{whose}, the means run from that of {_scored(least)} to that of {_scored(most)}; {apart}."


def _most_and_least(table: pd.DataFrame) -> list[str]:
    """The most and the least favourable portrayal in each voice, ranked by the shrunk mean."""
    said = []
    for kind, whose in VOICES.items():
        voiced = table[table["voice_kind"] == kind]
        if voiced.empty:
            continue
        # Actors in few articles lead by chance; only where nobody has more are they ranked.
        known = next(part for part in (voiced[voiced["articles"] >= FEW], voiced) if len(part) > 1 or part is voiced)
        ranked = list(
            # Shrunk means: ranked by plain ones, the rarest would stand at both ends.
            rows_of(known.assign(rank=known["shrunk"].fillna(0)).sort_values(["rank", "mean"], kind="stable"))
        )
        if len(ranked) == 1:
            said.append(f"{whose}, {_scored(ranked[0])} is the only one mentioned often enough.")
        else:
            said.append(_extremes(whose, ranked))
        if known["shrunk"].notna().sum() > 2 and known["shrunk"].max() - known["shrunk"].min() < 0.01:
            said.append(f"{whose}, actors differ no more than chance would have it: do not read a ranking into them.")
    known = table[table["low"].notna()]
    if len(known):
        clear = known[(known["low"] > 0) | (known["high"] < 0)]
        said.append(f"Of {count(len(known), 'mean')}, {len(clear):,} are clearly above or below zero.")
    return said


@measure(
    empty="No actor is mentioned often enough to say how they are portrayed.",
    finding=_most_and_least,
    methods=("quotes", "sentiment", "actors"),
    contrast=Contrast(
        "actor",
        "mean",
        "{name} is portrayed more favourably in {most} ({high}) than in {least} ({low})",
        what="in how it portrays any of those named most",
        tested=True,
        voices=(("own", ", in the articles' own words."), ("quoted", ", in the words of those quoted.")),
    ),
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
    by
    voice_kind
        Only own or only quoted; both by default, a row each.
    min_n
        Leave out whoever has fewer mentions in that voice (and value of `by`).
    draws
        Of the bootstrap over articles; 0 leaves the interval NA.
    unique
    choices

    Returns
    -------
    DataFrame
        `by`, `actor_id actor voice_kind n articles mean low high shrunk negative neutral positive unsure
        largest_article largest_wire article_mean note`. `mean` of the scores of `n` mentions, -1 to 1, with its 95 %
        interval over articles (NA for one article: `note` says so); `shrunk` the mean drawn towards the mean of all
        where it rests on little (empirical Bayes, Efron & Morris 1975; NA for fewer than three; rank by this one); the
        four shares sum to 1, `unsure` is where the model is not sure of a label. `largest_article` and `largest_wire`
        are the shares of n that stand in one article and in near copies of one, `article_mean` the mean of the
        articles' own means. Most mentions first.

    Raises
    ------
    MeasureError
        If `by` is no column, or `voice_kind` neither own nor quoted.
    """
    corpus = articles_of(corpus, unique)
    rows = scores(corpus, by, **choices)
    if voice_kind is not None:
        if voice_kind not in VOICES:
            raise MeasureError(f"voice_kind={voice_kind!r}: not a kind of voice; choose {' or '.join(VOICES)}")
        rows = rows[rows["voice_kind"] == voice_kind]
    keys = ["part", "actor_id", "actor", "voice_kind"]
    table = means(added_up(rows, keys), keys, min_n=min_n, draws=draws, copies=copies_of(corpus) if draws else None)
    rare = rare_note(table, "actor", min_n)
    table = label_shares(table)
    # An actor's two voices stay beside each other in the table, by what both have together.
    table["whole"] = table.groupby(["part", "actor_id"], dropna=False)["n"].transform("sum")
    table = _in_order(table, "whole", "actor", "actor_id", "voice_kind")
    columns = [*keys, "n", "articles", "mean", "low", "high", "shrunk", *("negative", "neutral", "positive"), "unsure"]
    columns += WEIGHTS
    caption = "How favourably actors are portrayed (−1 to 1), in the articles' own voice and by those quoted"
    return finish(table[[*columns, "note"]], corpus, by=by, caption=caption, note=rare, value="mean", min_n=min_n)


def _clear_gaps(table: pd.DataFrame) -> list[str]:
    """The clear gaps, and the widest."""
    kinder, harder = table[table["low"] > 0], table[table["high"] < 0]
    said = []
    for rows, how in ((kinder, "more"), (harder, "less")):
        if len(rows):
            said.append(
                f"The articles speak {how} favourably than those they quote of {listed(list(rows['actor'].head(5)))}."
            )
    if not said and table["low"].notna().any():
        none = f"none of {len(table):,} actors" if len(table) > 1 else "the one actor who has both"
        is_ = "is clear for" if len(table) > 1 else "is not clear for"
        said.append(f"The gap between the articles' own tone and that of those quoted {is_} {none}.")
    clear = pd.concat([kinder, harder])
    told = clear if len(clear) else table
    widest = next(rows_of(told.iloc[[int(told["gap"].abs().astype(float).to_numpy().argmax())]]))
    rests_on = (
        f"{between(widest)}{_on_one_article(widest)}" if pd.notna(widest.low) else f"in {_one_or(widest.articles)}"
    )
    return [
        *said,
        f"Of {widest.actor}: own {signed(widest.own)}, quoted {signed(widest.quoted)} (difference "
        f"{signed(widest.gap)}, {rests_on}).",
    ]


def _on_one_article(row: Any) -> str:
    """That one side of a gap rests on one article, where it does."""
    share = row.largest_article
    return f"; on one side {percent(share)} are in one article" if pd.notna(share) and share >= MATTERS else ""


@measure(
    empty="No actor is mentioned often enough in the articles' own words and by those quoted to compare them.",
    finding=_clear_gaps,
    methods=("quotes", "sentiment", "actors"),
    contrast=Contrast(
        "actor",
        "gap",
        "Of {name}, the articles' own words differ from those quoted by {high} in {most}, by {low} in {least}.",
        size="articles",
        what="in how its own words differ from those it quotes",
    ),
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

    Parameters
    ----------
    by
    min_n
        Leave out whoever has fewer mentions in either voice (and value of `by`).
    draws
        Of the bootstrap over articles; 0 leaves the interval NA.
    unique
    choices

    Returns
    -------
    DataFrame
        `by`, `actor_id actor n_own n_quoted articles own quoted gap low high largest_article note`: mean scores, -1 to
        1; `gap` is own minus quoted (-2 to 2), with its 95 % interval (both are drawn from the same articles; NA where
        either rests on one article, as `note` says); `largest_article` the share of the mentions that stands in one
        article, on the side where it is larger. Most mentions first.
    """
    corpus = articles_of(corpus, unique)
    rows = scores(corpus, by, **choices)
    keys = ["part", "actor_id", "actor"]
    added = added_up(rows, [*keys, "voice_kind"])
    table = differences(added, keys, "voice_kind", ("own", "quoted"), min_n=min_n, draws=draws)
    table = table.rename(columns={"difference": "gap"}).assign(whole=lambda rows: rows["n_own"] + rows["n_quoted"])
    table = _in_order(table, "whole", "actor", "actor_id")
    columns = [*keys, "n_own", "n_quoted", "articles", "own", "quoted", "gap", "low", "high", "largest_article"]
    columns += ["note"]
    caption = "The articles' own tone towards actors against that of those quoted (−1 to 1)"
    note = f"Only actors with {min_n} mentions or more in each voice."
    return finish(table[columns], corpus, by=by, caption=caption, note=note, value="gap", min_n=min_n)


def _praise_and_blame(table: pd.DataFrame) -> list[str]:
    """Who speaks most about whom, and the clearest praise and blame."""
    first = next(rows_of(table))
    said = [
        f"Most is said by {first.voice_name} about {first.actor}: {count(first.n, 'mention')}, mean "
        f"{signed(first.mean)}."
    ]
    tried = [row for row in rows_of(table) if row.articles >= FEW and pd.notna(row.low)]
    # Widened for all that are tried: of hundreds of pairs some are clear by chance.
    signs = [(row, *widened(row, "mean", errors_apart(len(tried)))) for row in tried]
    for rows, how in (
        (sorted((row for row, _, high in signs if high < 0), key=lambda row: row.mean), "unfavourably"),
        (sorted((row for row, low, _ in signs if low > 0), key=lambda row: -row.mean), "favourably"),
    ):
        if rows:
            pairs = [f"{row.voice_name} of {row.actor} ({signed(row.mean)}{weight(row)})" for row in rows[:3]]
            others = f"; so do {len(rows) - 3:,} more, of {len(tried):,} tried together" if len(rows) > 3 else ""
            said.append(f"These speak clearly {how}: {listed(pairs)}{others}.")
    return said


@measure(
    empty="No named speaker speaks about another actor often enough to count.",
    finding=_praise_and_blame,
    methods=("quotes", "sentiment", "actors"),
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

    Parameters
    ----------
    by
    min_n
        Leave out pairs with fewer mentions.
    draws
        Of the bootstrap over articles; 0 leaves the interval NA.
    unique
    choices

    Returns
    -------
    DataFrame
        `by`, `voice` (the speaker's actor_id) `voice_name actor_id actor n articles mean low high largest_article
        largest_wire article_mean note` (the last but one as in `portrayal`): the `mean` of the scores of `n` mentions,
        -1 to 1, with its 95 % interval (NA for one article, as `note` says). Most mentions first. What speakers say of
        themselves is left out.
    """
    corpus = articles_of(corpus, unique)
    rows = scores(corpus, by, **choices)
    # Self-praise would lead every list of praise.
    rows = rows[rows["voice"].notna() & (rows["voice"] != rows["actor_id"])]
    keys = ["part", "voice", "voice_name", "actor_id", "actor"]
    table = means(added_up(rows, keys), keys, min_n=min_n, draws=draws, copies=copies_of(corpus) if draws else None)
    rare = rare_note(table, "pair", min_n)
    table = _in_order(table, "n", "voice", "actor_id")
    columns = [*keys, "n", "articles", "mean", "low", "high", *WEIGHTS, "note"]
    caption = "Who speaks about whom, and how favourably (−1 to 1)"
    return finish(table[columns], corpus, by=by, caption=caption, note=rare, value="mean", min_n=min_n)


def _in_order(table: pd.DataFrame, size: str, *names: str) -> pd.DataFrame:
    """Within each value of `by` the largest first, equals by name."""
    ascending = [True, False, *[True] * len(names)]
    return table.sort_values(["part", size, *names], ascending=ascending, na_position="last")
