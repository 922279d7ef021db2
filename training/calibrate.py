"""Thresholds and calibration, fitted on the held-back documents through the engine itself, into
`kit/models/tagger.json`.

    python -m training.calibrate --data FOLDER

Thresholds are chosen one after another on PolNeAR's and today's held-back articles together; names get a monotone
map from score to share right (isotonic regression, Zadrozny & Elkan, KDD 2002), attributions a logistic regression
(Platt 1999), sentiment a temperature (Guo et al., ICML 2017) and the least confidence at which it should be told.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import kit.tagger as tagger
from kit.actors.features import Candidate, Point
from kit.actors.linker import link
from kit.tagger import assemble, encoder
from kit.text.layout import Layout
from training import data, evaluate, who

# Not here, for the held-back articles cannot say: `inner` (PolNeAR marks nothing inside a quote, so a nested quote must
# be sure) and `alone_quoted` (a quotation without a cue is kept: PolNeAR has none, today's news has). The narrow rule
# is never quite switched off, and little is left out for want of confidence: users can drop what they doubt, not add.
GRID = {
    "flat": (-0.6, -0.3, 0.0, 0.3),
    "alone": (0.0, 0.5, 0.7, 0.85, 1.1),
    "outer": (0.3, 0.5, 0.7),
    "part": (0.3, 0.5, 0.7),
    "fragment": (0.0, 0.3, 0.5, 0.7),
    "content_source": (0.0, 0.3, 0.7, 1.0),
    "no_source": (-1.0, -0.5, 0.0, 0.5),
    "thought": (0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
}

NOBODY = (-1.0, -0.5, 0.0, 0.5, 1.0)
REFER = (0.0, -0.5, -1.0, -1.5, -2.0)


class Held:
    """The held-back articles, encoded and tagged once."""

    def __init__(self, docs: list[data.Doc]) -> None:
        self.model = encoder.load()
        self.docs = docs
        self.tokens = [evaluate.Tokens(d.text) for d in docs]
        self.encoded = [encoder.encode(Layout(d.text), self.model) for d in docs]
        self.tagged = (float("nan"), [])

    def found(self) -> list[dict[str, list[tuple[int, int, str, float]]]]:
        """The spans under the present reluctance."""
        now = self.model.settings["reluctance"]["flat"]
        if self.tagged[0] != now:
            self.tagged = (now, [assemble.tag(e, self.model) for e in self.encoded])
        return self.tagged[1]

    def attributions(self) -> list[list[tuple[evaluate.Quoted, float, list[float]]]]:
        """Per article: token sets, chance of thought and the features of confidence, under the present thresholds."""
        least = self.model.settings["thresholds"]["least"]
        weights = self.model.settings["calibration"]["attributions"]
        out = []
        for doc, tokens, encoded, found in zip(self.docs, self.tokens, self.encoded, self.found(), strict=True):
            start, end = encoded.pieces.start, encoded.pieces.end

            def owned(
                spans: Any, tokens: evaluate.Tokens = tokens, start: Any = start, end: Any = end
            ) -> frozenset[int]:
                return tokens.of((int(start[s[0]]), int(end[s[1] - 1])) for s in spans if s)

            out.append(
                [
                    ((owned(c), owned([cue]), owned([source])), thought, features)
                    for c, cue, source, thought, features in assemble.attributions(encoded, self.model, found, doc.text)
                    if tagger.confidence(features, weights) >= least
                ]
            )
        return out


def gold_of(doc: data.Doc, tokens: evaluate.Tokens) -> list[evaluate.Quoted]:
    """The marked attributions as token sets."""
    return [
        (tokens.of(q.contents), tokens.of([q.cue] if q.cue else []), tokens.of([q.source] if q.source else []))
        for q in doc.quotes or ()
    ]


def polnear_score(held: Held) -> float:
    """What the thresholds are chosen by on PolNeAR: the mean of overlap, exact and end-to-end F1."""
    total: Counter[Any] = Counter()
    for doc, tokens, found in zip(held.docs, held.tokens, held.attributions(), strict=True):
        total += evaluate.compare(tokens, gold_of(doc, tokens), [f[0] for f in found])
    return (
        sum(evaluate.QUOTE_FIGURES[f](total) for f in ("content overlap F1", "content exact F1", "end-to-end F1")) / 3
    )


def world_score(held: Held, limit: float) -> float:
    """The mean F1 of spoken quotes and of quotes with their source, as `evaluate.world` counts them."""
    n: Counter[str] = Counter()
    for doc, tokens, found in zip(held.docs, held.tokens, held.attributions(), strict=True):
        gold = gold_of(doc, tokens)
        kinds = [q.kind for q in doc.quotes or ()]
        keep = [g for g in range(len(gold)) if gold[g][0]]
        pairs = {
            keep[i]: j for i, j in evaluate.one_to_one([gold[g][0] for g in keep], [f[0][0] for f in found]).items()
        }
        thought = {j for i, j in pairs.items() if kinds[i] != "speech"}
        thought |= {j for j, f in enumerate(found) if f[1] >= limit and j not in pairs.values()}
        n["p"] += len(found) - len(thought)
        for i in keep:
            if kinds[i] == "speech":
                n["g"] += 1
                ok = i in pairs and found[pairs[i]][1] < limit
                n["tp"] += ok
                n["end"] += ok and evaluate.right_source(gold[i][2], found[pairs[i]][0][2], tokens.low)
    return (n["tp"] + n["end"]) / (n["p"] + n["g"])


def who_answers(folder: Path) -> Callable[[], tuple[np.ndarray, np.ndarray]]:
    """Confidence and truth of whom each held-back mention stands for, under the present settings."""
    docs = who.held(folder, lambda doc: who.found_in(doc.text)["cast"])
    readings = [tagger.read(doc.text) for doc in docs]

    def answers() -> tuple[np.ndarray, np.ndarray]:
        chances, right = [], []
        for doc, reading in zip(docs, readings, strict=True):
            points = [Point(p.start, p.end, p.kind, p.quote) for p in doc.points]
            cast = [Candidate(m.type, m.names, m.pronoun, m.hint) for m in doc.cast]
            found = link(reading, points, cast, who.spans_of_quotes(doc))
            for point, answer in zip(doc.points, found, strict=True):
                if point.meant is not None:
                    chances.append(answer.confidence)
                    right.append(answer.actors[0] in point.meant if answer.actors else not point.meant)
        return np.array(chances), np.array(right)

    return answers


def calibrate_who(folder: Path, settings: dict[str, Any], values: tuple[float, ...]) -> None:
    """What to add to the score of nobody named, so that most mentions are right; then what their chances mean."""
    answers = who_answers(folder)
    settings["calibration"]["who"] = [[0.0, 1.0], [0.0, 1.0]]
    right: dict[float, int] = {}
    for value in values:
        settings["thresholds"]["nobody"] = value
        right[value] = int(answers()[1].sum())
        print(f"nobody {value}: {right[value]} right", flush=True)
    settings["thresholds"]["nobody"] = max(right, key=lambda value: (right[value], value))
    chances, truth = answers()
    settings["calibration"]["who"] = isotonic(chances, truth.astype(float), points=8)


def calibrate_nominals(folder: Path, settings: dict[str, Any]) -> None:
    """How readily a nominal is found, so that most marked mentions stand for whom they should: a missed one is wrong.

    What it costs, nominals that are wrongly given a name, is printed beside it. Through the whole of the kit, on the
    held-back articles of which every mention is marked; of values that are alike the one that finds least stays.
    """
    parts = evaluate.marked_articles(folder, "held")
    good: dict[float, int] = {}
    for value in REFER:
        settings["reluctance"]["refer"] = value
        counts = {name: [evaluate.mentions_right(text, gold) for text, gold in docs] for name, docs in parts.items()}
        good[value] = sum(c["all", "ok"] for part in counts.values() for c in part)
        wrong = sum(c["given", "n"] - c["given", "ok"] for c in counts["today's news"])
        print(f"refer {value}: {good[value]} right, {wrong} nominals wrongly named", flush=True)
    settings["reluctance"]["refer"] = max(good, key=lambda value: (good[value], value))


def climb(
    polnear: Held, world: Held, settings: dict[str, Any], grid: dict[str, tuple[float, ...]], rounds: int = 1
) -> None:
    """One threshold after another, the best of its values, some times round."""

    def score() -> float:
        return polnear_score(polnear) + world_score(world, settings["thresholds"]["thought"])

    best = score()
    for _ in range(rounds):
        for name, values in grid.items():
            limits = settings["reluctance"] if name == "flat" else settings["thresholds"]
            for value in values:
                old = limits[name]
                limits[name] = value
                got = world_score(world, value) + best_polnear(polnear) if name == "thought" else score()
                if got > best + 1e-4:
                    best = got
                else:
                    limits[name] = old
            print(f"{name} {limits[name]}: {best:.4f}", flush=True)


_last: dict[str, float] = {}


def best_polnear(held: Held) -> float:
    """PolNeAR's score does not depend on the threshold of thought, so it is counted once a state of the others."""
    key = json.dumps({k: v for k, v in held.model.settings["thresholds"].items() if k != "thought"})
    if key not in _last:
        _last.clear()
        _last[key] = polnear_score(held)
    return _last[key]


def logistic(x: np.ndarray, y: np.ndarray, rounds: int = 100, ridge: float = 1.0) -> np.ndarray:
    """Weights and, last, the constant, by Newton's method."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(x.shape[1])
    penalty = ridge * np.eye(x.shape[1])
    penalty[-1, -1] = 0
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (y - p) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-7:
            break
    return w


def isotonic(score: np.ndarray, right: np.ndarray, points: int = 12) -> list[list[float]]:
    """A monotone map as a few points: pool adjacent violators over equal groups."""
    order = np.argsort(score)
    groups = [g for g in np.array_split(order, points) if len(g)]
    blocks = [[float(right[g].mean()), len(g), [float(score[g].mean())]] for g in groups]
    merged: list[list[Any]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][0] > merged[-1][0]:
            b, a = merged.pop(), merged.pop()
            merged.append([(a[0] * a[1] + b[0] * b[1]) / (a[1] + b[1]), a[1] + b[1], a[2] + b[2]])
    xs, ys = [0.0], [min(0.05, merged[0][0])]
    for value, _, at in merged:
        for x in at:
            xs.append(x)
            ys.append(min(0.995, value))
    return [[round(x, 4) for x in [*xs, 1.0]], [round(y, 4) for y in [*ys, ys[-1]]]]


def temperature(logits: np.ndarray, gold: np.ndarray) -> float:
    """The temperature of least calibration error among those whose loss is within half a per cent of the least.

    The loss is flat there, and the error in a given number of bins jumps; so its mean over 8 to 20 bins is taken.
    """
    tried = []
    for t in np.arange(0.6, 4, 0.05):
        z = logits / t
        z = z - z.max(1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(1, keepdims=True)
        right = p.argmax(1) == gold
        loss = float(-np.log(p[np.arange(len(z)), gold]).mean())
        tried.append((loss, np.mean([evaluate.calibration_error(p.max(1), right, b) for b in range(8, 21)]), float(t)))
    least = min(tried)[0]
    return round(min((error, t) for loss, error, t in tried if loss <= 1.005 * least)[1], 2)


def least_confidence(chances: np.ndarray, right: np.ndarray, wanted: float = 0.8) -> float:
    """The least confidence from which on the labels given are right as often as wanted (four of five)."""
    for low in np.arange(0.34, 0.9, 0.01):
        if (chances >= low).any() and right[chances >= low].mean() >= wanted:
            return round(float(low), 2)
    return 0.9


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--keep", action="store_true", help="leave the thresholds as they are; confidences only")
    args = parser.parse_args()
    path = encoder.FOLDER / "tagger.json"
    model = encoder.load()
    settings = model.settings
    polnear = Held(data.divide(data.read_polnear(args.data, "train"))[1])
    world = Held(data.divide(data.read_world(args.data, "train"))[1])
    least = settings["thresholds"]["least"]
    settings["thresholds"]["least"] = 0.0
    if not args.keep:
        climb(polnear, world, settings, GRID)

    x, y = [], []
    for held in (polnear, world):
        for doc, tokens, found in zip(held.docs, held.tokens, held.attributions(), strict=True):
            gold = [g for g in gold_of(doc, tokens) if g[0]]
            pairs = {j: i for i, j in evaluate.one_to_one([g[0] for g in gold], [f[0][0] for f in found]).items()}
            for j, f in enumerate(found):
                x.append(f[2])
                y.append(j in pairs and evaluate.right_source(gold[pairs[j]][2], f[0][2], tokens.low))
    settings["calibration"]["attributions"] = [
        round(float(w), 4) for w in logistic(np.array(x), np.array(y, dtype=float))
    ]
    settings["thresholds"]["least"] = least
    if not args.keep:
        settings["thresholds"]["least"] = 0.0
        climb(polnear, world, settings, {"least": (0.0, 0.05, 0.1)})

    score, right = [], []
    settings["calibration"]["names"] = [[0.0, 1.0], [0.0, 1.0]]
    for doc in data.divide(data.read_conll(args.data, "train"))[1]:
        gold_names = set(doc.names or ())
        for n in tagger.read(doc.text).names:
            score.append(n.confidence)
            right.append((n.start, n.end, n.label) in gold_names)
    settings["calibration"]["names"] = isotonic(np.array(score), np.array(right, dtype=float))

    if not args.keep:
        calibrate_nominals(args.data, settings)
    calibrate_who(args.data, settings, (settings["thresholds"]["nobody"],) if args.keep else NOBODY)

    settings["sentiment"]["temperature"] = 1.0
    docs, chances = evaluate.sentiment_scores(args.data)
    logits = np.log(np.concatenate(chances) + 1e-9)
    gold_labels = np.array([t[2] for d in docs for t in d.targets])
    settings["sentiment"]["temperature"] = temperature(logits, gold_labels)
    scaled = np.exp(logits / settings["sentiment"]["temperature"])
    scaled /= scaled.sum(1, keepdims=True)
    settings["sentiment"]["abstain"] = least_confidence(scaled.max(1), scaled.argmax(1) == gold_labels)
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
