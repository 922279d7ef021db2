"""The words of one group of articles against those of another: which are the one's, which the other's.

What is counted is in how many articles a word stands, so that none that repeats a word a hundred times makes a
difference of its own (text dispersion: Egbert & Biber 2019, Corpora 14:77). A long article holds more words than a
short one, of every kind: in how many of either group a word would stand if it were as frequent in both follows from
the articles' lengths, and Fisher's exact test asks whether it stands in more of one than that (the noncentral
hypergeometric distribution, with those odds). Counting words as if each were drawn by itself calls a multiple of these
different (Lijffijt et al. 2016, Digital Scholarship in the Humanities 31:374). Holm's steps take all words together.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.corpus import Corpus
from kit.measures.asking import REST, articles_of, finish, grouped, groups_of
from kit.measures.permutations import LEVEL, holm
from kit.measures.phrases import count, listed, written
from kit.measures.records import measure
from kit.measures.vocabulary import PYTHON_WORD, WORD, function_words
from kit.measures.weights import FEW, SEVERAL

__all__ = ["distinctive_words"]

# Of either apostrophe, and "Trump’s" is Trump: how outlets set type is no difference between their words.
WORDS = r"""list_transform(regexp_extract_all(lower(replace("text", '’', chr(39))), $word),
                lambda word: regexp_replace(word, $owned, ''))"""
OWNED = "'s?$"
STEP = 25  # words, to which the lengths of articles are rounded
WINDOW = 2_000  # articles to either side of the likeliest number: with more of them, its tails are no longer seen
COLUMNS = "word more_in articles_a articles_b share_a share_b expected_a p clear article_id start end".split()

Floats = npt.NDArray[np.float64]


def _whose_words(table: pd.DataFrame) -> list[str]:
    """The words that are clearly the one's and the other's."""
    a, b, clear = table.attrs["a"], table.attrs["b"], table[table["clear"].fillna(False)]
    if clear.empty:
        return [f"No word sets {a} and {b} clearly apart, of {len(table):,} tried."]
    said = [
        f"Words that {one} uses more than {other}: {listed([f'“{word}”' for word in own.head(8)])}."
        for one, other in ((a, b), (b, a))
        if len(own := clear.loc[clear["more_in"] == one, "word"])
    ]
    differ = "differs" if len(clear) == 1 else "differ"
    return [*said, f"{len(clear):,} of {count(len(table), 'word')} {differ} clearly."]


@measure(
    empty="There are not two groups of eight articles or more whose words could be compared.",
    finding=_whose_words,
    texts=True,
)
def distinctive_words(
    corpus: Corpus,
    by: str = "source",
    a: Any = None,
    b: Any = None,
    *,
    min_articles: int = SEVERAL,
    unique: bool = False,
) -> pd.DataFrame:
    """Which words one group of articles uses more than another.

    Parameters
    ----------
    by
        A column of `articles`, or day, week, month, year. Articles without a value are left out.
    a, b
        Values of `by`: both, and they are compared; one, and it is compared with all other articles. With neither, the
        two that have most articles.
    min_articles
        Leave out words that stand in fewer articles of either group.
    unique

    Returns
    -------
    DataFrame
        `word more_in articles_a articles_b share_a share_b expected_a p clear article_id start end`: in how many
        articles of either group the word stands, and in which share of them (0 to 1); `expected_a`, in how many of the
        first it would stand if it were as frequent in both; `p` of that word alone, and `clear`, whether it stands
        when all are tried together (Holm 1979): the chance that any is called clear where nothing differs is about 1 in
        20. The last three say where the word stands first in the article that uses it most. Least `p` first. Words that
        carry grammar alone, and those of the groups' own names, are left out. Empty without two groups of eight
        articles.

    Raises
    ------
    MeasureError
        If `by` has no such value (the message lists those it has), or `a` and `b` are the same.
    """
    corpus = articles_of(corpus, unique)
    pair = _two(corpus, by, a, b)
    caption = "Words of one group of articles against those of another"
    if pair is None:
        few = corpus.sql(f"with {grouped(corpus, by)} select count(distinct part) as n from grouped")["n"].iloc[0] < 2
        return finish(pd.DataFrame(columns=COLUMNS), corpus, by=None, caption=caption, along=by, unasked=bool(few))
    first, second = pair
    names = (written(first), REST if second is None else written(second))
    words, lengths = _counted(corpus, by, first, second, min_articles)
    # An outlet's own name stands in its by-lines and boxes; that it differs there is no finding.
    own = {word.casefold() for name in names for word in PYTHON_WORD.findall(name)}
    words = words[~words["word"].isin(function_words() | own)].reset_index(drop=True)
    table = _tested(words, lengths, names)
    table = table.sort_values(["p", "word"], kind="stable").reset_index(drop=True)
    table = _placed(table, corpus)
    sizes = int(lengths["a"].sum()), int(lengths["b"].sum())
    compared = finish(
        table[COLUMNS],
        corpus,
        by=None,
        caption=caption,
        note=f"{count(len(table), 'word')} in {min_articles} articles or more of either were tried together.",
        a=names[0],
        b=names[1],
        along=by,
    )
    told = " and ".join(f"{n:,} of {name}" for n, name in zip(sizes, names, strict=True))
    compared.attrs |= {
        "articles": sum(sizes),
        "caption": f"Words of {names[0]} and of {names[1]}, in articles: {told}.",
    }
    return compared


def _two(corpus: Corpus, by: str, a: Any, b: Any) -> tuple[Any, Any] | None:
    """The groups to compare, the second None where it is all other articles; None where one of them is too small."""
    sizes = groups_of(corpus, by, a, b)
    if a is None and b is None:
        # Padded, as there may be one group or none.
        a, b = [*sizes, None, None][:2]
    a, b = (b, None) if a is None else (a, b)
    rest = sum(sizes.values()) - sizes.get(a, 0) if b is None else sizes[b]
    return (a, b) if min(sizes.get(a, 0), rest) >= FEW else None


def _counted(corpus: Corpus, by: str, a: Any, b: Any, min_articles: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Of each word the articles on either side and the one that has most of it; the lengths of all, and how many."""
    sides = f"""{grouped(corpus, by)}, sides as (select g.article_id, g.position, coalesce(part = $a, false) as first,
            {WORDS} as words
        from grouped g join articles using (article_id)
        where part is not null and (part = $a or $b is null or part = $b))"""
    given = {"a": a, "b": b, "word": WORD, "owned": OWNED}
    # By classes of length: the steps below run over each class and word, and not over each article.
    lengths = corpus.sql(
        f"""with {sides} select round(len(words) / {STEP}.0) * {STEP} as length, count(*) filter (first) as a,
            count(*) filter (not first) as b from sides group by 1 order by 1""",
        given,
    )
    words = corpus.sql(
        f"""with {sides}, each as (select position, article_id, first, unnest(words) as word from sides),
        per_article as (select article_id, position, first, word, count(*) as n from each group by all)
        select word, count(*) filter (first) as articles_a, count(*) filter (not first) as articles_b,
            arg_max(article_id, (n, -position)) filter (first) as most_a,
            arg_max(article_id, (n, -position)) filter (not first) as most_b
        from per_article group by word having greatest(articles_a, articles_b) >= $least order by word""",
        given | {"least": min_articles},
    )
    return words, lengths


def _tested(words: pd.DataFrame, lengths: pd.DataFrame, names: tuple[str, str]) -> pd.DataFrame:
    """The exact test of each word, and which are clear when all are tried together."""
    sizes = int(lengths["a"].sum()), int(lengths["b"].sum())
    table = words[["word", "articles_a", "articles_b"]].copy()
    table["share_a"], table["share_b"] = (words[f"articles_{side}"] / n for side, n in zip("ab", sizes, strict=True))
    found = words[["articles_a", "articles_b"]].to_numpy(float)
    expected = by_length(found.sum(axis=1), lengths.to_numpy(float))
    table["expected_a"] = expected[:, 0]
    table["p"] = exact(found, expected, sizes)
    table["clear"] = pd.array(holm(table["p"].to_numpy(float)) <= LEVEL if len(table) else [], dtype="boolean")
    # More than its length leads to expect, not than the other group has: groups are unequally large.
    more = (table["articles_a"] > table["expected_a"]).to_numpy(bool)
    table["more_in"] = pd.array(np.where(more, *names), dtype="string")
    table["article_id"] = pd.array(np.where(more, words["most_a"], words["most_b"]), dtype="string")
    return table


def by_length(articles: Floats, lengths: Floats) -> Floats:
    """In how many articles of either group a word stands that is as frequent in both, and in so many of all.

    Parameters
    ----------
    articles
        Of each word, shape (k,): in how many articles of both groups together it stands.
    lengths
        Rows of a length in words, and how many articles of it the two groups have.

    Returns
    -------
    Shape (k, 2); the two sum to `articles`. A word of frequency f stands in 1 - exp(-f n) of the articles of n words.
    """
    length, groups = np.maximum(lengths[:, 0], 1.0), lengths[:, 1:]
    both = groups.sum(axis=1)
    # A word that stands in every article has no finite frequency: half an article is left without it.
    wanted = np.minimum(articles, both.sum() - 0.5)
    # Where all words were in different articles; too little, so that the steps come from below.
    frequency = wanted / (both @ length)
    for _ in range(60):  # Newton's steps, from below, of a function that rises ever less
        absent = np.exp(-np.outer(frequency, length))
        frequency = frequency + (wanted - (1 - absent) @ both) / (absent @ (both * length))
    present = (1 - np.exp(-np.outer(frequency, length))) @ groups
    # Scaled back to the articles that there are, half an article having been left out above.
    return np.asarray(present * (articles / present.sum(axis=1))[:, None])


def exact(found: Floats, expected: Floats, sizes: tuple[int, int]) -> Floats:
    """Two-sided p of Fisher's exact test, where the odds that hold without a difference are those expected.

    Parameters
    ----------
    found, expected
        Shape (k, 2): articles of either group with the word.
    sizes
        How many articles the groups have.
    """
    # Logarithms of factorials, of all sizes at once: those of thousands overflow.
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, sum(sizes) + 1)))])
    a, b = sizes
    p = np.ones(len(found))
    for row, ((at, other), (mean_a, mean_b)) in enumerate(zip(found, expected, strict=True)):
        both = round(at + other)
        least, most = max(0, both - b), min(a, both)
        if least == most:
            continue
        # A word expected in every article would have infinite odds.
        rest_a, rest_b = max(a - mean_a, 1e-9), max(b - mean_b, 1e-9)
        odds = np.log(mean_a * rest_b / (mean_b * rest_a))
        x = np.arange(max(least, round(mean_a) - WINDOW), min(most, round(mean_a) + WINDOW) + 1)
        weight = odds * x - logs[x] - logs[a - x] - logs[both - x] - logs[b - both + x]
        # Only ratios count, so that the largest can be put to 1 and none overflows.
        weight = np.exp(weight - weight.max())
        # Twice the smaller tail, which counts the case at hand on both sides and so may exceed 1.
        p[row] = min(1.0, 2 * min(weight[x <= at].sum(), weight[x >= at].sum()) / weight.sum())
    return p


def _placed(table: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """With the place where each word stands first in its article."""
    wanted = {"ids": sorted(set(table["article_id"].dropna()))}
    # Only the articles that a word is shown from; the texts of all may not fit into memory.
    texts = corpus.sql('select article_id, "text" from articles where article_id in (select unnest($ids))', wanted)
    asked = {key: set(words) for key, words in table.groupby("article_id")["word"]}
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for key, text in texts.itertuples(index=False, name=None):
        for match in re.finditer(PYTHON_WORD, text):
            word = re.sub(OWNED, "", match.group().lower().replace("’", "'"))
            if word in asked[key]:
                places.setdefault((key, word), match.span())
    found = [places.get(pair, (None, None)) for pair in zip(table["article_id"], table["word"], strict=True)]
    for place, name in enumerate(("start", "end")):
        table[name] = pd.array([one[place] for one in found], dtype="Int64")
    return table
