"""Spans become attributions: which contents share a cue, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.tagger.attachment import within_reach
from kit.tagger.decode import best_tags, spans_of
from kit.tagger.encoder import Encoded, Model
from kit.tagger.gather import gather

__all__ = ["Found", "attributions", "pooled"]

Floats = NDArray[np.float32]
Span = tuple[int, int, float]
Scored = tuple[NDArray[np.int64], Floats]
ATTACHMENTS = ("content-cue", "content-source", "cue-source")
# The log probability of a source that is not among the nearest.
NOT_NEAR = -12.0
# One attribution in words: contents, cue or None, source or None, chance of thought, features of its confidence.
Found = tuple[list[Span], Span | None, Span | None, float, list[float]]


def slices(settings: dict[str, Any]) -> dict[str, slice]:
    """Where each head's columns stand in the emissions."""
    out, at = {}, 0
    for head, labels in settings["heads"].items():
        wide = 1 + 2 * len(labels)
        out[head] = slice(at, at + wide)
        at += wide
    return out


def tag(encoded: Encoded, model: Model) -> dict[str, list[tuple[int, int, str, float]]]:
    """The spans of each head, in words.

    Parameters
    ----------
    encoded
        One text; its emissions stay as they are.

    Returns
    -------
    dict
        By head (`names flat outer parts inner refer`) its spans in the order of the text: first word, the word after
        the last, label, probability (0 to 1). None overlaps another of the same head.
    """
    where = slices(model.settings)
    emissions = {head: encoded.emissions[:, columns].copy() for head, columns in where.items()}
    # What is rather found too often than missed, or the other way round: chosen on held-back articles.
    for head, less in model.settings["reluctance"].items():
        emissions[head][:, 0] += less
    # The narrow rule has a say in what the broad one finds: it knows today's news.
    narrow = model.settings["narrow"] * (emissions["outer"] - emissions["outer"][:, :1])
    emissions["flat"][:, -2:] += narrow[:, 1:]
    tags = best_tags(emissions, {head: model.weights[f"move.{head}"] for head in where})
    return {head: spans_of(*tags[head], model.settings["heads"][head]) for head in where}


def gelu(x: Floats) -> Floats:
    """The exact one, by a rational approximation of erf (Abramowitz & Stegun 7.1.26, error below 2e-7).

    Of any shape, element by element; in 32 bits. NumPy has no erf of its own.
    """
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = (
        t
        * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
        * np.exp(-z * z)
    )
    out: Floats = (0.5 * x * (1 + np.sign(x) * (1 - tail))).astype(np.float32)
    return out


def pooled(hidden: NDArray[np.floating[Any]], spans: Sequence[tuple[int, ...]] | Sequence[Span]) -> Floats:
    """First word and mean of each span, side by side.

    Parameters
    ----------
    hidden
        A vector a word: shape (words, hidden).
    spans
        First word and the word after the last; what else a tuple holds is not looked at.

    Returns
    -------
    array
        Shape (spans, 2 hidden); zeros for a span without words.
    """
    wide = hidden.shape[1]
    out = np.zeros((len(spans), 2 * wide), dtype=np.float32)
    alike: dict[int, list[int]] = {}
    for k, span in enumerate(spans):
        alike.setdefault(int(span[1]) - int(span[0]), []).append(k)
    for length, those in alike.items():
        if length > 0:
            rows = np.array([int(spans[k][0]) for k in those])[:, None] + np.arange(length)
            # Vectors are kept in 16 bits as long as the reading is, and computed with in 32.
            part = hidden[rows].astype(np.float32)
            out[those, :wide], out[those, wide:] = part[:, 0], part.mean(1)
    return out


def log_softmax(x: Floats) -> Floats:
    """Over the last axis."""
    # The largest is taken off first, so that `exp` cannot overflow; the result is the same.
    x = x - x.max(-1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def link_scores(
    model: Model,
    name: str,
    vectors: dict[str, Floats],
    spans: dict[str, list[Span]],
    context: tuple[NDArray[np.int64], Sequence[str]],
) -> Scored:
    """Candidates of each anchor, and the log probability of each and, last, of none."""
    one, other = name.split("-")
    flat = {kind: [(s, e) for s, e, _ in found] for kind, found in spans.items()}
    index, phi = within_reach(flat[one], flat[other], flat["content"], context)
    w = model.weights
    a = vectors[one] @ w[f"links.{name}.one.weight"].T + w[f"links.{name}.one.bias"]
    pair = np.repeat(a[:, None], index.shape[1] + 1, axis=1)
    if index.shape[1]:
        b = vectors[other] @ w[f"links.{name}.other.weight"].T + w[f"links.{name}.other.bias"]
        pair[:, :-1] += b[np.maximum(index, 0)]
        for i in range(phi.shape[2]):
            pair[:, :-1] += w[f"links.{name}.phi.{i}"][phi[..., i]]
    pair[:, -1] += w[f"links.{name}.none"]
    scores = gelu(pair) @ w[f"links.{name}.score.weight"][0] + w[f"links.{name}.score.bias"]
    # No true minus infinity: the softmax of a row of them would be NaN.
    scores[:, :-1][index < 0] = -1e4
    return index, log_softmax(scores)


def attributions(
    encoded: Encoded, model: Model, found: dict[str, list[tuple[int, int, str, float]]], text: str
) -> list[Found]:
    """Join contents to cues and sources; contents that share a cue are one attribution.

    Parameters
    ----------
    found
        What `tag` gave for the text.
    text
        The text, which the words are cut from.

    Returns
    -------
    list
        In the order of their contents: the contents, cue and source (None without one), each as first word, the word
        after the last and probability; the chance of a thought (0 to 1); and the features that `confidence` weighs.
    """
    pieces = encoded.pieces
    words = [text[s:e] for s, e in zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)]
    context = (pieces.features[pieces.first], words)
    spans, inside, turn_of = gather(found, model.settings, context)
    if not spans["content"]:
        return []
    limits = model.settings["thresholds"]
    vectors = {kind: pooled(encoded.hidden, some) for kind, some in spans.items()}
    links = {name: link_scores(model, name, vectors, spans, context) for name in ATTACHMENTS}
    groups, lone, sure_cue = by_cue(spans, links["content-cue"], turn_of)
    for cue, members in list(groups.items()):
        kept, parted = together(members, spans["content"], spans["cue"][cue], context[0], limits["fragment"])
        groups[cue] = kept
        lone += parted
    marks = context[0][:, 2] > 0
    alone = []
    for m in sorted(lone):
        s, e, p = spans["content"][m]
        if p >= limits["alone_quoted" if marks[s:e].mean() >= 0.5 else "alone"]:
            alone.append([m])
    out: list[Found] = []
    for cue, members in [*groups.items(), *((-1, m) for m in alone)]:
        source, sure_source = best_source(spans, links, cue, members, limits)
        contents = sorted(spans["content"][m] for m in members)
        said = spans["cue"][cue] if cue >= 0 else None
        by = spans["source"][source] if source >= 0 else None
        features = [
            min(p for _, _, p in contents),
            float(np.mean([p for _, _, p in contents])),
            said[2] if said else 0.0,
            by[2] if by else 0.0,
            sure_source,
            float(np.mean([sure_cue[m] for m in members])),
            float(cue < 0),
            float(source < 0),
            float(np.mean([marks[s:e].mean() for s, e, _ in contents])),
            float(any(m in inside for m in members)),
            float(np.log1p(sum(e - s for s, e, _ in contents))),
        ]
        out.append((contents, said, by, kind_chance(model, vectors, members, cue), features))
    return sorted(out, key=lambda one: one[0][0])


def by_cue(
    spans: dict[str, list[Span]], scored: Scored, turn_of: dict[int, int]
) -> tuple[dict[int, list[int]], list[int], dict[int, float]]:
    """Contents by the cue they go with, those with none, and how sure each choice is."""
    groups: dict[int, list[int]] = {}
    lone: list[int] = []
    sure: dict[int, float] = {}
    number = {s: i for i, (s, _, _) in enumerate(spans["cue"])}
    index, scores = scored
    for i, content in enumerate(spans["content"]):
        if content[0] in turn_of:
            groups.setdefault(number[turn_of[content[0]]], []).append(i)
            sure[i] = 1.0
            continue
        chances = scores[i].copy()
        for j, c in enumerate(index[i].tolist()):
            # No cue stands inside its own content.
            if c >= 0 and content[0] <= spans["cue"][c][0] < content[1]:
                chances[j] = -1e4
        best = int(chances.argmax())
        sure[i] = float(np.exp(chances[best] - np.logaddexp.reduce(chances)))
        if best < index.shape[1]:
            groups.setdefault(int(index[i, best]), []).append(i)
        else:
            lone.append(i)
    return groups, lone, sure


def best_source(
    spans: dict[str, list[Span]], links: dict[str, Scored], cue: int, members: list[int], limits: dict[str, float]
) -> tuple[int, float]:
    """The source, -1 for none, and its share of the votes of the cue and of the contents."""
    index, scores = links["content-source"]
    # Without a cue the contents alone say whose they are; with one, their say is weighed against its own.
    share = limits["content_source"] if cue >= 0 else 1.0
    rows = [(index[m], scores[m], share / len(members)) for m in members]
    if cue >= 0:
        rows.append((links["cue-source"][0][cue], links["cue-source"][1][cue], 1.0))
    # Nobody is a candidate, too: that no speaker is named is a finding.
    votes: dict[int, float] = {-1: limits["no_source"]}
    for option in sorted({int(c) for row, _, _ in rows for c in row if c >= 0}):
        start = spans["source"][option][0]
        # A name within the words is spoken of in them, and is not the name of who speaks.
        own = any(spans["content"][m][0] <= start < spans["content"][m][1] for m in members)
        votes[option] = -1e4 if own else 0.0
    for row, chances, weight in rows:
        at = {int(c): j for j, c in enumerate(row) if c >= 0} | {-1: len(row)}
        for option in votes:
            votes[option] += weight * (float(chances[at[option]]) if option in at else NOT_NEAR)
    source = max(votes, key=lambda o: votes[o])
    return source, float(np.exp(votes[source] - np.logaddexp.reduce(list(votes.values()))))


def together(
    members: list[int], contents: Sequence[Span], cue: Span, features: NDArray[np.int64], least: float
) -> tuple[list[int], list[int]]:
    """Which contents of one cue are one quote, and which are not.

    What follows a quotation and its cue without marks of its own (`"Yes," he said, leaving the room`) goes on telling:
    among marked quotes of one cue, 1455 pairs are in marks both, 25 have only the first in marks. What begins a line
    after closed marks is a quote of its own (of 428 such pairs, 19 are one quote). And a doubtful fragment is left out
    where a surer one stands.
    """
    if len(members) < 2:
        return members, []
    runs: list[list[int]] = [members[:1]]
    for earlier, m in pairwise(members):
        between = features[contents[earlier][1] : contents[m][0] + 1]
        lines = np.flatnonzero(between[:, 1] >= 2)
        if len(lines) and (between[: lines[-1], 2] == 5).any():
            runs.append([])
        runs[-1].append(m)
    own = min(runs, key=lambda run: min(max(contents[m][0] - cue[1], cue[0] - contents[m][1]) for m in run))
    parted = [m for run in runs if run is not own for m in run]
    quoted = features[:, 2] > 0
    marked = {m: float(quoted[contents[m][0] : contents[m][1]].mean()) for m in own}
    best = max(own, key=lambda m: contents[m][2])
    kept = []
    for m in own:
        begun = any(marked[k] > 0.7 and contents[k][1] <= contents[m][0] for k in own)
        goes_on = begun and marked[m] < 0.1 and cue[0] < contents[m][0]
        if m != best and (contents[m][2] < least or goes_on):
            parted.append(m)
        else:
            kept.append(m)
    return kept, parted


def kind_chance(model: Model, vectors: dict[str, Floats], members: list[int], cue: int) -> float:
    """The chance that this is a thought; without a cue it is speech."""
    if cue < 0:
        return 0.0
    pair = np.concatenate([vectors["content"][members].mean(0), vectors["cue"][cue]])
    scores = log_softmax((pair @ model.weights["kind.weight"].T + model.weights["kind.bias"])[None])
    return float(np.exp(scores[0, 1]))
