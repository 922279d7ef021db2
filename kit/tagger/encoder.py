"""The shipped model: its files, and one pass of the encoder over a text."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kit.errors import TagError
from kit.tagger.features import FEATURES, FOLDER, Pieces, split
from kit.text.layout import Layout

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["FOLDER", "Encoded", "Model", "encode", "load", "settings"]

Floats = NDArray[np.float32]

WINDOW, OVERLAP = 254, 24  # pieces
START, STOP = 101, 102  # [CLS] and [SEP]


@dataclass(frozen=True)
class Model:
    """The graph, the tables that its input is made of, and the small heads that run outside it."""

    session: InferenceSession
    tokenizer: Tokenizer
    words: NDArray[np.int8]
    weights: dict[str, Floats]
    settings: dict[str, Any]


@dataclass(frozen=True)
class Encoded:
    """One row a word: its vector, the emissions of the tag heads, and what sentiment reads."""

    pieces: Pieces
    hidden: NDArray[np.float16]
    emissions: Floats
    sentiment: Floats


@cache
def settings() -> dict[str, Any]:
    """Labels, thresholds and calibration: the model's small file, read once a process.

    Returns
    -------
    dict
        What `training.export` and `training.calibrate` wrote: `heads sizes thresholds calibration sentiment reluctance
        narrow`. Shared by all who ask for it, and not to be changed.

    Raises
    ------
    TagError
        If the file is missing or no JSON.
    """
    path = FOLDER / "tagger.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise TagError(
            f"{path.name}: the model's file is missing or damaged ({problem}); install the package again"
        ) from problem
    return found


@cache
def load() -> Model:
    """The model, read once a process; it runs on `OMP_NUM_THREADS` threads, on one where that is no number above 0.

    Raises
    ------
    TagError
        If a file of it is missing or damaged.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    found = settings()
    options = onnxruntime.SessionOptions()
    threads = os.environ.get("OMP_NUM_THREADS", "1").split(",")[0].strip()
    options.intra_op_num_threads = int(threads) if threads.isdigit() and int(threads) else 1
    options.inter_op_num_threads = 1
    # Errors only: what else it says is of its graph, which no user of articles can mend.
    options.log_severity_level = 3
    # A plan of buffers for every length of window would add up; one pool serves them all.
    options.enable_mem_pattern = False
    try:
        # Its fused sum and normalisation is nine times slower on a processor than the two by themselves.
        session = onnxruntime.InferenceSession(
            str(FOLDER / "encoder.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
        # Mapped, not read: processes side by side share its memory.
        words = np.load(FOLDER / "words.npy", mmap_mode="r")
        with np.load(FOLDER / "heads.npz") as tables:
            # Shipped in 16 bits, which halves the file, and computed with in 32.
            weights = {name: tables[name].astype(np.float32) for name in tables.files}
    except Exception as problem:
        raise TagError(f"{FOLDER}: the model cannot be read ({problem}); install the package again") from problem
    # Its file asks for cutting and filling up to 128 pieces, as the base model's sentences were.
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Model(session, tokenizer, words, weights, found)


def normalise(x: Floats, weight: Floats, bias: Floats) -> Floats:
    """Layer normalisation of the rows."""
    x = x - x.mean(1, keepdims=True)
    scaled: Floats = x / np.sqrt((x * x).mean(1, keepdims=True) + 1e-12) * weight + bias
    return scaled


def embed(model: Model, ids: NDArray[np.int64], features: NDArray[np.int64]) -> Floats:
    """The input of the graph: (pieces, hidden)."""
    w = model.weights
    x: Floats = model.words[ids].astype(np.float32) * w["words.scale"][ids][:, None] + w["places"][: len(ids)]
    for i, name in enumerate(FEATURES):
        x += w[f"kinds.{name}"][features[:, i]]
    return normalise(x, w["norm.weight"], w["norm.bias"])


def windows(n: int) -> tuple[list[int], int]:
    """Where the windows over `n` pieces begin, and their size: as few as overlap enough, all of one size."""
    if n <= WINDOW:
        return [0], WINDOW
    count = -(-(n - OVERLAP) // (WINDOW - OVERLAP))
    size = -(-(n + (count - 1) * OVERLAP) // count)
    return [at * (n - size) // (count - 1) for at in range(count)], size


def encode(layout: Layout, model: Model) -> Encoded:
    """Run the encoder over the text, a window at a time.

    The scales of int8 come from whatever shares a run, so a run holds one window: what is read in a text then
    depends on that text alone. Each word is taken from the window in whose middle it stands most.
    """
    pieces = split(layout, model.tokenizer)
    n, words = len(pieces.ids), len(pieces.first)
    sizes = model.settings["sizes"]
    hidden = np.zeros((words, sizes["hidden"]), dtype=np.float16)
    emissions = np.zeros((words, sizes["emissions"]), dtype=np.float32)
    sentiment = np.zeros((words, sizes["sentiment"]), dtype=np.float32)
    begins, size = windows(n)
    for at, begin in enumerate(begins):
        end = min(n, begin + size)
        if end == begin:
            break
        ids = np.concatenate([[START], pieces.ids[begin:end], [STOP]])
        # One up: 0 is for the marks at both ends, which are no words.
        features = np.pad(pieces.features[begin:end] + 1, ((1, 1), (0, 0)))
        h, e, s = model.session.run(None, {"x": embed(model, ids, features)[None]})
        # At the edge of a window a word has context on one side only.
        low = 0 if at == 0 else (begin + begins[at - 1] + size) // 2
        high = n if at == len(begins) - 1 else (begins[at + 1] + end) // 2
        i, j = np.searchsorted(pieces.first, (low, high))
        rows = pieces.first[i:j] - begin + 1
        hidden[i:j], emissions[i:j], sentiment[i:j] = h[0, rows], e[0, rows], s[0, rows]
    return Encoded(pieces, hidden, emissions, sentiment)
