"""Mail (.eml) and pages saved as mail (.mhtml): the body is an article, an archive's export, or a page."""

from __future__ import annotations

import email.errors
import email.policy
import io
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from functools import partial

from kit.errors import LoadError
from kit.formats.archives import export_in_html, export_in_paragraphs, export_in_text, only_with_articles
from kit.formats.reading.encoding import declared, decode
from kit.formats.reading.markup import html_tree, paragraphs
from kit.formats.reading.registry import Article, Format, Found, Member, suffix_of

__all__ = ["EML", "MHTML"]

HEADER = re.compile(rb"^(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII)
FIELD = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]*:")
READABLE = (".html", ".htm", ".docx", ".rtf", ".pdf", ".txt", ".csv", ".xlsx", ".json", ".zip", ".ris", ".xml")


def _headed(head: bytes, *names: bytes) -> bool:
    if not FIELD.match(head):
        return False
    match = HEADER.match(head.replace(b"\r\n", b"\n").lstrip())
    return match is not None and all(re.search(rb"^" + name + rb":", match.group(), re.I | re.M) for name in names)


def looks_like_mhtml(head: bytes, name: str) -> bool:
    if suffix_of(name) in (".mhtml", ".mht"):
        return True
    return _headed(head, b"MIME-Version", b"Content-Type") and (b"Snapshot-Content-Location" in head[:2000])


def read_mhtml(data: bytes, name: str) -> Iterator[Found]:
    """The page: the first HTML part, read as any page."""
    message = _parse(data)
    url = message.get("Snapshot-Content-Location")
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            where = url or part.get("Content-Location")
            # The address under which the browser had it, which the page itself often does not state.
            facts: Article = {"url": str(where)} if where else {}
            yield Member("page.html", partial(io.BytesIO, _payload(part)), within=False, facts=facts)
            return


def looks_like_eml(head: bytes, name: str) -> bool:
    if suffix_of(name) == ".eml":
        return True
    # Articles about mail quote such headers; a file that is called text is one.
    return suffix_of(name) not in (".txt", ".md") and _headed(head, b"From", b"Date")


def read_eml(data: bytes, name: str) -> Iterator[Found]:
    """The mail as an article, sender as source; or an archive's export that it carries; and its attachments."""
    message = _parse(data)
    html = plain = None
    attached = 0
    for part in message.walk():
        filename = part.get_filename()
        # Others are signatures, logos and calendars.
        if filename and suffix_of(filename) in READABLE:
            attached += 1
            yield Member(filename.replace("\\", "/").rsplit("/", 1)[-1], partial(io.BytesIO, _payload(part)))
        elif part.get_content_type() == "text/html" and html is None:
            html = part
        elif part.get_content_type() == "text/plain" and plain is None and not filename:
            plain = part
    page = _text(html) if html is not None else ""
    lines = _paragraphs(page)
    text = _text(plain) if plain is not None else ""
    if export := _export(page, lines, text):
        yield from export
        return
    text = text if text.strip() else "\n\n".join(lines)
    # A mail that only carries files is none itself.
    if not text.strip() and attached:
        return
    sender, address = parseaddr(str(message.get("From", "")))
    yield {
        "title": str(message.get("Subject") or "") or None,
        "text": text.replace("\r\n", "\n"),
        "source": sender or address or None,
        "published": str(message.get("Date") or "") or None,
    }


def _export(page: str, lines: list[str], text: str) -> list[Found]:
    """The articles of the archive's export that the mail carries, as a page, as its paragraphs, or as text."""
    if found := export_in_html(page):
        return list(found)
    less_sure = (export_in_paragraphs(lines), export_in_text(text))
    return next(filter(None, map(only_with_articles, less_sure)), [])


def _paragraphs(page: str) -> list[str]:
    """Those of the HTML part; none where it is blank or broken, for its plain twin may serve."""
    try:
        return paragraphs(html_tree(page))
    except LoadError:
        return []


def _parse(data: bytes) -> EmailMessage:
    message = BytesParser(policy=email.policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    return message


def _payload(part: EmailMessage) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: EmailMessage) -> str:
    data, charset = _payload(part), part.get_content_charset()
    try:
        return decode(data, declared(data) if charset is None else _known(charset))[0]
    except email.errors.MessageError:
        return ""


def _known(charset: str) -> str | None:
    import codecs

    try:
        return codecs.lookup(charset).name
    except LookupError:
        return None


EML = Format(
    "eml",
    (".eml",),
    "mail: newsletters, and exports sent as mail",
    "alert.eml: subject, sender and date; attachments as alert.eml/name",
    looks_like_eml,
    read_eml,
)
MHTML = Format(
    "mhtml",
    (".mhtml", ".mht"),
    "web page saved in one file",
    "story.mhtml: as Chrome and Edge save it",
    looks_like_mhtml,
    read_mhtml,
)
