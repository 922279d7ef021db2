"""Markdown, with what its front matter says; the text below it stays as it is, marks and all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.formats.reading.encoding import decode
from kit.formats.reading.registry import Format, Found, suffix_of

__all__ = ["MARKDOWN"]

FRONT = re.compile(
    r"\A(?P<mark>---|\+\+\+)[ \t]*\r?\n(?P<fields>.*?)^(?P=mark)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+)")
FIELD = re.compile(r"^(?P<name>[A-Za-z_][\w -]*?)\s*[:=]\s*(?P<value>.*?)\s*$")
LINE = 2000  # a longer line of front matter is no field
OURS = {
    "title": "title", "headline": "title", "date": "published", "published": "published", "publishdate": "published",
    "author": "author", "authors": "author", "byline": "author", "source": "source", "publication": "source",
    "publisher": "source", "lang": "language", "language": "language", "url": "url", "link": "url",
    "canonical_url": "url",
    "source_url": "url",
}  # fmt: skip


def looks_like(head: bytes, name: str) -> bool:
    return suffix_of(name) in (".md", ".markdown", ".mdown")


def read(data: bytes, name: str) -> Iterator[Found]:
    """One article; without front matter, a first heading is the title as well as text."""
    text, encoding = decode(data)
    front = FRONT.match(text)
    fields = _fields(front["fields"]) if front else {}
    body = text[front.end() :].lstrip("\r\n") if front else text
    if "title" not in fields and (heading := HEADING.match(body)):
        fields["title"] = heading["title"].strip("# \t\r")
    yield fields | {"text": body, "encoding": encoding}


def _fields(block: str) -> dict[str, Any]:
    """The fields of one line, and lists below a name: the front matter that articles have, of YAML or TOML."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in block.splitlines():
        if not line.strip() or line.lstrip().startswith("#") or len(line) > LINE:
            continue
        if match := FIELD.match(line):
            name = match["name"].strip().casefold()
            found[name] = [_unquoted(one) for one in _items(match["value"])]
        elif name and (item := re.match(r"^\s*-\s+(.*)$", line)):
            found[name].append(_unquoted(item.group(1)))
        elif name and line[:1] in " \t" and not re.match(r"^\s+[\w-]+:\s", line):
            found[name] = [" ".join([*[one for one in found[name] if one not in (">", "|", ">-", "|-")], line.strip()])]
    out: dict[str, Any] = {}
    for name, values in found.items():
        value = ", ".join(one for one in values if one)
        if value:
            out.setdefault(OURS.get(name, name), value)
    return out


def _items(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return [one.strip() for one in value[1:-1].split(",")]
    return [value]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].replace('\\"', '"').replace("''", "'")
    # A comment, in YAML and TOML alike; `#` within a word is none.
    return re.sub(r"\s+#\s.*$", "", value)


MARKDOWN = Format(
    "markdown",
    (".md", ".markdown", ".mdown"),
    "Markdown, title and date from front matter",
    "post.md: ---, title: ..., date: ..., ---, then the article",
    looks_like,
    read,
)
