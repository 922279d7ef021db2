"""Running heads and page numbers: what repeats at the edge of pages, or has their form, and what it says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kit.formats.files.pdf.lines import Line, Page, usual_size
from kit.formats.reading.bylines import names_outlet
from kit.formats.reading.dates import first_date, is_date
from kit.formats.reading.markup import level_space

__all__ = ["Said", "day_in", "parts_of", "without_heads"]

EDGE = 0.12  # of a page's height, at its head and foot
OFTEN = 0.3  # of the pages
LARGE = 1.6  # times the size of the text: a headline, even if another page has the same
NUMBER = re.compile(
    r"^\W*(?:page|seite|pagina|página|pg?\.)?\s*[A-Z]?\d{1,4}\s*(?:(?:/|of|von|de|sur|di|van)\s*\d{1,4})?\W*$", re.I
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Browsers print the clock beside the day on which the page was printed.
CLOCK = re.compile(r"^\W*\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d\d")
OTHER_DAY = re.compile(
    r"\b(?:printed|downloaded|accessed|retrieved|saved|generated|updated|modified|gedruckt|abgerufen|imprimé|consulté)\b",
    re.IGNORECASE,
)
STATES = re.compile(
    r"^(?:(?:first\s+)?(?:published|posted|issued)|veröffentlicht|erschienen|publié|publicado|pubblicato|date)\W*(?:(?:on|am|le|el|il)\s+)?",
    re.IGNORECASE,
)
# The number of an archive's document stands at the top of page after page, and parts its articles.
DOCUMENT = re.compile(r"do[ck]ument", re.IGNORECASE)
APART = re.compile(r"\s{2,}|\s*[|•·]\s*|\s[–—-]\s")


@dataclass(frozen=True)
class Said:
    """What the pages say around their articles."""

    published: str | None = None
    source: str | None = None
    url: str | None = None


def without_heads(pages: Sequence[Page]) -> tuple[list[Line], Said]:
    """The lines of all pages but those that are the pages' own, and what these say.

    Parameters
    ----------
    pages
        All pages of the document, in order.

    Returns
    -------
    lines
        In the order of reading, over all pages.
    said
        The first day, outlet and address that running heads state; None for what none does.
    """
    keys = Counter(key for page in pages for key in {_key(line) for line in _at_edge(page)})
    # Twice at least: in a short document everything stands on a third of the pages.
    often = max(2, math.ceil(OFTEN * len(pages)))
    kept: list[Line] = []
    heads: list[Line] = []
    for page in pages:
        usual = usual_size(page.lines)
        edge = {id(line) for line in _at_edge(page)}
        for line in page.lines:
            is_head = (
                id(line) in edge
                and not DOCUMENT.search(line.text)
                and ((keys[_key(line)] >= often and line.size < LARGE * usual) or _has_form(line, page, usual))
            )
            (heads if is_head else kept).append(line)
    return kept, _said(heads)


def parts_of(text: str) -> list[str]:
    """What bars, dashes between blanks, and gaps of two blanks or more part in a line.

    Returns
    -------
    list of str
        In order, without the space around them; none is empty.
    """
    return [part.strip() for part in APART.split(text) if part.strip()]


def day_in(text: str) -> str | None:
    """The day of publication that a line of its own states.

    Returns
    -------
    str or None
        As it is printed, without "Published on" and the like; None for a day of printing or of change, for the clock
        that a browser prints, and for a day in prose.
    """
    if OTHER_DAY.search(text) or CLOCK.match(text):
        return None
    for part in parts_of(text):
        stated = STATES.sub("", part, count=1)
        if is_date(stated):
            return stated
    return None


def _at_edge(page: Page) -> list[Line]:
    edge = EDGE * page.height
    return [line for line in page.lines if line.box.low > page.height - edge or line.box.high < edge]


def _key(line: Line) -> tuple[str, int]:
    """A line whatever its numbers, and its height to within a few points."""
    return re.sub(r"\d+", "#", level_space(line.text)).casefold(), round(line.box.low / 4)


def _has_form(line: Line, page: Page, usual: float) -> bool:
    """True for the outermost line of a page: its number, an address, or an outlet with the day or the number."""
    text = line.text.strip()
    above = sum(1 for one in page.lines if one.box.low > line.box.high - 2)
    below = sum(1 for one in page.lines if one.box.high < line.box.low + 2)
    if line.size > 1.1 * usual or len(text) > 200 or min(above, below) > 1 or above + below < 3:
        return False
    kinds = [_kind(part) for part in parts_of(text)]
    alone = len(kinds) == 1 and kinds[0] in ("number", "address", "clock")
    return alone or "clock" in kinds or len(set(kinds) & {"number", "day", "outlet", "address"}) > 1


def _kind(part: str) -> str:
    if NUMBER.match(part):
        return "number"
    if CLOCK.match(part):
        return "clock"
    if ADDRESS.match(part):
        return "address"
    if is_date(part):
        return "day"
    return "outlet" if names_outlet(part) else "words"


def _said(heads: Iterable[Line]) -> Said:
    found: dict[str, str] = {}
    for line in heads:
        for part in parts_of(line.text):
            kind = _kind(part)
            if kind == "address" and (address := ADDRESS.search(part)):
                found.setdefault("url", address.group())
            elif kind == "day" and not OTHER_DAY.search(line.text) and (day := first_date(part)):
                found.setdefault("published", day)
            elif kind == "outlet":
                found.setdefault("source", part)
    return Said(**found)
