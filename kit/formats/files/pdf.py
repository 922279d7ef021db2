"""PDF: text in reading order, columns one after the other, broken words joined, page headers dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from kit.errors import LoadError
from kit.formats.archives import export_in_paragraphs
from kit.formats.reading.dates import first_date
from kit.formats.reading.markup import level_space
from kit.formats.reading.registry import Format, Found

__all__ = ["PDF"]

EDGE = 3  # lines at the top and foot of a page that may repeat
HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at a line end
PAGES = 5000


class Run(NamedTuple):
    """Where words in one piece stand; heights count from the foot of the page."""

    left: float
    low: float
    right: float
    high: float


def looks_like(head: bytes, name: str) -> bool:
    return b"%PDF-" in head[:1024]


def read(data: bytes, name: str) -> Iterator[Found]:
    """One article, or those of an archive's export."""
    try:
        import pypdfium2
    except ImportError:
        raise LoadError("PDF needs a library: pip install article-kit[formats]") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # pypdfium2 has one error for all that goes wrong; only its message tells a password from damage.
        secret = "password" in str(error).lower()
        what = "encrypted; save it without a password" if secret else "damaged or cut short; save it again"
        raise LoadError(f"{what} ({error})") from error
    try:
        pages = [_lines(document[number]) for number in range(min(len(document), PAGES))]
        meta = document.get_metadata_dict()
    finally:
        document.close()
    if not any(pages):
        raise LoadError(f"a PDF of {len(pages)} pages without text (scanned?); run character recognition (OCR) over it")
    # Before the archive is asked: a running head in the middle of an article would look like the next one's.
    kept = _without_running_heads(pages)
    found = export_in_paragraphs([line for page in kept for line in page])
    if found is not None:
        yield from found
        return
    title = level_space(meta.get("Title", ""))
    # Programs put the file's name, or their own, where the title should be.
    named = len(title) > 8 and not re.search(r"\.\w{2,4}$|^Microsoft|^untitled|^unbenannt", title, re.IGNORECASE)
    top = next(page for page in pages if page)[:EDGE]
    yield {
        "text": "\n\n".join(text for page in kept if (text := _flowing(page))),
        "title": title if named else None,
        "published": next(filter(None, map(first_date, top)), None),
    }


def _lines(page: Any) -> list[str]:
    """The lines of a page in the order of reading: the file's own, or by column where that runs across two."""
    text = page.get_textpage()
    try:
        runs = [Run(*text.get_rect(number)) for number in range(text.count_rects())]
        if _across(runs):
            found = (text.get_text_bounded(*run).strip() for run in _by_column(runs))
            return [line for line in found if line]
        return [line for line in text.get_text_range().split("\r\n") if line.strip()]
    finally:
        text.close()


def _middle(runs: list[Run]) -> float:
    return (min(run.left for run in runs) + max(run.right for run in runs)) / 2


def _across(runs: list[Run]) -> bool:
    """True where run after run jumps over a gutter in the middle of the page, on one height."""
    if len(runs) < 8:
        return False
    middle = _middle(runs)
    jumps = sum(
        abs(a.low - b.low) < 4 and a.right + 8 < b.left and a.right < middle < b.left for a, b in pairwise(runs)
    )
    return jumps > 0.35 * len(runs)


def _by_column(runs: list[Run]) -> list[Run]:
    """The left column, then the right; what stands across both keeps its height."""
    middle = _middle(runs)
    out: list[Run] = []
    left: list[Run] = []
    right: list[Run] = []
    for run in sorted(runs, key=lambda run: -run.low):
        if run.right <= middle + 5:
            left.append(run)
        elif run.left >= middle - 5:
            right.append(run)
        else:
            out += [*left, *right, run]
            left, right = [], []
    return [*out, *left, *right]


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Lines that stand once at the edge of most pages, whatever their number, are the page's and not the article's."""
    # On two pages a line that stands on both may as well be the article's.
    if len(pages) < 3:
        return pages
    keys = [Counter(map(_key, page)) for page in pages]
    counts = Counter(
        key
        for page, all_of in zip(pages, keys, strict=True)
        for key in {_key(line) for line in [*page[:EDGE], *page[-EDGE:]]}
        if all_of[key] == 1
    )
    running = {key for key, n in counts.items() if n > max(2, len(pages) // 2)}
    return [
        [line for i, line in enumerate(page) if EDGE <= i < len(page) - EDGE or _key(line) not in running]
        for page in pages
    ]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line).strip().casefold()


def _flowing(lines: list[str]) -> str:
    """Lines joined to paragraphs: one ends where a line is short and closes a sentence, or is a heading."""
    if not lines:
        return ""
    usual = median(len(line) for line in lines)
    out = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        clean = level_space(line)
        if clean.endswith((HYPHEN, "\u00ad")) or (
            clean.endswith("-") and after[:1].islower() and re.search(r"[^\W\d_]-$", clean)
        ):
            out += clean[:-1]
        else:
            short = len(clean) < 0.85 * usual
            ends = short and (re.search(r"[.!?:\"”»’)]$", clean) or (len(clean) < 0.6 * usual and after[:1].isupper()))
            out += clean + ("\n" if ends else " ")
    return out.replace(HYPHEN, "").replace("\u00ad", "").strip()


PDF = Format(
    "pdf",
    (".pdf",),
    "PDF with a text layer, or an archive's export as one",
    "clippings.pdf: one article; a scan without text is said to be one",
    looks_like,
    read,
)
