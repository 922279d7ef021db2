"""The articles of a PDF: headline by the size of its type, byline, boxes apart; one article, several, or told.

Several headlines of the first rank are as many articles where they have bylines or days of their own, or stand side by
side; else they are told, and read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kit.formats.files.page_parts import is_byline, is_furniture
from kit.formats.files.pdf.heads import Said, day_in, parts_of
from kit.formats.files.pdf.lines import Box, Line, Page, usual_size
from kit.formats.files.pdf.paragraphs import paragraphs_of
from kit.formats.reading.bylines import host_of, names_outlet
from kit.formats.reading.markup import level_space

__all__ = ["stories"]

HEADLINE = 1.25  # times the size of the text
HEADING = 1.12  # the same, if it is bold
FIRST_RANK = 0.7  # of the largest headline's size
SMALL = 0.86  # times the size of the text: captions, footnotes
BEFORE = 300  # characters of text that may stand above an article's headline
STORY = 100  # characters of text that a headline has below it
HEAD = 5  # lines below a headline in which byline and day stand
SIDE_BY_SIDE = 60  # points between the heights of two headlines
MOSTLY = 0.6  # of a document's text: what is framed is its article
TURNED = re.compile(
    r"^\W*(?:(?:story\s+)?continue[sd]\b|turn to\b|see\b|from\b|fortsetzung\b|suite\b|lire la suite\b).{0,40}"
    r"\b(?:page|p\.|seite|pagina|página|[A-Z]\d{1,2})\s*\w{0,4}\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """A headline: the lines from `first` to before `stop`."""

    first: int
    stop: int
    text: str
    size: float
    box: Box
    page: int


def stories(lines: Sequence[Line], pages: Sequence[Page], said: Said) -> Iterator[dict[str, Any]]:
    """The articles in these lines.

    Parameters
    ----------
    lines
        Of all pages, without running heads.
    pages
        Where their frames and shaded boxes stand.
    said
        What the running heads say, which holds for each article that does not say otherwise.

    Yields
    ------
    dict
        `title text author published source url notes`; None for what is not told. `notes` of the first say what was
        left out or is doubtful.
    """
    lines, notes = _without_boxes(lines, pages)
    usual = usual_size(lines)
    mast = _mast(_headings(lines, usual), lines, usual)
    if mast is not None:
        lines = [*lines[: mast.first], *lines[mast.stop :]]
        said = Said(said.published, said.source or mast.text, said.url)
    starts = _first_rank(_headings(lines, usual), lines, usual)
    if len(starts) > 1 and not _apart(starts, lines, usual):
        named = starts[0].text[:40]
        notes.append(f"{len(starts)} headings of one rank ({named!r} the first) may be as many articles; read as one")
        starts = starts[:1] if len(starts) == 2 else []  # of a bundle the first headline is no title
    parts: list[tuple[Heading | None, int]] = [(start, _top(start, lines, usual)) for start in starts]
    # So much text above a headline is an article of its own, whose headline is not set large.
    if not parts or _letters(lines[: parts[0][1]]) > BEFORE:
        parts = [(None, 0), *(parts if len(parts) > 1 else [])]
    # What stands above the first headline of a page is said of all its articles.
    above = filter(None, (day_in(line.text) for line in lines[: parts[0][1]]))
    said = Said(said.published or next(above, None), said.source, said.url)
    parts[0] = (parts[0][0], 0)
    for (start, first), stop in zip(parts, [*(first for _, first in parts[1:]), len(lines)], strict=True):
        yield _story(start, first, stop, lines, usual, said) | {"notes": notes}
        notes = []


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _headings(lines: Sequence[Line], usual: float) -> list[Heading]:
    """Lines in large type, or in bold of a somewhat larger one; those of one size, one below the other, are one."""
    out: list[Heading] = []
    for n, line in enumerate(lines):
        large = line.size > HEADLINE * usual or (line.bold and line.size > HEADING * usual)
        if not large or not re.search(r"[^\W\d_]{2}", line.text):
            continue
        last = out[-1] if out else None
        if (
            last is not None
            and last.stop == n
            and last.page == line.page
            and abs(last.size - line.size) < 0.06 * line.size
            and 0 < last.box.low - line.box.low < 2 * line.size
        ):
            box = Box(
                min(last.box.left, line.box.left), line.box.low, max(last.box.right, line.box.right), last.box.high
            )
            out[-1] = Heading(last.first, n + 1, f"{last.text} {level_space(line.text)}", last.size, box, last.page)
        else:
            out.append(Heading(n, n + 1, level_space(line.text), line.size, line.box, line.page))
    return out


def _mast(headings: Sequence[Heading], lines: Sequence[Line], usual: float) -> Heading | None:
    """The outlet's name across the top of the first page, above a headline that has more words."""
    if len(headings) < 2 or headings[0].first > 2 or len(headings[0].text.split()) > 4:
        return None
    top, following = headings[0], headings[1]
    dated = any(day_in(line.text) for line in lines[top.stop : following.first])
    longer = len(following.text.split()) > len(top.text.split())
    between = _letters(lines[top.stop : following.first])
    return top if longer and (names_outlet(top.text) or dated) and between < 200 else None


def _first_rank(headings: Sequence[Heading], lines: Sequence[Line], usual: float) -> list[Heading]:
    """The headlines that have text below them, and are nearly as large as the largest; what is between is a deck."""
    groups: list[list[Heading]] = []
    for heading in headings:
        if groups and _letters(lines[groups[-1][-1].stop : heading.first]) < STORY:
            groups[-1].append(heading)
        else:
            groups.append([heading])
    if groups and _letters(lines[groups[-1][-1].stop :]) < STORY and len(groups) > 1:
        groups.pop()
    best = [max(group, key=lambda heading: heading.size) for group in groups]
    best = [heading for heading in best if not _is_pulled(heading, lines)]
    largest = max((heading.size for heading in best), default=0.0)
    return [heading for heading in best if heading.size >= FIRST_RANK * largest]


def _is_pulled(heading: Heading, lines: Sequence[Line]) -> bool:
    """True for words of the page's text that are set large beside it."""
    words = re.sub(r"\W+", " ", heading.text).strip().casefold()
    page = [
        line.text for n, line in enumerate(lines) if line.page == heading.page and not heading.first <= n < heading.stop
    ]
    return len(words) > 20 and words in re.sub(r"\W+", " ", " ".join(page).replace("- ", "")).casefold()


def _apart(starts: Sequence[Heading], lines: Sequence[Line], usual: float) -> bool:
    """True where headlines are surely those of articles: large, most with a byline or a day, or two side by side."""
    if any(start.size <= HEADLINE * usual for start in starts):
        return False
    own = [any(_is_head(line) for line in lines[start.stop : start.stop + HEAD]) for start in starts]
    if sum(own) >= max(2, 0.6 * len(starts)):
        return True
    return any(
        a.page == b.page
        and (a.box.right <= b.box.left or b.box.right <= a.box.left)
        and abs(a.box.high - b.box.high) < SIDE_BY_SIDE
        for n, a in enumerate(starts)
        for b in starts[n + 1 :]
    )


def _is_head(line: Line) -> bool:
    return is_byline(level_space(line.text)) or day_in(line.text) is not None


def _top(start: Heading, lines: Sequence[Line], usual: float) -> int:
    """Where an article begins: at the few words above its headline, if they are set in a type of their own."""
    first = start.first
    while first and start.first - first < 2:
        above = lines[first - 1]
        near = above.page == start.page and 0 < above.box.low - lines[first].box.low < 2.5 * start.size
        if not near or len(above.text.split()) > 4 or not (above.bold or above.text.isupper() or above.size > usual):
            break
        first -= 1
    return first


def _without_boxes(lines: Sequence[Line], pages: Sequence[Page]) -> tuple[list[Line], list[str]]:
    """The lines that stand in no frame beside the text and in no small type; and what is said of the others."""
    usual = usual_size(lines)
    largest = max((line.size for line in lines), default=0.0)
    frames = {number: page.frames for number, page in enumerate(pages)}
    gone: dict[int, str] = {}
    for number, boxes in frames.items():
        here = [line for line in lines if line.page == number]
        for box in boxes:
            inside = [line for line in here if box.holds(line.box)]
            if (
                len(inside) > 1
                and _letters(inside) < MOSTLY * _letters(here)
                and not any(line.size > HEADLINE * usual and line.size >= FIRST_RANK * largest for line in inside)
            ):
                gone |= {id(line): "boxes" for line in inside}
    # A byline and a day are often set small, and are no captions.
    small = [line for line in lines if line.size < SMALL * usual and id(line) not in gone and not _is_head(line)]
    # More than that is no small print but a second size of text.
    if _letters(small) < 0.25 * _letters(lines):
        gone |= {id(line): "small type" for line in small}
    notes = []
    for kind in ("boxes", "small type"):
        out = [line for line in lines if gone.get(id(line)) == kind]
        if _letters(out) > 40:
            said = level_space(" ".join(line.text for line in out))
            notes.append(f"{kind} beside the text left out ({len(said)} characters, {said[:50]!r})")
    return [line for line in lines if id(line) not in gone], notes


def _story(
    start: Heading | None, first: int, stop: int, lines: Sequence[Line], usual: float, said: Said
) -> dict[str, Any]:
    found: dict[str, Any] = {"title": start.text if start else None, "published": None, "author": None}
    body: list[Line] = []
    head = range(first, start.stop + HEAD if start else first + HEAD)
    for n, line in enumerate(lines[first:stop], first):
        text = level_space(line.text)
        if start is not None and start.first <= n < start.stop:
            continue
        if TURNED.match(text):
            continue
        if n in head and _took(line, found):
            continue
        if start is not None and n < start.first and len(text.split()) < 5:
            continue  # a word or two above the headline
        body.append(line)
    paragraphs = paragraphs_of(body)
    kept = [
        part for n, part in enumerate(paragraphs) if not is_furniture(part, first=n < 2, last=n >= len(paragraphs) - 2)
    ]
    found["text"] = "\n\n".join(kept or paragraphs)
    found["published"] = found["published"] or said.published
    found["source"] = said.source or (host_of(said.url) if said.url else None)
    found["url"] = said.url
    return found


def _took(line: Line, found: dict[str, Any]) -> bool:
    """True where a line below a headline is a byline, a day, or both; what it says goes into the article's fields."""
    day = day_in(line.text)
    parts = parts_of(line.text)
    named = [part for part in parts if is_byline(part)]
    if day is None and not named:
        return False
    # "By Ann Lee, who was there, ..." is prose.
    if len(line.text) > 120:
        return False
    found["published"] = found["published"] or day
    found["author"] = found["author"] or (named[0] if named else None)
    return True
