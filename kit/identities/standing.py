"""The articles' own actors as the join looks at them: what is alike once, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from kit.identities.evidence import Profile

__all__ = ["COLUMNS", "TOLD", "Alike", "Standing", "stand"]

TOLD = ("role", "affiliation", "country", "pronouns")  # what articles say of an actor
LIKE = ("type", "name", *TOLD)
COLUMNS = ("article_id", "actor_id", *LIKE, "aliases", "mentions", "source", "published")
SEPARATOR = "\x1f"
Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Alike:
    """Own actors that are alike in type, name and all that is said of them; `rows` are their places."""

    type: str
    name: str
    role: str | None
    affiliation: str | None
    country: str | None
    pronouns: str | None
    aliases: set[str]
    mentions: int
    rows: Ints

    @property
    def n(self) -> int:
        """How many own actors it stands for."""
        return len(self.rows)

    def profile(self) -> Profile:
        """What is said of them."""
        told = Profile()
        told.add(self.role, self.affiliation, self.country, self.pronouns, self.n)
        return told


@dataclass(slots=True)
class Standing:
    """Own actors in the order of article and key; articles, outlets and months as numbers, -1 where not known.

    `day` is the article's date as days since 1970, the last possible where it has none.
    """

    alike: list[Alike]
    article: Ints
    own: pd.Series
    articles: list[str]
    outlet: Ints
    month: Ints
    day: Ints
    mentions: Ints
    starts: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.starts = np.searchsorted(self.article, np.arange(len(self.articles) + 1))

    def rows_of(self, article: int) -> range:
        """The places of an article's own actors."""
        return range(self.starts[article], self.starts[article + 1])


def stand(own: pd.DataFrame) -> tuple[Standing, Ints]:
    """The own actors, by article and key, and which row of `own` each of them is: shape (rows of `own`,).

    A day that is missing is after all others, a month or outlet that is missing is -1.
    """
    keys = [_sorted_codes(own["article_id"]), _sorted_codes(own["actor_id"])]
    order = np.lexsort((keys[1][0], keys[0][0]))
    article, articles = keys[0][0][order], keys[0][1]
    first = np.searchsorted(article, np.arange(len(articles)))
    sources = _sorted_codes(own["source"])[0][order][first]
    published = pd.to_datetime(own["published"]).to_numpy()[order][first]
    known = ~np.isnat(published)
    month = np.where(known, published.astype("datetime64[M]").astype(np.int64), -1)
    day = np.where(known, published.astype("datetime64[D]").astype(np.int64), np.iinfo(np.int64).max)
    keys_of = own["actor_id"].iloc[order].reset_index(drop=True)
    mentions = own["mentions"].to_numpy(dtype=np.int64)[order]
    return Standing(_alike(own, order), article, keys_of, articles, sources, month, day, mentions), order


def _sorted_codes(column: pd.Series) -> tuple[Ints, list[str]]:
    """A column as numbers in the order of its values, -1 for NA, and the values."""
    codes, values = pd.factorize(column)
    plain = [str(value) for value in values]
    order = sorted(range(len(plain)), key=plain.__getitem__)
    rank = np.empty(len(plain) + 1, dtype=np.int64)
    rank[order], rank[-1] = np.arange(len(plain)), -1
    return rank[codes], [plain[at] for at in order]


def _alike(own: pd.DataFrame, order: Ints) -> list[Alike]:
    coded = [_sorted_codes(own[name]) for name in LIKE]
    spelled, texts = pd.factorize(own["aliases"])
    mentions = own["mentions"].to_numpy(dtype=np.int64)[order]
    whole = np.zeros(len(own), dtype=np.int64)
    for codes, values in coded:
        # Numbered anew each time, so that no product of the sizes overflows.
        whole = np.unique(whole * (len(values) + 1) + codes + 1, return_inverse=True)[1]
    whole = whole[order]
    groups = np.argsort(whole, kind="stable")
    bounds = np.flatnonzero(np.r_[True, np.diff(whole[groups]) != 0, True])
    spelled = spelled[order]
    used = [frozenset(str(text).split(SEPARATOR)) if text else frozenset() for text in texts]
    out = []
    for begin, end in pairwise(bounds.tolist()):
        rows = groups[begin:end]
        source = order[rows[0]]
        picked = [names[codes[source]] if codes[source] >= 0 else None for codes, names in coded]
        kind, name, role, affiliation, country, pronouns = picked
        others: set[str] = set().union(*(used[code] for code in set(spelled[rows].tolist()) if code >= 0))
        told = (role, affiliation, country, pronouns)
        out.append(Alike(str(kind), str(name), *told, others, int(mentions[rows].sum()), rows))
    return out
