"""What a cell showed, as HTML of our own making: figures, tables, sentences, evidence; the rest made harmless."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from kit.reporting import foreign, prose
from kit.reporting.download import csv_link
from kit.views import characters
from kit.views.outputs import EVIDENCE, IN_WORDS, TABLE
from kit.views.table import table_html

__all__ = ["Page", "shown"]

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")
PICTURE_BYTES = 900_000  # of base64 on one page
STREAM = 4_000
EVIDENCE_SHOWN = 30
CAPTION = 260  # characters beside a picture; what more its text says stands with its data


@dataclass
class Page:
    """What is known of a page while it is drawn."""

    name: str
    title: str
    headings: prose.Headings = field(default_factory=prose.Headings)
    articles: Set[str] = frozenset()  # those that have a page to link to
    figures: int = 0
    tables: int = 0
    others: int = 0  # outputs in HTML of another library
    spent: int = 0  # bytes of pictures
    heading: str = ""
    finding: str = ""
    found_under: str | None = None  # the heading under which the finding stands
    picture: tuple[str, str, str] | None = None  # type, base64, text
    tall: bool = False  # that picture is higher than wide


def shown(output: Any, page: Page) -> str:
    """One output of a cell."""
    if output.output_type == "stream":
        return _pre(output.text) if output.name == "stdout" and output.text.strip() else ""
    if output.output_type == "error":
        return ""
    data: Mapping[str, Any] = output.data
    # A figure carries its data as a table, too: the picture goes first, and the table folds away behind it.
    for kind in PICTURES:
        if kind in data:
            return _figure(kind, data, output.get("metadata", {}), page)
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


def _figure(kind: str, data: Mapping[str, Any], metadata: Mapping[str, Any], page: Page) -> str:
    page.figures += 1
    number = page.figures
    content = data.get(TABLE)
    stated = metadata.get(kind, metadata) if isinstance(metadata.get(kind, metadata), Mapping) else {}
    plain = foreign.base64_of(kind, _joined(data[kind]))
    text = (
        stated.get("alt")
        or foreign.text_of(kind, _joined(data[kind]))
        or f"A picture under the heading “{page.heading or page.title}”; the notebook gives it no text."
    )
    caption = content["caption"] if content else ""
    size = foreign.size_of(kind, plain)
    page.spent += len(plain)
    # Pages hold their pictures in themselves; one that no browser opens any more helps nobody.
    if page.spent > PICTURE_BYTES:
        picture = '<p class="note">This picture is left out, as the page has so many; the notebook shows it.</p>'
    else:
        picture = f'<img src="data:{kind};base64,{plain}" alt="{characters.attribute(text)}"{size}>'
        if page.picture is None:
            page.picture = (kind, plain, text)
            page.tall = foreign.is_tall(kind, plain)
    words = f"<strong>{characters.html(caption)}</strong> " if caption else ""
    beyond = _beyond(caption, text)
    at = _first_sentences(beyond)
    rest = f"<p>{characters.html(beyond[at:].strip())}</p>" if beyond[at:].strip() else ""
    behind = ""
    if content and content["rows"]:
        save = csv_link(content["columns"], content["rows"], name=f"{page.name}-figure-{number}.csv")
        table = _rows(content, region=f"Data of figure {number}") + _note(content)
        behind = f"<details><summary>The data of figure {number}</summary>{rest}{table}<p>{save}</p></details>"
    elif rest:
        behind = f"<details><summary>More on figure {number}</summary>{rest}</details>"
    return (
        f'<figure id="figure-{number}"><figcaption><a class="number" href="#figure-{number}">Figure {number}</a> '
        f"{words}{characters.html(beyond[:at])}</figcaption>{picture}{behind}</figure>"
    )


def _first_sentences(text: str) -> int:
    """Where to stop beside a picture: after the sentences that fit, the first at least."""
    ends = [found.end() for found in re.finditer(r"[.!?](?= |$)", text)]
    return max([end for end in ends if end <= CAPTION], default=ends[0] if ends else len(text))


def _beyond(caption: str, text: str) -> str:
    """What a picture's text says that its caption has not said: the text begins with "Bars: " and the caption."""
    at = text.casefold().find(caption.casefold()) if caption else -1
    return text[at + len(caption) :].strip() if 0 <= at <= 40 else text


def _table(content: Mapping[str, Any], page: Page) -> str:
    page.tables += 1
    number = page.tables
    name = f"{page.name}-table-{number}.csv"
    label = f'<a class="number" href="#table-{number}">Table {number}</a> '
    save = csv_link(content["columns"], content["rows"], name=name)
    body = _rows(content, label, f"Table {number}") + _note(content)
    return f'<div class="table" id="table-{number}">{body}<p>{save}</p></div>'


def _rows(content: Mapping[str, Any], label: str = "", region: str = "") -> str:
    return table_html(
        content["columns"],
        content["rows"],
        caption=content["caption"],
        total=content.get("total"),
        label=label,
        region=region,
    )


def _note(content: Mapping[str, Any]) -> str:
    return f'<p class="note">{characters.html(content["note"])}</p>' if content.get("note") else ""


def _evidence(content: Mapping[str, Any], page: Page) -> str:
    rows = content["rows"]
    items = "".join(f"<li>{_sentence(row, page)}</li>" for row in rows[:EVIDENCE_SHOWN])
    cut = f" The first {EVIDENCE_SHOWN} of {len(rows)}." if len(rows) > EVIDENCE_SHOWN else ""
    return (
        f'<details class="evidence"><summary>{characters.html(content["caption"])}{cut}</summary>'
        f'<ul class="evidence">{items}</ul></details>'
    )


def _sentence(row: Mapping[str, Any], page: Page) -> str:
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
    if row["article_id"] in page.articles:
        place = f"q{row['quote']}" if row.get("quote") is not None else f"at{row['start']}"
        words = f'<a href="articles/{row["article_id"]}.html#{place}">{words or "the article"}</a>'
    return f'<blockquote dir="auto">{"".join(out)}</blockquote><p class="origin" dir="auto">{words}</p>'


def _sentences(content: Mapping[str, Any], page: Page) -> str:
    sentences = [str(sentence) for sentence in content["sentences"]]
    if sentences and (page.heading != page.found_under) and "trust" not in page.heading.casefold():
        page.finding, page.found_under = sentences[0], page.heading
    lines = "".join(f"<p>{characters.html(sentence)}</p>" for sentence in sentences)
    return f'<div class="findings">{lines}</div>' if lines else ""


def _pre(text: str) -> str:
    if not text.strip():
        return ""
    cut = "\n… (cut here; the notebook shows all of it)" if len(text) > STREAM else ""
    return f'<pre tabindex="0">{characters.html(text[:STREAM])}{cut}</pre>'


def _joined(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
