"""The encoder and its heads in plain torch, small enough to read, export and quantise without surprises.

The encoder is BERT (Devlin et al., NAACL 2019) as MiniLM shrank it (Wang et al., NeurIPS 2020): six layers of 384.
Tags are decoded by linear-chain CRFs (Lafferty et al., ICML 2001), whose sum over paths is a product of matrices
and so taken in log(n) steps (Rush, ACL 2020), and which learn from words that may have one of several tags (Tsuboi
et al., COLING 2008).
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kit.actors.features import ALONE, PAIR, WHOLE
from kit.tagger.attachment import PHI
from kit.tagger.features import FEATURES
from training.data import WIDTH


class Shape(NamedTuple):
    """How large a model is: width, attention heads, width within a layer, layers, width of the heads that link."""

    hidden: int
    heads: int
    inner: int
    layers: int
    link: int


SHIPPED = Shape(384, 12, 1536, 6, 64)
HIDDEN, HEADS_N, _, LAYERS, _ = SHIPPED
SENT, KEY = 128, 32
NEAR = 48  # words on each side of a target that its sentiment may look at
ATTACHMENTS = ("content-cue", "content-source", "cue-source")
FORBIDDEN = -1e4


class Dropout(nn.Module):
    """Dropout from a pool of random bits drawn once: drawing them anew took a tenth of the time of training."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        if self.pool is None or self.pool.dtype != x.dtype:
            self.pool = ((torch.rand(1 << 22) >= self.share) / (1 - self.share)).to(x.dtype)
        at = int(torch.randint(len(self.pool) - x.numel(), ()))
        return x * self.pool[at : at + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One transformer layer, normalised after."""

    def __init__(self, dropout: float, shape: Shape = SHIPPED) -> None:
        super().__init__()
        hidden, self.heads, inner = shape[:3]
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, sizes: list[int]) -> Tensor:
        """`x` (pieces, hidden): windows one after the other, `sizes` long, each of which sees itself only."""
        mixed = [self.attend(one) for one in self.qkv(x).split(sizes)]
        x = self.norm1(x + self.drop(self.out(torch.cat(mixed) if len(mixed) > 1 else mixed[0])))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def attend(self, qkv: Tensor) -> Tensor:
        """Attention, written out: on a CPU in bfloat16 this is twice as fast as torch's fused one."""
        wide = qkv.shape[1] // 3
        q, k, v = qkv.view(-1, 3, self.heads, wide // self.heads).permute(1, 2, 0, 3)
        weight = torch.softmax((q * (wide // self.heads) ** -0.5) @ k.transpose(-1, -2), -1)
        return (weight @ v).transpose(0, 1).reshape(-1, wide)


class Links(nn.Module):
    """Scores of pairs: a small network over both spans and what lies between; and of having no partner."""

    def __init__(self, shape: Shape = SHIPPED) -> None:
        super().__init__()
        wide, link = 2 * shape.hidden, shape.link
        self.one = nn.Linear(wide, link)
        self.other = nn.Linear(wide, link)
        self.phi = nn.ModuleList(nn.Embedding(n, link) for n in PHI)
        self.none = nn.Parameter(torch.zeros(link))
        self.score = nn.Linear(link, 1)
        for table in self.phi:
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, one: Tensor, other: Tensor, index: Tensor, phi: Tensor) -> Tensor:
        """(anchors, k + 1) scores; the last column is for no partner."""
        a = self.one(one)
        pair = a[:, None] + self.other(other)[index.clamp(min=0)] + sum(t(phi[..., i]) for i, t in enumerate(self.phi))
        scores = self.score(F.gelu(torch.cat([pair, (a + self.none)[:, None]], 1)))[..., 0]
        hide = torch.cat([index < 0, torch.zeros_like(index[:, :1], dtype=torch.bool)], 1)
        return scores.masked_fill(hide, FORBIDDEN)


class Meant(nn.Module):
    """Scores of a mention's candidates, each through some of its names, and of nobody named.

    A pair is both spans, their product, and what is known of the two and of the actor (`kit.actors.features`); an
    actor's score is the log of the sum over its names (as in Durrett & Klein 2013, of mentions in a cluster).
    """

    def __init__(self, shape: Shape = SHIPPED) -> None:
        super().__init__()
        wide, link = 2 * shape.hidden, shape.link
        self.one = nn.Linear(wide, 2 * link)
        self.other = nn.Linear(wide, 2 * link)
        self.pair = nn.ModuleDict({name: nn.Embedding(n, link) for name, n in PAIR.items()})
        self.whole = nn.ModuleDict({name: nn.Embedding(n, link) for name, n in WHOLE.items()})
        self.alone = nn.ModuleDict({name: nn.Embedding(n, link) for name, n in ALONE.items()})
        self.none = nn.Parameter(torch.zeros(link))
        self.inner = nn.Linear(link, link)
        self.score = nn.Linear(link, 1)
        for tables in (self.pair, self.whole, self.alone):
            for table in tables.values():
                nn.init.normal_(table.weight, std=0.1)

    def last(self, x: Tensor) -> Tensor:
        """From the sum of all that is known to a score."""
        return self.score(F.relu(self.inner(F.relu(x))))[..., 0]

    def forward(
        self, mentions: Tensor, names: Tensor, index: Tensor, pair: Tensor, whole: Tensor, alone: Tensor
    ) -> Tensor:
        """(mentions, k + 1) scores; the last column is for nobody named. `index` (mentions, k, names), -1 for none."""
        a, x = self.one(mentions).chunk(2, -1)
        b, y = self.other(names).chunk(2, -1)
        a = a + sum(t(alone[:, i]) for i, t in enumerate(self.alone.values()))
        nobody = self.last(a + self.none)[:, None]
        if not index.shape[1]:
            return nobody
        known = sum(t(whole[..., i]) for i, t in enumerate(self.whole.values()))
        at = index.clamp(min=0)
        both = b[at] + x[:, None, None] * y[at] + sum(t(pair[..., i]) for i, t in enumerate(self.pair.values()))
        scores = self.last(a[:, None, None] + known[:, :, None] + both).masked_fill(index < 0, FORBIDDEN)
        return torch.cat([torch.logsumexp(scores, 2), nobody], 1)


class Tagger(nn.Module):
    """Encoder, tag emissions with their transitions, sentiment, links, kind."""

    def __init__(self, vocabulary: int, dropout: float = 0.1, shape: Shape = SHIPPED) -> None:
        super().__init__()
        hidden, layers = shape.hidden, shape.layers
        self.words = nn.Embedding(vocabulary, hidden)
        self.words.weight.requires_grad = False
        self.places = nn.Embedding(512, hidden)
        self.kinds = nn.ModuleDict({name: nn.Embedding(n + 1, hidden) for name, n in FEATURES.items()})
        for table in self.kinds.values():
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, shape) for _ in range(layers))
        self.drop = Dropout(dropout)
        self.emit = nn.ModuleDict({head: nn.Linear(hidden, n) for head, n in WIDTH.items()})
        self.move = nn.ParameterDict({head: nn.Parameter(torch.zeros(n, n)) for head, n in WIDTH.items()})
        self.mix = nn.Parameter(torch.zeros(layers))
        # Value, key and query of the words around a target, side by side, so that the graph gives one matrix.
        self.sent = nn.Linear(hidden, SENT + 2 * KEY)
        self.sent_drop = nn.Dropout(0.3)
        self.sent_out = nn.Linear(2 * SENT, 3)
        self.links = nn.ModuleDict({name: Links(shape) for name in ATTACHMENTS})
        self.kind = nn.Linear(4 * hidden, 2)
        self.meant = Meant(shape)

    def embed(self, ids: Tensor, features: Tensor, places: Tensor) -> Tensor:
        x = self.words(ids) + self.places(places)
        for i, table in enumerate(self.kinds.values()):
            x = x + table(features[:, i])
        return self.norm(x)

    def encode(self, x: Tensor, sizes: list[int]) -> tuple[Tensor, Tensor]:
        """Last layer, and the learned mean of the layers that sentiment reads."""
        weights = torch.softmax(self.mix, 0)
        mixed = torch.zeros(())
        for i, layer in enumerate(self.layers):
            x = layer(x, sizes)
            mixed = mixed + weights[i] * x
        return x, mixed

    def forward(self, ids: Tensor, features: Tensor, places: Tensor, sizes: list[int]) -> tuple[Tensor, Tensor]:
        return self.encode(self.drop(self.embed(ids, features, places)), sizes)

    def sentiment(self, word: Tensor, target: Tensor, near: Tensor) -> Tensor:
        """Logits of targets, from their own words and from those that each attends to.

        `word` (n, w, SENT + 2 KEY) is `sent` of the mixed layers of each target's window; `target` (n, w) averages
        over the target's words; `near` (n, w) says which words are close enough to be looked at.
        """
        value, key, query = word.split((SENT, KEY, KEY), -1)
        asked = torch.einsum("nw,nwd->nd", target, query)
        weight = torch.einsum("nd,nwd->nw", asked, key) / KEY**0.5
        weight = torch.softmax(weight.masked_fill(~near, FORBIDDEN), -1)
        own = torch.einsum("nw,nwd->nd", target, value)
        around = torch.einsum("nw,nwd->nd", weight, value)
        return self.sent_out(self.sent_drop(F.gelu(torch.cat([own, around], -1))))


def allowed_moves(n: int) -> np.ndarray:
    """Which tag may follow which: I only after B or I of its own."""
    ok = np.ones((n, n), dtype=bool)
    for j in range(2, n, 2):
        ok[:, j] = False
        ok[j - 1, j] = ok[j, j] = True
    return ok


def log_sum(emit: Tensor, move: Tensor, lengths: Tensor) -> Tensor:
    """Log of the summed scores of all paths; emit (b, t, k), move (k, k)."""
    b, t, k = emit.shape
    steps = move[None, None] + emit[:, 1:, None]
    identity = torch.full((k, k), FORBIDDEN)
    identity.fill_diagonal_(0.0)
    past = torch.arange(1, t)[None] >= lengths[:, None]
    steps = torch.where(past[..., None, None], identity, steps)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, identity.expand(b, 1, k, k)], 1)
        left, right = steps[:, 0::2], steps[:, 1::2]
        steps = torch.logsumexp(left[..., None] + right[:, :, None], dim=3)
    total = emit[:, 0][:, :, None] + (steps[:, 0] if t > 1 else identity)
    return torch.logsumexp(total.flatten(1), 1)


def crf_loss(emit: Tensor, move: Tensor, allowed: Tensor, lengths: Tensor) -> Tensor:
    """Summed negative log likelihood of the allowed paths. `allowed` (b, t): a bit a tag.

    A path may begin inside a span, as a window may.
    """
    k = emit.shape[-1]
    emit = emit.float()
    move = torch.where(torch.from_numpy(allowed_moves(k)), move, FORBIDDEN)
    keep = (allowed[..., None] >> torch.arange(k)) & 1
    return (log_sum(emit, move, lengths) - log_sum(emit.masked_fill(keep == 0, FORBIDDEN), move, lengths)).sum()


def load_safetensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a safetensors file (its header is JSON, the rest is as it lies in memory)."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
    out = {}
    for name, row in header.items():
        if name != "__metadata__":
            a, b = row["data_offsets"]
            data = np.frombuffer(raw[8 + size + a : 8 + size + b], dtype=kinds[row["dtype"]]).reshape(row["shape"])
            out[name] = torch.from_numpy(data.copy())
    return out


def load_base(model: Tagger, path: Path) -> None:
    """Start from the weights of all-MiniLM-L6-v2."""
    base = {k.removeprefix("bert."): v.float() for k, v in load_safetensors(path).items()}
    state = model.state_dict()
    state["words.weight"] = base["embeddings.word_embeddings.weight"]
    # The sentence type that BERT adds to every token is constant here, so it is folded into the places.
    state["places.weight"] = (
        base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
    )
    state["norm.weight"] = base["embeddings.LayerNorm.weight"]
    state["norm.bias"] = base["embeddings.LayerNorm.bias"]
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for part in ("weight", "bias"):
            old = f"encoder.layer.{i}."
            state[f"layers.{i}.qkv.{part}"] = torch.cat(
                [base[f"{old}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            )
            for ours, theirs in names.items():
                state[f"layers.{i}.{ours}.{part}"] = base[f"{old}{theirs}.{part}"]
    model.load_state_dict(state)


def load_shipped(model: Tagger, folder: Path) -> None:
    """Go on from shipped int8 files: every weight back in 32 bits; heads that the files lack stay as they are.

    The graph names its biases; its matrices lie in the order in which they are used.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder / "encoder.onnx")).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    matrices: list[np.ndarray] = []
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            zero = held[f"{name}_zero_point"].astype(np.float32)
            matrices.append(((held[node.input[1]].astype(np.float32) - zero) * held[f"{name}_scale"]).T)
    plain = [held[n.input[1]].T for n in graph.node if n.op_type == "MatMul" and n.input[1] in held]
    state = model.state_dict()
    new: dict[str, np.ndarray] = {}
    for i in range(LAYERS):
        for part, matrix in zip(("qkv", "out", "up", "down"), matrices[4 * i : 4 * i + 4], strict=True):
            new[f"layers.{i}.{part}.weight"] = matrix
    new |= {name.removeprefix("model."): value for name, value in held.items() if name.startswith("model.")}
    emit, bias = plain[0], held["emit.bias"]
    shipped = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))["heads"]
    at = 0
    for head, labels in shipped.items():
        wide = 1 + 2 * len(labels)
        new[f"emit.{head}.weight"], new[f"emit.{head}.bias"] = emit[at : at + wide], bias[at : at + wide]
        at += wide
    new["sent.weight"] = plain[1]
    shares = [
        float(held[i]) for n in graph.node if n.op_type == "Mul" for i in n.input if i in held and held[i].ndim == 0
    ]
    new["mix"] = np.log(np.array(shares, dtype=np.float32))
    with np.load(folder / "heads.npz") as tables:
        small = {name: tables[name].astype(np.float32) for name in tables.files}
    scale = small.pop("words.scale")
    new["words.weight"] = np.load(folder / "words.npy").astype(np.float32) * scale[:, None]
    places = small.pop("places")
    new["places.weight"] = np.concatenate([places, state["places.weight"].numpy()[len(places) :]])
    for name, value in small.items():
        new[name if name in state else f"{name}.weight"] = value
    unknown = [name for name, value in new.items() if name not in state or tuple(state[name].shape) != value.shape]
    if unknown:
        raise ValueError(f"{folder}: {', '.join(unknown)} do not fit this model; export it again")
    model.load_state_dict(state | {name: torch.from_numpy(np.array(value)) for name, value in new.items()})
