"""JSON: one article a line, a list of them, or one object, in the shapes that APIs and extractors write.

Known are NewsAPI, GNews, GDELT, Media Cloud, Guardian and New York Times APIs, WordPress, newspaper3k/4k, trafilatura,
news-please, fundus and schema.org's NewsArticle (JSON-LD). Anything else goes by the names of its fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from kit.errors import LoadError
from kit.formats.files.tables import rows_to_articles
from kit.formats.reading.encoding import decode
from kit.formats.reading.json_objects import ARTICLES, flat
from kit.formats.reading.registry import Data, Format, Found, Skipped, suffix_of, whole

__all__ = ["JSON", "JSONL"]

LINE = 1 << 26  # bytes; a longer line is skipped
NEST = 200
LISTS = (
    "articles",
    "results",
    "items",
    "data",
    "docs",
    "hits",
    "stories",
    "posts",
    "documents",
    "value",
    "news",
    "entries",
    "objects",
    "records",
    "rows",
)
COMMENT = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)


def looks_like_jsonl(head: bytes, name: str) -> bool:
    if suffix_of(name) in (".jsonl", ".ndjson", ".jl"):
        return True
    lines = [line for line in head.split(b"\n", 3)[:3] if line.strip()]
    return (
        suffix_of(name) not in (".txt", ".md", ".html", ".htm")
        and len(lines) > 1
        and all(line.lstrip().startswith(b"{") and line.rstrip().endswith(b"}") for line in lines[:2])
    )


def read_jsonl(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """One article a line; a line that is no JSON, or longer than 64 MB, is left out."""
    # The reader of rows passes on articles only; what stands between them is told as soon as the next one comes.
    problems: list[Skipped] = []
    for article in rows_to_articles(_lines(stream, problems), columns):
        yield from problems
        problems.clear()
        yield article
    yield from problems


def _lines(stream: BinaryIO, problems: list[Skipped]) -> Iterator[dict[str, Any]]:
    number = 0
    while line := stream.readline(LINE):
        number += 1
        if len(line) == LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LINE)) and not rest.endswith(b"\n"):
                pass
            problems.append(Skipped(f"line {number} is longer than {LINE >> 20} MB; left out", number))
            continue
        if not line.strip() or line.lstrip().startswith(b"//"):
            continue
        try:
            found = json.loads(decode(line)[0])
        except (ValueError, RecursionError, LoadError) as error:
            problems.append(Skipped(f"line {number} is not JSON ({str(error)[:80]}); left out", number))
            continue
        if isinstance(found, dict):
            yield flat(found)
        else:
            problems.append(Skipped(f"line {number} is no JSON object; left out", number))


def looks_like_json(head: bytes, name: str) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix_of(name) in (".json", ".jsonld"):
        return True
    return suffix_of(name) not in (".txt", ".md", ".csv") and bool(
        re.match(rb'(?://[^\n]*\n\s*)*[\[{]\s*["{]', start[:2000])
    )


def read_json(data: Data, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """The articles of one JSON document."""
    text, encoding = decode(data if isinstance(data, bytes) else whole(data))
    try:
        document = json.loads(text)
    except RecursionError:
        raise LoadError("JSON that is nested too deeply; refused") from None
    except ValueError:
        document = _forgiving(text)
    rows = [flat(one) for one in _articles(document)]
    if not rows:
        raise LoadError(
            "JSON without articles: no list of objects, and no object with text; name its fields in `columns`"
        )
    for article in rows_to_articles(rows, columns):
        yield article | {"encoding": encoding} if isinstance(article, dict) else article


def _forgiving(text: str) -> Any:
    """JSON below comment lines, or several documents one after the other."""
    text = COMMENT.sub("", text + "\n").strip()
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text):
        try:
            one, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise LoadError(f"not JSON ({error}); export it again") from error
        found.append(one)
        at = len(text) - len(text[at:].lstrip(" \t\r\n,"))
    return found[0] if len(found) == 1 else found


def _articles(document: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The objects that are articles: those of a list, of the first field that holds a list of them, or the document."""
    if isinstance(document, list):
        objects = [one for one in document if isinstance(one, dict)]
        if len(objects) == 1 and depth < NEST and not _is_article(objects[0]):
            return _articles(objects[0], depth + 1)
        lists = [one for one in document if isinstance(one, list)]
        return objects or [one for inner in lists if depth < NEST for one in _articles(inner, depth + 1)]
    if not isinstance(document, dict):
        return []
    graph = document.get("@graph")
    if isinstance(graph, list):
        return [one for one in graph if isinstance(one, dict) and _is_article(one)]
    if _is_article(document):
        return [document]
    # Of several lists of objects the first by these names, since answers hold facets and authors as well.
    for name in LISTS:
        if isinstance(inner := document.get(name), list) and any(isinstance(one, dict) for one in inner):
            # Elasticsearch's envelope.
            return [one.get("_source", one) for one in inner if isinstance(one, dict)]
    for name in ("response", "results", "data", "hits", "result", "feed", "payload", "article", "news", "articles"):
        if (
            isinstance(inner := document.get(name), (dict, list))
            and depth < NEST
            and (found := _articles(inner, depth + 1))
        ):
            return found
    if document and all(isinstance(one, dict) for one in document.values()):
        return list(document.values())
    return [document]


def _is_article(one: Mapping[str, Any]) -> bool:
    kind = one.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    if any(isinstance(name, str) and name.endswith(ARTICLES) for name in kinds):
        return True
    names = {str(name).casefold() for name in one}
    return bool(names & {"text", "maintext", "articlebody", "content", "body", "plaintext"}) and bool(
        names & {"title", "headline", "url", "date", "publish_date", "authors", "author"}
    )


JSONL = Format(
    "jsonl",
    (".jsonl", ".ndjson", ".jl"),
    "one article on each line, as JSON",
    'articles.jsonl: {"title": ..., "text": ...} on each line',
    looks_like_jsonl,
    read_jsonl,
    streams=True,
    tabular=True,
)
JSON = Format(
    "json",
    (".json", ".jsonld"),
    "JSON of news APIs, extractors and schema.org",
    'newsapi.json: {"articles": [{"title": ..., "content": ...}]}',
    looks_like_json,
    read_json,
    tabular=True,
)
