"""Files in the forms that archives, APIs and programs write, made from the public descriptions of those forms."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

LEAD = "The harbour was closed on Monday, when the ferries had stopped running for good."
LAST = "Nobody had expected that the vote would be so close, said the mayor."

PICK = ("title", "source", "author", "published", "text")


def told(rows: Iterable[Mapping[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    """The columns of these names, or those that every archive tells."""
    return [tuple(row.get(name) for name in names or PICK) for row in rows]


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(*lines: str, style: dict[str, str] | None = None, title: str | None = None) -> bytes:
    """A Word document; `style` gives the style of the paragraphs with that text."""

    def paragraph(line: str) -> str:
        name = (style or {}).get(line)
        given = f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>' if name else ""
        runs = "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in line.split("\n"))
        return f"<w:p>{given}<w:r>{runs}</w:r></w:p>"

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(map(paragraph, lines))
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
    }
    if title:
        core = f'<c:p xmlns:c="urn:c" xmlns:dc="urn:dc"><dc:title>{title}</dc:title></c:p>'
        members["docProps/core.xml"] = core.encode()
    return zipped(members)


def odt(*lines: str, title: str = "") -> bytes:
    space = 'xmlns:office="urn:office" xmlns:text="urn:text" xmlns:dc="urn:dc"'
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {space}><office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>"
            ).encode(),
            "meta.xml": f"<office:document-meta {space}><dc:title>{title}</dc:title></office:document-meta>".encode(),
        },
        zipfile.ZIP_STORED,
    )


def rtf(*lines: str) -> bytes:
    def escaped(line: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line)

    return ("{\\rtf1\\ansi " + "".join(f"{escaped(line)}\\par\n" for line in lines) + "}").encode()


def pdf(*pages: list[tuple[Any, ...]]) -> bytes:
    """A PDF of pages of (x, y, text) or (x, y, text, size of type), uncompressed, as the reference describes it.

    (x, y, width, height) is a frame; text in 10 points where no size is given.
    """
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for page in pages:
        shown = b"".join(map(_shown, page))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
            b" /Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        start,
    )


def _shown(item: tuple[Any, ...]) -> bytes:
    if not isinstance(item[2], str):
        return b"%d %d %d %d re S\n" % item
    x, y, text, *size = item
    escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (*(size or [10]), x, y, escaped)


def page(headline: str = "A close vote", *, tag: str | None = None, more: str = "", lead: str = LEAD) -> str:
    prose = "".join(f"<p>{lead} It was the {n}th time in a year that this had happened.</p>" for n in range(4, 9))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{tag or headline}</title>{more}</head><body><nav><a '
        f'href="/">Home</a>'
        f"</nav><article><h1>{headline}</h1>{prose}<p>{LAST}</p></article><footer>All rights reserved</footer>"
        f"</body></html>"
    )


def nexis_text(*documents: str, marker: str = "{n} of {all} DOCUMENTS") -> bytes:
    parts = []
    for n, document in enumerate(documents, start=1):
        parts.append(" " * 30 + marker.format(n=n, all=len(documents)) + "\n\n\n" + document)
    return ("Download Request: All Documents\nTerms: harbour\n\n" + "\n\n".join(parts)).encode()


def factiva_html(*articles: str) -> bytes:
    inner = "".join(f'<div id="article-{n}" class="article">{one}</div>' for n, one in enumerate(articles))
    return (
        '<html><head><meta charset="UTF-8"><title>Factiva</title></head><body>'
        f'<table><tr><td class="factivalogo"><h1>Factiva</h1></td></tr></table>{inner}</body></html>'
    ).encode()


def write(folder: Path, **files: str | bytes) -> Path:
    """Files of these names (`__` for the dot) in a folder."""
    for name, data in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder
