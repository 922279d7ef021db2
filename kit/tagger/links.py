"""Which cue a content goes with, and which source: candidates and what sets a pair apart, as small numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["NEAREST", "PHI", "candidates"]

Ints = NDArray[np.int64]
Span = tuple[int, int]

NEAREST = 10
# Values of each pair feature: signed distance, others between, lines between, sentence ends between, contents between,
# quotation state of the two.
PHI = (21, 8, 8, 8, 8, 16)
STOPS = {".", "!", "?"}


def candidates(
    anchors: Sequence[Span], others: Sequence[Span], contents: Sequence[Span], context: tuple[Ints, Sequence[str]]
) -> tuple[Ints, Ints]:
    """For each anchor the nearest others, and the features of each pair.

    Parameters
    ----------
    anchors, others, contents
        Spans in words.
    context
        The words' features, shape (words, 4), and the words.

    Returns
    -------
    index
        Shape (anchors, k), k at most `NEAREST`; -1 where there are fewer.
    phi
        Shape (anchors, k, 6), each below its value in `PHI`.
    """
    features, words = context
    n = len(words)
    lines = np.concatenate([[0], np.cumsum(features[:, 1] >= 2)])
    ends = np.concatenate([[0], np.cumsum([w in STOPS for w in words])])
    k = min(NEAREST, len(others))
    index = np.full((len(anchors), k), -1, dtype=np.int64)
    phi = np.zeros((len(anchors), k, len(PHI)), dtype=np.int64)
    if not k or not n:
        return index, phi
    first = np.array([s for s, _ in others])
    last = np.array([e for _, e in others])
    by_start = np.argsort(first, kind="stable")
    starts = first[by_start]
    fragments = np.sort(np.array([s for s, _ in contents], dtype=np.int64))
    quoted = features[:, 2]
    for i, (a, b) in enumerate(anchors):
        # The nearest are among those that start next before and next after: time does not grow with the text.
        middle = int(np.searchsorted(starts, a))
        near = by_start[max(0, middle - k) : middle + k]
        distance = np.maximum(np.maximum(first[near] - b, a - last[near]), -1)
        order = near[np.argsort(distance, kind="stable")[:k]]
        order = order[np.argsort(first[order], kind="stable")]
        index[i, : len(order)] = order
        for j, o in enumerate(order.tolist()):
            right = first[o] >= b
            left = last[o] <= a
            lo, hi = (b, int(first[o])) if right else (int(last[o]), a) if left else (a, a)
            side = 4 if right else 0
            d = hi - lo
            if not right and not left:
                bucket = 20
            else:
                bucket = (10 if right else 0) + min(9, d if d < 4 else 2 + int(np.log2(d)))
            between = int(np.searchsorted(starts, hi) - np.searchsorted(starts, lo))
            parts = int(np.searchsorted(fragments, hi) - np.searchsorted(fragments, lo))
            # A newline stands before the word that begins a line, so both ends count.
            breaks = int(lines[min(n, hi + 1)] - lines[min(n, lo)]) if right or left else 0
            stops = int(ends[hi] - ends[lo])
            states = 4 * min(3, int(quoted[min(n - 1, a)])) + min(3, int(quoted[min(n - 1, int(first[o]))]))
            phi[i, j] = (
                bucket,
                side + min(3, between),
                side + min(3, breaks),
                side + min(3, stops),
                side + min(3, parts),
                states,
            )
    return index, phi
