"""What a cell showed, as HTML of our own making: figures, tables, sentences, evidence; the rest made harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from kit.reporting import foreign, prose
from kit.reporting.download import csv_of
from kit.reporting.leads import Leads, kept
from kit.views import characters
from kit.views.outputs import EVIDENCE, FIGURE, IN_WORDS, TABLE
from kit.views.table import table_html

__all__ = ["Page", "save_link", "sentence", "shown", "some_of_each"]

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")
PICTURE_BYTES = 900_000  # of base64 on one page
STREAM = 4_000
EVIDENCE_SHOWN = 30
CAPTION = 260  # characters beside a picture; what more its text says stands with its data
TALL = 0.9  # as high as wide, from which on a picture on a card would be too small to be read whole
# Where a sentence ends; "Michelle F. Tanzer" and "Sen. Lee" go on.
END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Jr|Sr|St))(?<!\b(?:Sen|Rep|Gov|Gen|Mrs))[.!?](?= |$)")
BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')


@dataclass
class Page:
    """What is known of a page while it is drawn."""

    name: str
    title: str
    leads: Leads = field(default_factory=Leads)
    files: dict[str, str] = field(default_factory=dict)  # CSV beside the page, by name
    questions: list[tuple[str, str]] = field(default_factory=list)  # headings with a figure: address, words
    headings: prose.Headings = field(default_factory=prose.Headings)
    figures: int = 0
    tables: int = 0
    others: int = 0  # outputs in HTML of another library
    spent: int = 0  # bytes of pictures
    heading: str = ""
    finding: str = ""
    found_under: str | None = None  # the heading under which the finding stands
    picture: str | None = None  # the first, as HTML
    tall: bool = False  # that picture is too high for a card


def shown(output: Any, page: Page) -> str:
    """One output of a cell."""
    if output.output_type == "stream":
        return _pre(output.text) if output.name == "stdout" and output.text.strip() else ""
    # The cell's notebook has failed as a whole, and is no page.
    if output.output_type == "error":
        return ""
    data: Mapping[str, Any] = output.data
    # A figure carries its data as a table, too: the picture goes first, and the table folds away behind it.
    if FIGURE in data:
        return _figure(_drawing(data[FIGURE], data.get(TABLE), page), data[FIGURE]["alt"], data.get(TABLE), page)
    for kind in PICTURES:
        if kind in data:
            picture, text = _image(kind, data, output.get("metadata", {}), page)
            return _figure(picture, text, data.get(TABLE), page)
    if TABLE in data:
        return _table(data[TABLE], page)
    if EVIDENCE in data:
        return _evidence(data[EVIDENCE], page)
    if IN_WORDS in data:
        return _sentences(data[IN_WORDS], page)
    if "text/html" in data:
        page.others += 1
        return foreign.clean(_joined(data["text/html"]), f"{page.heading or page.title} ({page.others})")
    if "text/markdown" in data:
        return prose.render(_joined(data["text/markdown"]), page.headings)
    if any(kind.startswith("application/") for kind in data) and "text/plain" not in data:
        return '<p class="note">What stood here needs a script, which a page does not run; see the notebook.</p>'
    return _pre(_joined(data.get("text/plain", "")))


def _drawing(content: Mapping[str, Any], table: Mapping[str, Any] | None, page: Page) -> str:
    """A figure of ours, in the page itself: its ids are the page's, its marks lead to whom or what they are about."""
    # Ids must be unique on a page, and every figure of ours numbers its own from one.
    svg = re.sub(r'(\bid="|href="#|url\(#)k-', rf"\g<1>{page.name}-{page.figures + 1}-", content["svg"])
    page.spent += len(svg)
    leads = page.leads.of_marks(table)
    drawn = re.sub(r' data-name="([^"]*)"', lambda found: _address(unescape(found[1]), leads), svg)
    if page.picture is None:
        # On the index a keyboard goes by the links beside the picture, not through all its marks.
        page.picture = re.sub(' (?:data-group|tabindex)="[^"]*"', "", drawn).replace("<a href", '<a tabindex="-1" href')
        size = BOX.search(svg)
        page.tall = size is not None and int(size[2]) > TALL * int(size[1])
    return drawn


def _address(name: str, leads: Mapping[str, str]) -> str:
    return f' href="{characters.attribute(leads[name])}"' if name in leads else ""


def _image(kind: str, data: Mapping[str, Any], metadata: Mapping[str, Any], page: Page) -> tuple[str, str]:
    """A picture of another library, and its text."""
    stated = metadata.get(kind, metadata) if isinstance(metadata.get(kind, metadata), Mapping) else {}
    plain = foreign.base64_of(kind, _joined(data[kind]))
    text = (
        stated.get("alt")
        or foreign.text_of(kind, _joined(data[kind]))
        or f"A picture under the heading “{page.heading or page.title}”; the notebook gives it no text."
    )
    page.spent += len(plain)
    # Pages hold their pictures in themselves; one that no browser opens any more helps nobody.
    if page.spent > PICTURE_BYTES:
        return '<p class="note">This picture is left out, as the page has so many; the notebook shows it.</p>', text
    size = foreign.size_of(kind, plain)
    picture = f'<img src="data:{kind};base64,{plain}" alt="{characters.attribute(text)}"{size}>'
    if page.picture is None:
        page.picture, page.tall = picture, foreign.is_tall(kind, plain)
    return picture, text


def _figure(picture: str, text: str, content: Mapping[str, Any] | None, page: Page) -> str:
    page.figures += 1
    number = page.figures
    level, address, question = page.headings.found[-1] if page.headings.found else (0, "", "")
    if level == 2 and (address, question) not in page.questions:
        page.questions.append((address, question))
    caption = content["caption"] if content else ""
    words = f"<strong>{characters.html(caption)}</strong> " if caption else ""
    beyond = _beyond(caption, text)
    at = _first_sentences(beyond)
    rest = f"<p>{characters.html(beyond[at:].strip())}</p>" if beyond[at:].strip() else ""
    behind = ""
    if content and content["rows"]:
        save = _save(content, f"{page.name}-figure-{number}", page)
        table = _rows(content, page, region=f"Data of figure {number}") + _note(content)
        behind = f'<details class="data"><summary>The data of figure {number}</summary>{rest}{table}{save}</details>'
    elif rest:
        behind = f"<details><summary>More on figure {number}</summary>{rest}</details>"
    return (
        f'<figure id="figure-{number}"><figcaption><a class="number" href="#figure-{number}">Figure {number}</a> '
        f"{words}{characters.html(beyond[:at])}</figcaption>{picture}{behind}</figure>"
    )


def _first_sentences(text: str) -> int:
    """Where to stop beside a picture: after the sentences that fit, the first at least."""
    ends = [found.end() for found in END.finditer(text)]
    return max([end for end in ends if end <= CAPTION], default=ends[0] if ends else len(text))


def _beyond(caption: str, text: str) -> str:
    """What a picture's text says that its caption has not said: the text begins with "Bars: " and the caption."""
    at = text.casefold().find(caption.casefold()) if caption else -1
    return text[at + len(caption) :].strip() if 0 <= at <= 40 else text


def _table(content: Mapping[str, Any], page: Page) -> str:
    page.tables += 1
    number = page.tables
    label = f'<a class="number" href="#table-{number}">Table {number}</a> '
    body = _rows(content, page, label, f"Table {number}") + _note(content)
    return f'<div class="table" id="table-{number}">{body}{_save(content, f"{page.name}-table-{number}", page)}</div>'


def _save(content: Mapping[str, Any], name: str, page: Page) -> str:
    """A link to the whole table; it says how much that is."""
    page.files[f"tables/{name}.csv"] = csv_of(content["columns"], content["rows"])
    return f"<p>{save_link(f'tables/{name}.csv', len(content['rows']))}</p>"


def save_link(address: str, rows: int) -> str:
    """A link that saves a file of so many rows."""
    said = "The row" if rows == 1 else f"All {rows:,} rows"
    return f'<a class="save" download href="{characters.attribute(address)}">{said} as CSV</a>'


def _rows(content: Mapping[str, Any], page: Page, label: str = "", region: str = "") -> str:
    """The first rows for readers: without ids, with links to whom and what they are about."""
    columns = list(content["columns"])
    places = kept(columns)
    rows = (
        some_of_each(content["rows"], columns.index(content["by"]), content["shown"])
        if content.get("by") in columns
        else content["rows"]
    )
    drawn = [[page.leads.linked(columns, row, place) for place in places] for row in rows[: content["shown"]]]
    heads = content.get("heads", {})
    return table_html(
        [heads.get(columns[place], columns[place]) for place in places],
        drawn,
        caption=content["caption"],
        total=len(content["rows"]),
        shown=content["shown"],
        label=label,
        region=region,
        by=content.get("by"),
    )


def some_of_each(rows: Sequence[Sequence[Any]], by: int, most: int) -> list[Sequence[Any]]:
    """The first rows of each group, as many of each, in the order they have."""
    groups = len({row[by] for row in rows})
    # Else a table by source would show one source only, the first in the alphabet.
    each, counts, kept = max(1, most // max(1, groups)), dict[Any, int](), []
    for row in rows:
        counts[row[by]] = counts.get(row[by], 0) + 1
        if counts[row[by]] <= each:
            kept.append(row)
    return kept


def _note(content: Mapping[str, Any]) -> str:
    return f'<p class="note">{characters.html(content["note"])}</p>' if content.get("note") else ""


def _evidence(content: Mapping[str, Any], page: Page) -> str:
    rows = content["rows"]
    items = "".join(f"<li>{sentence(row, page.leads.articles)}</li>" for row in rows[:EVIDENCE_SHOWN])
    cut = f" The first {EVIDENCE_SHOWN} of {len(rows)}." if len(rows) > EVIDENCE_SHOWN else ""
    return (
        f'<details class="evidence"><summary>{characters.html(content["caption"])}{cut}</summary>'
        f'<ul class="evidence">{items}</ul></details>'
    )


def sentence(row: Mapping[str, Any], articles: Set[str], up: str = "") -> str:
    """A sentence of an article, what it is about marked, with a link to where it stands."""
    text, start, at, out = row["sentence"], row["start"], 0, []
    for first, last in sorted(row["target"]):
        first, last = first - start, last - start
        if at <= first < last <= len(text):
            out += [characters.html(text[at:first]), f"<mark>{characters.html(text[first:last])}</mark>"]
            at = last
    out.append(characters.html(text[at:]))
    origin = [row.get(name) for name in ("speaker", "source", "published", "title", "label")]
    words = characters.html(", ".join(str(value) for value in origin if value))
    if row["article_id"] in articles:
        place = f"q{row['quote']}" if row.get("quote") is not None else f"at{row['start']}"
        words = f'<a href="{up}articles/{row["article_id"]}.html#{place}">{words or "the article"}</a>'
    return f'<blockquote dir="auto">{"".join(out)}</blockquote><p class="origin" dir="auto">{words}</p>'


def _sentences(content: Mapping[str, Any], page: Page) -> str:
    sentences = [str(sentence) for sentence in content["sentences"]]
    # The last section that says what was found gives the card its line; what it says of trust is no finding.
    if sentences and (page.heading != page.found_under) and "trust" not in page.heading.casefold():
        page.finding, page.found_under = sentences[0], page.heading
    lines = "".join(f"<p>{page.leads.sentence(sentence)}</p>" for sentence in sentences)
    return f'<div class="findings">{lines}</div>' if lines else ""


def _pre(text: str) -> str:
    if not text.strip():
        return ""
    cut = "\n… (cut here; the notebook shows all of it)" if len(text) > STREAM else ""
    return f'<pre tabindex="0">{characters.html(text[:STREAM])}{cut}</pre>'


def _joined(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
