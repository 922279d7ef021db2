"""Who gets to speak, as what, and how: share of voice, the kinds of quotes and speakers, who was asked for comment."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import articles_of, finish, grouped, words_in
from kit.measures.contrasts import Contrast
from kit.measures.phrases import count, foremost, listed, next_three, percent, rows_of
from kit.measures.records import measure
from kit.measures.resampling import DRAWS, bootstrap, interval, reasons
from kit.measures.weights import MATTERS, SEVERAL, WEIGHTS, copies_of, weights

__all__ = ["comment_requests", "cue_types", "pronouns", "quote_types", "share_of_voice", "speaker_types"]

KINDS = {"speech": "kind is distinct from 'thought'", "thought": "kind = 'thought'", "all": "true"}

PEOPLE = "(from speakers join (select actor_id, pronouns from actors where type = 'person') using (actor_id))"

# The words that are spoken: of an interrupted quote only its parts.
PART = words_in('substring("text", (s[1] - "start" + 1)::bigint, (s[2] - s[1])::bigint)')
SPOKEN = f"""case when spans is null then {words_in('"text"')}
    else list_sum(list_transform(spans, lambda s: {PART})) end"""


def _turns(condition: str, speakers: str = "speakers") -> str:
    """SQL of the table `turn`: a row for each who speaks in a quote, with its part of the quote.

    `turns` is 1 / k where k speak together, and `words` as equal a part of the spoken words as whole words allow, the
    first ones getting those that are left over: sums over speakers are those over quotes.
    """
    return f"""said as (select article_id, quote, anonymous, {SPOKEN} as spoken from quotes where {condition}),
    turn as (select *, 1 / k as turns, spoken // k + (place <= spoken % k)::bigint as words
        from (select article_id, quote, anonymous, spoken, s.* exclude (article_id, quote, start, "end", confidence),
                count(*) over (partition by article_id, quote) as k,
                row_number() over (partition by article_id, quote order by speaker) as place
            from said join {speakers} s using (article_id, quote)))"""


def _who_speaks_most(table: pd.DataFrame) -> list[str]:
    """Who speaks most, and how much the first have together."""
    first = table.iloc[0]
    quotes = (
        f"{first['n']:,} of {count(table.attrs['quotes'], 'quote')}"
        if table.attrs["by"] is None
        else count(first["n"], "quote")
    )
    # As a share, each of several who speak together has a part of the quote.
    together = table.attrs["by"] is None and percent(first["share"]) != percent(first["n"] / table.attrs["quotes"])
    quotes += ", some with others" if together else ""
    who, most, then = foremost(table, "share", "actor")
    said = [f"{who} speaks most: {quotes} ({percent(first['share'])}){_in_one_article(first)}."]
    if len(most) > 1:
        said = [f"{who} speak most: {quotes} each ({percent(first['share'])})."]
    others = table["high"].iloc[1:].dropna() if "high" in table else table["n"].head(0)
    if len(others) and pd.notna(first["low"]) and first["low"] <= others.max():
        # The intervals overlap, so that who is first may be chance.
        said = [f"{first['actor']} has {quotes} ({percent(first['share'])}){_in_one_article(first)}."]
        then = list(rows_of(next_three(table, 1, "n")))
    if then:
        said.append(f"Then {listed([f'{row.actor} ({row.n:,})' for row in then])}.")
    if len(table) > 5:
        said.append(
            f"The first five have {percent(table['share'].head(5).sum())} of the quotes; "
            f"{count(len(table), 'speaker')} are named."
        )
    return said


@measure(
    empty="No speaker is named: these articles quote nobody by name.",
    finding=_who_speaks_most,
    methods=("quotes", "actors"),
    contrast=Contrast(
        "actor",
        "share",
        "{name} has {high} of the quotes in {most}, {low} in {least}.",
        what="in whose words it quotes",
        tested=True,
        whole=("{name} has most quotes: {n} of {total}.", "quotes"),
    ),
)
def share_of_voice(
    corpus: Corpus,
    by: str | None = None,
    *,
    kind: str = "speech",
    type: str | None = None,
    confidence: float = 0.0,
    interval: bool = False,
    unique: bool = False,
) -> pd.DataFrame:
    """Who gets to speak: each speaker's share of the quotes.

    Parameters
    ----------
    by
    kind
        Quotes that are speech, thought (beliefs, hopes, intentions) or all.
    type
        Only quotes of this type: direct, indirect or mixed.
    confidence
        Only quotes at least so sure, 0 to 1.
    interval
        Add `low high`, the 95 % interval of `share` over articles (NA for one).
    unique

    Returns
    -------
    DataFrame
        `by`, `actor n words share share_of_words articles largest_article largest_wire article_mean`, most quotes first
        within each value of `by`: `articles` that quote the speaker, the shares of the speaker's quotes that stand in
        one article and in near copies of one (the latter NA without `interval`), and the mean of the speaker's shares
        of each article that quotes anybody. Shares (0 to 1) are of all quotes, those of speakers nobody names included,
        and sum to at most 1. A quote of several ("Kohl and Lindt said") is one in the `n` of each; its words are
        divided among them, and of it as a share each has 1 / k where k speak. Words are those that are spoken, not the
        reporter's in between. `attrs["note"]` says how many quotes have no named speaker; `attrs["quotes"]`,
        `attrs["unnamed"]` and `attrs["unsure"]` how many there are, how many of them have a speaker whom the text does
        not name, and for how many a name would likelier be wrong than right.

    Raises
    ------
    MeasureError
        If `by` is no column, or `kind` none of the three.
    """
    corpus = articles_of(corpus, unique)
    chosen = f"{_kind(kind)} and ($type is null or type = $type) and coalesce(confidence, 1) >= $confidence"
    rows = corpus.sql(
        f"""with {grouped(corpus, by)}, {_turns(chosen)}
        select part, position, actor_id, any_value(actor) as actor, count(distinct quote) as n,
            sum(turns) as turns, sum(words)::bigint as words,
            count(distinct quote) filter (where speaker_type = 'unsure') as unsure
        from turn join grouped using (article_id)
        group by part, position, actor_id order by position""",
        {"type": type, "confidence": confidence},
    )
    table = _shares(rows, ["actor_id"], draws=DRAWS if interval else 0, copies=copies_of(corpus) if interval else None)
    # After the shares are taken: those of whom nobody knows are of the whole, but get no row.
    table = table[table["actor_id"].notna()].sort_values(
        ["part", "n", "words", "actor", "actor_id"], ascending=[True, False, False, True, True], na_position="last"
    )
    columns = ["part", "actor", "n", "words", "share", "share_of_words", *(["low", "high"] if interval else [])]
    columns += ["articles", *WEIGHTS]
    # Thirds and halves sum to whole quotes but for rounding.
    quotes, unsure = round(rows["turns"].sum()), int(rows["unsure"].sum())
    # Who is in doubt is told by itself: a silent text and a silent model are two things.
    unnamed = int(rows.loc[rows["actor_id"].isna(), "n"].sum()) - unsure
    note = f"{unnamed:,} of {quotes:,} quotes have a speaker whom the text does not name." if quotes else None
    if unsure:
        note = f"{note} Of {unsure:,} more it is too doubtful who speaks to name anyone."
    return finish(
        table[columns],
        corpus,
        by=by,
        caption="Each speaker's share of the quotes",
        note=note,
        quotes=quotes,
        unnamed=unnamed,
        unsure=unsure,
    )


def _in_one_article(row: pd.Series) -> str:
    """That so many of the quotes are in one article, where it matters."""
    share = row["largest_article"]
    if pd.isna(share) or row["articles"] < 2 or share < MATTERS or share * row["n"] < SEVERAL:
        return ""
    return f", {percent(share)} of them in one article"


def _leading(table: pd.DataFrame, column: str, unknown: str) -> str:
    parts = [
        f"{row[column] if pd.notna(row[column]) else unknown} {percent(row['share'])}"
        for _, row in table.head(5).iterrows()
    ]
    return listed(parts)


def _types(table: pd.DataFrame) -> list[str]:
    """Shares of the types."""
    return [f"Of {count(int(table['n'].sum()), 'quote')}: {_leading(table, 'type', 'unknown')}."]


@measure(
    empty="No quotes were found in these articles.",
    finding=_types,
    methods=("quotes",),
    contrast=Contrast(
        "type",
        "share",
        "Of the quotes in {most}, {high} are {name}; in {least}, {low}.",
        what="in how far it quotes word for word",
    ),
)
def quote_types(corpus: Corpus, by: str | None = None, *, kind: str = "speech", unique: bool = False) -> pd.DataFrame:
    """Are they quoted word for word?

    Parameters
    ----------
    by
    kind
        Quotes that are speech, thought (beliefs, hopes, intentions) or all.
    unique

    Returns
    -------
    DataFrame
        `by`, `type` (direct, mixed, indirect) `n words share share_of_words low high articles largest_article
        largest_wire article_mean note`: `share` of the quotes, 0 to 1, with its 95 % interval over articles (NA for
        one, as `note` says); `articles` and the three after it as in `share_of_voice`. Most first.
    """
    return _kinds(corpus, by, "type", "type", "Quotes word for word and in other words", kind, unique)


def _ways(table: pd.DataFrame) -> list[str]:
    """Shares of the ways."""
    return [
        f"How {count(int(table['n'].sum()), 'quote')} are reported: {_leading(table, 'cue_type', 'without a cue')}."
    ]


@measure(
    empty="No quotes were found in these articles.",
    finding=_ways,
    methods=("quotes",),
    contrast=Contrast(
        "cue_type",
        "share",
        "{high} of the quotes in {most} are reported by words as “{name}”, {low} of those in {least}.",
        what="in the kinds of words that report its quotes",
    ),
)
def cue_types(corpus: Corpus, by: str | None = None, *, kind: str = "speech", unique: bool = False) -> pd.DataFrame:
    """How speech is reported.

    Parameters
    ----------
    by
    kind
        Quotes that are speech, thought (beliefs, hopes, intentions) or all.
    unique

    Returns
    -------
    DataFrame
        `by`, `cue_type` (one of `kit.schema.CUE_TYPES`; NA: no word reports) `n words share share_of_words low high
        articles largest_article largest_wire article_mean note`, as in `quote_types`.
    """
    return _kinds(corpus, by, "cue_type", "cue_type", "How speech is reported", kind, unique)


def _as_what(table: pd.DataFrame) -> list[str]:
    """Shares of the kinds of speakers."""
    leading = _leading(table, "speaker_type", "unknown")
    # The sum of `n` is more than the quotes, where speakers of two kinds speak together.
    quotes = count(table.attrs["quotes"], "quote") if table.attrs["by"] is None else "the quotes"
    return [f"The speakers of {quotes}: {leading}."]


@measure(
    empty="No quotes were found in these articles.",
    finding=_as_what,
    methods=("quotes",),
    contrast=Contrast(
        "speaker_type",
        "share",
        "{high} of the quotes in {most} are those of {name}, {low} of those in {least}.",
        what="in the kinds of speakers that it quotes",
        names={
            "named": "speakers with a name",
            "unnamed": "speakers without a name",
            "unsure": "speakers who are in doubt",
            "document": "documents",
            "outlet": "outlets",
            "anonymous": "speakers whose name is withheld",
        },
    ),
)
def speaker_types(corpus: Corpus, by: str | None = None, *, kind: str = "speech", unique: bool = False) -> pd.DataFrame:
    """Whether speakers have a name, or are a document or an outlet.

    Parameters
    ----------
    by
    kind
        Quotes that are speech, thought (beliefs, hopes, intentions) or all.
    unique

    Returns
    -------
    DataFrame
        `by`, `speaker_type n words share share_of_words low high articles largest_article largest_wire article_mean
        note`, as in `quote_types`. `speaker_type` is named, unnamed, unsure (too doubtful to name anyone), document,
        outlet, or anonymous where the text says that the name is withheld. A quote of several speakers is one in the
        `n` of each of their kinds; its words and its place in the shares are divided among them.
    """
    corpus = articles_of(corpus, unique)
    rows = corpus.sql(
        f"""with {grouped(corpus, by)}, {_turns(_kind(kind))}
        select part, position, case when anonymous then 'anonymous' else speaker_type end as speaker_type,
            count(distinct quote) as n, sum(turns) as turns, sum(words)::bigint as words
        from turn join grouped using (article_id) group by all order by position"""
    )
    table = _shares(rows, ["speaker_type"], copies=copies_of(corpus)).drop(columns="turns")
    return finish(table, corpus, by=by, caption="Who the speakers are", quotes=round(rows["turns"].sum()))


def _women_and_men(table: pd.DataFrame) -> list[str]:
    """Women and men among those quoted, with the share that is not known."""
    people, by_pronoun = (
        int(table["speakers"].sum()),
        {row.pronouns: row for row in rows_of(table) if pd.notna(row.pronouns)},
    )
    said = [
        f"{row.speakers:,} of {count(people, 'speaker')} ({percent(row.share_of_speakers)}) "
        f"{'is' if row.speakers == 1 else 'are'} called {name}, with {percent(row.share)} of the quotes."
        for name, row in by_pronoun.items()
    ]
    unknown = table[table["pronouns"].isna()]
    if len(unknown):
        said.append(
            f"For {count(int(unknown['speakers'].iloc[0]), 'speaker')} "
            f"({percent(unknown['share_of_speakers'].iloc[0])}) the texts use no pronoun."
        )
    return said


@measure(
    empty="No person is quoted by name in these articles.",
    finding=_women_and_men,
    methods=("quotes", "actors"),
    contrast=Contrast(
        "pronouns",
        "share",
        "People called “{name}” have {high} of the quotes of people in {most}, {low} in {least}.",
        what="in how much women and men are quoted",
    ),
)
def pronouns(corpus: Corpus, by: str | None = None, *, kind: str = "speech", unique: bool = False) -> pd.DataFrame:
    """Women and men among the people quoted by name, as the texts' own pronouns tell.

    Parameters
    ----------
    by
    kind
        Quotes that are speech, thought (beliefs, hopes, intentions) or all.
    unique

    Returns
    -------
    DataFrame
        `by`, `pronouns` (he, she, they; NA: the texts use none), `speakers` (people), `n` (their quotes), `words`,
        `share` (of their quotes, 0 to 1) with `low high` (95 %, NA for one article, as `note` says),
        `share_of_speakers`, and `articles largest_article largest_wire article_mean` as in `share_of_voice`. A quote of
        several people is one in the `n` of each pronoun that they have; its words and its place in `share` are divided
        among them. The NA row is part of the finding: nothing is guessed from a name.
    """
    corpus = articles_of(corpus, unique)
    rows = corpus.sql(
        f"""with {grouped(corpus, by)}, {_turns(_kind(kind), PEOPLE)}
        select part, position, pronouns, count(distinct quote) as n, sum(turns) as turns, sum(words)::bigint as words,
            list(distinct actor_id) as people
        from turn join grouped using (article_id) group by all order by position"""
    )
    people = rows[["part", "pronouns", "people"]].explode("people")
    # Each person once in a group, however many articles quote them.
    people = people.groupby(["part", "pronouns"], dropna=False)["people"].nunique().rename("speakers").reset_index()
    table = _shares(rows.drop(columns="people"), ["pronouns"], copies=copies_of(corpus)).merge(
        people, on=["part", "pronouns"], how="left"
    )
    whole = table.groupby("part", dropna=False)["speakers"].transform("sum")
    table["share_of_speakers"] = table["speakers"] / whole
    columns = ["part", "pronouns", "speakers", "n", "words", "share", "low", "high", "share_of_speakers"]
    columns += ["articles", *WEIGHTS, "note"]
    note = (
        "Pronouns are those that the texts use; a person whom they call neither he, she nor they is counted as unknown."
    )
    return finish(table[columns], corpus, by=by, caption="Pronouns of the people quoted", note=note)


def _who_answered(table: pd.DataFrame) -> list[str]:
    """How many answered, and who did not."""
    n, replied = int(table["n"].sum()), int(table["replied"].sum())
    ends = [(replied, "answered"), (int(table["declined"].sum()), "declined")]
    ends += [(int(table["no_reply"].sum()), "without a reply")]
    told, left = [f"{many:,} {end}" for many, end in ends if many], int(table["asked"].sum())
    which = f"the other {left:,}" if left < n else "it" if n == 1 else "them"
    more = f"; what came of {which} is not told" if left else ""
    said = [f"{count(n, 'request')} for comment{f': {listed(told)}' if told else ''}{more}."]
    for column, end in (("declined", "Declined"), ("no_reply", "No reply came from")):
        # Whoever answered once is not told of as silent.
        rows = table[table["actor"].notna() & (table["replied"] == 0) & (table[column] > 0)]
        rows = rows.sort_values(column, ascending=False, kind="stable").head(3)
        if len(rows):
            said.append(f"{end}: {listed([f'{row[0]} ({row[1]:,})' for row in rows[['actor', column]].to_numpy()])}.")
    return said


@measure(
    empty="No article says that anybody was asked for comment.",
    finding=_who_answered,
    methods=("quotes", "actors"),
)
def comment_requests(corpus: Corpus, by: str | None = None, *, unique: bool = False) -> pd.DataFrame:
    """Who was asked for comment, and who answered.

    Parameters
    ----------
    by
    unique

    Returns
    -------
    DataFrame
        `by`, `actor` (the words of the text where nobody is known), `n`, and of these `replied declined no_reply asked`
        (asked, and nothing is said of an answer), most requests first; `article_id start end`: where the first stands.
    """
    corpus = articles_of(corpus, unique)
    table = corpus.sql(
        f"""with {grouped(corpus, by)}
        select part, coalesce(actor, asked) as actor, count(*) as n, count(*) filter (outcome = 'replied') as replied,
            count(*) filter (outcome = 'declined') as declined, count(*) filter (outcome = 'no reply') as no_reply,
            count(*) filter (outcome = 'asked') as asked, arg_min(article_id, (position, "start")) as article_id,
            arg_min("start", (position, "start")) as start, arg_min("end", (position, "start", "end")) as "end"
        from comment_requests join grouped using (article_id)
        group by part, coalesce(actor, asked) order by part nulls last, n desc, 2"""
    )
    return finish(table, corpus, by=by, caption="Who was asked for comment")


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise MeasureError(f"kind={kind!r}: not a kind of quote; choose {', '.join(KINDS)}")
    return KINDS[kind]


def _kinds(
    corpus: Corpus, by: str | None, column: str, name: str, caption: str, kind: str, unique: bool
) -> pd.DataFrame:
    """The quotes by a column, or by what SQL makes of it, under a name."""
    corpus = articles_of(corpus, unique)
    rows = corpus.sql(
        f"""with {grouped(corpus, by)}
        select part, position, {column} as {name}, count(*) as n, sum({SPOKEN})::bigint as words
        from quotes join grouped using (article_id) where {_kind(kind)}
        group by all order by position"""
    )
    table = _shares(rows, [name], copies=copies_of(corpus)).drop(columns="turns")
    return finish(table, corpus, by=by, caption=caption, quotes=int(rows["n"].sum()))


def _shares(
    rows: pd.DataFrame, keys: list[str], *, draws: int = DRAWS, copies: pd.Series | None = None
) -> pd.DataFrame:
    """Of each of `keys` among the rows of one `part`, most first: counts, shares, interval, `articles`, WEIGHTS,
    `note`.

    Shares are of the `turns`; rows without them have one for each quote.
    """
    rows = rows.reset_index(drop=True)
    rows["article"] = rows["position"]
    if "turns" not in rows:
        rows["turns"] = rows["n"]
    parts, grouping = rows.groupby("part", dropna=False), rows.groupby(["part", *keys], dropna=False)
    table = grouping[["n", "turns", "words"]].sum().reset_index()
    whole = table.groupby("part", dropna=False)[["turns", "words"]].transform("sum")
    table["share"], table["share_of_words"] = table["turns"] / whole["turns"], table["words"] / whole["words"]
    for name in rows.columns.difference([*table.columns, "position", "article"]):
        table[name] = grouping[name].first().to_numpy()
    part_of = table.groupby("part", dropna=False).ngroup().to_numpy()
    # Of the whole part, not of the speaker: articles that do not quote them say so, too.
    articles = parts["article"].nunique().to_numpy()[part_of] if len(rows) else np.zeros(0)
    if draws and len(rows):
        (top,) = bootstrap(rows, grouping.ngroup(), "turns", draws=draws)
        # The same seed, so the same weights: numerator and whole of a draw are of the same articles.
        (bottom,) = bootstrap(rows, parts.ngroup(), "turns", draws=draws)
        with np.errstate(divide="ignore", invalid="ignore"):
            table["low"], table["high"] = interval(top / bottom[part_of], articles, (0, 1))
    else:
        table["low"] = table["high"] = np.nan
    table["articles"] = grouping["article"].nunique().to_numpy()
    article_whole = rows.groupby(["part", "article"], dropna=False)["turns"].transform("sum")
    own = weights(
        rows["article"], grouping.ngroup(), rows["turns"], rows["turns"] / article_whole, copies, articles=articles
    )
    table[WEIGHTS] = own.to_numpy() if len(own) else np.zeros((0, len(WEIGHTS)))
    table["note"] = reasons(articles)
    return table.sort_values(["part", "n", *keys], ascending=[True, False, *[True] * len(keys)], na_position="last")
