"""The sentences behind a figure, with article and offsets."""

from __future__ import annotations

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import Meant, articles_of, finish, named_actor
from kit.measures.phrases import count
from kit.measures.records import measure

__all__ = ["examples", "quotations"]

ANYBODY = Meant("", "anybody")
LABELS = ("negative", "neutral", "positive")
COLUMNS = (
    'article_id, source, published, title, sentence, start, "end", target_start, target_end, speaker, quote, label, '
    "score, confidence"
)

# What portrays somebody before what does not, and the surest first.
CLEAREST = "label is not distinct from 'neutral', confidence desc nulls last, position"
# Enough of each outlet to choose from when the same words twice are left out, so that no more texts are read.
FEW = f"""qualify row_number() over (partition by source order by {CLEAREST}, mention) <= 20 * $n"""

# The clearest of each outlet, then the second clearest of each: never the extremes of one outlet alone. The same words
# twice (wire copy) are shown once.
IN_TURN = f"""once as (select * from found
        qualify row_number() over (partition by sentence order by {CLEAREST}, start) = 1),
    turns as (select *, row_number() over (partition by source order by {CLEAREST}, start) as turn from once)
    select {COLUMNS} from turns order by turn, {CLEAREST}, start limit $n"""


def _how_many(table: pd.DataFrame) -> list[str]:
    """How many sentences, and whose where the word that was asked for could mean several."""
    said = f"{count(len(table), 'sentence')} from {count(table['article_id'].nunique(), 'article')}."
    return [said, table.attrs["note"]] if table.attrs.get("note") else [said]


@measure(
    empty="No sentence fits.",
    finding=_how_many,
    methods=("quotes", "sentiment", "actors"),
)
def examples(
    corpus: Corpus,
    actor: str | None = None,
    *,
    voice: str | None = None,
    label: str | None = None,
    n: int = 3,
    unique: bool = False,
) -> pd.DataFrame:
    """Sentences that show how an actor is portrayed.

    Parameters
    ----------
    actor
        An actor_id, a name, an alias or a surname; anybody by default. Of several who are called so the one with
        most mentions is meant; `attrs["note"]` says so and names the others.
    voice
        own (the article's), quoted, or the one who speaks (an actor_id, a name or an alias).
    label
        negative, neutral or positive; any of them by default, neutral ones last.
    n
        How many sentences.
    unique

    Returns
    -------
    DataFrame
        `article_id source published title sentence start end target_start target_end speaker quote label score
        confidence`: `sentence` the words from `start` to `end` of the article, in which the mention stands from
        `target_start` to `target_end`. `speaker` and `quote` are NA in the article's own voice; `score` -1 to 1,
        `confidence` 0 to 1. The outlets in turn, of each its most confident first; the same words are shown once.

    Raises
    ------
    MeasureError
        If nobody is called so, or there is no such label.
    """
    if label is not None and label not in LABELS:
        raise MeasureError(f"label={label!r}: not a label; choose {', '.join(LABELS)}")
    corpus = articles_of(corpus, unique)
    meant = named_actor(corpus, actor) if actor is not None else ANYBODY
    # The two words go before names: nobody of these names is asked for by a bare word.
    kind = voice if voice in ("own", "quoted") else None
    speaker = named_actor(corpus, voice) if voice is not None and kind is None else None
    table = corpus.sql(
        f"""with chosen as (
        select x.*, a.position, a.source, a.published, a.title
        from sentiment x join (select article_id, position, source, published, title from articles) a using (article_id)
        where ($actor is null or x.actor_id = $actor) and ($kind is null or x.voice_kind = $kind)
            and ($speaker is null or x.voice = $speaker) and ($label is null or x.label = $label)
            and x.label is not null
        {FEW}),
        found as (
        select article_id, c.position, c.source, c.published, c.title, s."start" as start, s."end" as "end",
            substring(a."text", s."start" + 1, s."end" - s."start") as sentence, m."start" as target_start,
            m."end" as target_end, c.voice_name as speaker, c.quote, c.label, c.score, c.confidence
        from chosen c join mentions m using (article_id, mention) join sentences s using (article_id, sentence)
            join (select article_id, "text" from articles) a using (article_id)),
        {IN_TURN}""",
        {
            "actor": meant.actor_id or None,
            "kind": kind,
            "speaker": speaker and speaker.actor_id,
            "label": label,
            "n": n,
        },
    )
    whose = {"own": " in the articles' own words", "quoted": " in the words of those quoted"}.get(
        kind or "", f" in the words of {speaker.name}" if speaker else ""
    )
    kind_of = {"negative": "Unfavourable sentences", "positive": "Favourable sentences", "neutral": "Neutral sentences"}
    caption = f"{kind_of.get(label or '', 'Sentences')}{f' about {meant.name}' if actor is not None else ''}{whose}"
    notes = [one.note for one in (meant, speaker) if one and one.note]
    # The caption says all that was asked for, so the empty answer repeats it.
    none = f"No {caption[0].lower()}{caption[1:]} were found."
    return finish(table, corpus, by=None, caption=caption, note=" ".join(notes) or None, actor=meant.name, empty=none)


@measure(
    empty="No sentence fits.",
    finding=_how_many,
    methods=("quotes", "actors"),
)
def quotations(
    corpus: Corpus, actor: str | None = None, *, cue_type: str | None = None, n: int = 3, unique: bool = False
) -> pd.DataFrame:
    """What an actor is quoted with.

    Parameters
    ----------
    actor
        An actor_id, a name, an alias or a surname, also of one of several who speak together; anybody by default. Of
        several who are called so the one with most mentions is meant; `attrs["note"]` says so and names the others.
    cue_type
        Only quotes reported so: one of `kit.schema.CUE_TYPES`.
    n
        How many quotes.
    unique

    Returns
    -------
    DataFrame
        Columns and order as those of `examples`. `sentence` is what is said (5 to 80 words), the target the words that
        stand for the speaker (NA where none do); `label score` are NA.
    """
    corpus = articles_of(corpus, unique)
    meant = named_actor(corpus, actor) if actor is not None else ANYBODY
    table = corpus.sql(
        f"""with found as (
        select article_id, a.position, a.source, a.published, a.title, q."start" as start, q."end" as "end",
            q."text" as sentence, q.speaker_start as target_start, q.speaker_end as target_end,
            coalesce(q.actor, q.speaker) as speaker, q.quote, null::varchar as label,
            null::double as score, q.confidence
        from quotes q join articles a using (article_id)
        where ($actor is null or (q.article_id, q.quote) in
                (select (article_id, quote) from speakers where actor_id = $actor))
            and ($cue is null or q.cue_type = $cue)
            and q.kind is distinct from 'thought' and array_length(string_split(q."text", ' ')) between 5 and 80),
        {IN_TURN}""",
        {"actor": meant.actor_id or None, "cue": cue_type, "n": n},
    )
    caption = f"What {meant.name} is quoted with" if actor is not None else "What is said"
    return finish(table, corpus, by=None, caption=caption, note=meant.note, actor=meant.name)
