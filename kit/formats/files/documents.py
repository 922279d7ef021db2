"""Word processors' files: .docx, .odt and .rtf; one article each, or those of the archive's export in it.

Headers and footers, comments and deleted text are left out; tables are read cell by cell.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from kit.errors import LoadError
from kit.formats.archives import export_in_paragraphs, resembles
from kit.formats.reading.limits import ALWAYS, RATIO
from kit.formats.reading.markup import level_space, local, paragraphs, text_of, xml_tree
from kit.formats.reading.registry import Format, Found, suffix_of

__all__ = ["DOCX", "ODT", "RTF", "first_member", "is_office", "office_archive", "part"]

OLE = b"\xd0\xcf\x11\xe0"  # what Office wrote before 2007, and writes around what it encrypts
UNKNOWN_TITLES = re.compile(
    r"^(?:untitled|document\d*|microsoft word|rtf datei|unbenannt|sans titre|\W*)", re.IGNORECASE
)


def first_member(head: bytes) -> str:
    """The name of the first file of a zip.

    Parameters
    ----------
    head
        Its first bytes, 30 and the length of a name at least.

    Returns
    -------
    str
        As the local header states it (PKWARE's APPNOTE, 4.3.7); empty where it is no zip.
    """
    if not head.startswith(b"PK\x03\x04") or len(head) < 30:
        return ""
    return head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("utf-8", "replace")


def is_office(head: bytes, folder: bytes) -> bool:
    """Whether these are the first bytes of an Office file that has such a folder inside.

    Parameters
    ----------
    head
        Its first bytes, some thousand of them, so that the name of a member of the folder is among them.
    folder
        `word/`, `xl/` or `ppt/`, by which Word, Excel and PowerPoint differ.
    """
    first = first_member(head).encode()
    known = first.startswith(
        (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/", b"customXml/")
    )
    return known and folder in head


def looks_like_docx(head: bytes, name: str) -> bool:
    if head.startswith(OLE):  # so that the reader can say what is the matter
        return True
    return is_office(head, b"word/") or (head.startswith(b"PK\x03\x04") and suffix_of(name) in (".docx", ".docm"))


def read_docx(data: bytes, name: str) -> Iterator[Found]:
    """The paragraphs of the main part."""
    with office_archive(data) as archive:
        # Usually word/document.xml; some programs put a number behind it.
        main = next((one for one in archive.namelist() if re.fullmatch(r"word/document\d*\.xml", one)), None)
        if main is None:
            raise LoadError("no Word document inside; save it again as .docx")
        lines = list(_docx_paragraphs(xml_tree(part(archive, main))))
        title = _core_title(archive)
    yield from _document([line for _, line in lines], next((line for style, line in lines if style == "Title"), title))


def _docx_paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """(style, text) of each paragraph; deleted text, field codes and the second copy of text boxes left out."""
    from lxml import etree

    space = str(root.tag).rpartition("}")[0] + "}"
    # Kept in the file for whoever may reject the change; in the text of the article they are not.
    for gone in (
        f"{space}del",
        f"{space}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ):
        for element in list(root.iter(gone)):
            # Emptied rather than removed, which would take along the text behind them.
            for one in element.iter():
                if isinstance(one.tag, str):
                    one.text = None
    text, tab, breaks = f"{space}t", f"{space}tab", (f"{space}br", f"{space}cr")
    for paragraph in root.iter(f"{space}p"):
        parts: list[str] = []
        for event, element in etree.iterwalk(paragraph, events=("start",)):
            del event
            if element.tag == text:
                parts.append(element.text or "")
            elif element.tag in breaks:
                parts.append("\n")
            # A tab within a paragraph's properties is a stop of the ruler, not a character.
            elif element.tag == tab and element.getparent().tag == f"{space}r":
                parts.append("\t")
        line = re.sub(r"[ \t\xa0]+", " ", "".join(parts)).strip()
        if line:
            style = paragraph.find(f"{space}pPr/{space}pStyle")
            yield (style.get(f"{space}val") or "" if style is not None else ""), line


def _core_title(archive: zipfile.ZipFile) -> str | None:
    if "docProps/core.xml" not in archive.namelist():
        return None
    try:
        root = xml_tree(part(archive, "docProps/core.xml"))
    # The title is a help; for want of it no article is lost.
    except LoadError:
        return None
    return next((text_of(one) for one in root.iter() if local(one) == "title"), None)


def _document(lines: list[str], title: str | None) -> Iterator[Found]:
    found = export_in_paragraphs(lines)
    if found is not None:
        yield from found
        return
    title = level_space(title or "")
    looks = resembles(lines)
    yield {
        "text": "\n\n".join(lines),
        "title": None if UNKNOWN_TITLES.fullmatch(title) or not title else title,
        "notes": [looks] if looks else [],
    }


def office_archive(data: bytes) -> zipfile.ZipFile:
    """The zip that an Office file is, open; whoever asks closes it.

    Raises
    ------
    LoadError
        If it is encrypted, older than 2007, or damaged.
    """
    if data.startswith(OLE):
        raise LoadError("encrypted, or of an old Office version; save it without a password as .docx, .xlsx or .odt")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise LoadError(f"damaged or cut short ({error}); save it again") from error


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One member of an Office file.

    Raises
    ------
    LoadError
        If it is encrypted, damaged, or expands like a bomb.
    """
    info = archive.getinfo(name)
    if info.flag_bits & 1:
        raise LoadError("encrypted; save it without a password")
    # Read whole, unlike the members of a .zip of articles, so what it says of its size is asked first.
    if info.file_size > max(ALWAYS, RATIO * info.compress_size):
        raise LoadError(f"{name} expands to more than {RATIO} times its size, as archive bombs do; refused")
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise LoadError(f"damaged or cut short ({error}); save it again") from error


def looks_like_odt(head: bytes, name: str) -> bool:
    return head.startswith(b"PK\x03\x04") and (
        b"mimetypeapplication/vnd.oasis.opendocument.text" in head[:200] or suffix_of(name) == ".odt"
    )


def read_odt(data: bytes, name: str) -> Iterator[Found]:
    """Paragraphs and headings of content.xml."""
    with office_archive(data) as archive:
        names = archive.namelist()
        if "content.xml" not in names:
            raise LoadError("no OpenDocument text inside; save it again as .odt")
        # OpenDocument encrypts each part by itself: the zip opens, and its XML is noise.
        if "META-INF/manifest.xml" in names and b"encryption-data" in part(archive, "META-INF/manifest.xml"):
            raise LoadError("encrypted; save it without a password")
        root = xml_tree(part(archive, "content.xml"))
        title = None
        if "meta.xml" in names:
            meta = xml_tree(part(archive, "meta.xml"))
            title = next((text_of(one) for one in meta.iter() if local(one) == "title"), None)
    body = next((one for one in root.iter() if local(one) == "body"), root)
    for one in body.iter():
        if local(one) in ("tracked-changes", "annotation"):
            for inner in one.iter():
                inner.text = inner.tail = None if inner is not one else inner.tail
        # OpenDocument writes repeated blanks and tabs as elements, without any character.
        elif local(one) == "s" or local(one) == "tab":
            one.text = " "
    yield from _document(paragraphs(body, blocks=("p", "h"), breaks=("line-break",)), title)


def looks_like_rtf(head: bytes, name: str) -> bool:
    return head.lstrip().startswith(b"{\\rtf")


def read_rtf(data: bytes, name: str) -> Iterator[Found]:
    """Paragraphs of the document; UTF-8 in the raw bytes is read as such, as the archives mean it."""
    from striprtf.striprtf import rtf_to_text

    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError:
        # What RTF escapes is as its header says; raw bytes beyond ASCII are Windows', whatever it says.
        source = data.decode("cp1252", errors="replace")
    text = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    title = re.search(r"\\title\s+([^{}\\]+)", source[:20000])
    lines = [re.sub(r"[ \t\xa0]+", " ", line.strip(" \t|")).strip() for line in text.split("\n")]
    yield from _document([line for line in lines if line], title.group(1) if title else None)


DOCX = Format(
    "docx",
    (".docx", ".docm"),
    "Word document, or an archive's export as one",
    "story.docx: one article",
    looks_like_docx,
    read_docx,
)
ODT = Format(
    "odt",
    (".odt",),
    "OpenDocument text, or an archive's export as one",
    "story.odt: one article",
    looks_like_odt,
    read_odt,
)
RTF = Format(
    "rtf",
    (".rtf",),
    "rich text, or an archive's export as one",
    "story.rtf: one article",
    looks_like_rtf,
    read_rtf,
)
