"""From a checkpoint to the shipped files: int8 graph, pruned vocabulary, small heads.

    python -m training.export --data FOLDER --run RUN [--out kit/models] [--no-quantise]

The encoder goes to ONNX (opset 17) from plain modules and its layers to dynamic int8, seven bits a weight: on
processors without VNNI eight bits would saturate, and the same text would be read differently there. The word table
is int8 with a scale a row, looked up outside the graph, so that it is mapped into memory and not copied.
`training.calibrate` then writes the thresholds.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import data
from training.model import HEADS_N, HIDDEN, KEY, NEAR, SENT, Tagger, load_shipped
from training.train import FRESH, averaged

DEFAULTS = {
    "thresholds": {
        "outer": 0.5,
        "inner": 0.95,
        "part": 0.5,
        "alone": 0.0,
        "alone_quoted": 0.0,
        "fragment": 0.0,
        "content_source": 0.7,
        "no_source": 0.0,
        "thought": 0.5,
        "least": 0.0,
        "nobody": 0.0,
    },
    "reluctance": {"names": 0.0, "flat": 0.0, "refer": 0.0},
    "narrow": 0.25,
    "calibration": {
        "names": [[0.0, 1.0], [0.0, 1.0]],
        "who": [[0.0, 1.0], [0.0, 1.0]],
        "attributions": [2.0, 1.0, 0.5, 0.5, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, -4.0],
    },
}


class Graph(nn.Module):
    """The encoder over one window, as ONNX sees it: (1, pieces, hidden) in; vectors, emissions and sentiment out."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model
        self.emit = nn.Linear(HIDDEN, sum(data.WIDTH.values()))
        with torch.no_grad():
            self.emit.weight.copy_(torch.cat([model.emit[h].weight for h in data.HEADS]))
            self.emit.bias.copy_(torch.cat([model.emit[h].bias for h in data.HEADS]))
        self.register_buffer("weights", torch.softmax(model.mix.detach(), 0))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mixed = 0
        for i, layer in enumerate(self.model.layers):
            q, k, v = (
                y.view(1, -1, HEADS_N, HIDDEN // HEADS_N).transpose(1, 2) for y in layer.qkv(x).split(HIDDEN, -1)
            )
            weight = torch.softmax((q * (HIDDEN // HEADS_N) ** -0.5) @ k.transpose(-1, -2), -1)
            x = layer.norm1(x + layer.out((weight @ v).transpose(1, 2).reshape(1, -1, HIDDEN)))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
            mixed = mixed + self.weights[i] * x
        return x, self.emit(x), self.model.sent(mixed)


def used_vocabulary(folder: Path, tokenizer_file: dict) -> list[str]:
    """The entries that news uses: those of the corpora, of the base's first thousands, and every single sign."""
    from tokenizers import Tokenizer

    if not any(t.startswith("[unused") for t in tokenizer_file["model"]["vocab"]):
        return sorted(tokenizer_file["model"]["vocab"], key=tokenizer_file["model"]["vocab"].get)  # chosen before
    tokenizer = Tokenizer.from_str(json.dumps(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    vocabulary = sorted(tokenizer_file["model"]["vocab"].items(), key=lambda kv: kv[1])
    texts = [
        d.text
        for docs in (
            data.read_polnear(folder, "train"),
            data.read_conll(folder, "train"),
            data.read_mtsc(folder),
            data.read_world(folder, "train"),
        )
        for d in docs
    ]
    used = {i for e in tokenizer.encode_batch(texts, add_special_tokens=False) for i in e.ids}
    return [
        t
        for t, i in vocabulary
        if i in used
        or len(t.removeprefix("##")) == 1
        or (t.startswith("[") and not t.startswith("[unused"))
        or 999 <= i < 20_000
    ]


def mean_with(model: Tagger, folder: Path, share: float) -> None:
    """Make the weights `share` of what they are, the rest of shipped files' (Wortsman et al., ICML 2022: model soups).

    What those files may not have, the heads that link mentions, stays as it is.
    """
    other = Tagger(model.words.num_embeddings)
    load_shipped(other, folder)
    with torch.no_grad():
        for (name, own), theirs in zip(model.named_parameters(), other.parameters(), strict=True):
            if not name.startswith(FRESH):
                own.mul_(share).add_(theirs, alpha=1 - share)


def linking(model: Tagger) -> dict[str, Tensor]:
    """The heads that link spans, by the names that the shipped file has for them."""
    heads: dict[str, Tensor] = {"kind.weight": model.kind.weight, "kind.bias": model.kind.bias}
    for name, link in model.links.items():
        heads |= {f"links.{name}.{k}": v for k, v in link.named_parameters() if not k.startswith("phi")}
        heads |= {f"links.{name}.phi.{i}": t.weight for i, t in enumerate(link.phi)}
    return heads | {
        f"meant.{k.removesuffix('.weight') if k.split('.')[0] in ('pair', 'whole', 'alone') else k}": v
        for k, v in model.meant.named_parameters()
    }


def export(
    folder: Path, run: Path, out: Path, quantise: bool = True, beside: Path | None = None, share: float = 0.5
) -> None:
    """Write the shipped files of a run's averaged weights; thresholds already in `out` stay.

    With `beside`, shipped files of the same vocabulary, their mean is taken, the run's weights by `share`.
    """
    tokenizer_file = json.loads((run / "tokenizer.json").read_text(encoding="utf-8"))
    model = averaged(run / "checkpoint.pt", len(tokenizer_file["model"]["vocab"]))
    if beside:
        mean_with(model, beside, share)
    out.mkdir(parents=True, exist_ok=True)

    kept = used_vocabulary(folder, tokenizer_file)
    old = tokenizer_file["model"]["vocab"]
    # The four special ones keep their numbers, which the engine knows.
    special = {old[t]: t for t in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")}
    rest = [t for t in kept if t not in special.values()]
    order: list[str] = []
    while rest or any(i >= len(order) for i in special):
        order.append(special[len(order)] if len(order) in special else rest.pop(0))
    tokenizer_file["model"]["vocab"] = {t: i for i, t in enumerate(order)}
    tokenizer_file["truncation"] = tokenizer_file["padding"] = None
    (out / "tokenizer.json").write_text(
        json.dumps(tokenizer_file, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )

    table = model.words.weight.detach().numpy()[[old[t] for t in order]]
    scale = np.abs(table).max(1) / 127
    np.save(out / "words.npy", np.rint(table / np.maximum(scale, 1e-9)[:, None]).astype(np.int8))
    heads = {
        "words.scale": scale,
        "places": model.places.weight[:256],
        "norm.weight": model.norm.weight,
        "norm.bias": model.norm.bias,
    }
    heads |= {f"kinds.{name}": table_.weight for name, table_ in model.kinds.items()}
    for head, move in model.move.items():
        from training.model import FORBIDDEN, allowed_moves

        heads[f"move.{head}"] = torch.where(torch.from_numpy(allowed_moves(len(move))), move, FORBIDDEN)
    heads |= linking(model) | {"sent_out.weight": model.sent_out.weight, "sent_out.bias": model.sent_out.bias}
    np.savez_compressed(
        out / "heads.npz",
        **{
            k: np.asarray(v.detach() if isinstance(v, Tensor) else v).astype(
                np.float32 if "move" in k or "scale" in k else np.float16
            )
            for k, v in heads.items()
        },
    )

    graph = Graph(model).eval()
    with tempfile.TemporaryDirectory() as folder_:
        plain = Path(folder_) / "plain.onnx"
        torch.onnx.export(
            graph,
            (torch.randn(1, 20, HIDDEN),),
            str(plain),
            input_names=["x"],
            output_names=["hidden", "emissions", "sentiment"],
            dynamic_axes={k: {1: "pieces"} for k in ("x", "hidden", "emissions", "sentiment")},
            opset_version=17,
            dynamo=False,
        )
        if not quantise:
            (out / "encoder.onnx").write_bytes(plain.read_bytes())
        else:
            import onnx
            from onnxruntime.quantization import QuantType, quantize_dynamic

            found = onnx.load(str(plain))
            weights = {i.name: list(i.dims) for i in found.graph.initializer}
            small = [
                n.name
                for n in found.graph.node
                if n.op_type == "MatMul" and not any(min(weights.get(x, [0])) >= HIDDEN for x in n.input)
            ]
            quantize_dynamic(
                str(plain),
                str(out / "encoder.onnx"),
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
                nodes_to_exclude=small,
            )
    settings_path = out / "tagger.json"
    settings = json.loads(settings_path.read_text(encoding="utf-8")) if settings_path.exists() else dict(DEFAULTS)
    settings |= {
        "heads": {h: list(labels) for h, labels in data.HEADS.items()},
        "sizes": {"hidden": HIDDEN, "emissions": sum(data.WIDTH.values()), "sentiment": SENT + 2 * KEY},
        "sentiment": {"temperature": 1.75, "abstain": 0.5} | settings.get("sentiment", {}) | {"near": NEAR, "key": KEY},
    }
    settings_path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("kit/models"))
    parser.add_argument("--no-quantise", action="store_true")
    parser.add_argument("--beside", type=Path, help="shipped files to take the mean with")
    parser.add_argument("--share", type=float, default=0.5, help="of the run's weights in that mean")
    args = parser.parse_args()
    export(args.data, args.run, args.out, not args.no_quantise, args.beside, args.share)


if __name__ == "__main__":
    main()
