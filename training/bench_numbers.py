"""Do the numbers hold? How often chance is called a difference, and how often a corrected estimate holds the truth.

    python -m training.bench_numbers                                  # false alarms and power, on made-up articles
    python -m training.bench_numbers --data FOLDER --corpus CORPUS …  # and on PolNeAR, with coverage
    python -m training.bench_numbers --only "8 against 80" --tables 2000 --first 500  # false alarms in further tables
    python -m training.bench_numbers --tutorial                       # coverage where every quote was read by a person

CORPUS is what `kit annotate FOLDER/polnear/dev/text --metadata FOLDER/polnear/metadata.csv --out CORPUS` wrote, or that
of train; several are taken together. Its marks are the truth: from them 1,000 samples of 100, 200 and 400 paragraphs
are "coded", and each estimate is asked whether its 95 % interval holds the value of all.

A table counts as a false alarm where anything in it is called clear though nothing differs. Made-up articles are as
those of news: few mentions in most and many in some (negative binomial), each article with a leaning of its own,
towards all actors alike in part.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kit.coding import CODEBOOKS
from kit.coding.drawing import allocated, sizes_of, units_of
from kit.measures.comparing import compared, portrayed
from kit.measures.estimating import Design, estimate
from kit.measures.permutations import LEVEL, Test, holm
from kit.measures.scores import scores

SIZES: dict[str, Sequence[int]] = {
    "two groups of 10": (10, 10),
    "8 against 80": (8, 80),
    "two groups of 100": (100, 100),
    "seven groups of 8 to 40, each against the rest": (8, 10, 12, 15, 20, 30, 40),
}
ACTORS = 10
TABLES = 500
GAP = 0.5


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
    p, planted = [], []
    for actor, (group, n, total) in enumerate(made(sizes, gap, np.random.default_rng(seed))):
        for one in range(1 if len(sizes) == 2 else len(sizes)):
            p.append(Test(n, total, group == one, seed=seed).p)
            planted.append(actor == 0)
    clear = holm(np.array(p)) <= LEVEL
    return bool(clear[0]), bool(clear[~np.array(planted)].any())


def margin(tables: int) -> float:
    """How far a rate of 5 in 100 is told by so many tables: half of its 95 % interval."""
    return float(196 * (0.05 * 0.95 / tables) ** 0.5)


def further(name: str, tables: int, first: int) -> float:
    """False alarms in 100 of so many tables, from this seed on: other tables than `simulated` makes, if from 500 on."""
    alarms = 100 * float(np.mean([any(verdicts(SIZES[name], 0.0, seed)) for seed in range(first, first + tables)]))
    print(f"{name:<48} false alarms {alarms:4.1f} in 100 of {tables:,} (± {margin(tables):.1f})")
    return alarms


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
            f"{name:<48} false alarms {row['false alarms']:4.1f} in 100 (± {margin(TABLES):.1f})   "
            f"a difference of {GAP} found {row['found']:3.0f} in 100   "
            f"false alarms beside it {row['false beside it']:4.1f}",
            flush=True,
        )
    whole = float(np.mean([row["false alarms"] for row in told.values()]))
    print(f"in all, false alarms in {whole:.1f} of 100 of {TABLES * len(told):,} tables")
    return told


def unequal(times: int = 2000) -> float:
    """In 100 tests of 8 articles against 40: called different at 5 % though only the spread differs, by twice."""
    called = 0
    for seed in range(times):
        rng = np.random.default_rng(seed)
        values = np.concatenate([rng.normal(0, 2, 8), rng.normal(0, 1, 40)])
        called += Test(np.ones(48), values, np.arange(48) < 8, seed=seed).p <= LEVEL
    rate = 100 * called / times
    print(f"{'8 of twice the deviation against 40':<48} called different {rate:4.1f} in 100 of {times:,} single tests")
    return rate


def rare(times: int = 2000) -> tuple[float, float]:
    """In 100 samples: a share of 3 in 100 is held by the interval from the kit's errors, and by the sample's alone.

    Of 20,000 paragraphs with one quote each 400 are coded; the kit misses 5 of 100 of what is looked for, so that a
    sample holds one error or none.
    """
    rng = np.random.default_rng(0)
    people = (rng.random(20_000) < 0.03).astype(float)
    kit = people * (rng.random(20_000) >= 0.05)
    one = np.ones(20_000)
    held: list[list[bool]] = [[], []]
    for _ in range(times):
        rows = rng.choice(20_000, 400, replace=False)
        design = Design(np.zeros(400, dtype=np.int64), np.array([20_000.0]))
        for kept, power in zip(held, (1.0, 0.0), strict=True):
            whole = (float(kit.sum()), 20_000.0)
            found = estimate(design, (people[rows], one[rows]), (kit[rows], one[rows]), whole, power=power)
            kept.append(found is not None and found.low <= people.mean() <= found.high)
    by_errors, alone = (100 * float(np.mean(kept)) for kept in held)
    what = "a share of 3 in 100, 400 coded"
    print(f"{what:<48} held by {by_errors:.0f} in 100 intervals from errors, {alone:.0f} of the sample alone")
    return by_errors, alone


def dealt_anew(corpus: Any, times: int = TABLES) -> dict[str, float]:
    """The corpus's own articles under outlets dealt by chance: in how many of 100 tables anything is called clear."""
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
            portrayed(rows.assign(part=rows["article"].map(dealt)), 5),
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


# Who is the source, as its words say; a share of all attributions each.
SOURCES = {
    "share of he and she": r"\b(?:he|she)\b",
    "share of Trump": r"\btrump\b",
    "share of Clinton": r"\bclinton\b",
    "share without a source": r"^$",
}
SAMPLES = 1000
SIZES_CODED = (100, 200, 400)


def marked(folders: Sequence[str], data: str) -> tuple[Any, Any]:
    """Of each paragraph of the corpora: its attributions as marked and as found, in all and by source (columns)."""
    import pandas as pd

    import kit
    from training.data import read_polnear

    gold = {doc.text: doc for part in ("dev", "train") for doc in read_polnear(Path(data), part)}
    tables = []
    for folder in folders:
        corpus = kit.open(folder)
        found = corpus.sql("select article_id, start, coalesce(speaker, '') as source from quotes")
        by_article = dict(iter(found.groupby("article_id")))
        paragraphs = dict(iter(units_of(corpus, CODEBOOKS["paragraphs"]).groupby("article_id")))
        for key, text in zip(corpus.articles["article_id"], corpus.articles["text"], strict=True):
            if text not in gold or key not in paragraphs:
                continue
            starts = paragraphs[key]["start"].to_numpy(int)
            marks = [(q.contents[0][0], text[slice(*q.source)] if q.source else "") for q in gold[text].quotes]
            own = by_article.get(key, found.head(0))
            for kind, rows in (("marked", marks), ("found", list(zip(own["start"], own["source"], strict=True)))):
                places = np.searchsorted(starts, [start for start, _ in rows], side="right") - 1
                told = {"all": np.bincount(np.maximum(places, 0), minlength=len(starts))}
                for name, pattern in SOURCES.items():
                    hits = [
                        at for at, (_, source) in zip(places, rows, strict=True) if re.search(pattern, source.lower())
                    ]
                    told[name] = np.bincount(np.maximum(hits, 0).astype(int), minlength=len(starts))
                told["confidence"] = paragraphs[key]["confidence"].to_numpy()
                tables.append(pd.DataFrame(told).assign(kind=kind))
    whole = pd.concat(tables)
    marks, kits = (
        whole[whole["kind"] == kind].drop(columns="kind").reset_index(drop=True) for kind in ("marked", "found")
    )
    return marks, kits


def coverage(folders: Sequence[str], data: str) -> dict[str, dict[str, float]]:
    """How often the corrected estimates hold the truth, and how wide they are beside the coded sample alone."""
    marks, kits = marked(folders, data)
    strata = np.minimum(kits["all"].to_numpy(int), 2)
    drawn = sizes_of(kits, strata)
    sizes, deviations = drawn["units"].to_numpy(), drawn["deviation"].to_numpy(float)
    members = [np.flatnonzero(strata == one) for one in range(len(sizes))]
    told = {}
    print(
        f"PolNeAR: {len(marks):,} paragraphs, {marks['all'].sum():,} attributions marked, {kits['all'].sum():,} found"
    )
    for name in ("attributions", *SOURCES):
        total = name == "attributions"
        y, f = (table["all" if total else name].to_numpy(float) for table in (marks, kits))
        x, g = (table["all"].to_numpy(float) for table in (marks, kits))
        truth, raw = (y.sum(), f.sum()) if total else (y.sum() / x.sum(), f.sum() / g.sum())
        for n in SIZES_CODED:
            many = allocated(sizes, deviations, n)
            design = Design(np.repeat(np.arange(len(sizes)), many), sizes.astype(float))
            rng = np.random.default_rng(n)
            both: list[list[Any]] = [[], []]
            for _ in range(SAMPLES):
                rows = np.concatenate([rng.choice(one, k, replace=False) for one, k in zip(members, many, strict=True)])
                said, found = ((a[rows], None if total else b[rows]) for a, b in ((y, x), (f, g)))
                for kept, power in zip(both, (None, 0.0), strict=True):
                    kept.append(estimate(design, said, found, (f.sum(), g.sum()), share=not total, power=power))
            given = [(a, b) for a, b in zip(*both, strict=True) if a is not None and b is not None]
            if len(given) < SAMPLES // 2:
                print(f"{name:<24} {n:>4} coded: too few in {100 * (1 - len(given) / SAMPLES):.0f} of 100 samples")
                continue
            row = {
                "coverage": 100 * float(np.mean([a.low <= truth <= a.high for a, _ in given])),
                "bias": float(np.mean([a.value for a, _ in given])) / truth - 1,
                "raw bias": raw / truth - 1,
                "width": float(np.mean([a.high - a.low for a, _ in given])),
                "width of the sample alone": float(np.mean([b.high - b.low for _, b in given])),
                "given": len(given) / SAMPLES,
            }
            told[f"{name}, {n}"] = row
            print(
                f"{name:<24} {n:>4} coded: holds the truth {row['coverage']:.1f} in 100, bias {row['bias']:+.1%} "
                f"(the kit alone {row['raw bias']:+.1%}), width {row['width']:.3g} against "
                f"{row['width of the sample alone']:.3g} of the sample alone; given in {100 * row['given']:.0f} of 100",
                flush=True,
            )
    return told


def tutorial(samples: int = 60) -> dict[str, tuple[int, int]]:
    """In how many samples of 200 quotes of `docs/corpus` each corrected interval holds the share that a person read.

    Units get their speakers as in the tutorial: by the passage read with which they have most characters in common.
    """
    import pandas as pd

    import kit

    docs = Path(__file__).parent.parent / "docs"
    corpus = kit.read_corpus(docs / "corpus", progress=False)
    reading = pd.read_csv(docs / "tutorials" / "read_by_hand.csv")

    def speakers(sheet: Any) -> Any:
        both = sheet.merge(reading, on="article_id", suffixes=("", "_read"))
        both["shared"] = both[["end", "end_read"]].min(axis=1) - both[["start", "start_read"]].max(axis=1)
        nearest = both[both["shared"] > 0].sort_values(["shared", "start_read"]).groupby("unit").last()
        return sheet["unit"].map(nearest["speaker"])

    everything = kit.sample(corpus, of="voices", n=10_000)
    truth = speakers(everything).dropna().value_counts(normalize=True)
    held: dict[str, tuple[int, int]] = {}
    for seed in range(1, samples + 1):
        sheet = kit.sample(corpus, of="voices", n=200, seed=seed)
        sheet["label"] = speakers(sheet).fillna("no quote")
        table = kit.measures.corrected("share_of_voice", corpus, sheet).dropna(subset="corrected")
        for row in table[table["what"].isin(truth.index)].itertuples():
            right, tried = held.get(row.what, (0, 0))
            held[row.what] = right + (row.low <= truth[row.what] <= row.high), tried + 1
    for name, (right, tried) in held.items():
        print(f"{name:<24} 200 of {len(everything)} coded: holds the truth in {right} of {tried} samples")
    return held


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", nargs="*", default=[], help="annotated corpora of PolNeAR")
    parser.add_argument("--data", help="folder that holds polnear/")
    parser.add_argument("--only", choices=SIZES, help="nothing but false alarms in tables of these groups")
    parser.add_argument("--tables", type=int, default=TABLES, help="with --only: how many")
    parser.add_argument("--first", type=int, default=0, help="with --only: the seed of the first")
    parser.add_argument("--tutorial", action="store_true", help="nothing but coverage in the corpus of the tutorials")
    given = parser.parse_args()
    if given.tutorial:
        tutorial()
        return
    if given.only:
        further(given.only, given.tables, given.first)
        return
    simulated()
    unequal()
    rare()
    if given.corpus:
        import kit

        dealt_anew(kit.open(given.corpus[0]))
    if given.corpus and given.data:
        coverage(given.corpus, given.data)


if __name__ == "__main__":
    main()
