"""The format PDF: an archive's export, one article, or several; a scan without text is said to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.errors import LoadError
from kit.formats.archives import export_in_paragraphs, resembles
from kit.formats.files.pdf.heads import without_heads
from kit.formats.files.pdf.lines import Line, page_of
from kit.formats.files.pdf.paragraphs import paragraphs_of
from kit.formats.files.pdf.stories import stories
from kit.formats.reading.markup import level_space
from kit.formats.reading.registry import Format, Found

__all__ = ["PDF"]

PAGES = 5000
# Programs put the file's name, or their own, where the title should be.
NO_TITLE = re.compile(r"\.\w{2,4}$|^Microsoft|^untitled|^unbenannt|^about:blank|^print", re.IGNORECASE)


def looks_like(head: bytes, name: str) -> bool:
    # Within the first 1,024 bytes, as readers of PDF accept it.
    return b"%PDF-" in head[:1024]


def read(data: bytes, name: str) -> Iterator[Found]:
    """One article, or those of an archive's export or of a newspaper's page."""
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
        pages = [page_of(document[number], number) for number in range(min(len(document), PAGES))]
        meta = document.get_metadata_dict()
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise LoadError(f"a PDF of {len(pages)} pages without text (scanned?); run character recognition (OCR) over it")
    # Before the archive is asked: a running head in the middle of an article would look like the next one's.
    lines, said = without_heads(pages)
    # Where an archive heads an article by outlet and day, that line looks like a running head; on later pages it is.
    export = _export(lines) or _export([*pages[0].lines, *(line for line in lines if line.page > 0)])
    if export is not None:
        yield from export
        return
    looks = resembles([line.text for line in lines])
    title = level_space(meta.get("Title", ""))
    for number, story in enumerate(stories(lines, pages, said)):
        if number == 0 and story["title"] is None and len(title) > 8 and not NO_TITLE.search(title):
            story["title"] = title
        story["notes"] = [*story["notes"], *([looks] if looks and number == 0 else [])]
        yield story


def _export(lines: Sequence[Line]) -> Iterator[Found] | None:
    """The articles of an archive's export, by its paragraphs, or by its lines where it is known by these alone."""
    # The labels of some exports stand in lines that look like one paragraph.
    return export_in_paragraphs(paragraphs_of(lines)) or export_in_paragraphs([level_space(one.text) for one in lines])


PDF = Format(
    "pdf",
    (".pdf",),
    "PDF with a text layer, or an archive's export as one",
    "page.pdf: one article, or those of a newspaper's page; a scan without text is said to be one",
    looks_like,
    read,
)
