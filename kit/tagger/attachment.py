"""Which cue a content goes with, and which source: what may be meant, and what sets a pair apart, as small numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["NEAREST", "PHI", "within_reach"]

Ints = NDArray[np.int64]
Span = tuple[int, int]

NEAREST = 10
FAR = np.iinfo(np.int64).max
# Values of each pair feature: signed distance, others between, lines between, sentence ends between, contents between,
# quotation state of the two.
PHI = (21, 8, 8, 8, 8, 16)
STOPS = {".", "!", "?"}


def within_reach(
    anchors: Sequence[Span], others: Sequence[Span], contents: Sequence[Span], context: tuple[Ints, Sequence[str]]
) -> tuple[Ints, Ints]:
    """For each anchor the nearest others, and the features of each pair.

    Parameters
    ----------
    anchors, others, contents
        Spans in words.
    context
        The words' features, shape (words, 5), and the words.

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
    if not len(anchors):
        return index, phi
    first, last = (np.array(x) for x in zip(*others, strict=True))
    by_start = np.argsort(first, kind="stable")
    starts = first[by_start]
    fragments = np.sort(np.array([s for s, _ in contents], dtype=np.int64))
    begin, stop = (np.array(x)[:, None] for x in zip(*anchors, strict=True))

    # The nearest are among those that start next before and next after: time does not grow with the text.
    place = np.searchsorted(starts, begin) + np.arange(-k, k)
    there = (place >= 0) & (place < len(others))
    near = by_start[np.clip(place, 0, len(others) - 1)]
    distance = np.maximum(np.maximum(first[near] - stop, begin - last[near]), -1)
    # Stable: how NumPy's default sort breaks ties depends on the processor.
    order = np.argsort(np.where(there, distance, FAR), axis=1, kind="stable")[:, :k]
    chosen = np.take_along_axis(near, order, 1)
    real = np.take_along_axis(there, order, 1)
    # Again in the order of the text, which ties are then broken by.
    order = np.argsort(np.where(real, first[chosen], FAR), axis=1, kind="stable")
    chosen, real = np.take_along_axis(chosen, order, 1), np.take_along_axis(real, order, 1)
    index = np.where(real, chosen, -1)

    right, left = first[chosen] >= stop, last[chosen] <= begin
    low = np.where(right, stop, np.where(left, last[chosen], begin))
    high = np.where(right, first[chosen], begin)
    side = np.where(right, 4, 0)
    d = high - low
    steps = np.minimum(9, np.where(d < 4, d, 2 + np.log2(np.maximum(d, 1)).astype(np.int64)))
    apart = right | left
    between = np.searchsorted(starts, high) - np.searchsorted(starts, low)
    parts = np.searchsorted(fragments, high) - np.searchsorted(fragments, low)
    # A newline stands before the word that begins a line, so both ends count.
    breaks = np.where(apart, lines[np.minimum(n, high + 1)] - lines[np.minimum(n, low)], 0)
    stops = ends[high] - ends[low]
    quoted = np.minimum(3, features[:, 2])
    states = 4 * quoted[np.minimum(n - 1, begin)] + quoted[np.minimum(n - 1, first[chosen])]
    phi = np.stack(
        [
            np.where(apart, np.where(right, 10, 0) + steps, 20),
            *(side + np.minimum(3, x) for x in (between, breaks, stops, parts)),
            states,
        ],
        axis=2,
    )
    phi[~real] = 0
    return index, phi
