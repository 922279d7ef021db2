"""The words around an actor: key words, collocations, and each place in its context."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from kit.corpus import Corpus
from kit.errors import MeasureError
from kit.measures.asking import articles_of, finish, named_actor
from kit.measures.associations import association, strengths
from kit.measures.contrasts import errors_apart
from kit.measures.phrases import count, listed
from kit.measures.records import measure

__all__ = ["collocations", "concordance", "keywords"]

WORD = r"[\pL][\pL\pN'’-]+"
PYTHON_WORD = re.compile(r"[^\W\d_][\w'’-]+")

# The sentences of the articles that name the actor; `here` where they do.
READING = """wanted as (select distinct article_id, "start" from mentions where actor_id = $actor),
    reading as (select s.article_id, a.position, s."start", s."end",
        substring(a."text", s."start" + 1, s."end" - s."start") as words,
        exists (select 1 from wanted w
            where w.article_id = s.article_id and s."start" <= w."start" and w."start" < s."end") as here
        from sentences s join articles a using (article_id)
        where article_id in (select article_id from wanted))"""


def _strongest(table: pd.DataFrame) -> list[str]:
    """The strongest of the words that are clear."""
    clear, name = [word for word in table["word"] if word in table.attrs["clear"]], table.attrs["actor"]
    if not clear:
        return [f"No word goes clearly with {name} ({count(table.attrs['tried'], 'word')} tried together)."]
    return [f"With {name} {'goes the word' if len(clear) == 1 else 'go the words'} {listed(clear[:8])}."]


@measure(
    empty="No word stands with this actor often enough to count.",
    finding=_strongest,
    methods=("actors",),
    texts=True,
)
def keywords(
    corpus: Corpus, actor: str | None = None, *, measure: str = "likelihood_ratio", min_n: int = 3, unique: bool = False
) -> pd.DataFrame:
    """Words that stand in the sentences with an actor more often than in the other sentences of the same articles.

    Parameters
    ----------
    actor
        An actor_id, a name or an alias; by default the one who stands in most articles.
    measure
        Of association, NLTK's, as in `co_occurrence`.
    min_n
        Leave out words in fewer of the sentences with the actor.
    unique

    Returns
    -------
    DataFrame
        `word n n_elsewhere ratio association article_id start end`: sentences with the word and the actor, sentences
        with the word alone, how many times as frequent it is with the actor (NA: it stands nowhere else), how strong
        that is, and the first of the sentences. Strongest first; upper and lower case are one word, written as it is
        most often; the actor's own names and words that carry grammar alone are left out. `attrs["clear"]` has the
        words that are clear when all are tried together: those whose likelihood ratio (Dunning 1993) chance alone would
        give to any of them in fewer than 5 of 100 such corpora (Bonferroni).
    """
    score = association(measure)
    corpus = articles_of(corpus, unique)
    actor_id, name, taken = named_actor(corpus, actor)
    table = corpus.sql(
        f"""with {READING},
        written as (select article_id, position, "start", "end", here, unnest(regexp_extract_all(words, $word)) as form
            from reading),
        forms as (select lower(form) as word, arg_max(form, (n, form)) as form
            from (select form, count(*) as n from written group by 1) group by 1),
        word as (select distinct article_id, position, "start", "end", here, lower(form) as word from written)
        select word, any_value(form) as form, count(*) filter (here) as n, count(*) filter (not here) as n_elsewhere,
            (select count(*) from reading where here) as n_here, (select count(*) from reading) as of,
            arg_min(article_id, (position, "start")) filter (here) as article_id,
            arg_min("start", (position, "start")) filter (here) as "start",
            arg_min("end", (position, "start")) filter (here) as "end"
        from word join forms using (word) group by word having count(*) filter (here) >= $min_n order by word""",
        {"actor": actor_id, "word": WORD, "min_n": min_n},
    )
    table = table[~table["word"].isin(_left_aside(corpus, actor_id))].reset_index(drop=True)
    here, away = table["n"] / table["n_here"], table["n_elsewhere"] / (table["of"] - table["n_here"])
    # Nowhere else is no number of times as frequent: NA, which sorts and prints, in the place of infinity.
    table["ratio"] = (here / away).replace(float("inf"), pd.NA)
    counts = table["n"], table["n_here"], table["n"] + table["n_elsewhere"], table["of"]
    table["association"] = strengths(score, *counts)
    ratio, tried = strengths(association("likelihood_ratio"), *counts), len(table)
    table["word"] = table["form"]
    # The likelihood ratio has no sign: words that the actor's sentences shun score as high.
    more = here > away.fillna(0)
    # The ratio follows chi-squared with one degree of freedom, that is the square of a standard normal.
    clear = more & (ratio > errors_apart(tried) ** 2)
    note = f"Against the other sentences of the same articles; association is NLTK's {measure.replace('_', ' ')}."
    return _ranked(
        table.loc[more, ["word", "n", "n_elsewhere", "ratio", "association", "article_id", "start", "end"]],
        corpus,
        name,
        measure,
        caption=f"Words in the sentences with {name}",
        notes=(note, taken),
        clear=list(table.loc[clear, "word"]),
        tried=tried,
    )


def _beside(table: pd.DataFrame) -> list[str]:
    """The strongest words."""
    return [f"Beside {table.attrs['actor']} stand {listed(list(table['word'].head(8)))}."]


@measure(
    empty="No word stands beside this actor often enough to count.",
    finding=_beside,
    methods=("actors",),
    texts=True,
)
def collocations(
    corpus: Corpus,
    actor: str | None = None,
    *,
    window: int = 4,
    measure: str = "likelihood_ratio",
    min_n: int = 3,
    unique: bool = False,
) -> pd.DataFrame:
    """Words within `window` words before or after an actor, and on which side.

    Parameters
    ----------
    actor
        An actor_id, a name or an alias; by default the one who stands in most articles.
    window
        How many words on either side, within the paragraph.
    measure
        Of association, NLTK's, as in `co_occurrence`.
    min_n
        Leave out words that stand there at fewer places.
    unique

    Returns
    -------
    DataFrame
        `word n before after of association`: places beside the actor with that word (`n`; before and after it), how
        often the word stands in the articles that name the actor, and how strong that is. Strongest first; the actor's
        own names and words that carry grammar alone are left out.
    """
    score = association(measure)
    corpus = articles_of(corpus, unique)
    actor_id, name, taken = named_actor(corpus, actor)
    places = corpus.sql(
        """select case when m."start" <= 120 then chr(10) else '' end ||
            substring(a."text", greatest(m."start" - 120, 0) + 1, m."start" - greatest(m."start" - 120, 0)) as before,
            substring(a."text", m."end" + 1, 120) as after
        from mentions m join articles a using (article_id) where actor_id = $actor order by a.position, m."start" """,
        {"actor": actor_id},
    )
    sizes = corpus.sql(
        """select word, count(*) as n from (select unnest(regexp_extract_all(lower("text"), $word)) as word from
        articles
            where article_id in (select article_id from mentions where actor_id = $actor)) group by 1""",
        {"actor": actor_id, "word": WORD},
    )
    before, after = Counter[str](), Counter[str]()
    for left, right in places.itertuples(index=False, name=None):
        # A word cut by the edge of the 120 characters is not within the window.
        before.update(set(_words(_last_paragraph(left))[1:][-window:]))
        after.update(set(_words(right.partition("\n")[0])[:window]))
    frequent = dict(zip(sizes["word"], sizes["n"], strict=True))
    total, skipped = int(sizes["n"].sum()), _left_aside(corpus, actor_id)
    rows = []
    for word in sorted(before | after):
        n = before[word] + after[word]
        if n >= min_n and word in frequent and word not in skipped:
            # Windows that overlap, or end with a paragraph, hold fewer places than this; never more than there are
            # words.
            around = min(2 * window * len(places), total)
            # A word between two mentions is counted beside both, and may so stand beside the actor more often than at
            # all.
            strength = score(min(n, frequent[word]), (around, max(frequent[word], n)), total)
            rows.append((word, n, before[word], after[word], frequent[word], strength))
    table = pd.DataFrame(rows, columns=["word", "n", "before", "after", "of", "association"])
    table["word"] = table["word"].astype("string")
    caption, note = f"Words within {window} words of {name}", f"Association is NLTK's {measure.replace('_', ' ')}."
    return _ranked(table, corpus, name, measure, caption=caption, notes=(note, taken))


def _how_many_places(table: pd.DataFrame) -> list[str]:
    """How many places."""
    return [f"{count(table.attrs['found'], 'place')} in {count(table['article_id'].nunique(), 'article')}."]


@measure(
    empty="These words stand nowhere in the articles.",
    finding=_how_many_places,
    texts=True,
)
def concordance(
    corpus: Corpus, words: str | None = None, *, width: int = 60, limit: int = 1000, unique: bool = False
) -> pd.DataFrame:
    """Each place where words stand, in its context; upper and lower case are one.

    Parameters
    ----------
    words
        A word or a phrase; by default the name of the actor who stands in most articles.
    width
        Characters to show on either side at most; no word is cut.
    limit
        How many places to list at most.
    unique

    Returns
    -------
    DataFrame
        `article_id source published left keyword right start end`: `width` characters on either side, and the offsets
        of the keyword in the article. At most `limit` places, the first of each article, then the second of each;
        `attrs["found"]` says how many there are.

    Raises
    ------
    MeasureError
        If there are no words to look for.
    """
    corpus = articles_of(corpus, unique)
    words = named_actor(corpus, None)[1] if words is None else words
    if not words.strip():
        raise MeasureError("concordance: no words to look for; give a word or a phrase")
    # The database finds the articles without a pattern, whose words Python then bounds as its regular expressions do.
    hits = corpus.sql(
        """select article_id, source, published, "text" from articles
        where contains(lower("text"), lower($words)) order by position""",
        {"words": words},
    )
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    turns, found = list[list[tuple[Any, ...]]](), 0
    for article_id, source, published, text in hits.itertuples(index=False, name=None):
        # By turns, so that one long article does not fill the list alone.
        for turn, match in enumerate(pattern.finditer(text)):
            found += 1
            if turn == len(turns):
                turns.append([])
            # What later turns hold is cut off, so that no more contexts are made than are shown.
            if sum(map(len, turns[: turn + 1])) < limit:
                left, right = _context(text, *match.span(), width)
                turns[turn].append((article_id, source, published, left, match.group(), right, *match.span()))
    rows = [row for rows in turns for row in rows][:limit]
    columns = ["article_id", "source", "published", "left", "keyword", "right", "start", "end"]
    table = pd.DataFrame(rows, columns=columns).astype(
        {
            "article_id": "string",
            "source": "string",
            "published": "datetime64[us]",
            "left": "string",
            "keyword": "string",
            "right": "string",
            "start": "Int64",
            "end": "Int64",
        }
    )
    note = f"The first {limit:,} of {found:,} places." if found > limit else None
    return finish(table, corpus, by=None, caption=f"Where “{words}” stands", note=note, found=found)


def _context(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """What stands before and after, in whole words."""
    first, last = max(0, start - width), min(len(text), end + width)
    left, right = (re.sub(r"\s+", " ", part) for part in (text[first:start], text[end:last]))
    if first and not text[first - 1].isspace():
        left = left.partition(" ")[2] or left
    if last < len(text) and not text[last].isspace():
        right = right.rpartition(" ")[0] or right
    return left, right


def _words(text: str) -> list[str]:
    return [word.lower() for word in PYTHON_WORD.findall(text)]


def _last_paragraph(text: str) -> str:
    # The first word found is dropped as cut, so a paragraph that begins here gets one to drop.
    return "cut " + text.rpartition("\n")[2] if "\n" in text else text


def _ranked(
    table: pd.DataFrame,
    corpus: Corpus,
    actor: str,
    measure: str,
    *,
    caption: str,
    notes: tuple[str | None, ...],
    **attrs: Any,
) -> pd.DataFrame:
    """The words by the strength of their association, equals by spelling."""
    table = table.sort_values(["association", "word"], ascending=[False, True])
    note = " ".join(note for note in notes if note)
    return finish(table, corpus, by=None, actor=actor, association=measure, caption=caption, note=note, **attrs)


@cache
def function_words() -> frozenset[str]:
    """Words that carry grammar alone. Association ranks most of them low; a table of ten words has no room for more."""
    return frozenset((files("kit.measures") / "function_words.csv").read_text(encoding="utf-8").split()[1:])


def _left_aside(corpus: Corpus, actor_id: str) -> frozenset[str]:
    """Words that carry grammar alone, and those of the actor's names, which say nothing about it."""
    texts = corpus.sql(
        "select distinct \"text\" from mentions where actor_id = $actor and kind = 'name'", {"actor": actor_id}
    )
    # Surnames and given names stand beside each other, and would lead every list.
    own = {word for text in texts["text"] for word in _words(text)}
    return frozenset(
        function_words()
        | own
        | {word.removesuffix("'s").removesuffix("’s") for word in own}
        | {word + "'s" for word in own}
        | {word + "’s" for word in own}
    )
