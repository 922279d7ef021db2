"""Let the larger reader and the shipped one together mark the training articles, for the small one to learn from.

    python -m training.marks --data FOLDER --run TEACHER --out marks.npz [--share 0.5] [--part held]

Their scores of the tags are averaged and whole sequences are drawn from what follows (forward filtering, backward
sampling), so that to learn from the draws is to learn the teacher's distribution (Hinton, Vinyals & Dean 2015; of
sequences, Wang et al., ACL 2020). `--part held` or `dev` measures the two together on such articles instead.
"""

from __future__ import annotations

import argparse
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import torch

from kit import tagger
from kit.actors import linker
from kit.tagger import encoder
from kit.tagger.features import Pieces, split
from kit.text.layout import Layout
from training import data, evaluate, who
from training.export import linking
from training.large import SHAPE, Large
from training.model import ATTACHMENTS, FORBIDDEN, allowed_moves
from training.train import TAUGHT, averaged, base_folder, load_tokenizer

DRAWS = 4
SIZE, OVERLAP = 300, 64  # of the larger one's windows, in pieces


Tables = dict[str, np.ndarray]


def beside(small: Tables, large: Tables, share: float) -> Tables:
    """The heads that link, of both as one: over the vectors of both side by side, each pair's score is their mean.

    A layer of the one stands beside that of the other; what is added up within is cut in halves of which the first is
    the small one's.
    """
    wide = small["meant.one.weight"].shape[1] // 2, large["meant.one.weight"].shape[1] // 2

    def layer(name: str, parts: int = 1) -> Tables:
        """Rows of both, each over its own columns; `parts` of them follow each other in each."""
        weights, biases = [], []
        for part in range(parts):
            for at, tables in enumerate((small, large)):
                weight = np.split(tables[f"{name}.weight"], parts)[part]
                weights.append(columns(weight, at))
                biases.append(np.split(tables[f"{name}.bias"], parts)[part])
        return {f"{name}.weight": np.concatenate(weights), f"{name}.bias": np.concatenate(biases)}

    def columns(weight: np.ndarray, at: int) -> np.ndarray:
        """The weights of one's vectors, with zeros where the other's stand."""
        blocks = np.split(weight, weight.shape[1] // wide[at], axis=1)
        return np.concatenate([np.pad(b, ((0, 0), ((0, wide[1]), (wide[0], 0))[at])) for b in blocks], axis=1)

    def score(name: str) -> Tables:
        both = zip((1 - share, share), (small, large), strict=True)
        weights, biases = zip(*((s * t[f"{name}.weight"], s * t[f"{name}.bias"]) for s, t in both), strict=True)
        return {f"{name}.weight": np.concatenate(weights, 1), f"{name}.bias": np.sum(biases, 0)}

    out = {}
    for name in small:
        if name.startswith(("links.", "meant.")) and name.rsplit(".", 1)[1] not in ("weight", "bias"):
            out[name] = np.concatenate([small[name], large[name]], -1)
    for name in (f"links.{one}" for one in ATTACHMENTS):
        out |= layer(f"{name}.one") | layer(f"{name}.other") | score(f"{name}.score")
    out |= layer("meant.one", 2) | layer("meant.other", 2) | score("meant.score")
    a, b = small["meant.inner.weight"], large["meant.inner.weight"]
    out["meant.inner.weight"] = np.block([[a, np.zeros((len(a), len(b)))], [np.zeros((len(b), len(a))), b]])
    out["meant.inner.bias"] = np.concatenate([small["meant.inner.bias"], large["meant.inner.bias"]])
    kinds = [s * columns(t["kind.weight"], at) for at, (s, t) in enumerate(((1 - share, small), (share, large)))]
    out["kind.weight"] = np.sum(kinds, 0)
    out["kind.bias"] = (1 - share) * small["kind.bias"] + share * large["kind.bias"]
    return {name: table.astype(np.float32) for name, table in out.items()}


class Together:
    """Both readers; `share` is the larger one's in the mean of their scores."""

    def __init__(self, run: Path, share: float) -> None:
        torch.set_num_threads(1)
        self.tokenizer = load_tokenizer(base_folder() / "tokenizer.json")
        self.large = averaged(run / "checkpoint.pt", self.tokenizer.get_vocab_size(), Large)
        self.small = encoder.load()
        self.share = share
        self.moves = {}
        for head, move in self.large.move.items():
            mean = share * move.detach().numpy() + (1 - share) * self.small.weights[f"move.{head}"]
            self.moves[head] = np.where(allowed_moves(len(move)), mean, FORBIDDEN).astype(np.float32)
        # The shipped code then decodes and links with the heads of both.
        large = {name: table.detach().numpy() for name, table in linking(self.large).items()}
        self.small.weights.update(beside(self.small.weights, large, share))
        self.small.weights.update({f"move.{head}": move for head, move in self.moves.items()})

    def read(self, layout: Layout) -> encoder.Encoded:
        """What the shipped one sees, with the scores of both."""
        small = READ(layout, self.small)
        hidden, emissions = self.large_reads(split(layout, self.tokenizer))
        both = (self.share * emissions + (1 - self.share) * small.emissions).astype(np.float32)
        vectors = np.concatenate([small.hidden, hidden], 1)
        return encoder.Encoded(small.pieces, vectors, both, small.sentiment)

    @torch.no_grad()
    def large_reads(self, pieces: Pieces) -> tuple[np.ndarray, np.ndarray]:
        """The larger one's vectors and scores, a row a word, each from the window in whose middle it stands."""
        n = len(pieces.ids)
        out = np.zeros((len(pieces.first), sum(data.WIDTH.values())), dtype=np.float32)
        vectors = np.zeros((len(pieces.first), SHAPE.hidden), dtype=np.float16)
        count = 1 if n <= SIZE else -(-(n - OVERLAP) // (SIZE - OVERLAP))
        size = n if count == 1 else -(-(n + (count - 1) * OVERLAP) // count)
        begins = [at * (n - size) // max(1, count - 1) for at in range(count)]
        for at, begin in enumerate(begins if n else []):
            end = begin + size
            ids = torch.from_numpy(np.concatenate([[101], pieces.ids[begin:end], [102]]))
            features = torch.from_numpy(np.pad(pieces.features[begin:end] + 1, ((1, 1), (0, 0))))
            with torch.autocast("cpu", torch.bfloat16):
                hidden, _ = self.large(ids, features, torch.arange(len(ids)), [len(ids)])
            scores = torch.cat([self.large.emit[head](hidden.float()) for head in data.HEADS], -1).numpy()
            low = 0 if at == 0 else (begin + begins[at - 1] + size) // 2
            high = n if at == count - 1 else (begins[at + 1] + end) // 2
            i, j = np.searchsorted(pieces.first, (low, high))
            rows = pieces.first[i:j] - begin + 1
            out[i:j], vectors[i:j] = scores[rows], hidden[rows].float().numpy()
        return vectors, out


READ = encoder.encode


def draws(scores: np.ndarray, move: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Sequences of tags as likely as the chain says: (DRAWS, words)."""
    ahead = scores.astype(np.float64)
    for t in range(1, len(ahead)):
        ways = ahead[t - 1][:, None] + move
        high = ways.max(0)
        ahead[t] += high + np.log(np.exp(ways - high).sum(0))
    out = np.zeros((DRAWS, len(ahead)), dtype=np.uint8)
    for t in range(len(ahead) - 1, -1, -1):
        logits = np.repeat(ahead[t][None], DRAWS, 0)
        if t + 1 < len(ahead):
            logits = logits + move[:, out[:, t + 1]].T
        out[:, t] = (logits + rng.gumbel(size=logits.shape)).argmax(1)
    return out


def whose(reading: tagger.Reading, doc: data.Doc) -> np.ndarray:
    """How likely each candidate, and last nobody, is for each marked mention: (mentions, candidates + 1)."""
    points, cast = who.asked(doc)
    # As likely as the heads say: what is chosen for users comes on top.
    with patch.dict(encoder.settings()["thresholds"], nobody=0.0):
        members, found, chances = linker.weighed(reading, points, cast, who.spans_of_quotes(doc))
    out = np.zeros((len(points), len(members) + 1), dtype=np.float16)
    rows, columns = np.nonzero(found.actor >= 0)
    out[rows, found.actor[rows, columns]] = chances[rows, columns]
    out[:, -1] = chances[:, -1]
    return out


@cache
def together(run: Path, share: float) -> Together:
    """Both readers, once a process."""
    return Together(run, share)


def mark(run: Path, share: float, doc: data.Doc, linked: data.Doc | None) -> dict[str, Any]:
    """The draws of each head for one article, and whom its marked mentions stand for."""
    both = together(run, share)
    layout = Layout(doc.text)
    encoded = both.read(layout)
    out = {}
    if linked and linked.points:
        out[f"{doc.id}|meant"] = whose(tagger.Reading(layout, (), (), (), encoded), linked)
    if doc.rule in TAUGHT:
        rng = np.random.default_rng(zlib.crc32(doc.id.encode()))
        at = 0
        for head, wide in data.WIDTH.items():
            out[f"{doc.id}|{head}"] = draws(encoded.emissions[:, at : at + wide], both.moves[head], rng)
            at += wide
    return out


def measure(run: Path, share: float, folder: Path, part: str) -> None:
    """Print how well both together read articles that neither has learned from."""
    both = together(run, share)
    tagger.encode = lambda layout, model: both.read(layout)
    for task in (evaluate.quotes, evaluate.world, evaluate.names, evaluate.meant, evaluate.speakers):
        for row in task(folder, part):
            print(evaluate.line(row), flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("marks.npz"))
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--part", choices=("held", "dev"))
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    if args.part:
        measure(args.run, args.share, args.data, args.part)
        return
    lists = who.linked(args.data, args.run / "casts.json")
    linked = {doc.id: doc for name in ("world", "marked", "found", "gap") for doc in lists[name]}
    quoted = data.divide(data.read_polnear(args.data, "train"))[0]
    docs = {doc.id: doc for doc in (*linked.values(), *quoted) if doc.text.strip()}
    marks: dict[str, np.ndarray] = {}
    with ProcessPoolExecutor(args.processes) as pool:
        jobs = [(args.run, args.share, doc, linked.get(doc.id)) for doc in docs.values()]
        for one in pool.map(mark, *zip(*jobs, strict=True), chunksize=4):
            marks |= one
    np.savez_compressed(args.out, **marks)
    print(f"{len(docs)} articles")


if __name__ == "__main__":
    main()
