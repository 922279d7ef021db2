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

import numpy as np
import torch

from kit import tagger
from kit.tagger import encoder
from kit.tagger.features import Pieces, split
from kit.text.layout import Layout
from training import data, evaluate
from training.large import Large
from training.model import FORBIDDEN, allowed_moves
from training.train import averaged, base_folder, load_tokenizer

DRAWS = 4
SIZE, OVERLAP = 300, 64  # of the larger one's windows, in pieces


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

    def read(self, layout: Layout) -> encoder.Encoded:
        """What the shipped one sees, with the scores of both."""
        small = READ(layout, self.small)
        large = self.emissions(split(layout, self.tokenizer))
        both = (self.share * large + (1 - self.share) * small.emissions).astype(np.float32)
        return encoder.Encoded(small.pieces, small.hidden, both, small.sentiment)

    @torch.no_grad()
    def emissions(self, pieces: Pieces) -> np.ndarray:
        """The larger one's scores: (words, tags of all heads), each word from the window in whose middle it stands."""
        n = len(pieces.ids)
        out = np.zeros((len(pieces.first), sum(data.WIDTH.values())), dtype=np.float32)
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
            out[i:j] = scores[pieces.first[i:j] - begin + 1]
        return out


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


@cache
def together(run: Path, share: float) -> Together:
    """Both readers, once a process."""
    return Together(run, share)


def mark(run: Path, share: float, doc: data.Doc) -> dict[str, Any]:
    """The draws of each head for one article."""
    both = together(run, share)
    encoded = both.read(Layout(doc.text))
    rng = np.random.default_rng(zlib.crc32(doc.id.encode()))
    out, at = {}, 0
    for head, wide in data.WIDTH.items():
        out[f"{doc.id}|{head}"] = draws(encoded.emissions[:, at : at + wide], both.moves[head], rng)
        at += wide
    return out


def measure(run: Path, share: float, folder: Path, part: str) -> None:
    """Print how well both together find quotes and names in articles that neither has learned from."""
    both = together(run, share)
    for head, move in both.moves.items():
        both.small.weights[f"move.{head}"] = move
    tagger.encode = lambda layout, model: both.read(layout)
    for task in (evaluate.quotes, evaluate.world, evaluate.names):
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
    docs = [
        doc
        for articles in (data.read_polnear(args.data, "train"), data.read_world(args.data, "train"))
        for doc in data.divide(articles)[0]
        if doc.text.strip()
    ]
    marks: dict[str, np.ndarray] = {}
    with ProcessPoolExecutor(args.processes) as pool:
        for one in pool.map(mark, [args.run] * len(docs), [args.share] * len(docs), docs, chunksize=4):
            marks |= one
    np.savez_compressed(args.out, **marks)
    print(f"{len(docs)} articles")


if __name__ == "__main__":
    main()
