"""The best tags of a text and how sure each is: Viterbi and forward-backward over linear chains, all heads at once.

A chain soon forgets where it began, so a long text is decoded in blocks that overlap and side by side: the loop
runs over the words of one block, not of the text (Rabiner, Proc. IEEE 1989, for both algorithms).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tags", "spans_of"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BLOCK, OVERLAP = 160, 40
SIDE_BY_SIDE = 12
NEVER = np.float32(-1e4)


def best_tags(emissions: Mapping[str, Floats], moves: Mapping[str, Floats]) -> dict[str, tuple[Ints, Floats]]:
    """For each head the best tag of each word, and the probability of every tag.

    Parameters
    ----------
    emissions
        Shape (words, tags) for each head.
    moves
        Shape (tags, tags): the score of a tag (column) after another (row).

    Returns
    -------
    dict
        Head: tags of shape (words,), probabilities of shape (words, tags). Both empty for a text without words.
    """
    heads = list(emissions)
    words = len(next(iter(emissions.values())))
    if not words:
        return {h: (np.zeros(0, dtype=np.int64), np.zeros((0, emissions[h].shape[1]), dtype=np.float32)) for h in heads}
    wide = max(e.shape[1] for e in emissions.values())
    begins = list(range(0, max(1, words), BLOCK))
    length = min(words, BLOCK + 2 * OVERLAP)
    # The last block begins earlier rather than being shorter: blocks of one length fit into one array.
    froms = [min(max(0, b - OVERLAP), words - length) for b in begins]
    # Heads with fewer tags are filled up with some that are never chosen, so that one loop over the words serves all.
    scores = np.full((len(heads), words, wide), NEVER, dtype=np.float32)
    move = np.full((len(heads), 1, wide, wide), NEVER, dtype=np.float32)
    for h, head in enumerate(heads):
        k = emissions[head].shape[1]
        scores[h, :, :k] = emissions[head]
        move[h, 0, :k, :k] = moves[head]
    rows = np.array(froms)[:, None] + np.arange(length)
    # heads, blocks, length, tags; some blocks at a time, so that a long text takes no more memory than a short one.
    parts = [rows[i : i + SIDE_BY_SIDE] for i in range(0, len(rows), SIDE_BY_SIDE)]
    tags = np.concatenate([viterbi(scores[:, part], move) for part in parts], axis=1)
    chances = np.concatenate([marginals(scores[:, part], move) for part in parts], axis=1)
    out = {}
    for h, head in enumerate(heads):
        k = emissions[head].shape[1]
        best = np.concatenate(
            [tags[h, i, b - f : b - f + BLOCK] for i, (b, f) in enumerate(zip(begins, froms, strict=True))]
        )
        sure = np.concatenate(
            [chances[h, i, b - f : b - f + BLOCK, :k] for i, (b, f) in enumerate(zip(begins, froms, strict=True))]
        )
        out[head] = (best[:words], sure[:words])
    return out


def viterbi(scores: Floats, move: Floats) -> Ints:
    """The best path of each block; scores (heads, blocks, length, tags), move (heads, 1, tags, tags)."""
    heads, blocks, length, wide = scores.shape
    back = np.zeros((length, heads, blocks, wide), dtype=np.int64)
    # The tag that one comes from stands last: argmax along what lies side by side is the faster one.
    onto = np.ascontiguousarray(move.swapaxes(2, 3))
    row = wide * np.arange(heads * blocks * wide).reshape(heads, blocks, wide)
    best = scores[:, :, 0]
    for t in range(1, length):
        ways = best[:, :, None] + onto
        ways.argmax(3, out=back[t])
        best = ways.ravel()[row + back[t]] + scores[:, :, t]
    path = np.zeros((heads, blocks, length), dtype=np.int64)
    tag = best.argmax(2)
    h, b = np.ogrid[:heads, :blocks]
    for t in range(length - 1, -1, -1):
        path[:, :, t] = tag
        tag = back[t, h, b, tag]
    return path


def marginals(scores: Floats, move: Floats) -> Floats:
    """The probability of each tag of each word, given the whole block."""
    length = scores.shape[2]
    # Each step is scaled to sum to one: the products along a block would else leave what 32 bits hold.
    local = np.exp(scores - scores.max(3, keepdims=True))
    step = np.exp(move[:, 0])
    step_back = np.ascontiguousarray(step.swapaxes(1, 2))
    before = np.empty_like(local)
    now = local[:, :, 0]
    before[:, :, 0] = now / now.sum(2, keepdims=True)
    for t in range(1, length):
        now = (before[:, :, t - 1] @ step) * local[:, :, t]
        before[:, :, t] = now / (now.sum(2, keepdims=True) + 1e-30)
    after = np.ones_like(local)
    for t in range(length - 1, 0, -1):
        now = (after[:, :, t] * local[:, :, t]) @ step_back
        after[:, :, t - 1] = now / (now.sum(2, keepdims=True) + 1e-30)
    out: Floats = before * after
    out /= out.sum(3, keepdims=True) + 1e-30
    return out


def spans_of(tags: Ints, chances: Floats, labels: Sequence[str]) -> list[tuple[int, int, str, float]]:
    """Spans in words with their label, and how sure each is.

    Parameters
    ----------
    tags, chances
        Of one head, as `best_tags` gives them: shapes (words,) and (words, tags).
    labels
        The head's labels: label k has the tags 2k + 1 (begins) and 2k + 2 (goes on).

    Returns
    -------
    list
        First word, the word after the last, label, probability (0 to 1): the least of any of its words to be as tagged
        and of the span to end there. In order; none overlaps another.
    """
    spans = []
    n = len(tags)
    tag_list = tags.tolist()
    # Of each label: that a word begins it or goes on with it.
    either = chances[:, 1::2] + chances[:, 2::2]
    j = 0
    for i in np.flatnonzero(tags).tolist():
        if i < j:
            continue
        tag = tag_list[i]
        # Tags are 0 for outside, then for each label a beginning (odd) and a going on. One that goes on without having
        # begun opens a span, too: the chain makes that unlikely, not impossible.
        inside = tag + 1 if tag % 2 else tag
        j = i + 1
        while j < n and tag_list[j] == inside:
            j += 1
        label = (inside - 1) // 2
        sure = min(float(chances[i, tag]), float(either[i:j, label].min()))
        if j < n:
            # A span that might go on is no surer than its end.
            sure = min(sure, 1 - float(chances[j, inside]))
        spans.append((i, j, labels[label], sure))
    return spans
