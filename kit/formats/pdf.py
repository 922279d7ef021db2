"""PDF: text in reading order, columns one after the other, broken words joined, page headers dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from kit.errors import LoadError
from kit.formats.dates import first_date
from kit.formats.layouts import export
from kit.formats.markup import level_space
from kit.formats.registry import Format, Found

__all__ = ["PDF"]

EDGE = 3  # lines at the top and foot of a page that may repeat
HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at a line end
PAGES = 5000


@dataclass(frozen=True)
class Line:
    """A run of words and where it stands; heights count from the foot of the page, None where they are not known."""

    text: str
    left: float | None = None
    right: float = 0.0
    low: float = 0.0


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
    kept = _without_running_heads(pages)
    found = export([line.text for page in kept for line in page])
    if found is not None:
        yield from found
        return
    title = level_space(meta.get("Title", ""))
    named = len(title) > 8 and not re.search(r"\.\w{2,4}$|^Microsoft|^untitled|^unbenannt", title, re.IGNORECASE)
    top = [line.text for line in next(page for page in pages if page)[:EDGE]]
    yield {
        "text": "\n\n".join(text for page in kept if (text := _flowing([line.text for line in page]))),
        "title": title if named else None,
        "published": next(filter(None, map(first_date, top)), None),
    }


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order of reading."""
    text = page.get_textpage()
    try:
        whole = text.get_text_range()
        placed = text.count_chars() == len(whole)
        lines: list[Line] = []
        at = 0
        for part in whole.split("\r\n"):
            if part.strip():
                first, last = at, at + len(part.rstrip(HYPHEN + " ")) - 1
                if placed and last >= first:
                    left, low, _, _ = text.get_charbox(first)
                    lines.append(Line(part, left, text.get_charbox(last)[2], low))
                else:
                    lines.append(Line(part))
            at += len(part) + 2
    finally:
        text.close()
    return _by_column(lines) if _interleaved(lines) else lines


def _interleaved(lines: list[Line]) -> bool:
    """True where most lines are followed by one on the same height to their right: columns were printed across."""
    if len(lines) < 8 or any(line.left is None for line in lines):
        return False
    pairs = sum(abs(a.low - b.low) < 3 and (b.left or 0) > a.right for a, b in pairwise(lines))
    return pairs > 0.35 * len(lines)


def _by_column(lines: list[Line]) -> list[Line]:
    """Two columns one after the other, where a gutter parts them; lines across both stay where they are."""
    middle = (min(line.left or 0 for line in lines) + max(line.right for line in lines)) / 2
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.low):
        if line.right <= middle + 5:
            left.append(line)
        elif (line.left or 0) >= middle - 5:
            right.append(line)
        else:
            out += [*left, *right, line]
            left, right = [], []
    return [*out, *left, *right]


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Lines that stand at the edge of most pages, whatever their number, are the page's and not the article's."""
    if len(pages) < 3:
        return pages
    counts = Counter(key for page in pages for key in {_key(line) for line in [*page[:EDGE], *page[-EDGE:]]})
    running = {key for key, n in counts.items() if n > max(2, len(pages) // 2)}
    return [
        [line for i, line in enumerate(page) if EDGE <= i < len(page) - EDGE or _key(line) not in running]
        for page in pages
    ]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).strip().casefold()


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
    "PDF with a text layer",
    "clippings.pdf: one article; a scan without text is said to be one",
    looks_like,
    read,
)
