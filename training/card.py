"""Measure the shipped model and write its card: `kit/models/card.json` for reports, `kit/models/MODEL_CARD.md` to read.

    python -m training.card --data FOLDER

The words of the card stand in `training/MODEL_CARD.in`; `{name}` there is filled with what is measured here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

import kit.tagger as tagger
from kit.tagger.encoder import FOLDER
from training import data, evaluate

LINKS = ("attribution accuracy", "end-to-end F1", "source token F1", "cue token F1")


def table(rows: Sequence[evaluate.Row]) -> str:
    """Rows as Markdown."""
    lines = ["| figure | value, % | 95 % interval | n |", "| --- | --- | --- | --- |"]
    return "\n".join(lines + [f"| {r['figure']} | {r['value']} | {r['low']} to {r['high']} | {r['n']} |" for r in rows])


def reliability(
    chances: np.ndarray, right: np.ndarray, edges: Sequence[float] = (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.001)
) -> str:
    """What a confidence means: mean confidence and share right in each band."""
    lines = ["| confidence | n | mean confidence | share right |", "| --- | --- | --- | --- |"]
    for low, high in pairwise(edges):
        some = (chances >= low) & (chances < high)
        if some.any():
            lines.append(
                f"| {low:.1f} to {min(high, 1.0):.1f} | {some.sum()} "
                f"| {100 * chances[some].mean():.1f} | {100 * right[some].mean():.1f} |"
            )
    error = 100 * evaluate.calibration_error(np.minimum(chances, 0.9999), right)
    return "\n".join(lines) + f"\n\nExpected calibration error (15 bins): {error:.1f} %."


def risk_coverage(
    chances: np.ndarray, right: np.ndarray, edges: Sequence[float] = (0.0, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
) -> str:
    """What abstaining below a confidence costs and gains (El-Yaniv & Wiener, JMLR 2010)."""
    lines = ["| least confidence | labelled, % | right among them, % |", "| --- | --- | --- |"]
    for low in edges:
        some = chances >= low
        if some.any():
            lines.append(f"| {low:.2f} | {100 * some.mean():.0f} | {100 * right[some].mean():.1f} |")
    return "\n".join(lines)


def name_confidence(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Confidence and truth of each name found in CoNLL testa."""
    chances, right = [], []
    for doc in data.read_conll(folder, "testa"):
        gold = set(doc.names or ())
        for n in tagger.read(doc.text).names:
            chances.append(n.confidence)
            right.append((n.start, n.end, n.label) in gold)
    return np.array(chances), np.array(right)


def attribution_confidence(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Confidence and truth (content and source) of each attribution found in PolNeAR dev."""
    chances, right = [], []
    for doc in data.read_polnear(folder, "dev"):
        tokens = evaluate.Tokens(doc.text)
        gold = [(tokens.of(q.contents), tokens.of([q.source] if q.source else [])) for q in doc.quotes or ()]
        gold = [g for g in gold if g[0]]
        found = tagger.read(doc.text).attributions
        sets = [evaluate.quoted(tokens, a) for a in found]
        pairs = {j: i for i, j in evaluate.one_to_one([g[0] for g in gold], [f[0] for f in sets]).items()}
        for j, a in enumerate(found):
            chances.append(a.confidence)
            right.append(j in pairs and evaluate.right_source(gold[pairs[j]][1], sets[j][2], tokens.low))
    return np.array(chances), np.array(right)


def speaker_confidence(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Confidence and truth of the first speaker of each marked quote of today's news, names and quotes given."""
    answers = [a for article in evaluate.speaker_answers(data.read_world(folder, "dev")) for a in article]
    return np.array([a[2] for a in answers]), np.array([a[0] for a in answers])


def sentiment_confidence(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Confidence and truth of each target's label in the held-back tenth."""
    docs, scores = evaluate.sentiment_scores(folder)
    p = np.concatenate(scores)
    gold = np.array([t[2] for d in docs for t in d.targets])
    return p.max(1), p.argmax(1) == gold


def mean_marks(folder: Path) -> str:
    """What scores mean in whole articles: mentions by their score, and what readers marked on average."""
    lines = ["| score | mentions | mean score | mean mark |", "| --- | --- | --- | --- |"]
    found = evaluate.judged(folder)
    marks = np.concatenate([marked for marked, _ in found]) - 1
    scores = np.concatenate([p[:, 2] - p[:, 0] for _, p in found])
    edges = (-1.0, -0.6, -0.3, -0.1, 0.1, 0.3, 0.6, 1.0)
    for low, high in pairwise(edges):
        there = (scores >= low) & ((scores < high) | (high == 1))
        if there.any():
            told = f"{scores[there].mean():+.2f} | {marks[there].mean():+.2f}"
            lines.append(f"| {low:+.1f} to {high:+.1f} | {there.sum()} | {told} |".replace("-", "−"))
    return "\n".join(lines)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    tasks = ("quotes", "world", "meant", "speakers", "names", "sentiment", "stance")
    found = {task: evaluate.TASKS[task](args.data, "dev") for task in tasks}
    quotes = [r for r in found["quotes"] if r["method"] == "quotes"]
    methods = {
        "quotes": [r | {"data": "PolNeAR dev"} for r in quotes if r["figure"] not in LINKS]
        + [r | {"data": "today's news, dev"} for r in found["world"]],
        "links": [r | {"data": "PolNeAR dev"} for r in quotes if r["figure"] in LINKS],
        "meant": [
            r | {"figure": "accuracy", "data": r["method"].removeprefix("who, ")}
            for r in found["meant"]
            if r["figure"] == "all"
        ]
        + [
            r | {"figure": "right speaker, quote given", "data": "today's news, dev"}
            for r in found["speakers"]
            if r["figure"] == "right speaker"
        ],
        "names": [r | {"data": "CoNLL-2003 testa"} for r in found["names"]],
        "sentiment": [r | {"data": "NewsMTSC, held-back tenth of train"} for r in found["sentiment"]],
        "stance": [r | {"data": "articles of PolNeAR, PerSenT and today's news"} for r in found["stance"]],
    }
    for name, rows in methods.items():
        methods[name] = [{k: v for k, v in r.items() if k != "method"} for r in rows]
    (FOLDER / "card.json").write_text(
        json.dumps({"model": tagger.MODEL_VERSION, "methods": methods}, indent=1) + "\n", encoding="utf-8"
    )

    lines = ["| publisher | contents | overlap F1, % | end-to-end F1, % |", "| --- | --- | --- | --- |"]
    by = [r for r in found["quotes"] if r["method"].startswith("quotes in ")]
    for a, b in zip(by[::2], by[1::2], strict=True):
        lines.append(
            f"| {a['method'].removeprefix('quotes in ')} | {a['n']} "
            f"| {a['value']} ({a['low']} to {a['high']}) | {b['value']} ({b['low']} to {b['high']}) |"
        )
    tone = sentiment_confidence(args.data)
    parts = {
        "version": tagger.MODEL_VERSION,
        "quotes": table(quotes),
        "publishers": "\n".join(lines),
        "today": table(found["world"]),
        "meant": table([r | {"figure": f"{r['method'].removeprefix('who, ')}: {r['figure']}"} for r in found["meant"]]),
        "speakers": table(found["speakers"]),
        "names": table(found["names"]),
        "sentiment": table(found["sentiment"]),
        "stance": table(found["stance"]),
        "mean_marks": mean_marks(args.data),
        "reliability_names": reliability(*name_confidence(args.data)),
        "reliability_attributions": reliability(*attribution_confidence(args.data)),
        "reliability_speakers": reliability(*speaker_confidence(args.data)),
        "reliability_sentiment": reliability(*tone),
        "risk_coverage": risk_coverage(*tone),
        "abstain": f"{tagger.abstention():.2f}",
        "files": "\n".join(
            f"| `{f}` | {len(raw) / 1e6:.1f} MB | `{hashlib.sha256(raw).hexdigest()}` |"
            for f, raw in ((f, (FOLDER / f).read_bytes()) for f in tagger.FILES)
        ),
    }
    card = (Path(__file__).parent / "MODEL_CARD.in").read_text(encoding="utf-8")
    for name, value in parts.items():
        card = card.replace("{" + name + "}", value)
    (FOLDER / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    for row in (r for rows in found.values() for r in rows):
        print(evaluate.line(row))


if __name__ == "__main__":
    main()
