"""WARC, the web archives' form: pages streamed through the reader of web pages, one article an address.

Only responses of status 200 that are HTML count; what was left out is counted by reason. WARC-Date is the day of the
crawl, not of publication, and is kept as `crawled`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from kit.errors import LoadError
from kit.formats.files.pages import articles_of, tree_of
from kit.formats.reading.encoding import declared, decode
from kit.formats.reading.registry import Format, Found, Skipped

__all__ = ["WARC"]

PAGE = 1 << 24  # bytes; a longer page is left out


def looks_like(head: bytes, name: str) -> bool:
    return head.startswith(b"WARC/")


def read(stream: BinaryIO, name: str) -> Iterator[Found]:
    """One row an article; the same address twice is one, the first."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise LoadError("WARC needs a library: pip install article-kit[formats]") from None
    left: Counter[str] = Counter()
    seen: set[str] = set()
    try:
        for record in ArchiveIterator(stream):
            yield from _articles(record, left, seen)
    except (ArchiveLoadFailed, EOFError) as error:
        yield Skipped(f"damaged or cut short ({str(error)[:100]}); what stands before it was read")
    for reason, n in left.items():
        yield Skipped(f"{n} of its records: {reason}")


def _articles(record: Any, left: Counter[str], seen: set[str]) -> list[Found]:
    # Requests and the crawler's own notes are not counted: nobody takes them for articles.
    if record.rec_type not in ("response", "resource"):
        return []
    headers = record.http_headers
    status = headers.get_statuscode() if headers else "200"
    kind = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    url = record.rec_headers.get_header("WARC-Target-URI")
    if status != "200":
        left["a status other than 200"] += 1
        return []
    if "html" not in kind.lower():
        left["no HTML"] += 1
        return []
    body = record.content_stream().read(PAGE + 1)
    if len(body) > PAGE:
        left[f"a page of more than {PAGE >> 20} MB"] += 1
        return []
    try:
        text, encoding = decode(body, declared(kind.encode("latin-1", "replace")) or declared(body))
        found = [one for one in articles_of(tree_of(text), url) if isinstance(one, dict)]
    except LoadError:
        left["a page that cannot be read"] += 1
        return []
    if not found:
        left["a page without an article"] += 1
        return []
    address = str(found[0].get("url") or url)
    if address in seen:
        left["the address of an article before"] += 1
        return []
    # By what the page calls itself: crawls fetch one article under many addresses.
    seen.add(address)
    crawled = record.rec_headers.get_header("WARC-Date")
    return [one | {"url": address, "crawled": crawled, "encoding": encoding} for one in found]


WARC = Format(
    "warc",
    (".warc",),
    "web archive",
    "CC-NEWS.warc.gz: its pages, one row for each article",
    looks_like,
    read,
    streams=True,
)
