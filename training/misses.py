"""What the tagger gets wrong on held-back PolNeAR articles, sorted by the shape of the error.

    python -m training.misses --data FOLDER [--show 50] [--seed 1]

A marked content is missed when nothing predicted matches it by a Jaccard of a half, or matches it with another
source. The shapes: `unseen` (no predicted word in it), `joined` (its prediction also covers another), `split` (several
predictions share it), `too long`, `too short`, `shifted`, and, for matched ones, `source: none given`,
`source: none marked`, `source: another`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import kit.tagger as tagger
from training import data, evaluate


def shape(
    i: int, gold: list[evaluate.Quoted], found: list[evaluate.Quoted], pairs: dict[int, int], low: list[str]
) -> str:
    """The name of what is wrong with the i-th marked attribution; empty where nothing is."""
    if i in pairs:
        got = found[pairs[i]][2]
        if evaluate.right_source(gold[i][2], got, low):
            return ""
        return "source: none given" if not got else "source: none marked" if not gold[i][2] else "source: another"
    touching = [p[0] for p in found if p[0] & gold[i][0]]
    if not touching:
        return "unseen"
    largest = max(touching, key=lambda p: len(p & gold[i][0]))
    if sum(2 * len(g[0] & largest) >= len(g[0]) for g in gold) > 1:
        return "joined"
    if len(touching) > 1:
        return "split"
    if largest > gold[i][0]:
        return "too long"
    return "too short" if largest < gold[i][0] else "shifted"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    shown: list[str] = []
    total = spurious = 0
    for doc in data.divide(data.read_polnear(args.data, "train"))[1]:
        tokens = evaluate.Tokens(doc.text)
        marked = list(doc.quotes or ())
        gold = [
            (tokens.of(q.contents), tokens.of([q.cue] if q.cue else []), tokens.of([q.source] if q.source else []))
            for q in marked
        ]
        found = [evaluate.quoted(tokens, a) for a in tagger.read(doc.text).attributions]
        pairs = evaluate.one_to_one([g[0] for g in gold], [p[0] for p in found])
        total += len(gold)
        spurious += sum(not any(p[0] & g[0] for g in gold) for p in found)
        for i, q in enumerate(marked):
            name = shape(i, gold, found, pairs, tokens.low)
            if name:
                counts[name] += 1
                begin = max(0, min(s for s, _ in [*q.contents, *([q.cue] if q.cue else [])]) - 60)
                text = doc.text[begin : q.contents[-1][1] + 60].replace("\n", " / ")
                cue = doc.text[slice(*q.cue)] if q.cue else ""
                source = doc.text[slice(*q.source)] if q.source else ""
                content = " ... ".join(doc.text[s:e] for s, e in q.contents)
                kind = tokens.kind(gold[i][0])
                got = [
                    " ".join(tokens.low[t] for t in sorted(p[0]))[:200]
                    + " <- "
                    + " ".join(tokens.low[t] for t in sorted(p[2]))
                    for p in found
                    if p[0] & gold[i][0]
                ]
                shown.append(
                    f"{name} ({kind}) [{source} | {cue} | {content[:200]}]\n    {text[:400]}\n    found: {got}"
                )
    print(f"{total} marked, {sum(counts.values())} wrong; {spurious} predictions touch nothing that is marked")
    for name, n in counts.most_common():
        print(f"{n:5}  {name}")
    random.Random(args.seed).shuffle(shown)
    for line in shown[: args.show]:
        print(line)


if __name__ == "__main__":
    main()
