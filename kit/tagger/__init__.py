"""The trained encoder: a text in; its names, who reports what, and the sentiment of any place in it, out.

One pass serves all of it. How the model was made, what it was made from and how often it is wrong:
`kit/models/MODEL_CARD.md`. It runs on `OMP_NUM_THREADS` threads, on one where that is not set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kit.tagger.assemble import attributions, gelu, pooled, tag
from kit.tagger.encoder import FOLDER, Encoded, encode, load, settings
from kit.text.layout import Layout
from kit.text.wrapping import unwrapped

__all__ = ["MODEL_VERSION", "Attribution", "Name", "Part", "Reading", "abstention", "read"]

FILES = ("encoder.onnx", "words.npy", "heads.npz", "tokenizer.json", "tagger.json", "vader.tsv")


def __getattr__(name: str) -> str:
    """`MODEL_VERSION` is counted from the files when it is first asked for, not at import."""
    if name == "MODEL_VERSION":
        return model_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def model_version() -> str:
    """Twelve hex digits of the SHA-256 of the shipped files; keys whatever is kept of their output."""
    settings()  # says what is wrong where the model is missing
    digest = hashlib.sha256()
    for file in FILES:
        digest.update((FOLDER / file).read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Name:
    """A name in the text: `text[start:end]`; label person, organization, location or misc."""

    start: int
    end: int
    label: str
    confidence: float


@dataclass(frozen=True)
class Part:
    """A source, cue or content span. A content is given without the quotation marks and stops at its ends."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Attribution:
    """One reported content with the words that report it and the words it is ascribed to.

    `kind` is speech or thought; `cues` and `sources` are empty where the text has none (at most one of each is given).
    `confidence` is calibrated: how often such a content is a right one with the right source.
    """

    contents: tuple[Part, ...]
    cues: tuple[Part, ...]
    sources: tuple[Part, ...]
    kind: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    """What one pass over one text gave; names, attributions and nominals stand in the order of the text.

    `layout` says how the text is laid out, for all that follow; `nominals` are phrases that stand for somebody without
    a name or a pronoun: "the judge", "her lawyer".
    """

    layout: Layout
    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    nominals: tuple[Part, ...]
    encoded: Encoded

    @property
    def text(self) -> str:
        """The text as it was read: where its lines are wrapped, with spaces for their ends (`kit.text.wrapping`)."""
        return self.layout.text

    def sentiment(self, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Calibrated probabilities of negative, neutral and positive towards each span.

        Returns
        -------
        array
            Shape (spans, 3). A span that covers no word is neutral.
        """
        model = load()
        w = model.weights
        near = model.settings["sentiment"]["near"]
        key = model.settings["sentiment"]["key"]
        out = np.tile(np.array([0.0, 1.0, 0.0], dtype=np.float32), (len(spans), 1))
        places = [self.words(span) for span in spans]
        values, keys, _ = np.split(self.encoded.sentiment, [-2 * key, -key], axis=1)
        means = pooled(self.encoded.sentiment, places)[:, self.encoded.sentiment.shape[1] :]
        mean, _, queries = np.split(means, [-2 * key, -key], axis=1)
        rows = []
        for i, (a, b) in enumerate(places):
            if a == b:
                continue
            # Sentiment attends to so many words on either side and to no more: what it says of a place does not change
            # with what stands at the other end of a long article, nor does its cost.
            around = slice(max(0, a - near), b + near)
            scores = keys[around] @ queries[i] / np.float32(np.sqrt(key))
            weight = np.exp(scores - scores.max())
            rows.append((i, np.concatenate([mean[i], (weight / weight.sum()) @ values[around]])))
        if rows:
            x = gelu(np.stack([row for _, row in rows])) @ w["sent_out.weight"].T + w["sent_out.bias"]
            x = x / np.float32(model.settings["sentiment"]["temperature"])
            x = np.exp(x - x.max(1, keepdims=True))
            out[[i for i, _ in rows]] = x / x.sum(1, keepdims=True)
        return out

    def spans(self, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """The encoder's vectors of each span, its first word's and their mean side by side: shape (spans, 768)."""
        return pooled(self.encoded.hidden, [self.words(span) for span in spans])

    def words(self, span: tuple[int, int]) -> tuple[int, int]:
        """The words that a span of characters touches."""
        pieces = self.encoded.pieces
        a = int(np.searchsorted(pieces.end, span[0], side="right"))
        b = int(np.searchsorted(pieces.start, span[1], side="left"))
        return a, max(a, b)


def read(text: str) -> Reading:
    """Read a text of any length in one pass.

    Parameters
    ----------
    text
        Anything: what is no English news gives few spans, never an error. Offsets are Python string indices.

    Raises
    ------
    TagError
        If the model's files are missing or damaged.
    """
    model = load()
    # As long as what was written, so that offsets into the one are offsets into the other.
    text, written = unwrapped(text), text
    layout = Layout(text, written)
    encoded = encode(layout, model)
    found = tag(encoded, model)
    start, end = encoded.pieces.start.tolist(), encoded.pieces.end.tolist()
    chances = calibrated([p for *_, p in found["names"]], model.settings["calibration"]["names"])
    names = tuple(
        Name(start[i], end[j - 1], label, p) for (i, j, label, _), p in zip(found["names"], chances, strict=True)
    )
    given = []
    least = model.settings["thresholds"]["least"]
    for contents, cue, source, thought, features in attributions(encoded, model, found, text):
        sure = confidence(features, model.settings["calibration"]["attributions"])
        # Little is left out here: a user can drop what is doubtful by its confidence, but not add what was never given.
        if sure < least:
            continue
        given.append(
            Attribution(
                tuple(Part(start[i], end[j - 1], p) for i, j, p in contents),
                tuple(Part(start[i], end[j - 1], p) for i, j, p in (cue,)) if cue else (),
                tuple(Part(start[i], end[j - 1], p) for i, j, p in (source,)) if source else (),
                "thought" if thought >= model.settings["thresholds"]["thought"] else "speech",
                sure,
            )
        )
    nominals = tuple(Part(start[i], end[j - 1], p) for i, j, _, p in found["refer"])
    return Reading(layout, names, tuple(given), nominals, encoded)


def abstention() -> float:
    """The least probability at which a sentiment label should be given.

    Returns
    -------
    float
        0 to 1, as `kit/models/tagger.json` states it; `kit/models/MODEL_CARD.md` shows what each choice of it costs.

    Raises
    ------
    TagError
        If the model's files are missing or damaged.
    """
    return float(settings()["sentiment"]["abstain"])


def calibrated(scores: Sequence[float], points: Sequence[Sequence[float]]) -> list[float]:
    """Scores as the share right among such scores: through the points (score, share), straight between them.

    Parameters
    ----------
    scores
        0 to 1, in any order.
    points
        Two rows of one length: rising scores, and the share that was right among held-back findings with such a score.

    Returns
    -------
    list of float
        One for each score, 0 to 1; below the first point and above the last it is that point's.
    """
    shares: list[float] = np.interp(scores, points[0], points[1]).tolist()
    return shares


def confidence(features: Sequence[float], weights: Sequence[float]) -> float:
    """Logistic regression over what is known of an attribution; the last weight is the constant."""
    # Beyond 30 the chance is 0 or 1 to thirteen digits; further on `exp` would overflow.
    x = float(np.dot(features, weights[:-1])) + weights[-1]
    return 1 / (1 + float(np.exp(-np.clip(x, -30, 30))))
