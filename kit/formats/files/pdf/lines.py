"""The lines of a PDF's page in the order of reading, with the size of their type and where they stand.

Characters become runs on one height; runs become columns, by the white strips between them, cut where a headline runs
across several or stands below a white strip of its own; columns become lines. Heights count from the foot of the page,
in points.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

__all__ = ["Box", "Line", "Page", "page_of", "usual_size"]

HYPHENS = ("\ufffe", "\u00ad", "\x02")  # pdfium's sign for a hyphen at a line end, and those of other programs
CHARACTERS = 60_000  # of a page; a newspaper's largest has half of that
RUNS = 3000  # of a page; columns are not looked for among more
SHAPES = 2000  # drawn on a page; maps have many thousands
FEWEST = 3  # lines on either side of a gutter
DEEPEST = 20  # cuts within cuts


class Box(NamedTuple):
    """A rectangle on the page."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, other: Box) -> bool:
        return (
            self.left - 3 <= other.left
            and other.right <= self.right + 3
            and self.low - 3 <= other.low
            and other.high <= self.high + 3
        )


@dataclass(frozen=True)
class Line:
    """One line of one column: its words, where they stand, the size of their type; two blanks where it has a gap."""

    text: str
    box: Box
    size: float
    bold: bool = False
    column: int = 0  # counts up through the page, in the order of reading
    page: int = 0


@dataclass(frozen=True)
class Page:
    """A page: its lines in the order of reading, its frames and shaded boxes, its width and height."""

    lines: list[Line]
    frames: list[Box]
    width: float
    height: float


def page_of(page: Any, number: int) -> Page:
    """What stands on a page.

    Parameters
    ----------
    page
        Of pypdfium2.
    number
        Its number, from 0.

    Returns
    -------
    Page
        Lines in the order of reading; heights count from the foot, in points. At most 60,000 characters and 2,000 drawn
        shapes are looked at.
    """
    left, low, right, high = page.get_bbox()
    runs = [run for run in _runs(page) if run.text.strip()]
    lines = []
    # The search for columns compares runs with each other, and a map has thousands of labels.
    for column, members in enumerate([runs] if len(runs) > RUNS else _columns(_with_capitals(runs), usual_size(runs))):
        lines += [replace(line, column=column, page=number) for line in _joined(members)]
    return Page(lines, _frames(page), right - left, high - low)


def usual_size(lines: Iterable[Line]) -> float:
    """The size that most letters have, in points.

    Parameters
    ----------
    lines
        Of a page or of several.

    Returns
    -------
    float
        1.0 for no lines at all, so that it can be divided by.
    """
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _runs(page: Any) -> Iterator[Line]:
    """Characters on one height with no gap between them wider than a letter or so."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        where = pdfium.FS_RECTF()
        letters: list[str] = []
        sizes: Counter[float] = Counter()
        weights = 0
        box: Box | None = None
        for number in range(min(text.count_chars(), CHARACTERS)):
            letter = chr(pdfium.FPDFText_GetUnicode(text, number))
            if letter in "\r\n\0":
                continue
            if letter in HYPHENS:
                letter = "-"
            if letter.isspace():
                if letters and letters[-1] != " ":
                    # pdfium makes up blanks where there are gaps; they have no box that could be relied on.
                    letters.append(" ")
                continue
            # The loose box is as high as the type; the tight one of a comma is not, and would stand on a height of its
            # own.
            if not pdfium.FPDFText_GetLooseCharBox(text, number, ctypes.byref(where)):
                continue
            here = Box(where.left, where.bottom, where.right, where.top)
            # To half a point: the boxes of one size differ a little from letter to letter.
            size = max(1.0, round(2 * (here.high - here.low)) / 2)
            if box is None or _parted(box, here, size):
                if box is not None:
                    yield Line("".join(letters).strip(), box, *_type(sizes, weights))
                letters, sizes, weights, box = [], Counter(), 0, here
            letters.append(letter)
            sizes[size] += 1
            weights += pdfium.FPDFText_GetFontWeight(text, number) >= 600
            box = Box(min(box.left, here.left), min(box.low, here.low), max(box.right, here.right), here.high)
        if box is not None:
            yield Line("".join(letters).strip(), box, *_type(sizes, weights))
    finally:
        text.close()


def _type(sizes: Counter[float], weights: int) -> tuple[float, bool]:
    return sizes.most_common(1)[0][0], weights > 0.6 * sizes.total()


def _parted(box: Box, here: Box, size: float) -> bool:
    height = box.high - box.low
    if not 0.55 < size / max(1.0, height) < 1.8:  # a large first letter
        return True
    level = abs((box.low + box.high) / 2 - (here.low + here.high) / 2) < 0.35 * max(height, size)
    return not level or not -size < here.left - box.right < 1.1 * size


def _with_capitals(runs: list[Line]) -> list[Line]:
    """A large first letter joined to the line that it begins."""
    out = list(runs)
    for capital in runs:
        if len(capital.text) > 2 or not capital.text[-1:].isalpha():
            continue
        beside = [
            run
            for run in out
            if run is not capital
            and run.size < 0.6 * capital.size
            and -2 < run.box.left - capital.box.right < 1.5 * run.size
            and capital.box.low - 2 <= run.box.low < capital.box.high
        ]
        if len(beside) < 2:
            continue
        first = max(beside, key=lambda run: run.box.low)
        moved = {id(run) for run in beside}  # none of them is indented
        out = [
            replace(
                run,
                text=capital.text + run.text if run is first else run.text,
                box=run.box._replace(left=capital.box.left),
            )
            if id(run) in moved
            else run
            for run in out
            if run is not capital
        ]
    return out


def _columns(runs: Sequence[Line], usual: float, depth: int = 0) -> Iterator[list[Line]]:
    """The columns of a part of a page, each from its top, in the order of reading."""
    bands = _bands(runs, usual)
    if len(bands) > 1 and depth < DEEPEST:
        for part in bands:
            yield from _columns(part, usual, depth + 1)
        return
    gutter, across = _gutter(runs) if depth < DEEPEST else (None, [])
    if gutter is None:
        yield sorted(runs, key=lambda run: (-run.box.low, run.box.left))
        return
    crossing = {id(run) for run in across}
    band: list[Line] = []
    for run in [*sorted(runs, key=lambda run: -run.box.high), None]:
        if run is not None and id(run) not in crossing:
            band.append(run)
            continue
        if band:
            left = [one for one in band if one.box.right <= gutter]
            right = [one for one in band if one.box.right > gutter]
            for side in (left, right):
                if side:
                    yield from _columns(side, usual, depth + 1)
            band = []
        if run is not None:
            yield [run]


def _bands(runs: Sequence[Line], usual: float) -> list[list[Line]]:
    """Parts of a page one below the other: a headline under a white strip from side to side begins one."""
    bands: list[list[Line]] = []
    lowest = 0.0
    for run in sorted(runs, key=lambda run: -run.box.high):
        begins = lowest - run.box.high > 0.9 * usual and (run.size > 1.12 * usual or run.bold)
        if not bands or begins:
            bands.append([])
        lowest = min(lowest, run.box.low) if bands[-1] else run.box.low
        bands[-1].append(run)
    return bands


def _gutter(runs: Sequence[Line]) -> tuple[float | None, list[Line]]:
    """A height from top to foot that the fewest runs cross, and these; none where there are no columns."""
    if len(runs) < 2 * FEWEST:
        return None, []
    best: tuple[int, float, float, list[Line]] | None = None
    edges = sorted({round(run.box.left, 1) for run in runs})
    for edge in edges[1:]:
        at = edge - 0.5
        across = [run for run in runs if run.box.left < at < run.box.right]
        if len(across) > 0.4 * len(runs) or (best is not None and len(across) > best[0]):
            continue
        left = [run for run in runs if run.box.right <= at]
        right = [run for run in runs if run.box.left >= at]
        if len(left) < FEWEST or len(right) < FEWEST or not _beside(left, right):
            continue
        width = edge - max(run.box.right for run in left)
        # The fewest runs across it, and of those the widest: words of a ragged column leave narrow strips by chance.
        key = (len(across), -width)
        if width > 4 and (best is None or key < best[:2]):
            best = (*key, at, across)
    return (best[2], best[3]) if best is not None else (None, [])


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """True where both sides hold lines of prose at the same heights: a column of figures or labels is none."""
    low = max(min(run.box.low for run in left), min(run.box.low for run in right))
    high = min(max(run.box.high for run in left), max(run.box.high for run in right))
    shared = [[run for run in side if low <= (run.box.low + run.box.high) / 2 <= high] for side in (left, right)]
    return all(len(side) >= FEWEST and sum(len(run.text) for run in side) > 12 * len(side) for side in shared)


def _joined(column: list[Line]) -> Iterator[Line]:
    """Runs of one height within a column as one line."""
    held: list[Line] = []
    for run in [*column, None]:
        if held and (run is None or abs(run.box.low - held[0].box.low) > 0.35 * max(run.size, held[0].size)):
            held.sort(key=lambda one: one.box.left)
            longest = max(held, key=lambda one: len(one.text))
            box = Box(
                held[0].box.left,
                min(one.box.low for one in held),
                max(one.box.right for one in held),
                max(one.box.high for one in held),
            )
            # Two blanks stay as a sign of the gap, by which the parts of a running head are told.
            yield replace(longest, text="  ".join(one.text for one in held), box=box)
            held = []
        if run is not None:
            held.append(run)


def _frames(page: Any) -> list[Box]:
    """Rectangles drawn on a page that are large enough for a few lines, and no larger than half of it."""
    import pypdfium2.raw as pdfium

    left, low, right, high = page.get_bbox()
    out = []
    for number, shape in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number >= SHAPES:
            break
        # Renamed in pypdfium2 5.
        box = Box(*(shape.get_bounds() if hasattr(shape, "get_bounds") else shape.get_pos()))
        wide, tall = box.right - box.left, box.high - box.low
        if wide > 60 and tall > 24 and wide * tall < 0.5 * (right - left) * (high - low):
            out.append(box)
    return out
