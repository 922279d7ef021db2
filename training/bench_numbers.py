"""Do the numbers hold? How often `compare` calls chance a difference, and how often it finds one that is there.

    python -m training.bench_numbers                   # made-up articles
    python -m training.bench_numbers --corpus FOLDER   # and the articles of an annotated corpus, outlets dealt anew

A table counts as a false alarm where anything in it is called clear though nothing differs. Made-up articles are as
those of news: few mentions in most and many in some (negative binomial), each article with a leaning of its own,
towards all actors alike in part.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

SIZES: dict[str, Sequence[int]] = {
    "two groups of 10": (10, 10),
    "8 against 80": (8, 80),
    "two groups of 100": (100, 100),
    "seven groups of 8 to 40, each against the rest": (8, 10, 12, 15, 20, 30, 40),
}
ACTORS = 10
TABLES = 300
GAP = 0.3


def made(sizes: Sequence[int], gap: float, rng: np.random.Generator) -> Iterator[tuple[Any, Any, Any]]:
    """Of each actor: the group of each article, its mentions, the sum of their scores; `gap` is the first actor's."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    leaning = rng.normal(0, 0.2, len(group))
    for actor in range(ACTORS):
        n = 1.0 + rng.negative_binomial(0.6, 0.15, len(group))
        mean = leaning + rng.normal(0, 0.25, len(group)) + gap * (actor == 0) * (group == 0)
        yield group, n, n * np.clip(mean + rng.normal(0, 0.4, len(group)) / np.sqrt(n), -1, 1)


def verdicts(sizes: Sequence[int], gap: float, seed: int) -> tuple[bool, bool]:
    """Of one table: whether the first actor in the first group is called clear, and whether anything else is."""
    from kit.measures.permutations import LEVEL, Test, holm

    p, planted = [], []
    for actor, (group, n, total) in enumerate(made(sizes, gap, np.random.default_rng(seed))):
        for one in range(1 if len(sizes) == 2 else len(sizes)):
            p.append(Test(n, total, group == one, seed=seed).p)
            planted.append(actor == 0)
    clear = holm(np.array(p)) <= LEVEL
    return bool(clear[0]), bool(clear[~np.array(planted)].any())


def simulated() -> dict[str, dict[str, float]]:
    """In 100 tables: false alarms where nothing differs; a planted difference found, and false alarms beside it."""
    told = {}
    for name, sizes in SIZES.items():
        nothing = [verdicts(sizes, 0.0, seed) for seed in range(TABLES)]
        something = [verdicts(sizes, GAP, seed) for seed in range(TABLES)]
        told[name] = {
            "false alarms": 100 * float(np.mean([any(one) for one in nothing])),
            "found": 100 * float(np.mean([one for one, _ in something])),
            "false beside it": 100 * float(np.mean([other for _, other in something])),
        }
        row = told[name]
        print(
            f"{name:<48} false alarms {row['false alarms']:4.1f} in 100   a difference of {GAP} found "
            f"{row['found']:3.0f} in 100   false alarms beside it {row['false beside it']:4.1f}",
            flush=True,
        )
    return told


def dealt_anew(corpus: Any, times: int = 100) -> dict[str, float]:
    """The corpus's own articles under outlets dealt by chance: in how many of 100 tables anything is called clear."""
    from kit.measures.comparing import _portrayed, compared
    from kit.measures.scores import scores

    rows = scores(corpus, "source")
    rows = rows[rows["voice_kind"] == "own"]
    rows = rows.groupby(["article", "part", "actor_id", "actor"])[["n", "total"]].sum().reset_index()
    articles = rows[["article", "part"]].drop_duplicates()
    outlets = sorted(set(articles["part"]))
    rng = np.random.default_rng(0)
    alarms = 0
    for _ in range(times):
        dealt = dict(zip(articles["article"], rng.permutation(articles["part"].to_numpy(object)), strict=True))
        table = compared(
            _portrayed(rows.assign(part=rows["article"].map(dealt)), 5),
            [(outlet, None) for outlet in outlets],
            min_n=5,
            min_articles=8,
            draws=1000,
        )
        alarms += bool(table["clear"].any())
    found = {"false alarms": 100 * alarms / times, "differences": float(len(table))}
    print(
        f"{'the corpus, outlets dealt by chance':<48} false alarms {found['false alarms']:4.1f} in 100   "
        f"({found['differences']:.0f} differences a table)"
    )
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", help="folder of an annotated corpus whose articles have a source")
    given = parser.parse_args()
    simulated()
    if given.corpus:
        import kit

        dealt_anew(kit.open(given.corpus))


if __name__ == "__main__":
    main()
